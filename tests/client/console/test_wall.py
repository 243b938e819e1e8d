"""The wall, and what holds for every screen of who leads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece.core.steps.agree import AgreeTally
from tests.client.console.hearing import STILL, WALL, WALL_KEY, Opener, axe
from tests.client.console.views import (
    BEFORE,
    PAIRS,
    at_the_round,
    card,
    header,
    in_step,
    introduction,
    on_stage,
    pair,
    pairing,
    pairs_at,
    roster,
    round_at,
    shared,
    tapped,
    tray,
    with_cards,
)
from tests.client.scripted import Scripted, board, cards, head, now_ms, tally

pytestmark = pytest.mark.browser

OUTSIDE = """() => [...document.querySelectorAll('main, main *')].map(e => [e, e.getBoundingClientRect()])
    .filter(([, b]) => b.width)
    .filter(([, b]) => Math.min(b.left, b.top) < -1 || b.right > innerWidth + 1 || b.bottom > innerHeight + 1)
    .map(([e]) => `${e.tagName} ${e.textContent.slice(0, 30)}`)"""


async def test_the_wall_says_hello_with_its_own_key_and_takes_no_input(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment=WALL)
    assert circle.hellos[0] == {"type": "hello", "wall_key": WALL_KEY}
    await expect(page.locator(".ways")).to_contain_text("K7P4 M2XQ")
    assert await page.locator("button, input, textarea, a").count() == 0


async def test_the_wall_shows_the_circle_the_pairs_and_a_card(opened: Opener, circle: Scripted) -> None:
    page = await opened(*round_at("Ben", "Chi"), fragment=WALL)
    await expect(page.locator("main")).to_contain_text("Ben has the piece, then Chi")
    await circle.show(*pairs_at(*PAIRS))
    await expect(page.locator(".plate")).to_have_count(3)
    await expect(page.locator(".plate").first).to_contain_text("1")
    shown = on_stage(card("one", "Please stop.", weight="stop", shown=True))
    await circle.show(cards(3, ("one",), (shown,)))
    await expect(page.locator("main .card h2")).to_have_text("Please stop.")
    await circle.show(*in_step(4), cards(4, ("one",), (shown,)))
    await expect(page.locator("main")).to_contain_text("What helped you?")
    await expect(page.locator("main .card")).to_have_count(0)
    await circle.show(head("ended", 4, steps=5, ends_at=None))
    await expect(page.locator("main")).to_contain_text("Thank you.")


async def test_the_wall_counts_answers_but_says_nothing_of_a_plan(opened: Opener, circle: Scripted) -> None:
    page = await opened(*at_the_round("gathering", answered=7, of=8), fragment=WALL)
    await expect(page.locator("main")).to_contain_text("7 of 8 have answered. Your panel asks: are you there?")
    await circle.show(*at_the_round("planned"))
    await expect(page.locator("main")).to_contain_text("We go into pairs in a moment.")
    assert "Ben" not in await page.inner_text("main")


async def test_plates_have_room_numbers_and_no_links_until_half_time_is_over(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS), fragment=WALL)
    plates = [" ".join(words.split()) for words in await page.locator(".plate").all_inner_texts()]
    assert plates == ["Room 1 Ben Fay", "Room 2 Dov Eli", "Room 3 Chi Gus"]
    await expect(page.locator("main")).to_contain_text("Half-time in")
    assert await page.locator("a").count() == 0
    await circle.show(*at_the_round("talking", half=True))
    await expect(page.locator("main")).not_to_contain_text("Half-time")


async def test_more_pairs_than_can_be_read_are_counted(opened: Opener) -> None:
    groups = tuple((f"Ann{i}", f"Bob{i}") for i in range(30))
    page = await opened(*pairs_at(*groups), fragment=WALL)
    await expect(page.locator("main")).to_contain_text("30 pairs talk. Your panel shows your room.")
    assert await page.locator(".plate").count() == 0


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize(("groups", "size"), [(8, 2), (8, 4), (20, 2), (20, 3)])
async def test_what_the_wall_shows_of_pairs_stays_on_it(
    opened: Opener, width: int, height: int, groups: int, size: int
) -> None:
    names = tuple(tuple(f"Maximiliane {i} {n}" for n in range(size)) for i in range(groups))
    long = f"<p>{'What is a strength of yours? ' * 12}</p>"
    views = (*at_the_round("talking", body=long), *pairs_at(*names)[-2:])
    page = await opened(*views, fragment=WALL, viewport={"width": width, "height": height})
    await expect(page.locator(".plate")).to_have_count(groups)
    await expect(page.locator("main .prose")).to_have_count(1 if groups == 8 else 0)
    assert await page.evaluate(OUTSIDE) == []


async def test_who_introduces_whom_stands_large_with_what_was_released(opened: Opener, circle: Scripted) -> None:
    lines = tuple(f"{i}: {'calm ' * 38}" for i in range(6))
    order = (introduction("Ben", "Fay", "Keeps calm."), introduction("Fay", "Ben", *lines))
    page = await opened(*at_the_round("back"), shared(*order), fragment=WALL)
    main = page.locator("main")
    await expect(main).to_contain_text("Ben introduces Fay")
    await expect(main.locator(".voice.big")).to_have_text("Keeps calm.")
    await expect(main).to_contain_text("Then Fay introduces Ben")
    await circle.show(shared(*order, turn=1))
    await expect(main).to_contain_text("and 3 lines more")
    assert await page.evaluate(OUTSIDE) == []
    await circle.show(shared(*order, turn=2))
    await expect(main).to_contain_text("We are all back.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_console(opened: Opener, circle: Scripted, scheme: Any) -> None:
    page = await opened(*BEFORE, roster(), color_scheme=scheme, **STILL)
    found = {"before": await axe(page)}
    agreed = (*in_step(1, "agree"), tally(1, 6, AgreeTally(yes=4, of=6)), tray(card("one", "Slower, please."), step=1))
    for name, views in {
        "agree": agreed,
        "round": round_at("Ben", "Chi"),
        "gathering": (*at_the_round("gathering"), pairing(phase="gathering", unasked=("Ida",))),
        "plan": (*at_the_round("planned"), pairing(*PAIRS, phase="planned", undo=True, unasked=("Ida",))),
        "pairs": pairs_at(pair(1, "Ben", "Fay", call="asked"), *PAIRS[1:], apart=("Ida",), alone=("Ida",)),
        "crowd": pairs_at(*((f"A{i}", f"B{i}") for i in range(30))),
        "back": (
            *at_the_round("back"),
            shared(introduction("Ben", "Fay", "Calm.")),
            pairing(*PAIRS, phase="back", share_back=True),
        ),
    }.items():
        await circle.show(*views)
        await expect(page.locator(".glance h2")).to_have_text(views[0].title)
        found[name] = await axe(page)
    await circle.show(*in_step(4), tray(card("one", "Slower, please."), step=4))
    await page.get_by_role("button", name="Take up").click()
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    found["card and end"] = await axe(page)
    await circle.show(head("ended", 4, steps=5, ends_at=None), header(4, phase="ended"))
    await expect(page.get_by_role("heading", name="The circle is closed.")).to_be_visible()
    found["ended"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


async def test_axe_finds_nothing_on_the_wall(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment=WALL, **STILL)
    found = {"before": await axe(page)}
    await circle.show(*round_at("Ben", "Chi"))
    await expect(page.locator(".seat.holds")).to_be_visible()
    found["round"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [768, 1024, 1280, 1440])
async def test_nothing_is_cut_off_sideways(opened: Opener, width: int) -> None:
    page = await opened(*pairs_at(*PAIRS), viewport={"width": width, "height": 800})
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await expect(page.locator("#onward")).to_be_in_viewport()


async def test_taps_are_a_calm_word_on_the_wall_for_a_while(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(taps=(tapped(2, stop=1, at=now_ms() - 600_000), tapped(slow=2))), fragment=WALL)
    await expect(page.locator("footer .tag")).to_have_text(["2 ask to slow down"])
    await expect(page.locator("footer")).to_contain_text("Cards open next at")


async def test_the_wall_says_that_a_card_is_held_and_nothing_of_it(opened: Opener) -> None:
    page = await opened(*with_cards(card("a", "Gus did it", state="held", why="names", shown=True)), fragment=WALL)
    await expect(page.locator("footer")).to_contain_text("1 card is held")
    assert "Gus" not in await page.inner_text("body")


async def test_a_card_on_the_wall_says_how_many_could_have_written_it(opened: Opener) -> None:
    page = await opened(*with_cards(card("a", "Slower", shown=True, metoos=2)), fragment=WALL)
    await expect(page.locator("main .card")).to_contain_text("One of 6 could have written it · 2 me too")
    assert await page.evaluate(OUTSIDE) == []


async def test_a_card_of_long_ago_that_is_shown_now_lies_on_the_wall(opened: Opener, circle: Scripted) -> None:
    old = card("a", "From the first step", shown=True, at=now_ms() - 1_800_000)
    page = await opened(*with_cards(old), fragment=WALL)
    await expect(page.locator("main")).to_contain_text("What helped you?")
    assert await page.locator("main .card").count() == 0, "a wall that is opened in the middle begins with the step"
    await circle.show(*with_cards(old, card("b", "Held until now", shown=True, at=now_ms() - 1_800_000)))
    await expect(page.locator("main .card")).to_contain_text("Held until now")


async def test_a_card_that_is_taken_up_again_lies_on_the_wall_again(opened: Opener, circle: Scripted) -> None:
    page = await opened(*with_cards(card("a", "For later", shown=True)), fragment=WALL)
    await expect(page.locator("main .card")).to_contain_text("For later")
    held = card("b", "Not now", state="held", why="care")
    await circle.show(*with_cards(card("a", "For later", shown=True, state="parked"), held, step=2))
    await expect(page.locator("footer")).to_contain_text("1 card is held")
    await expect(page.locator("main .card")).to_have_count(0)
    await circle.show(*with_cards(card("a", "For later", shown=True), step=2))
    await expect(page.locator("main .card")).to_contain_text("For later")


@pytest.mark.parametrize("letters", [150, 470, 2400])
async def test_however_long_a_card_is_it_stays_on_the_wall(opened: Opener, letters: int) -> None:
    words = ("Wir haben das lange so gemacht. " * 80)[:letters]
    page = await opened(
        *with_cards(card("a", words, shown=True)), fragment=WALL, viewport={"width": 1280, "height": 720}
    )
    await expect(page.locator("main .card h2")).to_be_visible()
    assert await page.evaluate(OUTSIDE) == []


async def test_of_two_cards_the_wall_shows_the_newest_and_says_that_another_lies_in_the_middle(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*with_cards(card("a", "Slower", shown=True)), fragment=WALL)
    more = page.locator(".foot-w")
    await expect(page.locator("main .card h2")).to_have_text("Slower")
    assert "in the middle" not in await more.inner_text()
    await circle.show(*with_cards(card("a", "Slower", shown=True), card("b", "And louder", shown=True)))
    await expect(page.locator("main .card h2")).to_have_text("And louder")
    await expect(more).to_contain_text("1 more card lies in the middle")
