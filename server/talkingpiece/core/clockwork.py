"""Changes of a step's time."""

from __future__ import annotations

from .events import TimeChanged
from .refusal import Refused
from .session import Clock

LONGEST_CHANGE_S = 3600  # seconds that may be added or cut at once


def changed(clock: Clock, now_ms: int, seconds: int) -> TimeChanged:
    """The clock with seconds more, or fewer. Raises Refused above an hour.

    Over time, "one more minute" means one from now; a cut ends at now at most.
    """
    if not -LONGEST_CHANGE_S <= seconds <= LONGEST_CHANGE_S:
        raise Refused("too_much", "At most an hour can be added or cut at once.")
    before = clock.left(now_ms)
    left = max(0, before) + seconds * 1000 if seconds > 0 else min(before, max(0, before + seconds * 1000))
    return with_left(clock, now_ms, left, clock.total_ms + left - before)


def with_left(clock: Clock, now_ms: int, left_ms: int, total_ms: int) -> TimeChanged:
    """The clock with so much left; it stands still if it stood still."""
    if clock.paused:
        return TimeChanged(ends_at=None, remaining_ms=left_ms, total_ms=total_ms)
    return TimeChanged(ends_at=now_ms + left_ms, remaining_ms=None, total_ms=total_ms)
