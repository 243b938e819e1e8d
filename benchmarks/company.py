"""A made-up company whose people meet in rounds: who reports to whom, who works where, who comes and goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from talkingpiece.core.pairing import Known, Pair

DEPARTMENTS = (("A", 40), ("B", 25), ("C", 15), ("D", 10), ("E", 10))  # and how many of a hundred are in it
LINE = 8  # a manager and seven who report to them


@dataclass
class Company:
    """`apart`: a manager and whoever reports to them (among eight, only one of these, or else hardly a pair is left).

    With `churn`, before each round but the first one in fifty (at least one) leave for good and as many come, without
    a manager; and one in twenty (at least one) are away for the round.
    """

    size: int
    churn: bool
    dice: Random
    people: list[str] = field(init=False)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: frozenset[Pair] = field(init=False)

    def __post_init__(self) -> None:
        self.people = [self._comes(number) for number in range(self.size)]
        lines = [self.people[start : start + LINE] for start in range(0, self.size, LINE)]
        if self.size == LINE:
            lines = [lines[0][:2]]
        self.apart = frozenset(frozenset((line[0], report)) for line in lines for report in line[1:])

    def _comes(self, number: int) -> str:
        names, shares = zip(*DEPARTMENTS, strict=True)
        name = f"p{number:05}"
        self.tags[name] = {"department": self.dice.choices(names, shares)[0]}
        return name

    def rounds(self, count: int) -> Iterator[list[str]]:
        """Who is there in each of so many rounds."""
        for number in range(count):
            if not self.churn:
                yield list(self.people)
                continue
            few, some = max(1, self.size // 50), max(1, self.size // 20)
            if number:
                gone = set(self.dice.sample(self.people, few))
                new = [self._comes(len(self.tags)) for _ in range(few)]
                self.people = [one for one in self.people if one not in gone] + new
            away = set(self.dice.sample(self.people, some))
            yield [one for one in self.people if one not in away]


@dataclass
class Tally:
    """What came of the rounds: counted here, whatever the planner says of itself."""

    company: Company
    met: Counter[Pair] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    meetings: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)  # a bit for each round in which somebody is there
    rounds: int = 0
    repeats: int = 0
    forbidden: int = 0
    soft: int = 0

    def known(self) -> Known:
        tags = self.company.tags
        return Known(apart=self.company.apart, tags=tags, differ=("department",), met=self.met, odd=self.odd)

    def add(self, people: Iterable[str], size: int, groups: Iterable[tuple[str, ...]]) -> None:
        """Raises AssertionError when somebody has no place, or two."""
        groups, here = list(groups), list(people)
        assert sorted(one for group in groups for one in group) == sorted(here)
        tags = self.company.tags
        for one, other in (two for group in groups for two in combinations(group, 2)):
            pair = frozenset((one, other))
            self.repeats += pair in self.met
            self.forbidden += pair in self.company.apart
            self.soft += tags[one]["department"] == tags[other]["department"]
            self.meetings.update(pair)
        self.met.update(frozenset(two) for group in groups for two in combinations(group, 2))
        if any(len(group) == size for group in groups):
            self.odd.update(one for group in groups if len(group) != size for one in group)
        for one in here:
            self.there[one] |= 1 << self.rounds
        self.rounds += 1

    def bound(self) -> int:
        """At least so many repeats in any plan with as many meetings: more meetings than there are people to meet.

        Counted over all and for each person, among those who are ever there together. Weak when people come and go.
        """
        alike = Counter(self.there.values())
        partners = {
            mask: sum(count for other, count in alike.items() if mask & other) - 1 for mask in alike
        }  # nobody is their own partner
        apart = Counter(one for pair in self.company.apart for one in pair if self._together(pair))
        allowed = {one: partners[mask] - apart[one] for one, mask in self.there.items()}
        over = [max(0, self.meetings[one] - most) for one, most in allowed.items()]
        return max(0, sum(self.met.values()) - sum(allowed.values()) // 2, -(-sum(over) // 2), *over)

    def _together(self, pair: Pair) -> bool:
        one, other = pair
        return bool(self.there[one] & self.there[other])
