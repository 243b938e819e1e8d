"""Words that somebody is writing, while the group moves on or the line goes."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import (
    board,
    eventually,
    head,
    named,
    reading,
    seat,
    tally,
)

pytestmark = pytest.mark.browser


async def test_a_step_that_changes_under_somebody_who_types_takes_neither_words_nor_focus(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("textarea")
    await panel.page.keyboard.type("Nobody had said")
    await circle.show(*reading(7, title="A break"))
    await panel.says("A break")
    await panel.page.keyboard.type(" it aloud")
    await panel.says("Your unsent words, from the step before")
    assert await panel.page.input_value("textarea") == "Nobody had said it aloud"
    assert await panel.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert await panel.page.evaluate("window.focused.length") == 1, "focus never moved"


async def test_the_caret_stays_where_it_was_when_the_step_changes(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Nobody said it")
    await panel.page.evaluate("document.querySelector('textarea').setSelectionRange(6, 6)")
    await circle.show(*named(7))
    await panel.says("8 of 9")
    await panel.page.keyboard.type(" had")
    assert await panel.page.input_value("#desk-step-6") == "Nobody had said it"
    assert await panel.page.input_value("#desk-step-7") == ""


async def test_unsent_words_go_to_the_step_they_were_written_for(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await circle.show(*reading(7))
    await panel.page.click("text=Send to that step")
    await eventually(lambda: circle.verbs("write"))
    assert (circle.said[-1]["step"], circle.said[-1]["text"]) == (6, "Tea")
    await panel.page.wait_for_selector("textarea", state="detached")


async def test_unsent_words_that_come_too_late_stay_and_say_why(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_late", message="The answers are open already.")
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await circle.show(*reading(7))
    await panel.page.click("text=Send to that step")
    await panel.says("The answers are open already.")
    assert await panel.page.input_value("textarea") == "Tea"
    await panel.page.click("text=Put away")
    await panel.page.wait_for_selector("textarea", state="detached")


async def test_a_draft_survives_a_reload(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Half a sentence")
    await panel.page.reload()
    await panel.says("What helps?")
    assert await panel.page.input_value("textarea") == "Half a sentence"


async def test_words_stay_in_the_field_until_they_are_known_to_be_kept(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: None
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it")
    await panel.page.wait_for_selector("[data-act=desk-step-6-0][aria-busy=true]")
    assert await panel.page.input_value("textarea") == "Tea"
    await eventually(lambda: circle.said)
    await circle.say(wire.Ok(id=circle.said[0]["id"]))
    await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")


async def test_an_unanswered_input_is_delivered_once_after_the_line_was_lost(
    circle: Scripted, open_panel: Opened
) -> None:
    circle.answer = lambda said: None
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it")
    await eventually(lambda: circle.said)
    circle.answer = lambda said: wire.Ok(id=said["id"])
    await circle.hang_up()
    await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")
    first, again = circle.verbs("write")
    assert first == again, "the same id, so that the server can tell"


async def test_private_writing_never_reaches_the_server(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("solo", 2, title="For yourself"), board(2), tally(2), seat(2))
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_load_state("networkidle")  # what is fetched after the first paint, for everybody, is here
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.fill("textarea", "What I would not say")
    await circle.show(*reading(3, title="Later"))
    await panel.says("Your own page, from an earlier step")
    assert circle.said == []
    assert asked == []


async def test_a_page_of_ones_own_lies_folded_in_later_steps(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("solo", 2, title="For yourself"), board(2), tally(2), seat(2))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "What I would not say")
    await panel.page.click("h1")
    await circle.show(*reading(3, title="Later"))
    await panel.says("Your own page: For yourself")
    assert await panel.page.locator("textarea").count() == 0
    await panel.page.click("text=Your own page: For yourself")
    assert await panel.page.input_value("textarea") == "What I would not say"
    await panel.page.click("text=Fold it up")
    await panel.page.wait_for_selector("textarea", state="detached")
