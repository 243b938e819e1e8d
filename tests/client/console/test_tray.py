"""The tray: what has opened, in the order in which it opened, and what asks to be seen at once. Never who."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from talkingpiece.core.cards.parts import OpenPart
from tests.client.console.hearing import STILL, Opener, all_is_fetched, axe, heard, without_id
from tests.client.console.views import card, in_step, tapped, tray, with_cards
from tests.client.scripted import Scripted, cards, now_ms
from tests.client.views import box

pytestmark = pytest.mark.browser

MINUTE = 60_000


async def listed(page: Page) -> list[str]:
    return [words.split("\n")[0] for words in await page.locator(".side li .voice").all_inner_texts()]


async def test_cards_lie_in_the_order_in_which_they_opened_and_what_is_settled_lies_below(opened: Opener) -> None:
    first, second = card("b", "First words", weight="thought"), card("a", "Second words", weight="slow")
    settled = card("c", "Parked words", state="parked", weight="thought")
    page = await opened(*with_cards(settled, first, second))
    assert await listed(page) == ["First words", "Second words", "Parked words"]
    await expect(page.get_by_role("heading", name="Looked after")).to_be_visible()


async def test_beside_a_card_stands_how_many_could_have_written_it_and_what_that_is_worth(opened: Opener) -> None:
    soon = card("c", "Now", n=7, standing="unsigned")
    page = await opened(*with_cards(card("a", "Six", n=6), card("b", "Four", n=4), soon))
    side = page.locator(".side")
    await expect(side).to_contain_text("one of 6 could have written it")
    await expect(side).to_contain_text("unsigned: one of only 4, and the others may guess")
    await expect(side).to_contain_text("unsigned: it could not wait; one of 7 could have written it")


async def test_what_became_of_each_card_is_said(opened: Opener) -> None:
    page = await opened(
        *with_cards(
            card("a", "Naming", state="held", why="names"), card("b", "Later", state="parked"),
            card("c", "Over", state="done"), card("d", None, state="withdrawn"),
            card("e", "", parts=(OpenPart(id="x", text="One half"), OpenPart(id="y", text="The other")), metoos=2),
            card("f", "Agreed", metoos=3, kept=True),
            card("g", "Not cast anew yet", metoos=4, at_least=True),
        )
    )  # fmt: skip
    side = page.locator(".side")
    for words in (
        "Held: it names somebody", "Parked for later", "Done", "Taken back by its author",
        "One half", "and one more that says the same", "2 me too", "3 me too", "the clock was held, as agreed",
        "at least 4 me too",
    ):  # fmt: skip
        await expect(side).to_contain_text(words)


async def test_the_next_opening_is_said_to_the_second_and_nothing_of_what_it_will_bring(
    opened: Opener, circle: Scripted
) -> None:
    opens = now_ms() + 5 * MINUTE
    page = await opened(*with_cards(box=box(opens=opens, n=6)))
    told = page.locator(".side .tell.dusk")
    await expect(told).to_contain_text(await page.evaluate("ms => new Date(ms).toTimeString().slice(0, 8)", opens))
    await expect(told).to_contain_text("Until then nobody can see if there is anything.")
    await circle.show(*with_cards(box=box(n=2)))
    await expect(told).to_contain_text("Too few are here for a card.")
    await circle.show(*with_cards(box=box(void=True)))
    await expect(told).to_contain_text("it goes out next time")
    await circle.show(*with_cards(box=box(closing=True)))
    await expect(told).to_contain_text("The last words are open.")
    await circle.show(*with_cards(box=box(opens=None, closed=True)))
    await expect(told).to_contain_text("its box is used up")


async def test_a_console_takes_no_part_in_beats(opened: Opener, circle: Scripted) -> None:
    sent: list[str] = []
    page = await opened(*with_cards(card("a", "Words")))
    await all_is_fetched(page)
    page.on("request", lambda request: sent.append(request.url))
    await circle.beat(opening=True)
    await circle.show(*with_cards(card("a", "Words"), card("b", "More")))
    await expect(page.locator(".side")).to_contain_text("More")
    assert sent == [], "it fetches nothing, neither at a beat nor at an opening"
    assert circle.panels == [], "the premise: it holds no tokens"


async def test_a_stop_without_words_is_seen_at_once_and_stands_until_it_was_heard(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*in_step(1))
    where = "document.querySelector('.mid .clock').getBoundingClientRect().top"
    clock = await page.evaluate(where)
    await circle.show(*with_cards(taps=(tapped(stop=1, slow=2),)))
    alarm = page.locator(".side > :first-child")
    await expect(alarm).to_contain_text("Please stop")
    await expect(alarm).to_contain_text("1 asks to stop")
    await expect(page.locator(".head")).to_contain_text("Please stop")
    assert (await page.title()).startswith("● Please stop"), "also for somebody who looks at the call"
    await expect(page.get_by_role("status")).to_have_text("1 asks to stop. 2 ask to slow down.")
    assert await page.evaluate(where) == clock, "clocks never move"
    await alarm.get_by_role("button", name="Hold the clock").click()
    await heard(circle, "pause")
    await alarm.get_by_role("button", name="Heard").click()
    await expect(page.locator(".stops")).to_have_count(0)
    await expect(page.locator(".head")).not_to_contain_text("Please stop")
    await page.get_by_text("Taps so far").click()
    await expect(page.locator(".taps li")).to_contain_text(["1 asks to stop"])


async def test_a_card_that_says_stop_stands_on_top_until_it_is_taken_up(opened: Opener) -> None:
    page = await opened(*with_cards(card("a", "Slower"), card("b", "This hurt", weight="stop")))
    await expect(page.locator(".side > :first-child")).to_contain_text("This hurt")
    assert await listed(page) == ["Slower"], "once is enough"
    await page.get_by_role("button", name="Take it up").click()
    await expect(page.locator("#in-hand")).to_contain_text("This hurt")
    await expect(page.locator(".stops")).to_have_count(0)
    assert await listed(page) == ["Slower", "This hurt"]


async def test_taps_of_long_ago_ask_for_nothing_any_more(opened: Opener) -> None:
    long_ago = tapped(2, stop=1, slow=1, at=now_ms() - 11 * MINUTE)
    page = await opened(*with_cards(taps=(long_ago, tapped(3, tries=4))))
    await expect(page.get_by_text("Taps so far")).to_be_visible()
    await expect(page.locator(".stops, .side .well")).to_have_count(0)
    await page.get_by_text("Taps so far").click()
    await expect(page.locator(".taps li")).to_contain_text(["1 asks to stop", "1 asks to slow down", "4 tried out"])


async def test_every_tap_offers_two_quiet_minutes(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(taps=(tapped(slow=2),)))
    tap = page.locator(".side .well")
    await expect(tap).to_contain_text("2 ask to slow down")
    await expect(tap).to_contain_text("2 of 6")
    await tap.get_by_role("button", name="Two minutes to write").dblclick(delay=60)
    said = await heard(circle, "start_window")
    assert [without_id(one) for one in said] == [{"type": "start_window", "seconds": 120, "last": False}]


async def test_no_quiet_minutes_are_offered_while_there_is_no_box(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(taps=(tapped(slow=2),), box=box(opens=None, closed=True)))
    await expect(page.locator(".side .well")).to_contain_text("2 ask to slow down")
    assert await page.get_by_role("button", name="Two minutes to write").count() == 0


async def test_a_kept_threshold_is_said(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(card("a", "Slower", metoos=2, shown=True), threshold=3))
    await circle.show(*with_cards(card("a", "Slower", metoos=3, shown=True, kept=True), threshold=3))
    status = page.get_by_role("status")
    await expect(status).to_contain_text("So many said “me too” that the clock is held, as agreed.")
    await page.get_by_role("button", name="Take up").click()
    await expect(page.locator("#in-hand")).to_contain_text(
        "3 said “me too”. We agreed that this holds the clock, and it was held."
    )


async def test_words_of_a_card_are_never_read_as_markup(opened: Opener) -> None:
    page = await opened(*in_step(1), tray(card("one", "I went <b>quiet</b>."), step=1), cards(1, ("one",)))
    await expect(page.locator(".side li .voice")).to_have_text("I went <b>quiet</b>.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_beside_a_full_tray(opened: Opener, scheme: str) -> None:
    many = with_cards(
        card("a", "Stop", weight="stop"), card("b", "Slow"), card("c", "Held", state="held", why="care"),
        taps=(tapped(stop=1, slow=1), tapped(2, tries=2)), threshold=3,
    )  # fmt: skip
    page = await opened(*many, color_scheme=scheme, **STILL)
    await page.get_by_text("What we agreed about cards").click()
    found = {"tray": await axe(page)}
    await page.get_by_role("button", name="Take up").first.click()
    await page.get_by_text("Hold, because").click()
    found["hand"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [768, 1024, 1280, 1440])
async def test_a_card_in_hand_is_not_cut_off_sideways(opened: Opener, width: int) -> None:
    long = card("a", "Unausgesprochenerwartungshaltungen " * 12, weight="stop")
    page = await opened(
        *with_cards(long, card("b", "x"), taps=(tapped(stop=1),)), viewport={"width": width, "height": 800}
    )
    await page.get_by_role("button", name="Take it up").click()
    await expect(page.locator("#in-hand")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await expect(page.locator("#onward")).to_be_in_viewport()
