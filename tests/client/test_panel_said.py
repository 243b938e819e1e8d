"""What is said to whoever listens instead of looking, and where the eye is led."""

from __future__ import annotations

import pytest

from tests.client.conftest import Opened
from tests.client.scripted import Scripted, now_ms
from tests.client.views import (
    eventually,
    reading,
    turn,
)

pytestmark = pytest.mark.browser


async def test_every_change_is_said_in_one_line_and_clocks_are_silent(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(2, title="Tea", ends_at=now_ms() + 300_000))
    panel = await open_panel()
    await panel.enter()
    before = await panel.page.inner_text(".time")
    await panel.page.wait_for_function("text => document.querySelector('.time').innerText !== text", arg=before)
    assert await panel.page.evaluate("window.said") == [], "a ticking clock says nothing"
    await circle.show(*turn("Ben"))
    await panel.transcript("Ben")
    await circle.show(*turn("Chi"))
    said = await panel.transcript("You have the piece")
    assert said == ["Step 4 of 9, Round: A help. Ben has the piece. You are next.", "You have the piece."]


async def test_ones_turn_is_in_the_tabs_title_and_goes_with_the_piece(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*turn("Chi"))
    panel = await open_panel()
    await panel.enter()
    await panel.title("Your turn")
    await panel.page.click("text=Pass it on to Dov")
    await eventually(lambda: circle.verbs("pass_piece"))
    assert circle.said[-1]["expecting"] == "chi"
    await circle.show(*turn("Dov"))
    await panel.page.wait_for_function("() => !document.title.includes('Your turn')")


async def test_a_button_of_one_step_never_becomes_a_button_of_the_next(circle: Scripted, open_panel: Opened) -> None:
    """Enter, pressed twice on "Pass", must not act on whatever comes after."""
    await circle.show(*turn("Chi", 3))
    panel = await open_panel()
    await panel.enter()
    await panel.page.focus("[data-act=pass_piece]")
    await circle.show(*turn("Chi", 4))
    await panel.says("5 of 9")
    await panel.page.keyboard.press("Enter")
    await panel.page.wait_for_timeout(100)
    assert circle.said == []


async def test_the_new_step_is_seen_from_its_top(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(1, title="Long", body="<p>words</p>" * 200))
    panel = await open_panel()
    await panel.enter()
    await panel.page.evaluate("document.querySelector('main').scrollTop = 900")
    await circle.show(*reading(2, title="Also long", body="<p>words</p>" * 200))
    await panel.says("Also long")
    assert await panel.page.evaluate("document.querySelector('main').scrollTop") == 0


async def test_a_pause_shows_what_is_left_and_whose_word_ends_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(2, paused=True, ends_at=None, remaining_ms=125_000))
    panel = await open_panel()
    await panel.enter()
    await panel.says("It goes on when Ana says so.")
    assert "2:05" in await panel.page.inner_text(".time")
