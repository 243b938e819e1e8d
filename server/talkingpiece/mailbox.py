"""A room's mailbox: what is asked is done one after the other, and each asker learns what came of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.lines import Line
from talkingpiece.store import StoreFault

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Ask:
    """One command in the mailbox, with a promise of its outcome. `line` None: the room itself asks."""

    line: Line | None
    command: object
    id: str
    done: asyncio.Future[None]


class Mailbox:
    """One task drains it, so decisions never race. `do` does one ask; `on_lost` follows when it raised Lost."""

    def __init__(self, do: Callable[[Ask], Awaitable[None]], on_lost: Callable[[], None]) -> None:
        self._do, self._on_lost = do, on_lost
        self._asks: asyncio.Queue[Ask] = asyncio.Queue()
        self._task = asyncio.create_task(self._drain())

    async def tell(self, line: Line | None, command: object, id: str) -> None:
        """Have a command done. Returns when it is durable; raises Refused or Lost."""
        await asyncio.shield(self._put(line, command, id))

    def drop(self, command: object, id: str) -> None:
        """Have a command of the room itself done, whatever comes of it."""
        if not self._task.done():
            self._put(None, command, id).add_done_callback(lambda done: done.cancelled() or done.exception())

    def stop(self) -> None:
        """Nothing more is done; what still waits is Lost, and will be asked again elsewhere."""
        self._task.cancel()

    def _put(self, line: Line | None, command: object, id: str) -> asyncio.Future[None]:
        if self._task.done():
            raise Lost
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asks.put_nowait(Ask(line, command, id, done))
        return done

    async def _drain(self) -> None:
        try:
            while not isinstance(await self._next(), Lost):
                pass
            self._on_lost()
        finally:
            while not self._asks.empty():
                _settle(self._asks.get_nowait().done, Lost())

    async def _next(self) -> Exception | None:
        ask = await self._asks.get()
        fault: Exception | None = Lost()  # also when this is stopped meanwhile: the client asks again elsewhere
        try:
            fault = await self._outcome(ask)
        finally:
            _settle(ask.done, fault)
        return fault

    async def _outcome(self, ask: Ask) -> Exception | None:
        try:
            await self._do(ask)
        except (Refused, Lost) as fault:
            return fault
        except StoreFault:  # nobody can say what is written and what is not: start afresh from the log
            return Lost()
        except Exception as fault:  # deciding is pure: whatever broke, the session is as it was
            # The kind of fault and never its text: a payload must not reach a log.
            log.error("a command broke in %s: %s", type(ask.command).__name__, type(fault).__name__)
            return Refused("fault", "Something went wrong on our side. Nothing was changed.")
        return None


def _settle(done: asyncio.Future[None], fault: Exception | None) -> None:
    if not done.done():
        done.set_result(None) if fault is None else done.set_exception(fault)
