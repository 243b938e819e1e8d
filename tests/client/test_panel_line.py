"""The line: lost and found, and what the panel says meanwhile."""

from __future__ import annotations

import pytest

from talkingpiece import parts, wire
from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import (
    eventually,
    head,
    named,
    reading,
    seat,
)

pytestmark = pytest.mark.browser


async def test_a_blink_of_the_line_is_not_shown_and_a_longer_one_calmly(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Half")
    circle.closing = wire.Close.TRY_LATER
    await circle.hang_up()
    assert await panel.page.locator(".net").count() == 0
    await panel.says("You are offline for a moment.")
    assert await panel.page.input_value("textarea") == "Half", "drafts keep working"
    circle.closing = None
    assert (await panel.transcript("You are back"))[-1] == "You are back. Nothing was lost."
    await panel.page.wait_for_selector(".net", state="detached")


async def test_a_raised_hand_is_raised_again_when_the_server_has_forgotten_it(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("[data-act=hand]")
    await eventually(lambda: circle.verbs("hand"))
    await circle.show(seat(hand=True))
    await panel.page.wait_for_selector("[data-act=hand][aria-pressed=true]")
    await circle.show(seat(hand=False, name="Chi "))
    await panel.page.wait_for_selector("[data-act=hand][aria-pressed=false]")
    assert len(circle.verbs("hand")) == 1, "lowered by somebody else, it stays down"
    await panel.page.click("[data-act=hand]")
    await eventually(lambda: len(circle.verbs("hand")) == 2)
    await circle.hang_up()
    await eventually(lambda: len(circle.verbs("hand")) == 3)
    assert circle.said[-1]["up"] is True


async def test_the_circle_holds_when_whoever_leads_is_gone_for_a_while(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.page.clock.install()
    await panel.enter()
    await circle.show(head(lead=parts.Leader(seat=None, name="Ana", here=False)))
    await panel.page.clock.run_for(4_000)
    assert await panel.page.locator(".net").count() == 0, "a blink of her line is nobody's business"
    await panel.page.clock.run_for(2_000)
    assert (await panel.transcript("We hold here"))[-1] == "We hold here until Ana is back. Nothing moves on by itself."
    await circle.show(head(lead=parts.Leader(seat=None, name="Ana", here=True)))
    await panel.page.wait_for_selector(".net", state="detached")
    await panel.page.wait_for_function("() => window.said.at(-1) === 'Ana is back.'")


async def test_a_new_build_waits_until_nobody_is_in_a_field(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel()
    await panel.page.add_init_script("Math.random = () => 0;")  # no spread
    await panel.enter()
    await panel.page.click("textarea")
    await panel.page.keyboard.type("Half")
    circle.build = "newer"
    await circle.hang_up()
    await eventually(lambda: len(circle.hellos) == 2)
    await panel.page.wait_for_timeout(700)
    assert len(circle.hellos) == 2
    assert await panel.page.input_value("textarea") == "Half"
    await panel.page.evaluate("document.activeElement.blur()")
    await eventually(lambda: len(circle.hellos) == 3)
