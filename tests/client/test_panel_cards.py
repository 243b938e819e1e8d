"""The box for a concern: what it promises before the first word, what leaves, and what becomes of it."""

from __future__ import annotations

import pytest

from talkingpiece.sealed.acts import Card
from tests.client.boxes import WORDS, inside, sealed
from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import board, box, cards, head, peers, person, seat, tally

pytestmark = pytest.mark.browser


async def test_a_card_leaves_with_the_packet_of_an_opening_and_with_nothing_else(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.wait_for_load_state("networkidle")  # what is fetched for everybody after the first paint
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Back, keep my words")
    await panel.page.click("#raise")
    assert await panel.page.input_value("#concern") == "We laughed."
    await panel.page.check("label:has-text('Please slow down')")
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    assert (asked, circle.said) == ([], []), "opening, typing, going back and sealing tell nobody"
    await circle.beat()
    assert circle.acts == [], "the premise: not every beat opens words"
    await circle.beat(opening=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert (card.text, card.to, card.weight, card.soon, card.floor) == ("We laughed.", "lead", "slow", False, 5)
    assert circle.said == [], "nothing about a card goes over the line that knows who sits here"
    assert len({len(post.body) for post in circle.beats.posts}) == 1


async def test_what_can_be_promised_is_said_before_the_first_word(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.says("Anonymous. 8 people could have written this.")
    await panel.says("No software can hide how you write or what only you know")
    await panel.says("This one keeps no record of who wrote what")
    await circle.show(tally(2, box=box(n=4)))
    await panel.says("Unsigned, easy to guess. Only 4 people could have written this")
    assert "Anonymous" not in await panel.page.inner_text("main")


async def test_the_floor_that_travels_is_the_standing_that_was_shown(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, n=4)
    await sealed(panel)
    await circle.beat(opening=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert card.floor == 3, "its author was told that only four could have written it"


async def test_a_group_that_asks_for_more_people_gets_more(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, n=7, floor=7)
    await sealed(panel)
    await circle.beat(opening=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert card.floor == 7
    await panel.page.click("#raise")
    await circle.show(tally(2, box=box(n=6)))
    await panel.says("This circle opens cards from 7 people on; 6 could write now. Speak to Ana outside the group")


async def test_below_three_the_box_is_closed_and_says_where_to_turn(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, n=2)
    await panel.says("Too few are here for a card. Speak to Ana outside the group, or write one later.")
    await panel.page.fill("#concern", "Words")
    await panel.page.focus(".sealed")
    await panel.page.keyboard.press("Enter")
    await panel.page.click("[data-act=tap-stop]", force=True)
    await circle.beat(opening=True)
    assert circle.acts == []


async def test_a_card_that_cannot_wait_says_its_price_and_opens_with_the_next_beat(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel)
    await panel.says("Somebody who keeps track of when everyone is busy could guess it is yours.")
    await panel.page.check("text=It cannot wait: open it soon")
    await panel.says("What opens soon can be guessed.")
    assert "Anonymous" not in await panel.page.inner_text("main"), "whatever the number is"
    await sealed(panel)
    await circle.beat(soon=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert (card.soon, card.floor) == (True, 3)


async def test_a_group_can_do_without_soon(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, soon=False)
    await panel.says("How heavy is it")
    assert await panel.page.get_by_text("It cannot wait").count() == 0


async def test_a_sealed_card_can_be_taken_back_and_was_never_there(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await sealed(panel)
    await panel.page.click("text=Take it back")
    await panel.page.wait_for_selector("[data-sealed]", state="detached")
    await circle.beat(opening=True)
    assert circle.acts == []


async def test_a_hidden_card_goes_its_way_all_the_same(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await sealed(panel)
    await panel.page.click("text=Hide it here")
    await panel.page.wait_for_selector("[data-sealed]", state="detached")
    await circle.beat(opening=True)
    assert len(circle.acts) == 1


async def test_a_card_that_was_opened_is_sealed_no_more_and_looks_like_any_other(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel)
    await sealed(panel)
    await circle.beat(opening=True)
    [id] = circle.beats.cards
    await circle.show(cards(2, ids=(id,)))
    await panel.page.wait_for_selector("[data-sealed]", state="detached")
    assert WORDS not in await panel.page.inner_text("main")


async def test_a_card_for_which_too_few_were_there_waits_or_may_be_opened_for_fewer(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel)
    await sealed(panel)
    await circle.beat(opening=True)  # and no view lists it
    await panel.says("it opens in a moment")
    assert await panel.page.get_by_text("Take it back").count() == 0, "it is in the packet of this very beat"
    await circle.beat()
    await panel.says("fewer than 5 were here all the time")
    await panel.says("Nobody knows that it was there.")
    await panel.page.click("text=Open it from 3 people on, unsigned")
    await panel.says("if 3 or more are here then")
    circle.acts.clear()
    await circle.beat(opening=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert (card.text, card.floor) == (WORDS, 3)


async def test_among_peers_a_card_opens_for_all(circle: Scripted, open_panel: Opened) -> None:
    people = board(2, people=tuple(person(name) for name in ("Ana", "Ben", "Chi", "Dov", "Eli")))
    await circle.show(head(step=2, **peers("Ana")), people, tally(2), seat(2), cards(2))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.click("#raise")
    await panel.says("In this circle nobody holds a card alone: it opens for all of us.")
    assert await panel.page.locator("text=For whom").count() == 0
    await sealed(panel)
    await circle.beat(opening=True)
    [card] = circle.acts
    assert isinstance(card, Card)
    assert card.to == "all"
