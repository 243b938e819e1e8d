"""While pairs talk: who needs somebody, lines to them, time, the call back, and the share-back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from talkingpiece.core.steps.pairs.parts import ToldPart
from tests.client.console.hearing import Opener, heard, without_id
from tests.client.console.views import PAIRS, at_the_round, introduction, pair, pairing, pairs_at, roster, shared
from tests.client.scripted import Scripted, now_ms, person

pytestmark = pytest.mark.browser

FIVE = (
    pair(1, "Ben", "Fay", where="together"), pair(2, "Dov", "Eli", where="moving"), pair(3, "Hana", reason=""),
    pair(4, "Chi", "Gus"), pair(5, "Ida", "Jon", call="asked"),
)  # fmt: skip


def talking(*groups: Any, lost: tuple[str, ...] = (), ago_ms: int = 20_000, **more: Any) -> tuple[Any, ...]:
    board = pairing(*groups, **more)
    names = [one.name for group in board.part.groups for one in group.people]  # type: ignore[union-attr]
    people = tuple(person(name, line="lost" if name in lost else "ok") for name in names)
    since = {name.lower(): now_ms() - ago_ms for name in lost}
    return (*at_the_round("talking", ends_at=now_ms() + 400_000), roster(3, people=people, lost=since), board)


async def test_who_needs_somebody_comes_first_and_one_sentence_tells_how_they_do(opened: Opener) -> None:
    page = await opened(*talking(*FIVE, lost=("Chi",)))
    rooms = page.locator(".pair .row > :first-child")
    assert await rooms.all_inner_texts() == ["Room 5", "Room 3", "Room 4", "Room 2", "Room 1"]
    glance = page.locator(".glance")
    await expect(glance).to_contain_text("4 pairs talk, 1 calls you, 1 waits for company. Half-time in 1:")
    states = page.locator(".pair .row > :last-child")
    assert await states.all_inner_texts() == ["calls you", "alone", "line lost", "not there yet", "together"]


async def test_company_is_counted_down_to_when_it_comes_at_the_latest(opened: Opener) -> None:
    page = await opened(*talking(pair(1, "Hana", company_by=now_ms() + 60_000, reason="")))
    await expect(page.locator(".pair").first).to_contain_text(re.compile("by itself, in (60|5.) s at most"))
    page = await opened(*talking(pair(1, "Hana", company_by=now_ms() - 1, reason="")))
    await expect(page.locator(".pair").first).to_contain_text("Company comes any moment")


async def test_a_call_is_heard_and_answered_twice(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await circle.show(pairing(("Ben", "Fay"), pair(2, "Dov", "Eli", call="asked"), ("Chi", "Gus")))
    await expect(page.get_by_role("status")).to_have_text("Dov and Eli call you.")
    await expect(page).to_have_title("(1) Pairs – Harbour team")
    await page.get_by_role("button", name="I am coming to Dov and Eli").click()
    answer = {"type": "answer_call", "place": 1, "coming": True, "expecting": 1}
    assert without_id((await heard(circle, "answer_call"))[0]) == answer
    await circle.show(pairing(("Ben", "Fay"), pair(2, "Dov", "Eli", call="coming"), ("Chi", "Gus")))
    await page.get_by_role("button", name="Done with Dov and Eli").click()
    assert (await heard(circle, "answer_call", 2))[1]["coming"] is False


async def test_only_who_can_be_seen_by_nobody_else_is_asked_about(opened: Opener, circle: Scripted) -> None:
    page = await opened(*talking(*PAIRS, lost=("Ben", "Dov", "Eli")))
    await expect(page.get_by_text("Is Dov still in the call?")).to_be_visible()
    await expect(page.get_by_text("Is Ben still in the call?")).to_have_count(0)
    await page.get_by_role("button", name="They are here Dov").click()
    await expect(page.get_by_text("Is Eli still in the call?")).to_be_visible()
    assert circle.said == []
    await page.get_by_role("button", name="No Eli").click()
    missing = {"type": "partner_missing", "step": 3, "seat": "eli"}
    assert without_id((await heard(circle, "partner_missing"))[0]) == missing


async def test_a_line_that_has_just_dropped_is_not_asked_about(opened: Opener) -> None:
    page = await opened(*talking(*PAIRS, lost=("Dov", "Eli"), ago_ms=1_000))
    await expect(page.locator(".pair", has_text="line lost")).to_have_count(1)
    await expect(page.get_by_text("still in the call?")).to_have_count(0)


async def test_a_facilitator_in_a_pair_is_asked_themselves(opened: Opener) -> None:
    page = await opened(*talking(pair(1, "Lead", "Dov"), lost=("Dov",)))
    await expect(page.get_by_text("Is Dov still in the call?")).to_be_visible()


async def test_whoever_is_without_a_pair_is_listed_with_what_can_be_done(opened: Opener, circle: Scripted) -> None:
    apart = ("Hana", "Ida", "Jon", "Kim", "Lea")
    page = await opened(
        *talking(*PAIRS, apart=apart, alone=("Hana",), missing=("Ida",), unasked=("Jon",), out=("Kim",))
    )
    rows = page.get_by_role("region", name="Without a pair").locator("li")
    told = ["with you: go to them", "seems not to be in the call", "has not answered", "not in this step yet"]
    for i, words in enumerate([*told, "sits this one out"]):
        await expect(rows.nth(i)).to_contain_text(words)
    await page.get_by_role("button", name="Is back Ida").click()
    assert (await heard(circle, "count_in"))[0]["seat"] == "ida"
    await page.get_by_role("button", name="Find them company").click()
    assert without_id((await heard(circle, "draw_again"))[0]) == {"type": "draw_again", "expecting": 1}


async def test_no_draw_is_offered_while_everyone_talks(opened: Opener) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await expect(page.get_by_role("button", name="Call everyone back")).to_be_visible()
    await expect(page.get_by_role("button", name="Draw")).to_have_count(0)
    await expect(page.get_by_role("button", name="Find them company")).to_have_count(0)


async def test_a_line_goes_to_all_pairs_or_to_one_and_stays_until_it_is_kept(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    line = page.get_by_label("Your line")
    await line.fill("Half-time soon.")
    await line.press("Enter")
    assert without_id((await heard(circle, "tell_pairs"))[0]) == {
        "type": "tell_pairs", "text": "Half-time soon.", "place": None, "expecting": 1,
    }  # fmt: skip
    await expect(line).to_have_value("")
    await page.get_by_label("To whom").select_option(label="Room 2: Dov and Eli")
    await line.fill("I am with you soon.")
    await page.get_by_role("button", name="Send").click()
    assert (await heard(circle, "tell_pairs", 2))[1]["place"] == 1
    told = (ToldPart(text="Half-time soon.", place=None), ToldPart(text="I am with you soon.", place=2))
    await circle.show(pairing(*PAIRS, told=told))
    await page.get_by_text("2 messages sent").click()
    await expect(page.locator(".told")).to_contain_text("To room 2")


async def test_a_line_that_was_refused_stays_in_its_field(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_long", message="Shorten it a little.")
    page = await opened(*pairs_at(*PAIRS))
    line = page.get_by_label("Your line")
    await line.fill("Half-time soon.")
    await line.press("Enter")
    await expect(page.locator("section:has(#line-to) .err")).to_have_text("Shorten it a little.")
    await expect(line).to_have_value("Half-time soon.")


async def test_a_line_for_a_pair_that_is_no_more_goes_to_nobody(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.get_by_label("To whom").select_option(label="Room 2: Dov and Eli")
    await page.get_by_label("Your line").fill("Only for you.")
    await circle.show(pairing(("Ben", "Fay"), (), ("Chi", "Gus")))
    await expect(page.get_by_role("option", name="Room 2: Dov and Eli")).to_have_count(0)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_label("To whom")).to_have_value("")
    assert circle.verbs("tell_pairs") == []
    await expect(page.get_by_label("Your line")).to_have_value("Only for you.")


async def test_minutes_go_to_the_round_that_runs(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS, draw=2))
    await page.get_by_role("button", name="Add a minute").click()
    await page.get_by_role("button", name="Take a minute off").click()
    extended = await heard(circle, "extend_pairs", 2)
    assert [(said["expecting"], said["seconds"]) for said in extended] == [(2, 60), (2, -60)]
    assert circle.verbs("add_time") == []


async def test_everyone_is_called_back_in_two_presses_and_a_double_tap_is_one(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await expect(page.locator(".ahead")).to_contain_text("They get 30 seconds for a last sentence")
    await page.locator("#onward").dblclick(delay=40)
    assert without_id((await heard(circle, "call_back"))[0]) == {"type": "call_back", "expecting": 1}
    await circle.show(*at_the_round("talking", ends_at=now_ms() + 25_000), pairing(*PAIRS))
    await expect(page.locator("#onward")).to_have_text("Back at once")
    await page.locator("#onward").click()  # of somebody impatient: the button has just changed its name
    assert len(circle.verbs("call_back")) == 1
    while len(circle.verbs("call_back")) < 2:
        await page.locator("#onward").click()
    assert circle.verbs("call_back")[1]["at_once"] is True
    assert circle.verbs("next_step") == []


async def test_a_hand_on_its_way_to_the_call_back_opens_no_next_step(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await expect(page.locator("#onward")).to_have_text("Call everyone back")
    await circle.show(*at_the_round("back"), pairing(*PAIRS, phase="back"))
    await expect(page.locator("#onward")).to_have_text("Close")
    await page.locator("#onward").click()
    assert circle.said == []


async def test_the_next_step_asks_first_whether_people_shall_be_cut_off(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.get_by_role("button", name="Move on to Close").click()
    await expect(page.locator("#parting")).to_contain_text("3 pairs are still talking. They would be cut off.")
    assert circle.said == []
    await page.get_by_role("button", name="Let them talk").click()
    await expect(page.locator("#parting")).to_have_count(0)
    await page.get_by_role("button", name="Back to the step before").click()
    await page.get_by_role("button", name="Go back all the same").click()
    assert without_id((await heard(circle, "previous_step"))[0]) == {"type": "previous_step", "expecting": 3}


async def test_rooms_without_a_link_are_listed_to_be_opened_by_hand(opened: Opener) -> None:
    linked = pair(1, "Ben", "Fay", room_link="https://call.example/1")
    page = await opened(*talking(linked, pair(2, "Dov", "Eli"), links=1))
    room = page.locator(".pair").get_by_role("link", name="Room 1")
    await expect(room).to_have_attribute("href", "https://call.example/1")
    await expect(room).to_have_attribute("rel", "noreferrer noopener")
    await expect(page.locator(".plan")).to_contain_text("1 pair has none: open its room by hand.")
    await page.get_by_text("A list to open rooms by").click()
    await expect(page.get_by_label("Who goes to which room")).to_have_value("Room 1: Ben, Fay\nRoom 2: Dov, Eli")


async def test_the_word_is_passed_on_with_what_was_released(opened: Opener, circle: Scripted) -> None:
    order = (introduction("Ben", "Fay", "Keeps calm."), introduction("Fay", "Ben"), introduction("Dov", "Eli"))
    page = await opened(*at_the_round("back"), shared(*order), pairing(*PAIRS, phase="back", share_back=True))
    await expect(page.locator(".plan .sheet")).to_contain_text("Ben introduces Fay")
    await expect(page.locator(".plan .sheet")).to_contain_text("Keeps calm.")
    await page.get_by_role("button", name="Pass the word on").dblclick(delay=40)
    baton = {"type": "pass_baton", "step": 3, "expecting": 0}
    assert [without_id(said) for said in await heard(circle, "pass_baton")] == [baton]
    await circle.show(shared(*order, turn=3))
    await expect(page.locator(".plan")).to_contain_text("Everyone has been introduced.")
