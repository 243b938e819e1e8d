"""Takes the pictures in the README from a real session: a server, a facilitator and eight people in real browsers."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from tests.browser.circle import Circle, Place, Someone
from tests.browser.moves import first_to_see, onward

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PEOPLE = ("Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Hana", "Ivo")


async def a_round(browser: Browser, place: Place) -> tuple[Someone, Someone]:
    """A session in the middle of its round: the console, and the panel of whoever has the piece."""
    scene = Circle(browser, place, await place.open_session())
    ana = await scene.lead("Ana", device_scale_factor=2)
    people = await asyncio.gather(*(scene.knocks(name, device_scale_factor=2) for name in PEOPLE))
    await asyncio.gather(*(someone.sees("Raise a concern") for someone in people))
    await ana.press("Open the circle")
    await onward(ana, "How we want to be here", scene)
    await asyncio.gather(*(someone.press("I can keep to this") for someone in people))
    await onward(ana, "Remember a small help", scene)
    await onward(ana, "Who is here, and what helped", scene)
    for _ in range(2):
        holding = await first_to_see(list(people), "You have the piece")
        await holding.page.locator(".btn.piece").click()
        await expect(holding.page.get_by_role("heading", name="You have the piece")).to_have_count(0)
    return ana, await first_to_see(list(people), "You have the piece")


async def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    place = Place("memory://")
    await place.start()
    try:
        async with async_playwright() as playwright:
            options = ["--no-sandbox"] if os.geteuid() == 0 else []
            found = shutil.which("chromium-headless-shell")
            browser = await playwright.chromium.launch(executable_path=found, args=options)
            console, panel = await a_round(browser, place)
            place.clock.jump(38_000)
            for someone, name in ((panel, "panel"), (console, "console")):
                await someone.page.reload()
                await someone.sees("Who is here, and what helped")
                await someone.page.wait_for_load_state("networkidle")
                await someone.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
            await browser.close()
    finally:
        await place.stop()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
