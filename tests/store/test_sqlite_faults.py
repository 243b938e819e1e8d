"""What happens to the SQLite store when the disk is full or fails, the file is held, or the process is killed."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

import talkingpiece
from talkingpiece.store import Gone, Ok, Refused, Slice, StoreFault, Unknown
from talkingpiece.store.sqlite import SqliteStore
from talkingpiece.store.sqlite_writer import Writer
from tests.store import appender
from tests.store.meeting import MONDAY, begin, take


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with SqliteStore(path, busy_ms=1, look_s=3600) as opened:
        yield opened


async def on_the_writer(store: SqliteStore, sql: str) -> Any:
    """Changes a setting of the connection that writes, as only a test has reason to."""
    return await store._write("", lambda db: db.execute(sql).fetchone())


async def leave_room_for(store: SqliteStore, pages: int) -> None:
    (used,) = await on_the_writer(store, "PRAGMA page_count")
    await on_the_writer(store, f"PRAGMA max_page_count = {used + pages}")


async def test_on_a_full_disk_the_large_is_refused_and_nothing_of_it_stays(store: SqliteStore) -> None:
    led = await begin(store)
    await leave_room_for(store, 60)
    assert await led.add("large", 1, {"a": b"small", "b": bytes(200_000)}) == Refused("full")
    assert await store.records(MONDAY) == {}
    assert await led.add("small", 1, {"a": b"small"}) == Ok(2)
    await leave_room_for(store, 100_000)
    assert await led.add("large", 2, {"b": bytes(200_000)}) == Ok(3)
    assert await on_the_writer(store, "PRAGMA integrity_check") == ("ok",)


async def test_what_does_not_fit_takes_nobody_else_with_it(store: SqliteStore) -> None:
    sessions = [f"circle-{number:02}_000000000000" for number in range(8)]
    leds = [await begin(store, session) for session in sessions]
    await leave_room_for(store, 80)
    sizes = [200_000 if number == 4 else 10 for number in range(8)]
    outcomes = await asyncio.gather(
        *(led.add("step", 1, {"a": bytes(size)}) for led, size in zip(leds, sizes, strict=True))
    )
    assert outcomes[4] == Refused("full")
    assert outcomes[:4] + outcomes[5:] == [Ok(2)] * 7


async def test_while_another_program_holds_the_file_appends_are_refused(store: SqliteStore, path: Path) -> None:
    led = await begin(store)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert await led.add("step", 1) == Refused("locked")
    with pytest.raises(StoreFault, match=r"Another program holds .*store\.db"):
        await store.ready()
    assert isinstance(await store.read(MONDAY), Slice), "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    await store.ready()
    assert await led.add("step", 1) == Ok(2)


async def test_where_writing_is_not_allowed_appends_are_refused(store: SqliteStore) -> None:
    led = await begin(store)
    await on_the_writer(store, "PRAGMA query_only = ON")
    assert await led.add("step", 1) == Refused("read_only")
    with pytest.raises(StoreFault, match="cannot be written"):
        await store.ready()
    with pytest.raises(StoreFault, match="cannot be written"):
        await store.erase(MONDAY)
    assert isinstance(await store.read(MONDAY), Slice)


async def test_many_callers_share_a_commit(store: SqliteStore) -> None:
    sessions = [f"circle-{number:03}_00000000000" for number in range(100)]
    leds = [await begin(store, session) for session in sessions]
    commits: list[str] = []
    trace = lambda sql: commits.append(sql) if sql == "COMMIT" else None  # noqa: E731
    await store._write("", lambda db: db.set_trace_callback(trace))
    assert await asyncio.gather(*(led.add("step", 1) for led in leds)) == [Ok(2)] * 100
    await store._write("", lambda db: db.set_trace_callback(None))
    assert 1 <= len(commits) < 50


async def test_what_its_caller_no_longer_waits_for_is_written_and_heard(store: SqliteStore) -> None:
    led = await begin(store)
    waiting = asyncio.create_task(take(store.tail(MONDAY, 1), 1))
    caller = asyncio.create_task(led.add("left alone", 1))
    await asyncio.sleep(0)
    caller.cancel()
    assert [one.command_id for one in await waiting] == ["left alone"]
    assert caller.cancelled()


def insert(db: sqlite3.Connection) -> str:
    db.execute("INSERT INTO t VALUES (1)")
    return "written"


def count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM t").fetchone()[0])


def insert_and_fail(db: sqlite3.Connection) -> None:
    insert(db)
    db.execute("SELECT zeroblob(2000000000)").fetchone()


async def test_of_a_step_that_fails_half_way_nothing_stays_and_its_neighbours_do(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE t (x)")
    writer = Writer(connection, path, lambda session: None)
    steps = (insert, insert_and_fail, insert)
    assert await asyncio.gather(*(writer.submit("", step, answers=True, scrubs=False) for step in steps)) == [
        "written",
        Refused("too_large"),
        "written",
    ]
    assert await writer.submit("", count, answers=False, scrubs=False) == 2
    await writer.close()


class FailingDisk(sqlite3.Connection):
    """Reports a failed flush at the next COMMIT, which is then not done."""

    fails = False

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.fails:
            self.fails = False
            fault = sqlite3.OperationalError("disk I/O error")
            fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise fault
        return super().execute(sql, *args)


async def test_a_commit_whose_flush_failed_is_unknown_and_the_next_goes_through(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=FailingDisk)
    connection.execute("CREATE TABLE t (x)")
    writer = Writer(connection, path, lambda session: None)
    connection.fails = True
    assert await writer.submit("", insert, answers=True, scrubs=False) == Unknown("disk")
    assert await writer.submit("", insert, answers=True, scrubs=False) == "written"
    connection.fails = True
    with pytest.raises(StoreFault):
        await writer.submit("", insert, answers=False, scrubs=False)
    await writer.close()


@pytest.mark.parametrize("seed", range(4))
async def test_what_was_acknowledged_survives_a_killed_process(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    acknowledged: list[tuple[str, int, str]] = []
    for life in range(2):
        acknowledged += await asyncio.to_thread(kill_after, path, life, dice.randint(1, 300))
    assert len(acknowledged) > 1
    async with SqliteStore(path) as store:
        assert await on_the_writer(store, "PRAGMA integrity_check") == ("ok",)
        for session in appender.SESSIONS:
            found = await store.read(session, limit=100_000)
            if isinstance(found, Gone):
                assert not [one for one in acknowledged if one[0] == session]
                continue
            log = [(session, one.seq, one.command_id) for one in found.entries]
            assert [seq for _, seq, _ in log] == list(range(1, found.head + 1))
            assert len({command for _, _, command in log}) == len(log)
            assert {one for one in acknowledged if one[0] == session} <= set(log)
            texts = {f"{command}/{which}" for _, seq, command in log if seq > 1 for which in "ab"}
            assert set(await store.records(session)) == texts


def kill_after(path: Path, life: int, count: int) -> list[tuple[str, int, str]]:
    """What the process was told is durable, up to the moment it was killed."""
    roots = (Path(talkingpiece.__file__).parents[1], Path(appender.__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.appender", str(path), str(life)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=roots[1],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))},
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(count)]
    process.kill()
    lines += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    said = [line.split() for line in lines if line.endswith("\n")]
    assert len(said) >= count, "it ended before it was killed"
    return [(session, int(seq), command) for session, seq, command in said]
