"""A facilitator in a pair: not, like everybody, or where somebody would be left over. Never in a peer-led session."""

from __future__ import annotations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.steps.pairs.commands import LeadTakesPart, MovePerson, PartnerMissing, PassBaton, WriteLine
from talkingpiece.core.steps.pairs.state import LEAD
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FOUR, Played, refused
from tests.core.steps.in_pairs import (
    ALONE_S,
    TALK_S,
    A,
    being,
    board,
    company,
    draw_again,
    gathering,
    is_missing,
    move,
    open_them,
    planned,
    sharing,
    talking,
    told,
)  # fmt: skip


def joins(played: Played, how: str) -> None:
    played.leader_says(LeadTakesPart, joins=how)


def with_lead(how: str, *people: str, **settings) -> Played:
    """Everybody is here and counted, and whoever leads takes part in this way."""
    played = gathering(*people, **settings)
    joins(played, how)
    played.here(*people)
    return played


@pytest.mark.parametrize(
    ("how", "count", "sizes", "in_a_pair"),
    [
        ("out", 3, [3], False), ("out", 4, [2, 2], False),
        ("in", 3, [2, 2], True), ("in", 4, [2, 3], True),
        ("spare", 3, [2, 2], True), ("spare", 4, [2, 2], False), ("spare", 1, [2], True), ("in", 1, [2], True),
    ],
)  # fmt: skip
def test_whether_whoever_leads_is_in_a_pair(how, count, sizes, in_a_pair):
    played = with_lead(how, *EVERYONE[:count])
    assert sorted(map(len, played.state.groups)) == sizes
    assert (LEAD in played.state.placed()) == in_a_pair


def test_the_partner_of_whoever_leads_is_told_their_name():
    played = with_lead("spare", ANA, BEN, CHI)
    open_them(played)
    (other,) = company(played, LEAD)
    (partner,) = played.seat_part(other).partners
    assert (partner.seat, partner.name) == (LEAD, played.world.look.lead_name)
    assert board(played).lead == "spare"


def test_in_a_peer_led_session_whoever_leads_has_a_place_like_everyone():
    played = gathering(*FOUR, led="peers")
    for how in ("in", "spare", "out"):
        with refused("has_seat"):
            joins(played, how)


def test_only_whoever_leads_says_that():
    with refused("not_leading"):
        gathering(*FOUR, led="peers").says(BEN, LeadTakesPart, joins="in")


def test_without_anybody_else_there_is_no_plan_for_whoever_leads_alone():
    played = gathering(ANA, BEN)
    joins(played, "in")
    for seat in (ANA, BEN):
        played.says(seat, Leave)
    assert played.state.phase == "gathering"
    with refused("nobody_here"):
        open_them(played)


def test_who_joins_a_plan_that_is_made_makes_two_pairs_of_a_trio():
    for how in ("in", "spare"):
        played = planned((ANA, BEN, CHI))
        joins(played, how)
        assert sorted(map(len, played.state.groups)) == [2, 2]


def test_or_else_has_a_place_like_anybody_but_not_as_a_spare():
    played = planned((ANA, BEN), (CHI, DOV))
    joins(played, "spare")
    assert LEAD not in played.state.placed()
    joins(played, "in")
    assert sorted(map(len, played.state.groups)) == [2, 3]


def test_who_takes_no_part_any_more_leaves_nobody_alone():
    played = with_lead("in", ANA, BEN, CHI)
    joins(played, "out")
    assert sorted(len(group) for group in played.state.groups if group) == [3]
    open_them(played)
    assert not played.state.waiting()


def test_a_spare_gives_the_place_to_whoever_comes_late():
    played = with_lead("spare", ANA, BEN, CHI)
    (other,) = company(played, LEAD)
    played.come(DOV)
    played.here(DOV)
    assert company(played, DOV) == {other}
    assert LEAD not in played.state.placed()


def test_a_spare_is_company_at_once_for_somebody_who_is_left():
    played = talking((ANA, BEN), (CHI, DOV), level=5)
    joins(played, "spare")
    is_missing(played, BEN, says=ANA)
    assert company(played, ANA) == {LEAD}
    assert being(played, ANA) == "paired"


