"""One who never reads delays nobody, fills no memory, and is let go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from talkingpiece.outbox import Outbox
from talkingpiece.web import serve
from tests.cast import NAMED
from tests.people import Person
from tests.place import serving
from tests.raw import raw_peer

LONG = "slow " * 470  # about the longest answer there is: with six people a board of 14 kB


@dataclass
class Scene:
    """A circle in which one never reads, and the server's side of that one's line."""

    ana: Person
    people: list[Person]
    slow: Outbox

    async def move(self) -> None:
        """Go to another step and see everyone follow."""
        now = self.people[0].head["step"]
        step = NAMED if now != NAMED else NAMED + 1
        await self.ana.does("go_to_step", step=step, expecting=now)
        for person in self.people:
            await person.at_step(step)

    async def move_until_nothing_goes_through(self) -> None:
        for _ in range(200):
            if self.slow._waiting or self.slow.closing:
                return
            await self.move()
        raise AssertionError("premise: at some time the buffers between are full")


@asynccontextmanager
async def beside_a_slow_one() -> AsyncIterator[Scene]:
    async with serving(narrow=True) as place:
        session = await place.start(door="open")
        ana = await session.lead()
        people = [await session.join(f"P{n}") for n in range(6)]
        async with raw_peer(place.host, narrow=True) as slow:
            await slow.shake(place.host)
            await slow.say({"type": "hello", "code": session.code, "name": "Slow"})
            await ana.until(lambda me: me.tally["here"] == 7, "the slow one's place")
            await ana.does("start")
            await ana.does("go_to_step", step=NAMED, expecting=0)
            for person in people:
                await person.does("write", step=NAMED, text=LONG)
            await ana.does("open_answers")
            await people[0].at_step(NAMED)
            room = place.house.rooms[session.opened["session"]]
            (line,) = [line for line in room.lines if room.ledger.words.get(f"name:{line.seat}") == "Slow"]
            yield Scene(ana, people, line.outbox)


async def test_one_who_never_reads_does_not_delay_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "SEND_S", 60)  # nobody rescues the others by letting the slow one go
    async with beside_a_slow_one() as scene:
        await scene.move_until_nothing_goes_through()
        for _ in range(6):
            await scene.move()
        assert scene.slow.closing is None
        assert len(scene.slow._waiting) <= 5, "slots, not a queue: the newest of each section and nothing else"


async def test_one_who_never_reads_is_let_go_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "SEND_S", 0.05)
    async with beside_a_slow_one() as scene:
        for _ in range(200):
            if lost := "lost" in str(scene.ana.console("roster")["people"]):
                break
            await scene.move()
        assert lost
        assert scene.ana.tally["here"] == 7, "whose place stays"
