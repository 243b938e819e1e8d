"""Before the pairs talk: who is there, where they will meet, and who takes part."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.console.hearing import Opener, has_focus, heard, without_id
from tests.client.console.views import at_the_round, pairing
from tests.client.scripted import Scripted

pytestmark = pytest.mark.browser

GATHERING = (
    *at_the_round("gathering", draw=0, answered=5, of=8),
    pairing(phase="gathering", draw=0, unasked=("Chi", "Dov", "Eli"), out=("Gus",)),
)


async def test_who_has_not_answered_is_named_and_counted_in_by_one_press(opened: Opener, circle: Scripted) -> None:
    page = await opened(*GATHERING)
    await expect(page.locator(".glance")).to_contain_text("4 of 8 are here")
    await expect(page.locator(".plan")).to_contain_text("Sitting this one out: Gus.")
    await expect(page.get_by_role("button", name="Count in Gus")).to_have_count(0)
    await page.get_by_role("button", name="Count in Dov").click()
    assert without_id((await heard(circle, "count_in"))[0]) == {"type": "count_in", "seat": "dov"}


async def test_the_large_button_opens_the_pairs_and_the_plan_may_be_looked_at_first(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*GATHERING)
    await page.get_by_role("button", name="Plan the pairs").click()
    assert without_id((await heard(circle, "plan_pairs"))[0]) == {"type": "plan_pairs", "expecting": 0}
    await expect(page.locator("#onward")).to_have_text("Open the pairs")
    await expect(page.locator(".ahead")).to_contain_text("3 have not answered: they join when they do")
    await page.locator("#onward").dblclick(delay=40)
    assert [without_id(said) for said in await heard(circle, "open_pairs")] == [{"type": "open_pairs", "expecting": 0}]
    assert circle.verbs("next_step") == []


async def test_the_next_step_stays_in_reach_before_the_pairs_talk(opened: Opener, circle: Scripted) -> None:
    page = await opened(*GATHERING)
    await page.get_by_role("button", name="Move on to Close").click()
    assert without_id((await heard(circle, "next_step"))[0]) == {"type": "next_step", "expecting": 3}


async def test_whoever_leads_takes_part_only_when_somebody_would_be_left_over(opened: Opener, circle: Scripted) -> None:
    page = await opened(*GATHERING)
    await expect(page.get_by_label("No, I look after everyone")).to_be_checked()
    await page.get_by_text("Only when somebody would be left over").click()
    assert without_id((await heard(circle, "lead_takes_part"))[0]) == {"type": "lead_takes_part", "joins": "spare"}


async def test_links_are_given_one_a_line_and_a_refusal_names_the_line_below_the_field(
    opened: Opener, circle: Scripted
) -> None:
    message = "Line 2: a room link begins with https:// and has no blanks; one a line."
    circle.answer = lambda said: wire.No(id=said["id"], code="bad_link", message=message)
    page = await opened(*GATHERING)
    await expect(page.locator(".plan")).to_contain_text("No rooms given: pairs are numbered")
    await page.get_by_text("Give links to rooms").click()
    field = page.get_by_label("Links to rooms of any call, one a line")
    await expect(page.get_by_role("button", name="Write a link first")).to_have_attribute("aria-disabled", "true")
    await field.fill("https://call.example/1\ncall.example/2\n")
    await page.get_by_role("button", name="Use these rooms").click()
    given = ["https://call.example/1", "call.example/2", ""]
    assert without_id((await heard(circle, "set_rooms"))[0]) == {"type": "set_rooms", "links": given}
    await expect(page.locator("#links-no")).to_have_text(message)
    await expect(field).to_have_attribute("aria-describedby", "links-no")
    await expect(field).to_have_value("https://call.example/1\ncall.example/2\n")


async def test_links_that_are_given_leave_the_field_and_can_be_taken_away(opened: Opener, circle: Scripted) -> None:
    page = await opened(*GATHERING)
    await page.get_by_text("Give links to rooms").click()
    field = page.get_by_label("Links to rooms of any call, one a line")
    await field.fill("https://call.example/{room}")
    await page.get_by_role("button", name="Use these rooms").click()
    await heard(circle, "set_rooms")
    await expect(field).to_have_value("")
    await circle.show(pairing(phase="gathering", draw=0, links=1))
    await expect(page.locator(".plan")).to_contain_text("One room link is given.")
    await page.get_by_role("button", name="Take the links away").click()
    assert (await heard(circle, "set_rooms", 2))[1]["links"] == []


async def test_another_round_begins_where_the_last_one_ended(opened: Opener, circle: Scripted) -> None:
    page = await opened(*at_the_round("back", draw=2), pairing(("Ben", "Fay"), phase="back", draw=2))
    await expect(page.locator("#onward")).to_have_text("Close")
    await expect(page.get_by_role("button", name="Move on")).to_have_count(0)
    await page.get_by_role("button", name="Draw another round").click()
    assert without_id((await heard(circle, "draw_again"))[0]) == {"type": "draw_again", "expecting": 2}


async def test_a_view_that_comes_while_links_are_typed_takes_no_letter_and_no_focus(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*GATHERING)
    await page.get_by_text("Give links to rooms").click()
    field = page.get_by_label("Links to rooms of any call, one a line")
    await field.press_sequentially("https://call")
    await circle.show(pairing(phase="gathering", draw=0, unasked=("Chi",)))
    await expect(page.get_by_role("button", name="Count in Dov")).to_have_count(0)
    await has_focus(field)
    await expect(field).to_have_value("https://call")


async def test_a_lost_line_asks_nothing_of_the_pairs(opened: Opener, circle: Scripted) -> None:
    page = await opened(*GATHERING)
    circle.closing = 1013
    await circle.hang_up()
    await expect(page.locator(".net")).to_contain_text("You are offline for a moment.")
    for name in ("Plan the pairs", "Count in Dov", "Open the pairs", "Move on to Close"):
        button = page.get_by_role("button", name=name)
        await expect(button).to_have_attribute("aria-disabled", "true")
        await button.click(force=True)
    await expect(page.get_by_label("Yes, like everyone")).to_be_disabled()
    circle.closing = None
    await expect(page.locator(".net")).to_have_count(0, timeout=10_000)
    assert circle.said == []
