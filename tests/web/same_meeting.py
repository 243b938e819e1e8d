"""One whole meeting that can be held again, byte by byte: all dice in Python fall the same way each time.

What cannot be held still are the blinding of tokens and the proofs of their issue, both drawn inside the library for
tokens; and the port. These are taken out of frames before two meetings are compared.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from unittest.mock import patch

from talkingpiece import keys
from talkingpiece.channel.rhythm import COLLECT_MS
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.store.memory import MemoryStore
from tests.cast import AGREEMENT, UNSIGNED
from tests.fake_clock import FakeClock
from tests.people import Message, Person
from tests.place import Place, Session, serving

WORDS = "I felt left out on Tuesday"
PEOPLE = ("Ana", "Ben", "Chi", "Dov", "Eli", "Fay")
OTHERS = ("Ben", "Chi", "Fay")  # who write as well, and never what the author does
Order = Callable[[Sequence[bytes]], Sequence[bytes]]

_whose: ContextVar[str] = ContextVar("whose", default="")


@contextmanager
def loaded_dice() -> Iterator[None]:
    """Whatever is drawn follows from who draws it, how many bytes, and how often they have."""
    drawn: Counter[tuple[str, int]] = Counter()

    def token_bytes(count: int = 32) -> bytes:
        who = _whose.get(), count
        drawn[who] += 1
        return hashlib.shake_128(f"{who}{drawn[who]}".encode()).digest(count)

    with patch.object(secrets, "token_bytes", token_bytes), patch.object(keys, "new_code", lambda: "K7P4M2XQ"):
        yield


@dataclass
class Remains:
    """Everything that is left of one meeting: what each was sent, what is stored, exported and logged."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    posted: dict[str, list[int]] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    told: dict[str, object] = field(default_factory=dict)
    logged: list[str] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)


@dataclass
class Meeting:
    """`author` writes everything that is unsigned; `order`: in which the packets of a beat arrive."""

    session: Session
    people: dict[str, Person]
    author: Person
    order: Order | None
    asked: int = 0

    @property
    def place(self) -> Place:
        return self.session.place

    @property
    def gus(self) -> Person:
        return self.people["Gus"]

    async def breathes(self) -> None:
        """All that was asked is done, and only then a second passes: views go out in the same rounds every time."""
        await self.place.quiet()
        self.place.clock.advance(1_000)
        await self.place.quiet()

    async def beat(self, number: int = 1) -> None:
        """So many beats begin, each at its very moment."""
        for _ in range(number):
            started = self.place.house.rooms[self.session.opened["session"]].session.started_at
            assert started is not None
            now = self.place.clock.now_ms()
            for moment in (COLLECT_MS, 2 * COLLECT_MS, BEAT_MS):
                self.place.clock.advance_to(now - (now - started) % BEAT_MS + moment)
                await self.place.quiet()
                await self.place.quiet()
                if moment == BEAT_MS and self.order:
                    await self._arrive(self.order)

    async def _arrive(self, order: Order) -> None:
        fresh = [person.packets.pop() for person in self.people.values() if person.packets]
        for packet in order(fresh):
            assert await self.gus.posts(packet) == 204

    async def does(self, verb: str, **fields: object) -> None:
        """Gus leads."""
        self.asked += 1
        await self._asked(self.gus, {"type": verb, "id": f"c{self.asked}", **fields})

    async def agree(self) -> None:
        for name in PEOPLE:
            await self._asked(self.people[name], {"type": "agree", "id": "yes"})

    async def _asked(self, person: Person, verb: Message) -> None:
        answer = await person.ask(verb, ("ok", "refused"), verb["id"])
        assert answer["type"] == "ok", answer
        await self.breathes()

    async def window(self) -> None:
        """Two minutes for last words, until all that was sealed is open; and the group goes on after all."""
        await self.does("start_window", seconds=120, last=True)
        await self.beat(6)
        await self.does("next_step", expecting=self.gus.head["step"])

    async def play(self) -> list[str]:
        """Cards, taps, me-toos, answers and all that follows. Returns the ids of the author's cards."""
        await self.does("start")
        await self.does("go_to_step", step=AGREEMENT, expecting=0)
        await self.agree()
        await self.beat(4)
        soon = await self.author.writes_card("Slower, please", to="all", soon=True)
        await self.author.taps("slow")
        for name in OTHERS:
            await self.people[name].taps("stop")
        await self.beat(2)
        card, gone = await self.author.writes_card(WORDS), await self.author.writes_card("Never mind", to="all")
        for name in OTHERS:
            await self.people[name].writes_card(f"{name} is not the author", to="all")
        await self.window()
        await self.window()
        await self.does("answer_card", card=card, text="Thank you for saying so")
        await self.does("show_card", card=card)
        for name in OTHERS[:2]:
            await self.people[name].agrees(card)
        await self.author.says_quickly(card, "not_yet")
        await self.author.replies(card, WORDS)
        await self.author.withdraws(gone)
        await self.beat(2)
        await self.window()
        await self.does("go_to_step", step=UNSIGNED, expecting=AGREEMENT)
        await self.author.answers(WORDS, "The pace")
        for name in OTHERS:
            await self.people[name].answers(f"{name} did not write it")
        await self.beat(6)
        await self.does("keep_cards", keep=True)
        await self.does("end")
        return [soon, card, gone]


