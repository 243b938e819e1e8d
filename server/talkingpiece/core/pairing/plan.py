"""One round: who is with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from .announced import keepable, pairs_of
from .arrange import arranged
from .bounds import bound_of
from .deal import Size
from .known import Group, Known, Pair
from .price import Prices

Relaxed = Literal["differ", "together", "repeats", "left"]


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
    said = told(found, list(pairs_of(found)), tuple(sorted(free[one] for one in left)), known)
    return replace(said, groups=(*locked, *found))


def told(groups: Sequence[Group], together: Sequence[Pair], left: tuple[str, ...], known: Known) -> Plan:
    """The plan, with what it says of itself; `together` are the pairs it has put together."""
    kept = known.together - known.forbidden
    repeats = sum(known.met.get(pair, 0) > 0 and pair not in kept for pair in together)
    here = [one for group in groups for one in group]
    everyone = {*here, *left}
    relaxed: list[Relaxed] = []
    if any(_alike(pair, tag, known) for tag in known.differ for pair in together):
        relaxed.append("differ")
    apart = known.together.difference(together)
    if apart and any(pair <= everyone for pair in apart):
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
