"""What needs no words: please slow down, please stop, and trying the box out. And the four words that all compare."""

from __future__ import annotations

from typing import Any

import pytest

from talkingpiece.core.cards.parts import ShownTaps
from talkingpiece.sealed.acts import Tap
from tests.client.conftest import Opened, Panel
from tests.client.scripted import SEAT_KEY, Scripted
from tests.client.views import box, cards, now_ms, reading, tally

pytestmark = pytest.mark.browser


async def inside(circle: Scripted, open_panel: Opened, step: int = 2, **more: Any) -> Panel:
    await circle.show(*reading(step), cards(step, **more))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.wait_for_selector(".quiet .hold", state="attached")
    return panel


def taps(*, slow: int = 0, stop: int = 0, tries: int = 0, beat: int = 9, ago: int = 10_000) -> ShownTaps:
    return ShownTaps(beat=beat, at=now_ms() - ago, n=8, slow=slow, stop=stop, tries=tries)


async def unchecked(circle: Scripted, open_panel: Opened, **more: Any) -> Panel:
    """A panel that no link vouches for, as in an app inside a meeting client."""
    await circle.show(*reading(2), cards(2, **more))
    panel = await open_panel()
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}")
    await panel.page.wait_for_selector(".foot")
    await circle.ready()
    return panel


async def test_one_press_asks_to_slow_down_with_the_next_beat(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.click("#raise")
    await panel.says("One press. It shows to all within half a minute, without a name: one of 8.")
    await panel.page.click("[data-act=tap-slow]")
    await panel.says("It leaves with the next beat.")
    assert (asked, circle.said) == ([], []), "not when it is pressed"
    await circle.beat()
    [tap] = circle.acts
    assert isinstance(tap, Tap)
    assert tap.what == "slow"


async def test_a_second_press_asks_no_second_time(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.click("#raise")
    await panel.page.click("[data-act=tap-stop]")
    await panel.page.wait_for_selector("[data-act=tap-stop][aria-pressed=true]")
    await panel.page.click("[data-act=tap-stop]")
    await circle.beat()
    assert len(circle.acts) == 1


async def test_after_a_press_one_may_say_why(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.click("#raise")
    await panel.page.click("[data-act=tap-stop]")
    await panel.says("If you want to say why, write below; words open at")
    assert await panel.page.is_checked("label:has-text('Please stop') input"), "the words would be as heavy"


async def test_a_press_can_be_taken_back_before_it_leaves(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await panel.page.click("#raise")
    await panel.page.click("[data-act=tap-slow]")
    await panel.page.click("text=Take it back")
    await panel.page.wait_for_selector("[data-act=tap-slow][aria-pressed=false]")
    await circle.beat()
    assert circle.acts == []


async def test_what_was_asked_for_is_seen_and_heard_by_all(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await circle.show(cards(2, taps=(taps(slow=1, stop=2),)))
    await panel.says("Please slow down, 1 of 8. Please stop, 2 of 8.")
    assert await panel.page.locator("header.top").get_by_text("Please stop, 2 of 8.").count() == 1
    said = await panel.transcript("Please stop, 2 of 8.")
    assert sum("Please stop" in one for one in said) == 1
    await circle.show(cards(2, taps=(taps(slow=1, stop=2), taps(stop=1, beat=10))))
    assert "Please stop. 1 of 8 ask for it." in (await panel.transcript("1 of 8 ask for it"))[-1]


async def test_a_tap_of_long_ago_is_no_news(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, taps=(taps(slow=1, ago=600_000),))
    await panel.says("Please slow down. 1 of 8 ask for it.")
    assert await panel.page.locator("header.top").get_by_text("Please slow down").count() == 0


async def test_the_box_can_be_tried_out_at_the_opening_and_nowhere_else(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel, step=0, taps=(taps(tries=3),))
    await panel.says("Tried out 3 times. Nobody knows by whom.")
    await panel.page.click("[data-act=try]")
    await panel.says("It leaves with the next beat")
    await circle.beat()
    [tap] = circle.acts
    assert isinstance(tap, Tap)
    assert tap.what == "try"
    await circle.show(*reading(3, title="A later one"), cards(3))
    await panel.says("A later one")
    assert await panel.page.locator("[data-act=try]").count() == 0


async def test_a_flood_is_told(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await circle.show(tally(2, box=box(void=True)))
    await panel.page.click("#raise")
    await panel.says("The box was flooded a moment ago")


async def test_without_a_link_nothing_is_called_anonymous_until_the_words_agreed(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await unchecked(circle, open_panel)
    await panel.page.click("#raise")
    await panel.says("Unsigned. 8 people could have written this. That counts as anonymous once the four words agree.")
    await panel.says("Ask Ana to let somebody call a number")
    await circle.show(cards(2, number=47))
    await panel.says("Are these the words you hear?")
    words = await panel.page.locator(".words li").all_inner_texts()
    assert len(words) == 4
    assert len(set(words)) == 4
    await panel.page.click("text=They agree")
    await panel.says("Anonymous. 8 people could have written this.")


async def test_words_that_differ_close_the_box_and_say_what_to_do(circle: Scripted, open_panel: Opened) -> None:
    panel = await inside(circle, open_panel)
    await circle.show(cards(2, number=47))
    await panel.says("Are these the words you hear?")
    await panel.page.click("text=They differ")
    await panel.page.click("#raise")
    await panel.says("The box is closed on this screen.")
    await panel.says("Say so on the call, now")
    await panel.page.fill("#concern", "Words")
    await panel.page.click(".btn.sealed", force=True)
    await panel.page.click("[data-act=tap-slow]", force=True)
    await circle.beat(opening=True)
    assert circle.acts == []
    await panel.page.click("text=They agree")
    await panel.page.wait_for_selector(".btn.sealed:not([aria-disabled])")


async def test_keys_that_are_not_those_of_the_link_close_the_box(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(2), cards(2))
    panel = await open_panel()
    other = "A" * 27
    assert other != circle.beats.k, "the premise"
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}&k={other}")
    await panel.page.wait_for_selector(".foot")
    await panel.page.click("#raise")
    await panel.says("The box is closed on this screen.")
    await panel.says("Tell Ana on the call; that gives nothing of yours away.")
    assert await panel.page.get_attribute(".btn.sealed", "aria-disabled") == "true"
