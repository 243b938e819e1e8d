"""Bad weather: lines lost, servers restarted, laptops closed. A calm banner, then the same place, complete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.browser.circle import Circle, Someone
from tests.browser.moves import onward

pytestmark = pytest.mark.browser

OFFLINE = "Your words are safe here"


def expected_while_down(text: str) -> bool:
    return "WebSocket" in text or "ERR_" in text


async def agreed(circle: Callable[..., Awaitable[Circle]]) -> tuple[Circle, Someone, Someone]:
    """Ana leads Ben and Chi, who have accepted the agreement."""
    scene = await circle()
    ana = await scene.lead("Ana")
    ben, chi = await scene.join("Ben", "Chi")
    await ana.press("Open the circle")
    await scene.everyone_sees("Arrive")
    await onward(ana, "How we want to be here", scene)
    for someone in (ben, chi):
        await someone.press("I can keep to this")
    return scene, ana, ben


async def test_a_restart_of_the_server_loses_no_seat_no_step_and_no_draft(circle) -> None:
    scene, ana, ben = await agreed(circle)
    await onward(ana, "Remember a small help", scene)
    field = ben.page.get_by_role("textbox")
    await field.fill("half a thought")

    await scene.place.stop()
    await ben.sees(OFFLINE)
    await field.press_sequentially(", and the rest of it")
    await scene.place.start()

    await expect(ben.page.get_by_text(OFFLINE)).to_have_count(0, timeout=15_000)
    await expect(field).to_have_value("half a thought, and the rest of it")
    await ben.sees("Remember a small help")
    await expect(ana.page.locator(".people").get_by_text("Ben", exact=True)).to_have_count(1)
    for someone in scene.people.values():
        someone.complaints[:] = [text for text in someone.complaints if not expected_while_down(text)]


async def test_an_answer_given_without_a_line_is_delivered_once_when_it_is_back(circle) -> None:
    scene, ana, ben = await agreed(circle)
    await go_to(ana, "One small step")
    await scene.everyone_sees("One small step")

    await scene.place.stop()
    await ben.sees(OFFLINE)
    await ben.page.get_by_role("textbox").fill("When Monday starts, I will ask Chi")
    await ben.press("Add it")
    await scene.place.start()
    await expect(ben.page.get_by_text("Kept").first).to_be_visible(timeout=15_000)
    await expect(ana.page.get_by_text(OFFLINE)).to_have_count(0, timeout=15_000)

    await expect(ana.page.get_by_text("From Ben.")).to_be_visible()
    room = next(iter(scene.place.app.house.rooms.values()))
    assert [text for id, text in room.ledger.words.items() if id.startswith("answer:")] == [
        "When Monday starts, I will ask Chi"
    ]
    for someone in scene.people.values():
        someone.complaints[:] = [text for text in someone.complaints if not expected_while_down(text)]


async def go_to(ana, title: str) -> None:
    """Straight to a step, by the path."""
    step = ana.page.locator(".path").get_by_text(title, exact=True).locator("visible=true")
    await step.first.click()
    await ana.page.get_by_role("button", name="Take everyone here").click()
