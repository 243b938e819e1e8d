"""One who never reads delays nobody, fills no memory, and is let go."""

from __future__ import annotations

import pytest

from talkingpiece.web import sockets
from tests.cast import NAMED
from tests.place import Place
from tests.raw import raw_peer

LONG = "slow " * 470  # about the longest answer there is; with a dozen people a board of 28 kB


async def test_one_who_never_reads_does_not_delay_the_others(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "SEND_S", 60)  # nobody rescues the others by letting the slow one go
    session = await place.start(door="open")
    ana = await session.lead()
    people = [await session.join(f"P{n}") for n in range(12)]
    async with raw_peer(place.host, narrow=True) as slow:
        await slow.shake(place.host)
        await slow.say({"type": "hello", "code": session.code, "name": "Slow"})
        await ana.until(lambda me: me.tally["here"] == 13, "the slow one's place")
        await ana.does("start")
        await ana.does("go_to_step", step=NAMED, expecting=0)
        for person in people:
            await person.does("write", step=NAMED, text=LONG)
        await ana.does("open_answers")
        room = place.house.rooms[session.opened["session"]]
        outbox = next(line.outbox for line in room.lines if room.ledger.words.get(f"name:{line.seat}") == "Slow")
        moves = 0
        while not outbox._waiting and moves < 200:  # until the system's own buffers are full
            for step in (NAMED + 1, NAMED):
                await ana.does("go_to_step", step=step, expecting=people[0].head["step"])
                for person in people:
                    await person.at_step(step)
            moves += 1
        assert outbox._waiting, "premise: nothing goes through to the slow one any more"
        for step in (NAMED + 1, NAMED) * 3:
            await ana.does("go_to_step", step=step, expecting=people[0].head["step"])
            for person in people:
                await person.at_step(step)
        assert len(outbox._waiting) <= 6, "slots, not a queue: the newest of each section and nothing else"


async def test_one_who_never_reads_is_let_go_after_a_while(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "SEND_S", 0.05)
    session = await place.start(door="open")
    ana = await session.lead()
    async with raw_peer(place.host, narrow=True) as slow:
        await slow.shake(place.host)
        await slow.say({"type": "hello", "code": session.code, "name": "Slow"})
        await ana.until(lambda me: me.tally["here"] == 1, "the slow one's place")
        await ana.does("start")
        flooded = 0
        while ana.console("roster")["people"][0]["line"] == "ok" and flooded < 400:
            for _ in range(10):
                await ana.does("rename_session_is_not_a_verb") if False else await ana.does("add_time", seconds=1)
                await ana.settled()
                place.clock.advance(1_000)
            flooded += 1
        assert ana.console("roster")["people"][0]["line"] == "lost"
        assert ana.tally["here"] == 1, "whose place stays"


async def test_one_who_asks_and_never_listens_is_let_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkingpiece.outbox.MOST_ANSWERS", 8)
    session = await place.start()
    ben = await session.join("Ben")
    room = place.house.rooms[session.opened["session"]]
    (line,) = room.lines
    monkeypatch.setattr(line.outbox, "take", lambda: sockets.asyncio.sleep(60))
    await ben.settled()  # the writer takes once more, and then no longer
    for _ in range(9):
        await ben.send('{"type":"ping","sent":1}')
    await ben.send('{"type":"ping","sent":2}')
    while line.outbox.closing is None:
        await sockets.asyncio.sleep(0)
    assert line.outbox.closing == 1013
