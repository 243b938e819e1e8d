"""A line to a server that can be cut where it hurts: before a request arrives, or before its answer does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal

Cut = Literal["nowhere", "before_request", "before_answer"]


@dataclass
class CutLine:
    """`cut` holds for what comes through from now on; a line that is cut is closed on both sides."""

    server_port: int
    port: int = 0
    cut: Cut = "nowhere"
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        both = (writer, far_writer)
        self.writers.update(both)
        await asyncio.gather(
            self._pass_on(reader, far_writer, "before_request", both),
            self._pass_on(far_reader, writer, "before_answer", both),
            return_exceptions=True,
        )

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        place: Cut,
        both: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
    ) -> None:
        while (some := await reader.read(65536)) and self.cut != place:
            writer.write(some)
            await writer.drain()
        for one in both:
            one.close()


@asynccontextmanager
async def cut_line(server_port: int) -> AsyncIterator[CutLine]:
    line = CutLine(server_port)
    server = await asyncio.start_server(line.carry, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        for writer in line.writers:
            writer.close()
        await server.wait_closed()
