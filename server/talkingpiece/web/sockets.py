"""The life of one websocket: hello within 10 s, then what its role may say, until one side has enough.

Answers are `refused` or a listed close code, in kind words. Nobody else notices.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from prometheus_client import Gauge
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from talkingpiece import keys, wire
from talkingpiece.core.refusal import Refused
from talkingpiece.door import Door, NoEntry
from talkingpiece.house import House
from talkingpiece.ledger import Lost
from talkingpiece.lines import Line
from talkingpiece.outbox import Outbox
from talkingpiece.room import Room
from talkingpiece.store import StoreFault
from talkingpiece.web.limits import Guesses, Pace, Strangers
from talkingpiece.web.security import Places

HELLO_MS = 10_000  # real milliseconds a stranger has
HELLO_TRIES = 5  # hellos that were refused kindly, e.g. for an empty name

log = logging.getLogger(__name__)
open_sockets = Gauge("talkingpiece_open_sockets", "Websockets that are open")


class Closed(Exception):
    """This side closes the socket."""

    def __init__(self, code: wire.Close) -> None:
        super().__init__(code)
        self.code = code


class Sockets:
    """Everything that `GET /ws` needs."""

    def __init__(self, house: House, places: Places) -> None:
        self.house, self.places = house, places
        self.guesses, self.strangers = Guesses(house.clock), Strangers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not (self.places.host_allowed(host) and self.places.origin_allowed(headers.get("origin"), host)):
            await socket.close()  # before the handshake: HTTP 403
            return
        known = wire.SUBPROTOCOL in scope.get("subprotocols", [])
        await socket.accept(subprotocol=wire.SUBPROTOCOL if known else None)
        open_sockets.inc()
        try:
            await self._serve(socket, known)
        finally:
            open_sockets.dec()

    async def _serve(self, socket: WebSocket, known: bool) -> None:
        outbox = Outbox()
        writer = asyncio.create_task(_write(socket, outbox))
        reader = asyncio.create_task(self._read(socket, outbox, known))
        try:
            await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
            if not writer.done() and not outbox.closing:  # the peer is gone: nobody is left to write to
                writer.cancel()
            await asyncio.wait((writer,))
        finally:
            for task in (reader, writer):
                task.cancel()
            await asyncio.gather(reader, writer, return_exceptions=True)

    async def _read(self, socket: WebSocket, outbox: Outbox, known: bool) -> None:
        try:
            if not known:
                raise Closed(wire.Close.UNKNOWN_PROTOCOL)
            room, line = await self._welcome(socket, outbox)
        except WebSocketDisconnect:
            return
        except Closed as closed:
            outbox.close(closed.code)
            return
        except Exception as fault:
            _broke(outbox, fault)
            return
        try:
            await self._listen(socket, room, line)
        except WebSocketDisconnect:
            return
        except Closed as closed:
            outbox.close(closed.code)
        except Exception as fault:
            _broke(outbox, fault)
        finally:
            room.leave(line)

    # --- hello ---------------------------------------------------------------------------------------------

    async def _welcome(self, socket: WebSocket, outbox: Outbox) -> tuple[Room, Line]:
        address = _address(socket)
        with self.strangers.one(address) as there_is_room:
            if not there_is_room:
                raise Closed(wire.Close.TRY_LATER)
            clock = self.house.clock
            due = clock.now_ms() + int(HELLO_MS * clock.rate)
            alarm = clock.at(due, lambda: outbox.close(wire.Close.NO_HELLO))
            try:
                return await self._until_welcome(socket, outbox)
            finally:
                alarm.cancel()

    async def _until_welcome(self, socket: WebSocket, outbox: Outbox) -> tuple[Room, Line]:
        for _ in range(HELLO_TRIES):
            try:
                hello = wire.decode(await _frame(socket), (wire.Hello,))
                return await self._enter(hello, outbox, socket)
            except wire.Unreadable:
                raise Closed(wire.Close.UNREADABLE) from None
            except wire.Misread as misread:
                outbox.answer(wire.No(id=misread.id, code=misread.code, message=misread.message))
            except Refused as refusal:
                outbox.answer(wire.No(id=hello.id or "", code=refusal.code, message=refusal.message))
            except (Lost, StoreFault):
                raise Closed(wire.Close.STORE) from None
        raise Closed(wire.Close.TOO_MANY)

    async def _enter(self, hello: wire.Hello, outbox: Outbox, socket: WebSocket) -> tuple[Room, Line]:
        address = _address(socket)
        door = Door(self.house, hello, outbox, self.places.address(socket.headers))
        self._may_guess(hello, address)
        try:
            room = await door.find()
            self._may_guess(hello, address)  # again: of many hellos at once, none tells more than the limit
            return await door.enter(room)
        except NoEntry:
            self._may_guess(hello, address)
            self.guesses.wrong(address)
            raise Closed(wire.Close.NO_ENTRY) from None

    def _may_guess(self, hello: wire.Hello, address: str) -> None:
        """Only codes can be guessed: whoever has a key is let through, whatever others at this address do."""
        if hello.code is not None and not self.guesses.allows(address):
            raise Closed(wire.Close.TOO_MANY)

    # --- and then --------------------------------------------------------------------------------------------

    async def _listen(self, socket: WebSocket, room: Room, line: Line) -> None:
        pace = Pace(self.house.clock)
        while True:
            frame = await _frame(socket)
            if not pace.allows():
                raise Closed(wire.Close.TOO_MANY)
            await self._heard(frame, room, line)

    async def _heard(self, frame: str, room: Room, line: Line) -> None:
        try:
            said = wire.decode(frame, room.verbs(line))
            if isinstance(said, wire.Ping):
                clock = self.house.clock
                line.outbox.answer(wire.Pong(sent=said.sent, now=clock.now_ms(), rate=clock.rate))
                return
            if isinstance(said, wire.Blind):
                if room.channel and line.seat:
                    line.outbox.answer(room.channel.issue(line.seat, said))
                return
            wire.check_id(said.id)
            await room.tell(line, said, keys.asked(line.seat or line.role, said.id))
        except wire.Unreadable:
            raise Closed(wire.Close.UNREADABLE) from None
        except wire.Misread as misread:
            line.outbox.answer(wire.No(id=misread.id, code=misread.code, message=misread.message))
        except Refused as refusal:
            line.outbox.answer(wire.No(id=said.id, code=refusal.code, message=refusal.message))
        except (Lost, StoreFault):
            raise Closed(wire.Close.STORE) from None
        else:
            line.outbox.answer(wire.Ok(id=said.id))


def _broke(outbox: Outbox, fault: Exception) -> None:
    """A log that cannot be read, or a fault of ours: told by its kind and never its text, and come back later."""
    log.error("a connection broke: %s", type(fault).__name__)
    outbox.close(wire.Close.STORE)


def _address(socket: WebSocket) -> str:
    return socket.client.host if socket.client else ""


async def _frame(socket: WebSocket) -> str:
    """The next text frame. Raises Closed for a binary or too large one, WebSocketDisconnect at the end."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006))
    text = message.get("text")
    if text is None:
        raise Closed(wire.Close.BINARY)
    if len(text) > wire.MAX_FRAME:
        raise Closed(wire.Close.TOO_LARGE)
    return str(text)


async def _write(socket: WebSocket, outbox: Outbox) -> None:
    """Send what waits, until the end. A peer that stops reading is let go in web/serve.py."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError):
        while frames := await outbox.take():
            for frame in frames:
                await socket.send_text(frame)
        await socket.close(outbox.closing or wire.Close.TRY_LATER)
