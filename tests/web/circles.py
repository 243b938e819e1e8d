"""A circle over real sockets whose panels send a packet at every beat, and the ways to let words open soon."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from talkingpiece import store
from talkingpiece.sealed.panel import Token
from talkingpiece.store.base import Store
from tests.cast import AGREEMENT
from tests.people import Message, Person
from tests.place import Place, Session
from tests.pulse import Pulse

FIVE = ("Ben", "Chi", "Dov", "Eli", "Fay")
SIX = (*FIVE, "Gus")


@dataclass
class Circle:
    """`ana` leads, with or without a seat; `people` are the others, by name."""

    session: Session
    ana: Person
    people: dict[str, Person]
    pulse: Pulse

    def __getattr__(self, name: str) -> Person:
        """`circle.ben`"""
        try:
            return self.people[name.capitalize()]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def place(self) -> Place:
        return self.session.place

    @property
    def everyone(self) -> list[Person]:
        return [self.ana, *self.people.values()]

    @property
    def id(self) -> str:
        return self.session.opened["session"]

    async def beat(self, number: int = 1) -> None:
        """So many beats; what they brought is on all screens."""
        await self.pulse.beat(number)

    async def opening(self) -> None:
        """Whoever leads asks for last words, with which all opens that is sealed; and then they are back at their step
        after all."""
        await self.ana.does("start_window", seconds=120, last=True)
        await self.pulse.opening()
        await self.leads("next_step", expecting=self.ana.head["step"])

    async def moment(self) -> str:
        """All take two minutes to write. Returns what is written for."""
        await self.leads("start_window", seconds=120, last=False)
        thing: str = self.ana.head["part"]["thing"]
        return thing

    @property
    def someone(self) -> Person:
        """Anybody with a seat."""
        return next(iter(self.people.values()))

    async def card(self, author: Person, text: str = "Too fast for me", **fields: Any) -> str:
        """A card that is open. Returns its id."""
        id = await author.writes_card(text, **fields)
        await self.opening()
        assert id in self.ana.cards["ids"], "premise: it opened"
        return id

    async def leads(self, verb: str, /, **fields: Any) -> None:
        """Whoever leads does something, and everybody has seen it."""
        await self.ana.does(verb, **fields)
        await self.place.quiet()

    async def back(self, place: Place | None = None) -> None:
        """Everybody's line opens again, perhaps at another server, with what their panels have in memory."""
        opened, people = self.session.opened, self.people
        self.session = Session(place or self.place, opened)
        self.pulse = Pulse(self.session)
        self.ana = await self.session.lead()
        self.people = {name: await self._panel_back(person) for name, person in people.items()}
        await self.place.quiet()

    async def _panel_back(self, person: Person) -> Person:
        again = await self.place.stranger()
        again.mine, again.root = person.mine, person.root
        welcome = await again.hello(seat_key=person.welcome["seat_key"])
        assert welcome["type"] == "welcome", welcome
        await again.until(lambda me: me.board and me.cards, "the first views")
        return again

    def shown(self, card: str, to: Person | None = None) -> Message:
        """A card as everyone sees it."""
        return next(one for one in (to or self.someone).cards["cards"] if one["id"] == card)

    def tray(self, card: str) -> Message:
        """A card as those who lead see it."""
        return next(one for one in self.ana.console("cards")["cards"] if one["id"] == card)


async def circle(place: Place, *names: str, agreed: bool = True, **wanted: Any) -> Circle:
    """A session that has started, at its agreement, to which everybody has said yes."""
    session = await place.start(**{"door": "open", **wanted})
    ana = await session.lead(id="ana" + "0" * 19)
    people = {name: await session.join(name) for name in names or SIX}
    await ana.does("start")
    await ana.does("go_to_step", step=AGREEMENT, expecting=0)
    if agreed:
        seated = [ana, *people.values()] if ana.mine else people.values()
        await asyncio.gather(*(person.does("agree") for person in seated))
    await place.quiet()
    return Circle(session, ana, people, Pulse(session))


def beats(person: Person) -> list[Message]:
    """The frames of all beats that somebody was told of."""
    return of_type(person, "beat")


def of_type(person: Person, type: str) -> list[Message]:
    return [message for message in person.heard if message["type"] == type]


def frames_with(people: Iterable[Person], words: str) -> list[str]:
    """All frames that anybody was sent with these words in them."""
    return [frame for person in people for frame in person.raw if json.dumps(words)[1:-1] in frame or words in frame]


def token_for(person: Person, beat: int) -> Token:
    """The token that somebody's panel holds for a coming beat: taken out, so that it sends nothing itself."""
    token = person.panel._purse.spend(beat)
    assert token is not None, "premise: it was asked for two beats ago"
    return token


async def opened_in(kept: Store, session: str) -> list[str]:
    """The ids of all cards that the log says were opened, as often as it says so."""
    part = await kept.read(session)
    assert isinstance(part, store.Slice)
    events = [event for entry in part.entries for event in json.loads(entry.events)]
    return [card["id"] for event in events if event["type"] == "opened" for card in event["cards"]]
