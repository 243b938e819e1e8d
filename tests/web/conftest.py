"""`place`: one server for tests that do not mind company. `own_place`: one for a test that counts or breaks things."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from talkingpiece.web import serve
from tests.place import Place, serving


@pytest.fixture(scope="session")
async def shared() -> AsyncIterator[Place]:
    async with serving() as place:
        yield place


@pytest.fixture
async def place(shared: Place) -> AsyncIterator[Place]:
    """A running server; whoever came goes at the end of the test."""
    yield shared
    await shared.part()


@pytest.fixture
async def own_place() -> AsyncIterator[Place]:
    """A server with nobody else on it."""
    async with serving() as place:
        yield place


@pytest.fixture(autouse=True)
def nobody_waits_for_goodbyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the test that is about them."""
    monkeypatch.setattr(serve, "GOODBYE_S", 0)
