"""A round: opened with the whole of its time, made longer or shorter, called back, over by itself; then another one."""

from __future__ import annotations

from itertools import combinations

import pytest

from talkingpiece.core.commands import AddTime, Leave, Pause, Resume
from talkingpiece.core.decide import ROOM
from talkingpiece.core.steps.pairs.commands import CallBack, DrawAgain, ExtendPairs, OpenPairs
from tests.cast import ANA, BEN, CHI, DOV, EVERYONE, FAY, FOUR, Played, refused
from tests.core.steps.in_pairs import (
    TALK_S,
    being,
    bells,
    board,
    company,
    draw_again,
    gathering,
    move,
    open_them,
    pairs,
    planned,
    steps,
    talking,
)  # fmt: skip


def call_back(played: Played, *, at_once: bool = False) -> None:
    played.leader_says(CallBack, expecting=played.state.draw, at_once=at_once)


def extend(played: Played, seconds: int) -> None:
    played.leader_says(ExtendPairs, expecting=played.state.draw, seconds=seconds)


def left_s(played: Played) -> float:
    return played.session.clock.left(played.now_ms) / 1000


def test_opened_everybody_sees_their_own_company_who_begins_and_the_parts_of_the_time():
    played = talking((ANA, BEN), (CHI, DOV))
    mine, theirs = played.seat_part(ANA), played.seat_part(BEN)
    assert (mine.being, mine.place, mine.turns) == ("paired", 1, 2)
    assert [one.seat for one in mine.partners] == [BEN]
    assert mine.order == theirs.order
    assert played.seat_part(CHI).place == 2
    assert [group.place for group in played.part("board").groups] == [1, 2]


def test_the_time_has_as_many_parts_as_people_or_none_for_talk_in_common():
    assert talking((ANA, BEN, CHI)).seat_part(ANA).turns == 3
    assert talking((ANA, BEN), turns=False).seat_part(ANA).turns == 0


def test_the_pairs_have_the_whole_talk_time_however_long_people_took_to_gather():
    played = planned((ANA, BEN))
    played.pass_time(200)
    open_them(played)
    assert left_s(played) == TALK_S


def test_a_share_back_has_its_own_part_of_the_steps_time():
    played = talking((ANA, BEN), share_seconds=90)
    assert left_s(played) == TALK_S - 90
    played.wait(TALK_S - 90)
    assert played.state.phase == "back"
    assert left_s(played) == 90


def test_a_second_tap_opens_nothing_twice():
    played = planned((ANA, BEN))
    played.leader_says(OpenPairs, expecting=1)
    played.pass_time(20)
    assert played.leader_says(OpenPairs, expecting=1).events == ()
    with refused("stale"):
        played.leader_says(OpenPairs, expecting=0)
    assert left_s(played) == TALK_S - 20


def test_opening_without_a_plan_plans_first():
    played = gathering(*FOUR)
    played.here(ANA, BEN, CHI)
    played.leader_says(OpenPairs, expecting=0)
    assert played.state.phase == "talking"
    assert played.state.placed() == {ANA, BEN, CHI}


def test_a_leaver_in_the_very_second_of_the_opening_leaves_nobody_alone_for_long():
    before, after = planned((ANA, BEN), (CHI, DOV)), planned((ANA, BEN), (CHI, DOV))
    before.says(ANA, Leave)
    open_them(before)
    open_them(after)
    after.says(ANA, Leave)
    assert company(before, BEN) == {CHI, DOV}, "no second of it alone"
    assert being(after, BEN) == "waiting"
    after.wait(15)
    assert company(after, BEN) == {CHI, DOV}


def test_half_time_and_the_end_come_by_themselves():
    played = talking((ANA, BEN))
    played.wait(TALK_S / 2 - 1)
    assert not played.part("head").half
    played.wait(1)
    assert played.part("head").half
    played.wait(TALK_S / 2 - 1)
    assert being(played, ANA) == "paired"
    played.wait(1)
    assert (played.state.phase, being(played, ANA), being(played, BEN)) == ("back", "back", "back")
    assert played.part("board").groups == ()


def test_after_the_bell_nobody_stays_in_limbo():
    played = talking((ANA, BEN), (CHI, DOV), level=4)
    played.come(FAY)
    played.says(ANA, Leave)
    played.wait(TALK_S)
    assert {being(played, seat) for seat in (BEN, CHI, DOV, FAY)} == {"back"}
    assert board(played).alone == ()


