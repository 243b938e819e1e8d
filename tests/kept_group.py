"""A group as whoever keeps it has it in hand: over HTTP, with its key; and its members, by their personal links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from talkingpiece.core.session import Session as State
from tests.people import Message, Person
from tests.place import Place, Session


@dataclass
class KeptGroup:
    """One group on a running server. People are called by name; `links` are the keys of their personal links."""

    place: Place
    id: str
    key: str
    links: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def begin(cls, place: Place, *names: str, name: str = "Monday") -> KeptGroup:
        """A new group with these people."""
        answer = await place.http.post("/api/groups", json={"name": name})
        assert answer.status_code == 201, answer.text
        kept = cls(place, answer.json()["group"], answer.json()["keeper_key"])
        if names:
            await kept.add(*names)
        return kept

    async def ask(self, method: str, path: str = "", **options: Any) -> httpx.Response:
        """Anything below the group's address, with its key."""
        headers = {"Authorization": f"Bearer {self.key}", **options.pop("headers", {})}
        return await self.place.http.request(method, f"/api/groups/{self.id}{path}", headers=headers, **options)

    async def does(self, method: str, path: str = "", **options: Any) -> Any:
        """The same, and it has to work; gives what was answered."""
        answer = await self.ask(method, path, **options)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content and "json" in answer.headers["content-type"] else answer

    async def fault(self, method: str, path: str = "", **options: Any) -> tuple[int, str]:
        """The same, and it must not work; gives the status and the code."""
        answer = await self.ask(method, path, **options)
        assert answer.status_code >= 400, answer.text
        assert answer.json()["error"]["message"].endswith((".", "?"))
        return answer.status_code, answer.json()["error"]["code"]

    async def add(self, *names: str, **fields: Any) -> None:
        """New members."""
        self.learn(
            (await self.does("POST", "/members", json={"members": [{"name": n, **fields} for n in names]}))["members"]
        )

    def learn(self, members: list[dict[str, str]]) -> None:
        """Keep the links that are told only once."""
        for one in members:
            self.ids[one["name"]], self.links[one["name"]] = one["id"], one["link"].partition("#m=")[2]

    async def show(self) -> dict[str, Any]:
        """The group as its keeper sees it."""
        shown: dict[str, Any] = await self.does("GET")
        return shown

    async def open(self, module: str = "tiny", **wanted: Any) -> Session:
        """Open a circle of the group, with its own key."""
        body = {"module": module, "group": self.id, "door": "open", **wanted}
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = await self.place.http.post("/api/sessions", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return Session(self.place, answer.json())

    async def knock(self, name: str, /, **fields: Any) -> tuple[Person, Message]:
        """Somebody says hello with their personal link, whatever comes of it."""
        person = await self.place.stranger()
        return person, await person.hello(member_key=self.links[name], **fields)

    async def join(self, name: str, /, **fields: Any) -> Person:
        """Somebody comes in by their personal link."""
        person, answer = await self.knock(name, **fields)
        assert answer["type"] == "welcome", answer
        await person.until(lambda me: me.seat and me.board, "the first views")
        return person

    async def remember(self, session: Session, *groups: str, draw: int = 0) -> None:
        """The room of a session says who was together: "Ana-Ben"."""
        house = self.place.house
        room = await house.room(session.opened["session"])
        assert room is not None
        seats = {seat.member: seat.id for seat in room.session.seats.values()}
        pairs = [[seats[self.ids[name]] for name in group.split("-")] for group in groups]
        await house.company.remember(room.session, 0, draw, pairs)

    def name_of(self, id: str) -> str:
        return next(name for name, one in self.ids.items() if one == id)


async def lived_in(place: Place) -> tuple[KeptGroup, Session]:
    """Four members with a rule; Ana has met Ben, and would rather not meet Chi."""
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi", "Dov")
    await kept.does("PUT", "/rules", json={"apart": [[kept.ids["Chi"], kept.ids["Dov"]]]})
    session = await kept.open()
    for name in kept.ids:
        await kept.join(name)
    await kept.remember(session, "Ana-Ben")
    await wish(kept, session, "Ana", "Chi")
    return kept, session


async def wish(kept: KeptGroup, session: Session, name: str, *not_with: str) -> None:
    """Somebody would rather not be with these."""
    room = await kept.place.house.room(session.opened["session"])
    assert room is not None
    seats = {seat.member: seat.id for seat in room.session.seats.values()}
    others = [seats[kept.ids[other]] for other in not_with]
    await kept.place.house.company.wish(room.session, seats[kept.ids[name]], others, room.session.seats)


async def state(session: Session) -> State:
    """A session as its room has it."""
    room = await session.place.house.room(session.opened["session"])
    assert room is not None
    return room.session


async def end(session: Session) -> None:
    """The circle is closed."""
    ana = await session.lead()
    await ana.does("start")
    await ana.does("end")
