"""SIGKILL of a real server around an opening, and a restart on the same file: what anybody has written is there once.

The server's clock runs 60 times as fast as ours, so that a beat takes half a second.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from talkingpiece import journal
from talkingpiece.core.cards.events import Opened
from talkingpiece.store.sqlite import SqliteStore
from tests.faults.test_kill import MODULE, NET_S, Mortal, log_of
from tests.people import Person, fresh_id

RATE = 60.0
PEOPLE = 4
COLLECTING_S = 5 / RATE


@dataclass
class Circle:
    """People with panels, on a server that is killed at openings. `said`: the words of each card, by its id;
    `waiting`: how much had been said and was not there, at each kill.
    """

    server: Mortal
    url: str
    keys: dict[str, str]
    dice: Random
    seat_keys: dict[str, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    taps: set[str] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)

    @classmethod
    async def begin(cls, server: Mortal, opened: dict[str, str], seed: int) -> Circle:
        circle = cls(server, opened["ws_url"], {"facilitator_key": opened["facilitator_key"]}, Random(seed))
        for number in range(PEOPLE):
            person = await Person.connect(circle.url)
            answer = await person.hello(code=opened["code"], name=f"P{number}", id=fresh_id())
            assert answer["type"] == "welcome", answer
            circle.people.append(person)
            circle.seat_keys[answer["seat"]] = answer["seat_key"]
        await circle.lead()
        await circle.lead_does("start")
        await circle.lead_does("go_to_step", step=1, expecting=0)
        for person in circle.people:
            await person.does("agree")
        return circle

    async def lead(self) -> None:
        self.leader = await Person.connect(self.url)
        await self.leader.hello(name="Ana", **self.keys)
        await self.leader.until(lambda me: me.head, "the first view")

    async def lead_does(self, verb: str, **fields: object) -> None:
        await self.leader.does(verb, **fields)

    async def one_round(self) -> None:
        """Everybody writes; the server dies at the opening or a moment later, and is started again."""
        number = len(self.said)
        await self.all_write()
        for person in self.people:
            text, asked = f"Card {len(self.said)}", person.head["part"]["thing"]
            self.said[await person.writes_card(text, to="all", asked=asked)] = text
        self.taps.add(await self.people[number % PEOPLE].taps())
        heard = [len(person.heard) for person in self.people]
        for before, person in zip(heard, self.people, strict=True):
            await person.until(lambda me, before=before: _opening(me, before), "an opening")
        if self.waiting:  # the first time it dies while it collects
            await asyncio.sleep(self.dice.uniform(0, 2 * COLLECTING_S))
        await self.server.kill()
        self.waiting.append(sum(len(person.panel.pending) for person in self.people))
        await self.server.start()
        self.people = [await self.back(person) for person in self.people]
        await self.leader.go()
        await self.lead()

    async def all_write(self, *, last: bool = False) -> None:
        """Two minutes to write: what is written in them opens at their end; everything does with last words."""
        if self.leader.head["added"]:
            await self.lead_does("next_step", expecting=self.leader.head["step"])
        before = self.leader.head["opening"]
        await self.lead_does("start_window", seconds=120, last=last)
        for person in self.people:
            await person.until(lambda me: me.head["added"] and me.head["opening"] > before, "the step to write in")

    async def back(self, person: Person) -> Person:
        """In again by the seat's key, with everything that the panel remembers."""
        await person.closed()
        again = await Person.connect(self.url)
        again.mine = person.mine
        answer = await again.hello(seat_key=self.seat_keys[person.welcome["seat"]])
        assert answer["type"] == "welcome", answer
        assert answer["root"] == person.welcome["root"], "the same keys: nothing was lost"
        return again

    async def until_silent(self) -> None:
        """Until every panel has seen that all it said has come. One card of each leaves at an opening, and after two
        steps whose end came while the server was dead there may be two."""
        while any(person.panel.pending for person in self.people):
            await self.all_write(last=True)
            for person in self.people:
                await person.until(lambda me: me.head["part"]["opened"], "last words to open")


def _opening(person: Person, before: int) -> bool:
    beats = [message for message in person.heard[before:] if message["type"] == "beat"]
    return any(beat["opening"] or beat["questions"] for beat in beats)


async def killed_at_openings(folder: Path, rounds: int, seed: int) -> None:
    async with Mortal(folder, MODULE, RATE) as server:
        opened = await server.open_session(MODULE.name, False)
        circle = await Circle.begin(server, opened, seed)
        try:
            for _ in range(rounds):
                await asyncio.wait_for(circle.one_round(), NET_S)
            await asyncio.wait_for(circle.until_silent(), NET_S)
        finally:
            for person in [*circle.people, circle.leader]:
                await person.go()
    assert circle.waiting[0] >= PEOPLE, "premise: it died with all cards on their way"
    log = await log_of(folder, opened["session"])
    events = [event for entry in log for event in journal.decode(entry.events, entry.seq) if isinstance(event, Opened)]
    times = Counter(act.id for event in events for act in (*event.cards, *event.taps))
    assert times == Counter([*circle.said, *circle.taps]), "each once, and nothing else"
    async with SqliteStore(folder / "rehearsal.db") as store:
        records = await store.records(opened["session"])
    assert {id[5:]: text.decode() for id, text in records.items() if id.startswith("card:")} == circle.said


async def test_cards_that_were_under_way_when_the_server_was_killed_are_there_once(tmp_path: Path) -> None:
    await killed_at_openings(tmp_path, 2, seed=3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
async def test_forty_kills_at_openings_lose_no_card_and_open_none_twice(tmp_path: Path, seed: int) -> None:
    await killed_at_openings(tmp_path, 10, seed)
