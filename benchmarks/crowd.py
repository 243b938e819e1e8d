"""Many cheap websocket clients in one process: raw sockets that count frames and look only for the head of a step."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
from collections.abc import Callable
from time import perf_counter

AT_ONCE = 100  # handshakes under way, so that the accept queue is not what is measured
HEAD = b'"section":"head"'


class Member(asyncio.Protocol):
    """One client. `on_text` hears every text frame; frames from a server have no mask."""

    def __init__(self, port: int, hello: dict[str, object] | None, on_text: Callable[[Member, bytes], None]) -> None:
        self.port, self.hello, self.on_text = port, hello, on_text
        self.frames = self.bytes = 0
        self.head_at = 0.0
        self.welcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: talkingpiece.v1\r\n\r\n".encode()
        )

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.welcome.done():
            self.welcome.set_exception(ConnectionError("closed before the welcome"))

    def say(self, message: dict[str, object]) -> None:
        """Send a text frame, masked with zeros."""
        body = json.dumps(message).encode()
        size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + struct.pack("!H", len(body))
        self.transport.write(b"\x81" + size + b"\0\0\0\0" + body)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._buffer.startswith(b"HTTP/1.1 101"), bytes(self._buffer[:60])
            del self._buffer[: end + 4]
            self._open = True
            if self.hello is None:
                self.welcome.set_result(None)
            else:
                self.say(self.hello)
        self._read_frames()

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, start = buffer[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(buffer[at + 2 : at + 4], "big"), at + 4
            elif size == 127:
                size, start = int.from_bytes(buffer[at + 2 : at + 10], "big"), at + 10
            if len(buffer) < start + size:
                break
            if buffer[at] == 0x81:
                self._heard(bytes(buffer[start : start + size]))
            elif buffer[at] == 0x89:  # ping: a masked pong without content is answer enough for uvicorn's keepalive
                self.transport.write(b"\x8a" + bytes([0x80 | size]) + b"\0\0\0\0" + bytes(buffer[start : start + size]))
            at = start + size
        if at:
            del buffer[:at]

    def _heard(self, text: bytes) -> None:
        self.frames += 1
        self.bytes += len(text)
        if not self.welcome.done() and text.startswith(b'{"type":"welcome"'):
            self.welcome.set_result(None)
        if HEAD in text[:160]:
            self.head_at = perf_counter()
        self.on_text(self, text)


async def join(
    port: int, hellos: list[dict[str, object] | None], on_text: Callable[[Member, bytes], None]
) -> list[Member]:
    """All of these, welcomed."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(hello: dict[str, object] | None) -> Member:
        async with gate:
            _, member = await asyncio.get_running_loop().create_connection(
                lambda: Member(port, hello, on_text), "127.0.0.1", port
            )
            await asyncio.wait_for(member.welcome, 60)
            return member

    return list(await asyncio.gather(*map(one, hellos)))
