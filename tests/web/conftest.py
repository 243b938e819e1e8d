"""`place`: one server for all tests that do not mind company. `own_place`: one for a test that counts or breaks things."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.place import Place, serving


@pytest.fixture(scope="session")
async def shared() -> AsyncIterator[Place]:
    async with serving() as place:
        yield place


@pytest.fixture
async def place(shared: Place) -> AsyncIterator[Place]:
    """A running server; whoever came goes at the end of the test."""
    shared.clock.soon_ms = 500
    yield shared
    await shared.part()


@pytest.fixture
async def own_place() -> AsyncIterator[Place]:
    """A server with nobody else on it."""
    async with serving() as place:
        yield place
