"""The server's clock. It comes in as an object, so that tests move time instead of waiting for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Alarm(Protocol):
    """Something that will ring, unless it is cancelled."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """UNIX milliseconds that never run backwards, and alarms on them. `rate`: its milliseconds per real one."""

    rate: float

    def now_ms(self) -> int: ...

    def at(self, due_ms: int, ring: Callable[[], None]) -> Alarm:
        """Call `ring` once, at or after `due_ms`, in the event loop."""
        ...


class SystemClock:
    """The machine's time of day at the start, carried on by its monotonic clock: a corrected wall clock does not
    make a running step jump.

    `rate` is other than 1 only in rehearsal. `anchor` is the UNIX second at which rehearsed and real time agree: a
    server that is started again with the same one goes on where the first stopped, and time never runs backwards.
    """

    def __init__(self, rate: float = 1.0, anchor: float | None = None) -> None:
        begun = time.time()
        since = begun if anchor is None else anchor
        self.rate = rate
        self._begun = since + (begun - since) * rate
        self._monotonic = time.monotonic()

    def now_ms(self) -> int:
        return int((self._begun + (time.monotonic() - self._monotonic) * self.rate) * 1000)

    def at(self, due_ms: int, ring: Callable[[], None]) -> Alarm:
        wait_s = max(0, due_ms - self.now_ms()) / 1000 / self.rate
        return asyncio.get_running_loop().call_later(wait_s, ring)
