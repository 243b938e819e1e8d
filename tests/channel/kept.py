"""One session's data in each of the stores: opened by two processes, copied aside, and put back from the copy."""

from __future__ import annotations

import asyncio
import sqlite3
from copy import deepcopy
from pathlib import Path
from typing import Any, Protocol

from redis.asyncio import Redis

from talkingpiece.store import Store, open_store
from talkingpiece.store.memory import MemoryStore
from talkingpiece.store.redis_scripts import Keys
from talkingpiece.store.sqlite import SqliteStore

PROCESSES = 2


class Kept(Protocol):
    """`stores`: one for each process, all on the same data."""

    stores: list[Store]

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def back_up(self, session: str) -> None:
        """Copy everything aside, over an older copy."""

    async def restore(self, session: str) -> None:
        """Put the copy in place of what is there."""


class InMemory:
    def __init__(self) -> None:
        self._store = MemoryStore()
        self.stores: list[Store] = [self._store] * PROCESSES

    async def open(self) -> None:
        await self._store.open()

    async def close(self) -> None:
        await self._store.close()

    async def back_up(self, session: str) -> None:
        self._copy = deepcopy(self._store._sessions[session])

    async def restore(self, session: str) -> None:
        self._store._sessions[session] = deepcopy(self._copy)


class InSqlite:
    def __init__(self, folder: Path) -> None:
        self._file, self._copy = folder / "store.db", folder / "copy.db"
        self.stores: list[Store] = []

    async def open(self) -> None:
        self.stores = [SqliteStore(self._file) for _ in range(PROCESSES)]
        for store in self.stores:
            await store.open()

    async def close(self) -> None:
        for store in self.stores:
            await store.close()

    async def back_up(self, session: str) -> None:
        def copy() -> None:
            with sqlite3.connect(self._file) as here, sqlite3.connect(self._copy) as there:
                here.backup(there)
            here.close()
            there.close()

        await asyncio.to_thread(copy)

    async def restore(self, session: str) -> None:
        await self.close()
        for file in self._file.parent.glob(f"{self._file.name}*"):
            file.unlink()
        self._file.write_bytes(self._copy.read_bytes())
        await self.open()


class InRedis:
    def __init__(self, url: str) -> None:
        self._url = url
        self._copy: dict[str, Any] = {}
        self.stores: list[Store] = []

    async def open(self) -> None:
        self.stores = [open_store(self._url) for _ in range(PROCESSES)]
        for store in self.stores:
            await store.open()
        self._admin = Redis.from_url(self._url)

    async def close(self) -> None:
        for store in self.stores:
            await store.close()
        await self._admin.aclose()

    async def back_up(self, session: str) -> None:
        own = [key for key in Keys.of(session).all() if session in key]
        self._copy = {key: await self._admin.dump(key) for key in own}

    async def restore(self, session: str) -> None:
        for key, data in self._copy.items():
            await self._admin.delete(key)
            if data is not None:
                await self._admin.restore(key, 0, data)
