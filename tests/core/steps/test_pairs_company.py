"""Nobody is left alone: whoever lost their partner, came late or came back has company soon, and nobody is named."""

from __future__ import annotations

import pytest

from talkingpiece.core.commands import Leave, Pause
from talkingpiece.core.decide import ROOM
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.pairs.commands import CountIn, IAmHere, PartnerMissing, SitOut
from talkingpiece.core.steps.pairs.events import PairsMissing, PairsMoved
from tests.cast import ANA, BEN, CHI, DOV, ELI, FAY, GUS, HANA, NOON, Played, refused
from tests.core.steps.in_pairs import (
    ALONE_S,
    TALK_S,
    being,
    bells,
    board,
    company,
    draw_again,
    gathering,
    is_missing,
    open_them,
    planned,
    talking,
)  # fmt: skip


def past_half(*groups: tuple[str, ...], **how) -> Played:
    """These groups, talking, and half-time has passed."""
    played = talking(*groups, **how)
    played.wait(TALK_S / 2)
    assert played.state.half
    return played


# --- the partner is not here --------------------------------------------------------------------------------


def test_from_the_answer_on_company_comes_by_itself_within_fifteen_seconds():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    assert being(played, ANA) == "waiting"
    assert played.seat_part(ANA).company_by == NOON + ALONE_S * 1000
    assert board(played).groups[0].company_by == NOON + ALONE_S * 1000
    played.wait(ALONE_S - 1)
    assert being(played, ANA) == "waiting", "the partner may be back"
    played.wait(1)
    assert company(played, ANA) == {CHI, DOV}
    assert ALONE_S < 15


def test_who_joins_meets_people_they_have_not_met_and_the_smaller_group():
    met = Known(met={frozenset({ANA, CHI}): 1.0})
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY), known=met)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert company(played, ANA) == {ELI, FAY}
    played.says(CHI, Leave)
    played.wait(ALONE_S)
    assert company(played, DOV) == {ANA, ELI, FAY}, "there is no smaller group"


def test_two_who_are_left_are_together_at_once():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    is_missing(played, BEN, says=ANA)
    is_missing(played, DOV, says=CHI)
    assert company(played, ANA) == {CHI}
    assert company(played, ELI) == {FAY}


def test_two_who_are_left_are_together_also_in_deep_talk():
    played = past_half((ANA, BEN), (CHI, DOV), level=5)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    is_missing(played, DOV, says=CHI)
    assert company(played, ANA) == {CHI}


@pytest.mark.parametrize(("led", "where"), [("facilitator", "with_lead"), ("peers", "alone")])
@pytest.mark.parametrize("level", [1, 2, 3, 5])
def test_after_half_time_nobody_is_dropped_into_a_talking_pair(led, where, level):
    played = past_half((ANA, BEN), (CHI, DOV), led=led, level=level)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert being(played, ANA) == where
    assert [person.seat for person in board(played).alone] == [ANA]
    assert company(played, CHI) == {DOV}


@pytest.mark.parametrize(("level", "joins"), [(1, True), (2, True), (3, False), (5, False)])
def test_nor_above_level_two_at_any_time(level, joins):
    played = talking((ANA, BEN), (CHI, DOV), level=level)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert bool(company(played, ANA)) == joins
    assert company(played, CHI) >= {DOV}


def test_of_a_trio_the_others_just_talk_on():
    played = talking((ANA, BEN, CHI), (DOV, ELI))
    is_missing(played, BEN, says=ANA)
    assert company(played, ANA) == {CHI}
    played.wait(60)
    assert company(played, DOV) == {ELI}


def test_nobody_is_named_for_it_in_anything_that_others_see():
    one, other = (talking((ANA, BEN), (CHI, DOV), led="peers") for _ in range(2))
    is_missing(one, BEN, says=ANA)
    other.says(BEN, SitOut, step=0)
    assert one.all_views()[CHI] == other.all_views()[CHI]
    assert one.all_views()["stage"] == other.all_views()["stage"]


def test_who_is_taken_for_absent_sees_it_and_only_they():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    assert being(played, BEN) == "missing"
    assert [person.seat for person in board(played).missing] == [BEN]


