"""What people do in scenes."""

from __future__ import annotations

import asyncio

from playwright.async_api import Locator, expect

from tests.browser.circle import Circle, Someone


async def onward(ana: Someone, title: str, circle: Circle) -> None:
    """On to the step of this title."""
    await press_until(ana, ana.page.locator("h2").get_by_text(title))
    await circle.everyone_sees(title)


async def all_see(people: list[Someone], words: str) -> None:
    await asyncio.gather(*(someone.sees(words) for someone in people))


async def press_until(ana: Someone, shown: Locator) -> None:
    """The console leads on only once a step has settled under its leader's eyes; a press before that does nothing."""
    for _ in range(40):
        await ana.page.locator("#onward").press("Enter")
        try:
            await expect(shown).to_be_visible(timeout=200)
            return
        except AssertionError:
            continue
    raise AssertionError(f"pressed in vain for {shown}")


async def into_pairs(ana: Someone, circle: Circle) -> None:
    """To the pairs step: every panel asks whether somebody is there."""
    await press_until(ana, ana.page.locator("h2").get_by_text("Something you are good at"))
    await asyncio.gather(*(one.sees("Pairs come next. Are you there?") for one in circle.panels))


async def pairs_talk(ana: Someone, circle: Circle) -> None:
    """Everyone says that they are there, and Ana lets them talk."""
    await asyncio.gather(*(one.press("I am here") for one in circle.panels))
    await let_them_talk(ana)


async def let_them_talk(ana: Someone) -> None:
    await press_until(ana, ana.page.get_by_role("heading", name="Who is with whom"))


async def back_at_once(ana: Someone) -> None:
    """Called back for a last sentence, and at once: each introduces another."""
    await press_until(ana, ana.page.get_by_role("heading", name="Who introduces whom"))


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
