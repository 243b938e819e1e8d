"""Everybody writes: window steps, interludes, last words, and unsigned answers. When it opens, and nothing of who."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from talkingpiece import parts
from talkingpiece.core.cards.parts import AskedNow
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectConsole, CollectHead, CollectTally
from tests.client.console.hearing import WALL, Opener, heard, without_id
from tests.client.console.views import TITLES, in_step, interlude, with_cards
from tests.client.scripted import Scripted, board, head, now_ms, tally
from tests.client.views import box, box_for

pytestmark = pytest.mark.browser


SOON = 140_000  # ms


async def clock(page: Page, ms: int) -> str:
    return str(await page.evaluate("ms => new Date(ms).toTimeString().slice(0, 8)", ms))


def asked(**more: object) -> CollectHead:
    return CollectHead(**{"signed": "unsigned", "label": "Yours", "opened": False, "thing": "t", **more})  # type: ignore[arg-type]


async def test_a_window_says_when_it_opens_and_counts_nobody(opened: Opener, circle: Scripted) -> None:
    page = await opened(*interlude())
    note = page.locator(".glance .note")
    await expect(note).to_contain_text("Everyone writes. It opens at")
    assert " of " not in await note.inner_text()
    await expect(page.locator(".ahead")).to_contain_text("Within two minutes it is broken off")
    await page.get_by_role("button", name="Everyone is done: open it soon").click()
    assert [without_id(one) for one in await heard(circle, "open_window")] == [{"type": "open_window"}]
    await circle.show(*interlude(called=True))
    await expect(page.get_by_role("button", name="Everyone is done: open it soon")).to_have_count(0)
    await circle.show(*interlude(opened=True, n=6, standing="anonymous"))
    await expect(note).to_have_text("It is open. 6 could have written")
    await circle.show(*interlude(opened=True, n=2, standing="closed"))
    await expect(note).to_have_text("Fewer than three could have written, so nothing was opened")


async def test_an_interlude_is_an_aside_on_the_path_and_leads_back(opened: Opener, circle: Scripted) -> None:
    page = await opened(*interlude(back=2))
    aside = page.locator(".path > .steps .between")
    await expect(aside).to_contain_text("A moment to write")
    assert await aside.locator("xpath=ancestor::li").inner_text() != ""
    await expect(page.locator(".path > .steps > li", has=page.locator(".between"))).to_contain_text(TITLES[2])
    await expect(page.locator(".path > .steps .now-on")).to_have_count(0)
    await expect(page.locator("#onward")).to_contain_text(f"Back to {TITLES[2]}")
    await page.locator("#onward").click()
    assert [one["expecting"] for one in await heard(circle, "next_step")] == [5]


async def test_no_second_window_is_offered_while_one_is_on_nor_last_words_twice(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*interlude())
    await page.get_by_role("button", name="Close the circle early").click()
    await expect(page.get_by_role("button", name="Close it for all")).to_be_visible()
    offer = page.get_by_role("button", name="two minutes to write")
    assert await offer.count() == 0
    await circle.show(*interlude(opened=True, n=6, standing="anonymous"))
    await expect(offer).to_have_count(1)
    await circle.show(*interlude(last=True, opened=True, n=6, standing="anonymous"))
    await expect(offer).to_have_count(0)


async def test_last_words_are_offered_before_the_circle_closes(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(step=4))
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    await expect(page.locator(".ending")).to_contain_text(
        "Words that are sealed and not open yet are gone when the circle closes."
    )
    await page.get_by_role("button", name="Last words before we close").click()
    said = await heard(circle, "start_window")
    assert [without_id(one) for one in said] == [{"type": "start_window", "seconds": 120, "last": True}]
    await expect(page.locator("#end-title")).to_have_count(0)
    assert circle.verbs("end") == []


async def test_unsigned_answers_are_not_counted_and_nobody_is_ready(opened: Opener, circle: Scripted) -> None:
    views = in_step(2, "collect", part=asked())
    page = await opened(
        *views,
        tally(2, 6, CollectTally(given=None, of=6), box=box_for("t")),
        parts.ConsoleBoard(step=2, part=CollectConsole(given=())),
    )
    note = page.locator(".glance .note")
    await expect(note).to_contain_text("Answers come without a name. They open together at")
    assert " of " not in await page.locator(".mid").inner_text()
    opens = now_ms() + 50_000
    soon = box(asked=AskedNow(opens=opens, n=6), things=("t",))
    await page.get_by_role("button", name="Open them soon").click()
    await heard(circle, "open_answers")
    await circle.show(*in_step(2, "collect", part=asked(called=True)), tally(2, 6, box=soon))
    await expect(note).to_contain_text(f"They open together at {await clock(page, opens)}")
    await expect(page.get_by_role("button", name="Open them soon")).to_have_count(0)
    answers = (Answer(id="a", text="We only met when it was late", name=None), Answer(id="b", text=None, name=None))
    part = asked(opened=True)
    await circle.show(
        head("collect", 2, steps=5, part=part),
        board(2, part=CollectBoard(answers=answers, n=6, standing="anonymous")),
    )
    await expect(page.locator(".spread > .card")).to_have_text(
        ["We only met when it was late", "These words were removed."]
    )
    await expect(page.locator(".mid")).to_contain_text("One of 6 could have written it")
    await circle.show(board(2, part=CollectBoard(answers=(), n=2, standing="closed")))
    await expect(page.locator(".mid")).to_contain_text("Fewer than three could have written, so nothing was opened.")


async def test_what_the_server_says_of_its_opening_is_shown_and_nothing_is_made_of_it(
    opened: Opener, circle: Scripted
) -> None:
    later, end = now_ms() + 8 * SOON, now_ms() + SOON
    page = await opened(*interlude(box=box(asked=AskedNow(opens=end, n=6), things=("t",), opens=later)))
    note = page.locator(".glance .note")
    await expect(note).to_have_text(f"Everyone writes. It opens at {await clock(page, end)}")
    await circle.show(*interlude(box=box(asked=AskedNow(opens=None, n=6), things=("t",), opens=later)))
    await expect(note).to_have_text("Everyone writes. It opens when its time is over")
    named = box(asked=AskedNow(opens=later, n=6), things=("t",), opens=end)
    await circle.show(*in_step(2, "collect", part=asked()), tally(2, 6, box=named))
    await expect(note).to_have_text(
        f"Answers come without a name. They open together at {await clock(page, later)}"
    )  # what was written before opens earlier, and is not theirs


async def test_the_tray_names_when_this_steps_words_open_and_when_all_that_was_sealed_before(
    opened: Opener, circle: Scripted
) -> None:
    later, end = now_ms() + 8 * SOON, now_ms() + SOON
    page = await opened(*interlude(box=box(asked=AskedNow(opens=end, n=6), things=("t",), opens=later)))
    told = page.locator(".side .tell.dusk")
    before = f"What was sealed before it opens at {await clock(page, later)}."
    await expect(told).to_have_text(f"What is written in this step opens at {await clock(page, end)}. {before}")
    await circle.show(tally(5, 6, box=box(asked=AskedNow(opens=None, n=2), things=("t",), opens=later)))
    await expect(told).to_have_text(
        f"What is written in this step opens at its end. {before} Too few are here for a card."
    )
    await circle.show(*interlude(last=True, box=box(asked=AskedNow(opens=end, n=6), things=("t",), opens=end)))
    await expect(told).to_contain_text(f"What is written opens at {await clock(page, end)}, shuffled.")
    await circle.show(*interlude(opened=True, n=6, standing="anonymous", box=box(opens=later)))
    await expect(told).to_contain_text(f"What is written opens at {await clock(page, later)}, shuffled.")


async def test_while_the_clock_is_held_nobody_can_say_when_it_opens(opened: Opener) -> None:
    held = {"paused": True, "remaining_ms": 60_000, "ends_at": None}
    page = await opened(*in_step(2, "collect", part=asked(), **held))
    await expect(page.locator(".glance .note")).to_have_text(
        "Answers come without a name. They open together, shuffled"
    )


async def test_on_the_wall_a_window_is_a_few_large_words_and_when_it_opens(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(step=2), fragment=WALL)
    await circle.show(*interlude())
    await expect(page.locator("main .voice.big")).to_have_text("Everyone writes.")
    await expect(page.locator("main")).to_contain_text("It opens at")
    await expect(page.locator(".thread .now")).to_have_count(1)
    await expect(page.locator(".thread > li:nth-child(3)")).to_have_class("now")
    await circle.show(*interlude(last=True))
    await expect(page.locator("main .voice.big")).to_have_text("Last words before we close")
    await circle.show(*interlude(opened=True, n=6, standing="anonymous"))
    await expect(page.locator("main .voice.big")).to_have_text("It is open. 6 could have written.")


async def test_a_moment_that_was_broken_off_says_so_and_another_can_be_begun(opened: Opener) -> None:
    page = await opened(*interlude(left=True))
    await expect(page.locator(".glance .note")).to_contain_text("It was broken off")
    await expect(page.get_by_role("button", name="Everyone is done: open it soon")).to_have_count(0)
    await page.get_by_role("button", name="Close the circle early").click()
    await expect(page.get_by_role("button", name="Last words before we close")).to_be_visible()
