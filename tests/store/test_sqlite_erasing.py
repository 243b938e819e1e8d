"""Erased means: not in the SQLite file, not in its write-ahead log, not in a corner of a page."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from talkingpiece.store import NewEntry, Ok
from talkingpiece.store.sqlite import SqliteStore
from tests.store.meeting import FRIDAY, MONDAY, begin, entry

SEED = 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with SqliteStore(path, busy_ms=1) as opened:
        yield opened


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*") if "shm" not in file.name)


async def test_an_erased_text_is_in_no_file_any_more(store: SqliteStore, path: Path) -> None:
    led = await begin(store)
    await led.add("words", 1, {"mine": b"I felt left out on Tuesday", "yours": b"Tuesday was a good day"})
    assert b"left out" in on_disk(path), "else this test proves nothing"
    await store.erase_records(MONDAY, ["mine"])
    assert b"left out" not in on_disk(path)
    assert b"a good day" in on_disk(path)


async def test_nothing_of_an_erased_session_is_in_any_file(store: SqliteStore, path: Path) -> None:
    led = await begin(store)
    await begin(store, FRIDAY)
    told = NewEntry("told", b"hash", b"what happened", {"text": b"what was said"})
    assert await store.append(MONDAY, led.epoch, led.fence, 1, told) == Ok(2)
    await store.snapshot(MONDAY, led.epoch, 2, "b1", b"how it stood")
    words = (b"what happened", b"what was said", b"how it stood", MONDAY.encode())
    assert all(one in on_disk(path) for one in words), "else this test proves nothing"
    await store.erase(MONDAY)
    assert not [one for one in words if one in on_disk(path)]
    assert FRIDAY.encode() in on_disk(path)


async def test_no_copy_stays_behind_where_pages_were_split_and_joined(store: SqliteStore, path: Path) -> None:
    # Texts of many lengths, for which SQLite moves cells about. With this seed, two copies stayed without the padding.
    dice = random.Random(SEED)
    led = await begin(store)
    texts: dict[str, bytes] = {}
    for seq in range(1, 200):
        new = {dice.randbytes(8).hex(): dice.randbytes(dice.choice((16, 20, 100, 300, 1500))) for _ in range(10)}
        assert await led.add(f"step {seq}", seq, new) == Ok(seq + 1)
        texts |= new
    erased = dice.sample(sorted(texts), len(texts) // 2)
    await store.erase_records(MONDAY, erased)
    raw = on_disk(path)
    kept = texts.keys() - set(erased)
    assert all(texts[name][:16] in raw for name in kept), "else this test proves nothing"
    assert not [name for name in erased if texts[name][:16] in raw or texts[name][-16:] in raw]


async def test_while_another_program_reads_the_scrubbing_is_owed_and_then_done(
    store: SqliteStore, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    led = await begin(store)
    await led.add("words", 1, {"mine": b"I felt left out on Tuesday"})
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM records").fetchone()
    await store.erase_records(MONDAY, ["mine"])
    assert await store.records(MONDAY) == {}
    assert b"left out" in on_disk(path), "the other program's view holds it there"
    assert "store.db-wal" in caplog.text
    other.execute("ROLLBACK")
    other.close()
    await store.append(MONDAY, led.epoch, led.fence, 2, entry("next"))
    assert b"left out" not in on_disk(path)
