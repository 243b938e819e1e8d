"""What happens to the Redis store when its memory is full: nothing half written, and a way out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from talkingpiece.store import Claimed, Gone, Ok, Refused, StoreFault
from talkingpiece.store.redis import RedisStore
from tests.store.meeting import FRIDAY, HOUR, MINUTE, MONDAY, NOW, begin, entry


@pytest.fixture
async def store(redis_url: str) -> AsyncIterator[RedisStore]:
    async with RedisStore(redis_url) as opened:
        yield opened


async def test_without_memory_appends_are_refused_and_sessions_can_still_be_erased(
    store: RedisStore, admin: Redis
) -> None:
    led = await begin(store, aliases=(b"code",))
    await admin.config_set("maxmemory", "1mb")
    try:
        assert await led.add("step", 1, {"text": b"x"}) == Refused("full")
        assert await store.create(FRIDAY, entry(), [], NOW + HOUR) == Refused("full")
        with pytest.raises(StoreFault, match="no memory left"):
            await store.ready()
        assert isinstance(await store.claim(MONDAY, "anna's process", MINUTE, NOW), Claimed), "the room lives on"
        assert (await store.read(MONDAY)).head == 1  # type: ignore[union-attr]
        assert await store.records(MONDAY) == {}
        await store.erase_records(MONDAY, ["text"])
        await store.erase(MONDAY)
        assert await store.read(MONDAY) == Gone()
        assert await store.find(b"code") is None
    finally:
        await admin.config_set("maxmemory", "0")


async def test_memory_that_ends_within_an_append_leaves_no_half_of_it(store: RedisStore, admin: Redis) -> None:
    led = await begin(store)
    seq, outcomes = 1, []
    try:
        for spare in range(0, 1_000_000, 50_000):
            used = (await admin.info("memory"))["used_memory"]
            await admin.config_set("maxmemory", str(used + spare))
            texts = {f"{spare}:{number:02}": bytes(20_000) for number in range(20)}
            outcome = await led.add(f"spare {spare}", seq, texts)
            await admin.config_set("maxmemory", "0")
            outcomes.append(type(outcome))
            written = set(await store.records(MONDAY, list(texts)))
            if outcome == Ok(seq + 1):
                seq += 1
                assert written == set(texts)
            else:
                assert outcome == Refused("full")
                assert written == set()
            assert (await store.read(MONDAY, seq)).head == seq  # type: ignore[union-attr]
    finally:
        await admin.config_set("maxmemory", "0")
    assert set(outcomes) == {Ok, Refused}, "else the limit was never met, or always"
