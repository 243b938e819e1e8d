"""Are you there? Nobody is put together with an empty chair, nobody is asked why, and a plan is nobody's business."""

from __future__ import annotations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.pairs.commands import (
    CountIn,
    IAmHere,
    OpenPairs,
    PartnerMissing,
    PlanPairs,
    SitOut,
)  # fmt: skip
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FOUR, PAIRS, TINY, Played, refused
from tests.core.steps.in_pairs import being, board, company, gathering, open_them, plan, planned


def test_when_the_step_opens_everybody_is_asked_and_nobody_is_put_together():
    played = gathering(*FOUR)
    assert [being(played, seat) for seat in FOUR] == ["asked"] * 4
    assert played.part("head").phase == "gathering"
    assert [person.seat for person in board(played).unasked] == list(FOUR)


def test_when_everybody_has_answered_the_plan_is_made_by_itself():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    assert played.state.phase == "gathering", "premise: it waits for the last one"
    played.says(DOV, SitOut, step=0)
    assert played.state.phase == "planned"
    assert sorted(played.state.placed()) == sorted(FOUR[:3])


def test_when_the_last_one_who_was_asked_leaves_the_others_need_not_wait():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    played.says(DOV, Leave)
    assert played.state.phase == "planned"


def test_whoever_has_not_answered_is_in_no_plan():
    played = gathering(*FOUR)
    played.here(ANA, BEN)
    plan(played)
    assert played.state.groups in (((ANA, BEN),), ((BEN, ANA),))
    assert [person.seat for person in board(played).unasked] == [CHI, DOV]


def test_somebody_in_the_call_whose_panel_is_silent_is_counted_in_by_whoever_leads():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    played.leader_says(CountIn, seat=DOV)
    assert played.state.placed() == set(FOUR)
    with refused("not_leading"):
        played.says(ANA, CountIn, seat=BEN)


def test_whoever_sits_out_is_not_counted_in_by_others_and_comes_in_by_one_tap():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    played.says(DOV, SitOut, step=0)
    with refused("sits_out"):
        played.leader_says(CountIn, seat=DOV)
    assert being(played, DOV) == "out"
    played.here(DOV)
    assert being(played, DOV) == "counted"
    assert company(played, DOV)


def test_nobody_is_counted_before_the_agreement():
    played = Played.running(TINY, *FOUR, at=PAIRS)
    played.come(ELI)
    with refused("not_agreed"):
        played.says(ELI, IAmHere, step=PAIRS)
    with refused("not_here"):
        played.leader_says(CountIn, seat=ELI)
    played.agree(ELI)
    played.here(ELI)
    assert being(played, ELI) == "counted"


def test_somebody_who_left_is_not_counted():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    played.says(ANA, Leave)
    with refused("not_here"):
        played.leader_says(CountIn, seat=ANA)
    plan(played)
    assert played.state.placed() == {BEN, CHI}


def test_saying_it_twice_changes_nothing():
    played = gathering(*FOUR)
    played.here(ANA)
    assert played.says(ANA, IAmHere, step=0).events == ()
    played.says(BEN, SitOut, step=0)
    assert played.says(BEN, SitOut, step=0).events == ()


def test_the_stage_counts_answers_and_says_of_nobody_how_they_answered():
    played, other = gathering(*FOUR), gathering(*FOUR)
    played.here(ANA)
    other.says(BEN, SitOut, step=0)
    assert (played.part("tally").answered, played.part("tally").of) == (1, 4)
    assert played.all_views()["stage"] == other.all_views()["stage"]


def test_before_the_opening_the_plan_is_on_no_stage_and_in_nobodys_panel():
    one = planned((ANA, BEN), (CHI, DOV))
    other = planned((ANA, CHI), (BEN, DOV))
    seen, too = one.all_views(), other.all_views()
    assert seen.pop("console") != too.pop("console"), "premise: whoever leads does see it"
    assert seen == too


def test_nobody_finds_out_about_a_plan_by_asking():
    played = planned((ANA, BEN), (CHI, DOV))
    for seat in (BEN, CHI):
        with refused("not_your_pair"):
            played.says(ANA, PartnerMissing, step=0, seat=seat)
    assert played.state.groups == ((ANA, BEN), (CHI, DOV))


def test_a_plan_is_asked_for_once_and_by_whoever_leads():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    with refused("not_leading"):
        played.says(ANA, PlanPairs, expecting=0)
    played.leader_says(PlanPairs, expecting=0)
    with refused("stale"):
        played.leader_says(PlanPairs, expecting=0)
    with refused("stale"):
        played.leader_says(PlanPairs, expecting=1)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_very_few_people(count):
    people = EVERYONE[:count]
    played = gathering(*people)
    played.talk()
    assert [len(company(played, seat)) for seat in people] == [count - 1] * count
    assert not played.state.waiting(), "nobody begins in a group of one"
    assert being(played, ANA) == ("with_lead" if count == 1 else "paired")


@pytest.mark.parametrize("verb", [PlanPairs, OpenPairs])
def test_without_anybody_there_is_no_plan(verb):
    for played in (gathering(), gathering(*FOUR)):
        with refused("nobody_here"):
            played.leader_says(verb, expecting=0)


def test_when_all_sit_out_there_is_no_plan_either():
    played = gathering(ANA, BEN)
    for seat in (ANA, BEN):
        played.says(seat, SitOut, step=0)
    assert played.state.phase == "gathering"
    with refused("nobody_here"):
        open_them(played)


def test_a_plan_whose_people_have_all_left_is_not_opened():
    played = planned((ANA, BEN))
    for seat in (ANA, BEN):
        played.says(seat, Leave)
    with refused("nobody_here"):
        open_them(played)


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("size", ["pairs", "trios", "fours"])
def test_everyone_has_company(count, size):
    people = EVERYONE[:count]
    played = gathering(*people, size=size)
    played.talk()
    assert sorted(seat for group in played.state.groups for seat in group) == sorted(people)
    assert all(played.seat_part(seat).partners for seat in people)


def test_who_comes_late_before_the_opening_makes_two_pairs_of_a_trio():
    played = planned((ANA, BEN, CHI))
    played.come(DOV)
    assert being(played, DOV) == "asked", "they too are asked first"
    played.here(DOV)
    assert sorted(map(len, played.state.groups)) == [2, 2]


def test_of_a_trio_whoever_comes_late_gets_one_they_have_not_met():
    for late in (ANA, BEN, CHI):
        met = {frozenset((DOV, other)): 1.0 for other in (ANA, BEN, CHI) if other != late}
        played = planned((ANA, BEN, CHI), known=Known(met=met))
        played.come(DOV)
        played.here(DOV)
        assert company(played, DOV) == {late}


def test_who_goes_before_the_opening_leaves_nobody_alone():
    played = planned((ANA, BEN), (CHI, DOV))
    played.says(BEN, SitOut, step=0)
    assert len(played.state.placed()) == 3
    assert not played.state.waiting()


def test_two_who_are_left_before_the_opening_are_together():
    played = planned((ANA, BEN), (CHI, DOV))
    played.says(BEN, Leave)
    played.says(DOV, SitOut, step=0)
    assert company(played, ANA) == {CHI}
