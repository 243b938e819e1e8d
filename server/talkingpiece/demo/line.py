"""One person's connection, as a panel keeps it: hello, clock, commands that wait for their answer, and coming back.

A command without an answer is sent again after every welcome, in order and with the same id: it acts once.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from talkingpiece.demo.watch import Watch

FOR_GOOD = (4401, 4403, 4409, 4413)  # close codes after which a panel does not come back by itself
PINGS = 5
FIRST_WAIT_S, LONGEST_WAIT_S = 0.05, 1.0
MOST_DROPS = 3  # of one line, so that a rehearsal in bad weather ends


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the command with this id. `code` is None for ok."""

    id: str
    code: str | None = None

    @property
    def ok(self) -> bool:
        return self.code is None


@dataclass(slots=True)
class Pending:
    """A command and who waits for its answer."""

    frame: str
    answer: asyncio.Future[Answer]


class Net:
    """The weather on one line: how often it breaks. `hazard`: the chance that it does at a frame, 0 in fair weather."""

    def __init__(self, dice: Random, hazard: float) -> None:
        self._dice, self._hazard, self.drops, self.calm = dice, hazard, 0, False

    def breaks(self) -> bool:
        if self.calm or self.drops >= MOST_DROPS or self._dice.random() >= self._hazard:
            return False
        self.drops += 1
        return True


class Line:
    """`hear` gets every frame but answers, as text and as data. `key`: the part of hello that opens the way in."""

    def __init__(
        self, url: str, key: dict[str, str], watch: Watch, hear: Callable[[str, dict[str, Any]], None], net: Net
    ) -> None:
        self.url, self.key, self.watch, self._hear, self._net = url, key, watch, hear, net
        self.welcome: dict[str, Any] | None = None
        self.connected_at = 0.0  # own ms of the last welcome
        self.lost_at: float | None = None  # own ms at which a line that was open was lost
        self.closed_for_good: int | None = None
        self._pending: dict[str, Pending] = {}
        self._socket: ClientConnection | None = None
        self._task: asyncio.Task[None] | None = None
        self._telling: set[asyncio.Task[None]] = set()
        self._go_away_s = 0.0
        self._pings = 0

    # --- coming and going ------------------------------------------------------------------------------------

    def open(self) -> None:
        """Connect, and stay connected."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._stay())

    async def close(self) -> None:
        """Hang up."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._task = None

    def drop(self) -> None:
        """The network is gone, without a word to anybody."""
        if self._socket is not None:
            self._socket.transport.abort()

    @property
    def open_now(self) -> bool:
        return self._socket is not None

    async def _stay(self) -> None:
        wait = FIRST_WAIT_S
        while self.closed_for_good is None:
            with contextlib.suppress(OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                # proxy=None: whatever proxy this machine has, these sockets stay on it
                async with connect(
                    self.url, subprotocols=[Subprotocol("talkingpiece.v1")], proxy=None, compression=None,
                    ping_interval=None, close_timeout=1, max_size=None,
                ) as socket:  # fmt: skip
                    await self._talk(socket)
                    wait = FIRST_WAIT_S
            await asyncio.sleep(max(wait, self._go_away_s))
            wait, self._go_away_s = min(wait * 2, LONGEST_WAIT_S), 0.0

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send(json.dumps({"type": "hello", **self.key}))
        try:
            async for frame in socket:
                assert isinstance(frame, str)
                await self._heard(socket, frame)
                if self._net.breaks():
                    socket.transport.abort()
        finally:
            if self._socket is not None:
                self.lost_at = self.watch.read()
            self._socket = None
            if socket.close_code in FOR_GOOD:
                self.closed_for_good = socket.close_code

    # --- what is heard ---------------------------------------------------------------------------------------

    async def _heard(self, socket: ClientConnection, frame: str) -> None:
        said = json.loads(frame)
        match said["type"]:
            case "pong":
                self.watch.pong(said["sent"], said["now"], said["rate"])
                if self._pings < PINGS:
                    await self._ping(socket)
            case "ok" | "refused":
                self._answered(said)
            case "go_away":
                self._go_away_s = said["retry_after_ms"] / 1000
            case "welcome":
                await self._welcomed(socket, said)
                self._hear(frame, said)
            case _:
                self._hear(frame, said)

    async def _welcomed(self, socket: ClientConnection, said: dict[str, Any]) -> None:
        self.welcome, self._socket, self.connected_at = said, socket, self.watch.read()
        if said.get("seat_key"):
            self.key = {"seat_key": said["seat_key"]}
        self.watch.measure_again()
        self._pings = 0
        await self._ping(socket)
        for pending in list(self._pending.values()):
            await socket.send(pending.frame)

    async def _ping(self, socket: ClientConnection) -> None:
        self._pings += 1
        await socket.send(json.dumps({"type": "ping", "sent": self.watch.read()}))

    def _answered(self, said: dict[str, Any]) -> None:
        pending = self._pending.pop(said["id"], None)
        if pending is not None and not pending.answer.done():
            pending.answer.set_result(Answer(said["id"], said.get("code")))

    # --- what is said ----------------------------------------------------------------------------------------

    def tell(self, message: dict[str, Any]) -> None:
        """Say something that has no answer of its own, if there is a line to say it on."""
        if self._socket is not None:
            task = asyncio.ensure_future(self._tell(self._socket, json.dumps(message)))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _tell(self, socket: ClientConnection, frame: str) -> None:
        with contextlib.suppress(ConnectionClosed):
            await socket.send(frame)

    async def ask(self, verb: str, **fields: object) -> Answer:
        """Say something and wait for the answer, over as many connections as it takes."""
        id = secrets.token_urlsafe(16)
        pending = Pending(json.dumps({"type": verb, "id": id, **fields}), asyncio.get_running_loop().create_future())
        self._pending[id] = pending
        if self._socket is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._socket.send(pending.frame)
            if self._net.breaks():
                self.drop()
        return await pending.answer
