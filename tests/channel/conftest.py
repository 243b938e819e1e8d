"""The three stores for storms, and time that does not have to be waited for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from talkingpiece import hold
from talkingpiece.channel import rhythm
from tests.channel.kept import InMemory, InRedis, InSqlite, Kept
from tests.channel.schedules import WINDOW
from tests.servers import RedisServer, start_redis


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Openings are close together, and nobody waits between two tries of an append."""
    monkeypatch.setattr(rhythm, "WINDOW", WINDOW)
    monkeypatch.setattr(hold, "FIRST_WAIT_S", 0)


@pytest.fixture
async def kept(request: pytest.FixtureRequest, quick: None, tmp_path: Path) -> AsyncIterator[Kept]:
    """The store that a test asks for by its name, open and empty; memory when it asks for none."""
    name = getattr(request, "param", "memory")
    made: Kept = InMemory() if name == "memory" else InSqlite(tmp_path)
    if name == "redis":
        made = InRedis(request.getfixturevalue("redis_server").url)
    await made.open()
    yield made
    await made.close()