async def held(author: str, logged: Callable[[], list[str]] = list, order: Order | None = None) -> Remains:
    """One whole meeting, from its start to its report."""
    remains, store = Remains(), MemoryStore()
    with loaded_dice():
        async with serving(store=store, seed=7, clock=FakeClock(soon_ms=-1)) as place:
            session = await place.start()
            people = {"Gus": await _comes(place, "Gus", facilitator_key=session.opened["facilitator_key"])}
            meeting = Meeting(session, people, people["Gus"], order)
            await meeting.breathes()
            for number, name in enumerate(PEOPLE):
                people[name] = await _comes(place, name, code=session.code, id=f"{number:022d}")
                people[name].keeps_back = order is not None
                await meeting.breathes()
            meeting.author = people[author]
            remains.cards = await meeting.play()
            for name, person in people.items():
                remains.sent[name] = [without_dice(frame, place) for frame in person.raw if '"pong"' not in frame]
                remains.posted[name] = person.posted
            remains.told = await _exports(place, session)
            kept = store._sessions[session.opened["session"]]
            remains.rows = [str(dataclasses.astuple(entry)) for entry in kept.log]
            remains.rows += [*map(str, kept.records.items()), str(kept.standing.head)]
    remains.logged = logged()
    return remains


async def _comes(place: Place, name: str, **hello: str) -> Person:
    """Somebody whose panel has dice of its own."""
    mine = _whose.set(name)
    person = await place.stranger()
    _whose.reset(mine)
    await person.hello(name=name, **hello)
    return person


async def _exports(place: Place, session: Session) -> dict[str, object]:
    headers = {"authorization": f"Bearer {session.opened['facilitator_key']}"}
    answers = {path: await place.http.get(path, headers=headers) for path in ("/api/report", "/api/kept")}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: answer.text for path, answer in answers.items()}


def without_dice(frame: str, place: Place) -> str:
    """A frame without what chance gave it in spite of all: the port, blinded elements, proofs."""
    message = json.loads(frame.replace(place.host, "HOST"))
    if message["type"] == "issued":
        message["tokens"] = [
            {**token, "element": bool(token["element"]), "proof": bool(token["proof"])} for token in message["tokens"]
        ]
    return json.dumps(message)


def own_log(records: Sequence[logging.LogRecord]) -> list[str]:
    return [record.getMessage() for record in records if record.name.startswith("talkingpiece")]
