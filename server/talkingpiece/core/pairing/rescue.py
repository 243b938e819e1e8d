"""When hard rules leave no room: places for those the search could not seat, by chains of people who give way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from .price import Prices

_STEPS = 100_000  # people and groups looked at in all; hard rules that tie everybody up would keep it busy for ever
_ATTEMPTS = 6
_LONGEST = 60  # people who give way to one another, at most


def seated(
    prices: Prices, groups: Sequence[Sequence[int]], largest: int, dice: Random
) -> tuple[list[list[int]], list[int]]:
    """Groups without a forbidden pair, none above `largest`, and who has no place in any of them."""
    kept, loose = _loosened(prices, groups)
    hopeless = [one for one in loose if not _welcome(prices, one)]
    loose = [one for one in loose if one not in hopeless]
    search = _Search(prices, kept, largest, dice)
    for enlarge in (False, True):
        for _ in range(_ATTEMPTS):
            if len(loose) < 2 - enlarge:  # one alone can only make a group larger
                break
            dice.shuffle(loose)
            loose = search.seat_all(loose, enlarge)
            if search.steps <= 0:
                break
    return search.groups, sorted(loose + hopeless)


def _welcome(prices: Prices, one: int) -> bool:
    return any(other != one and prices.allowed(one, other) for other in range(len(prices.people)))


def _loosened(prices: Prices, groups: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """Take out whoever is in most forbidden pairs until none is left in any group."""
    kept, loose = [], []
    for group in groups:
        rest = list(group)
        while not prices.legal(rest):
            worst = max(rest, key=lambda one: sum(not prices.allowed(one, other) for other in rest))
            rest.remove(worst)
            loose.append(worst)
        if len(rest) > 1:
            kept.append(rest)
        else:
            loose += rest
    return kept, loose


class _Search:
    """The groups while people without a place are brought into them. `where` is the last group somebody was in."""

    def __init__(self, prices: Prices, groups: list[list[int]], largest: int, dice: Random) -> None:
        self.prices, self.groups, self.largest, self.dice = prices, groups, largest, dice
        self.where = {one: group for group in groups for one in group}
        self.loose: list[int] = []
        self.friends: dict[int, list[int]] = {}
        self.steps = _STEPS

    def seat_all(self, loose: list[int], enlarge: bool) -> list[int]:
        """Who could not be seated. `enlarge`: groups may grow."""
        self.loose = list(loose)
        for one in loose:
            if one in self.loose:
                self.loose.remove(one)
                if not self._seat(one, {one}, enlarge, _LONGEST):
                    self.loose.append(one)
        return self.loose

    def _seat(self, one: int, moved: set[int], enlarge: bool, depth: int) -> bool:
        """Directly, or in the place of somebody for whom there is another (an augmenting path)."""
        if self._with_loose(one) or (enlarge and self._joined(one)) or self._taken_from_trio(one):
            return True
        for group in self._groups_of_friends(one):
            for other in [other for other in group if other not in moved]:
                if self.steps <= 0 or depth == 0:
                    return False
                if not self._fits(one, [x for x in group if x != other]):
                    continue
                moved.add(other)
                self._swap(group, other, one)
                if self._seat(other, moved, enlarge, depth - 1):
                    return True
                self._swap(group, one, other)
        return False

    def _swap(self, group: list[int], leaves: int, comes: int) -> None:
        group[group.index(leaves)] = comes
        self.where[comes] = group

    def _groups_of_friends(self, one: int) -> Iterator[list[int]]:
        """The groups with somebody in them with whom this one may be, in an order of their own."""
        if one not in self.friends:
            everyone = range(len(self.prices.people))
            found = [other for other in everyone if other != one and self.prices.allowed(one, other)]
            self.friends[one] = self.dice.sample(found, len(found))
            self.steps -= len(everyone)
        seen: set[int] = set()
        for other in self.friends[one]:
            self.steps -= 1
            group = self.where.get(other, [])
            if other in group and one not in group and id(group) not in seen:
                seen.add(id(group))
                yield group

    def _fits(self, one: int, group: Sequence[int]) -> bool:
        return all(self.prices.allowed(one, other) for other in group)

    def _paired(self, one: int, other: int) -> bool:
        group = [one, other]
        self.groups.append(group)
        self.where[one] = self.where[other] = group
        return True

    def _with_loose(self, one: int) -> bool:
        for other in self.loose:
            if self.prices.allowed(one, other):
                self.loose.remove(other)
                return self._paired(one, other)
        return False

    def _joined(self, one: int) -> bool:
        self.steps -= len(self.groups)
        for size in range(2, self.largest):
            for group in self.groups:
                if len(group) == size and self._fits(one, group):
                    group.append(one)
                    self.where[one] = group
                    return True
        return False

    def _taken_from_trio(self, one: int) -> bool:
        self.steps -= len(self.groups)
        for group in self.groups:
            if len(group) > 2:
                for other in group:
                    if self.prices.allowed(one, other):
                        group.remove(other)
                        return self._paired(one, other)
        return False
