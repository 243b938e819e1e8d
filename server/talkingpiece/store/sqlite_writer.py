"""One thread that writes, many callers in one commit.

A commit that is safe from power loss costs a flush of the disk, whether it holds one append or two hundred.
So whatever has queued up while the last commit was flushed goes into the next one; a savepoint around each
keeps one caller's misfortune from being another's.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkingpiece.store.base import Refused, StoreFault, Unknown
from talkingpiece.store.sqlite_file import fault_of, reason_of

BATCH = 256
_SCRUB_AGAIN_S = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`run` works inside the transaction. With `answers`, a fault of the disk is a result, else it is raised.
    After `scrubs`, nothing of what was deleted may remain in the write-ahead log."""

    session: str
    run: Callable[[sqlite3.Connection], Any]
    done: asyncio.Future[Any]
    answers: bool
    scrubs: bool


@dataclass(frozen=True, slots=True)
class _Result:
    value: Any = None
    fault: BaseException | None = None


class _Undone(Exception):
    """The whole transaction is certainly not in the file."""

    def __init__(self, cause: sqlite3.Error) -> None:
        super().__init__()
        self.cause = cause


class Writer:
    """Owns `connection` from now on. `submit` and `close` belong to the loop it was made in, where it also
    calls `ring` with every session it has written to, even if whoever asked for it has gone away."""

    def __init__(self, connection: sqlite3.Connection, path: Path, ring: Callable[[str], None]) -> None:
        self._connection = connection
        self._path = path
        self._ring = ring
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._scrub_owed = False
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    async def submit(
        self, session: str, run: Callable[[sqlite3.Connection], Any], *, answers: bool, scrubs: bool
    ) -> Any:
        if self._closed:
            if answers:
                return Refused("closed")
            raise StoreFault(f"{self._path} is closed.")
        done: asyncio.Future[Any] = self._loop.create_future()
        self._jobs.put(Job(session, run, done, answers, scrubs))
        return await done

    async def close(self) -> None:
        """Whatever was submitted is still written."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._next_batch()
            if batch:
                results = self._commit(batch)
                self._scrub_owed |= any(
                    job.scrubs and not result.fault for job, result in zip(batch, results, strict=True)
                )
                self._scrub()
                self._deliver(batch, results)
            else:
                self._scrub()
        self._connection.close()

    def _next_batch(self) -> tuple[list[Job], bool]:
        """Waits for the first, takes whatever else is there. False: it was the last."""
        batch: list[Job] = []
        with contextlib.suppress(queue.Empty):
            job = self._jobs.get(timeout=_SCRUB_AGAIN_S if self._scrub_owed else None)
            while job is not None:
                batch.append(job)
                if len(batch) == BATCH:
                    return batch, True
                job = self._jobs.get_nowait()
            return batch, False
        return batch, True

    def _deliver(self, batch: Sequence[Job], results: Sequence[_Result]) -> None:
        def settle() -> None:
            for job, result in zip(batch, results, strict=True):
                self._ring(job.session)
                if job.done.done():
                    continue
                if result.fault is None:
                    job.done.set_result(result.value)
                else:
                    job.done.set_exception(result.fault)

        with contextlib.suppress(RuntimeError):  # the loop ended before the store was closed
            self._loop.call_soon_threadsafe(settle)

    def _commit(self, batch: Sequence[Job]) -> list[_Result]:
        try:
            return self._transaction(batch)
        except _Undone as undone:
            if len(batch) > 1 and reason_of(undone.cause) != "locked":
                # The one that did not fit has taken the others with it: each alone, so that a smaller one
                # gets through.
                return [self._commit([job])[0] for job in batch]
            return [self._failure(job, undone.cause) for job in batch]
        except sqlite3.Error as fault:  # from COMMIT: its last page may have reached the disk
            return [self._failure(job, fault, Unknown("disk")) for job in batch]

    def _transaction(self, batch: Sequence[Job]) -> list[_Result]:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            results = [self._step(job) for job in batch]
        except sqlite3.Error as fault:
            self._roll_back()
            raise _Undone(fault) from None
        try:
            connection.execute("COMMIT")
        except sqlite3.Error as fault:
            self._roll_back()
            # Full: the frame that would have made it valid could not be written.
            if reason_of(fault) in ("full", "locked"):
                raise _Undone(fault) from None
            raise
        return results

    def _step(self, job: Job) -> _Result:
        """Raises sqlite3.Error if the fault has ended the transaction, and with it the steps before this
        one."""
        connection = self._connection
        connection.execute("SAVEPOINT step")
        try:
            value = job.run(connection)
            connection.execute("RELEASE step")
        except Exception as fault:
            if not connection.in_transaction and isinstance(fault, sqlite3.Error):
                raise
            connection.execute("ROLLBACK TO step")
            connection.execute("RELEASE step")
            return self._failure(job, fault)
        return _Result(value)

    def _roll_back(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _failure(self, job: Job, fault: BaseException, outcome: Unknown | None = None) -> _Result:
        reason = reason_of(fault)
        if job.answers and reason is not None:
            return _Result(outcome or Refused(reason))
        return _Result(fault=fault_of(fault, self._path))

    def _scrub(self) -> None:
        """Empties the write-ahead log, where deleted texts would stay readable until it is next
        overwritten."""
        if not self._scrub_owed:
            return
        try:
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error:
            busy = 1
        if busy:
            log.warning("Erased texts stay in %s-wal until another program lets go of it", self._path.name)
        self._scrub_owed = bool(busy)
