"""Arranged by hand: whoever leads moves, locks and takes back; what the system must never do, only a hand does."""

from __future__ import annotations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.pairs.commands import LockPair, MovePerson, PlanPairs, SitOut, UndoMove
from talkingpiece.core.steps.pairs.events import PairsArranged
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FAY, FOUR, GUS, HANA, PAIRS, TINY, Played, refused
from tests.core.steps.in_pairs import (
    ALONE_S,
    TALK_S,
    being,
    board,
    company,
    draw_again,
    gathering,
    is_missing,
    move,
    open_them,
    pairs,
    planned,
    talking,
)  # fmt: skip

APART = Known(apart=frozenset({frozenset({ANA, CHI})}))


def undo(played: Played) -> None:
    played.leader_says(UndoMove, expecting=played.state.draw)


def lock(played: Played, place: int, *, on: bool = True) -> None:
    played.leader_says(LockPair, place=place, on=on)


# --- moves -------------------------------------------------------------------------------------------------


def test_a_person_goes_to_a_room_and_both_groups_are_kept():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    move(played, ANA, 1)
    assert played.state.groups == ((BEN,), (CHI, DOV, ANA), (ELI, FAY))
    assert [group.locked for group in board(played).groups] == [True, True, False]


def test_one_past_the_last_place_is_a_new_place():
    played = planned(
        (ANA, BEN, CHI),
    )
    move(played, ANA, 1)
    assert played.state.groups == ((BEN, CHI), (ANA,))


def test_who_is_put_into_no_pair_is_with_whoever_leads():
    played = talking((ANA, BEN, CHI), (DOV, ELI))
    move(played, ANA, None)
    assert being(played, ANA) == "with_lead"
    assert [person.seat for person in board(played).alone] == [ANA]


@pytest.mark.parametrize("to", [-1, 3, 10**40])
def test_there_is_no_place_beyond_the_next_free_one(to):
    with refused("no_place"):
        move(planned((ANA, BEN), (CHI, DOV)), ANA, to)


def test_a_group_of_six_is_full():
    played = planned(tuple(FOUR[:2]), (CHI, DOV), (ELI, FAY), (GUS, HANA))
    for seat in (CHI, DOV, ELI, FAY):
        move(played, seat, 0)
    with refused("full"):
        move(played, GUS, 0)


def test_somebody_who_left_cannot_be_moved():
    played = planned((ANA, BEN), (CHI, DOV))
    played.says(ANA, Leave)
    for to in (0, 1, None):
        with refused("not_here"):
            played.leader_says(MovePerson, seat=ANA, was=0, to=to)


def test_nor_a_stranger_nor_a_facilitator_who_takes_no_part():
    played = planned((ANA, BEN), (CHI, DOV))
    for seat in ("nobody", "lead"):
        with refused("not_here"):
            played.leader_says(MovePerson, seat=seat, was=None, to=0)


def test_who_sits_out_is_moved_by_nobody():
    played = planned((ANA, BEN), (CHI, DOV))
    played.says(ANA, SitOut, step=0)
    with refused("sits_out"):
        move(played, ANA, 0)


def test_somebody_who_has_not_accepted_the_agreement_cannot_be_moved():
    played = Played.running(TINY, *FOUR, at=PAIRS)
    played.here(*FOUR)
    played.come(ELI)
    with refused("not_here"):
        move(played, ELI, 0)
    assert [person.name for person in board(played).apart] == ["Eli"]


def test_of_two_consoles_that_move_the_same_person_at_once_the_second_is_told():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    played.leader_says(MovePerson, seat=ANA, was=0, to=1)
    with refused("stale"):
        played.leader_says(MovePerson, seat=ANA, was=0, to=2)
    assert played.leader_says(MovePerson, seat=ANA, was=0, to=1).events == (), "the same wish twice is one move"


def test_who_was_moved_by_the_system_meanwhile_is_not_moved_from_where_they_no_longer_are():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert played.state.place_of(ANA) == 1, "premise"
    with refused("stale"):
        played.leader_says(MovePerson, seat=ANA, was=0, to=2)


def test_moving_somebody_where_they_are_does_not_change_who_begins():
    played = planned((ANA, BEN), (CHI, DOV))
    assert played.leader_says(MovePerson, seat=ANA, was=0, to=0).events == ()


def test_only_whoever_leads_moves_people():
    played = planned((ANA, BEN), (CHI, DOV), led="peers")
    asked = {
        MovePerson: {"seat": BEN, "was": 0, "to": 1},
        LockPair: {"place": 0, "on": True},
        UndoMove: {"expecting": 1},
    }
    for verb, fields in asked.items():
        with refused("not_leading"):
            played.says(BEN, verb, **fields)


