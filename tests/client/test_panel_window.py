"""Steps in which all write at once, unsigned answers, and words that are sealed while somebody goes."""

from __future__ import annotations

import pytest
from playwright.async_api import Route

from talkingpiece.sealed.acts import Card, Text
from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import cards, head, reading, tally, unsigned
from tests.client.windows import THING, asking, inside, opened, window

pytestmark = pytest.mark.browser


async def test_in_a_window_step_everybody_has_the_box_open(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *window())
    await panel.says("Everyone is writing now; there is no need to send anything.")
    await panel.says("An empty page goes out like a full one.")
    await panel.says("What is hard to say?")
    await panel.says("Anonymous. 8 people could have written this.")
    await panel.page.fill("textarea", "We laughed.")
    await panel.page.check("label:has-text('All of us')")
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    assert await panel.page.input_value("textarea") == "", "one may write more"
    assert circle.said == []
    await circle.beat(questions=(THING,))
    [card] = circle.acts
    assert isinstance(card, Card)
    assert (card.text, card.to) == ("We laughed.", "all")


async def test_an_interlude_has_no_number(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2))
    await circle.show(*window())
    await panel.says("Write · in between")
    assert "10 of 9" not in await panel.page.inner_text("body")
    assert await panel.page.locator(".thread").count() == 0
    said = await panel.transcript("In between, Write: A moment to write.")
    assert not [one for one in said if "Step 10" in one]


async def test_words_that_were_not_sealed_when_the_window_closed_can_go_into_the_box(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel, *window())
    await panel.page.click("textarea")
    await panel.page.keyboard.type("We lau")
    await circle.show(*reading(2, title="Where we were"), cards(2))
    await panel.says("Where we were")
    await panel.page.keyboard.type("ghed.")
    await panel.says("Your unsent words, from an earlier step")
    assert await panel.page.input_value("textarea") == "We laughed."
    await panel.page.click("text=Put it in the box")
    await panel.says("Without a word")
    assert await panel.page.input_value("#concern") == "We laughed."
    await circle.beat(opening=True)
    assert circle.acts == [], "nothing was sealed"


async def test_a_window_that_is_open_says_so(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *window())
    await circle.show(*window(opened=True, n=8, standing="anonymous"))
    await panel.says("The words are open. If there were any, they lie in the middle or with whoever leads.")
    assert "The words are open." in (await panel.transcript("The words are open."))[-1]


async def test_unsigned_answers_are_sealed_until_their_question_opens(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.says("Until then nothing is counted, and nobody can see who has written.")
    for words in ("Tea", "Time"):
        await panel.page.fill("textarea", words)
        await panel.page.click("[data-act='desk-step-6-0']")
        await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")
    assert (asked, circle.said) == ([], [])
    await circle.beat(opening=True)
    assert circle.acts == [], "the premise: another opening than that of this question"
    await circle.beat(questions=(THING,))
    [text] = circle.acts
    assert isinstance(text, Text)
    assert (text.thing, set(text.texts), text.floor) == (THING, {"Tea", "Time"}, 5)


async def test_a_sealed_answer_can_be_taken_back(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it without my name")
    await panel.says("Yours so far")
    await panel.page.click("text=Take it back")
    await panel.page.wait_for_selector("text=Yours so far", state="detached")
    await circle.beat(questions=(THING,))
    assert circle.acts == []


async def test_five_answers_are_enough(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    for words in "abcde":
        await panel.page.fill("textarea", words)
        await panel.page.click("[data-act='desk-step-6-0']")
        await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")
    await panel.page.fill("textarea", "f")
    await panel.says("Five answers are enough")


async def test_all_answers_together_have_the_room_of_one_packet(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    await panel.page.fill("textarea", "x" * 1500)
    await panel.page.click("text=Add it without my name")
    await panel.says("Yours so far")
    await panel.page.fill("textarea", "y" * 1000)
    await panel.says("Too long for one packet")


async def test_with_too_few_an_unsigned_question_takes_nothing(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking(n=2))
    await panel.page.fill("textarea", "Tea")
    await panel.says("Too few are here for this")
    await panel.page.click(".btn.sealed", force=True)
    await circle.beat(questions=(THING,))
    assert circle.acts == []


async def test_opened_answers_say_how_many_could_have_written(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*opened(6, "Tea", "Time"))
    panel = await open_panel()
    await panel.enter()
    await panel.says("2 answers, shuffled. They came without names. Anonymous, one of 8.")
    await circle.show(*opened(6, n=2, standing="closed"))
    await panel.says("Too few were here to open anything. What was written stays with whoever wrote it.")


async def test_an_answer_that_was_not_opened_stays_with_its_author(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it without my name")
    await circle.beat(questions=(THING,))
    await circle.show(*opened(6, n=4, standing="unsigned"))
    await circle.beat()
    await panel.says("It was not opened with the others")
    await panel.page.click("text=Put it in the box")
    await panel.says("Without a word")
    assert await panel.page.input_value("#concern") == "Tea"


async def test_unsigned_words_that_are_being_written_are_kept_nowhere(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *asking())
    await panel.page.fill("textarea", "What I would not say")
    kept = await panel.page.evaluate("JSON.stringify([Object.entries(sessionStorage), history.state])")
    assert "What I would not say" not in kept
    await panel.page.reload()
    await panel.page.wait_for_selector("textarea")
    assert await panel.page.input_value("textarea") == ""


async def test_whoever_leaves_is_told_of_words_that_are_sealed(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2), cards(2))
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await panel.page.click("[data-act=leave]")
    await panel.says("Your sealed words have not opened.")
    assert circle.verbs("leave") == []
    await panel.page.click("text=Stay until then")
    await panel.page.wait_for_selector("text=Your sealed words have not opened.", state="detached")
    await panel.page.click("[data-act=leave]")
    await panel.page.click("text=Let them go, and leave")
    await panel.says("You have left the circle.")
    assert len(circle.verbs("leave")) == 1


async def test_words_that_the_end_was_faster_than_stay_with_their_author(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, *reading(2), cards(2))
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await circle.show(head("ended", 8), tally(8, box=None))
    await panel.says("The circle closed before it could be opened. Nobody knows that it was there.")
    await panel.says("We laughed.")
    await panel.page.click("text=Let it go")
    await panel.page.wait_for_selector("[data-sealed]", state="detached")


async def test_the_box_can_be_asked_for_before_its_script_is_there(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*unsigned(), cards(6))
    panel = await open_panel()
    held: list[Route] = []

    async def hold(route: Route) -> None:
        held.append(route)

    await panel.page.route("**/parts/cards/index.js", hold)
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("The box for concerns is being made ready. It opens by itself.")
    for route in held:
        await route.continue_()
    await panel.says("What should be known?")
