"""Is everybody in company, and everybody's company in theirs? Did the piece come to all, once? Who is listed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from talkingpiece.demo.diary import Diary, Record
from talkingpiece.demo.plan import Plan

Two = frozenset[str]
MOST_TRIES = 20_000  # of the search whether a repeated meeting could have been avoided


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of pairs, rounds and the list of people."""
    met: Counter[Two] = Counter()
    for opening, index in record.steps.items():
        kind = plan.module.steps[index].kind
        there = [diary for diary in record.participants if diary.who in record.present.get(opening, frozenset())]
        if kind == "round":
            yield from _round(record, opening, there)
        elif kind == "pairs":
            yield from _pairs(record, opening, there)
            if not record.changed.get(opening):
                yield from _again(opening, there, met)
            met.update(_twos(opening, record.participants))
    yield from _names(record)


def groups(record: Record, opening: int) -> set[frozenset[str]]:
    """The pairs of an opening as people saw them, each once."""
    found = ((diary.seat, diary.company[opening].partners) for diary in record.participants if opening in diary.company)
    return {partners | {seat} for seat, partners in found if partners}


# --- pairs -------------------------------------------------------------------------------------------------


def _pairs(record: Record, opening: int, there: list[Diary]) -> Iterable[str]:
    step = f"at step {record.steps[opening] + 1}"
    by_seat = {diary.seat: diary for diary in record.participants}
    for diary in there:
        if opening not in diary.company or (not diary.company[opening].partners and len(there) > 1):
            yield f"{diary} was left without company {step}"
            continue
        mine = diary.company[opening]
        if set(mine.order) != mine.partners | {diary.seat}:
            yield f"{diary} was told an order of speaking with somebody else in it {step}"
        for seat in mine.partners:
            yield from _the_other_way(opening, step, diary, by_seat.get(seat))
    if not record.changed.get(opening):
        yield from _sizes(step, [len(group) for group in groups(record, opening)], len(there))


def _the_other_way(opening: int, step: str, diary: Diary, other: Diary | None) -> Iterable[str]:
    if other is None:
        yield f"{diary} was put together with nobody who is here {step}"
    elif opening in other.company:
        mine, theirs = diary.company[opening], other.company[opening]
        if diary.seat not in theirs.partners:
            yield f"{diary} sees {other} as company {step}, but not the other way round"
        elif (mine.order, mine.place) != (theirs.order, theirs.place):
            yield f"{diary} and {other} were told different rooms, or different orders of speaking, {step}"


def _sizes(step: str, sizes: list[int], people: int) -> Iterable[str]:
    wanted = [people] if people < 4 else [2] * (people // 2 - people % 2) + [3] * (people % 2)
    if people > 1 and sorted(sizes) != wanted:
        yield f"{people} people were put into groups of {sorted(sizes)} {step}"


def _twos(opening: int, diaries: Iterable[Diary]) -> set[Two]:
    return {
        frozenset((diary.seat, other)) for diary in diaries if opening in diary.company
        for other in diary.company[opening].partners
    }  # fmt: skip


def _again(opening: int, there: list[Diary], met: Counter[Two]) -> Iterable[str]:
    again = sorted({two for two in _twos(opening, there) if met[two]}, key=sorted)
    seats = [diary.seat for diary in there]
    if again and avoidable(seats, set(met)):
        names = {diary.seat: str(diary) for diary in there}
        for two in again:
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


# --- round -------------------------------------------------------------------------------------------------


def _round(record: Record, opening: int, there: list[Diary]) -> Iterable[str]:
    step = f"at step {record.steps[opening] + 1}"
    for diary in there:
        times, wanted = diary.held.get(opening, 0), 1 + diary.postponed.get(opening, 0)
        if times != wanted:
            yield f"the piece came to {diary} {times} times {step}, and should have {wanted}"
        circle = diary.circle.get(opening, {})
        for other in there:
            if circle.get(other.seat) not in ("spoke", "passed"):
                yield f"{diary} did not see the turn of {other} come to its end {step}"


# --- names -------------------------------------------------------------------------------------------------


def _names(record: Record) -> Iterable[str]:
    labels = {diary.seat: diary.label for diary in record.participants if diary.seat}
    for label, count in Counter(labels.values()).items():
        if count > 1:
            yield f"{count} people are called {label}, and nobody can tell them apart"
    for diary in record.participants:
        if diary.label and not diary.label.startswith(diary.name):
            yield f"{diary.name} is shown as {diary.label}"
    for diary in record.diaries:
        for seat, name in diary.people.items():
            if labels.get(seat) != name:
                yield f"{diary} sees {name} on the list, who is {labels.get(seat, 'nobody')}"
