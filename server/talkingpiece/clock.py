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
    """UNIX milliseconds that never run backwards, and alarms on them."""

    def now_ms(self) -> int: ...

    def at(self, due_ms: int, ring: Callable[[], None]) -> Alarm:
        """Call `ring` once, at or after `due_ms`, in the event loop."""
        ...


class SystemClock:
    """The machine's time of day at the start, carried on by its monotonic clock: a corrected wall clock does not
    make a running step jump."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def now_ms(self) -> int:
        return int((self._offset + time.monotonic()) * 1000)

    def at(self, due_ms: int, ring: Callable[[], None]) -> Alarm:
        return asyncio.get_running_loop().call_later(max(0, due_ms - self.now_ms()) / 1000, ring)
