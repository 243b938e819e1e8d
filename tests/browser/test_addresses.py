"""Keys stay out of sight: whatever address is copied from whatever screen, it is a newcomer's entry."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.circle import DESK, PANEL, Circle

pytestmark = pytest.mark.browser

THROWING = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, {get() { throw new DOMException("no storage here", "SecurityError"); }});
Object.defineProperty(document, "cookie", {get() { throw new DOMException("no cookies here", "SecurityError"); }});
"""


async def a_newcomer_with(address: str, circle: Circle, name: str) -> None:
    someone = await circle.page(name, address, DESK)
    await expect(someone.page.get_by_label("What shall we call you?")).to_be_visible()


async def test_every_address_that_can_be_copied_is_a_newcomers_entry_only(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    (ben,) = await scene.join("Ben")
    wall = await scene.page("wall", scene.opened["wall_url"], DESK)
    await wall.sees("A good start")
    premise = [scene.opened["console_url"], scene.opened["wall_url"]]
    assert all("#" in address for address in premise), "the links that were followed did carry keys"

    for at, screen in enumerate((ana, ben, wall)):
        assert screen.page.url == scene.opened["join_url"]
        await a_newcomer_with(screen.page.url, scene, f"copied {at}")


async def test_a_reload_keeps_console_wall_and_seat(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    (ben,) = await scene.join("Ben")
    wall = await scene.page("wall", scene.opened["wall_url"], DESK)
    await wall.sees("A good start")
    for screen, words in ((ana, "Spoken code"), (ben, "Raise a concern"), (wall, "A good start")):
        await screen.page.reload()
        await screen.sees(words)
    await expect(ana.page.locator(".people").get_by_text("Ben", exact=True)).to_have_count(1)


async def test_somebody_whose_browser_refuses_all_storage_comes_in_and_stays_through_a_reload(circle) -> None:
    scene: Circle = await circle()
    await scene.lead("Ana")
    own = await scene.page("Chi", "about:blank", DESK)
    await own.page.add_init_script(THROWING)
    await own.page.goto(scene.opened["join_url"])
    assert await own.page.evaluate("(() => { try { sessionStorage; return false } catch { return true } })()")
    await own.page.get_by_label("What shall we call you?").fill("Chi")
    await own.press("Take my place")
    await own.sees("Raise a concern")
    await own.page.reload()
    await own.sees("Raise a concern")


async def test_the_same_place_opened_twice_belongs_to_the_newer_window(circle) -> None:
    scene: Circle = await circle()
    await scene.lead("Ana")
    (ben,) = await scene.join("Ben")
    kept = await ben.page.evaluate("JSON.stringify(history.state)")
    key = re.search(r"[\w-]{22}\.[\w-]{22}", kept)
    assert key, "the key is kept beside the address, not in it"

    twin = await scene.page("Ben's phone", f"{scene.opened['join_url']}&s={key[0]}", PANEL)
    await twin.sees("Raise a concern")
    await ben.sees("Your place is open in another window now.")
    await ben.press("Take it back here")
    await ben.sees("Raise a concern")
    await twin.sees("Your place is open in another window now.")
    room = next(iter(scene.place.app.house.rooms.values()))
    assert len(room.session.seats) == 1
