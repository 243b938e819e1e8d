"""The people of a group: adding, importing, changing, and links that are shown once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.client.console.hearing import has_focus
from tests.client.group.conftest import OpenKeeper
from tests.client.group.keeping import Ward, member

pytestmark = pytest.mark.browser


def at(ward: Ward, selector: str) -> Locator:
    assert ward.page is not None
    return ward.page.locator(selector)


def press(ward: Ward, name: str) -> Locator:
    assert ward.page is not None
    return ward.page.get_by_role("button", name=name, exact=True)


async def unfold(ward: Ward, words: str) -> None:
    await at(ward, "summary").filter(has_text=re.compile(rf"^\s*{re.escape(words)}")).click()


async def test_people_are_added_a_line_each_and_their_links_are_shown_once(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward())
    await at(ward, "#add-people").fill("Ana, she/her\n\nBen")
    await press(ward, "Add them").click()
    links = f"Ana: {ward.origin}/j#m=key-of-ana-0000000000\nBen: {ward.origin}/j#m=key-of-ben-0000000000"
    await expect(at(ward, "#all-links")).to_have_value(links)
    await expect(at(ward, "#links-title")).to_have_text("2 personal links")
    await expect(at(ward, ".mine")).to_contain_text("They are shown only now.")
    await has_focus(at(ward, "#links-title"))
    assert ward.said("POST", "/members") == [{"members": [{"name": "Ana", "pronoun": "she/her"}, {"name": "Ben"}]}]
    await expect(at(ward, "#add-people")).to_have_value("")

    assert ward.page is not None
    await ward.page.reload()
    await expect(at(ward, ".roster li")).to_have_count(2)
    await expect(at(ward, "#all-links")).to_have_count(0)
    assert "key-of-ana" not in await ward.page.content()


async def test_links_can_be_copied_saved_and_put_away(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward())
    assert ward.page is not None
    await ward.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await at(ward, "#add-people").fill("=Ana")
    await press(ward, "Add them").click()
    await press(ward, "Copy all").click()
    await expect(press(ward, "Copied")).to_be_visible()
    link = f"{ward.origin}/j#m=key-of-=ana-0000000000"
    assert await ward.page.evaluate("navigator.clipboard.readText()") == f"=Ana: {link}"
    async with ward.page.expect_download() as saving:
        await press(ward, "Download as CSV").click()
    saved = await saving.value
    assert saved.suggested_filename == "Ward 4 nights – personal links.csv"
    rows = Path(await saved.path()).read_text("utf-8-sig").splitlines()
    assert rows == ['"name","link"', f'"\'=Ana","{link}"'], "a sheet must not take a name for a formula"
    await press(ward, "Put them away").click()
    await expect(at(ward, "#all-links")).to_have_count(0)
    await has_focus(at(ward, "#people-title"))


async def test_leaving_before_the_links_are_taken_is_asked_about(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward())
    assert ward.page is not None
    asked: list[str] = []
    ward.page.on("dialog", lambda dialog: asked.append(dialog.type))
    await ward.page.reload()
    assert asked == [], "the premise: nothing is asked while there is nothing to lose"
    await at(ward, "#add-people").fill("Ana")
    await press(ward, "Add them").click()
    await expect(at(ward, "#all-links")).to_be_visible()
    await ward.page.reload()
    assert asked == ["beforeunload"]


async def test_faults_of_a_list_are_named_by_row_and_column_and_nothing_is_lost(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana")]))
    faults = [
        {"row": 3, "column": "reports_to", "message": "Nobody here is called Anna."},
        {"row": 5, "column": "", "message": "This row has more fields than the first."},
    ]
    ward.refuse["POST", "/import"] = (422, {"error": {"code": "csv", "message": "Not yet.", "faults": faults}})
    await unfold(ward, "Import a list")
    await at(ward, "#csv-text").fill("name,reports_to\nBen,\nChi,Anna")
    await press(ward, "Import the list").click()
    await expect(at(ward, ".tell.rust")).to_contain_text("Nothing was imported. 2 things in the list need mending:")
    lines = at(ward, ".faults li")
    await expect(lines).to_have_text(
        ["Row 3, column reports_to: Nobody here is called Anna.", "Row 5: This row has more fields than the first."]
    )
    await expect(at(ward, "#csv-text")).to_have_value("name,reports_to\nBen,\nChi,Anna")
    await expect(at(ward, "#all-links")).to_have_count(0)

    await press(ward, "Import the list").click()
    await expect(at(ward, "#all-links")).to_be_visible()
    await expect(at(ward, ".own.kept")).to_have_text("1 person is added, 1 changed, 2 rules of who meets whom.")
    await expect(at(ward, ".faults")).to_have_count(0)
    await expect(at(ward, "#csv-text")).to_have_value("")


async def test_a_file_is_sent_as_it_is(keeper: OpenKeeper, tmp_path: Path) -> None:
    ward = await keeper(Ward(members=[member("Ana")]))
    file = tmp_path / "ward.csv"
    file.write_bytes("\ufeffname;shift\r\nZoë;day\r\n".encode())
    await unfold(ward, "Import a list")
    await press(ward, "Import the list").click()
    await expect(at(ward, "#import-fault")).to_have_text("Choose a file, or paste the rows.")
    await at(ward, "#csv-file").set_input_files(file)
    await press(ward, "Import the list").click()
    assert await ward.heard("POST", "/import") == ["\ufeffname;shift\r\nZoë;day\r\n"]


async def test_a_person_is_changed_where_their_line_is(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana", shift="day"), member("Ben")]))
    await at(ward, "#who-ana").click()
    await at(ward, "#person-ana-name").fill("Anna")
    await at(ward, "#person-ana-pronoun").fill("she/her")
    await at(ward, "#person-ana-tags").fill("shift night")
    await press(ward, "Keep it").click()
    await expect(at(ward, "#person-ana-fault")).to_contain_text("“shift night” needs a colon")
    assert ward.said("PATCH", "/members/ana") == []
    await at(ward, "#person-ana-tags").fill("shift: night")
    await press(ward, "Keep it").click()
    await expect(at(ward, "#who-ana")).to_contain_text("Anna")
    assert ward.said("PATCH", "/members/ana") == [{"name": "Anna", "pronoun": "she/her", "tags": {"shift": "night"}}]


async def test_a_lost_link_is_made_anew_and_shown_once(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana"), member("Ben")]))
    await at(ward, "#who-ana").click()
    await press(ward, "Make a new link").click()
    field = at(ward, "#link-ana-field")
    await expect(field).to_have_value(f"{ward.origin}/j#m=fresh-ana-0000000000")
    await has_focus(field)
    await at(ward, "#who-ben").click()
    await at(ward, "#who-ana").click()
    await expect(press(ward, "Make a new link")).to_be_visible()
    await expect(field).to_have_count(0)


async def test_removing_somebody_is_asked_once_and_says_what_is_erased(keeper: OpenKeeper) -> None:
    ward = await keeper(Ward(members=[member("Ana"), member("Ben")]))
    await at(ward, "#who-ana").click()
    await press(ward, "Remove Ana").click()
    await has_focus(at(ward, "#remove-ana-asks"))
    await expect(at(ward, "#remove-ana-asks")).to_contain_text("link, rules, wishes and meetings with Ana are erased")
    await press(ward, "Not now").click()
    await has_focus(at(ward, "#remove-ana-ask"))
    assert ward.said("DELETE", "/members/ana") == []
    await press(ward, "Remove Ana").click()
    await press(ward, "Remove Ana for good").click()
    await expect(at(ward, ".roster li")).to_have_count(1)
    await has_focus(at(ward, "#people-title"))


async def test_in_a_long_list_somebody_is_found_by_name_or_tag(keeper: OpenKeeper) -> None:
    ward = await keeper(
        Ward(members=[member(f"Person {n:03}", shift="night" if n % 50 == 0 else "day") for n in range(300)])
    )
    await expect(at(ward, ".roster li")).to_have_count(300)
    await at(ward, "#find").fill("night")
    await expect(at(ward, ".roster li")).to_have_count(6)
    await at(ward, "#find").fill("nobody")
    await expect(at(ward, "main")).to_contain_text("Nobody here is called that.")
