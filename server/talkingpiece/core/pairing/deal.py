"""The first guess: how large the groups are, and people dealt over them like cards, sorted by the tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

from .price import Prices

Size = Literal[2, 3, 4]


def shape(count: int, size: int) -> list[int]:
    """How large the groups of so many people are, those of the wanted size first; `[1]` for one person.

    Pairs and one trio, or the fewest groups of at most `size` that are as equal as can be.
    """
    if count <= 1:
        return [1] * count
    if size == 2:
        return [2] * (count // 2 - count % 2) + [3] * (count % 2)
    groups = -(-count // size)
    small, larger = divmod(count, groups)
    return [small + 1] * larger + [small] * (groups - larger)


def deal(prices: Prices, people: Sequence[int], sizes: Sequence[int], size: int, dice: Random) -> list[list[int]]:
    """These people in groups of these sizes; who has had fewest odd places has one now. Repair mends the rest."""
    order = dice.sample(people, len(people))
    usual = [one for one in sizes if one == size]
    odd = [one for one in sizes if one != size]
    if usual and odd:
        order.sort(key=prices.odd.__getitem__)
    cut = sum(odd)
    groups = [*_dealt(prices, order[cut:], usual), *_dealt(prices, order[:cut], odd)]
    _gather(prices, groups)
    return groups


def _dealt(prices: Prices, order: list[int], sizes: Sequence[int]) -> list[list[int]]:
    for column in reversed(prices.columns):  # sorting is stable: the first tag counts most
        count = Counter(column[one] for one in order)
        order = sorted(order, key=lambda one: (-count[column[one]], column[one] or ""))
    groups: list[list[int]] = [[] for _ in sizes]
    for one, index in zip(order, _seats(sizes), strict=True):
        groups[index].append(one)
    return groups


def _seats(sizes: Sequence[int]) -> Iterator[int]:
    for depth in range(max(sizes, default=0)):
        yield from (index for index, size in enumerate(sizes) if size > depth)


def _gather(prices: Prices, groups: list[list[int]]) -> None:
    """Bring those together who are to be kept together: a swap each, as far as there is room."""
    if not (prices.kept or prices.announced):
        return
    index = {name: one for one, name in enumerate(prices.people)}
    where = {one: number for number, group in enumerate(groups) for one in group}
    settled: set[int] = set()
    wanted = [*sorted(map(sorted, prices.kept)), *sorted(map(sorted, prices.announced - prices.kept))]
    for names in wanted:
        one, other = (index[name] for name in names)
        if one not in where or other not in where:
            continue
        if where[one] != where[other]:
            if other in settled:
                one, other = other, one
            free = [x for x in groups[where[one]] if x != one and x not in settled]
            if other in settled or not free:
                continue
            _exchange(groups, where, other, free[0])
        settled |= {one, other}


def _exchange(groups: list[list[int]], where: dict[int, int], one: int, other: int) -> None:
    here, there = where[one], where[other]
    groups[here][groups[here].index(one)], groups[there][groups[there].index(other)] = other, one
    where[one], where[other] = there, here
