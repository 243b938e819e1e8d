"""Sessions in one SQLite file: the embedded default, for one server process on one machine.

Durable means: committed to the write-ahead log with synchronous=FULL, that is, flushed to the disk before
`Ok`. Reads go through a second connection and see only what is committed.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from talkingpiece.store import sqlite_reads, sqlite_writes
from talkingpiece.store.base import (
    AppendOutcome,
    ClaimOutcome,
    CreateOutcome,
    Entry,
    Gone,
    NewEntry,
    Refused,
    Slice,
    Snapshot,
    Store,
    StoreFault,
    check_session,
    too_large,
)
from talkingpiece.store.bell import Bell, follow
from talkingpiece.store.sqlite_file import fault_of, open_reader, open_writer
from talkingpiece.store.sqlite_writer import Writer

T = TypeVar("T")


class SqliteStore(Store):
    """`busy_ms`: how long to wait for another program that holds the file. `look_s`: how often to look
    whether another program has written (the command line erasing a session, say), so that tails hear of
    it."""

    def __init__(self, path: str | Path, *, busy_ms: int = 2000, look_s: float = 1.0) -> None:
        self._path = Path(path)
        self._busy_ms = busy_ms
        self._look_s = look_s
        self._bell = Bell()
        self._writer: Writer | None = None
        self._reader: sqlite3.Connection | None = None
        self._reading: ThreadPoolExecutor | None = None
        self._looking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        connection = await asyncio.to_thread(open_writer, self._path, self._busy_ms)
        self._bell = Bell()
        self._writer = Writer(connection, self._path, self._bell.ring)
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="store-reader")
        self._reader = open_reader(self._path, self._busy_ms)
        self._looking = asyncio.create_task(self._look_for_others())

    async def close(self) -> None:
        self._bell.close()
        if self._looking:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking
        reader, self._reader = self._reader, None
        if reader and self._reading:
            await asyncio.to_thread(self._reading.shutdown)
            reader.close()
        if self._writer:
            await self._writer.close()

    async def _write(
        self,
        session: str,
        run: Callable[[sqlite3.Connection], Any],
        *,
        answers: bool = False,
        scrubs: bool = False,
    ) -> Any:
        if self._writer is None:
            if answers:
                return Refused("closed")
            raise StoreFault(f"{self._path} is not open.")
        return await self._writer.submit(session, run, answers=answers, scrubs=scrubs)

    async def _read(self, run: Callable[[sqlite3.Connection], T]) -> T:
        reader, threads = self._reader, self._reading
        if reader is None or threads is None:
            raise StoreFault(f"{self._path} is not open.")

        def in_one_view() -> T:
            reader.execute("BEGIN")
            try:
                return run(reader)
            finally:
                reader.execute("COMMIT")

        try:
            return await asyncio.get_running_loop().run_in_executor(threads, in_one_view)
        except sqlite3.Error as fault:
            raise fault_of(fault, self._path) from None

    async def create(
        self, session: str, entry: NewEntry, aliases: Sequence[bytes], expires_at_ms: int
    ) -> CreateOutcome:
        check_session(session)
        if refused := too_large(entry):
            return refused
        run = partial(sqlite_writes.create, session=session, entry=entry, aliases=aliases, expires_at_ms=expires_at_ms)
        return cast(CreateOutcome, await self._write(session, run, answers=True))

    async def find(self, alias: bytes) -> str | None:
        return await self._read(partial(sqlite_reads.find, alias=alias))

    async def release(self, session: str, alias: bytes) -> None:
        await self._write(session, partial(sqlite_writes.release, session=session, alias=alias))

    async def claim(self, session: str, holder: str, ttl_ms: int, now_ms: int) -> ClaimOutcome:
        run = partial(sqlite_writes.claim, session=session, holder=holder, ttl_ms=ttl_ms, now_ms=now_ms)
        return cast(ClaimOutcome, await self._write(session, run))

    async def yield_claim(self, session: str, fence: int) -> None:
        await self._write(session, partial(sqlite_writes.yield_claim, session=session, fence=fence))

    async def append(self, session: str, epoch: str, fence: int, expected_seq: int, entry: NewEntry) -> AppendOutcome:
        if refused := too_large(entry):
            return refused
        run = partial(
            sqlite_writes.append,
            session=session,
            epoch=epoch,
            fence=fence,
            expected_seq=expected_seq,
            entry=entry,
        )
        return cast(AppendOutcome, await self._write(session, run, answers=True))

    async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone:
        return await self._read(partial(sqlite_reads.read, session=session, after_seq=after_seq, limit=limit))

    def tail(self, session: str, after_seq: int) -> AsyncIterator[Entry]:
        return follow(self, self._bell, session, after_seq)

    async def records(self, session: str, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        wanted = None if ids is None else list(ids)
        return await self._read(partial(sqlite_reads.records, session=session, ids=wanted))

    async def erase_records(self, session: str, ids: Iterable[str]) -> None:
        run = partial(sqlite_writes.erase_records, session=session, ids=list(ids))
        await self._write(session, run, scrubs=True)

    async def snapshot(self, session: str, epoch: str, seq: int, build: str, blob: bytes) -> bool:
        run = partial(sqlite_writes.snapshot, session=session, epoch=epoch, seq=seq, build=build, blob=blob)
        return cast(bool, await self._write(session, run))

    async def load(self, session: str, build: str) -> Snapshot | None:
        return await self._read(partial(sqlite_reads.load, session=session, build=build))

    async def keep_until(self, session: str, expires_at_ms: int) -> bool:
        run = partial(sqlite_writes.keep_until, session=session, expires_at_ms=expires_at_ms)
        return cast(bool, await self._write(session, run))

    async def erase(self, session: str) -> None:
        await self._write(session, partial(sqlite_writes.erase, session=session), scrubs=True)

    async def expire(self, now_ms: int) -> list[str]:
        if not await self._read(partial(sqlite_reads.due, now_ms=now_ms)):
            return []  # nothing due is the usual case, and needs no flush of the disk
        due: list[str] = await self._write("", partial(sqlite_writes.expire, now_ms=now_ms), scrubs=True)
        for session in due:
            self._bell.ring(session)
        return due

    async def new_epoch(self, session: str) -> str | Gone:
        return cast("str | Gone", await self._write(session, partial(sqlite_writes.new_epoch, session=session)))

    async def ready(self) -> None:
        await self._write("", sqlite_writes.beat)

    async def _look_for_others(self) -> None:
        seen = None
        while True:
            if self._bell.anybody:
                with contextlib.suppress(StoreFault):  # whoever reads next is told; looking goes on
                    version = await self._read(sqlite_reads.version)
                    if version != seen:
                        seen = version
                        self._bell.ring_all()
            await asyncio.sleep(self._look_s)
