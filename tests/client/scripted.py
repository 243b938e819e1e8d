"""A server that says what the test says: the real pages and policy, a real socket, and views made from the real shapes.

What clients send is kept; commands are answered `ok` at once unless the test wants otherwise. Sealed cards come as they
would in life: `await circle.ready()` gives every panel its tokens, `await circle.beat(opening=True)` has the packets of
one beat sent and returns what was in them, `circle.acts` is all that ever came.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette.websockets import WebSocket, WebSocketDisconnect

from talkingpiece import resources, wire
from talkingpiece.config import Config
from talkingpiece.sealed.acts import Act
from talkingpiece.sealed.collect import Beat
from talkingpiece.web.security import Guard, Places
from talkingpiece.web.words import TEMPLATES
from tests.client.beats import Beats
from tests.client.views import board, cards, head, now_ms, person, seat, tally

__all__ = [
    "CODE", "SEAT_KEY", "Scripted", "board", "cards", "head", "now_ms", "person", "seat", "serving", "tally",
]  # fmt: skip

CODE = "K7P4M2XQ"
IMMUTABLE = "public, max-age=31536000, immutable"  # as from the product
SEAT_KEY = "seat-key-of-chi-0000000000"

Answer = Callable[[dict[str, Any]], wire.Ok | wire.No | None]


@dataclass
class Scripted:
    """One circle, as one seat hears it. `views` are sent after every welcome; `show` changes them for everyone."""

    port: int = 0
    build: str = "test"
    welcomes: bool = True  # False: the door is closed
    hellos: list[dict[str, Any]] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    beats: Beats = field(default_factory=Beats)
    views: dict[tuple[str, str], Any] = field(default_factory=dict)
    answer: Answer = lambda said: wire.Ok(id=said["id"])
    refusal: wire.No | None = None  # the answer to the next hello
    refuse_members: wire.No | None = None  # the answer to hellos by personal link
    closing: int | None = None  # the close code that a hello gets
    sockets: list[WebSocket] = field(default_factory=list)
    panels: list[WebSocket] = field(default_factory=list)  # those of them that have a place
    version: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/j/{CODE}"

    @property
    def link(self) -> str:
        """The join link, with what it vouches for."""
        return f"{self.url}#k={self.beats.k}"

    @property
    def acts(self) -> list[Act]:
        """All that came in packets, beat by beat, each beat's sorted by id."""
        return self.beats.acts

    async def ready(self) -> None:
        """Two beats, after which every panel has tokens for the next two."""
        await self.beat()
        await self.beat()

    async def beat(self, *, opening: bool = False, soon: bool = False, questions: tuple[str, ...] = ()) -> Beat:
        """A beat: its frame goes out, every panel that has a token sends its packet, and they are opened.

        `opening`: of everything; `questions`: the end of these steps has come, and what was written for them opens.
        Returns what came; it is in `acts` too. Views are the test's to show. Panels that send nothing any more hold
        this up for as long as the safety net.
        """
        await self.say(self.beats.begin(opening, soon, questions))
        await self.beats.all_have_answered(self.panels)
        return self.beats.flush("all" if opening or questions else "soon" if soon else "none")

    async def vote_on(self, *things: str) -> None:
        """Panels can say me-too to these cards: the keys go out, and the tokens are asked for at once."""
        await self.say(self.beats.open(*things))

    async def show(self, *views: Any) -> None:
        """Newer views, sent to whoever is connected, together."""
        fresh = [replace(view, version=self.version + i) for i, view in enumerate(views, 1)]
        self.version += len(fresh)
        self.views |= {(view.type, getattr(view, "section", "")): view for view in fresh}
        for text in map(wire.encode, fresh):
            await self._all(text)

    async def say(self, message: Any) -> None:
        await self._all(wire.encode(message))

    async def hang_up(self, code: int = 1012) -> None:
        for socket in list(self.sockets):
            await socket.close(code)

    def verbs(self, verb: str) -> list[dict[str, Any]]:
        return [said for said in self.said if said["type"] == verb]

    async def _all(self, text: str) -> None:
        for socket in self.sockets:
            await socket.send_text(text)

    # --- the pages' side -------------------------------------------------------------------------------------

    async def shell(self, request: Request) -> Response:
        page = TEMPLATES.get_template("shell.html")
        ws_url = f"ws://127.0.0.1:{self.port}/ws"
        code = request.path_params.get("code", "")
        return HTMLResponse(page.render(base="/s/test/", build="test", lang="en", code=code, ws_url=ws_url))

    async def packet(self, request: Request) -> Response:
        await self.beats.take(request)
        return Response(status_code=204)

    async def qr(self, request: Request) -> Response:
        return Response("<svg xmlns='http://www.w3.org/2000/svg'/>", media_type="image/svg+xml")

    async def report(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {SEAT_KEY}":
            return JSONResponse({"error": {"code": "no_entry", "message": "Not here."}}, 401)
        return Response(f"# The group's page as {request.query_params['format']}\n", media_type="text/markdown")

    async def kept(self, request: Request) -> Response:
        return JSONResponse({"entries": [], "others": 7, "words": []})

    async def socket(self, socket: WebSocket) -> None:
        await socket.accept(subprotocol=wire.SUBPROTOCOL)
        try:
            await self._hello(socket)
            while True:
                await self._hear(socket, json.loads(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            for known in (self.sockets, self.panels):
                if socket in known:
                    known.remove(socket)

    async def _hello(self, socket: WebSocket) -> None:
        hello = json.loads(await socket.receive_text())
        self.hellos.append(hello)
        if self.closing:
            await socket.close(self.closing)
        elif refusal := self.refusal or ("member_key" in hello and self.refuse_members):
            await socket.send_text(wire.encode(refusal))
        elif not self.welcomes:
            self.sockets.append(socket)
            await socket.send_text(wire.encode(wire.Waiting(name=hello.get("name", ""), build=self.build)))
        else:
            await self.welcome(socket)
            self.sockets.append(socket)
            if {"id", "seat_key", "member_key"} & hello.keys():
                self.panels.append(socket)

    async def welcome(self, socket: WebSocket) -> None:
        address = f"http://127.0.0.1:{self.port}"
        welcome = wire.Welcome(
            role="participant", seat="chi", seat_key=SEAT_KEY, now=now_ms(), build=self.build,
            cards_url=f"{address}/sealed/room", join_url=self.link, led="facilitator", seen="1.1",
            **self.beats.welcome(),
        )  # fmt: skip
        await socket.send_text(wire.encode(welcome))
        if self.beats.things:
            await socket.send_text(wire.encode(self.beats.open()))
        for view in self.views.values():
            await socket.send_text(wire.encode(view))

    async def _hear(self, socket: WebSocket, said: dict[str, Any]) -> None:
        if said["type"] == "ping":
            await socket.send_text(wire.encode(wire.Pong(sent=said["sent"], now=now_ms())))
            return
        if said["type"] == "blind":  # every panel says it at every beat; see `beats`
            await socket.send_text(wire.encode(self.beats.blind(socket, said)))
            return
        self.said.append(said)
        if answer := self.answer(said):
            await socket.send_text(wire.encode(answer))


class HeldFiles(StaticFiles):
    """The client's files, each read once: a page asks for a hundred, and there are hundreds of pages."""

    def __init__(self) -> None:
        super().__init__(directory=resources.CLIENT_STATIC)
        self._held: dict[str, Response] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path not in self._held:
            found = await super().get_response(path, scope)
            body = (resources.CLIENT_STATIC / path).read_bytes()
            self._held[path] = Response(body, media_type=found.media_type, headers={"cache-control": IMMUTABLE})
        return self._held[path]


class Server:
    """One server for all tests of a run, one after the other: each brings a circle of its own."""

    def __init__(self) -> None:
        self._circle = Scripted()
        routes = [
            *(Route(path, self._to("shell")) for path in ("/j", "/j/{code}")),
            Route("/j/{code}/qr.svg", self._to("qr")), Mount("/s/test", HeldFiles()),
            Route("/sealed/room", self._to("packet"), methods=["POST"]),
            Route("/api/report", self._to("report")), Route("/api/kept", self._to("kept")),
            WebSocketRoute("/ws", self._to("socket")),
        ]  # fmt: skip
        self.app = Starlette(routes=routes, middleware=[Middleware(Guard, places=Places(Config()))])
        self.port = 0

    def circle(self) -> Scripted:
        """A fresh one, in place of the one before."""
        self._circle = Scripted(port=self.port)
        return self._circle

    def _to(self, name: str) -> Callable[[Any], Awaitable[Any]]:
        async def ask(request: Any) -> Any:
            return await getattr(self._circle, name)(request)

        return ask


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """The scripted server on a free loopback port."""
    ours = Server()
    config = uvicorn.Config(
        ours.app, port=0, log_level="warning", ws="websockets-sansio", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # uvicorn has no event for it
            await asyncio.sleep(0.01)
    ours.port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield ours
    finally:
        server.should_exit = True
        await running
