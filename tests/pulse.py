"""The beats of one session, on a clock that is moved by hand."""

from __future__ import annotations

import asyncio

from talkingpiece.channel.rhythm import COLLECT_MS, WINDOW
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.room import Room
from tests.place import Session


class Pulse:
    """Lets whole beats pass: the frame, all packets, the flush, the views."""

    def __init__(self, session: Session) -> None:
        self.session, self.place = session, session.place

    @property
    def room(self) -> Room:
        return self.place.house.rooms[self.session.opened["session"]]

    async def beat(self, number: int = 1) -> None:
        """So many beats. Afterwards the last of them is flushed, and everybody has seen what it brought."""
        for _ in range(number):
            await self.begin()
            await self.end()

    async def begin(self) -> None:
        """The next beat begins, unless one is on: frames, packets, tokens; not yet the flush."""
        clock, started = self.place.clock, self.room.session.started_at
        assert started is not None, "beats begin with the session"
        await self.place.quiet()
        if not self._is_on:
            clock.advance(BEAT_MS - (clock.now_ms() - started) % BEAT_MS)
            await self.place.quiet()
        await self.place.quiet()

    @property
    def _is_on(self) -> bool:
        return self.room.channel is not None and self.room.channel._round is not None

    async def end(self) -> None:
        """The flush of the beat that is on."""
        self.place.clock.advance(COLLECT_MS)
        channel = self.room.channel
        if channel and channel._flushing:
            await asyncio.wait([channel._flushing])
        await self.place.quiet()
        await self.place.quiet()

    async def opening(self) -> None:
        """Beats until one of them opened all words."""
        await self._until("opening")

    async def named(self) -> None:
        """Beats until one of them opened what was written for a step."""
        await self._until("questions")

    async def _until(self, what: str) -> None:
        for _ in range(WINDOW + 4):
            await self.beat()
            here = [one for one in self.place.people if one.is_at(self.session.opened["session"])]
            last = [m for one in here for m in one.heard if m["type"] == "beat"]
            if max(last, key=lambda m: int(m["beat"]))[what]:
                return
        raise AssertionError("no beat opened words")
