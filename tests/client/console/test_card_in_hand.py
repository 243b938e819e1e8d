"""A card in hand: words to say, who will read an answer, and what settles it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from talkingpiece import wire
from talkingpiece.core.cards.parts import OpenPart, OpenReply
from tests.client.console.hearing import Opener, has_focus, heard, without_id
from tests.client.console.views import card, in_step, tray, with_cards
from tests.client.scripted import Scripted

pytestmark = pytest.mark.browser

PRIVATE, TO_ALL = "Your answer. Only its author will read this", "Your answer on the card. Everyone reads it"


async def in_hand(opened: Opener, *views: Any) -> Page:
    page = await opened(*views)
    await page.get_by_role("button", name="Take up").first.click()
    await expect(page.locator("#in-hand")).to_be_visible()
    return page


def press(page: Page, name: str) -> Any:
    return page.locator(".mid").get_by_role("button", name=name, exact=True).click()


async def test_the_six_moves_stand_beside_it_in_their_order(opened: Opener) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Slower", shown=True, to="all")))
    moves = await page.locator(".moves b").all_inner_texts()
    assert moves == ["Acknowledge", "Normalise", "Invite", "Protect", "Decide", "Close the loop"]
    await expect(page.locator(".moves")).to_contain_text("I read it as it is written.")
    await expect(page.locator(".mid")).to_contain_text(
        "Somebody asks “Who wrote this?”: “We agreed not to look for that."
    )


async def test_the_words_for_a_private_card_do_not_read_it_out(opened: Opener) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Slower")))
    await expect(page.locator(".moves")).to_contain_text("Its words stay with me for now.")
    await expect(page.locator(".mid")).to_contain_text("If it names somebody: do not read it out.")


async def test_who_will_read_an_answer_is_said_before_it_is_written(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Slower")))
    await expect(page.get_by_label(PRIVATE)).to_be_visible()
    await press(page, "Show it to all")
    assert without_id((await heard(circle, "show_card"))[0]) == {"type": "show_card", "card": "a"}
    await circle.show(*with_cards(card("a", "Slower", shown=True)))
    await expect(page.get_by_label(TO_ALL)).to_be_visible()
    await expect(page.locator(".mid")).to_contain_text("Everyone sees it")


async def test_an_answer_goes_out_once_and_leaves_the_field_empty(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("one", "I went quiet <b>after</b> that.")))
    await expect(page.locator("#in-hand h2")).to_have_text("I went quiet <b>after</b> that.")
    await has_focus(page.locator("#in-hand"))
    answer = page.get_by_role("button", name="Answer on the card")
    await expect(answer).to_have_attribute("aria-disabled", "true")
    await page.get_by_label(PRIVATE).fill("Thank you.")
    await answer.click()
    said = await heard(circle, "answer_card")
    assert [without_id(one) for one in said] == [{"type": "answer_card", "card": "one", "text": "Thank you."}]
    await expect(page.get_by_label(PRIVATE)).to_have_value("")


async def test_an_answer_that_was_refused_keeps_its_words(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_long", message="This is longer than fits.")
    page = await in_hand(opened, *with_cards(card("one", "Slower, please.")))
    await page.get_by_label(PRIVATE).fill("Thank you.")
    await page.get_by_role("button", name="Answer on the card").click()
    await expect(page.locator(".mid .err")).to_have_text("This is longer than fits.")
    await expect(page.get_by_label(PRIVATE)).to_have_value("Thank you.")


async def test_a_card_is_held_for_a_reason_that_all_may_know(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Gus did it")))
    await page.get_by_text("Hold, because").click()
    await press(page, "It names somebody")
    said = await heard(circle, "hold_card")
    assert [without_id(one) for one in said] == [{"type": "hold_card", "card": "a", "why": "names"}]
    await circle.show(*with_cards(card("a", "Gus did it", state="held", why="names")))
    await expect(page.locator(".mid")).to_contain_text("Everyone sees that a card is held, and why; never its words.")
    await press(page, "Take it up again, for all to see")
    await heard(circle, "show_card")


async def test_parking_keeps_it_in_hand_and_done_leads_back_to_the_step(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Slower")))
    await press(page, "Park it")
    await heard(circle, "park_card")
    await circle.show(*with_cards(card("a", "Slower", state="parked")))
    await expect(page.locator("#in-hand")).to_contain_text("Parked for later")
    await press(page, "Done")
    await heard(circle, "done_card")
    await expect(page.locator("#in-hand")).to_have_count(0)
    await expect(page.locator(".glance")).to_be_visible()


async def test_what_is_refused_is_said_beside_the_acts(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="withdrawn", message="It was taken back.")
    page = await in_hand(opened, *with_cards(card("a", "Slower")))
    await press(page, "Done")
    await expect(page.locator(".mid .err")).to_have_text("It was taken back.")
    await expect(page.locator("#in-hand")).to_be_visible()


async def test_cards_that_say_the_same_become_one_and_that_one_is_in_hand(opened: Opener, circle: Scripted) -> None:
    one, two = card("a", "Too fast"), card("b", "Too quick")
    page = await in_hand(opened, *with_cards(one, two, card("c", "Shown", shown=True), card("d", "Over", state="done")))
    await page.get_by_text("Another card says the same").click()
    choices = page.locator(".merge label")
    assert await choices.all_inner_texts() == ["Too quick"], "only what can be put together with it"
    together = page.locator(".merge button")
    await expect(together).to_have_text("Choose a card first")
    await choices.click()
    await together.click()
    said = await heard(circle, "merge_cards")
    assert [without_id(each) for each in said] == [{"type": "merge_cards", "cards": ["a", "b"]}]
    whole = card("ab", "", parts=(OpenPart(id="a", text="Too fast"), OpenPart(id="b", text="Too quick")))
    await circle.show(*with_cards(whole))
    await expect(page.locator("#in-hand .voice")).to_have_text(["Too fast", "Too quick"])


async def test_what_the_author_adds_and_who_owns_it_stand_on_the_card(opened: Opener) -> None:
    reply = OpenReply(id="r", text="It is the windows.", n=5, standing="anonymous")
    page = await in_hand(opened, *with_cards(card("a", "Too fast", replies=(reply,), quick=("not_yet",), owner="Ben")))
    for words in ("It is the windows.", "“Not yet.”", "Ben has said: this is mine."):
        await expect(page.locator("#in-hand")).to_contain_text(words)


async def test_a_card_that_is_taken_back_while_in_hand_has_neither_words_nor_acts(
    opened: Opener, circle: Scripted
) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Too fast")))
    await circle.show(*with_cards(card("a", None, state="withdrawn")))
    await expect(page.locator("#in-hand h2")).to_have_text("Its author has taken it back.")
    await expect(page.locator(".mid .plan textarea")).to_have_count(0)
    assert await page.get_by_role("button", name="Done", exact=True).count() == 0


async def test_two_quiet_minutes_lead_away_from_the_card_to_the_step(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("a", "Too fast")))
    await page.locator(".mid").get_by_role("button", name="Two minutes to write").click()
    assert (await heard(circle, "start_window"))[0]["seconds"] == 120
    await expect(page.locator("#in-hand")).to_have_count(0)


async def test_a_step_change_keeps_the_card_in_hand_and_its_draft(opened: Opener, circle: Scripted) -> None:
    page = await in_hand(opened, *with_cards(card("one", "Slower, please.")))
    field = page.get_by_label(PRIVATE)
    await field.fill("Thank")
    await circle.show(*in_step(2), tray(card("one", "Slower, please."), step=2))
    await expect(page.get_by_role("status")).to_contain_text("Now: A round.")
    await expect(field).to_have_value("Thank")
    await has_focus(field)


async def test_whoever_leads_on_with_a_card_in_hand_sees_the_step_they_lead_to(
    opened: Opener, circle: Scripted
) -> None:
    page = await in_hand(opened, *with_cards(card("one", "Too fast")))
    await expect(page.locator(".mid .clock")).to_be_visible()
    await page.locator("#onward").click()
    await heard(circle, "next_step")
    await expect(page.locator("#in-hand")).to_have_count(0)
    await expect(page.locator(".glance")).to_be_visible()
