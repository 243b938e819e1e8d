"""What a group agrees about cards, the words check, and links that vouch for the keys."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from talkingpiece import wire
from talkingpiece.sealed.words import words_for
from tests.client.console.hearing import FRAGMENT, WALL, Opener, all_is_fetched, heard, without_id
from tests.client.console.views import BEFORE, roster, with_cards
from tests.client.scripted import CODE, Scripted, board, tally

pytestmark = pytest.mark.browser

OTHER = "A" * 27  # what a link of another circle would vouch for


async def agreed(opened: Opener, **stage: Any) -> Page:
    page = await opened(*with_cards(**stage))
    await page.get_by_text("What we agreed about cards").click()
    return page


async def test_a_threshold_is_agreed_and_can_be_given_up(opened: Opener, circle: Scripted) -> None:
    page = await agreed(opened)
    field = page.get_by_label("At how many “me too” shall the clock hold by itself?")
    await field.fill("1")
    await expect(page.locator(".side")).to_contain_text("A number from 2 to 1000.")
    await field.press("Enter")
    await field.fill("3")
    await page.get_by_role("button", name="Agreed", exact=True).click()
    said = await heard(circle, "agree_threshold")
    assert [without_id(one) for one in said] == [{"type": "agree_threshold", "metoos": 3}]
    await circle.show(*with_cards(threshold=3))
    await expect(page.locator(".side")).to_contain_text("when 3 say “me too” to one card, the clock holds by itself.")
    await page.get_by_role("button", name="No longer").click()
    assert (await heard(circle, "agree_threshold", 2))[1]["metoos"] is None


async def test_the_least_number_is_only_ever_raised(opened: Opener, circle: Scripted) -> None:
    page = await agreed(opened, floor=5)
    field = page.get_by_label("Raise it to")
    await field.fill("5")
    await expect(page.locator(".side")).to_contain_text("A number from 6 to 1000.")
    await expect(page.get_by_role("button", name="Raise it")).to_have_attribute("aria-disabled", "true")
    await field.fill("6")
    await page.get_by_role("button", name="Raise it").click()
    assert [one["floor"] for one in await heard(circle, "raise_floor")] == [6]


async def test_what_is_refused_is_said_below_its_field(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="floor_lower", message="It can only be raised.")
    page = await agreed(opened)
    await page.get_by_label("Raise it to").fill("6")
    await page.get_by_role("button", name="Raise it").click()
    await expect(page.locator(".side .err")).to_have_text("It can only be raised.")
    await expect(page.get_by_label("Raise it to")).to_have_value("6")


async def test_a_group_switches_haste_off(opened: Opener, circle: Scripted) -> None:
    page = await agreed(opened)
    await expect(page.get_by_label("May open within half a minute")).to_be_checked()
    await page.get_by_text("Wait for the next opening, like all others").click()
    assert [one["allowed"] for one in await heard(circle, "allow_soon")] == [False]


async def test_for_the_number_that_was_called_the_words_of_all_screens_are_read_out(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*with_cards())
    await page.get_by_role("button", name="Compare the words").click()
    assert await page.locator(".fourwords").count() == 0, "without a number words prove nothing"
    await page.get_by_label("The number that was called").fill("42")
    await page.get_by_role("button", name="Show the words").click()
    said = await heard(circle, "call_number")
    assert [without_id(one) for one in said] == [{"type": "call_number", "number": 42}]
    await circle.show(*with_cards(number=42))
    await expect(page.locator(".fourwords")).to_be_visible()
    words = (await page.locator(".fourwords").inner_text()).split()
    assert words == list(words_for(circle.beats.keys.root, 42))
    await circle.show(*with_cards(number=43))
    await expect(page.locator(".fourwords span").first).to_have_text(words_for(circle.beats.keys.root, 43)[0])


async def test_the_words_are_fetched_after_the_first_drawing_and_not_when_they_are_wanted(
    opened: Opener, circle: Scripted
) -> None:
    page = await opened(*with_cards(number=42))
    await all_is_fetched(page)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    await page.get_by_role("button", name="Compare the words").click()
    await expect(page.locator(".fourwords")).to_be_visible()
    assert fetched == []


async def test_what_is_shared_vouches_for_what_our_own_link_vouches_for(opened: Opener, circle: Scripted) -> None:
    k = circle.beats.k
    page = await opened(*BEFORE, roster(), fragment=f"{FRAGMENT}&k={k}")
    join = await page.get_by_label("Link", exact=True).input_value()
    assert join.endswith(f"/j/{CODE}#k={k}")
    assert (await page.locator(".qr img").get_attribute("src") or "").endswith(f"?k={k}")
    await page.get_by_text("A wall, or someone to lead with you").click()
    address = join.partition("#")[0]
    assert await page.get_by_label("Link for a wall").input_value() == f"{address}{WALL}&k={k}"
    lead = await page.get_by_label("Link to lead with you").input_value()
    assert lead.startswith(f"{address}#f=")
    assert lead.endswith(f"&k={k}")
    assert await page.locator(".tell.rust").count() == 0


async def test_a_link_that_vouches_for_nothing_is_not_made_to_by_the_server(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, roster())
    assert "k=" in circle.link, "the premise: the server would say one"
    assert "#" not in await page.get_by_label("Link", exact=True).input_value()
    assert "?" not in (await page.locator(".qr img").get_attribute("src") or "")


async def test_keys_that_our_link_does_not_vouch_for_are_told_before_it_is_sent_around(opened: Opener) -> None:
    page = await opened(*BEFORE, roster(), fragment=f"{FRAGMENT}&k={OTHER}")
    await expect(page.locator(".tell.rust")).to_contain_text("The keys here are not those that your link vouches for.")
    assert OTHER in await page.get_by_label("Link", exact=True).input_value(), "never what the server says instead"


async def test_the_wall_passes_on_a_whole_link_too(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment=f"{WALL}&k={circle.beats.k}")
    assert (await page.locator(".qr img").get_attribute("src") or "").endswith(f"?k={circle.beats.k}")
