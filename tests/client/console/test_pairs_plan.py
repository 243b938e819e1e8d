"""The plan, and people moved by hand: by drag, by menu, by keyboard, against a rule only when said twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.console.hearing import Opener, has_focus, heard, without_id
from tests.client.console.views import PAIRS, at_the_round, pair, pairing, pairs_at
from tests.client.scripted import Scripted

pytestmark = pytest.mark.browser


def planned(*groups: Any, **more: Any) -> tuple[Any, ...]:
    return (*at_the_round("planned"), pairing(*groups, **{"phase": "planned", **more}))


async def test_the_plan_is_for_those_who_lead_and_says_how_it_keeps_its_promise(opened: Opener) -> None:
    ahead = ("Nobody meets twice before the third round.",)
    page = await opened(*planned(*PAIRS, repeats=2, bound=2, ahead=ahead))
    board = page.locator(".plan")
    await expect(board).to_contain_text("Only you see this")
    await expect(board).to_contain_text("2 have met before; fewer is not possible.")
    await expect(board).to_contain_text("Nobody meets twice before the third round.")
    await expect(page.locator(".pair").first).to_contain_text("First time together")


async def test_a_person_is_moved_by_keyboard_and_keeps_the_focus(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.locator("[data-seat=ben]").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await has_focus(page.get_by_role("button", name="With Dov and Eli"))
    await page.keyboard.press("Enter")
    move = {"type": "move_person", "seat": "ben", "was": 0, "to": 1, "expecting": 1}
    assert without_id((await heard(circle, "move_person"))[0]) == move
    await circle.show(pairing(("Fay",), ("Dov", "Eli", "Ben"), ("Chi", "Gus")))
    moved = page.locator(".pair:has([data-seat=eli]) [data-seat=ben]")
    await has_focus(moved)
    await expect(page.get_by_role("status")).to_contain_text("Ben is with Dov and Eli now.")


async def test_a_name_is_dragged_onto_a_pair(opened: Opener, circle: Scripted) -> None:
    page = await opened(*planned(*PAIRS))
    await page.locator("[data-seat=gus]").drag_to(page.locator(".pair:has([data-seat=dov])"))
    move = {"type": "move_person", "seat": "gus", "was": 2, "to": 1, "expecting": 1}
    assert without_id((await heard(circle, "move_person"))[0]) == move


async def test_a_drop_tells_where_the_name_was_lifted_though_another_console_moved_it_meanwhile(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*planned(*PAIRS))
    name = page.locator("[data-seat=gus]")
    await name.hover()
    await page.mouse.down()
    await page.locator(".pair:has([data-seat=ben])").hover(position={"x": 20, "y": 8})
    await circle.show(pairing(("Ben", "Fay"), ("Dov", "Eli", "Gus"), ("Chi",), phase="planned"))
    await expect(page.locator(".pair:has([data-seat=eli]) [data-seat=gus]")).to_be_visible()
    target = page.locator(".pair:has([data-seat=ben])")
    await target.hover(position={"x": 22, "y": 8}, force=True)
    await page.mouse.up()
    move = {"type": "move_person", "seat": "gus", "was": 2, "to": 0, "expecting": 1}
    assert without_id((await heard(circle, "move_person"))[0]) == move


async def test_what_another_console_did_first_is_told_in_the_pair_one_looked_at(
    opened: Opener, circle: Scripted
) -> None:
    message = "Somebody has moved this person already. Look at the board again."
    circle.answer = lambda said: wire.No(id=said["id"], code="stale", message=message)
    page = await opened(*planned(*PAIRS))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="With Dov and Eli").click()
    await expect(page.locator(".pair:has([data-seat=dov]) .err")).to_have_text(message)
    await expect(page.get_by_role("status")).to_contain_text(message)


async def test_undo_takes_back_the_last_move_of_this_draw(opened: Opener, circle: Scripted) -> None:
    page = await opened(*planned(*PAIRS, draw=4))
    await expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    await circle.show(pairing(*PAIRS, phase="planned", draw=4, undo=True))
    await page.get_by_role("button", name="Undo").click()
    assert without_id((await heard(circle, "undo_move"))[0]) == {"type": "undo_move", "expecting": 4}


async def test_a_new_pair_takes_the_free_room_and_nobody_has_to_be_in_one(opened: Opener, circle: Scripted) -> None:
    page = await opened(*planned(("Ben", "Fay"), (), ("Chi", "Gus")))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="Into a new pair").click()
    assert (await heard(circle, "move_person"))[0]["to"] == 1
    await page.locator("[data-seat=chi]").click()
    await page.get_by_role("button", name="Without a pair").click()
    move = {"type": "move_person", "seat": "chi", "was": 2, "to": None, "expecting": 1}
    assert without_id((await heard(circle, "move_person", 2))[1]) == move


async def test_a_rule_is_asked_about_once_by_name_and_gives_way_only_then(opened: Opener, circle: Scripted) -> None:
    def answer(said: dict[str, Any]) -> Any:
        if said["type"] == "move_person" and not said.get("deliberate"):
            return wire.No(id=said["id"], code="keep_apart", message="A rule of yours keeps two of these people apart.")
        return wire.Ok(id=said["id"])

    circle.answer = answer
    page = await opened(*planned(("Ben",), ("Dov", "Eli"), ("Chi", "Gus")))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="With Dov and Eli").click()
    asked = page.locator(".pair:has([data-seat=dov]) #keep-apart")
    await expect(asked).to_contain_text("A rule of yours keeps Ben apart from Dov or Eli.")
    await has_focus(asked)
    await expect(page.get_by_role("status")).to_have_text("A rule of yours keeps Ben apart from Dov or Eli.")
    await expect(page.locator(".err")).to_have_count(0)
    await asked.get_by_role("button", name="Move them all the same").click()
    first, second = await heard(circle, "move_person", 2)
    assert without_id(second) == {**without_id(first), "deliberate": True}
    assert first["id"] != second["id"]
    await expect(page.locator("#keep-apart")).to_have_count(0)


async def test_a_rule_that_is_kept_leaves_everything_as_it_was(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="keep_apart", message="A rule of yours.")
    page = await opened(*planned(("Ben",), ("Dov",)))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="With Dov").click()
    await expect(page.locator("#keep-apart")).to_contain_text("A rule of yours keeps Ben and Dov apart.")
    await page.get_by_role("button", name="Leave it").click()
    await expect(page.locator("#keep-apart")).to_have_count(0)
    await has_focus(page.locator("[data-seat=ben]"))
    assert len(circle.verbs("move_person")) == 1


async def test_a_question_goes_when_another_console_has_moved_the_person(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="keep_apart", message="A rule of yours.")
    page = await opened(*planned(("Ben", "Fay"), ("Dov",), ("Chi",)))
    await page.locator("[data-seat=ben]").click()
    await page.get_by_role("button", name="With Dov").click()
    await expect(page.locator("#keep-apart")).to_be_visible()
    await circle.show(pairing(("Fay",), ("Dov",), ("Chi", "Ben"), phase="planned"))
    await expect(page.locator("#keep-apart")).to_have_count(0)


async def test_a_pair_is_kept_and_the_rest_drawn_again(opened: Opener, circle: Scripted) -> None:
    page = await opened(*planned(*PAIRS, draw=3))
    await page.get_by_role("button", name="Keep Dov and Eli when the rest is drawn again").click()
    lock = {"type": "lock_pair", "place": 1, "on": True, "expecting": 3}
    assert without_id((await heard(circle, "lock_pair"))[0]) == lock
    kept = pairing(("Ben", "Fay"), pair(2, "Dov", "Eli", locked=True), ("Chi", "Gus"), phase="planned", draw=3)
    await circle.show(kept)
    pin = page.get_by_role("button", name="Keep Dov and Eli when the rest is drawn again")
    await expect(pin).to_have_attribute("aria-pressed", "true")
    await page.get_by_role("button", name="Draw the rest again").click()
    assert (await heard(circle, "draw_again"))[0]["expecting"] == 3


async def test_escape_puts_a_menu_away_without_a_move(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    name = page.locator("[data-seat=ben]")
    await name.click()
    await page.get_by_role("button", name="With Dov and Eli").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="With Dov and Eli")).to_be_hidden()
    await has_focus(name)
    assert circle.said == []


async def test_whoever_sits_out_is_offered_no_place(opened: Opener) -> None:
    page = await opened(*planned(*PAIRS, apart=("Hana", "Ida"), out=("Hana",), unasked=("Ida",)))
    without = page.get_by_role("region", name="Without a pair")
    await expect(without.locator("li", has_text="Hana")).to_contain_text("sits this one out")
    await expect(without.locator("[data-seat=hana]")).to_have_count(0)
    await without.locator("[data-seat=ida]").click()
    await expect(without.get_by_role("button", name="With Ben and Fay")).to_be_visible()
