"""Consoles and walls in a real browser, whose own console must stay silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Route

from tests.client.console.hearing import FRAGMENT, Opener
from tests.client.scripted import Scripted

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


@pytest.fixture
async def opened(browser: Browser, circle: Scripted) -> AsyncIterator[Opener]:
    """Open the console or the wall at what `views` say. Ends with: nothing was said on the browser's console."""
    faults: list[str] = []

    def complained(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    contexts = []

    async def open_at(*views: Any, fragment: str = FRAGMENT, **context: Any) -> Page:
        await circle.show(*views)
        contexts.append(await browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context}))
        page: Page = await contexts[-1].new_page()
        page.on("console", complained)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.route("**/qr.svg*", _square)
        await page.goto(circle.url + fragment)
        await page.wait_for_selector(".desk, .wall > main, form")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    assert faults == []


async def _square(route: Route) -> None:
    await route.fulfill(content_type="image/svg+xml", body=SQUARE)
