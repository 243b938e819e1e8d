"""A clock that tests move by hand. Nothing waits for real.

What is due within `soon_ms` rings by itself, and time moves there: those are the short breaths a server takes between
two rounds of views. Whoever tests such a breath sets `soon_ms` lower. Everything later waits for `advance`.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

NOON = 1_800_000_000_000  # server ms at which tests begin: the first instant of a card window


class FakeAlarm:
    """Rings once, unless it was cancelled."""

    def __init__(self, ring: Callable[[], None], due_ms: int = 0) -> None:
        self.ring, self.due_ms, self.cancelled = ring, due_ms, False

    def cancel(self) -> None:
        self.cancelled = True


class FakeClock:
    """Implements `talkingpiece.clock.Clock`."""

    rate = 1.0

    def __init__(self, now_ms: int = NOON, soon_ms: int = 500) -> None:
        self._now_ms, self.soon_ms = now_ms, soon_ms
        self._alarms: list[tuple[int, int, FakeAlarm]] = []
        self._order = count()

    def now_ms(self) -> int:
        return self._now_ms

    def at(self, due_ms: int, ring: Callable[[], None]) -> FakeAlarm:
        alarm = FakeAlarm(ring)
        heapq.heappush(self._alarms, (due_ms, next(self._order), alarm))
        asyncio.get_running_loop().call_soon(self._breathe)
        return alarm

    def advance(self, ms: int) -> None:
        """Move on, ringing on the way whatever is due."""
        until = self._now_ms + ms
        while self._due(until) is not None:
            self._ring_next()
        self._now_ms = max(self._now_ms, until)

    def advance_to(self, at_ms: int) -> None:
        """Move on to an instant."""
        self.advance(at_ms - self._now_ms)

    @property
    def is_quiet(self) -> bool:
        """Does nothing wait that would ring by itself?"""
        return self._due(self._now_ms + self.soon_ms) is None

    def _due(self, until_ms: int) -> int | None:
        while self._alarms and self._alarms[0][2].cancelled:
            heapq.heappop(self._alarms)
        return self._alarms[0][0] if self._alarms and self._alarms[0][0] <= until_ms else None

    def _ring_next(self) -> None:
        due_ms, _, alarm = heapq.heappop(self._alarms)
        self._now_ms = max(self._now_ms, due_ms)
        alarm.ring()

    def _breathe(self) -> None:
        if not self.is_quiet:
            self._ring_next()
            asyncio.get_running_loop().call_soon(self._breathe)  # time has moved: something else may be near by now


class HandClock:
    """The clock of a session that is played without an event loop. Its alarms wait until somebody takes them."""

    rate = 1.0

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self.now_ms = now_ms
        self._set: list[FakeAlarm] = []

    def at(self, due_ms: int, ring: Callable[[], None]) -> FakeAlarm:
        alarm = FakeAlarm(ring, due_ms)
        self._set.append(alarm)
        return alarm

    def take(self, until_ms: int) -> FakeAlarm | None:
        """The next alarm that is due by then, and from now on no longer set."""
        self._set = sorted((one for one in self._set if not one.cancelled), key=lambda one: one.due_ms)
        return self._set.pop(0) if self._set and self._set[0].due_ms <= until_ms else None
