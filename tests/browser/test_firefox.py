"""The participant's path in Firefox: from the link to the closing panel, with real keys and taps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import participant
from tests.browser.bidi import Bidi, Tab, firefox
from tests.browser.circle import PANEL, TRANSCRIBE, pictures
from tests.browser.company import Company
from tests.browser.hands import Hands, patiently

pytestmark = pytest.mark.browser

#: What a page's own scripts would not notice: things its content policy or Trusted Types kept from happening.
WATCH_POLICY = """
window.held = [];
addEventListener("securitypolicyviolation", held => window.held.push(`${held.violatedDirective} ${held.blockedURI}`));
"""


async def a_panel(line: Bidi) -> Tab:
    tab = await Tab.open(line, PANEL["width"], PANEL["height"])
    await tab.before_every_page(TRANSCRIBE + WATCH_POLICY)
    return tab


async def nothing_was_amiss(tab: Tab) -> None:
    assert await tab.evaluate("window.held") == []
    assert tab.complaints == []


async def saves_the_groups_page(ben: Hands, folder: Path) -> None:
    await ben.press("Save it as plain text")
    await patiently(lambda: any(page.stat().st_size for page in folder.glob("*.md")), "the group's page as a file")
    (page,) = folder.glob("*.md")
    saved = page.read_text()
    assert participant.OWN_STEP in saved
    assert participant.CONCERN not in saved, "the group did not choose to keep its cards"
    assert participant.PRIVATE not in saved


async def test_a_participant_in_firefox_goes_from_the_link_to_the_closing_panel(
    company: Company, tmp_path: Path
) -> None:
    async with firefox(tmp_path / "profile") as line:
        ben = await a_panel(line)
        await participant.comes_in(ben, company)
        await participant.agrees(ben, company)
        await participant.writes_for_himself(ben, company)
        await participant.reloads(ben, company)
        await ben.written(participant.PRIVATE)
        await participant.keeps_his_field_while_the_group_moves_on(ben, company)
        await participant.passes_the_piece_when_it_comes(ben, company)
        (pictures() / "firefox-round.png").write_bytes(await ben.picture())
        await participant.meets_his_partners(ben, company)
        (pictures() / "firefox-pairs.png").write_bytes(await ben.picture())
        await participant.answers_without_a_name(ben, company)
        await participant.raises_a_concern(ben, company)
        (pictures() / "firefox-concern.png").write_bytes(await ben.picture())
        await participant.says_one_step_and_takes_it_along(ben, company)
        (pictures() / "firefox-closed.png").write_bytes(await ben.picture())
        await saves_the_groups_page(ben, tmp_path / "profile")
        heard = " ".join(await ben.evaluate("window.heard"))
        assert "You have the piece." in heard
        assert "The circle is closed." in heard
        await nothing_was_amiss(ben)


async def test_a_firefox_that_keeps_nothing_and_resists_fingerprinting_takes_part_and_keeps_its_seat(
    company: Company, tmp_path: Path
) -> None:
    hardened = {"dom.storage.enabled": False, "privacy.resistFingerprinting": True}
    async with firefox(tmp_path / "profile", **hardened) as line:
        ben = await a_panel(line)
        await participant.comes_in(ben, company)
        assert await ben.evaluate("window.sessionStorage") is None, "the premise: there is no storage"
        assert await ben.evaluate("new Date(2026, 6, 1).getTimezoneOffset()") == 0, (
            "the premise: it hides its time zone"
        )
        await participant.agrees(ben, company)
        await participant.writes_for_himself(ben, company)
        await participant.reloads(ben, company)
        await ben.write(participant.PRIVATE)
        await company.onward(3)
        await participant.passes_the_piece_when_it_comes(ben, company)
        await participant.raises_a_concern(ben, company)
        await nothing_was_amiss(ben)