def test_saying_so_while_somebody_is_alone_is_company_at_once():
    played = talking((ANA, BEN), (CHI, DOV), level=5)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert being(played, ANA) == "with_lead", "premise"
    joins(played, "spare")
    assert company(played, ANA) == {LEAD}


def test_whoever_leads_is_dropped_into_nobodys_talk():
    played = with_lead("in", ANA, BEN, CHI)
    open_them(played)
    (other,) = company(played, LEAD)
    played.says(other, Leave)
    played.wait(ALONE_S)
    assert LEAD not in played.state.placed()
    assert LEAD not in played.state.alone
    assert LEAD not in {person.seat for person in board(played).alone}


def test_a_partner_may_say_that_whoever_leads_is_not_there():
    played = with_lead("spare", ANA, BEN, CHI)
    open_them(played)
    (other,) = company(played, LEAD)
    is_missing(played, LEAD, says=other)
    assert board(played).lead == "out", "they have other things to do"
    assert being(played, other) == "waiting"
    played.wait(ALONE_S)
    assert len(company(played, other)) == 2


def test_a_spare_in_the_last_round_is_no_spare_in_an_even_one():
    played = with_lead("spare", ANA, BEN, CHI)
    open_them(played)
    played.come(DOV)
    played.wait(TALK_S)
    played.here(DOV)
    draw_again(played)
    assert sorted(map(len, played.state.groups)) == [2, 2]
    assert LEAD not in played.state.placed()


def test_nor_one_who_had_been_moved_there_by_hand():
    played = planned((ANA, BEN), (CHI, DOV))
    joins(played, "spare")
    move(played, LEAD, 0)
    open_them(played)
    played.wait(TALK_S)
    draw_again(played)
    assert LEAD not in played.state.placed()


def test_whoever_leads_moves_themselves_by_hand():
    played = planned((ANA, BEN), (CHI, DOV))
    joins(played, "spare")
    move(played, LEAD, 0)
    assert company(played, LEAD) == {ANA, BEN}
    draw_again(played)
    assert company(played, LEAD) == {ANA, BEN}, "by hand is by hand"
    move(played, LEAD, None)
    assert LEAD not in played.state.alone
    assert played.leader_says(MovePerson, seat=LEAD, was=None, to=None).events == ()


def test_undo_does_not_bring_in_a_facilitator_who_takes_no_part_any_more():
    played = with_lead("in", ANA, BEN, CHI)
    move(played, LEAD, None)
    joins(played, "out")
    assert LEAD not in played.state.placed()
    assert not played.state.undo


def test_whoever_leads_has_no_panel_to_release_a_line_in():
    played = with_lead("spare", ANA, share_seconds=60)
    open_them(played)
    with refused("not_yours"):
        played.says(ANA, WriteLine, step=0, line=A, about=LEAD, text="Gus bakes")
    played.says(ANA, WriteLine, step=0, line=A, about=None, text="We both bake")
    assert not played.seat_part(ANA).lines[0].released
    played.wait(TALK_S)
    assert told(played) == {ANA: (), LEAD: ()}


def test_whoever_leads_introduces_and_passes_the_word_on():
    played = with_lead("spare", ANA, share_seconds=60)
    open_them(played)
    played.wait(TALK_S)
    for turn in range(2):
        played.leader_says(PassBaton, step=0, expecting=turn)
    assert played.state.turn == 2


def test_who_was_with_whoever_leads_is_next_time_with_somebody_else():
    played = with_lead("in", ANA, BEN, CHI)
    seen = []
    for _ in range(3):
        open_them(played)
        seen += company(played, LEAD)
        played.wait(TALK_S)
        draw_again(played)
    assert sorted(seen) == [ANA, BEN, CHI]


def test_pairs_with_whoever_leads_are_no_meetings_of_anybody_else():
    played = with_lead("spare", ANA, BEN, CHI)
    open_them(played)
    played.wait(TALK_S)
    assert len([pair for pair in played.state.ran[1] if LEAD not in pair]) == 1


def test_a_lead_out_of_the_plan_is_not_missed_by_those_who_lead():
    played = with_lead("spare", ANA, BEN, CHI)
    played.leader_says(PartnerMissing, step=0, seat=LEAD)
    assert LEAD not in played.state.placed()
    assert sharing((ANA, BEN), (CHI, DOV, ELI)).state.lead == "out"
