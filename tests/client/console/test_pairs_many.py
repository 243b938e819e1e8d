"""Three hundred people: who needs somebody comes first, the rest is found by name, and a drawing stays cheap."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.console.hearing import Opener, heard
from tests.client.console.views import at_the_round, pair, pairing, roster
from tests.client.scripted import Scripted, now_ms, person

pytestmark = pytest.mark.browser

PEOPLE = 300
ALL = range(PEOPLE // 2)
NAMES = tuple(f"Person {i}" for i in range(PEOPLE))


def name(i: int) -> str:
    return "Noémi" if i == 141 else NAMES[i]


def crowd(phase: str = "talking", **more: Any) -> tuple[Any, ...]:
    """150 pairs: the eighth calls, the twenty-first has lost a line, the ninety-first is kept by hand."""
    given: dict[int, dict[str, Any]] = {7: {"call": "asked"}, 90: {"locked": True}}
    link = {"room_link": "https://call.example/1"}
    groups = [pair(i + 1, name(2 * i), name(2 * i + 1), **{**link, "where": "moving", **given.get(i, {})}) for i in ALL]
    people = tuple(person(name(i), line="lost" if i == 40 else "ok") for i in range(PEOPLE))
    lost = {NAMES[40].lower(): now_ms() - 2_000}
    board = pairing(*groups, phase=phase, **more)
    return (*at_the_round(phase), roster(3, people=people, lost=lost), board)


async def test_of_many_pairs_those_that_need_somebody_are_drawn(opened: Opener) -> None:
    page = await opened(*crowd())
    rooms = page.locator(".pair .row > :first-child")
    assert await rooms.all_inner_texts() == ["Room 8", "Room 21"]
    await expect(page.locator(".glance")).to_contain_text("150 pairs talk, 1 calls you.")
    await expect(page.get_by_label("Need somebody")).to_be_checked()


async def test_as_many_as_fit_are_drawn_and_all_when_one_asks(opened: Opener) -> None:
    page = await opened(*crowd())
    await page.locator(".finding label", has_text="All").click()
    await expect(page.locator(".pair:not(.drop)")).to_have_count(24)
    await expect(page.locator(".plan")).to_contain_text("126 more are not drawn.")
    await page.get_by_role("button", name="Show all").click()
    await expect(page.locator(".pair:not(.drop)")).to_have_count(150)
    await page.locator(".finding label", has_text="Kept").click()
    await expect(page.locator(".pair:not(.drop)")).to_have_count(1)
    await expect(page.locator(".pair").first).to_contain_text("Room 91")


async def test_somebody_is_found_by_name_without_accents_or_by_room(opened: Opener) -> None:
    page = await opened(*crowd())
    await page.locator("#find").fill("noe")
    await expect(page.locator(".pair:not(.drop)")).to_have_count(1)
    await expect(page.locator(".pair").first).to_contain_text("Noémi")
    await page.locator("#find").fill("150")  # a person's, and a room's
    await expect(page.locator(".pair .row > :first-child")).to_have_text(["Room 76", "Room 150"])


async def test_a_menu_finds_where_to_among_many(opened: Opener, circle: Scripted) -> None:
    page = await opened(*crowd())
    await page.locator("[data-seat='person 14']").click()
    find = page.locator(".menu[open]").get_by_label("Find a person or room")
    await find.fill("noemi")
    await page.get_by_role("button", name="With Person 140 and Noémi").click()
    move = (await heard(circle, "move_person"))[0]
    assert (move["seat"], move["was"], move["to"]) == ("person 14", 7, 70)


async def test_what_is_refused_shows_the_pair_it_is_about_whatever_one_looks_for(
    opened: Opener, circle: Scripted
) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="keep_apart", message="A rule of yours.")
    page = await opened(*crowd())
    await page.locator("[data-seat='person 14']").click()
    await page.locator(".menu[open]").get_by_label("Find a person or room").fill("noemi")
    await page.get_by_role("button", name="With Person 140 and Noémi").click()
    asked = page.locator(".pair", has_text="Room 71").locator("#keep-apart")
    await expect(asked).to_contain_text("keeps Person 14 apart from Person 140 or Noémi.")


async def test_a_long_list_of_the_silent_is_counted_and_unfolds(opened: Opener) -> None:
    page = await opened(*crowd(apart=NAMES[200:240], unasked=NAMES[200:240]))
    without = page.get_by_role("region", name="Without a pair")
    await expect(without.locator("li")).to_have_count(12)
    await without.get_by_role("button", name="Show all 40").click()
    await expect(without.locator("li")).to_have_count(40)


async def test_a_name_that_is_lifted_keeps_every_pair_in_its_place(opened: Opener, circle: Scripted) -> None:
    page = await opened(*crowd())
    rooms = page.locator(".pair .row > :first-child")
    await page.locator("[data-seat='person 14']").click()
    groups = [pair(i + 1, name(2 * i), name(2 * i + 1), call="asked" if i in (3, 7) else "no") for i in ALL]
    await circle.show(pairing(*groups))
    await expect(rooms).to_have_count(3)
    assert await rooms.all_inner_texts() == ["Room 8", "Room 21", "Room 4"]
    await page.keyboard.press("Escape")
    await expect(rooms.first).to_have_text("Room 4")


async def test_a_view_of_three_hundred_is_drawn_in_a_few_frames(opened: Opener, circle: Scripted) -> None:
    """Measured as script time for each view; a whole board of cards that nobody asked for takes many times as long."""
    page = await opened(*crowd())
    await page.locator(".finding label", has_text="All").click()
    await expect(page.locator(".pair:not(.drop)")).to_have_count(24)
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")

    async def script_ms() -> float:
        metrics = (await session.send("Performance.getMetrics"))["metrics"]
        return next(1000 * one["value"] for one in metrics if one["name"] == "ScriptDuration")

    before, views = await script_ms(), 10
    for i in range(views):
        await circle.show(crowd(undo=True, told=())[-1], at_the_round("talking", draw=i + 2)[0])
        await expect(page.locator(".glance")).to_contain_text("150 pairs talk")
    assert (await script_ms() - before) / views < 80
    assert await page.locator(".menu .btn").count() < 100, "menus of hundreds are made when they open"


async def test_of_many_who_have_not_answered_one_is_found_by_name(opened: Opener, circle: Scripted) -> None:
    gathering = pairing(phase="gathering", draw=0, unasked=(*NAMES[:140], "Noémi"))
    page = await opened(*at_the_round("gathering", draw=0, answered=159, of=300), gathering)
    await expect(page.locator(".board-list > li")).to_have_count(12)
    await page.locator("#find").fill("noemi")
    await expect(page.locator(".board-list > li")).to_have_count(1)
    await page.get_by_role("button", name="Count in Noémi").click()
    assert (await heard(circle, "count_in"))[0]["seat"] == "noémi"


async def test_when_nobody_needs_anybody_it_says_so(opened: Opener, circle: Scripted) -> None:
    page = await opened(*crowd()[:-1], pairing(*(pair(i + 1, f"A{i}", f"B{i}") for i in ALL)))
    await expect(page.locator(".plan")).to_contain_text("Nobody needs you just now.")
    await page.locator("#find").fill("zzz")
    await expect(page.locator(".plan")).to_contain_text("No pair is found like this.")
