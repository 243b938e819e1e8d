"""A real server for tests, in their event loop: uvicorn on a free loopback port, on a clock moved by hand."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

import httpx

from talkingpiece import resources
from talkingpiece.config import Config
from talkingpiece.core.module import Module
from talkingpiece.house import House
from talkingpiece.sealed.tree import KeyTree
from talkingpiece.seeds import Trees
from talkingpiece.store.base import Store
from talkingpiece.store.memory import MemoryStore
from talkingpiece.web.app import Application, make_app
from talkingpiece.web.serve import make_server
from talkingpiece.web.static import Static
from tests.cast import TINY, only
from tests.fake_clock import FakeClock
from tests.people import Message, Person, fresh_id

TREE = KeyTree(bytes(range(32)), "tests")
MODULES = {module.name: module for module in (TINY, only("present", "close"), only("pairs", "close"))}


@cache
def static() -> Static:
    """The client's files, hashed once."""
    return Static(resources.CLIENT_STATIC)


class OneTree(Trees):
    """The same keys for every session: growing a tree for each of a thousand tests would take two minutes."""

    async def grown(self, session: str, seed: str) -> KeyTree:
        return TREE


@dataclass
class Place:
    """One running server, and the ways to it."""

    app: Application
    clock: FakeClock
    store: Store
    base: str
    http: httpx.AsyncClient
    people: list[Person] = field(default_factory=list)

    @property
    def house(self) -> House:
        return self.app.house

    @property
    def host(self) -> str:
        return self.base.removeprefix("http://")

    @property
    def ws_url(self) -> str:
        return f"ws://{self.host}/ws"

    async def start(self, module: str = "tiny", **wanted: Any) -> Session:
        """Start a session over HTTP."""
        answer = await self.http.post("/api/sessions", json={"module": module, **wanted})
        assert answer.status_code == 201, answer.text
        return Session(self, answer.json())

    async def stranger(self, **options: Any) -> Person:
        """A socket on which no hello was said."""
        person = await Person.connect(self.ws_url, **options)
        self.people.append(person)
        return person

    async def quiet(self) -> None:
        """Wait until nobody is owed anything: every short alarm has rung, every socket has said what it had to say."""
        for _ in range(2 if self.clock.soon_ms > 0 else 1):
            await asyncio.gather(*(person.settled() for person in self.people if not person.is_closed and person.heard))
            while not self.clock.is_quiet:
                await asyncio.sleep(0)

    async def part(self) -> None:
        """Everyone goes."""
        await asyncio.gather(*(person.go() for person in self.people), return_exceptions=True)
        self.people.clear()


@dataclass
class Session:
    """One session on that server."""

    place: Place
    opened: dict[str, str]

    @property
    def code(self) -> str:
        return self.opened["code"]

    async def join(self, name: str, /, **fields: Any) -> Person:
        """Come in by the code, and be welcomed."""
        person, answer = await self.knock(name, **fields)
        assert answer["type"] == "welcome", answer
        await person.until(lambda me: me.seat and me.board, "the first views")
        return person

    async def knock(self, name: str, /, **fields: Any) -> tuple[Person, Message]:
        """Come to the door by the code, whatever happens there."""
        person = await self.place.stranger()
        return person, await person.hello(**{"code": self.code, "name": name, "id": fresh_id(), **fields})

    async def lead(self, name: str = "Ana", **fields: Any) -> Person:
        """Come in with the facilitator's key."""
        return await self.enter(facilitator_key=self.opened["facilitator_key"], name=name, **fields)

    async def wall(self) -> Person:
        """Show the stage on a wall."""
        return await self.enter(wall_key=self.opened["wall_key"])

    async def enter(self, **hello: Any) -> Person:
        """Come in with a key, and be welcomed."""
        person = await self.place.stranger()
        answer = await person.hello(**hello)
        assert answer["type"] == "welcome", answer
        await person.until(lambda me: me.board, "the first views")
        return person

    async def room_of(self, person: Person) -> str:
        """The path to which this person's panel sends its packets."""
        return str(person.welcome["cards_url"]).removeprefix(self.place.base)


@contextlib.asynccontextmanager
async def serving(
    *,
    store: Store | None = None,
    clock: FakeClock | None = None,
    modules: Mapping[str, Module] | None = None,
    seed: int | None = None,
    narrow: bool = False,
    **options: Any,
) -> AsyncIterator[Place]:
    """A server that runs inside this block. `options` are those of an operator; `narrow`: with the smallest send
    buffers the system allows, so that a peer that does not read is soon felt."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # named, or asyncio leaves small frames to wait 40 ms
        if narrow:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = Config(**{"port": port, "store": "memory://", **options})
        clock, store = clock or FakeClock(), store or MemoryStore()
        dice = None if seed is None else Random(seed)
        app = make_app(config, modules or MODULES, store=store, clock=clock, dice=dice, static=static())
        app.house.trees = OneTree()
        server = make_server(app, config, app.house.go_away)
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        await server.startup([listening])  # not `serve`: it would take pytest's signal handlers
        base = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(base_url=base, trust_env=False) as http:
            place = Place(app, clock, store, base, http)
            try:
                yield place
                await place.part()
            finally:
                await server.shutdown([listening])
