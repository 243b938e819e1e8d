"""A concern's way before it is opened: nothing shows that somebody writes, and nothing on the way loses it."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser import box
from tests.browser.beats import Beats, agreed
from tests.browser.circle import PANEL, Circle, Someone
from tests.browser.company import Company
from tests.browser.moves import all_see, onward
from tests.browser.overheard import Overheard

pytestmark = pytest.mark.browser

WORDS = "We laughed when somebody said they felt lost."


async def test_whoever_writes_sends_as_much_as_whoever_does_not(among: Circle, company: Company) -> None:
    overheard = Overheard()
    among.listeners.append(overheard)
    ben, eli = await among.join("Ben", "Eli")
    await company.ana.does("start")
    await company.onward(1)
    await asyncio.gather(*(one.press("I can keep to this") for one in (ben, eli)), company.all_agree())
    await ben.sees("Everyone can keep to this.")
    beats = Beats.of(among)
    await beats.beat(4)
    asked = overheard.asked_for("Ben")
    for script in ("vendor/sealed.js", "parts/cards/write.js"):
        assert any(path.endswith(script) for path in asked), "the premise: all of the box is here before it is opened"
    for who in ("Ben", "Eli"):
        overheard.shapes(who)  # so far

    await ben.press("Raise a concern")
    field = ben.page.get_by_label("Your concern")
    await field.press_sequentially("something else")
    await ben.press("Back, keep my words")
    await ben.press("Raise a concern")
    await expect(field).to_have_value("something else")
    await field.fill("")
    await ben.press("Back, keep my words")
    assert overheard.shapes("Ben") == [], "opening, typing and discarding tell the server nothing"

    await box.raises(ben, WORDS, to="All of us")
    await box.taps(ben, "Please stop")
    assert overheard.shapes("Ben") == [], "nor does sealing"
    overheard.shapes("Eli")
    await beats.beat()
    await eli.sees("Please stop. 1 of 4 ask for it.")
    await ben.sees("Please stop. 1 of 4 ask for it.")
    a_beat = overheard.shapes("Ben")
    assert sorted(a_beat)[0][:2] == ("POST", 4096)
    assert sorted(a_beat) == sorted(overheard.shapes("Eli"))

    await company.ana.does("start_window", seconds=120, last=True)
    await all_see([ben, eli], "Everyone is writing now")
    await company.ana.does("open_window")
    await beats.opening()
    await all_see([ben, eli], WORDS)
    assert sorted(overheard.shapes("Ben")) == sorted(overheard.shapes("Eli"))


async def test_a_sealed_card_outlives_its_tab_and_its_server_and_opens_once(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    ben, chi, dov = await scene.join("Ben", "Chi", "Dov")
    beats = await agreed(ana, scene)
    await box.raises(ben, WORDS, to="All of us")
    await ben.sees("Only this screen knows it is yours.")
    await beats.beat()
    await ben.page.reload()
    await expect(ben.page.locator("[data-sealed]")).to_contain_text(WORDS)
    assert await chi.page.get_by_text(WORDS).count() == 0

    await scene.place.stop()
    await ben.sees("Your words are safe here")
    await scene.place.start()
    for someone in scene.people.values():
        await expect(someone.page.get_by_text("Your words are safe here")).to_have_count(0, timeout=15_000)
        someone.complaints[:] = [text for text in someone.complaints if "WebSocket" not in text and "ERR_" not in text]
    await ana.press("Close the circle early")
    await ana.press("Last words before we close")
    await ana.press("Everyone is done: open it soon")
    await beats.opening(everything=True)
    for someone in (ben, chi, dov):
        await expect(box.card_of(someone, WORDS)).to_have_count(1)
    await expect(ben.page.locator("[data-sealed]")).to_have_count(0)
    await onward(ana, "How we want to be here", scene)  # back again
    await box.says_me_too(chi, WORDS)
    await beats.beat()
    await expect(box.card_of(ben, WORDS).locator("[data-act=metoo]")).to_contain_text("1")

    phone = await chi_on_her_phone(scene)
    await expect(box.card_of(phone, WORDS)).to_have_count(1)
    await phone.press("Raise a concern")
    await phone.sees("Your place is open on another device too")
    await phone.press("Back, keep my words")
    await box.says_me_too(phone, WORDS)
    await phone.sees("This screen came after the card and cannot say so.")

    late = await scene.knocks("Eli")
    await ana.press("Let in Eli")
    await late.press("I can keep to this")
    await expect(box.card_of(late, WORDS)).to_have_count(1)
    await late.press("Raise a concern")
    await late.sees("This screen has only just come in.")
    await beats.beat(2, mute=1)
    await beats.beat(2)
    await expect(late.page.get_by_text("This screen has only just come in.")).to_have_count(0)


async def chi_on_her_phone(scene: Circle) -> Someone:
    """The same place, opened in another browser."""
    key = await scene.people["Chi"].page.evaluate("history.state.tp.key")
    phone = await scene.page("Chi, by phone", f"{scene.opened['join_url']}&s={key}", PANEL)
    await phone.sees("Raise a concern")
    await scene.people["Chi"].sees("Your place is open in another window now.")
    return phone
