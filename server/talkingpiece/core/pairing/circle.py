"""The circle method (round-robin, E. Lucas 1883): in n - 1 rounds everyone meets everyone, once.

An optimal round does not make an optimal series: what is left after some rounds need not be divisible any more. The
seats depend only on who is there and on the rules, so that every round of a series finds the same circle without
being told of it: rounds that were held are those that cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .price import DIFFER, FORBIDDEN, Prices

LIMIT = 40  # people; beyond, what is left is rich enough for repair
_EXCHANGES = 200  # of two seats, to see whether the rules are easier to keep
_AHEAD = 6  # rounds for which the rules should be easy to keep

Rows = Sequence[Sequence[int]]


def circle_round(prices: Prices, costs: Rows, dice: Random) -> list[list[int]]:
    """The cheapest of all rounds of the circle, by chance among equals. For an even number of people."""
    seats = _seats(prices)
    turns = list(range(len(seats) - 1))
    dice.shuffle(turns)
    return min((_turned(seats, turn) for turn in turns), key=lambda pairs: _cost(costs, pairs))


def _cost(costs: Rows, pairs: Rows) -> int:
    return sum([costs[one][other] for one, other in pairs])


def _turned(seats: Sequence[int], turn: int) -> list[list[int]]:
    """One stays, the others move on by a seat each turn."""
    turned = [seats[0], *seats[1 + turn :], *seats[1 : 1 + turn]]
    return [[turned[i], turned[-1 - i]] for i in range(len(seats) // 2)]


def _seats(prices: Prices) -> list[int]:
    """By id; another order only where rules make some of its rounds better. Dice of its own: always the same."""
    order = list(range(len(prices.people)))
    rules = _rules(prices)
    if not any(map(any, rules)):
        return order
    dice, least = Random(0), _burden(rules, order)
    for _ in range(_EXCHANGES):
        if least == 0:
            break
        one, other = dice.sample(range(len(order)), 2)
        order[one], order[other] = order[other], order[one]
        if (burden := _burden(rules, order)) <= least:
            least = burden
        else:
            order[one], order[other] = order[other], order[one]
    return order


def _rules(prices: Prices) -> list[list[int]]:
    """What a pair costs whoever has met."""
    count = range(len(prices.people))
    return [
        [0 if a == b else FORBIDDEN * (not prices.allowed(a, b)) + DIFFER * prices.alike(a, b) for b in count]
        for a in count
    ]


def _burden(rules: Rows, seats: Sequence[int]) -> int:
    """Of the easiest rounds."""
    return sum(sorted(_cost(rules, _turned(seats, turn)) for turn in range(len(seats) - 1))[:_AHEAD])
