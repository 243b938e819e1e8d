"""What people do in scenes."""

from __future__ import annotations

import asyncio

from playwright.async_api import expect

from tests.browser.circle import Circle, Someone


async def onward(ana: Someone, title: str, circle: Circle) -> None:
    """The console leads on only once a step has settled under its leader's eyes; a press before that does nothing."""
    for _ in range(40):
        await ana.page.locator("#onward").press("Enter")
        try:
            await expect(ana.page.locator("h2").get_by_text(title)).to_be_visible(timeout=200)
            break
        except AssertionError:
            continue
    await circle.everyone_sees(title)


async def take_turns(circle: Circle, holders: int) -> list[str]:
    """Whoever holds the piece passes it on from their panel, until it lies in the middle. Returns the order."""
    order: list[str] = []
    people = list(circle.people.values())
    for _ in range(holders):
        holding = await first_to_see(people, "You have the piece")
        order.append(holding.name)
        await holding.page.locator(".btn.piece").click()
        await expect(holding.page.get_by_role("heading", name="You have the piece")).to_have_count(0)
    return order


async def first_to_see(people: list[Someone], words: str) -> Someone:
    for _ in range(100):
        for someone in people:
            if await someone.page.get_by_role("heading", name=words).count():
                return someone
        await asyncio.sleep(0.05)
    raise AssertionError(f"nobody sees {words!r}")
