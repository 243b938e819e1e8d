"""The video call beside the panels: what people tell each other aloud. It is not the server's, and nobody judges it."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable


class Call:
    """Who is in the call, and what they said aloud. `seats`: whose seat is whose, as people know each other's faces."""

    def __init__(self) -> None:
        self.here: set[int] = set()
        self.totals: dict[int, int] = {}
        self.seats: dict[str, int] = {}
        self._done: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        self._greeted: set[tuple[int, str, str]] = set()
        self._news = asyncio.Event()
        self._listening: list[Callable[[], None]] = []

    def listen(self, hears: Callable[[], None]) -> None:
        """Call this whenever something is said."""
        self._listening.append(hears)

    def say(self) -> None:
        """Something was said; whoever listens looks again."""
        self._news.set()
        self._news = asyncio.Event()
        for hears in self._listening:
            hears()

    async def until(self, true: Callable[[], bool]) -> None:
        """Listen until this is so."""
        while not true():
            await self._news.wait()

    async def within(self, seconds: float, true: Callable[[], bool]) -> bool:
        """Listen for at most this many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.until(true), seconds)
        return true()

    def come(self, who: int) -> None:
        self.here.add(who)
        self.say()

    def go(self, who: int) -> None:
        self.here.discard(who)
        self.say()

    def absent(self, seat: str) -> bool:
        """Can everybody in the call see that this one is not in it?"""
        return seat in self.seats and self.seats[seat] not in self.here

    def done(self, opening: int, what: str, who: int) -> None:
        """ "I have it." """
        self._done[opening, what].add(who)
        self.say()

    def forget(self, opening: int) -> None:
        """ "Wait, let us see whether everybody still has it." """
        for (at, _what), who in self._done.items():
            if at == opening:
                who.clear()

    def missing(self, opening: int, what: str) -> set[int]:
        """Who has not said so yet."""
        return self.here - self._done[opening, what]

    def greet(self, opening: int, seat: str, other: str) -> None:
        """ "Hello, I am with you." """
        if (opening, seat, other) not in self._greeted:
            self._greeted.add((opening, seat, other))
            self.say()

    def greeted_by(self, opening: int, seat: str, others: frozenset[str]) -> bool:
        """Did all of these say hello to this seat?"""
        return all((opening, other, seat) in self._greeted for other in others)
