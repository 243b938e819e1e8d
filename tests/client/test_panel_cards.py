"""What goes without a name: cards and unsigned answers."""

from __future__ import annotations

import pytest

from talkingpiece import parts
from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import (
    board,
    cards,
    head,
    reading,
    seat,
    tally,
    unsigned,
)

pytestmark = pytest.mark.browser


async def test_a_card_leaves_without_a_name_and_only_when_it_is_sent(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.says("Sent without your name. Timing may give you away. 8 people could have written this.")
    await panel.page.click("text=Back, keep my words")
    await panel.page.click("#raise")
    assert await panel.page.input_value("#concern") == "We laughed."
    assert (asked, circle.said) == ([], []), "opening, typing and going back tell nobody"
    await panel.page.check("text=Please slow down")
    await panel.page.click("text=Send without my name")
    await panel.says("Sealed")
    [card] = circle.cards
    assert (card["text"], card["to"], card["weight"]) == ("We laughed.", "lead", "slow")
    assert (card["cookie"], card["referer"]) == (None, None)
    assert circle.said == [], "nothing about a card goes over the line that knows who sits here"


async def test_a_card_that_was_opened_is_sealed_no_more(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    await circle.show(cards(ids=(circle.cards[0]["id"],)))
    await panel.says("Your card has opened. Ana has it.")
    assert "We laughed." not in await panel.page.inner_text("main")


async def test_a_card_that_cannot_be_sent_keeps_its_words_and_says_so(circle: Scripted, open_panel: Opened) -> None:
    circle.card_answer = (429, {"error": {"code": "too_many", "message": "The box is full just now."}})
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await panel.says("The box is full just now.")
    assert await panel.page.input_value("#concern") == "We laughed."
    panel.complaints.clear()  # browsers write refused requests into the console by themselves


async def test_with_few_people_a_card_says_what_it_cannot_hide(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(), board(names=("Ana", "Chi", "Dov")), tally(here=3), seat())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("Only 3 people could have written this")
    await circle.show(tally(here=2))
    await panel.says("Too few are here for a card")
    await panel.page.fill("#concern", "Words")
    await panel.page.focus(".sealed")
    await panel.page.keyboard.press("Enter")
    assert circle.cards == []


async def test_the_box_for_a_concern_tells_no_other_software(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    box = panel.page.locator("#concern")
    for name, value in {
        "spellcheck": "false",
        "autocomplete": "off",
        "autocorrect": "off",
        "translate": "no",
        "name": None,
    }.items():
        assert await box.get_attribute(name) == value, name


async def test_an_unsigned_answer_goes_the_cards_way(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*unsigned())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it without my name")
    await panel.says("Only you see these until")
    assert (circle.cards[0]["step"], circle.cards[0]["text"]) == (6, "Tea")
    assert circle.said == []


async def test_a_card_shown_to_all_is_told_and_can_be_read(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    card = parts.OpenCard(id="c", window=1, weight="slow", state="open", text="We laughed.", answer="I heard you.")
    await circle.show(cards(ids=("c",), shown=(card,)))
    assert (await panel.transcript("A card is shown"))[-1].endswith("A card is shown to all.")
    await panel.page.click("text=Read >> nth=-1")
    await panel.says("I heard you.")
