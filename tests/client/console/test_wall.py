"""The wall, and what holds for every screen of who leads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import parts
from talkingpiece.core.steps.agree import AgreeTally
from tests.client.console.hearing import STILL, WALL, WALL_KEY, Opener, axe
from tests.client.console.views import BEFORE, PAIRS, card, header, in_step, pairs_at, roster, round_at, tray
from tests.client.scripted import Scripted, board, cards, head, now_ms, tally

pytestmark = pytest.mark.browser


async def test_the_wall_says_hello_with_its_own_key_and_takes_no_input(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment=WALL)
    assert circle.hellos[0] == {"type": "hello", "wall_key": WALL_KEY}
    await expect(page.locator(".ways")).to_contain_text("K7P4 M2XQ")
    assert await page.locator("button, input, textarea, a").count() == 0


async def test_the_wall_shows_the_circle_the_pairs_and_a_card(opened: Opener, circle: Scripted) -> None:
    page = await opened(*round_at("Ben", "Chi"), fragment=WALL)
    await expect(page.locator("main")).to_contain_text("Ben has the piece, then Chi")
    await circle.show(*pairs_at(*PAIRS))
    await expect(page.locator(".plate")).to_have_count(3)
    shown = parts.OpenCard(
        id="one", window=now_ms() // 60_000 - 1, weight="stop", state="open", text="Please stop.", answer=None
    )
    await circle.show(cards(3, ("one",), (shown,)))
    await expect(page.locator("main .card h2")).to_have_text("Please stop.")
    await circle.show(*in_step(4), cards(4, ("one",), (shown,)))
    await expect(page.locator("main")).to_contain_text("What helped you?")
    await expect(page.locator("main .card")).to_have_count(0)
    await circle.show(head("ended", 4, steps=5, ends_at=None))
    await expect(page.locator("main")).to_contain_text("Thank you.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_console(opened: Opener, circle: Scripted, scheme: Any) -> None:
    page = await opened(*BEFORE, roster(), color_scheme=scheme, **STILL)
    found = {"before": await axe(page)}
    agreed = (*in_step(1, "agree"), tally(1, 6, AgreeTally(yes=4, of=6)), tray(card("one", "Slower, please."), step=1))
    for name, views in {
        "agree": agreed,
        "round": round_at("Ben", "Chi"),
        "pairs": pairs_at(*PAIRS, apart=("Ida",)),
    }.items():
        await circle.show(*views)
        await expect(page.locator(".glance h2")).to_have_text(views[0].title)
        found[name] = await axe(page)
    await circle.show(*in_step(4), tray(card("one", "Slower, please."), step=4))
    await page.get_by_role("button", name="Take up").click()
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    found["card and end"] = await axe(page)
    await circle.show(head("ended", 4, steps=5, ends_at=None), header(4, phase="ended"))
    await expect(page.get_by_role("heading", name="The circle is closed.")).to_be_visible()
    found["ended"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


async def test_axe_finds_nothing_on_the_wall(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment=WALL, **STILL)
    found = {"before": await axe(page)}
    await circle.show(*round_at("Ben", "Chi"))
    await expect(page.locator(".seat.holds")).to_be_visible()
    found["round"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [768, 1024, 1280, 1440])
async def test_nothing_is_cut_off_sideways(opened: Opener, width: int) -> None:
    page = await opened(*pairs_at(*PAIRS), viewport={"width": width, "height": 800})
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await expect(page.locator("#onward")).to_be_in_viewport()
