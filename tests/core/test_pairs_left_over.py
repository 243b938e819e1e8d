"""Whoever is left over: who is told to be with them is, and nobody else is shown who it was; and the clock runs."""

from __future__ import annotations

from talkingpiece.core.commands import Pause
from talkingpiece.core.steps.pairs.commands import LeadTakesPart
from tests.cast import ANA, BEN, CHI, DOV, ELI, FAY, GUS
from tests.core.steps.in_pairs import ALONE_S, TALK_S, being, board, company, is_missing, open_them, planned, talking


def test_nobody_is_said_to_be_with_a_facilitator_who_talks_in_a_pair():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY, GUS))
    played.leader_says(LeadTakesPart, joins="spare")
    open_them(played)
    assert "lead" in played.state.placed(), "premise: the facilitator made two pairs of the trio"
    played.wait(TALK_S / 2)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert being(played, ANA) == "alone", "nobody is in the main room: the time is theirs"
    assert [one.seat for one in board(played).alone] == [ANA], "and whoever leads knows of it"
    played.leader_says(LeadTakesPart, joins="out")
    assert being(played, ANA) != "alone"


def test_whoever_was_left_is_not_shown_to_all_as_a_pair_of_one():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    assert being(played, ANA) == "waiting", "premise"
    assert [[one.seat for one in group.people] for group in played.part("board").groups] == [[CHI, DOV]]
    assert [group.place for group in played.part("board").groups] == [2], "rooms keep their numbers"
    assert [len(group.people) for group in board(played).groups] == [1, 2], "whoever leads sees it"


def test_a_clock_that_was_held_while_people_gathered_runs_when_the_pairs_talk():
    played = planned((ANA, BEN), (CHI, DOV))
    played.leader_says(Pause)
    open_them(played)
    played.wait(TALK_S)
    assert played.state.phase == "back", "nobody waits for a bell that never rings"
    assert company(played, ANA) == {BEN}
