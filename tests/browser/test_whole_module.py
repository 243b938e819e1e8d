"""A facilitator and eight people go through it all: one reloads, one is late, one leaves, one tab is hidden."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser.beats import Beats
from tests.browser.circle import Circle, Someone
from tests.browser.moves import back_at_once, into_pairs, onward, pairs_talk, press_until, take_turns

pytestmark = pytest.mark.browser

EIGHT = ("Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Hana", "Ivo")


async def hide(someone: Someone) -> None:
    """The panel lies behind the call: the page believes that nobody sees it."""
    await someone.page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


async def test_a_facilitator_and_eight_people_go_through_the_whole_module(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    people = {someone.name: someone for someone in await scene.join(*EIGHT)}
    await expect(ana.page.locator(".people").get_by_text("Ivo")).to_be_visible()

    await ana.press("Open the circle")
    await scene.everyone_sees("Arrive")
    await hide(people["Gus"])

    await onward(ana, "How we want to be here", scene)
    await asyncio.gather(*(someone.press("I can keep to this") for someone in people.values()))
    await people["Ben"].sees("Everyone can keep to this.")

    await onward(ana, "Remember a small help", scene)
    await people["Chi"].page.get_by_role("textbox").fill("Dov named the files well")
    await people["Chi"].page.reload()
    await people["Chi"].sees("Remember a small help")
    await expect(people["Chi"].page.get_by_role("textbox")).to_have_value("Dov named the files well")

    await onward(ana, "Who is here, and what helped", scene)
    order = await take_turns(scene, 8)
    assert sorted(order) == sorted(EIGHT), "the piece comes to everyone once"

    late = await scene.knocks("Jo")
    await late.sees("You are at the door")
    await ana.press("Let in Jo")
    await late.sees("I can keep to this")
    await late.press("I can keep to this")
    await late.sees("Who is here, and what helped")
    assert await take_turns(scene, 1) == ["Jo"], "who comes late gets the piece last"

    await leaves(people["Ivo"])
    del scene.people["Ivo"]
    await into_pairs(ana, scene)
    await pairs_talk(ana, scene)
    await everyone_has_company(scene)
    await back_at_once(ana)

    await onward(ana, "What would make it easier here?", scene)
    beats = Beats.of(scene)
    await beats.beat(3)
    await people["Ben"].page.get_by_role("textbox").fill("A quiet hour before ten")
    await people["Ben"].press("Add it without my name")
    await people["Ben"].sees("Only this screen knows it is yours.")
    await ana.press("Open them soon")
    await beats.opening()
    await people["Dov"].sees("A quiet hour before ten")
    assert "Ben" not in await people["Dov"].page.locator(".spread").inner_text(), (
        "an unsigned answer stands without a name"
    )

    await onward(ana, "What is hard to say here", scene)
    await people["Chi"].page.get_by_role("textbox").fill("We decide before we have asked everybody")
    await people["Chi"].press("Send without my name")
    await people["Chi"].sees("Only this screen knows it is yours.")
    await beats.opening()
    await ana.sees("We decide before we have asked everybody")
    await people["Chi"].sees("The words are open.")
    await onward(ana, "One small step", scene)
    await people["Eli"].page.get_by_role("textbox").fill("When Monday starts, I will ask Fay")
    await people["Eli"].press("Add it")
    await people["Eli"].sees("Kept")
    assert await people["Fay"].page.get_by_text("When Monday starts").count() == 0, "nothing shows before the opening"
    await ana.press("Open them now")
    await people["Fay"].sees("When Monday starts, I will ask Fay")

    await onward(ana, "Before we part", scene)
    await people["Eli"].sees("When Monday starts, I will ask Fay")
    close = ana.page.get_by_role("button", name="Close it for all")
    await press_until(ana, close)
    await close.press("Enter")  # two clicks this fast would be one double tap
    for someone in (people["Ben"], late, people["Gus"]):
        await someone.sees("Thank you")
    the_live_region_told_each_change_once(await people["Ben"].heard(), turns=len(order) + 1)


def the_live_region_told_each_change_once(heard: list[str], turns: int) -> None:
    steps = [line[line.index("Step ") :].split(". You and")[0] for line in heard if "Step " in line]
    assert steps[:3] == [
        "Step 1 of 9, Read: Arrive.",
        "Step 2 of 9, Agree: How we want to be here.",
        "Step 3 of 9, Solo: Remember a small help.",
    ]
    assert len(steps) == 9, heard
    assert sum(line.count("the piece.") for line in heard) == turns, heard
    assert any("You have the piece." in line for line in heard), heard
    assert any("Room " in line for line in heard), heard
    assert not any(re.search(r"\d:\d\d", line) for line in heard), "no clock is read out"


async def leaves(someone: Someone) -> None:
    leave = someone.page.get_by_role("button", name="Leave the circle")
    await leave.first.click()
    sure = someone.page.get_by_role("button", name="Leave", exact=True)
    if await sure.count():
        await sure.click()


async def everyone_has_company(scene: Circle) -> None:
    """Nine people less one are four pairs, and each pair knows of each other."""
    company: dict[str, frozenset[str]] = {}
    for name, someone in scene.people.items():
        if name != "Ana":
            await expect(someone.page.locator(".duo h1")).to_contain_text("You and")
            heading = await someone.page.locator(".duo h1").inner_text()
            company[name] = frozenset(heading.replace("You", name).replace(" and ", ",").replace(", ", ",").split(","))
    assert len(company) == 8
    for name, together in company.items():
        assert len(together) == 2, company
        assert all(company[other] == together for other in together), (name, company)
