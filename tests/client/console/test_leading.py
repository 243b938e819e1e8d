"""Leading: keys and names, moving the group, time, the end, and a line that is lost."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.console.hearing import WALL, Opener, heard, without_id
from tests.client.console.views import BEFORE, header, in_step, roster
from tests.client.scripted import CODE, SEAT_KEY, Scripted, head, now_ms

pytestmark = pytest.mark.browser


async def test_the_key_leads_and_leaves_the_address_bar(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE)
    assert circle.hellos[0] == {"type": "hello", "facilitator_key": SEAT_KEY, "name": "Ana"}
    assert page.url == circle.url
    assert SEAT_KEY not in await page.inner_text("body")


async def test_a_link_without_a_name_asks_for_one_before_anybody_sees_you(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, fragment=f"#f={SEAT_KEY}")
    assert circle.hellos == [], "nobody is announced without a name"
    await page.get_by_label("What shall they call you?").fill("Ana")
    await page.get_by_role("button", name="Go to my place").click()
    await expect(page.get_by_role("heading", name="Let them in.")).to_be_visible()
    assert circle.hellos[0]["name"] == "Ana"


async def test_only_the_links_that_say_so_carry_a_key(opened: Opener) -> None:
    page = await opened(*BEFORE, roster())
    join = await page.get_by_label("Link", exact=True).input_value()
    assert "#" not in join
    assert join.endswith(f"/j/{CODE}")
    await page.get_by_text("A wall, or someone to lead with you").click()
    assert (await page.get_by_label("Link for a wall").input_value()) == f"{join}{WALL}"
    assert f"f={SEAT_KEY}" in await page.get_by_label("Link to lead with you").input_value()
    await expect(page.get_by_text("It holds a key: whoever has it leads as you do.")).to_be_visible()


async def test_opening_the_circle_is_one_press(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, roster())
    await page.get_by_role("button", name="Open the circle").click()
    assert [without_id(said) for said in await heard(circle, "start")] == [{"type": "start"}]


async def test_a_double_tap_asks_once_and_says_which_step_it_saw(opened: Opener, circle: Scripted) -> None:
    async def obey(said: dict[str, Any]) -> None:
        await circle.show(*in_step(said["expecting"] + 1))

    moves: list[asyncio.Task[None]] = []

    def answer(said: dict[str, Any]) -> wire.Ok:
        if said["type"] == "next_step":
            moves.append(asyncio.create_task(obey(said)))
        return wire.Ok(id=said["id"])

    circle.answer = answer
    page = await opened(*in_step(1))
    await expect(page.locator("#onward")).to_have_text("A round")
    await page.locator("#onward").dblclick(delay=40)
    await expect(page.locator("#onward")).to_have_text("Pairs")
    await page.locator("#onward").click()  # a third tap, of somebody impatient: the new step has just opened
    assert moves
    await asyncio.gather(*moves)
    assert [without_id(said) for said in circle.verbs("next_step")] == [{"type": "next_step", "expecting": 1}]


async def test_the_way_on_opens_again_when_the_new_step_has_stood_a_moment(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await circle.show(*in_step(2))
    await expect(page.locator("#onward")).to_have_text("Pairs")
    async with asyncio.timeout(5):
        while not circle.verbs("next_step"):
            await page.locator("#onward").click()
    assert circle.verbs("next_step")[0]["expecting"] == 2


async def test_going_to_a_far_step_takes_a_second_press(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    steps = page.get_by_role("navigation", name="Steps")
    await steps.get_by_role("button", name=re.compile("^Close")).click()
    assert circle.verbs("go_to_step") == []
    await steps.get_by_role("button", name="Take everyone here").click()
    assert without_id((await heard(circle, "go_to_step"))[0]) == {"type": "go_to_step", "step": 4, "expecting": 1}


async def test_time_is_held_added_and_taken_off(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await page.get_by_role("button", name="Hold").click()
    await page.get_by_role("button", name="Add a minute").click()
    await page.get_by_role("button", name="Take a minute off").click()
    await heard(circle, "pause")
    assert [said["seconds"] for said in await heard(circle, "add_time", 2)] == [60, -60]
    await circle.show(head("present", 1, steps=5, paused=True, ends_at=None, remaining_ms=83_000))
    await expect(page.locator(".glance .clock")).to_contain_text("1:23")
    await page.get_by_role("button", name="Go on").click()
    await heard(circle, "resume")


async def test_over_time_counts_up_and_is_no_alarm(opened: Opener) -> None:
    page = await opened(*in_step(1, ends_at=now_ms() - 80_500))
    await expect(page.locator(".glance .clock")).to_contain_text("+1:2")
    await expect(page.get_by_text("Whenever you like; nothing moves on by itself")).to_be_visible()


async def test_the_end_is_asked_once_in_place(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(4))
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    assert circle.verbs("end") == []
    await page.get_by_text("We keep them. The group has said so").click()
    assert (await heard(circle, "keep_cards"))[0]["keep"] is True
    await page.get_by_role("button", name="Close it for all").click()
    await heard(circle, "end")
    await circle.show(head("ended", 4, steps=5, ends_at=None), header(4, phase="ended"))
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download as Markdown").click()
    assert "as md" in (await (await download.value).path()).read_text("utf-8")


async def test_what_was_refused_is_said_beside_the_buttons(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="stale", message="The group is at another step already.")
    page = await opened(*in_step(1))
    await page.locator("#onward").click()
    await expect(page.locator(".ahead")).to_contain_text("The group is at another step already.")
    await expect(page.get_by_role("status")).to_have_text("The group is at another step already.")


async def test_a_lost_line_holds_every_button_and_says_so(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    circle.closing = 1013
    await circle.hang_up()
    await expect(page.locator(".net")).to_contain_text("You are offline for a moment.")
    for button in (page.locator("#onward"), page.get_by_role("button", name="Hold")):
        await expect(button).to_have_attribute("aria-disabled", "true")
        await button.click(force=True)
    circle.closing = None
    await expect(page.locator(".net")).to_have_count(0, timeout=10_000)
    assert circle.said == []
