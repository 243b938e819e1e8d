"""A circle that leads itself: the helm for one, a pause for all."""

from __future__ import annotations

import pytest

from tests.client.conftest import Opened
from tests.client.scripted import Scripted
from tests.client.views import (
    board,
    eventually,
    head,
    peers,
    seat,
    tally,
    turn,
)

pytestmark = pytest.mark.browser


async def test_whoever_leads_among_peers_has_the_helm_and_keeps_the_own_turn(
    circle: Scripted, open_panel: Opened
) -> None:
    views = turn("Chi")
    await circle.show(
        head("round", 3, part=views[0].part, **peers("Chi")), *views[1:3], seat(3, lead=True, part=views[3].part)
    )
    panel = await open_panel()
    await panel.enter()
    await panel.says("You have the piece")
    for act, verb in (("next", "next_step"), ("previous", "previous_step"), ("longer", "add_time"), ("hold", "pause")):
        await panel.page.click(f"[data-act={act}]")
        await eventually(lambda verb=verb: circle.verbs(verb))  # type: ignore[misc]
    assert circle.verbs("next_step")[0]["expecting"] == 3
    assert circle.verbs("add_time")[0]["seconds"] == 60
    await panel.page.click(".helm summary >> nth=0")
    await panel.says("Slowly.")
    await panel.page.click("text=Pass the lead on")
    await panel.page.click("text=Pass it on to Dov >> nth=-1")
    await eventually(lambda: circle.verbs("pass_lead"))
    assert circle.verbs("pass_lead")[0]["seat"] == "dov"


async def test_closing_for_everyone_takes_two_taps(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("close", 8, **peers("Chi")), board(8), tally(8), seat(8, lead=True))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("[data-act=close]")
    await panel.says("This closes the circle for everyone.")
    assert circle.said == []
    await panel.page.click("[data-act=end]")
    await eventually(lambda: circle.verbs("end"))


async def test_everyone_else_among_peers_sees_the_notes_and_may_pause(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(**peers("Ana")), board(), tally(), seat())
    panel = await open_panel()
    await panel.enter()
    assert await panel.page.locator(".helm").count() == 0
    await panel.page.click("text=Notes for this step")
    await panel.says("Slowly.")
    await panel.page.click("text=Pause for all")
    await eventually(lambda: circle.verbs("pause"))
