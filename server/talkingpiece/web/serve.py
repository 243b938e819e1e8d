"""Run the application under uvicorn: bounded handshakes, no compression, a kind goodbye before a restart."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from talkingpiece import wire
from talkingpiece.config import Config

HANDSHAKE_BYTES = 8 * 1024  # all header bytes of a websocket handshake
GOODBYE_S = 0.2  # seconds for the goodbyes to be sent
RETRY_MS = 1_500  # milliseconds after which panels come back from a restart


class BoundedHandshake(HttpToolsProtocol):
    """Answers 400 to a handshake with huge headers. The stock one leaves such a peer hanging without a word."""

    def handle_websocket_upgrade(self) -> None:
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
            http=BoundedHandshake,
            ws="websockets-sansio",
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
