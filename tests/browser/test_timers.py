"""Everyone sees the same second, whatever their own clock says."""

from __future__ import annotations

import asyncio

import pytest

from tests.browser.circle import Circle

pytestmark = pytest.mark.browser

TOGETHER_MS = 100

# The device's clock is wrong; `truth` stays with the test, which may ask what the time really is.
SKEWED = """
window.truth = Date.now.bind(Date);
const own = Date.now.bind(Date);
Date.now = () => own() + (%d);
"""

# Notes when the step's clock shows another second.
WATCH = """
window.flips = {};
new MutationObserver(() => {
  const shown = document.querySelector("[role=timer]")?.innerText.trim();
  if (shown && !(shown in window.flips)) window.flips[shown] = window.truth();
}).observe(document.body, {childList: true, characterData: true, subtree: true});
"""


async def test_timers_agree_within_a_tenth_of_a_second_on_clocks_that_are_wrong(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    people = []
    for name, skew in (("Ben", 90_000), ("Chi", -3_600_000)):
        someone = await scene.page(name, "about:blank", {"width": 320, "height": 720})
        await someone.page.add_init_script(SKEWED % skew)
        await someone.page.goto(scene.opened["join_url"])
        await someone.page.get_by_label("What shall we call you?").fill(name)
        await someone.press("Take my place")
        await someone.sees("Raise a concern")
        assert abs(await someone.page.evaluate("Date.now() - truth()") - skew) < 1_000, "the premise: a wrong clock"
        people.append(someone)
    await ana.press("Open the circle")
    for someone in people:
        await someone.sees("Arrive")
        await someone.page.evaluate(WATCH)
    flips: list[dict[str, int]] = []
    for _ in range(40):
        flips = [await someone.page.evaluate("window.flips") for someone in people]
        if len(flips[0].keys() & flips[1].keys()) >= 3:
            break
        await asyncio.sleep(0.1)
    both = flips[0].keys() & flips[1].keys()
    assert len(both) >= 3, flips
    apart = sorted(abs(flips[0][second] - flips[1][second]) for second in both)
    assert apart[len(apart) // 2] <= TOGETHER_MS, apart