def test_added_time_moves_both_bells():
    played = talking((ANA, BEN))
    extend(played, 100)
    played.wait(TALK_S / 2)
    assert not played.state.half
    played.wait(50)
    assert played.state.half
    played.wait(TALK_S / 2 + 49)
    assert played.state.phase == "talking"
    played.wait(1)
    assert played.state.phase == "back"


def test_time_added_while_the_bell_is_on_its_way_counts():
    played = talking((ANA, BEN))
    on_their_way = bells(played)
    played.pass_time(TALK_S)
    extend(played, 2 * TALK_S)
    for bell in on_their_way:
        assert played.ask(ROOM, bell).events == ()
    assert (played.state.half, played.state.phase) == (False, "talking")


def test_cut_to_nothing_they_are_back():
    played = talking((ANA, BEN))
    extend(played, -3600)
    played.wait(0)
    assert played.state.phase == "back"


def test_called_back_they_have_half_a_minute_or_none_at_all():
    played = talking((ANA, BEN))
    played.wait(100)
    call_back(played)
    assert (played.state.phase, left_s(played)) == ("talking", 30)
    played.wait(29)
    assert played.state.phase == "talking"
    played.wait(1)
    assert played.state.phase == "back"
    cut = talking((ANA, BEN))
    call_back(cut, at_once=True)
    assert cut.state.phase == "back"


def test_two_who_call_them_back_in_the_same_moment_cut_nobody_off():
    played = talking((ANA, BEN))
    call_back(played)
    call_back(played)
    assert (played.state.phase, left_s(played)) == ("talking", 30)


def test_called_back_in_the_last_half_minute_they_keep_what_is_left_of_it():
    played = talking((ANA, BEN))
    played.wait(TALK_S - 20)
    call_back(played)
    assert (played.state.phase, left_s(played)) == ("talking", 20)


def test_called_back_while_the_clock_stands_still_they_do_come_back():
    played = talking((ANA, BEN))
    played.leader_says(Pause)
    call_back(played)
    played.wait(30)
    assert played.state.phase == "back"


@pytest.mark.parametrize(("verb", "fields"), [(ExtendPairs, {"seconds": 60}), (CallBack, {})])
def test_a_round_that_ended_is_neither_extended_nor_called_back(verb, fields):
    played = talking((ANA, BEN))
    played.wait(TALK_S)
    with refused("round_over"):
        played.leader_says(verb, expecting=1, **fields)


@pytest.mark.parametrize(("verb", "fields"), [(ExtendPairs, {"seconds": 60}), (CallBack, {})])
def test_words_meant_for_the_last_round_do_not_reach_the_next(verb, fields):
    played = talking((ANA, BEN))
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    with refused("stale"):
        played.leader_says(verb, expecting=1, **fields)
    assert left_s(played) == TALK_S


def test_more_than_an_hour_at_once_is_too_much():
    with refused("too_much"):
        extend(talking((ANA, BEN)), 3601)


def test_in_a_pause_the_bells_wait():
    played = talking((ANA, BEN))
    played.wait(100)
    played.leader_says(Pause)
    played.wait(1000)
    assert (played.state.half, played.state.phase) == (False, "talking")
    played.leader_says(Resume)
    played.wait(50)
    assert played.state.half
    played.wait(150)
    assert played.state.phase == "back"


def test_a_bell_that_was_on_its_way_when_the_pause_began_waits_too():
    played = talking((ANA, BEN))
    on_their_way = bells(played)
    played.pass_time(TALK_S)
    played.leader_says(Pause)
    for bell in on_their_way:
        assert played.ask(ROOM, bell).events == ()


def test_the_clock_of_whoever_leads_counts_for_pairs_too():
    played = talking((ANA, BEN))
    played.leader_says(AddTime, seconds=60)
    played.wait(TALK_S)
    assert played.state.phase == "talking"
    played.wait(60)
    assert played.state.phase == "back"


def test_the_group_may_move_on_out_of_the_middle_of_a_round():
    played = Played.running(steps("pairs", "present"), *FOUR)
    played.talk()
    played.wait(TALK_S / 2)
    played.next_step()
    played.go_to(0)
    assert played.state.phase == "back"
    assert len(played.state.ran[1]) == 2


# --- another round -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [4, 6, 8])
def test_in_several_rounds_of_a_step_nobody_meets_twice_before_all_have_met(count):
    played = gathering(*EVERYONE[:count])
    played.talk()
    met = pairs(played)
    for number in range(2, count):
        played.wait(TALK_S)
        draw_again(played)
        open_them(played)
        assert not met & pairs(played), number
        met |= pairs(played)
    assert len(met) == count * (count - 1) / 2
    played.wait(TALK_S)
    draw_again(played)
    assert board(played).repeats == count // 2, "all have met: now they do again, and the console says so"


