"""What is asked of the SQLite file. Each function runs within one read transaction: one view of the whole
file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from talkingpiece.store.base import Entry, Gone, Slice, Snapshot
from talkingpiece.store.rules import Standing


def standing(db: sqlite3.Connection, session: str) -> Standing | None:
    row = db.execute(
        "SELECT epoch, head, fence, holder, lease_until_ms FROM sessions WHERE session = ?", (session,)
    ).fetchone()
    return None if row is None else Standing(*row)


def find(db: sqlite3.Connection, alias: bytes) -> str | None:
    row = db.execute("SELECT session FROM aliases WHERE alias = ?", (alias,)).fetchone()
    return None if row is None else str(row[0])


def read(db: sqlite3.Connection, session: str, after_seq: int, limit: int) -> Slice | Gone:
    stands = standing(db, session)
    if stands is None:
        return Gone()
    rows = db.execute(
        "SELECT seq, command_id, body_hash, events FROM entries WHERE session = ? AND seq > ? ORDER BY seq LIMIT ?",
        (session, after_seq, limit),
    ).fetchall()
    return Slice(stands.epoch, stands.head, tuple(Entry(*row) for row in rows))


def records(db: sqlite3.Connection, session: str, ids: Sequence[str] | None) -> dict[str, bytes]:
    if ids is None:
        rows = db.execute("SELECT id, body FROM records WHERE session = ? ORDER BY id", (session,)).fetchall()
        return dict(rows)
    found = {}
    for name in sorted(set(ids)):  # one by one: SQLite bounds how many parameters one statement takes
        row = db.execute("SELECT body FROM records WHERE session = ? AND id = ?", (session, name)).fetchone()
        if row is not None:
            found[name] = row[0]
    return found


def load(db: sqlite3.Connection, session: str, build: str) -> Snapshot | None:
    row = db.execute(
        "SELECT epoch, seq, blob FROM snapshots JOIN sessions USING (session) WHERE session = ? AND build = ?",
        (session, build),
    ).fetchone()
    return None if row is None else Snapshot(*row)


def due(db: sqlite3.Connection, now_ms: int) -> list[str]:
    rows = db.execute("SELECT session FROM sessions WHERE expires_at_ms <= ? ORDER BY session", (now_ms,))
    return [session for (session,) in rows.fetchall()]


def version(db: sqlite3.Connection) -> int:
    """Another number than last time: somebody has written."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])
