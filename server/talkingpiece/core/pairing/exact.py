"""So few people that every way to put them together can be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from .deal import shape
from .price import FORBIDDEN, Prices

LIMIT = 8  # people: at most 280 ways of one shape, and some 2,600 of any

Ways = Iterator[list[tuple[int, ...]]]


def best(prices: Prices, size: int, dice: Random, largest: int) -> tuple[list[list[int]], list[int]]:
    """The cheapest groups of the usual shape, or else those that leave fewest people without a place, and these."""
    order = list(range(len(prices.people)))
    dice.shuffle(order)
    uneven = Counter(shape(len(order), size))

    def price(groups: Sequence[Sequence[int]]) -> int:
        return priced(prices, groups, size)

    found = min(_of_shape(tuple(order), uneven), key=price) if len(order) > 1 else []
    if found and all(prices.legal(group) for group in found):
        return [list(group) for group in found], []

    def burden(way: list[tuple[int, ...]]) -> tuple[int, bool, int]:
        groups = [group for group in way if len(group) > 1]
        count = sum(map(len, groups))
        return (len(order) - count, Counter(map(len, groups)) != Counter(shape(count, size)), price(groups))

    way = min(_any(prices, tuple(order), largest), key=burden)
    return [list(group) for group in way if len(group) > 1], [group[0] for group in way if len(group) == 1]


def priced(prices: Prices, groups: Sequence[Sequence[int]], size: int) -> int:
    """All pairs, and odd places unless all are odd."""
    rare = [group for group in groups if len(group) != size]
    odd = sum(prices.odd[one] for group in rare for one in group) if len(rare) < len(groups) else 0
    return odd + sum(prices.group(group) for group in groups)


def _of_shape(rest: tuple[int, ...], sizes: Counter[int]) -> Ways:
    if not rest:
        yield []
        return
    for size in [size for size, count in sizes.items() if count]:
        for others in combinations(rest[1:], size - 1):
            for way in _of_shape(tuple(x for x in rest[1:] if x not in others), sizes - Counter([size])):
                yield [(rest[0], *others), *way]


def _any(prices: Prices, rest: tuple[int, ...], largest: int) -> Ways:
    """Every way in groups of one to `largest` that breaks no hard rule."""
    if not rest:
        yield []
        return
    for size in range(1, min(largest, len(rest)) + 1):
        for others in combinations(rest[1:], size - 1):
            if prices.group((rest[0], *others)) < FORBIDDEN // 2:
                for way in _any(prices, tuple(x for x in rest[1:] if x not in others), largest):
                    yield [(rest[0], *others), *way]
