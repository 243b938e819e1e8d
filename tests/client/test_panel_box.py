"""The box for a concern as a place to write in: when it opens, how much fits, and that it tells no other software."""

from __future__ import annotations

import pytest

from talkingpiece.parts import Unagreed
from tests.client import windows
from tests.client.boxes import WORDS, inside, sealed
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import board, box, cards, eventually, head, now_ms, reading, seat, tally

pytestmark = pytest.mark.browser


async def test_room_is_counted_in_bytes_and_said_in_time(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.fill("#concern", "ж" * 900)
    assert await panel.page.locator("#concern-room").count() == 0
    await panel.page.fill("#concern", "ж" * 1100)
    await panel.says("Room for about 200 more letters.")
    await panel.page.fill("#concern", "ж" * 1300)
    await panel.says("Too long by about 200 letters.")
    await panel.says("Too long for one card")
    assert await panel.page.get_attribute("#concern", "aria-describedby") == "concern-room"


async def test_a_screen_that_has_just_come_in_may_write_and_what_it_seals_waits(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(2))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("within a minute and a half. You can write already")
    await sealed(panel)
    await circle.beat(opening=True)
    assert circle.acts == [], "the premise: no token yet"
    await circle.ready()
    await circle.beat(opening=True)
    assert len(circle.acts) == 1


async def test_before_what_we_agree_on_the_box_says_when_it_opens(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(), board(), tally(), seat(accepted=False), cards())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("when you have said yes to what we agree on")
    await panel.page.fill("#concern", "Words")
    await panel.page.click(".btn.sealed", force=True)
    assert await panel.page.input_value("#concern") == "Words", "nothing can be sealed yet"
    await panel.page.click("text=Back, keep my words")
    assert await panel.page.locator("[data-act=try]").count() == 0
    await circle.show(seat(accepted=True))
    await panel.page.wait_for_selector("[data-act=try]")


AGREED = Unagreed(title="How we want to be here", body="<p>We speak of ourselves.</p>")


async def says_yes_late(circle: Scripted, panel: Panel) -> None:
    await panel.page.click("text=I can keep to this")
    await eventually(lambda: circle.verbs("agree"))
    await circle.show(seat(9, accepted=True))
    await panel.page.wait_for_selector("text=We speak of ourselves.", state="detached")


async def test_who_joined_after_the_agreement_says_yes_in_the_box_and_it_opens(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(9), cards(9), seat(9, accepted=False, unagreed=AGREED))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.click("#raise")
    await panel.says("Once you have said yes to what the others agreed on, the box opens")
    await panel.says("How we want to be here")
    await panel.says("We speak of ourselves.")
    await panel.says("First comes what we agree on")
    await panel.page.fill("#concern", WORDS)
    await says_yes_late(circle, panel)
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    await circle.beat(opening=True)
    assert len(circle.acts) == 1


async def test_who_joined_while_all_write_says_yes_there(circle: Scripted, open_panel: Opened) -> None:
    panel = await windows.inside(circle, open_panel, *windows.window(), seat(9, accepted=False, unagreed=AGREED))
    await panel.says("We speak of ourselves.")
    await panel.page.fill("textarea", WORDS)
    await panel.says("First comes what we agree on")
    await says_yes_late(circle, panel)
    assert await panel.page.input_value("textarea") == WORDS, "what was written meanwhile is kept"
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")


async def test_the_box_for_a_concern_tells_no_other_software(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    field = panel.page.locator("#concern")
    told = {"spellcheck": "false", "autocomplete": "off", "autocorrect": "off", "translate": "no", "name": None}
    for name, value in told.items():
        assert await field.get_attribute(name) == value, name
    assert await panel.page.locator("form").count() == 0


async def test_the_box_is_empty_when_the_page_goes(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.fill("#concern", WORDS)
    await panel.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert await panel.page.locator(f"text={WORDS}").count() == 0
    assert await panel.page.evaluate("[...document.querySelectorAll('textarea')].map(field => field.value)") in (
        [],
        [""],
    )
    kept = await panel.page.evaluate("JSON.stringify([Object.entries(sessionStorage), history.state])")
    assert WORDS not in kept


async def test_the_times_are_the_servers(circle: Scripted, open_panel: Opened) -> None:
    opens = now_ms() + 300_000
    panel = await inside(circle, open_panel)
    await circle.show(tally(2, box=box(opens=opens)))
    shown = await panel.page.evaluate(
        "ms => new Date(ms).toLocaleTimeString('en', {hour: 'numeric', minute: '2-digit', hour12: false})", opens
    )
    await panel.says(f"None of your words leaves before {shown}.")
    await circle.show(tally(2, box=box(opens=None)))
    await panel.says("None of your words leaves before the next opening.")


async def test_a_box_that_is_only_just_opening_does_not_say_that_too_few_are_here(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await inside(circle, open_panel, n=0)
    await panel.says("in a moment it is known how many could write")
    await panel.page.fill("#concern", WORDS)
    await panel.page.click(".btn.sealed", force=True)
    assert await panel.page.input_value("#concern") == WORDS
    assert "Too few" not in await panel.page.inner_text("main")
