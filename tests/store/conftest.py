"""The three stores, each fresh for every test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from talkingpiece.store import Store, open_store
from talkingpiece.store.sqlite import SqliteStore
from tests.servers import RedisServer, start_redis

BACKENDS = ("memory", "sqlite", "redis")


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    with Redis.from_url(redis_server.url) as client:
        client.flushdb()
    return redis_server.url


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def unopened(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], Store]:
    """Another store on the same data each time (on its own data, for memory): another process, as it were."""
    if backend == "memory":
        return lambda: open_store("memory://")
    if backend == "sqlite":
        return lambda: SqliteStore(tmp_path / "store.db", look_s=0.01)
    url: str = request.getfixturevalue("redis_url")
    return lambda: open_store(url)


@pytest.fixture
async def store(unopened: Callable[[], Store]) -> AsyncIterator[Store]:
    """An open store of each backend in turn."""
    async with unopened() as opened:
        yield opened


@pytest.fixture
async def admin(redis_url: str) -> AsyncIterator[AsyncRedis]:
    """Whoever runs the Redis, with every right on it."""
    async with AsyncRedis.from_url(redis_url) as client:
        yield client
