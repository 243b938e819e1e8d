"""Real screens, looked at by axe and by a ruler: no faults, nothing that must be scrolled sideways."""

from __future__ import annotations

import pytest
from axe_playwright_python.async_playwright import Axe

from tests.browser.circle import Circle, Someone
from tests.browser.moves import onward

pytestmark = pytest.mark.browser

TAGS = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}


async def is_sound(someone: Someone, what: str) -> None:
    someone.examined = True
    found = await Axe().run(someone.page, options=TAGS)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == [], what
    wide = await someone.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{what} is {wide} px too wide"


async def test_every_screen_of_a_session_is_sound(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana", color_scheme="dark")
    small = await scene.knocks("Ben", {"width": 280, "height": 600}, color_scheme="dark")
    await small.sees("Raise a concern")
    chi, dov = await scene.join("Chi", "Dov")
    wall = await scene.page("wall", scene.opened["wall_url"], {"width": 1280, "height": 720})
    await wall.sees("Join at")
    for someone, what in ((ana, "console before"), (small, "panel before"), (wall, "wall before")):
        await is_sound(someone, what)
    await ana.press("Open the circle")
    await scene.everyone_sees("Arrive")
    steps = ("How we want to be here", "Remember a small help", "Who is here, and what helped",
             "Something you are good at", "What would make it easier here?", "Before we part")  # fmt: skip
    for title in steps:
        await onward(ana, title, scene) if title != "Before we part" else await skip_to_the_end(ana, scene)
        if title == steps[0]:
            for someone in (small, chi, dov):
                await someone.press("I can keep to this")
        await is_sound(small, f"panel: {title}")
        await is_sound(ana, f"console: {title}")
        await is_sound(wall, f"wall: {title}")
    await small.press("Raise a concern")
    await is_sound(small, "writing a concern")


async def skip_to_the_end(ana: Someone, scene: Circle) -> None:
    await onward(ana, "One small step", scene)
    await onward(ana, "Before we part", scene)


async def test_the_home_page_and_error_pages_are_sound(circle) -> None:
    scene: Circle = await circle()
    for at, width in enumerate((320, 1280)):
        home = await scene.page(f"home {width}", scene.place.base, {"width": width, "height": 800})
        await home.sees("Start a circle")
        await is_sound(home, f"home at {width}")
        lost = await scene.page(f"lost {at}", f"{scene.place.base}/nowhere", {"width": width, "height": 800})
        await lost.sees("There is nothing at this address.")
        await is_sound(lost, f"404 at {width}")
        lost.complaints[:] = [text for text in lost.complaints if "404" not in text]
