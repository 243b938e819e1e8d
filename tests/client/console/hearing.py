"""What a test does with an open console: wait for what it asks for, and read it as axe does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.async_api import Locator, Page

from tests.client.scripted import SEAT_KEY, Scripted

Opener = Callable[..., Awaitable[Page]]

WALL_KEY = "wall-key-000000000000000"
FRAGMENT = f"#f={SEAT_KEY}&name=Ana&w={WALL_KEY}"
WALL = f"#w={WALL_KEY}"
STILL: Any = {"bypass_csp": True, "reduced_motion": "reduce"}  # axe brings a style of its own, and waits for nothing
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
AXE_RUN = """async () => (await axe.run({resultTypes: ['violations'], preload: false})).violations
    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""


async def heard(circle: Scripted, verb: str, count: int = 1) -> list[dict[str, Any]]:
    """The commands of this verb, once that many have come."""
    async with asyncio.timeout(5):
        while len(circle.verbs(verb)) < count:
            await asyncio.sleep(0.01)
    return circle.verbs(verb)


def without_id(command: dict[str, Any]) -> dict[str, Any]:
    assert len(command["id"]) == 22, "every command carries 128 random bits"
    return {name: value for name, value in command.items() if name != "id"}


async def axe(page: Page) -> list[str]:
    """What axe finds in the page as it is. The page was opened as `STILL`, or axe could not measure colours."""
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(AXE_RUN)
    return found


async def has_focus(one: Locator) -> None:
    """The cursor is here. Asked of the document: whether the window itself is in front is the machine's business."""
    for _ in range(100):
        if await one.evaluate("element => element === document.activeElement"):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the focus is not on {one}")


async def all_is_fetched(page: Page) -> None:
    """What a console fetches after its first drawing has come."""
    await page.wait_for_function(
        "performance.getEntriesByType('resource').some(one => one.name.endsWith('sealed/words.js'))"
    )
    await page.wait_for_load_state("networkidle")
