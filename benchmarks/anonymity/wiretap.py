"""What somebody on the network sees of one panel: its connections, and when how many bytes went over them.

Between each recorded panel and the server lies a relay of its own that passes everything on and notes times and sizes.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(frozen=True)
class Seen:
    """So many bytes, at this real second. `up`: from the panel. `socket`: over its websocket, not a request."""

    at: float
    size: int
    up: bool
    socket: bool


@dataclass
class Wiretap:
    """One panel's relay. `seen` is emptied by whoever has read it."""

    server: int  # port
    seen: list[Seen] = field(default_factory=list)
    port: int = 0
    _listening: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen on a free loopback port."""
        self._listening = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stop listening."""
        if self._listening:
            self._listening.close()

    def taken(self) -> list[Seen]:
        """What was seen since the last time."""
        seen, self.seen = self.seen, []
        return seen

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(65_536)
        onward, back = await asyncio.open_connection("127.0.0.1", self.server)
        socket = first.startswith(b"GET")
        self._note(first, up=True, socket=socket)
        back.write(first)
        await asyncio.gather(self._pass(reader, back, True, socket), self._pass(onward, writer, False, socket))

    async def _pass(self, source: asyncio.StreamReader, goal: asyncio.StreamWriter, up: bool, socket: bool) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65_536):
                self._note(data, up=up, socket=socket)
                goal.write(data)
                await goal.drain()
        goal.close()

    def _note(self, data: bytes, *, up: bool, socket: bool) -> None:
        self.seen.append(Seen(perf_counter(), len(data), up, socket))
