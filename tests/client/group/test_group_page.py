"""The keeper's page as a whole: its key, starting a circle, what is said, and whether it fits."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.client.console.hearing import STILL, axe, has_focus
from tests.client.group.conftest import OpenKeeper
from tests.client.group.keeping import GROUP, KEEPER_KEY, Ward, member
from tests.client.group.test_group_people import at, press, unfold

pytestmark = pytest.mark.browser


async def test_the_keepers_key_leaves_the_address_and_survives_a_reload(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana")]))
    await expect(at(ward, "h1")).to_have_text("Ward 4, nights")
    assert ward.page is not None
    assert ward.page.url == ward.url
    await ward.page.reload()
    await expect(at(ward, "h1")).to_have_text("Ward 4, nights")
    assert ward.keys == {f"Bearer {KEEPER_KEY}"}


async def test_without_any_storage_the_page_works_all_the_same(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(), storage=False)
    await expect(at(ward, "h1")).to_have_text("Ward 4, nights")


async def test_who_has_just_made_a_group_is_given_the_way_back_first(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(), fragment=f"#k={KEEPER_KEY}&new=1")
    link = at(ward, "#keeper-link")
    await expect(link).to_be_visible()
    await expect(link).to_have_value(f"{ward.origin}/g/{GROUP}#k={KEEPER_KEY}")
    assert ward.page is not None
    await ward.page.reload()
    await expect(at(ward, "h1")).to_have_text("Ward 4, nights")
    await expect(link).to_be_hidden()


async def test_a_link_that_opens_nothing_says_so_and_asks_for_nothing(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(), fragment="")
    await expect(at(ward, "h1")).to_have_text("This link opens no group.")
    assert ward.asked == []
    ward = Ward()
    ward.refuse["GET", ""] = (404, {"error": {"code": "no_group", "message": "There is no group here."}})
    ward = await keeper(ward)
    await expect(at(ward, "h1")).to_have_text("This link opens no group.")


async def test_a_group_that_cannot_be_reached_can_be_tried_again(keeper: OpenKeeper) -> None:
    ward = Ward()
    ward.refuse["GET", ""] = (429, {"error": {"code": "too_many", "message": "In a moment."}})
    ward = await keeper(ward)
    await expect(at(ward, "h1")).to_have_text("The group cannot be reached just now.")
    await press(ward, "Try again").click()
    await expect(at(ward, "h1")).to_have_text("Ward 4, nights")


async def test_a_circle_of_the_group_is_started_with_the_keepers_key(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana")]))
    assert ward.page is not None
    await unfold(ward, "Start a circle")
    await press(ward, "Go to my place").click()
    await expect(at(ward, "#start-fault")).to_have_text("Write the name they shall call you by.")
    await has_focus(at(ward, "#start-name"))
    await at(ward, "#start-name").fill("Mo")
    await at(ward, "label:has-text('Grounds for Trust')").click()
    await press(ward, "Go to my place").click()
    await ward.page.wait_for_url(f"**/j/K7P4M2XQ#f={'f' * 22}&name=Mo")
    assert ward.opened == {"module": "grounds", "led": "facilitator", "group": GROUP}
    assert ward.keys == {f"Bearer {KEEPER_KEY}"}


async def test_an_open_circle_is_shown_with_its_code_and_link(keeper: OpenKeeper) -> None:
    session = {
        "session": "s1",
        "code": "K7P4M2XQ",
        "title": "Tuesday",
        "phase": "running",
        "join_url": "https://x/j/K7P4M2XQ",
    }
    ward = await keeper(Ward(members=[member("Ana")], sessions=[session]))
    await expect(at(ward, ".open-circle")).to_contain_text("the code is K7P4 M2XQ")
    await expect(at(ward, "#join-s1")).to_have_value("https://x/j/K7P4M2XQ")


async def test_what_happened_is_said_once_through_the_one_status_region(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana")]))
    assert ward.page is not None
    await unfold(ward, "Add people")
    await at(ward, "#add-people").fill("Ben")
    await press(ward, "Add them").click()
    await ward.page.wait_for_function("() => window.said.length > 0")
    assert await ward.page.evaluate("window.said") == ["1 person is added. Their link is shown only now."]
    assert await ward.page.locator("[role=status], [role=alert], [aria-live], dialog").count() == 1


async def everything_open(ward: Ward) -> None:
    await unfold(ward, "Start a circle")
    await unfold(ward, "Import a list")
    await at(ward, "#who-ana").click()
    for part in ("Who meets whom", "A season", "What is kept", "This group"):
        await unfold(ward, part)
    await unfold(ward, "Round by round")
    await press(ward, "Erase all meetings").click()
    await unfold(ward, "Add people")
    await at(ward, "#add-people").fill("Hana")
    await press(ward, "Add them").click()
    await expect(at(ward, "#all-links")).to_be_visible()
    faults = [{"row": 3, "column": "reports_to", "message": "Nobody here is called Anna."}]
    ward.refuse["POST", "/import"] = (422, {"error": {"code": "csv", "message": "Not yet.", "faults": faults}})
    await at(ward, "#csv-text").fill("name")
    await press(ward, "Import the list").click()
    await expect(at(ward, ".faults")).to_be_visible()


def full_ward() -> Ward:
    people = [
        member("Ana", "she/her", shift="day"),
        member("Maximiliane-Theodora Oyelaran", "they/them", shift="night"),
    ]
    people += [member("Donaudampfschifffahrtsgesellschaft"), member("Dov")]
    session = {
        "session": "s1",
        "code": "K7P4M2XQ",
        "title": "Tuesday",
        "phase": "before",
        "join_url": "https://x/j/K7P4M2XQ",
    }
    rules: dict[str, Any] = {"apart": [["ana", "dov"]], "together": [], "differ": ["shift"]}
    return Ward(members=people, rules=rules, sessions=[session], meetings=3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_keepers_page(keeper: OpenKeeper, scheme: Any) -> None:
    ward = await keeper(full_ward(), color_scheme=scheme, **STILL)
    await everything_open(ward)
    assert ward.page is not None
    assert await axe(ward.page) == []


SMALL = """() => [...document.querySelectorAll('a, button, summary, input, textarea, select')]
    .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([, box]) => box.width && Math.min(box.width, box.height) < 39.9)
    .map(([e, box]) => `${e.tagName} ${e.textContent.trim().slice(0, 24)} ${box.width}x${box.height}`)"""


@pytest.mark.parametrize("width", [280, 320, 768, 1280])
async def test_the_keepers_page_fits_and_can_be_touched(keeper: OpenKeeper, width: int) -> None:
    ward = await keeper(full_ward(), viewport={"width": width, "height": 800}, reduced_motion="reduce")
    await everything_open(ward)
    assert ward.page is not None
    assert await ward.page.evaluate("document.documentElement.scrollWidth") <= width
    assert await ward.page.evaluate(SMALL) == []
