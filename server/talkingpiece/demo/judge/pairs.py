"""Is everybody in company, and everybody's company in theirs? Did they meet again, and could that be avoided?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from talkingpiece.core import pairing
from talkingpiece.core.steps.pairs.state import SIZES, settings_of
from talkingpiece.demo.diary import Company, Diary, Record
from talkingpiece.demo.judge import alone, told
from talkingpiece.demo.plan import Plan

Two = frozenset[str]
MOST_TRIES = 20_000  # of the search whether a repeated meeting could have been avoided
DEEPEST = 2  # the level of disclosure up to which somebody may be put into a pair that talks


@dataclass(frozen=True, slots=True)
class Again:
    """How often two were put together who had talked before in the session, and how often they had to be."""

    repeats: int
    bound: int


def openings(plan: Plan, record: Record) -> list[int]:
    """Those at which pairs met."""
    return [opening for opening, index in record.steps.items() if plan.module.steps[index].kind == "pairs"]


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of pairs."""
    met: Counter[Two] = Counter()
    for opening in openings(plan, record):
        there = [diary for diary in record.participants if diary.who in record.present.get(opening, frozenset())]
        yield from _together(plan, record, opening, there)
        yield from _wishes(record, opening)
        yield from told.faults(plan, record, opening, there)
        if not record.changed.get(opening):
            yield from _again(record, opening, there, met)
        met.update(_twos(opening, record.participants))
    yield from alone.faults(record)


def groups(record: Record, opening: int) -> set[frozenset[str]]:
    """The pairs of an opening as people saw them last, each once."""
    found = ((diary.seat, diary.company[opening].partners) for diary in record.participants if opening in diary.company)
    return {partners | {seat} for seat, partners in found if partners}


def again(plan: Plan, record: Record) -> Again:
    """Over all pairs of the session, with the people as they were."""
    met: Counter[Two] = Counter()
    repeats = bound = 0
    for opening in openings(plan, record):
        twos = _ever(opening, record.participants)
        repeats += sum(met[two] > 0 for two in twos)
        people = sorted({seat for group in groups(record, opening) for seat in group})
        settings = settings_of(plan.module.steps[record.steps[opening]])
        known = pairing.Known(met={two: float(times) for two, times in met.items()})
        bound += pairing.bound(people, SIZES[settings.size], known) if len(people) > 1 else 0
        met.update(twos)
    return Again(repeats, bound)


# --- together ----------------------------------------------------------------------------------------------


def _together(plan: Plan, record: Record, opening: int, there: list[Diary]) -> Iterable[str]:
    step = f"at step {record.steps[opening] + 1}"
    by_seat = {diary.seat: diary for diary in record.participants}
    for diary in record.diaries:
        if opening in diary.twice:
            yield f"{diary} saw somebody in two groups at once {step}"
    for diary in there:
        mine = diary.company.get(opening)
        if mine is None or not mine.partners:
            if not _with_reason(plan, record, opening, diary, mine):
                yield f"{diary} was left without company {step}"
            continue
        if set(mine.order) != mine.partners | {diary.seat}:
            yield f"{diary} was told an order of speaking with somebody else in it {step}"
        for seat in sorted(mine.partners):
            yield from _the_other_way(opening, step, diary, by_seat.get(seat))
    if not record.changed.get(opening):
        met = {seat for group in groups(record, opening) for seat in group}
        if len(met) == len(there):
            yield from _sizes(plan, record, opening, step)


def _with_reason(plan: Plan, record: Record, opening: int, diary: Diary, mine: Company | None) -> bool:
    """Was there a reason for having nobody: they sat out, nobody else was there, or nobody could be joined any more?"""
    said = [one.being for one in diary.beings if one.opening == opening]
    if "out" in said[-2:] or len(record.present.get(opening, ())) < 2:
        return True
    if mine is None or mine.being not in ("with_lead", "alone"):
        return False
    late = any(other.company[opening].half for other in record.participants if opening in other.company)
    return late or plan.module.steps[record.steps[opening]].level > DEEPEST or not groups(record, opening)


