"""Fours made of pairs that have talked: each pair stays whole and brings what it has noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random

from .arrange import arranged
from .known import Group, Known, Pair
from .plan import Plan, told
from .price import Prices


def join_pairs(groups: Sequence[Group], known: Known, dice: Random) -> Plan:
    """Two pairs each, hard rules kept; who begins is chance. Trios, and a pair that finds no other, stay as they are.

    Only when there is nothing but a pair and a trio do they make a five: else nobody would meet anybody new. `repeats`
    counts meetings across pairs; `bound` is 0, unknown.
    """
    pairs: list[Group] = [group for group in groups if len(group) == 2]
    others = [group for group in groups if len(group) > 2]
    if len(pairs) == len(others) == 1 and len(others[0]) == 3:
        pairs, others = [*pairs, *others], []
    prices = _Joint(pairs, known)
    found, alone = arranged(prices, 2, dice, 2) if len(pairs) > 1 else ([], list(range(len(pairs))))
    joined = [[prices.units[one] for one in two] for two in found]
    made = [tuple(one for unit in dice.sample(two, 2) for one in unit) for two in joined]
    across = [pair for two in joined for pair in _across(*two)]
    said = told([*made, *others], across, (), known)
    return replace(said, groups=(*made, *(prices.units[one] for one in alone if prices.units[one]), *others), bound=0)


class _Joint(Prices):
    """Prices between whole groups. When they do not come out even there is an empty one that costs nothing."""

    __slots__ = ("known", "members", "units")

    def __init__(self, groups: Sequence[Group], known: Known) -> None:
        self.units = [*groups, *([()] if len(groups) % 2 else [])]
        names = [one for unit in self.units for one in unit]
        self.members = Prices(names, known)
        index = {name: number for number, name in enumerate(names)}
        super().__init__([str(number) for number in range(len(self.units))], Known())
        self.known = [[index[one] for one in unit] for unit in self.units]

    def pair(self, one: int, other: int) -> int:
        return sum(self.members.pair(a, b) for a, b in product(self.known[one], self.known[other]))

    def allowed(self, one: int, other: int) -> bool:
        return all(self.members.allowed(a, b) for a, b in product(self.known[one], self.known[other]))


def _across(one: Group, other: Group) -> list[Pair]:
    return [frozenset(two) for two in product(one, other)]