def test_only_those_of_the_same_pair_and_those_who_lead_say_that_somebody_is_missing():
    played = talking((ANA, BEN), (CHI, DOV))
    with refused("not_your_pair"):
        is_missing(played, BEN, says=CHI)
    with refused("not_your_pair"):
        is_missing(played, ANA, says=ANA)
    played.leader_says(PartnerMissing, step=0, seat=BEN)
    assert being(played, BEN) == "missing"


def test_a_silent_panel_is_left_in_peace():
    played = talking((ANA, BEN), (CHI, DOV))
    assert played.presence.connected == frozenset(), "premise: nobody is connected here at all"
    played.wait(TALK_S - 1)
    assert [company(played, seat) for seat in (ANA, CHI)] == [{BEN}, {DOV}]


def test_when_both_say_it_of_each_other_one_of_them_is_believed():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    with refused("not_your_pair"):
        is_missing(played, ANA, says=BEN)
    assert (being(played, ANA), being(played, BEN)) == ("waiting", "missing")


def test_before_and_after_the_round_nobody_can_be_missed():
    played = planned((ANA, BEN))
    with refused("not_your_pair"):
        is_missing(played, BEN, says=ANA)
    open_them(played)
    played.wait(TALK_S)
    with refused("not_your_pair"):
        is_missing(played, BEN, says=ANA)
    with refused("not_your_pair"):
        played.leader_says(PartnerMissing, step=0, seat=BEN)


def test_whoever_leads_takes_out_of_the_plan_who_is_not_there():
    played = planned((ANA, BEN), (CHI, DOV))
    played.leader_says(PartnerMissing, step=0, seat=BEN)
    assert company(played, ANA) == {CHI, DOV}


def test_company_comes_also_in_a_pause():
    played = talking((ANA, BEN), (CHI, DOV))
    played.leader_says(Pause)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert company(played, ANA) == {CHI, DOV}


def test_company_that_was_on_its_way_when_the_round_ended_moves_nobody():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    on_its_way = bells(played)
    played.pass_time(TALK_S)
    played.ask(ROOM, on_its_way[1])
    assert played.state.phase == "back", "premise"
    assert played.ask(ROOM, on_its_way[-1]).events == ()


def test_who_is_left_again_is_given_another_moment():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S - 1)
    played.here(BEN)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S - 1)
    assert being(played, ANA) == "waiting"


def test_a_redraw_while_they_talk_finds_company_for_the_lonely_and_moves_nobody_else():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY), level=1)
    is_missing(played, BEN, says=ANA)
    draw_again(played)
    assert len(company(played, ANA)) == 2, "at once"
    assert sorted(len(group) for group in played.state.groups if group) == [2, 3]
    assert CHI in company(played, DOV)
    assert ELI in company(played, FAY)


def test_how_long_somebody_was_alone_is_in_no_log():
    late, soon = (talking((ANA, BEN), (CHI, DOV)) for _ in range(2))
    late.wait(100)
    for played in (late, soon):
        is_missing(played, BEN, says=ANA)
        played.wait(ALONE_S)
    assert late.events == soon.events
    kinds = [type(event) for event in soon.events[-2:]]
    assert kinds == [PairsMissing, PairsMoved]


# --- coming late, coming back -------------------------------------------------------------------------------


def test_who_comes_late_is_asked_and_joins_by_the_same_rules():
    played = talking((ANA, BEN), (CHI, DOV))
    played.come(ELI)
    assert being(played, ELI) == "asked"
    played.here(ELI)
    assert len(company(played, ELI)) == 2


@pytest.mark.parametrize("led", ["facilitator", "peers"])
@pytest.mark.parametrize(("level", "half"), [(1, True), (3, False)])
def test_who_comes_too_late_to_join_is_not_dropped_into_a_pair(led, level, half):
    played = talking((ANA, BEN), (CHI, DOV), level=level, led=led)
    played.wait(TALK_S / 2 if half else 1)
    played.come(ELI)
    played.here(ELI)
    assert being(played, ELI) == ("with_lead" if led == "facilitator" else "alone")
    played.come(FAY)
    played.here(FAY)
    assert company(played, ELI) == {FAY}, "two who came late have each other"


