"""What people do with the box for concerns, by mouse and by keyboard, and what they see of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from playwright.async_api import Locator, expect

from tests.browser.circle import Someone


async def raises(someone: Someone, words: str, *, to: str = "", weight: str = "") -> None:
    """Open the box, write, seal."""
    await someone.press("Raise a concern")
    await someone.page.get_by_label("Your concern").fill(words)
    for choice in filter(None, (to, weight)):
        await someone.page.locator("label", has_text=choice).click()
    await someone.press("Send without my name")
    await expect(someone.page.locator("[data-sealed]")).to_be_visible()


async def writes(someone: Someone, words: str, *, to: str = "") -> None:
    """In a step in which all write: into its own box, and seal."""
    await someone.page.get_by_role("textbox").fill(words)
    if to:
        await someone.page.locator("label", has_text=to).click()
    await someone.press("Send without my name")
    await expect(someone.page.locator("[data-sealed]", has_text=words)).to_be_visible()


async def taps(someone: Someone, what: str) -> None:
    """Ask for something without a word, and go back."""
    await someone.press("Raise a concern")
    await someone.press(what)
    await someone.press("Back, keep my words")


def card_of(someone: Someone, words: str) -> Locator:
    return someone.page.locator("#cards article.card").filter(has_text=words)


async def says_me_too(someone: Someone, words: str) -> None:
    await card_of(someone, words).get_by_role("button", name="Me too").click()


async def holds_by_key(someone: Someone, words: str, act: str) -> None:
    """Hold "Mine?" with the space bar, and go on with Tab and Enter while it is down."""
    handle = card_of(someone, words).get_by_role("button", name="Mine?")
    await handle.focus()
    await someone.page.keyboard.down(" ")
    await someone.sees("Yes, it is yours.")
    wanted = card_of(someone, words).locator(".held").get_by_role("button", name=act)
    for _ in range(8):
        await someone.page.keyboard.press("Tab")
        if await wanted.evaluate("it => it === document.activeElement"):
            break
    await someone.page.keyboard.press("Enter")
    await someone.page.keyboard.up(" ")


async def holds_by_finger(someone: Someone, words: str, act: str) -> None:
    """Press "Mine?" down, slide to what is to be done, let go."""
    mouse = someone.page.mouse
    await card_of(someone, words).get_by_role("button", name="Mine?").hover()
    await mouse.down()
    await someone.sees("Yes, it is yours.")
    wanted = card_of(someone, words).locator(".held").get_by_role("button", name=act)
    await expect(wanted).to_be_in_viewport()  # nobody scrolls with the finger that holds
    at = await wanted.bounding_box()
    assert at
    await mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    await mouse.up()


async def calls_a_number(ana: Someone, number: int) -> list[str]:
    """At the console: the words that are read aloud."""
    await ana.press("Compare the words")
    await ana.page.get_by_label("The number that was called").fill(str(number))
    await ana.press("Show the words")
    await expect(ana.page.locator(".fourwords span")).to_have_count(4)
    return await ana.page.locator(".fourwords span").all_inner_texts()


async def words_shown(people: Iterable[Someone]) -> list[list[str]]:
    """The four words on each of these screens."""

    async def of(someone: Someone) -> list[str]:
        words = someone.page.locator("[aria-labelledby=check-title] li")
        await expect(words).to_have_count(4)
        return await words.all_inner_texts()

    return list(await asyncio.gather(*map(of, people)))
