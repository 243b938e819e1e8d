"""Names on place cards: two of one name are told apart, and whoever likes can say it better."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.circle import Circle

pytestmark = pytest.mark.browser


async def test_two_of_one_name_are_told_apart_until_one_of_them_says_it_better(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    await scene.knocks("Ben")
    first = scene.people.pop("Ben")
    await expect(ana.page.locator(".people").get_by_text("Ben", exact=True)).to_be_visible()
    second = await scene.knocks("Ben")
    await expect(ana.page.locator(".people").get_by_text("Ben 2", exact=True)).to_be_visible()

    await second.page.get_by_text("My name: Ben 2").click()
    await second.page.get_by_label("What shall we call you?").fill("  ")
    await second.press("Put it on my place card")
    await second.sees("Your place card needs a name.")
    await second.page.get_by_label("What shall we call you?").fill("Ben K.")
    await second.page.keyboard.press("Enter")

    await second.sees("My name: Ben K.")
    await first.sees("Ben K.")
    await expect(ana.page.locator(".people").get_by_text("Ben K.", exact=True)).to_be_visible()
    scene.people["first"] = first
