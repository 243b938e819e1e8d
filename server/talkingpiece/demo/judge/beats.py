"""Beats: the same for everybody, and nothing counted while they last. Taps, which open with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from talkingpiece.demo.diary import Diary, Record
from talkingpiece.demo.plan import Plan

COLLECTED = 2_500  # server ms after which packets may be open at the very earliest, by the clock of whoever heard late
BETWEEN = 4  # beats from one opening to the next, at least
IN_TIME = 4_000  # server ms within which a packet was surely in time


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of the beats themselves."""
    for diary in record.diaries:
        for beat in diary.seen.beats.values():
            if any(beat.frame != other.seen.beats[beat.beat].frame for other in heard(record, beat.beat)):
                yield f"beat {beat.beat} was another one for {diary} than for others"
        for step in sorted(diary.seen.counted):
            yield f"{diary} saw unsigned answers counted before they were opened, at step {step + 1}"
    yield from _openings(record)
    for diary in record.participants:  # the others hear no beats
        yield from _counted_at_a_flush(record, diary)
    yield from _taps(record)


def heard(record: Record, beat: int) -> list[Diary]:
    """Who heard it."""
    return [diary for diary in record.diaries if beat in diary.seen.beats]


def began(record: Record, beat: int) -> float:
    """When it was first heard (real ms)."""
    return min((diary.seen.beats[beat].real_ms for diary in heard(record, beat)), default=0.0)


def posted(record: Record, beat: int) -> int:
    """How many people's panels sent a packet for it: n is never more."""
    return sum(beat in diary.seen.posted for diary in record.participants)


def in_time(plan: Plan, record: Record, diary: Diary, beat: int) -> bool:
    """Was this one's packet surely among those that were opened?"""
    answered = diary.seen.posted.get(beat)
    return answered is not None and answered - began(record, beat) < IN_TIME / plan.rate


def late(plan: Plan, record: Record) -> int:
    """How many packets may have come when theirs were open already."""
    return sum(not in_time(plan, record, diary, beat) for diary in record.participants for beat in diary.seen.posted)


def _openings(record: Record) -> Iterable[str]:
    """Two minutes lie between them, or whoever leads could cut a window thin around one person. A server that started
    anew does not know of those at which nothing opened."""
    found = sorted(
        {one.beat for diary in record.participants for one in diary.seen.beats.values() if one.opening or one.questions}
    )
    for before, after in pairwise(found):
        if after - before < BETWEEN and not record.restarts:
            yield f"words opened at beat {before}, and at beat {after} already"


def _counted_at_a_flush(record: Record, diary: Diary) -> Iterable[str]:
    """How many take part changes once a beat. Were it to rise with each packet, it would say who is slow to send. A
    server that started anew has to count anew."""
    changes = [beat for beat, _, _ in diary.seen.counts[1:]]
    for beat in set(changes):
        until = min((later for later in diary.seen.beats if later > beat), default=beat + 1)
        if changes.count(beat) > until - max(beat, 0) + record.restarts:
            yield f"{diary} saw packets counted while beat {beat} was on"


def _taps(record: Record) -> Iterable[str]:
    """Every tap is shown once; nothing but taps is."""
    made = Counter(record.taps)
    for diary in record.diaries:
        taps = diary.seen.taps
        shown = Counter(slow=sum(one.slow for one in taps), stop=sum(one.stop for one in taps))
        shown["try"] = sum(one.tries for one in taps)
        if +(shown - made):
            yield f"{diary} saw a tap that nobody made"
        there = diary.who in record.present.get(max(record.steps, default=0), frozenset())
        if there and record.last_words and +(made - shown):
            yield f"{diary} missed a tap"
        if any(one.n > posted(record, one.beat) for one in taps):
            yield f"{diary} saw taps said to be by one of more people than sent something"