def _the_other_way(opening: int, step: str, diary: Diary, other: Diary | None) -> Iterable[str]:
    if other is None:
        yield f"{diary} was put together with nobody who is here {step}"
    elif opening in other.company:
        mine, theirs = diary.company[opening], other.company[opening]
        if diary.seat not in theirs.partners:
            yield f"{diary} sees {other} as company {step}, but not the other way round"
        elif (mine.order, mine.place) != (theirs.order, theirs.place):
            yield f"{diary} and {other} were told different rooms, or different orders of speaking, {step}"


def _sizes(plan: Plan, record: Record, opening: int, step: str) -> Iterable[str]:
    """Pairs, and one trio when the number is odd; other sizes are the planner's own matter."""
    settings = settings_of(plan.module.steps[record.steps[opening]])
    sizes = sorted(len(group) for group in groups(record, opening))
    people = sum(sizes)
    wanted = [people] if people < 4 else [2] * (people // 2 - people % 2) + [3] * (people % 2)
    if settings.size == "pairs" and people > 1 and sizes != wanted:
        yield f"{people} people were put into groups of {sizes} {step}"


def _wishes(record: Record, opening: int) -> Iterable[str]:
    """Nobody is put with somebody they had asked not to be with, but by hand."""
    by_hand = record.by_hand.get(opening, set())
    names = {diary.seat: str(diary) for diary in record.participants}
    for two in _ever(opening, record.participants):
        for seat in two - by_hand:
            for other in (two - {seat}) & record.wishes.get(seat, set()):
                yield f"{names[seat]} was put with {names.get(other, other)} against a wish"


# --- again -------------------------------------------------------------------------------------------------


def _twos(opening: int, diaries: Iterable[Diary]) -> set[Two]:
    return {
        frozenset((diary.seat, other)) for diary in diaries if opening in diary.company
        for other in diary.company[opening].partners
    }  # fmt: skip


def _ever(opening: int, diaries: Iterable[Diary]) -> set[Two]:
    """Everybody who was together at any time of this opening."""
    return {
        frozenset((diary.seat, other)) for diary in diaries for being in diary.beings if being.opening == opening
        for other in being.partners
    }  # fmt: skip


def _again(record: Record, opening: int, there: list[Diary], met: Counter[Two]) -> Iterable[str]:
    repeated = sorted({two for two in _twos(opening, there) if met[two]}, key=sorted)
    wishes = {frozenset((seat, other)) for seat, others in record.wishes.items() for other in others}
    seats = [diary.seat for diary in there if diary.company.get(opening)]
    if repeated and avoidable(seats, set(met) | wishes):
        names = {diary.seat: str(diary) for diary in there}
        for two in repeated:
            yield " and ".join(names.get(seat, seat) for seat in sorted(two)) + " met again, which could be avoided"


def avoidable(people: list[str], met: set[Two]) -> bool:
    """Is there a way to put these into pairs, one trio when odd, so that nobody meets again? False when not found."""
    if len(people) < 4:
        return not any(frozenset(two) in met for two in combinations(people, 2))
    tries = [MOST_TRIES]
    if len(people) % 2 == 0:
        return _paired(tuple(people), met, tries)
    trios = (t for t in combinations(people, 3) if not any(frozenset(two) in met for two in combinations(t, 2)))
    return any(_paired(tuple(one for one in people if one not in trio), met, tries) for trio in trios)


def _paired(people: tuple[str, ...], met: set[Two], tries: list[int]) -> bool:
    if not people:
        return True
    tries[0] -= 1
    first, *rest = people
    return tries[0] > 0 and any(
        _paired(tuple(one for one in rest if one != other), met, tries)
        for other in rest if frozenset((first, other)) not in met
    )  # fmt: skip
