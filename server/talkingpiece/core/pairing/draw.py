"""Who meets whom: pairs, one trio when the count is odd, and nobody twice while that can be avoided.

For a steady circle the *circle method* (round-robin, E. Lucas 1883) gives n - 1 rounds without a repeat; an optimal
single round does not make an optimal series. Shuffles repaired by swaps serve when people come and go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

Group = tuple[str, ...]
Met = Mapping[frozenset[str], int]

_SHUFFLES = 40  # tries, not a time limit: the same seed gives the same plan on every machine
_SWAPS = 400
_SEAT_PLAN_LIMIT = 40


def cost(groups: Sequence[Group], met: Met) -> int:
    """How often the people put together have met already, squared per pair so that thirds weigh more than seconds."""
    return sum(met.get(frozenset(two), 0) ** 2 for group in groups for two in combinations(group, 2))


def draw(people: Sequence[str], met: Met, dice: Random) -> tuple[Group, ...]:
    """Put everyone into pairs, with one trio when odd. One person alone is a group of one; nobody is left out."""
    if len(people) < 4:
        return (tuple(dice.sample(people, len(people))),) if people else ()
    candidates = _seat_plan(people, met) if len(people) <= _SEAT_PLAN_LIMIT else []
    best = min(candidates, key=lambda groups: cost(groups, met), default=None)
    for _ in range(_SHUFFLES):
        if best is not None and cost(best, met) == 0:
            break
        tried = _repaired(_shuffled(people, dice), met, dice)
        if best is None or cost(tried, met) < cost(best, met):
            best = tried
    assert best is not None
    return tuple(tuple(dice.sample(group, len(group))) for group in best)  # whose place comes first is chance


def joined(groups: Sequence[Group], seat: str, met: Met) -> tuple[Group, ...]:
    """Add one person: to somebody who is alone, else to the pair they have met least; a trio becomes a four last."""
    if not groups:
        return ((seat,),)

    def burden(index: int) -> tuple[bool, int, int]:
        group = groups[index]
        return (len(group) > 1, max(0, len(group) - 2), cost([(*group, seat)], met) - cost([group], met))

    target = min(range(len(groups)), key=burden)
    return tuple((*group, seat) if index == target else group for index, group in enumerate(groups))


def without(groups: Sequence[Group], seat: str, met: Met) -> tuple[Group, ...]:
    """Take one person out; whoever would be left alone joins others (an emptied place keeps its room number)."""
    rest = tuple(tuple(s for s in group if s != seat) for group in groups)
    return with_company(rest, met)


def with_company(groups: Sequence[Group], met: Met) -> tuple[Group, ...]:
    """Nobody is alone while others are there to join. Places keep their positions, and so their rooms."""
    settled = list(groups)
    for index, group in enumerate(settled):
        others = [i for i, other in enumerate(settled) if other and i != index]
        if len(group) != 1 or not others:
            continue
        moved = joined([settled[i] for i in others], group[0], met)
        for i, new in zip(others, moved, strict=True):
            settled[i] = new
        settled[index] = ()
    return tuple(settled)


def _shuffled(people: Sequence[str], dice: Random) -> list[list[str]]:
    order = list(people)
    dice.shuffle(order)
    return _in_twos(order)


def _in_twos(order: Sequence[str]) -> list[list[str]]:
    groups = [list(order[i : i + 2]) for i in range(0, len(order) - 1, 2)]
    if len(order) % 2:
        groups[-1].append(order[-1])
    return groups


def _repaired(groups: list[list[str]], met: Met, dice: Random) -> tuple[Group, ...]:
    """Swap people of groups that repeat with random others for as long as it helps."""
    for _ in range(_SWAPS):
        bad = [g for g in groups if cost([tuple(g)], met)]
        if not bad or len(groups) < 2:
            break
        first = dice.choice(bad)
        second = dice.choice([g for g in groups if g is not first])
        _swap_if_better(first, second, met, dice)
    return tuple(tuple(group) for group in groups)


def _swap_if_better(first: list[str], second: list[str], met: Met, dice: Random) -> None:
    i, j = dice.randrange(len(first)), dice.randrange(len(second))
    before = cost([tuple(first), tuple(second)], met)
    first[i], second[j] = second[j], first[i]
    if cost([tuple(first), tuple(second)], met) > before:
        first[i], second[j] = second[j], first[i]


def _seat_plan(people: Sequence[str], met: Met) -> list[tuple[Group, ...]]:
    """All rounds of the circle method on the order in which people came. When odd, whoever has the bye makes a trio."""
    seats: list[str | None] = list(people)
    if len(seats) % 2:
        seats.append(None)
    fixed, ring = seats[0], seats[1:]
    rounds = []
    for turn in range(len(ring)):
        turned = [fixed, *ring[turn:], *ring[:turn]]
        couples = [(turned[i], turned[-1 - i]) for i in range(len(turned) // 2)]
        pairs = [(a, b) for a, b in couples if a is not None and b is not None]
        left = [one for couple in couples if None in couple for one in couple if one is not None]
        rounds.append(joined(pairs, left[0], met) if left else tuple(pairs))
    return rounds
