"""A real clock whose hands can be moved: browsers live in real time, card windows and waits do not."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from talkingpiece.clock import SystemClock


@dataclass(eq=False)
class _Alarm:
    due_ms: int
    ring: Callable[[], None]
    timer: asyncio.TimerHandle | None = None
    over: bool = False

    def cancel(self) -> None:
        self.over = True
        if self.timer:
            self.timer.cancel()


class WarpClock(SystemClock):
    """A system clock that `jump` moves on, alarms included."""

    def __init__(self) -> None:
        super().__init__()
        self._jumped_ms = 0
        self._stood_ms: int | None = None
        self._alarms: set[_Alarm] = set()

    def now_ms(self) -> int:
        return (super().now_ms() if self._stood_ms is None else self._stood_ms) + self._jumped_ms

    def at(self, due_ms: int, ring: Callable[[], None]) -> _Alarm:
        alarm = _Alarm(due_ms, ring)
        self._alarms.add(alarm)
        self._wind(alarm)
        return alarm

    def jump(self, ms: int) -> None:
        """Move the hands on. Views that were held back, and windows that have ended by now, ring at once."""
        self._jumped_ms += ms
        self._wind_all()

    @contextlib.contextmanager
    def standing(self) -> Iterator[None]:
        """The hands stand still but for jumps: on a slow machine what is waited for takes longer than it may."""
        self._stood_ms = super().now_ms()
        self._wind_all()
        try:
            yield
        finally:
            self._jumped_ms -= super().now_ms() - self._stood_ms
            self._stood_ms = None
            self._wind_all()

    def _wind_all(self) -> None:
        for alarm in list(self._alarms):
            if alarm.over:
                self._alarms.discard(alarm)
            else:
                self._wind(alarm)

    def _wind(self, alarm: _Alarm) -> None:
        if alarm.timer:
            alarm.timer.cancel()
        wait_s = max(0, alarm.due_ms - self.now_ms()) / 1000
        if wait_s and self._stood_ms is not None:
            return
        alarm.timer = asyncio.get_running_loop().call_later(wait_s, self._ring, alarm)

    def _ring(self, alarm: _Alarm) -> None:
        self._alarms.discard(alarm)
        if not alarm.over:
            alarm.over = True
            alarm.ring()
