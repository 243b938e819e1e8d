"""One round: who is with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import Literal

from . import circle, exact, table
from .bounds import bound_of
from .deal import Size, deal, shape
from .known import Group, Known, Pair
from .price import REPEAT, Prices
from .repair import repaired
from .rescue import seated

Relaxed = Literal["differ", "together", "repeats", "left"]

_TURNS = 60  # of the search, for each person
_RESTARTS = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """`groups`: locked ones first, as they were; then those announced and kept; then new ones, in which the order is
    chance (the first begins). `left`: for whom there is no place without breaking a hard rule. `relaxed`: the kinds of
    demand that had to give way. `repeats`: pairs put together who have met before, but for those kept together;
    `bound`: there are at least so many in any plan, 0 when unknown. Locked groups count in none of these.
    """

    groups: tuple[Group, ...]
    left: tuple[str, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    repeats: int = 0
    bound: int = 0


def plan(
    people: Iterable[str],
    size: Size,
    known: Known,
    dice: Random,
    *,
    locked: Sequence[Group] = (),
    announced: Sequence[Group] = (),
) -> Plan:
    """Put everyone into groups of this size; one trio when pairs do not come out even, never a group of one.

    `locked` groups stay as they are, and their people are not among `people`. Groups announced earlier are kept when
    all of theirs are here, they have a size that is wanted, and no hard rule is broken. Hard rules are never broken:
    tags and being together give way first, then repeats. The same dice give the same plan.
    """
    here = sorted(set(people).difference(*locked))
    kept, given_up = keepable(announced, here, size, known, dice), 1
    while True:
        free = sorted(set(here).difference(*kept))
        groups, left = arranged(Prices(free, known, pairs_of(announced)), size, dice, max(size, 3))
        if not left or not kept:
            break
        kept, given_up = kept[:-given_up], given_up * 2  # rather than leave somebody without a place
    fresh = [tuple(dice.sample([free[one] for one in group], len(group))) for group in groups]
    dice.shuffle(fresh)
    found = [*kept, *fresh]
    said = told(found, list(pairs_of(found)), tuple(free[one] for one in left), known)
    return replace(said, groups=(*locked, *found))


def arranged(prices: Prices, size: Size, dice: Random, largest: int) -> tuple[list[list[int]], list[int]]:
    """Groups, and who has no place; a group is as large as `largest` only where hard rules leave no other way."""
    count = len(prices.people)
    if count <= exact.LIMIT:
        groups, left = exact.best(prices, size, dice, largest)
        turned = _circle(prices, size, dice) if not left else None
        better = turned and exact.priced(prices, turned, size) <= exact.priced(prices, groups, size)
        return (turned, []) if turned and better else (groups, left)
    search = _thorough if count <= table.LIMIT else _quick
    groups = search(prices, size, dice, None)
    if all(prices.legal(group) for group in groups):
        return groups, []
    groups, left = seated(prices, groups, largest, dice)
    return search(prices, size, dice, groups), left


def _quick(prices: Prices, size: Size, dice: Random, groups: list[list[int]] | None) -> list[list[int]]:
    return repaired(prices, groups or deal(prices, shape(len(prices.people), size), size, dice), size, dice)


def _thorough(prices: Prices, size: Size, dice: Random, groups: list[list[int]] | None) -> list[list[int]]:
    """The best of some searches; of the circle too, where there is one. Given groups keep their shape."""
    costs = table.costs_of(prices)
    turned = _circle(prices, size, dice) if groups is None else None
    found = [turned] if turned else []
    for _ in range(_RESTARTS):
        if found and exact.priced(prices, found[-1], size) < REPEAT // 2:
            break
        start = groups or deal(prices, shape(len(prices.people), size), size, dice)
        found.append(table.improved(table.Table(prices, costs, start, size), dice, _TURNS * len(prices.people)))
    return min(found, key=lambda groups: exact.priced(prices, groups, size))


def _circle(prices: Prices, size: Size, dice: Random) -> list[list[int]] | None:
    """A round of the circle, where there is one."""
    count = len(prices.people)
    if size != 2 or count % 2 or not 0 < count <= circle.LIMIT:
        return None
    return circle.circle_round(prices, table.costs_of(prices), dice)


def keepable(announced: Sequence[Group], here: Sequence[str], size: Size, known: Known, dice: Random) -> list[Group]:
    """Of what was announced, what can stay: no more of any size than there should be."""
    present, forbidden = set(here), known.forbidden
    whole = [
        group for group in announced if present.issuperset(group) and not any(p in forbidden for p in pairs_of([group]))
    ]
    newcomers = sorted(present.difference(*announced))
    room = Counter(shape(len(here), size))

    def stays(group: Group) -> tuple[int, float]:
        """Those stay first who could be joined least well."""
        met = sum(known.met.get(frozenset((one, new)), 0) > 0 for one in group for new in newcomers)
        return (-met, dice.random())

    kept: set[str] = set()
    for group in sorted(whole, key=stays):
        if room[len(group)] > 0 and not kept.intersection(group):
            room[len(group)] -= 1
            kept.update(group)
    return [group for group in whole if kept.issuperset(group)]


def pairs_of(groups: Iterable[Sequence[str]]) -> Iterator[Pair]:
    return (frozenset(two) for group in groups for two in combinations(group, 2))


def told(groups: Sequence[Group], together: Sequence[Pair], left: tuple[str, ...], known: Known) -> Plan:
    """The plan, with what it says of itself; `together` are the pairs it has put together."""
    kept = known.together - known.forbidden
    repeats = sum(known.met.get(pair, 0) > 0 and pair not in kept for pair in together)
    here = [one for group in groups for one in group]
    relaxed: list[Relaxed] = []
    if any(_alike(pair, tag, known) for tag in known.differ for pair in together):
        relaxed.append("differ")
    apart = known.together.difference(together)
    if apart and any(pair <= {*here, *left} for pair in apart):
        relaxed.append("together")
    if repeats:
        relaxed.append("repeats")
    if left:
        relaxed.append("left")
    bound = bound_of(here, [len(group) for group in groups], known) if repeats else 0
    return Plan(tuple(groups), left, tuple(relaxed), repeats, bound)


def _alike(pair: Pair, tag: str, known: Known) -> bool:
    one, other = sorted(pair)
    value = known.tags.get(one, {}).get(tag)
    return bool(value) and value == known.tags.get(other, {}).get(tag)
