"""Where sessions are kept. A URL picks the backend, and only that backend's libraries are loaded."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from talkingpiece.store.base import (
    ENTRY_LIMIT,
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
)

__all__ = [
    "ENTRY_LIMIT",
    "AliasTaken",
    "AppendOutcome",
    "ClaimOutcome",
    "Claimed",
    "Conflict",
    "CreateOutcome",
    "Created",
    "Duplicate",
    "Entry",
    "Gone",
    "Held",
    "NewEntry",
    "Ok",
    "Refused",
    "Slice",
    "Snapshot",
    "Store",
    "StoreFault",
    "Unknown",
    "WrongEpoch",
    "open_store",
]

_FORMS = "memory://, sqlite:///file.db, sqlite:////full/path/file.db or redis://host:6379/0"


def open_store(url: str) -> Store:
    """The store a URL names, not yet opened: `async with open_store(url) as store`, or `await store.open()`.

    Raises `StoreFault` for a URL no backend is known for. The URL is not repeated in it: it may hold a
    password.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "memory":
        from talkingpiece.store.memory import MemoryStore

        return MemoryStore()
    if scheme == "sqlite":
        from talkingpiece.store.sqlite import SqliteStore

        return SqliteStore(_file(url))
    if scheme in ("redis", "rediss"):
        from talkingpiece.store.redis import RedisStore

        return RedisStore(url)
    raise StoreFault(f"No store is known for this address. It may be {_FORMS}.")


def _file(url: str) -> str:
    parts = urlsplit(url)
    path = unquote(parts.path[1:])
    if parts.netloc or not path or path == ":memory:":
        raise StoreFault(
            "A SQLite store needs a file: sqlite:///file.db from the folder the server runs in, "
            "sqlite:////full/path/file.db from the root. To keep nothing, use memory://."
        )
    return path