def test_what_was_asked_of_an_earlier_plan_is_not_done_to_the_people_of_the_next():
    played = planned((ANA, BEN), (CHI, DOV))
    draw_again(played)
    move(played, ANA, None)
    before = played.state
    asked = {
        LockPair: {"place": 0, "on": 0 not in before.locked},
        UndoMove: {},
        MovePerson: {"seat": ANA, "was": None, "to": 0},
    }
    for verb, fields in asked.items():
        with refused("stale"):
            played.leader_says(verb, expecting=1, **fields)
    assert played.state == before
    for verb, fields in asked.items():
        assert played.leader_says(verb, expecting=2, **fields).events, "premise: of this plan, each can be asked"


def test_before_there_is_a_plan_and_after_the_round_nobody_is_moved():
    played = gathering(*FOUR)
    with refused("no_plan"):
        move(played, ANA, 0)
    played.talk()
    played.wait(TALK_S)
    with refused("round_over"):
        move(played, ANA, 0)


def test_who_has_not_answered_is_counted_in_by_being_moved():
    played = gathering(*FOUR)
    played.here(ANA, BEN)
    played.leader_says(PlanPairs, expecting=0)
    move(played, CHI, 0)
    assert CHI in played.state.here
    assert company(played, CHI) == {ANA, BEN}


def test_while_they_talk_who_is_left_by_a_move_has_company_soon():
    played = talking((ANA, BEN), (CHI, DOV))
    move(played, ANA, 1)
    assert being(played, BEN) == "waiting"
    played.wait(ALONE_S)
    assert company(played, BEN) == {ANA, CHI, DOV}


def test_and_at_once_if_somebody_else_is_alone_too():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    is_missing(played, DOV, says=CHI)
    move(played, ANA, 2)
    assert company(played, BEN) == {CHI}


def test_before_they_talk_an_arrangement_may_stand_half_done_and_at_the_opening_nobody_is_alone():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    move(played, ANA, 1)
    assert played.state.groups[0] == (BEN,)
    open_them(played)
    assert company(played, BEN)
    assert not played.state.waiting()


# --- a rule, and a second word --------------------------------------------------------------------------------


def test_against_a_rule_it_is_asked_once_and_then_recorded():
    played = planned((ANA, BEN), (CHI, DOV), known=APART)
    with refused("keep_apart"):
        move(played, ANA, 1)
    assert played.state.groups == ((ANA, BEN), (CHI, DOV))
    move(played, ANA, 1, deliberate=True)
    assert company(played, ANA) == {CHI, DOV}
    event = played.events[-1]
    assert isinstance(event, PairsArranged)
    assert event.deliberate
    assert board(played).groups[1].reason.startswith("Arranged by hand against a rule you keep")


def test_in_a_peer_led_session_a_rule_is_not_broken_at_all():
    played = planned((ANA, BEN), (CHI, DOV), known=APART, led="peers")
    for deliberate in (False, True):
        with refused("not_there"):
            move(played, ANA, 1, deliberate=deliberate)


# --- locks ------------------------------------------------------------------------------------------------------


def test_what_was_moved_stays_when_the_rest_is_drawn_again():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY), (GUS, HANA))
    move(played, ANA, 1)
    for _ in range(10):
        draw_again(played)
        assert (CHI, DOV, ANA) in played.state.groups
        assert sorted(played.state.placed()) == sorted(EVERYONE)


def test_whoever_the_move_left_alone_is_drawn_with_the_others():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    move(played, ANA, 1)
    draw_again(played)
    assert company(played, BEN)


def test_two_whom_a_hand_has_separated_are_not_put_back_together_by_being_kept_alone():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY), (GUS, HANA))
    move(played, ANA, 4)
    seen = []
    for _ in range(6):
        draw_again(played)
        seen.append(company(played, ANA))
    assert any(others != {BEN} for others in seen)


def test_a_pair_is_kept_by_its_lock_alone_and_let_go():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY), (GUS, HANA))
    lock(played, 2)
    assert played.leader_says(LockPair, place=2, on=True).events == ()
    for _ in range(5):
        draw_again(played)
        assert company(played, ELI) == {FAY}
    place = played.state.place_of(ELI)
    assert place is not None
    lock(played, place, on=False)
    seen = set()
    for _ in range(5):
        draw_again(played)
        seen |= company(played, ELI)
    assert len(seen) > 1


def test_there_is_nothing_to_lock_in_an_empty_place():
    played = planned((ANA, BEN), (CHI, DOV))
    for place in (-1, 2, 99):
        with refused("no_place"):
            lock(played, place)


