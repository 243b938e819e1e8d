"""The circle method (round-robin, E. Lucas 1883): in n - 1 rounds everyone meets everyone, once.

An optimal round does not make an optimal series: what is left after some rounds need not be divisible any more. The
seats depend only on who is there and on the rules, so that every round of a series finds the same circle without
being told of it: rounds that were held are those that cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .price import DIFFER, FORBIDDEN, Prices

LIMIT = 40  # people; beyond, what is left is rich enough for repair
_EXCHANGES = 200  # of two seats, to see whether the rules are easier to keep
_AHEAD = 6  # rounds for which the rules should be easy to keep

Rows = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A round of the circle. `steady`: all meetings so far are whole rounds of this circle, so the series goes on."""

    pairs: list[list[int]]
    cost: int
    steady: bool


def circle_round(prices: Prices, costs: Rows, dice: Random) -> Turn:
    """The cheapest of all rounds of the circle, by chance among equals. For an even number of people.

    Who are kept together are a pair in each, and the others sit in the circle.
    """
    kept = _kept(prices)
    seats = _seats(prices, [one for one in range(len(prices.people)) if not any(one in pair for pair in kept)])
    rounds = [_turned(seats, turn) for turn in range(len(seats) - 1)] or [[]]
    dice.shuffle(rounds)
    best = min(rounds, key=lambda pairs: _cost(costs, pairs))
    return Turn([*kept, *best], _cost(costs, [*kept, *best]), not any(_begun(prices, pairs) for pairs in rounds))


def _kept(prices: Prices) -> list[list[int]]:
    found: list[list[int]] = []
    index = {name: number for number, name in enumerate(prices.people)}
    for pair in sorted(map(sorted, prices.kept)):
        if not any(index[one] in other for other in found for one in pair):
            found.append([index[one] for one in pair])
    return found


def _begun(prices: Prices, pairs: Rows) -> bool:
    """Some of these pairs have met, and others who might have not."""
    met = [prices.has_met(one, other) for one, other in pairs if prices.allowed(one, other)]
    return any(met) and not all(met)


def _cost(costs: Rows, pairs: Rows) -> int:
    return sum([costs[one][other] for one, other in pairs])


def _turned(seats: Sequence[int], turn: int) -> list[list[int]]:
    """One stays, the others move on by a seat each turn."""
    turned = [seats[0], *seats[1 + turn :], *seats[1 : 1 + turn]]
    return [[turned[i], turned[-1 - i]] for i in range(len(seats) // 2)]


def _seats(prices: Prices, order: list[int]) -> list[int]:
    """By id; another order only where rules make some of its rounds better. Without dice: always the same."""
    rules = _rules(prices)
    if not any(map(any, rules)):
        return order
    least, count = _burden(rules, order), len(order)
    for number in range(_EXCHANGES):
        if least == 0 or count < 4:
            break
        one, other = number % count, (number + 1 + number // count) % count
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
