"""What happens to the Redis store when the line is cut, the memory is full, or its scripts are forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from talkingpiece.store import Claimed, Duplicate, Ok, Refused, Slice, StoreFault, Unknown
from talkingpiece.store.redis import RedisStore
from tests.servers import RedisServer, free_port, start_redis
from tests.store.cut_line import CutLine, cut_line
from tests.store.meeting import FRIDAY, HOUR, MINUTE, MONDAY, NOW, Led, begin, entry, take, until


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[RedisStore]:
    async with RedisStore(redis_url, look_s=0.05) as opened:
        yield opened


@pytest.fixture
async def line(redis_server: RedisServer, redis_url: str) -> AsyncIterator[CutLine]:
    async with cut_line(redis_server.port) as made:
        yield made


@pytest.fixture
async def far(line: CutLine) -> AsyncIterator[RedisStore]:
    """A store at the other end of the line that can be cut."""
    async with RedisStore(f"redis://127.0.0.1:{line.port}/0") as opened:
        yield opened


async def test_forgotten_scripts_are_brought_again(store: RedisStore, admin: Redis) -> None:
    led = await begin(store)
    await admin.script_flush()
    assert await led.add("step", 1) == Ok(2)
    await admin.script_flush()
    assert await led.add("step", 1) == Duplicate(2, entry("step").body_hash)


async def test_an_answer_that_is_lost_is_unknown_and_the_retry_finds_it_written(far: RedisStore, line: CutLine) -> None:
    led = await begin(far)
    line.cut = "before_answer"
    assert await led.add("step", 1, {"text": b"once"}) == Unknown("connection_lost")
    line.cut = "nowhere"
    assert await led.add("step", 1, {"text": b"once"}) == Duplicate(2, entry("step").body_hash)


async def test_a_request_that_is_lost_is_unknown_and_the_retry_writes_it(far: RedisStore, line: CutLine) -> None:
    led = await begin(far)
    line.cut = "before_request"
    assert await led.add("step", 1) == Unknown("connection_lost")
    line.cut = "nowhere"
    assert await led.add("step", 1) == Ok(2)


async def test_a_creation_whose_answer_is_lost_is_found_by_its_retry(far: RedisStore, line: CutLine) -> None:
    await begin(far, FRIDAY)  # so that a connection is there to be cut
    line.cut = "before_answer"
    assert await far.create(MONDAY, entry(), [b"code"], NOW + HOUR) == Unknown("connection_lost")
    line.cut = "nowhere"
    again = await far.create(MONDAY, entry(), [b"code"], NOW + HOUR)
    assert await far.claim(MONDAY, "anna", MINUTE, NOW) == Claimed(1, again.epoch)  # type: ignore[union-attr]


async def test_while_no_connection_can_be_made_appends_are_certainly_refused(tmp_path: Path) -> None:
    server = await asyncio.to_thread(start_redis, tmp_path)
    try:
        async with RedisStore(server.url) as store:
            led = await begin(store)
            await asyncio.to_thread(server.stop)
            assert await led.add("step", 1) == Refused("unreachable")
            for asking in (store.ready(), store.read(MONDAY), store.claim(MONDAY, "anna", 1, 1)):
                with pytest.raises(StoreFault, match="cannot be reached"):
                    await asking
    finally:
        server.stop()


async def test_a_replica_refuses(store: RedisStore, admin: Redis) -> None:
    led = await begin(store)
    await admin.replicaof("127.0.0.1", str(free_port()))
    try:
        assert await led.add("step", 1) == Refused("read_only")
        with pytest.raises(StoreFault, match="takes no writes"):
            await store.ready()
    finally:
        await admin.replicaof("NO", "ONE")
    assert await led.add("step", 1) == Ok(2)


async def test_a_tail_whose_bell_was_cut_off_still_hears(store: RedisStore, admin: Redis) -> None:
    led = await begin(store)
    tail = store.tail(MONDAY, 0)
    await take(tail, 1)
    for seq in range(2, 6):
        waiting = asyncio.create_task(take(tail, 1))
        await admin.client_kill_filter(_type="pubsub")
        assert await led.add(f"step {seq}", seq - 1) == Ok(seq)
        assert [one.seq for one in await waiting] == [seq]


async def test_what_another_process_prolongs_while_one_looks_is_not_erased(
    store: RedisStore, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(store)
    looked_up = store._call

    async def prolonged_meanwhile(*command: str | int) -> object:
        found = await looked_up(*command)
        assert found == [MONDAY.encode()], "else this test proves nothing"
        await store.keep_until(MONDAY, NOW + 20 * HOUR)
        return found

    monkeypatch.setattr(store, "_call", prolonged_meanwhile)
    assert await store.expire(NOW + 10 * HOUR) == []
    assert isinstance(await store.read(MONDAY), Slice)


async def test_a_cancelled_call_leaves_the_next_one_its_own_answer(store: RedisStore) -> None:
    led = await begin(store)
    for seq in range(2, 12):
        caller = asyncio.create_task(store.read(MONDAY))
        for _ in range(seq - 2):
            await asyncio.sleep(0)
        caller.cancel()
        assert await led.add(f"step {seq}", seq - 1) == Ok(seq)


def files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*.aof"))


async def test_erased_texts_leave_the_append_only_file(redis_server: RedisServer, redis_url: str) -> None:
    words = b"I felt left out \x00\x17\xfe on Tuesday"

    async def gone() -> bool:
        return words not in files(redis_server.folder)

    async with RedisStore(redis_url, rewrite_s=0.01) as store:
        led = await begin(store)
        await led.add("words", 1, {"mine": words, "yours": b"a good day"})
        assert not await gone(), "else this test proves nothing"
        await store.erase_records(MONDAY, ["mine"])
        await until(gone)
        assert await store.records(MONDAY) == {"yours": b"a good day"}


async def test_what_is_erased_last_is_rewritten_when_the_store_closes(redis_url: str, admin: Redis) -> None:
    await admin.config_resetstat()

    async def rewritings() -> int:
        stats = (await admin.info("commandstats")).get("cmdstat_bgrewriteaof", {})
        return int(stats.get("calls", 0)) - int(stats.get("failed_calls", 0))

    async def first_is_over() -> bool:
        return await rewritings() == 1 and not (await admin.info("persistence"))["aof_rewrite_in_progress"]

    async with RedisStore(redis_url, rewrite_s=3600) as store:
        await begin(store)
        await store.erase(MONDAY)
        await until(first_is_over)
        await begin(store, FRIDAY)
        await store.erase(FRIDAY)
        assert await rewritings() == 1, "the next one would be due in an hour"
    assert await rewritings() == 2


async def test_what_was_answered_survives_a_killed_redis(tmp_path: Path) -> None:
    server = await asyncio.to_thread(start_redis, tmp_path, appendfsync="always")
    async with RedisStore(server.url) as store:
        led = await begin(store)
        for seq in range(2, 30):
            assert await led.add(f"step {seq}", seq - 1, {f"text {seq}": b"words"}) == Ok(seq)
        server.process.kill()
        server.process.wait()
    again = await asyncio.to_thread(start_redis, tmp_path, appendfsync="always")
    try:
        async with RedisStore(again.url) as store:
            found = await store.read(MONDAY)
            assert isinstance(found, Slice)
            assert [one.seq for one in found.entries] == list(range(1, 30))
            assert len(await store.records(MONDAY)) == 28
            assert await Led(store, MONDAY, led.epoch, led.fence).add("next", 29) == Ok(30)
    finally:
        again.stop()
