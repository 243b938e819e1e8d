"""What stands before somebody's eyes, and where the keyboard is, when something changes."""

from __future__ import annotations

from typing import Any

import pytest

from talkingpiece.core.steps.agree import AgreeSeat, AgreeTally
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectHead, CollectSeat
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import board, head, named, seat, tally, turn

pytestmark = pytest.mark.browser

LONG = "<p>A long question.</p>" * 60


def opened_answers(step: int = 6) -> tuple[Any, ...]:
    asked = CollectHead(signed="named", label="Your answer", opened=True)
    answers = (Answer(id="dov", text="Tea at four", name="Dov"),)
    return (
        head("collect", step, title="What helps?", body=LONG, part=asked),
        board(step, part=CollectBoard(answers=answers)),
        tally(step),
        seat(step, part=CollectSeat(yours=None)),
    )


async def in_sight(panel: Panel, text: str) -> bool:
    found: bool = await panel.page.get_by_text(text).first.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    return found


async def test_words_that_are_being_written_stay_when_the_answers_are_opened(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("textarea")
    await panel.page.keyboard.type("Nobody had said")
    await circle.show(*opened_answers())
    await panel.says("Tea at four")
    await panel.page.keyboard.type(" it aloud")
    assert await panel.page.input_value("textarea") == "Nobody had said it aloud"
    assert await panel.page.get_by_role("button", name="Copy it for myself").count() == 1
    assert await panel.page.get_by_role("button", name="Send to that step").count() == 0, "it would be refused"


async def test_opened_answers_are_in_sight_however_long_the_question_is(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*opened_answers())
    panel = await open_panel()
    await panel.enter()
    await panel.says("Tea at four")
    assert await in_sight(panel, "Tea at four")


async def test_whoever_left_the_cursor_in_a_field_sees_that_they_have_the_piece(
    circle: Scripted, open_panel: Opened
) -> None:
    solo = head("solo", 2, title="Remember", body=LONG)
    await circle.show(solo, board(2), tally(2), seat(2))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("textarea")
    await panel.page.keyboard.type("Tea")
    await circle.show(*turn("Ben"))
    await panel.says("After Ben comes you")
    assert await panel.page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the premise"
    await circle.show(*turn("Chi"))
    await panel.says("You have the piece")
    assert await in_sight(panel, "You have the piece")
    assert await panel.page.input_value("textarea") == "Tea"


async def test_a_pressed_button_that_goes_leaves_the_keyboard_in_the_step(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(
        head("agree", 1), board(1), tally(1, part=AgreeTally(yes=1, of=8)), seat(1, part=AgreeSeat(agreed=False))
    )
    panel = await open_panel()
    await panel.enter()
    await panel.page.get_by_role("button", name="I can keep to this").focus()
    await panel.page.keyboard.press("Enter")
    await circle.show(seat(1, part=AgreeSeat(agreed=True)))
    await panel.says("You keep to this.")
    assert await panel.page.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.parametrize("kind", ["present", "agree", "solo"])
async def test_the_other_question_of_a_step_can_be_unfolded_by_everybody(
    circle: Scripted, open_panel: Opened, kind: str
) -> None:
    await circle.show(head(kind, 1, alternative="<p>Or a tool you like.</p>"), board(1), tally(1), seat(1))
    panel = await open_panel()
    await panel.enter()
    await panel.page.locator("main summary", has_text="Another").click()
    assert await in_sight(panel, "Or a tool you like.")
