"""Sessions in Redis or Valkey, for more than one server process or machine.

Durable means what the server's own settings mean: with `appendfsync everysec` a power cut may take the last
second, with `always` nothing that was answered. After a failover that may have lost entries, call
`new_epoch`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any, cast

from redis.exceptions import RedisError

from talkingpiece.store import redis_scripts as scripts
from talkingpiece.store.base import (
    AliasTaken,
    AppendOutcome,
    Claimed,
    ClaimOutcome,
    Conflict,
    Created,
    CreateOutcome,
    Duplicate,
    Entry,
    Gone,
    Held,
    NewEntry,
    Ok,
    Refused,
    Slice,
    Snapshot,
    Store,
    StoreFault,
    Unknown,
    WrongEpoch,
    check_session,
    fresh_epoch,
    too_large,
)
from talkingpiece.store.bell import Bell, follow
from talkingpiece.store.redis_link import Link
from talkingpiece.store.redis_scripts import Keys, Script
from talkingpiece.store.redis_watch import Scrubber, end, listen


class RedisStore(Store):
    """`look_s`: how long tails trust a silent bell before they look for themselves. `rewrite_s`: at most so
    often is the append-only file rewritten, which is what takes erased texts off the disk."""

    def __init__(self, url: str, *, look_s: float = 5.0, rewrite_s: float = 30.0) -> None:
        self._link = Link(url)
        self._look_s = look_s
        self._channel = f"{scripts.BELL}:{self._link.database}"
        self._bell = Bell()
        self._scrubber = Scrubber(self._link, rewrite_s)
        self._tasks: list[asyncio.Task[None]] = []
        self._open = False

    async def open(self) -> None:
        try:
            keeps_a_file = await self._link.check()
        except StoreFault:
            await self._link.close()
            raise
        self._open = True
        self._bell = Bell()
        self._tasks = [asyncio.create_task(listen(self._link, self._channel, self._bell, self._look_s))]
        if keeps_a_file:
            self._tasks.append(asyncio.create_task(self._scrubber.work()))

    async def close(self) -> None:
        self._open = False
        self._bell.close()
        await end(self._tasks)
        self._tasks = []
        await self._link.close()

    async def _run(self, script: Script, session: str, *args: str | int | bytes) -> Any:
        if not self._open:
            return Refused("closed")
        return await self._link.run(script, Keys.of(session).all(), session, self._channel, *args)

    async def _ask(self, script: Script, session: str, *args: str | int | bytes) -> Any:
        self._check_open()
        answer = await self._run(script, session, *args)
        if isinstance(answer, Refused | Unknown):
            raise self._link.fault(answer)
        return answer

    def _check_open(self) -> None:
        if not self._open:
            raise StoreFault(f"The store on {self._link.name} is not open.")

    async def _call(self, *command: str | int) -> Any:
        self._check_open()
        try:
            return await cast(Any, self._link.client).execute_command(*command)
        except (RedisError, OSError) as fault:
            raise self._link.fault_of(fault) from None

    async def create(
        self, session: str, entry: NewEntry, aliases: Sequence[bytes], expires_at_ms: int
    ) -> CreateOutcome:
        check_session(session)
        if refused := too_large(entry):
            return refused
        named = [alias.hex() for alias in aliases]
        answer = await self._run(
            scripts.CREATE, session, fresh_epoch(), expires_at_ms, len(named), *named, *_flat(entry)
        )
        match answer:
            case [b"created", epoch]:
                return Created(epoch.decode())
            case [b"conflict", head]:
                return Conflict(int(head))
            case [b"taken"]:
                return AliasTaken()
        assert isinstance(answer, Refused | Unknown)
        return answer

    async def append(self, session: str, epoch: str, fence: int, expected_seq: int, entry: NewEntry) -> AppendOutcome:
        if refused := too_large(entry):
            return refused
        answer = await self._run(scripts.APPEND, session, epoch, fence, expected_seq, *_flat(entry))
        match answer:
            case [b"ok", seq]:
                return Ok(int(seq))
            case [b"duplicate", seq, body_hash]:
                return Duplicate(int(seq), body_hash)
            case [b"conflict", head]:
                return Conflict(int(head))
            case [b"epoch"]:
                return WrongEpoch()
            case [b"gone"]:
                return Gone()
        assert isinstance(answer, Refused | Unknown)
        return answer

    async def find(self, alias: bytes) -> str | None:
        session = await self._call("GET", scripts.ALIAS + alias.hex())
        return None if session is None else session.decode()

    async def release(self, session: str, alias: bytes) -> None:
        await self._ask(scripts.RELEASE, session, alias.hex())

    async def claim(self, session: str, holder: str, ttl_ms: int, now_ms: int) -> ClaimOutcome:
        match await self._ask(scripts.CLAIM, session, holder, now_ms + ttl_ms, now_ms):
            case [b"claimed", fence, epoch]:
                return Claimed(int(fence), epoch.decode())
            case [b"held", other, until_ms]:
                return Held(other.decode(), int(until_ms))
        return Gone()

    async def yield_claim(self, session: str, fence: int) -> None:
        await self._ask(scripts.YIELD, session, fence)

    async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone:
        match await self._ask(scripts.READ, session, after_seq, limit):
            case [b"read", epoch, head, rows]:
                return Slice(epoch.decode(), int(head), tuple(_entry(*row) for row in rows))
        return Gone()

    def tail(self, session: str, after_seq: int) -> AsyncIterator[Entry]:
        return follow(self, self._bell, session, after_seq)

    async def records(self, session: str, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        key = Keys.of(session).records
        if ids is None:
            found = await self._call("HGETALL", key)
            return {name.decode(): found[name] for name in sorted(found)}
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        bodies = await self._call("HMGET", key, *wanted)
        return {name: body for name, body in zip(wanted, bodies, strict=True) if body is not None}

    async def erase_records(self, session: str, ids: Iterable[str]) -> None:
        await self._ask(scripts.ERASE_RECORDS, session, *ids)
        self._scrubber.owed.set()

    async def snapshot(self, session: str, epoch: str, seq: int, build: str, blob: bytes) -> bool:
        answer = await self._ask(scripts.SNAPSHOT, session, epoch, seq, build, blob)
        return bool(answer == [b"kept"])

    async def load(self, session: str, build: str) -> Snapshot | None:
        match await self._ask(scripts.LOAD, session, build):
            case [b"loaded", epoch, seq, blob]:
                return Snapshot(epoch.decode(), int(seq), blob)
        return None

    async def keep_until(self, session: str, expires_at_ms: int) -> bool:
        return bool(await self._ask(scripts.KEEP, session, expires_at_ms) == [b"done"])

    async def erase(self, session: str) -> None:
        await self._ask(scripts.ERASE, session, "")
        self._scrubber.owed.set()

    async def expire(self, now_ms: int) -> list[str]:
        due = await self._call("ZRANGEBYSCORE", scripts.DUE, "-inf", now_ms)
        erased = []
        for session in sorted(name.decode() for name in due):
            # Asked again in the script: another process may have prolonged it since, or been quicker.
            if await self._ask(scripts.ERASE, session, now_ms) == [b"done"]:
                erased.append(session)
                self._scrubber.owed.set()
        return erased

    async def new_epoch(self, session: str) -> str | Gone:
        epoch = fresh_epoch()
        return Gone() if await self._ask(scripts.NEW_EPOCH, session, epoch) == [b"gone"] else epoch

    async def ready(self) -> None:
        await self._call("SET", "tp:ready", "1", "PX", 1000)


def _flat(entry: NewEntry) -> list[str | bytes]:
    parts: list[str | bytes] = [entry.command_id, entry.body_hash, entry.events]
    for name, body in sorted(entry.records.items()):
        parts += [name, body]
    return parts


def _entry(key: bytes, fields: list[bytes]) -> Entry:
    _, command_id, _, body_hash, _, events = fields
    return Entry(int(key.partition(b"-")[2]), command_id.decode(), body_hash, events)
