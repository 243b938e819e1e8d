"""Did the piece come to all, once? Who is listed?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from talkingpiece.demo.diary import Diary, Record
from talkingpiece.demo.plan import Plan


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of rounds and the list of people."""
    for opening, index in record.steps.items():
        if plan.module.steps[index].kind == "round":
            there = [diary for diary in record.participants if diary.who in record.present.get(opening, frozenset())]
            yield from _round(record, opening, there)
    yield from _names(record)


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
