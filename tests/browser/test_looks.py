"""Real screens, looked at by axe and by a ruler: no faults, nothing that must be scrolled sideways."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser import box
from tests.browser.beats import Beats
from tests.browser.circle import Circle, Someone
from tests.browser.moves import all_see, back_at_once, into_pairs, let_them_talk, onward

pytestmark = pytest.mark.browser

STOP = "Please let us stop: I cannot say this aloud."
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
    await scene.join("Dov")
    await scene.comes_by_the_code("Chi")  # no link vouches for the keys on this screen
    wall = await scene.page("wall", scene.opened["wall_url"], {"width": 1280, "height": 720})
    await wall.sees("Join at")
    for someone, what in ((ana, "console before"), (small, "panel before"), (wall, "wall before")):
        await is_sound(someone, what)
    await ana.press("Open the circle")
    await scene.everyone_sees("Arrive")
    everything = ((small, "panel"), (ana, "console"), (wall, "wall"))
    for title in STEPS:
        await reach(title, ana, scene)
        await are_sound(everything, title)
    await small.press("Raise a concern")
    await is_sound(small, "writing a concern")


STEPS = (
    "How we want to be here", "Remember a small help", "Who is here, and what helped",
    "pairs: asked", "pairs: planned", "pairs: talking", "pairs: back",
    "What would make it easier here?", "What is hard to say here", "words called", "cards", "Before we part",
)  # fmt: skip


async def are_sound(everything: Iterable[tuple[Someone, str]], title: str) -> None:
    for someone, what in everything:
        await is_sound(someone, f"{what}: {title}")


async def reach(title: str, ana: Someone, scene: Circle) -> None:
    match title:
        case "pairs: asked":
            await into_pairs(ana, scene)
        case "pairs: planned":
            await asyncio.gather(*(one.press("I am here") for one in scene.panels))
            await expect(ana.page.get_by_role("heading", name="The plan")).to_be_visible()
        case "pairs: talking":
            await let_them_talk(ana)
        case "pairs: back":
            await back_at_once(ana)
        case "words called":
            await box.calls_a_number(ana, 7)
            await box.words_shown(scene.panels)
            await is_sound(scene.people["Chi"], title)
            for someone in scene.panels:
                await someone.press("They agree")
        case "cards":
            await cards_lie_in_the_middle(ana, scene)
        case "Before we part":
            await onward(ana, "One small step", scene)
            await onward(ana, title, scene)
        case _:
            await onward(ana, title, scene)
    if title == STEPS[0]:
        await asyncio.gather(*(one.press("I can keep to this") for one in scene.panels))
        await all_see(scene.panels, "Everyone can keep to this.")


async def cards_lie_in_the_middle(ana: Someone, scene: Circle) -> None:
    """One asks to stop, and lies in the hand of whoever leads; one says more; somebody asked to slow down."""
    beats, chi, dov = Beats.of(scene), scene.people["Chi"], scene.people["Dov"]
    await beats.beat(4)
    await box.raises(chi, STOP, to="All of us", weight="Please stop")
    await box.raises(dov, "A lighter thing", to="All of us")
    await box.taps(dov, "Please slow down")
    await beats.opening()
    await all_see(scene.panels, STOP)
    await box.says_me_too(dov, STOP)
    await ana.press("Take it up")
    await ana.page.get_by_label("Your answer on the card").fill("We stop here.")
    await ana.press("Answer on the card")
    await box.holds_by_key(chi, STOP, "Add words")
    await chi.page.get_by_label("Your further words").fill("Thank you.")
    await is_sound(chi, "further words")
    await chi.press("Back, keep my words")
    await beats.beat()
    await all_see(scene.panels, "We stop here.")


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
