"""Repair among many people: groups that repeat change people with others drawn by chance; nearly any will do."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .price import REPEAT, Prices

_PARTNERS = 400  # others to try for a group that repeats
_TRIES = 25_000  # others tried for all such groups; where rules forbid most pairs, `rescue` knows better ways
_SOFT = 1500  # swaps tried for the sake of tags alone, in all


def repaired(prices: Prices, groups: list[list[int]], size: int, dice: Random) -> list[list[int]]:
    """Mend the worst first; then, for a while, what tags want."""
    rare = _rare(groups, size)
    tries = _TRIES
    priced = [(prices.group(group), index) for index, group in enumerate(groups)]
    for _, index in sorted((each for each in priced if each[0] > REPEAT // 2), reverse=True):
        while tries > 0 and prices.group(groups[index]) > REPEAT // 2:
            tries -= (used := _mended(prices, groups, rare, index, dice))
            if used > _PARTNERS:
                break
    _soften(prices, groups, rare, dice)
    return groups


def _rare(groups: Sequence[Sequence[int]], size: int) -> list[bool]:
    uneven = [len(group) != size for group in groups]
    return [False] * len(groups) if all(uneven) else uneven


def _mended(prices: Prices, groups: list[list[int]], rare: list[bool], index: int, dice: Random) -> int:
    """One swap for this group: the first that ends a repeat and harms nothing else, or else the best of many.

    How many were tried; more than `_PARTNERS` when none was any good.
    """
    group = groups[index]
    burden = [sum(prices.pair(one, other) for other in group if other != one) for one in group]
    slot = max(range(len(group)), key=lambda i: (burden[i], dice.random()))
    best, choice, used = 0, None, 0
    while used < _PARTNERS:
        used += 1
        there = int(dice.random() * len(groups))
        seat = int(dice.random() * len(groups[there]))
        gain = 0 if there == index else _gain(prices, groups, rare, (index, slot), (there, seat))
        if gain < best:
            best, choice = gain, (there, seat)
            if gain < -REPEAT // 2 and burden[slot] + gain <= 0:
                break
    if choice is None:
        return _PARTNERS + 1
    _swap(groups, (index, slot), choice)
    return used


def _gain(
    prices: Prices, groups: list[list[int]], rare: list[bool], mine: tuple[int, int], theirs: tuple[int, int]
) -> int:
    """What swapping two (group, seat) would change; below 0 is better."""
    (here, slot), (there, seat) = mine, theirs
    one, other = groups[here][slot], groups[there][seat]
    pair = prices.pair
    gain = (rare[there] - rare[here]) * (prices.odd[one] - prices.odd[other])
    for x in groups[here]:
        if x != one:
            gain += pair(other, x) - pair(one, x)
    for y in groups[there]:
        if y != other:
            gain += pair(one, y) - pair(other, y)
    return gain


def _swap(groups: list[list[int]], mine: tuple[int, int], theirs: tuple[int, int]) -> None:
    (here, slot), (there, seat) = mine, theirs
    groups[here][slot], groups[there][seat] = groups[there][seat], groups[here][slot]


def _soften(prices: Prices, groups: list[list[int]], rare: list[bool], dice: Random) -> None:
    """The deal spreads the first tag as evenly as can be; this is for further tags and odd places."""
    left = _SOFT
    for index in dice.sample(range(len(groups)), len(groups)):
        for slot in range(len(groups[index])):
            if left <= 0:
                return
            if prices.group(groups[index]) + rare[index] * prices.odd[groups[index][slot]] <= 0:
                break
            for _ in range(12):
                left -= 1
                there = int(dice.random() * len(groups))
                seat = int(dice.random() * len(groups[there]))
                if there != index and _gain(prices, groups, rare, (index, slot), (there, seat)) < 0:
                    _swap(groups, (index, slot), (there, seat))
                    break
