"""Sends a packet as a panel does: over a connection of its own, with nothing beside it that says who."""

from __future__ import annotations

import asyncio
import contextlib
from urllib.parse import urlsplit

PATIENCE_S = 10.0  # real seconds


async def post(url: str, packet: bytes) -> int:
    """The status of the answer. Raises OSError when there is none."""
    place = urlsplit(url)
    head = (
        f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/octet-stream\r\n"
        f"Content-Length: {len(packet)}\r\nConnection: close\r\n\r\n"
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_connection(place.hostname, place.port)
            try:
                writer.write(head.encode() + packet)
                await writer.drain()
                line = await reader.readline()
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
    except TimeoutError as fault:
        raise OSError("no answer in time") from fault
    words = line.split()
    if len(words) < 2 or not words[1].isdigit():
        raise OSError("no answer")
    return int(words[1])
