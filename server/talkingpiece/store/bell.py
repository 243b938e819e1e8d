"""Waiting for what comes next. A ring is only a hint: whoever is woken reads, and the log decides what is
new."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Protocol

from talkingpiece.store.base import Entry, Gone, Slice, StoreFault


class _Readable(Protocol):
    async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone: ...


class Bell:
    """Who waits for which session. For one event loop; other threads come in by `call_soon_threadsafe`."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self.closed = False

    @property
    def anybody(self) -> bool:
        return bool(self._waiting)

    def ring(self, session: str) -> None:
        for waiter in self._waiting.get(session, ()):
            waiter.set()

    def ring_all(self) -> None:
        for session in self._waiting:
            self.ring(session)

    def close(self) -> None:
        self.closed = True
        self.ring_all()

    @contextmanager
    def listen(self, session: str) -> Iterator[asyncio.Event]:
        rung = asyncio.Event()
        self._waiting.setdefault(session, set()).add(rung)
        try:
            yield rung
        finally:
            self._waiting[session].discard(rung)
            if not self._waiting[session]:
                del self._waiting[session]


async def follow(store: _Readable, bell: Bell, session: str, after_seq: int) -> AsyncIterator[Entry]:
    """`Store.tail`, the same for every backend."""
    epoch = None
    with bell.listen(session) as rung:
        while True:
            rung.clear()  # before reading: what is appended meanwhile rings again
            try:
                found = await store.read(session, after_seq)
            except StoreFault:
                if bell.closed:
                    return  # the store closed while it read
                raise
            if isinstance(found, Gone) or found.head < after_seq or epoch not in (None, found.epoch):
                return
            epoch = found.epoch
            for entry in found.entries:
                yield entry
                after_seq = entry.seq
            if bell.closed:
                return  # its ring may have been cleared just before the last read, and no other comes
            if not found.entries:
                await rung.wait()
