"""Which search is for how many people, and what when hard rules leave no room."""

from __future__ import annotations

from random import Random

from . import circle, exact, table
from .deal import Size, deal, shape
from .price import REPEAT, Prices
from .repair import repaired
from .rescue import seated

_RESTARTS = 3
_TURNS = 60  # of each search, for each person; fewer when many people make each of them longer
_WORK = 80_000  # people looked at in each search


def arranged(prices: Prices, size: Size, dice: Random, largest: int) -> tuple[list[list[int]], list[int]]:
    """Groups, and who has no place; a group is as large as `largest` only where hard rules leave no other way."""
    count = len(prices.people)
    if count <= exact.LIMIT:
        groups, left = exact.best(prices, size, dice, largest)
        turned = None if left else _circle(prices, table.costs_of(prices), size, dice)
        better = turned and (_carries_on(turned) or turned.cost <= exact.priced(prices, groups, size))
        return (turned.pairs, []) if turned and better else (groups, left)
    search = _thorough if count <= table.LIMIT else _quick
    groups = search(prices, size, dice, None)
    if all(prices.legal(group) for group in groups):
        return groups, []
    groups, left = seated(prices, groups, largest, dice)
    inside = [one for group in groups for one in group]
    sizes = shape(len(inside), size)
    if sorted(map(len, groups)) != sorted(sizes):  # perhaps all the others come out even
        regular = search(prices, size, dice, deal(prices, inside, sizes, size, dice))
        if all(prices.legal(group) for group in regular):
            return regular, left
    return search(prices, size, dice, groups) if groups else [], left


def _quick(prices: Prices, size: Size, dice: Random, start: list[list[int]] | None) -> list[list[int]]:
    return repaired(prices, start or _dealt(prices, size, dice), size, dice)


def _thorough(prices: Prices, size: Size, dice: Random, start: list[list[int]] | None) -> list[list[int]]:
    """The best of some searches, and of the circle too where there is one; from the start, where one is given."""
    costs = table.costs_of(prices)
    turned = _circle(prices, costs, size, dice) if start is None else None
    floor = sum(min(row[:one] + row[one + 1 :]) for one, row in enumerate(costs)) // 2  # everyone with their best
    if turned and (_carries_on(turned) or turned.cost <= floor):
        return turned.pairs
    found = [turned.pairs] if turned else []
    turns = min(_TURNS * len(costs), _WORK // len(costs))
    for _ in range(_RESTARTS):
        begun = table.Table(prices, costs, start or _dealt(prices, size, dice), size)
        found.append(table.improved(begun, dice, turns))
        if exact.priced(prices, found[-1], size) < REPEAT // 2:
            break
    return min(found, key=lambda groups: exact.priced(prices, groups, size))


def _dealt(prices: Prices, size: Size, dice: Random) -> list[list[int]]:
    everyone = list(range(len(prices.people)))
    return deal(prices, everyone, shape(len(everyone), size), size, dice)


def _circle(prices: Prices, costs: circle.Rows, size: Size, dice: Random) -> circle.Turn | None:
    """A round of the circle, where there is one; what was announced is no part of it."""
    count = len(prices.people)
    if size != 2 or count % 2 or not 0 < count <= circle.LIMIT or prices.announced:
        return None
    return circle.circle_round(prices, costs, dice)


def _carries_on(turn: circle.Turn) -> bool:
    """Better for the series than a round that keeps more of the soft rules."""
    return turn.steady and turn.cost < REPEAT // 2
