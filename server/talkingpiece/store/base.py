"""The store seam: what a log of sessions must do, whatever holds it.

The store knows nothing of meetings. It sees opaque bytes, numbers them, and keeps three promises: one
append is one entry and one seq; what was answered with `Ok` survives a crash; what was erased is gone from
the files as well.

Times are UNIX milliseconds and always come in as arguments, on every backend, so that no store has a clock
of its own and no test has to wait. Fields that hold what people wrote are left out of every `repr`: a log
line or a traceback must never quote them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Protocol, Self

ENTRY_LIMIT = 4 * 1024 * 1024
"""Bytes of events and records together in one entry. A room of 5,000 stays below a tenth of it."""

_SESSION = re.compile(r"[A-Za-z0-9_-]{22}\Z")

RefusedReason = Literal["closed", "disk", "full", "locked", "read_only", "too_large", "unreachable"]
UnknownReason = Literal["connection_lost", "disk"]


class StoreFault(Exception):
    """The store cannot be opened or reached. Its text is for whoever operates the server: what, where, what
    to do."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What one command leads to. `body_hash` tells a retry from another command under the same id."""

    command_id: str
    body_hash: bytes = field(repr=False)
    events: bytes = field(repr=False)
    records: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> int:
        return len(self.events) + sum(len(name.encode()) + len(body) for name, body in self.records.items())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. Records are not in it: they can be erased, the log cannot be edited."""

    seq: int
    command_id: str
    body_hash: bytes = field(repr=False)
    events: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Slice:
    """`entries` without a gap; `head` is the last seq of the whole log, which may lie beyond them."""

    epoch: str
    head: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    epoch: str
    seq: int
    blob: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Created:
    epoch: str


@dataclass(frozen=True, slots=True)
class AliasTaken:
    """One of the aliases leads to another session already. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Claimed:
    fence: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Held:
    holder: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Gone:
    """There is no such session, or there is none any more; the two look the same on purpose."""


@dataclass(frozen=True, slots=True)
class Ok:
    seq: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The command was written before, at `seq`. Another `body_hash` than yours means another command."""

    seq: int
    body_hash: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    head: int


@dataclass(frozen=True, slots=True)
class WrongEpoch:
    """The epoch or the fence is not the one that holds now: reload, claim, then try again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not written."""

    reason: RefusedReason


@dataclass(frozen=True, slots=True)
class Unknown:
    """May be written. Retry the same command; tell nobody that it worked, nor that it did not."""

    reason: UnknownReason


CreateOutcome = Created | AliasTaken | Conflict | Refused | Unknown
ClaimOutcome = Claimed | Held | Gone
AppendOutcome = Ok | Duplicate | Conflict | WrongEpoch | Gone | Refused | Unknown


class Store(Protocol):
    """Every method but `create` and `append` raises `StoreFault` when the store cannot be reached or
    written."""

    async def open(self) -> None:
        """Raises `StoreFault`, with what to do about it, and leaves nothing open then."""

    async def close(self) -> None:
        """Idempotent. Ends every `tail`; appends are `Refused("closed")` from here on."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def create(
        self, session: str, entry: NewEntry, aliases: Sequence[bytes], expires_at_ms: int
    ) -> CreateOutcome:
        """Writes `entry` as seq 1. Again with the same command and hash: the same `Created`; with another:
        `Conflict`. Raises ValueError if `session` is not 22 characters of base64url."""

    async def find(self, alias: bytes) -> str | None:
        """The session an alias leads to."""

    async def release(self, session: str, alias: bytes) -> None:
        """Frees `alias` if it leads to `session`, so that another session may have it."""

    async def claim(self, session: str, holder: str, ttl_ms: int, now_ms: int) -> ClaimOutcome:
        """Takes or renews the lease. `holder` names one life of one process, never a machine. Who holds it
        renews it, late too, and keeps the fence as long as nobody else came between; every change of hands
        raises it."""

    async def yield_claim(self, session: str, fence: int) -> None:
        """Gives the lease back, if `fence` still holds it; appends under that fence are `WrongEpoch` at
        once."""

    async def append(self, session: str, epoch: str, fence: int, expected_seq: int, entry: NewEntry) -> AppendOutcome:
        """Writes `entry` as seq `expected_seq + 1`, with all its records or not at all. Checked in this
        order: Gone, WrongEpoch, Duplicate, Conflict. `Ok` comes after the point of durability, never
        before."""

    async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone:
        """Never beyond the point of durability."""

    def tail(self, session: str, after_seq: int) -> AsyncIterator[Entry]:
        """Each entry once, in order, without a gap, as they come. Ends when the session is gone, its epoch
        changes, the store closes, or `after_seq` lies beyond the log (then it is of another history)."""

    async def records(self, session: str, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        """Side records by id, in id order; those that are erased or never were are simply not in it."""

    async def erase_records(self, session: str, ids: Iterable[str]) -> None:
        """Removes them from the files too. Snapshots of the session go with them: a blob may quote a
        record."""

    async def snapshot(self, session: str, epoch: str, seq: int, build: str, blob: bytes) -> bool:
        """Keeps the newest of each build. False if `seq` is not newer, lies beyond the log, or the epoch is
        old."""

    async def load(self, session: str, build: str) -> Snapshot | None: ...

    async def keep_until(self, session: str, expires_at_ms: int) -> bool:
        """False if the session is gone."""

    async def erase(self, session: str) -> None:
        """Everything of the session, aliases too. Idempotent. Should its id ever be created again, it has
        another epoch, so that an append from its first life comes too late."""

    async def expire(self, now_ms: int) -> list[str]:
        """Erases what is due at `now_ms` and names it."""

    async def new_epoch(self, session: str) -> str | Gone:
        """To be called when entries may have been lost, as after a restore: clients reload rather than
        trust their seq. Ends the lease and drops the snapshots."""

    async def ready(self) -> None:
        """Raises `StoreFault` unless an append could be written now."""


def fresh_epoch() -> str:
    """Drawn, not counted: two restores of the same backup must not arrive at the same epoch."""
    return secrets.token_urlsafe(9)


def check_session(session: str) -> None:
    if not _SESSION.match(session):
        raise ValueError("a session id is 22 characters of base64url")


def too_large(entry: NewEntry) -> Refused | None:
    return Refused("too_large") if entry.size > ENTRY_LIMIT else None
