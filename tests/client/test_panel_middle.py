"""The middle of the circle: cards without a face, what came back with them, and "me too"."""

from __future__ import annotations

import pytest

from talkingpiece.core.cards.parts import HeldCard, OpenPart, OpenReply
from talkingpiece.sealed.acts import MeToo
from tests.client.conftest import Opened
from tests.client.middle import OTHER, WORDS, inside, own_and_another
from tests.client.scripted import Scripted
from tests.client.views import card, cards

pytestmark = pytest.mark.browser


async def test_a_card_says_how_many_could_have_written_it_and_nobody_who(circle: Scripted, open_panel: Opened) -> None:
    few = card("Could we hear the phone?", id=OTHER, n=4, standing="unsigned", weight="stop", state="parked")
    panel = await inside(circle, open_panel, card(WORDS, weight="slow"), few)
    await panel.says("Anonymous, one of 8")
    await panel.says("Unsigned, one of only 4")
    await panel.says("Kept for later")


async def test_what_came_back_lies_with_the_card(circle: Scripted, open_panel: Opened) -> None:
    reply = OpenReply(id=OTHER, text="That helps already.", n=7, standing="anonymous")
    shown = card(WORDS, answer="I heard you.", replies=(reply,), quick=("yes",), owner="Ben", kept=True, metoos=3)
    panel = await inside(circle, open_panel, shown, threshold=3)
    for words in (
        "Ana, who leads", "I heard you.", "That helps already.", "one of 7", "Yes, that is it.",
        "Ben says that this is theirs.", "The group agreed: 3 me-toos, and we pause.", "Me too · 3",
    ):  # fmt: skip
        await panel.says(words)


async def test_cards_that_were_put_together_are_one_with_all_their_words(circle: Scripted, open_panel: Opened) -> None:
    parts = (OpenPart(id="x" * 21 + "A", text="Too fast."), OpenPart(id=OTHER, text=None))
    panel = await inside(circle, open_panel, card("", parts=parts, metoos=2, at_least=True))
    for words in ("2 cards, put together", "Too fast.", "These words were removed.", "Me too · at least 2"):
        await panel.says(words)


async def test_a_card_that_was_taken_back_or_is_held_shows_no_words(circle: Scripted, open_panel: Opened) -> None:
    held = (HeldCard(id="x" * 21 + "A", why="names"),)
    panel = await inside(circle, open_panel, card(None, state="withdrawn"), held=held)
    await panel.says("A card was taken back by whoever wrote it.")
    await panel.says("1 card is held. It names a person. Ana will come back to it before we close.")
    assert await panel.page.get_by_role("button", name="Me too").count() == 0


async def test_a_me_too_goes_with_a_beat_and_leaves_no_trace_on_screen(circle: Scripted, open_panel: Opened) -> None:
    shown = card(WORDS)
    panel = await inside(circle, open_panel, shown)
    await circle.vote_on(shown.id)
    before = await panel.page.inner_html("[data-act=metoo]")
    await panel.page.click("[data-act=metoo]")
    await panel.says("It leaves with the next beat.")
    assert circle.said == []
    await circle.beat()
    [act] = circle.acts
    assert isinstance(act, MeToo)
    assert act.thing == shown.id
    assert await panel.page.inner_html("[data-act=metoo]") == before, "who looks over a shoulder sees no button pressed"
    await panel.page.click("[data-act=metoo]")
    await panel.says("Said already. It counts once.")


async def test_ones_own_card_looks_like_any_other_and_takes_no_me_too_of_ones_own(
    circle: Scripted, open_panel: Opened
) -> None:
    panel, id = await own_and_another(circle, open_panel)
    await circle.vote_on(id, OTHER)
    looks = await panel.page.evaluate(
        """() => [...document.querySelectorAll('#cards article')].map(card => {
            const copy = card.cloneNode(true);
            copy.querySelectorAll('.voice, ol').forEach(words => words.remove());
            return copy.innerText; })"""
    )
    assert len(looks) == 2
    assert looks[0] == looks[1]
    await panel.page.click("[data-act=metoo] >> nth=0")
    await panel.says("It is yours; it speaks for you already.")
    await circle.beat()
    assert circle.acts == []


async def test_a_card_shown_to_all_is_told_and_can_be_read(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    shown = card(WORDS, weight="slow", answer="I heard you.")
    await circle.show(cards(2, ids=(shown.id,), shown=(shown,)))
    assert (await panel.transcript("A card is shown"))[-1].endswith("A card is shown to all.")
    await panel.page.get_by_role("button", name="Read", exact=True).click()
    await panel.says("I heard you.")
    kept = card(WORDS, weight="slow", answer="I heard you.", kept=True, metoos=3)
    await circle.show(cards(2, ids=(shown.id,), shown=(kept,), threshold=3))
    assert "So many said “me too” as we agreed on: we pause." in (await panel.transcript("as we agreed on"))[-1]