def test_who_comes_late_is_company_for_somebody_who_is_alone():
    played = past_half((ANA, BEN), (CHI, DOV), level=4)
    is_missing(played, BEN, says=ANA)
    played.come(ELI)
    played.here(ELI)
    assert company(played, ELI) == {ANA}


def test_the_one_who_returns_is_in_the_old_pair_while_the_other_waits():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.here(BEN)
    assert company(played, BEN) == {ANA}
    assert played.state.place_of(BEN) == 0


def test_the_one_who_returns_is_in_the_old_trio_also_late_and_in_deep_talk():
    played = past_half((ANA, BEN, CHI), (DOV, ELI), level=5)
    is_missing(played, BEN, says=ANA)
    played.wait(20)
    played.here(BEN)
    assert company(played, BEN) == {ANA, CHI}


def test_when_the_old_pair_is_gone_the_one_who_returns_is_like_somebody_late():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.wait(TALK_S / 2)
    assert company(played, ANA) == {CHI, DOV}, "premise: Ana has other company, in another room"
    played.here(BEN)
    assert being(played, BEN) == "with_lead"


def test_others_who_have_the_old_room_now_are_not_the_old_pair():
    played = talking((ANA, BEN), (CHI, DOV), level=1)
    is_missing(played, BEN, says=ANA)
    played.wait(TALK_S / 2)
    for seat in (ELI, FAY):
        played.come(seat)
        played.here(seat)
    assert played.state.groups[0] == (ELI, FAY), "premise: they have the room in which Ben was"
    played.here(BEN)
    assert company(played, ELI) == {FAY}


def test_in_the_next_round_nobody_is_sent_to_the_pair_of_the_last():
    played = talking((ANA, BEN, CHI), (DOV, ELI), level=4)
    is_missing(played, BEN, says=ANA)
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    assert BEN not in played.state.placed(), "premise: still not back"
    before = played.state.groups
    played.here(BEN)
    assert [group for group in played.state.groups if BEN not in group] == list(before)
    assert being(played, BEN) == "with_lead"


def test_who_was_missing_is_asked_like_everybody_before_the_next_round():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.wait(TALK_S)
    draw_again(played)
    played.here(BEN)
    assert BEN in played.state.placed()


def test_who_was_taken_for_absent_and_then_left_is_forgotten_and_asked_when_they_come_again():
    played = talking((ANA, BEN), (CHI, DOV))
    is_missing(played, BEN, says=ANA)
    played.says(BEN, Leave)
    played.come_back(BEN)
    assert being(played, BEN) == "asked"


def test_who_sits_out_in_the_middle_goes_at_once_and_the_other_has_company_soon():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(BEN, SitOut, step=0)
    assert being(played, BEN) == "out"
    played.wait(ALONE_S)
    assert company(played, ANA) == {CHI, DOV}
    played.says(BEN, IAmHere, step=0)
    assert company(played, BEN), "and back by one tap"


def test_who_left_and_comes_again_is_placed_like_somebody_late():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(BEN, Leave)
    played.come_back(BEN)
    assert being(played, BEN) == "asked"
    played.here(BEN)
    assert company(played, BEN) == {ANA}


def test_somebody_with_a_silent_panel_who_comes_late_is_counted_in_by_whoever_leads():
    played = talking((ANA, BEN), (CHI, DOV))
    played.come(ELI)
    played.leader_says(CountIn, seat=ELI)
    assert company(played, ELI)


def test_no_pair_grows_beyond_five_by_itself():
    played = talking((ANA, BEN))
    for seat in (CHI, DOV, ELI, FAY, GUS, HANA):
        played.come(seat)
        played.here(seat)
    assert sorted(len(group) for group in played.state.groups) in ([2, 5], [3, 5], [3, 4], [4, 4])
    assert max(len(group) for group in played.state.groups) <= 5


def test_one_person_alone_in_the_circle_waits_for_nobody():
    played = gathering(ANA)
    played.talk()
    assert being(played, ANA) == "with_lead"
    played.come(BEN)
    played.here(BEN)
    assert company(played, ANA) == {BEN}
