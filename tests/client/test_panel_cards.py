"""The box for a concern: what it says before the first word, what leaves, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from talkingpiece.sealed.acts import Card
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import board, box, cards, head, now_ms, peers, person, reading, seat, tally

pytestmark = pytest.mark.browser

WORDS = "We laughed when somebody felt lost."


async def inside(circle: Scripted, open_panel: Opened, n: int = 8, **more: Any) -> Panel:
    """A panel that has its tokens, with the box open; so many could write."""
    await circle.show(head(step=2), board(2), tally(2, box=box(n=n, taps=n)), seat(2), cards(2, **more))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.click("#raise")
    return panel


async def sealed(panel: Panel, words: str = WORDS) -> None:
    await panel.page.fill("#concern", words)
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")


async def test_a_card_leaves_with_the_packet_of_an_opening_and_with_nothing_else(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel)
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


async def test_room_is_counted_in_bytes_and_said_in_time(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.fill("#concern", "ж" * 900)
    assert await panel.page.locator("#concern-room").count() == 0
    await panel.page.fill("#concern", "ж" * 1100)
    await panel.says("Room for about 200 more letters.")
    await panel.page.fill("#concern", "ж" * 1300)
    await panel.says("Too long by about 200 letters.")
    await panel.says("Too long for one card")
    assert await panel.page.get_attribute("#concern", "aria-describedby") == "concern-room"


async def test_a_screen_that_has_just_come_in_may_write_and_what_it_seals_waits(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(2))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("within a minute and a half. You can write already")
    await sealed(panel)
    await circle.beat(opening=True)
    assert circle.acts == [], "the premise: no token yet"
    await circle.ready()
    await circle.beat(opening=True)
    assert len(circle.acts) == 1


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


async def test_the_box_for_a_concern_tells_no_other_software(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    field = panel.page.locator("#concern")
    told = {"spellcheck": "false", "autocomplete": "off", "autocorrect": "off", "translate": "no", "name": None}
    for name, value in told.items():
        assert await field.get_attribute(name) == value, name
    assert await panel.page.locator("form").count() == 0


async def test_the_box_is_empty_when_the_page_goes(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.fill("#concern", WORDS)
    await panel.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert await panel.page.locator(f"text={WORDS}").count() == 0
    assert await panel.page.evaluate("[...document.querySelectorAll('textarea')].map(field => field.value)") in (
        [],
        [""],
    )
    kept = await panel.page.evaluate("JSON.stringify([Object.entries(sessionStorage), history.state])")
    assert WORDS not in kept


async def test_the_times_are_the_servers(circle: Scripted, open_panel: Opened) -> None:
    opens = now_ms() + 300_000
    panel = await inside(circle, open_panel)
    await circle.show(tally(2, box=box(opens=opens)))
    shown = await panel.page.evaluate(
        "ms => new Date(ms).toLocaleTimeString('en', {hour: 'numeric', minute: '2-digit', hour12: false})", opens
    )
    await panel.says(f"Nothing leaves before {shown}.")
    await circle.show(tally(2, box=box(opens=None)))
    await panel.says("Nothing leaves before the next opening.")
