"""One browser for all scenes, a server for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Playwright, async_playwright

from tests.browser import background
from tests.browser.circle import Circle, Place
from tests.browser.company import Company, gathered


@pytest.fixture(scope="session")
async def driver() -> AsyncIterator[Playwright]:
    async with async_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
async def browser(driver: Playwright) -> AsyncIterator[Browser]:
    found = shutil.which("chromium-headless-shell")
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    running = await driver.chromium.launch(executable_path=found, args=options)
    yield running
    await running.close()


@pytest.fixture
async def behind(driver: Playwright, tmp_path: Path) -> AsyncIterator[Page]:
    """A window of a browser of its own, which can be put behind the call: `await hide(behind)`."""
    async with background.window(driver, tmp_path / "profile") as page:
        yield page


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


@pytest.fixture
async def company(place: Place) -> AsyncIterator[Company]:
    """Ana, Chi and Dov, without browsers."""
    async with gathered(place) as those:
        yield those


@pytest.fixture
async def among(browser: Browser, company: Company) -> AsyncIterator[Circle]:
    """The same circle, for people in browsers."""
    scene = Circle(browser, company.place, company.opened)
    yield scene
    await scene.close()
    assert scene.complaints() == {}
