"""The participant's path in WebKit. Its driver brings a whole desktop's libraries, so only the long runs ask for it."""

from __future__ import annotations

import pytest

from tests.browser import participant
from tests.browser.circle import PANEL, Place, pictures
from tests.browser.company import gathered
from tests.browser.webkit import webkit

pytestmark = [pytest.mark.browser, pytest.mark.soak]


async def test_a_participant_in_webkit_goes_from_the_link_to_the_closing_panel(place: Place) -> None:
    async with gathered(place) as company, webkit(**PANEL) as ben:
        await participant.comes_in(ben, company)
        await participant.agrees(ben, company)
        await participant.writes_for_himself(ben, company)
        await participant.reloads(ben, company)
        await ben.written(participant.PRIVATE)
        await participant.keeps_his_field_while_the_group_moves_on(ben, company)
        await participant.passes_the_piece_when_it_comes(ben, company)
        await participant.meets_his_partners(ben, company)
        (pictures() / "webkit-pairs.png").write_bytes(await ben.picture())
        await participant.answers_without_a_name(ben, company)
        await participant.raises_a_concern(ben, company)
        await participant.says_one_step_and_takes_it_along(ben, company)
        (pictures() / "webkit-closed.png").write_bytes(await ben.picture())
        assert await ben.complaints() == []
