"""Opens each window's cards together when it has ended. Rings only when something waits, and nobody can see it wait."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable

from talkingpiece.clock import Alarm, Clock
from talkingpiece.core.commands import DropCard, OpenCards
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.sealed.box import Box

RETRY_MS = 5_000  # milliseconds until cards that could not be kept are tried again


class Windows:
    """The clockwork of one session's box. `open` has the cards opened: durable when it returns, Refused otherwise."""

    def __init__(self, box: Box, clock: Clock, open: Callable[[OpenCards, str], Awaitable[None]]) -> None:
        self._box, self._clock, self._open = box, clock, open
        self._alarm: Alarm | None = None
        self._opening: asyncio.Task[None] | None = None

    def wind(self, due_ms: int | None = None) -> None:
        """Ring at the end of the earliest waiting window, or at `due_ms`."""
        self.stop()
        due = self._box.next_opening() if due_ms is None else due_ms
        if due is not None:
            self._alarm = self._clock.at(due, self._ring)

    def stop(self) -> None:
        """Ring no more."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None

    def _ring(self) -> None:
        self._alarm = None
        self._opening = asyncio.create_task(self._open_due())

    async def _open_due(self) -> None:
        retry = None
        for window, cards in self._box.due(self._clock.now_ms()).items():
            try:
                await self._open(OpenCards(window, cards), f"timer:cards:{window}:{_digest(cards)}")
            except Lost:  # this copy of the session is given up; panels send what was in its box again
                return
            except Refused:  # the store has no room just now: the cards stay in the box
                retry = self._clock.now_ms() + RETRY_MS
            else:
                self._box.forget_window(window)
        self.wind(retry)


def _digest(cards: Iterable[DropCard]) -> str:
    """Names this opening, so that a clock that was set back cannot give two of them one name."""
    return hashlib.sha256("|".join(sorted(card.id for card in cards)).encode()).hexdigest()[:16]
