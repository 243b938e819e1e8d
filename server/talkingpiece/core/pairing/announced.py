"""What was announced for a round, and can stay now that people have come and gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from random import Random

from .deal import Size, shape
from .known import Group, Known, Pair

_NEWCOMERS = 8  # for whom it is looked up whom they could join best


def keepable(announced: Sequence[Group], here: Sequence[str], size: Size, known: Known, dice: Random) -> list[Group]:
    """Of what was announced, what can stay: no more of any size than there should be."""
    present, forbidden = set(here), known.forbidden
    whole = [
        group for group in announced if present.issuperset(group) and not any(p in forbidden for p in pairs_of([group]))
    ]
    newcomers = sorted(present.difference(*announced))[:_NEWCOMERS]
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
