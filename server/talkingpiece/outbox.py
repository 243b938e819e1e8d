"""What waits to be sent to one connection: a slot for each section of a view, and answers.

Slots, not queues: in each the newest wins, so memory is bounded and a slow phone skips what it never needed.
Answers are never dropped; a peer that leaves too many unread is closed.
"""

from __future__ import annotations

import asyncio
from collections import deque

from talkingpiece import wire

MOST_ANSWERS = 256

Slot = tuple[str, str]


class Outbox:
    """One connection's outgoing side. Any task may put; one task takes."""

    def __init__(self) -> None:
        self._answers: deque[str] = deque()
        self._waiting: dict[Slot, str] = {}
        self._shown: dict[Slot, str] = {}
        self._wake = asyncio.Event()
        self.closing: wire.Close | None = None

    def show(self, slot: Slot, frame: str) -> None:
        """Send this frame of a view, unless it is the last one shown there."""
        if self._shown.get(slot) is not frame:
            self._shown[slot] = self._waiting[slot] = frame
            self._wake.set()

    def answer(self, message: wire.Message) -> None:
        """Send an answer, in order, whatever else waits."""
        self._answers.append(wire.encode(message))
        if len(self._answers) > MOST_ANSWERS:
            self.close(wire.Close.TRY_LATER)
        self._wake.set()

    def close(self, code: wire.Close) -> None:
        """Close the connection once what waits is sent. The first reason stays."""
        self.closing = self.closing or code
        self._wake.set()

    async def take(self) -> list[str]:
        """All that waits, answers first; an empty list means: close now."""
        while not (self._answers or self._waiting or self.closing):
            self._wake.clear()
            await self._wake.wait()
        frames = [*self._answers, *self._waiting.values()]
        self._answers.clear()
        self._waiting.clear()
        return frames
