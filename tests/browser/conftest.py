"""One browser for all scenes, a server for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.circle import Circle, Place


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        found = shutil.which("chromium-headless-shell")
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        running = await playwright.chromium.launch(executable_path=found, args=options)
        yield running
        await running.close()


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    served = Place(f"sqlite:///{tmp_path}/circle.db")
    await served.start()
    yield served
    await served.stop()


@pytest.fixture
async def circle(browser: Browser, place: Place) -> AsyncIterator[Callable[..., Awaitable[Circle]]]:
    """Make a circle: `await circle(led="peers")`. At the end nobody's browser may have complained."""
    made: list[Circle] = []

    async def make(**body: object) -> Circle:
        made.append(Circle(browser, place, await place.open_session(**body)))
        return made[-1]

    yield make
    for one in made:
        await one.close()
        assert one.complaints() == {}
