"""Did everyone see every step, in order, with its own content, in time and by one clock?"""

from __future__ import annotations

from collections.abc import Iterable

from talkingpiece.core.module import Step
from talkingpiece.demo.diary import Diary, Record, Sight
from talkingpiece.demo.plan import Plan

GATED = ("round", "pairs")
APART_MS = 100.0  # real ms by which people's timers may differ
BEFORE_MS = 50.0  # real ms by which clocks may be wrong about the past and the future


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of what was on the stage."""
    for diary in record.diaries:
        for sight in diary.sights:
            if not sight.added:
                yield from _content(plan, diary, sight)
            yield from _in_time(plan, diary, sight)
        yield from _order(record, diary)
        yield from _whole_path(record, diary)
    for opening in record.steps:
        yield from _one_clock(record, opening)


def seen_by_all(record: Record) -> int:
    """How many openings of steps were seen by everybody who was there."""
    return sum(
        all(opening in _openings(diary) for diary in record.diaries if _was_there(record, diary, opening))
        for opening in record.steps
    )


def _was_there(record: Record, diary: Diary, opening: int) -> bool:
    return diary.who < 0 or diary.who in record.present.get(opening, frozenset())


def _openings(diary: Diary) -> set[int]:
    """Openings whose own content was seen, not only the agreement in front of it."""
    return {sight.opening for sight in diary.sights if sight.phase == "running" and not sight.gate}


# --- content -----------------------------------------------------------------------------------------------


def needs_agreement(plan: Plan, step: Step) -> bool:
    """By the module alone: a turn, a pair or later disclosure comes after the agreement, if there is one."""
    return plan.step_of_kind("agree") is not None and (step.kind in GATED or step.level > 1)


def _content(plan: Plan, diary: Diary, sight: Sight) -> Iterable[str]:
    if sight.phase != "running":
        return
    steps = plan.module.steps
    if not 0 <= sight.step < len(steps) or sight.steps != len(steps):
        yield f"{diary} saw step {sight.step + 1} of {sight.steps}; the module has {len(steps)}"
        return
    agreement = plan.step_of_kind("agree")
    step = steps[agreement] if sight.gate and agreement is not None else steps[sight.step]
    place = f"{diary} saw at step {sight.step + 1}"
    for what, seen, written in (
        ("the kind", sight.kind, step.kind), ("the title", sight.title, step.title),
        ("the text", sight.body, step.body), ("the alternative", sight.alternative, step.alternative),
    ):  # fmt: skip
        if seen != written:
            yield f"{place} {what} of something else"
    if not sight.gate and diary.who >= 0 and needs_agreement(plan, step) and not sight.said_yes:
        yield f"{place} what only those see who have said yes"
    notes = step.notes.say if plan.peer_led and not sight.gate else None
    if sight.notes != notes:
        yield f"{place} " + ("no notes, or other ones" if notes is not None else "notes that are for whoever leads")


def _in_time(plan: Plan, diary: Diary, sight: Sight) -> Iterable[str]:
    if sight.phase != "running" or sight.late_ms is None:
        return
    if sight.late_ms > plan.late_ms:
        yield f"{diary} saw step {sight.step + 1} late by {sight.late_ms:.0f} ms"
    if sight.late_ms < -BEFORE_MS:
        yield f"{diary} saw step {sight.step + 1} {-sight.late_ms:.0f} ms before it began by its own timer"


# --- order -------------------------------------------------------------------------------------------------


def _order(record: Record, diary: Diary) -> Iterable[str]:
    before = 0
    for sight in diary.sights:
        if sight.phase == "before" and before:
            yield f"{diary} was thrown back to before the start"
        if sight.phase != "running":
            continue
        if sight.opening < before:
            yield f"{diary} was thrown back from opening {before} to {sight.opening}"
        if not sight.added and record.steps.get(sight.opening) != sight.step:
            yield f"{diary} saw step {sight.step + 1} when another one was on"
        before = sight.opening


def _whole_path(record: Record, diary: Diary) -> Iterable[str]:
    seen = _openings(diary)
    last = max(record.steps, default=0)
    if _was_there(record, diary, last) and len({o for o in seen if o > last}) < record.last_words:
        yield f"{diary} never saw the moment for last words"
    for opening, index in record.steps.items():
        if not _was_there(record, diary, opening):
            continue
        if opening not in seen:
            yield f"{diary} never saw step {index + 1}"
        elif _last(diary, opening).kind == "pairs":
            continue  # whoever leads sets the clock anew when they talk, and when they are back
        elif (total := _last(diary, opening).total_ms) != record.totals[opening]:
            yield f"{diary} saw {total} ms for step {index + 1}; {record.totals[opening]} were given"


def _last(diary: Diary, opening: int) -> Sight:
    return [sight for sight in diary.sights if sight.opening == opening and sight.phase == "running"][-1]


# --- time --------------------------------------------------------------------------------------------------


def _one_clock(record: Record, opening: int) -> Iterable[str]:
    """All timers of one opening ring at the same moment, on clocks that are minutes apart."""
    there = [d for d in record.diaries if _was_there(record, d, opening) and opening in _openings(d)]
    rings = {str(diary): at for diary in there if (at := _last(diary, opening).rings_at) is not None}
    if rings and max(rings.values()) - min(rings.values()) > APART_MS:
        early, late = min(rings, key=lambda name: rings[name]), max(rings, key=lambda name: rings[name])
        apart = rings[late] - rings[early]
        yield f"the timers of {early} and {late} are {apart:.0f} ms apart at step {record.steps[opening] + 1}"
