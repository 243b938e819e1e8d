"""Cards for the seat that leads among peers: on a narrow panel, nothing is held, and all of it is open to all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece.sealed.words import words_for
from tests.client.conftest import Opened, Panel
from tests.client.console.hearing import AXE, AXE_RUN, without_id
from tests.client.console.views import card, header, on_stage
from tests.client.scripted import Scripted, board, cards, head, seat, tally
from tests.client.views import box, eventually, peers

pytestmark = pytest.mark.browser

CUT = """() => [document.documentElement, ...document.querySelectorAll('.helm, .helm :is(div, li, summary, p)')]
    .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1).map(e => e.textContent.trim().slice(0, 30))"""
SMALL = """() => [...document.querySelectorAll('.helm :is(button, summary, input:not([type]), .pick label)')]
    .map(e => [e.id || e.textContent, e.getBoundingClientRect()]).filter(([, b]) => b.height && b.height < 43.5)
    .map(([name]) => name)"""

TWO = (
    card("one", "It goes too fast for me", to="all", shown=True, metoos=2),
    card("two", "Please stop laughing", to="all", shown=True, weight="stop"),
)


def leading(*opened: Any, step: int = 2, on: Any = None, **stage: Any) -> tuple[Any, ...]:
    read = tuple(map(on_stage, opened))
    on = on or head("present", step, steps=5, title="What helps?", **peers("Chi"))
    told = cards(step, tuple(one.id for one in opened), read, **stage)
    return on, header(step, led="peers"), board(step), tally(step, box=box(n=6)), seat(step, lead=True), told


async def at_the_helm(circle: Scripted, open_panel: Opened, *views: Any, **given: Any) -> Panel:
    await circle.show(*views)
    panel = await open_panel(**given)
    await panel.enter()
    await panel.page.click(".helm > details > summary")
    return panel


async def test_a_stop_is_named_before_the_helm_is_opened(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*leading(*TWO))
    panel = await open_panel()
    await panel.enter()
    await expect(panel.page.locator(".helm > details > summary")).to_have_text("You lead · a card says please stop")


async def test_the_lead_answers_and_settles_a_card_and_cannot_hold_it(circle: Scripted, open_panel: Opened) -> None:
    panel = await at_the_helm(circle, open_panel, *leading(*TWO))
    await panel.page.click(".leading-cards summary:has-text('too fast')")
    await expect(panel.page.locator(".leading-cards")).to_contain_text("one of 6 could have written it · 2 me too")
    assert await panel.page.get_by_text("Hold, because").count() + await panel.page.get_by_text("Park it").count() == 0
    await panel.page.fill("#answer-one", " We slow down. ")
    await panel.page.click("[data-act=answer-one]")
    await eventually(lambda: circle.verbs("answer_card"))
    assert without_id(circle.verbs("answer_card")[0]) == {"type": "answer_card", "card": "one", "text": "We slow down."}
    await expect(panel.page.locator("#answer-one")).to_have_value("")
    await panel.page.click("[data-act=done-one]")
    await eventually(lambda: circle.verbs("done_card"))
    assert circle.verbs("done_card")[0]["card"] == "one"


async def test_the_six_moves_are_at_hand(circle: Scripted, open_panel: Opened) -> None:
    panel = await at_the_helm(circle, open_panel, *leading(*TWO))
    await panel.page.click(".leading-cards summary:has-text('too fast')")
    first = panel.page.locator(".leading-cards .moves").first
    assert await first.locator("b").count() == 6
    await expect(first).to_contain_text("We do not look for who wrote it.")


async def test_two_minutes_for_all_and_cards_put_together(circle: Scripted, open_panel: Opened) -> None:
    panel = await at_the_helm(circle, open_panel, *leading(*TWO))
    await panel.page.click("[data-act=start_window]")
    await eventually(lambda: circle.verbs("start_window"))
    assert without_id(circle.verbs("start_window")[0]) == {"type": "start_window", "seconds": 120, "last": False}
    await panel.page.click("text=Some say the same")
    await panel.page.click(".leading-cards .pick label >> nth=0")
    await expect(panel.page.locator("[data-act=merge]")).to_have_text("Choose two or more")
    await panel.page.click(".leading-cards .pick label >> nth=1")
    await panel.page.click("[data-act=merge]")
    await eventually(lambda: circle.verbs("merge_cards"))
    assert circle.verbs("merge_cards")[0]["cards"] == ["one", "two"]


async def test_what_was_agreed_is_set_from_the_helm(circle: Scripted, open_panel: Opened) -> None:
    panel = await at_the_helm(circle, open_panel, *leading())
    page = panel.page
    await page.click("text=What we agreed about cards")
    for name, number in (("me-toos", "3"), ("floor", "4"), ("number", "42")):
        await page.fill(f"#{name}", number)
        await page.click(f"[data-act={name}]")
    await page.click("[data-act=soon]")
    await eventually(lambda: circle.verbs("allow_soon"))
    assert circle.verbs("agree_threshold")[0]["metoos"] == 3
    assert circle.verbs("raise_floor")[0]["floor"] == 4
    assert circle.verbs("call_number")[0]["number"] == 42
    assert circle.verbs("allow_soon")[0]["allowed"] is False
    await page.fill("#floor", "3")
    await page.click("[data-act=floor]")
    await panel.transcript("A number from 4 to 1000.")
    assert len(circle.verbs("raise_floor")) == 1


async def test_the_helm_reads_out_the_words_of_all_screens(circle: Scripted, open_panel: Opened) -> None:
    panel = await at_the_helm(circle, open_panel, *leading(number=42))
    await panel.page.click("text=What we agreed about cards")
    words = panel.page.locator(".helm .fourwords")
    await expect(words).to_be_visible()
    assert (await words.inner_text()).split() == list(words_for(circle.beats.keys.root, 42))


async def test_last_words_come_before_the_end_and_what_would_be_lost_is_said(
    circle: Scripted, open_panel: Opened
) -> None:
    on = head("close", 4, steps=5, **peers("Chi"))
    await circle.show(*leading(step=4, on=on))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("[data-act=close]")
    await panel.says("Words that are sealed and not open yet are gone then.")
    await panel.page.click("[data-act=last_words]")
    await eventually(lambda: circle.verbs("start_window"))
    assert circle.verbs("start_window")[0]["last"] is True
    await expect(panel.page.locator("[data-act=end]")).to_have_count(0)
    assert circle.verbs("end") == []


async def test_from_an_interlude_the_helm_leads_back(circle: Scripted, open_panel: Opened) -> None:
    on = head("present", 5, steps=5, added=True, back=2, title="A moment to write", **peers("Chi"))
    await circle.show(*leading(step=5, on=on)[2:], on, header(5, led="peers", next=header(1).outline[2]))
    panel = await open_panel()
    await panel.enter()
    await expect(panel.page.locator("[data-act=next]")).to_have_text(re.compile("Back to A round"))
    await panel.page.click("[data-act=next]")
    await eventually(lambda: circle.verbs("next_step"))
    assert circle.verbs("next_step")[0]["expecting"] == 5


async def test_the_open_helm_stays_within_320_and_axe_finds_nothing(circle: Scripted, open_panel: Opened) -> None:
    long = card("long", "Unausgesprochenerwartungshaltungen " * 10, to="all", shown=True, weight="stop")
    panel = await at_the_helm(circle, open_panel, *leading(*TWO, long, number=42, threshold=3), bypass_csp=True)
    page = panel.page
    await page.click(".leading-cards summary >> nth=0")
    await page.click("text=What we agreed about cards")
    assert await page.evaluate(CUT) == []
    small = await page.evaluate(SMALL)
    assert small == [], "a finger finds everything"
    await page.evaluate(AXE)
    assert await page.evaluate(AXE_RUN) == []
