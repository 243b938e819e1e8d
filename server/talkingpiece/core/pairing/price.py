"""What it costs to put two people together, in tiers: a cheaper kind of demand never outweighs a dearer one.

Dearest first: a hard rule, a repeat, people kept together who are not, an odd place for somebody who has had more of
them, how much and how lately people have met, a tag in which they should differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from .known import Known, Pair

FORBIDDEN = 10**13
REPEAT = 10**9
TOGETHER = 10**7
ANNOUNCED = 3 * 10**6
ODD = 2 * 10**5
MET = 10**4
DIFFER = 10
_MUCH = 9.0  # meeting more than this is not told apart, or else many meetings of few would outweigh a repeat


class Prices:
    """Prices between people, who are called by their index in `people` here."""

    __slots__ = ("announced", "columns", "forbidden", "kept", "met", "odd", "people")

    def __init__(self, people: Sequence[str], known: Known, announced: Iterable[Pair] = ()) -> None:
        self.people = people
        self.forbidden = known.forbidden
        here = set(people)
        self.kept = {pair for pair in known.together - self.forbidden if pair <= here}
        self.met = known.met
        self.announced = {pair for pair in set(announced) - self.forbidden if pair <= here}
        columns = ([known.tags.get(one, {}).get(tag) or None for one in people] for tag in known.differ)
        self.columns = [column for column in columns if any(column)]
        counts = [known.odd.get(one, 0) for one in people]
        least = min(counts, default=0)
        self.odd = [ODD * min(count - least, 4) for count in counts]

    def pair(self, one: int, other: int) -> int:
        """Of these two in one group; below 0 when they are to be kept together."""
        both = frozenset((self.people[one], self.people[other]))
        price = FORBIDDEN if both in self.forbidden else 0
        if both in self.kept:
            price -= TOGETHER  # who are kept together meet again because somebody asked for it
        elif weight := self.met.get(both):
            price += REPEAT + int(min(weight, _MUCH) ** 2 * MET)
        if both in self.announced:
            price -= ANNOUNCED
        for column in self.columns:
            if column[one] is not None and column[one] == column[other]:
                price += DIFFER
        return price

    def alike(self, one: int, other: int) -> int:
        """In how many tags they are the same and should differ."""
        return sum([column[one] is not None and column[one] == column[other] for column in self.columns])

    def group(self, members: Sequence[int]) -> int:
        return sum(self.pair(one, other) for one, other in combinations(members, 2))

    def has_met(self, one: int, other: int) -> bool:
        return self.met.get(frozenset((self.people[one], self.people[other])), 0) > 0

    def allowed(self, one: int, other: int) -> bool:
        return frozenset((self.people[one], self.people[other])) not in self.forbidden

    def legal(self, members: Iterable[int]) -> bool:
        return all(self.allowed(one, other) for one, other in combinations(members, 2))
