"""Opening the SQLite file: where it may lie, what must be in it, and what to say when it will not do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from talkingpiece.store.base import RefusedReason, StoreFault

SCHEMA = 1
APPLICATION_ID = 0x74506965  # "tPie": tells our files from other programs' in `file` and in SQLite's own tools

# Deleted means zeroed with secure_delete, with one exception: when SQLite splits or joins pages it copies
# whole cells, and the copy it leaves behind is never zeroed. So what people wrote must not lie in a cell. A
# payload too long for its page keeps at most LOCAL bytes in the cell and the rest on overflow pages, which
# never move and are zeroed when freed. LOCAL bytes of padding before every body push all of it out there;
# small pages keep that cheap.
PAGE = 1024
LOCAL = (PAGE - 12) * 64 // 255 - 23  # the file format's bound for WITHOUT ROWID tables
PAD = bytes(LOCAL)

# WITHOUT ROWID, because a rowid would tell in which order texts came in.
_TABLES = f"""
CREATE TABLE sessions (
    session TEXT PRIMARY KEY, epoch TEXT NOT NULL, head INTEGER NOT NULL, fence INTEGER NOT NULL DEFAULT 0,
    holder TEXT, lease_until_ms INTEGER NOT NULL DEFAULT 0, expires_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX due ON sessions (expires_at_ms);
CREATE TABLE aliases (alias BLOB PRIMARY KEY, session TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX aliases_of ON aliases (session);
CREATE TABLE entries (
    session TEXT NOT NULL, seq INTEGER NOT NULL, command_id TEXT NOT NULL, body_hash BLOB NOT NULL,
    pad BLOB NOT NULL, events BLOB NOT NULL, PRIMARY KEY (session, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX commands ON entries (session, command_id);
CREATE TABLE records (
    session TEXT NOT NULL, id TEXT NOT NULL, pad BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE snapshots (
    session TEXT NOT NULL, build TEXT NOT NULL, seq INTEGER NOT NULL, pad BLOB NOT NULL, blob BLOB NOT NULL,
    PRIMARY KEY (session, build)
) WITHOUT ROWID;
CREATE TABLE heartbeat (beats INTEGER NOT NULL);
INSERT INTO heartbeat VALUES (0);
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA};
"""

_REASONS: dict[int, RefusedReason] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
    sqlite3.SQLITE_TOOBIG: "too_large",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CORRUPT: "disk",
    sqlite3.SQLITE_NOTADB: "disk",
    sqlite3.SQLITE_NOMEM: "full",
}

_WORDS: dict[RefusedReason, str] = {
    "full": "There is no room left for {file}. Free some space on that disk; nothing already kept is lost.",
    "locked": "Another program holds {file}. Close it; the server goes on by itself.",
    "read_only": "{file} cannot be written. Give the server's account the right to do that, in its folder too.",
    "too_large": "What was to be written to {file} is larger than SQLite takes.",
    "disk": "{file} is damaged, or its disk fails. Stop the server, copy the file aside, restore a backup.",
}


def reason_of(fault: BaseException) -> RefusedReason | None:
    """None for what is not the file's or the disk's doing, but a mistake of ours."""
    code = getattr(fault, "sqlite_errorcode", None)
    return None if code is None else _REASONS.get(code & 0xFF)


def fault_of(fault: BaseException, path: Path) -> BaseException:
    """The same in words; a mistake of ours is handed back as it came."""
    reason = reason_of(fault)
    return fault if reason is None else StoreFault(_WORDS[reason].format(file=path))


def open_writer(path: Path, busy_ms: int) -> sqlite3.Connection:
    """The one connection that writes. Makes folder, file (0600) and tables where there are none; raises
    `StoreFault`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made before SQLite does, which would let the group and everybody else read it.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as fault:
        raise StoreFault(f"{path} cannot be opened for writing ({fault}). {_ADVICE_PLACE}") from None
    try:
        _prepare(connection, path, busy_ms)
    except BaseException as fault:
        connection.close()
        words = fault_of(fault, path)
        raise words from (None if words is not fault else fault.__cause__)
    return connection


def open_reader(path: Path, busy_ms: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
    connection.execute("PRAGMA query_only = ON")
    return connection


_ADVICE_PLACE = "Choose a folder the server's account may write to, or give it that right."


def _prepare(connection: sqlite3.Connection, path: Path, busy_ms: int) -> None:
    connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
    _check_ours(connection, path)
    connection.execute(f"PRAGMA page_size = {PAGE}")  # counts only while the file is empty
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreFault(f"{path} lies where SQLite cannot keep a write-ahead log. Choose a folder on a local disk.")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # no text in a temporary file
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _check_ours(connection, path) == 0:  # again: another process may have been quicker
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise StoreFault(f"{path} is damaged ({found}). Stop the server, copy the file aside, and restore a backup.")


def _check_ours(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version, 0 for an empty file. Looks before anything is changed: the file may be somebody
    else's."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not ours and not (empty and version == 0):
        raise StoreFault(f"{path} belongs to another program. Give the store a file of its own.")
    if version > SCHEMA:
        raise StoreFault(
            f"{path} was written by a newer Talking Piece (schema {version}; this one knows {SCHEMA}). "
            "Start that version again, or restore a backup made before the update."
        )
    return version
