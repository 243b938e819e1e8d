"""The search among few people: a table of what everyone would cost in every group, and swaps that may not be undone
at once (tabu search, F. Glover 1989), so that it leaves the hollows in which plain repair stays."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .price import REPEAT, Prices

LIMIT = 128  # people; the table has as many rows, and a swap changes them all
_TENURE = 3  # turns for which somebody may not return to the group they left, at least


def costs_of(prices: Prices) -> list[list[int]]:
    """The price of every pair, both ways."""
    count = len(prices.people)
    costs = [[0] * count for _ in range(count)]
    for one in range(count):
        for other in range(one + 1, count):
            costs[one][other] = costs[other][one] = prices.pair(one, other)
    return costs


class Table:
    """`costs[a][b]` of a pair; `at[p][g]` of p with those who are in g; `where[p]` is p's group."""

    def __init__(self, prices: Prices, costs: list[list[int]], groups: Sequence[Sequence[int]], size: int) -> None:
        self.costs = costs
        self.groups = [list(group) for group in groups]
        self.where = {one: index for index, group in enumerate(groups) for one in group}
        self.people = sorted(self.where)
        uneven = [len(group) != size for group in groups]
        if all(uneven):
            uneven = [False] * len(groups)
        self.at = [
            [sum([row[other] for other in group]) + odd * rare for group, rare in zip(groups, uneven, strict=True)]
            for row, odd in zip(costs, prices.odd, strict=True)
        ]

    def hot(self) -> list[int]:
        """Who is in a group with somebody they should not be with, or not again."""
        at, where = self.at, self.where
        return [one for one in self.people if at[one][where[one]] > REPEAT // 2]

    def gain(self, one: int, other: int) -> int:
        """What their changing places would change; below 0 is better."""
        here, there = self.where[one], self.where[other]
        mine, theirs = self.at[one], self.at[other]
        return mine[there] + theirs[here] - mine[here] - theirs[there] - 2 * self.costs[one][other]

    def swap(self, one: int, other: int) -> None:
        here, there = self.where[one], self.where[other]
        self.groups[here][self.groups[here].index(one)] = other
        self.groups[there][self.groups[there].index(other)] = one
        self.where[one], self.where[other] = there, here
        for row, leaves, comes in zip(self.at, self.costs[one], self.costs[other], strict=True):
            change = comes - leaves
            row[here] += change
            row[there] -= change


def improved(table: Table, dice: Random, turns: int) -> list[list[int]]:
    """The best groups found in so many turns, each a swap of somebody hot; then what else can be had without harm."""
    level = best = 0
    found = [list(group) for group in table.groups]
    barred = [[0] * len(table.groups) for _ in table.at]
    for turn in range(1, turns + 1):
        hot = table.hot()
        if not hot:
            break
        one = hot[int(dice.random() * len(hot))]
        gain, other = _best_swap(table, one, barred, turn, best - level, dice)
        if other is None:
            continue
        here, there = table.where[one], table.where[other]
        barred[one][here] = barred[other][there] = turn + _TENURE + int(dice.random() * 8)
        table.swap(one, other)
        level += gain
        if level < best:
            best, found = level, [list(group) for group in table.groups]
    _return(table, found)
    _descend(table, dice)
    return table.groups


def _best_swap(
    table: Table, one: int, barred: list[list[int]], turn: int, record: int, dice: Random
) -> tuple[int, int | None]:
    """With whom changing places is best (a barred move only for a new record); ties by chance."""
    where, at, row = table.where, table.at, table.costs[one]
    here, mine, mine_barred = where[one], at[one], barred[one]
    base = mine[here]
    best, choice = 1 << 62, None
    start = int(dice.random() * len(table.people))
    for other in table.people[start:] + table.people[:start]:
        there = where[other]
        theirs = at[other]
        gain = mine[there] + theirs[here] - base - theirs[there] - 2 * row[other]
        if gain < best and there != here:
            if (mine_barred[there] > turn or barred[other][here] > turn) and gain >= record:
                continue
            best, choice = gain, other
    return best, choice


def _return(table: Table, groups: Sequence[Sequence[int]]) -> None:
    """Swap back to these groups, which are as many and as large."""
    for index, group in enumerate(groups):
        for one in group:
            if table.where[one] != index:
                table.swap(one, next(other for other in table.groups[index] if other not in group))


def _descend(table: Table, dice: Random) -> None:
    """Swap for as long as it helps; tags and odd places are mended here."""
    quiet = [[0] * len(table.groups) for _ in table.at]
    order = list(table.people)
    dice.shuffle(order)
    for _ in range(8):
        still = True
        for one in order:
            if not table.at[one][table.where[one]] and not table.costs[one]:
                continue
            gain, other = _best_swap(table, one, quiet, 0, 0, dice)
            if other is not None and gain < 0:
                table.swap(one, other)
                still = False
        if still:
            return
