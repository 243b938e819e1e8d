"""Who wrote a card can be read nowhere: another author, another order of arrival, and everything is the same."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from unittest.mock import patch

import pytest

from tests.web.same_meeting import WORDS, Meeting, Remains, held, own_log


def differences(one: Remains, two: Remains) -> list[str]:
    """What is not the same in two meetings, by name."""
    found = [f"sent to {name}" for name in one.sent if one.sent[name] != two.sent[name]]
    found += [name for name in ("posted", "rows", "told", "logged") if getattr(one, name) != getattr(two, name)]
    return found


async def test_another_author_changes_nothing_that_anybody_is_sent_or_that_is_stored_exported_or_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "talkingpiece")
    by_ana, by_eli = [await held(author, partial(own_log, caplog.records)) for author in ("Ana", "Eli")]
    assert by_ana.cards == by_eli.cards, "premise: it is the same card, with the same dice"
    for name, frames in by_ana.sent.items():
        assert sum(WORDS in frame for frame in frames) >= 3, f"premise: card, reply and answer reached {name}"
        assert any("not_yet" in frame and '"metoos": 2' in frame for frame in frames)
    assert sum(WORDS in row for row in by_ana.rows) == 3, "premise: card, reply and answer were kept"
    assert WORDS in str(by_ana.told["/api/report"])
    assert WORDS in str(by_ana.told["/api/kept"])
    assert any('"type":"opened"' in row for row in by_ana.rows), "premise: this is the log itself"
    assert {len(statuses) for name, statuses in by_ana.posted.items() if name != "Gus"} != {0}
    assert differences(by_ana, by_eli) == []


async def test_the_premise_what_somebody_does_by_name_does_make_a_difference() -> None:
    said = Meeting.beat

    async def and_a_hand(self: Meeting, number: int = 1) -> None:
        await self.author.ask({"type": "hand", "id": "up", "up": True}, ("ok", "refused"), "up")
        await said(self, number)

    with patch.object(Meeting, "beat", and_a_hand):
        by_ana, by_eli = await held("Ana"), await held("Eli")
    assert "sent to Gus" in differences(by_ana, by_eli)


ORDERS = {
    "backwards": lambda packets: list(reversed(packets)),
    "by their tokens, each twice": lambda packets: sorted([*packets, *packets], key=lambda packet: packet[8:40]),
}


async def test_any_order_of_arrival_gives_the_same_bytes_in_the_store_on_screens_and_in_exports() -> None:
    def as_they_come(packets: Sequence[bytes]) -> Sequence[bytes]:
        return packets

    first = await held("Dov", order=as_they_come)
    assert WORDS in str(first.told["/api/report"]), "premise: all of it opened"
    for name, order in ORDERS.items():
        other = await held("Dov", order=order)
        assert [one for one in differences(first, other) if one != "posted"] == [], name


async def test_the_premise_what_does_not_arrive_does_make_a_difference() -> None:
    first = await held("Dov", order=list)
    fewer = await held("Dov", order=lambda packets: packets[:-1])
    assert {"rows", "told"} <= set(differences(first, fewer))


async def test_who_writes_and_who_does_not_are_sent_the_very_same_of_cards() -> None:
    remains = await held("Ana")
    of_cards = {
        name: [frame for frame in frames if any(word in frame for word in ('"section": "cards"', '"beat"', '"keys"'))]
        for name, frames in remains.sent.items()
        if name != "Gus"
    }
    assert of_cards["Ana"] == of_cards["Ben"] == of_cards["Fay"]
    assert any(WORDS in frame for frame in of_cards["Fay"])
