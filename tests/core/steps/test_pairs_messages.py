"""A quiet line from whoever leads, to all pairs or to one; and no words are ever in the log."""

from __future__ import annotations

from dataclasses import replace

import pytest

from talkingpiece import journal
from talkingpiece.core.steps.pairs.commands import TellPairs, WriteLine
from talkingpiece.ledger import body_hash
from tests.cast import ANA, BEN, CHI, DOV, refused
from tests.core.steps.in_pairs import TALK_S, A, draw_again, open_them, planned, sharing, talking, writes


def test_a_message_goes_to_all_pairs_or_to_one():
    played = talking((ANA, BEN), (CHI, DOV))
    played.leader_says(TellPairs, text="Two minutes each", place=None)
    played.leader_says(TellPairs, text="I am coming", place=1)
    assert played.seat_part(ANA).told == ("Two minutes each",)
    assert played.seat_part(CHI).told == ("Two minutes each", "I am coming")
    history = [(told.text, told.place) for told in played.console()["board"].part.told]
    assert history == [("Two minutes each", None), ("I am coming", 2)]
    assert "coming" not in played.all_views()["stage"]


def test_messages_are_for_pairs_that_talk():
    played = planned((ANA, BEN))
    with refused("not_talking"):
        played.leader_says(TellPairs, text="Hello", place=None)
    open_them(played)
    for place in (-1, 1, 99):
        with refused("no_place"):
            played.leader_says(TellPairs, text="Hello", place=place)
    played.wait(TALK_S)
    with refused("not_talking"):
        played.leader_says(TellPairs, text="Hello", place=None)


def test_messages_of_a_round_are_not_shown_in_the_next():
    played = talking((ANA, BEN))
    played.leader_says(TellPairs, text="Two minutes each", place=None)
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    assert played.seat_part(ANA).told == ()
    assert len(played.console()["board"].part.told) == 1, "whoever leads has the history"


def test_a_message_meant_for_a_pair_of_the_last_round_is_read_by_no_other():
    played = talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    for place in (0, None):
        with refused("stale"):
            played.leader_says(TellPairs, expecting=1, text="I am coming", place=place)
    assert not any("I am coming" in view for view in played.all_views().values())
    played.leader_says(TellPairs, expecting=2, text="I am coming", place=0)
    assert played.seat_part(played.state.groups[0][0]).told == ("I am coming",)


def test_no_words_are_in_the_log():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "We both yodel")
    played.leader_says(TellPairs, text="Two minutes each", place=None)
    log = "".join(journal.encode(entry).decode() for entry in played.log)
    assert "line_written" in log, "premise"
    assert "yodel" not in log
    assert "minutes" not in log


@pytest.mark.parametrize(
    "verb",
    [TellPairs(id="c", text="a", place=None, expecting=1), WriteLine(id="c", step=0, line=A, about=None, text="a")],
)
def test_nothing_that_can_be_erased_leaves_a_hash(verb):
    assert body_hash(verb) == body_hash(replace(verb, text="b"))
