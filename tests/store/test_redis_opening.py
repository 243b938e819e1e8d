"""Which Redis the store opens, which it refuses, and in what words."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from redis.asyncio import Redis

from talkingpiece.store import StoreFault
from talkingpiece.store.redis import RedisStore
from tests.servers import free_port, start_redis
from tests.store.meeting import MONDAY, begin


async def test_a_redis_that_throws_sessions_away_is_refused(redis_url: str, admin: Redis) -> None:
    await admin.config_set("maxmemory-policy", "allkeys-lru")
    try:
        with pytest.raises(StoreFault, match="maxmemory-policy to noeviction"):
            await RedisStore(redis_url).open()
    finally:
        await admin.config_set("maxmemory-policy", "noeviction")


async def test_a_redis_that_keeps_no_log_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    server = await asyncio.to_thread(start_redis, tmp_path, appendonly="no", requirepass="secret")
    try:
        with caplog.at_level(logging.WARNING):
            async with RedisStore(server.url.replace("//", "//:secret@")) as store:
                await begin(store)
                await store.erase(MONDAY)
        assert "appendonly off" in caplog.text
        assert "secret" not in caplog.text
        for password in ("", ":wrong-one@"):
            with pytest.raises(StoreFault, match="does not accept") as told:
                await RedisStore(server.url.replace("//", "//" + password)).open()
            assert "wrong-one" not in str(told.value)
    finally:
        server.stop()


async def test_a_redis_that_is_not_there_is_named() -> None:
    port = free_port()
    with pytest.raises(StoreFault, match=f"127.0.0.1:{port} cannot be reached"):
        await RedisStore(f"redis://:secret@127.0.0.1:{port}/0").open()
