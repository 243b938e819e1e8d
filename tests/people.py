"""People in tests: each has one real websocket, remembers what it was told, and waits for what should come."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from itertools import count
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.unnamed import Message, Unnamed

SUBPROTOCOL = "talkingpiece.v1"
PATIENCE_S = 20  # a safety net: what is waited for comes within milliseconds, or the test is right to fail


class Person(Unnamed):
    """Whoever follows a session: participant, facilitator or wall."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__()
        self.socket = socket
        self.heard: list[Message] = []
        self.raw: list[str] = []
        self.views: dict[tuple[str, str], Message] = {}
        self._ids = (f"{secrets.token_hex(4)}-{n}" for n in count(1))
        self._news = asyncio.Condition()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def connect(cls, url: str, **options: Any) -> Self:
        """A socket on which nothing was said yet."""
        options = {"subprotocols": [Subprotocol(SUBPROTOCOL)], "proxy": None, "max_queue": None, **options}
        return cls(await connect(url, **options))

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self._heed(self._remember(str(await self.socket.recv())))
                async with self._news:
                    self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    def _remember(self, frame: str) -> Message:
        message = json.loads(frame)
        self.raw.append(frame)
        self.heard.append(message)
        if message["type"] in ("stage", "seat", "console"):
            self.views[message["type"], message.get("section", "")] = message
        return message

    # --- saying ----------------------------------------------------------------------------------------------

    async def hello(self, **fields: Any) -> Message:
        """Say who you are; returns the answer: welcome, waiting or refused."""
        return await self.ask({"type": "hello", **fields}, ("welcome", "waiting", "refused"))

    async def say(self, verb: str, /, **fields: Any) -> Message:
        """Say something; returns its answer: ok or refused."""
        message = {"type": verb, "id": next(self._ids), **fields}
        return await self.ask(message, ("ok", "refused"), message["id"])

    async def does(self, verb: str, /, **fields: Any) -> None:
        """Say something that has to be done."""
        answer = await self.say(verb, **fields)
        assert answer["type"] == "ok", answer

    async def ask(self, message: object, types: tuple[str, ...], id: str | None = None) -> Message:
        """Send, and give the next answer of these types, or the reason why the line was closed."""
        before = len(self.heard)
        await self.send(json.dumps(message))

        def answer(self: Self) -> Message | None:
            new = self.heard[before:]
            return next((m for m in new if m["type"] in types and (id is None or m["id"] == id)), None)

        found = await self.until(lambda me: answer(me) or me.is_closed, f"an answer to {message!r:.80}")
        return answer(self) or {"type": "closed", "code": self.code, "found": found}

    async def send(self, frame: str | bytes) -> None:
        """Send a frame as it is, whatever it is; a line that is closed already takes nothing more."""
        with contextlib.suppress(ConnectionClosed):
            await self.socket.send(frame)

    # --- seeing ----------------------------------------------------------------------------------------------

    @property
    def head(self) -> Message:
        return self.views["stage", "head"]

    @property
    def tally(self) -> Message:
        return self.views["stage", "tally"]

    @property
    def cards(self) -> Message:
        return self.views["stage", "cards"]

    @property
    def board(self) -> Message:
        return self.views["stage", "board"]

    @property
    def seat(self) -> Message:
        return self.views["seat", ""]

    def console(self, section: str) -> Message:
        return self.views["console", section]

    @property
    def welcome(self) -> Message:
        return next(message for message in reversed(self.heard) if message["type"] == "welcome")

    def is_at(self, session: str) -> bool:
        """Was this person welcomed to this session?"""
        return any(m["type"] == "welcome" and m["session"] == session for m in self.heard)

    @property
    def names(self) -> list[str]:
        return [person["name"] for person in self.board["people"]]

    async def until(self, wanted: Callable[[Self], Any], what: str = "what should come") -> Any:
        """Wait until this holds; a view that is not there yet counts as no."""

        def holds() -> Any:
            try:
                return wanted(self)
            except (KeyError, IndexError, TypeError, StopIteration):
                return None

        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(holds), PATIENCE_S)
            except TimeoutError:
                told = [f"{m['type']}/{m.get('section', '')}" for m in self.heard[-8:]]
                raise AssertionError(f"waited in vain for {what}; last heard: {told}, closed: {self.code}") from None
        return holds()

    async def at_step(self, step: int) -> None:
        """Wait until the stage shows this step."""
        await self.until(lambda me: me.head["step"] == step and me.head["phase"] == "running", f"step {step}")

    async def settled(self) -> None:
        """Wait until the server has dealt with all that was said here, and its answers have come."""
        token = secrets.randbelow(2**50)
        await self.send(json.dumps({"type": "ping", "sent": token}))
        await self.until(lambda me: any(m.get("sent") == token for m in me.heard[-400:]) or me.is_closed, "a pong")

    # --- the end -----------------------------------------------------------------------------------------------

    @property
    def is_closed(self) -> bool:
        return self._listening.done() or self.code is not None

    @property
    def code(self) -> int | None:
        return self.socket.close_code

    async def closed(self) -> int | None:
        """Wait until the server closes the line; returns its close code."""
        await asyncio.wait_for(self.socket.wait_closed(), PATIENCE_S)
        await asyncio.gather(self._listening, return_exceptions=True)
        return self.code

    async def go(self) -> None:
        """Close the line, as a browser does."""
        await self.socket.close()
        await asyncio.gather(self._listening, return_exceptions=True)

    def vanish(self) -> None:
        """The network is gone, without a goodbye."""
        self.socket.transport.abort()


def fresh_id() -> str:
    """22 letters of base64url, as a panel makes them."""
    return secrets.token_urlsafe(16)