def test_a_locked_pair_of_which_one_left_is_not_kept():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    lock(played, 0)
    played.says(ANA, Leave)
    draw_again(played)
    assert company(played, BEN)


def test_company_for_a_lonely_one_is_not_looked_for_in_a_locked_pair_while_there_is_another():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    lock(played, 1)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert company(played, ANA) == {ELI, FAY}
    alone = talking((ANA, BEN), (CHI, DOV))
    lock(alone, 1)
    is_missing(alone, BEN, says=ANA)
    alone.wait(ALONE_S)
    assert company(alone, ANA) == {CHI, DOV}, "a lock is against a new draw, not against company"


def test_in_the_next_round_locks_are_gone():
    played = talking((ANA, BEN), (CHI, DOV))
    lock(played, 0)
    played.wait(TALK_S)
    draw_again(played)
    assert company(played, ANA) != {BEN}
    assert not played.state.locked


def test_a_room_that_was_left_is_nobodys_lock_any_more():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    lock(played, 0)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert played.state.groups[0] == (), "premise"
    assert 0 not in played.state.locked


# --- taking back --------------------------------------------------------------------------------------------------


def test_undo_takes_back_move_by_move():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    before = (played.state.groups, played.state.locked)
    move(played, ANA, 1)
    between = played.state.groups
    move(played, ELI, 0)
    assert board(played).undo
    undo(played)
    assert played.state.groups == between
    undo(played)
    assert (played.state.groups, played.state.locked) == before
    assert not board(played).undo
    with refused("nothing_to_undo"):
        undo(played)


def test_undo_of_a_lock_lets_go():
    played = planned((ANA, BEN), (CHI, DOV))
    lock(played, 0)
    undo(played)
    assert played.state.locked == frozenset()


def test_undo_meant_for_another_draw_is_stale():
    played = planned((ANA, BEN), (CHI, DOV))
    move(played, ANA, 1)
    draw_again(played)
    with refused("stale"):
        played.leader_says(UndoMove, expecting=1)
    with refused("nothing_to_undo"):
        undo(played)


@pytest.mark.parametrize("goes", [ANA, BEN, CHI])
def test_undo_brings_back_nobody_who_went(goes):
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    move(played, ANA, None)
    played.says(goes, Leave)
    with refused("nothing_to_undo"):
        undo(played)
    assert goes not in played.state.placed()


def test_undo_leaves_who_was_counted_in_by_the_move_counted():
    played = gathering(*EVERYONE[:5])
    played.here(*FOUR)
    played.leader_says(PlanPairs, expecting=0)
    move(played, ELI, 0)
    undo(played)
    assert ELI in played.state.alone
    open_them(played)
    assert company(played, ELI)


def test_undo_while_they_talk():
    played = talking((ANA, BEN), (CHI, DOV, ELI))
    move(played, ELI, 0)
    undo(played)
    assert played.state.groups == ((ANA, BEN), (CHI, DOV, ELI))


def test_undo_does_not_pull_somebody_out_of_company_that_came_by_itself():
    played = talking((ANA, BEN), (CHI, DOV))
    move(played, ANA, 1)
    played.wait(ALONE_S)
    assert company(played, BEN), "premise: Ben has company again"
    with refused("nothing_to_undo"):
        undo(played)


# --- drawn again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [4, 5, 6, 7, 8])
def test_drawn_again_it_is_another_plan(count):
    played = gathering(*EVERYONE[:count])
    played.here(*EVERYONE[:count])
    for _ in range(6):
        before = pairs(played)
        draw_again(played)
        assert pairs(played) != before


def test_what_was_announced_is_the_first_plan_and_not_the_next():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    first = pairs(played)
    draw_again(played)
    assert pairs(played) != first
    open_them(played)
    played.wait(TALK_S)
    later = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    later.wait(TALK_S)
    draw_again(later)
    assert not pairs(later) & first, "what was held is not held again"


def test_between_two_there_is_no_other_plan():
    played = planned((ANA, BEN))
    draw_again(played)
    assert company(played, ANA) == {BEN}
    assert played.state.draw == 2


def test_what_was_put_together_by_hand_is_spared_but_not_by_making_crowds_of_the_others():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY))
    played.leader_says(LockPair, place=0, on=True)
    open_them(played)
    for seat, group in ((GUS, 3), (HANA, 3)):
        come_late(played, seat)
        assert len(played.state.groups[played.state.place_of(seat)]) == group
    assert played.state.groups[0] == (ANA, BEN), "premise: the others were pairs, and are trios now"
    come_late(played, "ivo-seat")
    assert played.state.groups[0] == (ANA, BEN, "ivo-seat"), "rather than four of them"


def come_late(played: Played, seat: str) -> None:
    played.come(seat)
    played.here(seat)
