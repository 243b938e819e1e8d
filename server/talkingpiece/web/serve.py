"""Run the application under uvicorn: bounded requests, no compression, a kind goodbye before a restart."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from talkingpiece import wire
from talkingpiece.config import Config

HANDSHAKE_BYTES = 8 * 1024  # all header bytes of a websocket handshake
HEAD_BYTES = 32 * 1024  # of any request's head: other programs on a loopback name may have left many cookies
REQUEST_S = 20  # seconds in which a request has to arrive
SEND_S = 20  # seconds in which a peer has to read what is on its way to it
GOODBYE_S = 0.2  # seconds for the goodbyes to be sent
RETRY_MS = 1_500  # milliseconds after which panels come back from a restart


class Impatient(asyncio.Protocol):
    """Lets go of a peer that does not read. Closing would not do: it waits until everything is sent, so for ever."""

    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop
    _unread: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(SEND_S, self.transport.abort)

    def resume_writing(self) -> None:
        self._read_again()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._read_again()
        super().connection_lost(exc)

    def _read_again(self) -> None:
        if self._unread:
            self._unread.cancel()
            self._unread = None


class Socket(Impatient, WebSocketsSansIOProtocol):
    """One websocket. What the system does not take at once waits in the outbox, where what is newer replaces it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=0)


class Bounded(Impatient, HttpToolsProtocol):
    """The stock one waits for ever for a request that does not come, keeps headers without end, and leaves a
    handshake with huge ones hanging without a word."""

    _in_head = True
    _head = 0  # bytes received since that began
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_waiting()

    def data_received(self, data: bytes) -> None:
        if self._in_head and self._head > HEAD_BYTES:
            self.send_400_response("The headers of this request are too large.\n")
            return
        self._head += len(data)
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._in_head = False  # what follows is a body, which its reader bounds
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_head, self._head = True, 0
        self._stop_waiting()

    def _wait(self) -> None:
        self._stop_waiting()
        self._patience = self.loop.call_later(REQUEST_S, self.timeout_keep_alive_handler)

    def _stop_waiting(self) -> None:
        if self._patience:
            self._patience.cancel()
            self._patience = None

    def handle_websocket_upgrade(self) -> None:
        self._stop_waiting()
        size = sum(len(name) + len(value) for name, value in self.headers)
        if size > HANDSHAKE_BYTES or len(self.url) > HANDSHAKE_BYTES:
            self.connections.discard(self)
            self.send_400_response("The headers of this handshake are too large.\n")
            return
        super().handle_websocket_upgrade()


class Server(uvicorn.Server):
    """Tells everyone that it goes away before it does."""

    def __init__(self, config: uvicorn.Config, go_away: Callable[[int], None]) -> None:
        super().__init__(config)
        self._go_away = go_away

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._go_away(RETRY_MS)
        await asyncio.sleep(GOODBYE_S)
        await super().shutdown(sockets)


def make_server(app: object, config: Config, go_away: Callable[[int], None]) -> Server:
    """A server for this application, ready to run. It keeps no access log: addresses beside card requests and their
    times would undo what the cards promise."""
    logging.getLogger("talkingpiece").setLevel(logging.INFO)
    return Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            host=config.host,
            port=config.port,
            http=Bounded,
            ws=Socket,
            ws_max_size=wire.MAX_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=bool(config.trusted_proxies),
            forwarded_allow_ips=config.trusted_proxies or None,
            timeout_graceful_shutdown=3,
            backlog=4096,
        ),
        go_away,
    )
