"""What is done to the SQLite file. Each function runs within the writer's transaction: all of it, or
nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from talkingpiece.store.base import (
    AliasTaken,
    AppendOutcome,
    Claimed,
    ClaimOutcome,
    Conflict,
    Created,
    CreateOutcome,
    Duplicate,
    Gone,
    Held,
    NewEntry,
    Ok,
    fresh_epoch,
)
from talkingpiece.store.rules import judge_append, judge_claim
from talkingpiece.store.sqlite_file import PAD
from talkingpiece.store.sqlite_reads import due, find, standing


def create(
    db: sqlite3.Connection, session: str, entry: NewEntry, aliases: Sequence[bytes], expires_at_ms: int
) -> CreateOutcome:
    if stands := standing(db, session):
        again = _written(db, session, entry.command_id)
        same = again is not None and (again.seq, again.body_hash) == (1, entry.body_hash)
        return Created(stands.epoch) if same else Conflict(stands.head)
    if any(find(db, alias) for alias in aliases):
        return AliasTaken()
    epoch = fresh_epoch()
    db.execute(
        "INSERT INTO sessions (session, epoch, head, expires_at_ms) VALUES (?, ?, 0, ?)",
        (session, epoch, expires_at_ms),
    )
    db.executemany("INSERT INTO aliases VALUES (?, ?)", [(alias, session) for alias in set(aliases)])
    _add(db, session, 1, entry)
    return Created(epoch)


def release(db: sqlite3.Connection, session: str, alias: bytes) -> None:
    db.execute("DELETE FROM aliases WHERE alias = ? AND session = ?", (alias, session))


def claim(db: sqlite3.Connection, session: str, holder: str, ttl_ms: int, now_ms: int) -> ClaimOutcome:
    stands = standing(db, session)
    if stands is None:
        return Gone()
    fence = judge_claim(stands, holder, now_ms)
    if isinstance(fence, Held):
        return fence
    db.execute(
        "UPDATE sessions SET fence = ?, holder = ?, lease_until_ms = ? WHERE session = ?",
        (fence, holder, now_ms + ttl_ms, session),
    )
    return Claimed(fence, stands.epoch)


def yield_claim(db: sqlite3.Connection, session: str, fence: int) -> None:
    db.execute("UPDATE sessions SET holder = NULL WHERE session = ? AND fence = ?", (session, fence))


def append(
    db: sqlite3.Connection, session: str, epoch: str, fence: int, expected_seq: int, entry: NewEntry
) -> AppendOutcome:
    stands = standing(db, session)
    if stands is None:
        return Gone()
    written = _written(db, session, entry.command_id)
    if verdict := judge_append(stands, epoch, fence, expected_seq, written):
        return verdict
    _add(db, session, stands.head + 1, entry)
    return Ok(stands.head + 1)


def _written(db: sqlite3.Connection, session: str, command_id: str) -> Duplicate | None:
    row = db.execute(
        "SELECT seq, body_hash FROM entries WHERE session = ? AND command_id = ?", (session, command_id)
    ).fetchone()
    return None if row is None else Duplicate(*row)


def _add(db: sqlite3.Connection, session: str, seq: int, entry: NewEntry) -> None:
    db.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)",
        (session, seq, entry.command_id, entry.body_hash, PAD, entry.events),
    )
    db.executemany(
        "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)",
        [(session, name, PAD, body) for name, body in sorted(entry.records.items())],
    )
    db.execute("UPDATE sessions SET head = ? WHERE session = ?", (seq, session))


def erase_records(db: sqlite3.Connection, session: str, ids: Sequence[str]) -> None:
    db.executemany("DELETE FROM records WHERE session = ? AND id = ?", [(session, name) for name in ids])
    db.execute("DELETE FROM snapshots WHERE session = ?", (session,))


def snapshot(db: sqlite3.Connection, session: str, epoch: str, seq: int, build: str, blob: bytes) -> bool:
    stands = standing(db, session)
    if stands is None or stands.epoch != epoch or seq > stands.head:
        return False
    changed = db.execute(
        "INSERT INTO snapshots VALUES (?, ?, ?, ?, ?) ON CONFLICT (session, build) "
        "DO UPDATE SET seq = excluded.seq, blob = excluded.blob WHERE excluded.seq > seq",
        (session, build, seq, PAD, blob),
    )
    return changed.rowcount == 1


def keep_until(db: sqlite3.Connection, session: str, expires_at_ms: int) -> bool:
    changed = db.execute("UPDATE sessions SET expires_at_ms = ? WHERE session = ?", (expires_at_ms, session))
    return changed.rowcount == 1


def erase(db: sqlite3.Connection, session: str) -> None:
    for table in ("aliases", "entries", "records", "snapshots", "sessions"):
        db.execute(f"DELETE FROM {table} WHERE session = ?", (session,))


def expire(db: sqlite3.Connection, now_ms: int) -> list[str]:
    sessions = due(db, now_ms)
    for session in sessions:
        erase(db, session)
    return sessions


def new_epoch(db: sqlite3.Connection, session: str) -> str | Gone:
    epoch = fresh_epoch()
    changed = db.execute("UPDATE sessions SET epoch = ?, holder = NULL WHERE session = ?", (epoch, session))
    db.execute("DELETE FROM snapshots WHERE session = ?", (session,))
    return epoch if changed.rowcount == 1 else Gone()


def beat(db: sqlite3.Connection) -> None:
    """A real write, flushed like any other: only that finds out about a full or failing disk."""
    db.execute("UPDATE heartbeat SET beats = beats + 1")
