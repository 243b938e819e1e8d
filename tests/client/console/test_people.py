"""Who is at the door, who is here, who is with whom."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from talkingpiece import parts
from tests.client.console.hearing import Opener, has_focus, heard, without_id
from tests.client.console.views import PAIRS, in_step, pairing, pairs_at, roster
from tests.client.scripted import Scripted, now_ms, person

pytestmark = pytest.mark.browser


async def test_who_knocks_is_let_in_or_not_now(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    knocks = (parts.Knocking(seat="ida", name="Ida"), parts.Knocking(seat="ben-2", name="Ben"))
    await circle.show(roster(1, knocks=knocks))
    await expect(page.get_by_role("status")).to_have_text("Ida is at the door.")
    await page.get_by_role("button", name="Let in Ida").click()
    await page.get_by_role("button", name="Not now for Ben").click()
    assert without_id((await heard(circle, "admit"))[0]) == {"type": "admit", "seat": "ida"}
    assert without_id((await heard(circle, "decline"))[0]) == {"type": "decline", "seat": "ben-2"}
    await circle.show(roster(1))
    await expect(page.get_by_role("heading", name="At the door")).to_have_count(0)


async def test_in_one_column_the_top_names_who_waits_below(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1), viewport={"width": 768, "height": 900})
    await circle.show(roster(1, knocks=(parts.Knocking(seat="ida", name="Ida"),)))
    await page.get_by_role("button", name="At the door: 1").click()
    await expect(page.get_by_role("button", name="Let in Ida")).to_be_in_viewport()


async def test_hands_stand_in_order_and_a_lost_line_is_dated(opened: Opener) -> None:
    people = (person("Ben", hand=2), person("Chi", hand=1), person("Dov", line="lost"))
    page = await opened(*in_step(1), roster(1, people=people, lost={"dov": now_ms() - 20_000}))
    side = page.get_by_role("complementary", name="People and signals")
    await expect(side).to_contain_text("Hands, in order: Chi and Ben")
    await expect(side).to_contain_text(re.compile(r"Dov\s+line lost 0:2\d ago"))
    await expect(side).to_contain_text("A wall")


async def test_of_two_hundred_people_only_those_who_need_someone_are_listed(opened: Opener) -> None:
    people = tuple(person(f"P{i}", line="lost" if i == 7 else "ok") for i in range(200))
    page = await opened(*in_step(1), roster(1, people=people, lost={"p7": now_ms()}))
    await expect(page.locator(".side .people > li:visible").filter(has_text="P7")).to_have_count(1)
    await expect(page.locator(".side .people > li:visible").filter(has_text="P8")).to_have_count(0)


async def test_a_person_is_moved_by_keyboard_and_keeps_the_focus(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.locator("[data-seat=ben]").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await has_focus(page.get_by_role("button", name="With Dov and Eli"))
    await page.keyboard.press("Enter")
    assert without_id((await heard(circle, "move_person"))[0]) == {"type": "move_person", "seat": "ben", "to": 1}
    await circle.show(pairing(("Fay",), ("Dov", "Eli", "Ben"), ("Chi", "Gus")))
    moved = page.locator(".pair:has([data-seat=eli]) [data-seat=ben]")
    await has_focus(moved)
    await expect(page.get_by_role("status")).to_have_text("Ben is with Dov and Eli now.")
    await expect(page.locator(".pair.needs")).to_contain_text("Waits for company")


async def test_a_name_is_dragged_onto_a_pair_and_back_by_undo(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.locator("[data-seat=gus]").drag_to(page.locator(".pair:has([data-seat=dov])"))
    assert (await heard(circle, "move_person"))[0]["to"] == 1
    await circle.show(pairing(("Ben", "Fay"), ("Dov", "Eli", "Gus"), ("Chi",)))
    await page.get_by_role("button", name="Undo").click()
    assert without_id((await heard(circle, "move_person", 2))[1]) == {"type": "move_person", "seat": "gus", "to": 2}


async def test_a_new_pair_takes_the_free_room(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(("Ben", "Fay"), (), ("Chi", "Gus")))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="Into a new pair").click()
    assert (await heard(circle, "move_person"))[0]["to"] == 1


async def test_escape_puts_a_menu_away_without_a_move(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    name = page.locator("[data-seat=ben]")
    await name.click()
    await page.get_by_role("button", name="With Dov and Eli").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="With Dov and Eli")).to_be_hidden()
    await has_focus(name)
    assert circle.said == []


async def test_a_new_draw_is_asked_once_because_it_parts_people(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS, draw=4))
    await page.get_by_role("button", name="Draw all again").click()
    await expect(page.get_by_text("All who talk now get new company.")).to_be_visible()
    assert circle.verbs("draw_again") == []
    await page.get_by_role("button", name="Draw them").click()
    assert (await heard(circle, "draw_again"))[0]["expecting"] == 4
