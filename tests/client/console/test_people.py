"""Who is at the door, who is here."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from talkingpiece import parts
from tests.client.console.hearing import Opener, heard, without_id
from tests.client.console.views import in_step, roster
from tests.client.scripted import Scripted, now_ms, person

pytestmark = pytest.mark.browser


async def test_who_knocks_is_let_in_or_not_now(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    knocks = (parts.Knocking(seat="ida", name="Ida"), parts.Knocking(seat="ben-2", name="Ben"))
    await circle.show(roster(1, knocks=knocks))
    await expect(page.get_by_role("status")).to_have_text("Ida is at the door.")
    await page.get_by_role("button", name="Let in Ida").click()
    await page.get_by_role("button", name="Not now for Ben").click()
    assert without_id((await heard(circle, "admit"))[0]) == {"type": "admit", "seat": "ida"}
    assert without_id((await heard(circle, "decline"))[0]) == {"type": "decline", "seat": "ben-2"}
    await circle.show(roster(1))
    await expect(page.get_by_role("heading", name="At the door")).to_have_count(0)


async def test_in_one_column_the_top_names_who_waits_below(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1), viewport={"width": 768, "height": 900})
    await circle.show(roster(1, knocks=(parts.Knocking(seat="ida", name="Ida"),)))
    await page.get_by_role("button", name="At the door: 1").click()
    await expect(page.get_by_role("button", name="Let in Ida")).to_be_in_viewport()


async def test_hands_stand_in_order_and_a_lost_line_is_dated(opened: Opener) -> None:
    people = (person("Ben", hand=2), person("Chi", hand=1), person("Dov", line="lost"))
    page = await opened(*in_step(1), roster(1, people=people, lost={"dov": now_ms() - 20_000}))
    side = page.get_by_role("complementary", name="People and signals")
    await expect(side).to_contain_text("Hands, in order: Chi and Ben")
    await expect(side).to_contain_text(re.compile(r"Dov\s+line lost 0:2\d ago"))
    await expect(side).to_contain_text("A wall")


async def test_of_two_hundred_people_only_those_who_need_someone_are_listed(opened: Opener) -> None:
    people = tuple(person(f"P{i}", line="lost" if i == 7 else "ok") for i in range(200))
    page = await opened(*in_step(1), roster(1, people=people, lost={"p7": now_ms()}))
    await expect(page.locator(".side .people > li:visible").filter(has_text="P7")).to_have_count(1)
    await expect(page.locator(".side .people > li:visible").filter(has_text="P8")).to_have_count(0)
