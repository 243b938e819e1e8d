"""A panel behind the call: a browser whose window is minimised, so that it paints nothing and throttles its timers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, Page, Playwright

START_S = 60  # a safety net

#: Playwright tells its own browsers that every page is in front, so this one is started without it. After five minutes
#: out of sight a page's timers may run once a minute only; here after two seconds.
FLAGS = (
    "--remote-debugging-port=0",
    "--no-first-run",
    "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/2",
)
SLOWER = 4  # times: a phone, or a laptop that renders a call beside us


@contextlib.asynccontextmanager
async def window(driver: Playwright, profile: Path) -> AsyncIterator[Page]:
    """The page of a browser that knows whether anybody sees it."""
    found = shutil.which("chromium-headless-shell") or driver.chromium.executable_path
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [found, *FLAGS, f"--user-data-dir={profile}", *root, "about:blank"]
    # A process group of its own: Debian's command is a shell script that starts the browser.
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )
    try:
        browser = await _connected(driver, profile / "DevToolsActivePort")
        yield browser.contexts[0].pages[0]
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the profile is thrown away: nothing to save
        await process.wait()


async def _connected(driver: Playwright, told: Path) -> Browser:
    deadline = asyncio.get_running_loop().time() + START_S
    while not (told.is_file() and len(told.read_text().splitlines()) == 2):
        assert asyncio.get_running_loop().time() < deadline, "the browser did not start"
        await asyncio.sleep(0.02)
    port, path = told.read_text().splitlines()
    return await driver.chromium.connect_over_cdp(f"ws://127.0.0.1:{port}{path}", no_defaults=True)


async def hide(page: Page) -> None:
    """Nobody sees it any more, and its processor has other things to do."""
    line = await page.context.new_cdp_session(page)
    await line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found = await line.send("Browser.getWindowForTarget")
    minimised = {"windowId": found["windowId"], "bounds": {"windowState": "minimized"}}
    await line.send("Browser.setWindowBounds", minimised)
    while await page.evaluate("document.visibilityState") != "hidden":
        await asyncio.sleep(0.02)
