"""Four people lead themselves: the one who begins keeps a seat, anyone may pause, the lead is passed on by hand."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.circle import PANEL, Circle, Someone
from tests.browser.moves import take_turns

pytestmark = pytest.mark.browser


async def begins(scene: Circle, name: str) -> Someone:
    someone = await scene.page(name, f"{scene.opened['console_url']}&led=peers", PANEL)
    await someone.page.get_by_label("What shall we call you?").fill(name)
    await someone.press("Take my place")
    await someone.sees("Raise a concern")
    return someone


async def test_four_peers_lead_themselves(circle) -> None:
    scene: Circle = await circle(led="peers")
    ana = await begins(scene, "Ana")
    ben, chi, dov = await scene.join("Ben", "Chi", "Dov")
    everyone = (ana, ben, chi, dov)
    await ana.press("Open the circle")
    for someone in everyone:
        await someone.sees("Arrive")
    assert await ben.page.get_by_role("button", name="Hold").count() == 0, "only the lead moves the group"
    await ben.page.get_by_text("Notes for this step").click()
    await ben.sees("Say")

    await ben.press("Pause for all")
    await ana.sees("paused")
    await ana.press("Go on")
    await expect(ben.page.get_by_text("paused")).to_have_count(0)

    await ana.press("How we want to be here")
    for someone in everyone:
        await someone.press("I can keep to this")
    await chi.sees("Everyone can keep to this.")
    await ana.page.get_by_text("You lead").first.click()
    await ana.page.get_by_text("Go to another step").click()
    row = ana.page.get_by_role("listitem").filter(has_text="Who is here, and what helped")
    await row.get_by_role("button", name="Go there").click()
    held = await take_turns(scene, 4)
    assert sorted(held) == ["Ana", "Ben", "Chi", "Dov"], "the lead has a turn like everybody"
    assert held[0] != "Ana", "but does not begin"

    await ana.page.get_by_text("Pass the lead on").click()
    await ana.page.get_by_role("listitem").filter(has_text="Chi").get_by_role("button", name="Pass it on").click()
    await chi.sees("You lead")
    await expect(ana.page.get_by_text("You lead")).to_have_count(0)
    await chi.press("Something you are good at")
    for someone in everyone:
        await someone.press("I am here")
    await chi.press("Open the pairs")
    for someone in everyone:
        await expect(someone.page.locator(".duo h1")).to_contain_text("You and")


async def test_when_the_lead_drops_the_circle_holds_and_nobody_is_elected(circle) -> None:
    scene: Circle = await circle(led="peers")
    ana = await begins(scene, "Ana")
    ben, chi = await scene.join("Ben", "Chi")
    await ana.press("Open the circle")
    await ben.sees("Arrive")
    await ana.page.goto("about:blank")
    for someone in (ben, chi):
        await expect(someone.page.get_by_text("We hold here until Ana is back.").first).to_be_visible(timeout=10_000)
        assert await someone.page.get_by_text("You lead").count() == 0
    await ana.page.go_back()
    await ana.sees("You lead")
    await expect(ben.page.get_by_text("We hold here until Ana is back.")).to_have_count(0)
