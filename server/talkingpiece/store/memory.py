"""Sessions in this process's memory: for tests, rehearsals, and meetings nothing should remain of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace

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
    check_session,
    fresh_epoch,
    too_large,
)
from talkingpiece.store.bell import Bell, follow
from talkingpiece.store.rules import Standing, judge_append, judge_claim


@dataclass(slots=True)
class _Kept:
    standing: Standing
    expires_at_ms: int
    log: list[Entry] = field(default_factory=list)
    commands: dict[str, Duplicate] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)

    def add(self, entry: NewEntry) -> int:
        seq = self.standing.head + 1
        self.log.append(Entry(seq, entry.command_id, entry.body_hash, entry.events))
        self.commands[entry.command_id] = Duplicate(seq, entry.body_hash)
        self.records.update(sorted(entry.records.items()))
        self.standing = replace(self.standing, head=seq)
        return seq


class MemoryStore(Store):
    """No method awaits anything halfway, so each is one step for every other task."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Kept] = {}
        self._aliases: dict[bytes, str] = {}
        self._bell = Bell()
        self._open = False

    async def open(self) -> None:
        self._open = True

    async def close(self) -> None:
        self._open = False
        self._bell.close()

    def _get(self, session: str) -> _Kept | None:
        if not self._open:
            raise StoreFault("The memory store is not open.")
        return self._sessions.get(session)

    async def create(
        self, session: str, entry: NewEntry, aliases: Sequence[bytes], expires_at_ms: int
    ) -> CreateOutcome:
        check_session(session)
        if not self._open:
            return Refused("closed")
        if refused := too_large(entry):
            return refused
        if kept := self._get(session):
            first = kept.log[0]
            same = (first.command_id, first.body_hash) == (entry.command_id, entry.body_hash)
            return Created(kept.standing.epoch) if same else Conflict(kept.standing.head)
        if any(alias in self._aliases for alias in aliases):
            return AliasTaken()
        kept = self._sessions[session] = _Kept(Standing(fresh_epoch(), 0), expires_at_ms)
        kept.add(entry)
        self._aliases.update(dict.fromkeys(aliases, session))
        self._bell.ring(session)
        return Created(kept.standing.epoch)

    async def find(self, alias: bytes) -> str | None:
        self._get("")
        return self._aliases.get(alias)

    async def release(self, session: str, alias: bytes) -> None:
        self._get(session)
        if self._aliases.get(alias) == session:
            del self._aliases[alias]

    async def claim(self, session: str, holder: str, ttl_ms: int, now_ms: int) -> ClaimOutcome:
        kept = self._get(session)
        if kept is None:
            return Gone()
        fence = judge_claim(kept.standing, holder, now_ms)
        if isinstance(fence, Held):
            return fence
        kept.standing = replace(kept.standing, fence=fence, holder=holder, lease_until_ms=now_ms + ttl_ms)
        return Claimed(fence, kept.standing.epoch)

    async def yield_claim(self, session: str, fence: int) -> None:
        kept = self._get(session)
        if kept is not None and kept.standing.fence == fence:
            kept.standing = replace(kept.standing, holder=None)

    async def append(self, session: str, epoch: str, fence: int, expected_seq: int, entry: NewEntry) -> AppendOutcome:
        if not self._open:
            return Refused("closed")
        if refused := too_large(entry):
            return refused
        kept = self._get(session)
        if kept is None:
            return Gone()
        written = kept.commands.get(entry.command_id)
        if verdict := judge_append(kept.standing, epoch, fence, expected_seq, written):
            return verdict
        seq = kept.add(entry)
        self._bell.ring(session)
        return Ok(seq)

    async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone:
        kept = self._get(session)
        if kept is None:
            return Gone()
        return Slice(kept.standing.epoch, kept.standing.head, tuple(kept.log[after_seq : after_seq + limit]))

    def tail(self, session: str, after_seq: int) -> AsyncIterator[Entry]:
        return follow(self, self._bell, session, after_seq)

    async def records(self, session: str, ids: Iterable[str] | None = None) -> dict[str, bytes]:
        kept = self._get(session)
        if kept is None:
            return {}
        wanted = kept.records if ids is None else kept.records.keys() & set(ids)
        return {name: kept.records[name] for name in sorted(wanted)}

    async def erase_records(self, session: str, ids: Iterable[str]) -> None:
        kept = self._get(session)
        if kept is None:
            return
        for name in ids:
            kept.records.pop(name, None)
        kept.snapshots.clear()

    async def snapshot(self, session: str, epoch: str, seq: int, build: str, blob: bytes) -> bool:
        kept = self._get(session)
        if kept is None or kept.standing.epoch != epoch or seq > kept.standing.head:
            return False
        if (older := kept.snapshots.get(build)) and older.seq >= seq:
            return False
        kept.snapshots[build] = Snapshot(epoch, seq, blob)
        return True

    async def load(self, session: str, build: str) -> Snapshot | None:
        kept = self._get(session)
        return kept.snapshots.get(build) if kept else None

    async def keep_until(self, session: str, expires_at_ms: int) -> bool:
        kept = self._get(session)
        if kept is not None:
            kept.expires_at_ms = expires_at_ms
        return kept is not None

    async def erase(self, session: str) -> None:
        if self._get(session) is None:
            return
        del self._sessions[session]
        self._aliases = {alias: owner for alias, owner in self._aliases.items() if owner != session}
        self._bell.ring(session)

    async def expire(self, now_ms: int) -> list[str]:
        self._get("")
        due = sorted(session for session, kept in self._sessions.items() if kept.expires_at_ms <= now_ms)
        for session in due:
            await self.erase(session)
        return due

    async def new_epoch(self, session: str) -> str | Gone:
        kept = self._get(session)
        if kept is None:
            return Gone()
        kept.standing = replace(kept.standing, epoch=fresh_epoch(), holder=None)
        kept.snapshots.clear()
        self._bell.ring(session)
        return kept.standing.epoch

    async def ready(self) -> None:
        self._get("")
