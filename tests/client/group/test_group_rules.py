"""Who meets whom, seasons, what is kept, and the end of a group."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.client.group.conftest import OpenKeeper
from tests.client.group.keeping import Ward, member
from tests.client.group.test_group_people import at, press, unfold

pytestmark = pytest.mark.browser


def ward_of_four() -> Ward:
    people = [member("Ana", shift="day"), member("Ben", shift="night"), member("Chi"), member("Dov")]
    return Ward(members=people, meetings=3)


async def test_a_rule_is_kept_at_once_and_can_be_taken_away(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "Who meets whom")
    await expect(at(ward, "#rules")).to_contain_text("panels say nothing")
    await at(ward, "#apart-one").select_option(label="Ana")
    await press(ward, "Keep them apart").click()
    await expect(at(ward, "#apart-fault")).to_have_text("Choose two people.")
    await at(ward, "#apart-other").select_option(label="Ben")
    await press(ward, "Keep them apart").click()
    await expect(at(ward, "#rules .who")).to_have_text("Ana and Ben")
    assert ward.said("PUT", "/rules") == [{"apart": [["ana", "ben"]], "together": [], "differ": []}]
    await press(ward, "Take away: Ana and Ben").click()
    await expect(at(ward, "#rules")).to_contain_text("Nobody is kept apart.")
    assert ward.rules["apart"] == []


async def test_a_contradiction_is_told_where_it_was_asked_for(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    words = "Ana and Ben are kept apart already."
    ward.refuse["PUT", "/rules"] = (422, {"error": {"code": "contradiction", "message": words}})
    await unfold(ward, "Who meets whom")
    await at(ward, "#together-one").select_option(label="Ana")
    await at(ward, "#together-other").select_option(label="Ben")
    await press(ward, "Keep them together").click()
    await expect(at(ward, "#together-fault")).to_have_text(words)
    await expect(at(ward, "#rules")).to_contain_text("Nobody is kept together.")
    await expect(at(ward, "#together-one")).to_have_value("ana")


async def test_a_tag_in_which_pairs_shall_differ_is_chosen_and_a_refusal_unchooses_it(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "Who meets whom")
    chip = at(ward, "#rules input[type=checkbox]")
    ward.refuse["PUT", "/rules"] = (503, {"error": {"code": "store", "message": "Try again in a moment."}})
    await at(ward, "#rules label:has(input[type=checkbox])").click()
    await expect(at(ward, "#differ-fault")).to_have_text("Try again in a moment.")
    await expect(chip).not_to_be_checked()
    await at(ward, "#rules label:has(input[type=checkbox])").click()
    await expect(at(ward, "#differ-fault")).to_have_count(0)
    await expect(chip).to_be_checked()
    assert ward.rules["differ"] == ["shift"]


async def test_a_season_is_shown_announced_and_let_go(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "A season")
    await expect(at(ward, "#season")).to_contain_text("Nobody meets twice before the fifth circle.")
    await at(ward, "#season-sessions").fill("2")
    await at(ward, "#season-rounds").fill("2")
    await press(ward, "Show the plan").click()
    await expect(at(ward, ".rounds > li")).to_have_count(4)
    await unfold(ward, "Round by round")
    await expect(at(ward, ".rounds > li").last).to_contain_text("Circle 2, round 2")
    await expect(at(ward, ".rounds > li").last).to_contain_text("One pair meets again")
    await expect(at(ward, ".rounds > li").last).to_contain_text("Ana and Ben")
    await press(ward, "Announce it").click()
    await expect(at(ward, "#plan-title")).to_have_text("The plan that is announced")
    await expect(press(ward, "Show the plan")).to_have_count(0)
    await expect(at(ward, ".rounds > li")).to_have_count(3)
    await expect(at(ward, ".rounds > li").first).to_contain_text("Circle 1, round 2")
    assert ward.said("PUT", "/season") == [{"sessions": 2, "rounds": 2, "size": 2}]
    await press(ward, "Let it go").click()
    await press(ward, "Let the plan go").click()
    await expect(press(ward, "Announce it")).to_be_visible()
    assert ward.announced is None


async def test_a_plan_that_is_shown_follows_the_people(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "A season")
    await expect(at(ward, ".rounds > li").first).to_contain_text("Chi and Dov")
    await at(ward, "#who-chi").click()
    await press(ward, "Remove Chi").click()
    await press(ward, "Remove Chi for good").click()
    await expect(at(ward, ".roster li")).to_have_count(3)
    await expect(at(ward, ".rounds")).not_to_contain_text("Chi")
    await expect(at(ward, ".rounds")).not_to_contain_text("somebody")


async def test_a_season_beyond_reason_asks_nobody(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "A season")
    await expect(at(ward, "#plan-title")).to_be_visible()
    await at(ward, "#season-sessions").fill("99")
    asked = len(ward.asked)
    await press(ward, "Show the plan").click()
    await expect(at(ward, "#season-fault")).to_have_text("Between 1 and 52 circles, please.")
    assert len(ward.asked) == asked


async def test_meetings_are_saved_kept_for_a_time_and_erased_after_one_question(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    assert ward.page is not None
    await unfold(ward, "What is kept")
    await expect(at(ward, "#memory summary")).to_contain_text("3 meetings")
    async with ward.page.expect_download() as saving:
        await press(ward, "Download as CSV").click()
    assert (await saving.value).suggested_filename == "Ward 4 nights – meetings.csv"
    await at(ward, "#months").fill("40")
    await press(ward, "Keep this").click()
    await expect(at(ward, "#months-fault")).to_have_text("Between 1 and 36 months, please.")
    await at(ward, "#months").fill("6")
    await press(ward, "Keep this").click()
    await expect(at(ward, "#months-fault")).to_have_count(0)
    assert ward.said("PATCH", "") == [{"keep_months": 6}]
    await press(ward, "Erase all meetings").click()
    await press(ward, "Erase all meetings for good").click()
    await expect(at(ward, "#memory summary")).to_contain_text("0 meetings")


async def test_a_group_is_erased_only_by_its_name(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "This group")
    await unfold(ward, "Erase this group")
    await at(ward, "#erase-name").fill("Ward 5")
    await press(ward, "Erase the group for good").click()
    await expect(at(ward, "#erase-fault")).to_have_text("This is not the group’s name. Nothing was erased.")
    assert ward.said("DELETE", "") == []
    await at(ward, "#erase-name").fill("Ward 4, nights")
    await press(ward, "Erase the group for good").click()
    await expect(at(ward, "h1")).to_have_text("The group is erased.")
    assert ward.said("DELETE", "") == [None]


async def test_a_group_gets_another_name(keeper: OpenKeeper) -> None:
    ward = await keeper(ward_of_four())
    await unfold(ward, "This group")
    await at(ward, "#group-name").fill("Ward 4")
    await press(ward, "Keep this name").click()
    await expect(at(ward, "h1")).to_have_text("Ward 4")
    assert ward.page is not None
    assert await ward.page.title() == "Ward 4 – Talking Piece"