def test_nor_in_several_steps():
    played = Played.running(steps("pairs", "pairs", "pairs"), *FOUR)
    met: set[frozenset[str]] = set()
    for step in range(3):
        if step:
            played.next_step()
        played.talk()
        assert not met & pairs(played)
        met |= pairs(played)
    assert met == {frozenset(two) for two in combinations(FOUR, 2)}


def test_a_move_by_hand_counts_as_having_met():
    played = talking((ANA, BEN), (CHI, DOV), (EVERYONE[4], FAY))
    move(played, ANA, 1)
    assert company(played, ANA) == {CHI, DOV}, "premise"
    played.wait(TALK_S)
    draw_again(played)
    assert not company(played, ANA) & {BEN, CHI, DOV}


def test_before_another_round_everyone_is_asked_again_and_who_has_gone_is_in_no_pair():
    played = talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    played.leader_says(DrawAgain, expecting=1)
    assert (played.state.phase, played.state.here) == ("gathering", frozenset())
    with refused("no_plan"):  # the second of two taps
        played.leader_says(DrawAgain, expecting=1)
    played.here(ANA, CHI, DOV)
    open_them(played)
    assert played.state.draw == 2
    assert played.state.placed() == {ANA, CHI, DOV}
    assert being(played, BEN) == "asked"


def test_whoever_came_while_the_others_were_back_is_in_the_next_round_when_they_say_so():
    played = talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    played.come(FAY)
    draw_again(played)
    assert being(played, FAY) == "asked"
    played.here(FAY)
    assert len(company(played, FAY)) == 2


def test_the_place_in_a_trio_goes_round():
    played = gathering(*EVERYONE[:5])
    odd: list[str] = []
    for _ in range(5):
        played.talk() if not played.state.draw else open_them(played)
        odd += [seat for group in played.state.groups if len(group) == 3 for seat in group]
        played.wait(TALK_S)
        draw_again(played)
    assert {odd.count(seat) for seat in EVERYONE[:5]} == {3}


# --- what counts as having met ---------------------------------------------------------------------------------------


def test_a_whole_round_counts_for_those_who_were_together_for_half_of_it():
    played = talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    assert played.state.ran == {1: frozenset({frozenset({ANA, BEN}), frozenset({CHI, DOV})})}


def test_who_was_moved_before_half_time_met_the_new_company_and_not_the_old():
    played = talking((ANA, BEN, CHI), (DOV, FAY))
    played.wait(30)
    move(played, CHI, 1)
    played.wait(TALK_S)
    met = played.state.ran[1]
    assert frozenset({CHI, DOV}) in met
    assert frozenset({ANA, CHI}) not in met


def test_who_left_before_half_time_met_nobody_and_after_it_they_did():
    early, late = talking((ANA, BEN, CHI)), talking((ANA, BEN, CHI))
    early.wait(100)
    late.wait(200)
    for played in (early, late):
        played.says(CHI, Leave)
        played.wait(TALK_S)
    assert early.state.ran[1] == {frozenset({ANA, BEN})}
    assert late.state.ran[1] == {frozenset(two) for two in combinations((ANA, BEN, CHI), 2)}


def test_who_came_in_the_middle_and_went_before_the_end_met_nobody():
    played = talking((ANA, BEN), (CHI, DOV, FAY))
    played.wait(100)
    move(played, FAY, 0)
    played.wait(100)
    assert played.state.half, "premise: at half-time Fay was with Ana and Ben"
    move(played, FAY, None)
    played.wait(TALK_S)
    assert played.state.ran[1] == {frozenset({ANA, BEN}), frozenset({CHI, DOV})}


@pytest.mark.parametrize(("after_s", "met"), [(10, 0), (60, 0), (119, 0), (121, 1), (200, 1)])
def test_in_a_round_called_back_before_half_of_its_time_nobody_has_met(after_s, met):
    played = talking((ANA, BEN))
    played.wait(after_s)
    call_back(played)
    played.wait(30)
    assert played.state.phase == "back"
    assert len(played.state.ran[1]) == met


def test_nor_in_one_that_was_cut_before():
    played = talking((ANA, BEN))
    extend(played, -200)
    played.wait(100)
    assert played.state.phase == "back"
    assert played.state.ran[1] == frozenset()


def test_called_back_or_not_they_do_not_meet_again_in_this_session():
    played = talking((ANA, BEN), (CHI, DOV))
    call_back(played, at_once=True)
    draw_again(played)
    assert company(played, ANA) != {BEN}
