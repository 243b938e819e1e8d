"""Which files the SQLite store opens, which it refuses and in what words, and how it keeps its own."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from talkingpiece.store import StoreFault
from talkingpiece.store.sqlite import SqliteStore
from talkingpiece.store.sqlite_file import SCHEMA, open_writer
from tests.store.meeting import begin


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def content(path: Path) -> bytes:
    return path.read_bytes()


def fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def files_beside(path: Path) -> list[Path]:
    return list(path.parent.iterdir())


async def refused_at_open(path: Path) -> str:
    with pytest.raises(StoreFault) as told:
        await SqliteStore(path).open()
    assert path.name in str(told.value)
    return str(told.value)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    diary = b"Dear diary, " * 500
    fill(path, diary)
    assert "restore a backup" in await refused_at_open(path)
    assert content(path) == diary


async def test_a_damaged_file_is_refused(path: Path) -> None:
    async with SqliteStore(path) as store:
        led = await begin(store)
        for seq in range(2, 60):
            await led.add(f"step {seq}", seq - 1, {f"text {seq}": b"x" * 900})
    whole = bytearray(content(path))
    assert len(whole) > 60_000
    whole[20_000:30_000] = random.Random(1).randbytes(10_000)
    fill(path, bytes(whole))
    assert "damaged" in await refused_at_open(path)


async def test_a_newer_schema_is_refused(path: Path) -> None:
    async with SqliteStore(path):
        pass
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    other.close()
    assert "newer Talking Piece" in await refused_at_open(path)


async def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = content(path)
    assert "another program" in await refused_at_open(path)
    assert content(path) == before


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    fill(tmp_path / "file", b"not a folder")
    with pytest.raises(StoreFault, match="cannot be opened"):
        await SqliteStore(tmp_path / "file" / "store.db").open()


async def test_a_new_store_makes_its_folder_and_is_read_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "data" / "here" / "store.db"
    async with SqliteStore(path) as store:
        await begin(store)
        modes = {file.name: file.stat().st_mode & 0o777 for file in files_beside(path)}
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}


def test_commits_are_flushed_and_deleted_is_zeroed(path: Path) -> None:
    connection = open_writer(path, 1)
    settings = ("journal_mode", "synchronous", "secure_delete", "page_size")
    assert [connection.execute(f"PRAGMA {one}").fetchone()[0] for one in settings] == ["wal", 2, 1, 1024]
    connection.close()
