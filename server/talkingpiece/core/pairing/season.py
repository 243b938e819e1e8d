"""All rounds that are left, planned together, and how fair they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from .announced import pairs_of
from .bounds import bound
from .deal import Size
from .known import Group, Known
from .plan import Plan, plan

_TRIES = 6  # series to choose from, while there is hope for a better one
_WORK = 1000  # people times rounds, in all tries; where there are many, the first has hardly a repeat to spare


@dataclass(frozen=True, slots=True)
class Season:
    """`first_repeat`: the first round (from 1) in which people meet who have met before, None when there is none.

    `repeats`: of all rounds; `bound`: there are at least so many in any series. `least_odd` and `most_odd`: how often,
    in these rounds, anybody has a place in a group of the odd size.
    """

    rounds: tuple[Plan, ...]
    first_repeat: int | None
    repeats: int
    bound: int
    least_odd: int
    most_odd: int


def season(
    people: Iterable[str],
    size: Size,
    known: Known,
    rounds: int,
    dice: Random,
    *,
    announced: Sequence[Sequence[Group]] = (),
) -> Season:
    """Plan so many rounds one after the other, each knowing those before, and keep the best of some such series.

    `announced[i]` are the groups told for round i: those whose people are all here, and that break no rule, stay.
    """
    here = sorted(set(people))
    least = bound(here, size, known, rounds)
    best: Season | None = None
    tries = min(_TRIES, _WORK // max(1, len(here) * rounds))
    for _ in range(max(1, tries)):
        tried = _series(here, size, known, rounds, dice, announced, least)
        if best is None or _worth(tried) < _worth(best):
            best = tried
        if best.repeats <= least and best.most_odd - best.least_odd <= 1:
            break
    assert best is not None
    return best


def _worth(season: Season) -> tuple[int, int, int, int]:
    """The smaller the better: nobody left, few repeats, late ones, odd places shared."""
    first = season.first_repeat or len(season.rounds) + 1
    return (sum(len(one.left) for one in season.rounds), season.repeats, -first, season.most_odd - season.least_odd)


def _series(
    here: list[str],
    size: Size,
    known: Known,
    rounds: int,
    dice: Random,
    announced: Sequence[Sequence[Group]],
    least: int,
) -> Season:
    met, odd, plans = dict(known.met), Counter(known.odd), list[Plan]()
    share: Counter[str] = Counter()
    for number in range(rounds):
        told = announced[number] if number < len(announced) else ()
        plans.append(plan(here, size, replace(known, met=met, odd=odd), dice, announced=told))
        for pair in pairs_of(plans[-1].groups):
            met[pair] = met.get(pair, 0) + 1
        rare = odd_places(plans[-1].groups, size)
        odd.update(rare)
        share.update(rare)
    counts = [share[one] for one in here]
    return Season(
        rounds=tuple(plans),
        first_repeat=next((number for number, one in enumerate(plans, 1) if one.repeats), None),
        repeats=sum(one.repeats for one in plans),
        bound=least,
        least_odd=min(counts, default=0),
        most_odd=max(counts, default=0),
    )


def odd_places(groups: Sequence[Group], size: int) -> list[str]:
    """Who has a place in a group of the odd size; nobody when all are of one size."""
    rare = [group for group in groups if len(group) != size]
    return [one for group in rare for one in group] if len(rare) < len(groups) else []


def fairness(season: Season, names: Mapping[str, str]) -> tuple[str, ...]:
    """What to tell those who keep the group, in short sentences. `names` by id."""
    if not season.rounds:
        return ()
    said = [_meeting(season), _odd(season)]
    for one, rounds in _left(season).items():
        where = "any round" if len(rounds) == len(season.rounds) else "round " + _listed(rounds)
        said.append(f"{names.get(one, 'Somebody')} has no place in {where}.")
    return tuple(sentence for sentence in said if sentence)


def _meeting(season: Season) -> str:
    if season.first_repeat is None:
        return "Nobody meets twice."
    if season.first_repeat == 1:
        many = f"{season.repeats} times" if season.repeats > 1 else "once"
        return f"People who have met before are together {many} in all."
    return f"Nobody meets twice before round {season.first_repeat}."


def _odd(season: Season) -> str:
    sizes = {len(group) for one in season.rounds for group in one.groups}
    name = "trio" if sizes == {2, 3} else "smaller group"
    if season.most_odd == 0:
        return ""
    if season.most_odd == 1:
        return f"Nobody is in more than one {name}."
    if season.least_odd == 0:
        return f"Nobody is in more than {season.most_odd} {name}s."
    if season.least_odd == season.most_odd:
        return f"Everybody is in {season.most_odd} {name}s."
    return f"Everybody is in {season.least_odd} to {season.most_odd} {name}s."


def _left(season: Season) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, one in enumerate(season.rounds, 1):
        for person in one.left:
            found.setdefault(person, []).append(number)
    return found


def _listed(rounds: Sequence[int]) -> str:
    *before, last = map(str, rounds)
    return f"{', '.join(before)} and {last}" if before else last
