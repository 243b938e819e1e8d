"""The piece, answers and cards: what those who lead may do, and what they never see."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import parts, wire
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectConsole, CollectHead
from tests.client.console.hearing import Opener, has_focus, heard, without_id
from tests.client.console.views import card, in_step, round_at, tray
from tests.client.scripted import Scripted, board, head

pytestmark = pytest.mark.browser


async def test_the_piece_is_passed_on_for_the_holder_that_was_seen(opened: Opener, circle: Scripted) -> None:
    moves: list[asyncio.Task[None]] = []

    def answer(said: dict[str, Any]) -> wire.Ok:
        if said["type"] == "pass_piece":
            moves.append(asyncio.create_task(circle.show(*round_at("Chi", "Dov"))))
        return wire.Ok(id=said["id"])

    circle.answer = answer
    page = await opened(*round_at("Ben", "Chi"))
    await page.get_by_role("button", name="Pass on to Chi").dblclick(delay=60)
    await expect(page.get_by_role("button", name="Pass on to Dov")).to_be_visible()
    await page.evaluate("new Promise(requestAnimationFrame)")
    assert [said["expecting"] for said in circle.verbs("pass_piece")] == ["ben"], "the second tap passes nobody's piece"
    await asyncio.gather(*moves)


async def test_unsigned_answers_are_not_counted_before_they_open(opened: Opener, circle: Scripted) -> None:
    closed = CollectHead(signed="unsigned", label="Your answer", opened=False)
    page = await opened(*in_step(2, "collect", part=closed), parts.ConsoleBoard(step=2, part=CollectConsole(given=())))
    await expect(page.locator(".glance .note")).to_have_text(
        "Answers come without a name. They open together, shuffled"
    )
    await page.get_by_role("button", name="Open them now").click()
    await heard(circle, "open_answers")
    answers = (Answer(id="a", text="We only met when it was late", name=None), Answer(id="b", text=None, name=None))
    await circle.show(
        head("collect", 2, steps=5, part=CollectHead(signed="unsigned", label="", opened=True)),
        board(2, part=CollectBoard(answers=answers)),
    )
    await expect(page.locator(".spread > .card")).to_have_text(
        ["We only met when it was late", "These words were removed."]
    )


async def test_a_card_is_shown_parked_and_answered_by_its_words_alone(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await circle.show(tray(card("one", "I went quiet <b>after</b> that."), step=1))
    await expect(page.get_by_role("status")).to_have_text("A card has opened.")
    await page.get_by_role("button", name="Take up").click()
    await expect(page.locator("#in-hand h2")).to_have_text("I went quiet <b>after</b> that.")
    await has_focus(page.locator("#in-hand"))
    answer = page.get_by_role("button", name="Answer on the card")
    await expect(answer).to_have_attribute("aria-disabled", "true")
    await page.get_by_label("Your answer on the card").fill("Thank you.")
    await answer.click()
    assert without_id((await heard(circle, "answer_card"))[0]) == {
        "type": "answer_card",
        "card": "one",
        "text": "Thank you.",
    }
    await expect(page.get_by_label("Your answer on the card")).to_have_value("")
    await page.get_by_role("button", name="Park it for later").click()
    await heard(circle, "park_card")
    await page.get_by_role("button", name="Show it to all").click()
    assert without_id((await heard(circle, "show_card"))[0]) == {"type": "show_card", "card": "one"}


async def test_an_answer_that_was_refused_keeps_its_words(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_long", message="This is longer than fits.")
    page = await opened(*in_step(1), tray(card("one", "Slower, please."), step=1))
    await page.get_by_role("button", name="Take up").click()
    await page.get_by_label("Your answer on the card").fill("Thank you.")
    await page.get_by_role("button", name="Answer on the card").click()
    await expect(page.locator(".mid .err")).to_have_text("This is longer than fits.")
    await expect(page.get_by_label("Your answer on the card")).to_have_value("Thank you.")


async def test_a_step_change_keeps_the_card_in_hand_and_its_draft(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1), tray(card("one", "Slower, please."), step=1))
    await page.get_by_role("button", name="Take up").click()
    field = page.get_by_label("Your answer on the card")
    await field.fill("Thank")
    await circle.show(*in_step(2), tray(card("one", "Slower, please."), step=2))
    await expect(page.get_by_role("status")).to_contain_text("Now: A round.")
    await expect(field).to_have_value("Thank")
    await has_focus(field)


async def test_whoever_leads_on_with_a_card_in_hand_sees_the_step_they_lead_to(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*in_step(1))
    await circle.show(tray(card("one", "Too fast"), step=1))
    await page.get_by_role("button", name="Take up").click()
    await expect(page.locator("#in-hand")).to_be_visible()
    await expect(page.locator(".mid .clock")).to_be_visible()
    await page.locator("#onward").click()
    await heard(circle, "next_step")
    await expect(page.locator("#in-hand")).to_have_count(0)
    await expect(page.locator(".glance")).to_be_visible()
