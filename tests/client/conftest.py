"""One browser, and panels that complain about everything a browser's console would."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.client.scripted import SEAT_KEY, Scripted, Server, serving

# What is said is collected in the page; a region that is emptied says nothing.
LISTEN = """
addEventListener("DOMContentLoaded", () => {
  window.said = [];
  const region = document.getElementById("status");
  new MutationObserver(() => region.textContent && window.said.push(region.textContent))
    .observe(region, {childList: true, characterData: true, subtree: true});
  window.focused = [];
  document.addEventListener("focusin", ({target}) => window.focused.push(target.id || target.tagName));
});
"""

# As in a browser that blocks all site data, and in some meeting clients' frames.
NO_STORAGE = """
for (const name of ["sessionStorage", "localStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("refused", "SecurityError"); }});
History.prototype.replaceState = () => { throw new DOMException("refused", "SecurityError"); };
"""


@dataclass
class Panel:
    """A panel in a page of its own. `complaints` is what its console said; it must stay empty."""

    page: Page
    circle: Scripted
    complaints: list[str] = field(default_factory=list)

    async def enter(self) -> None:
        """With a seat key, as after a reload, and with what the join link vouched for."""
        await self.page.goto(f"{self.circle.url}#s={SEAT_KEY}&k={self.circle.beats.k}")
        await self.page.wait_for_selector(".foot")

    async def knock(self, name: str = "Chi") -> None:
        await self.page.goto(self.circle.url)
        await self.page.fill("#name", name)
        await self.page.click("text=Take my place")

    async def says(self, text: str) -> None:
        """Wait until this can be read."""
        await self.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=5_000)

    async def transcript(self, until: str) -> list[str]:
        """All that was said aloud, once this was."""
        await self.page.wait_for_function(
            "text => window.said.some(one => one.includes(text))", arg=until, timeout=15_000
        )
        said: list[str] = await self.page.evaluate("window.said")
        return said

    async def title(self, part: str) -> None:
        await self.page.wait_for_function("part => document.title.includes(part)", arg=part, timeout=5_000)


Opened = Callable[..., Awaitable[Panel]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's headless Chromium, else Playwright's own."""
    system = os.environ.get("TALKINGPIECE_TEST_CHROMIUM") or shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
        yield chromium
        await chromium.close()


@pytest.fixture(scope="session")
async def scripts() -> AsyncIterator[Server]:
    async with serving() as server:
        yield server


@pytest.fixture
def circle(scripts: Server) -> Scripted:
    return scripts.circle()


@pytest.fixture
async def open_panel(browser: Browser, circle: Scripted) -> AsyncIterator[Opened]:
    """Opens panels of 320 x 720. Whatever a console complains of fails the test."""
    panels: list[Panel] = []

    async def opened(*, storage: bool = True, width: int = 320, bypass_csp: bool = False) -> Panel:
        context = await browser.new_context(
            viewport={"width": width, "height": 720}, reduced_motion="reduce", bypass_csp=bypass_csp
        )
        page = await context.new_page()
        panel = Panel(page, circle)
        page.on("console", lambda m: panel.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: panel.complaints.append(str(error)))
        await page.add_init_script(LISTEN if storage else LISTEN + NO_STORAGE)
        panels.append(panel)
        return panel

    yield opened
    for panel in panels:
        await panel.page.context.close()
    assert [complaint for panel in panels for complaint in panel.complaints] == []
