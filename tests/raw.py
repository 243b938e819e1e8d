"""A websocket or HTTP peer that does what no client library would: tests of bad manners."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import socket
import struct
from collections.abc import AsyncIterator

PATIENCE_S = 10
TEXT, BINARY, CLOSE = 1, 2, 8


class RawPeer:
    """A bare TCP line to the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def send(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()

    async def answer(self) -> bytes:
        """The head of an HTTP answer; b"" when the server hangs up without a word."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            return await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), PATIENCE_S)
        return b""

    async def hung_up(self) -> bool:
        """Wait until the server closes the line."""
        with contextlib.suppress(ConnectionError):
            await asyncio.wait_for(self.reader.read(), PATIENCE_S)
        return True

    async def shake(self, host: str, *headers: str, subprotocol: str = "talkingpiece.v1", path: str = "/ws") -> bytes:
        """Ask for a websocket; returns the head of the answer."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Protocol: {subprotocol}",
            *headers, "", "",
        )  # fmt: skip
        await self.send("\r\n".join(lines).encode())
        return await self.answer()

    async def say(self, payload: bytes | dict[str, object], opcode: int = TEXT) -> None:
        """One whole masked frame."""
        data = json.dumps(payload).encode() if isinstance(payload, dict) else payload
        length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack("!H", len(data))
        if len(data) > 0xFFFF:
            length = b"\xff" + struct.pack("!Q", len(data))
        await self.send(bytes([0x80 | opcode]) + length + bytes(4) + data)

    async def frame(self) -> tuple[int, bytes]:
        """The next frame from the server: opcode and payload."""
        first, second = await asyncio.wait_for(self.reader.readexactly(2), PATIENCE_S)
        length = second & 0x7F
        if length >= 126:
            size = await self.reader.readexactly(2 if length == 126 else 8)
            length = int.from_bytes(size, "big")
        return first & 0x0F, await self.reader.readexactly(length)

    async def close_code(self) -> int:
        """Read on until the server closes."""
        while True:
            opcode, payload = await self.frame()
            if opcode == CLOSE:
                return int.from_bytes(payload[:2], "big")


@contextlib.asynccontextmanager
async def raw_peer(host: str, *, narrow: bool = False) -> AsyncIterator[RawPeer]:
    """A line to `host:port`. `narrow`: with the smallest buffer the system allows, so that it is soon full."""
    name, _, port = host.rpartition(":")
    plug = socket.socket()
    plug.setblocking(False)
    if narrow:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    await asyncio.get_running_loop().sock_connect(plug, (name, int(port)))
    reader, writer = await asyncio.open_connection(sock=plug, limit=2**16)
    try:
        yield RawPeer(reader, writer)
    finally:
        writer.transport.abort()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
