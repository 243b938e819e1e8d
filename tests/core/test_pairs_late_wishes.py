"""A wish that is said when the plan is made already: nobody sees it move anything, and the opening obeys it."""

from __future__ import annotations

import pytest

from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.pairs.commands import LeadTakesPart, LockPair, NotWith
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FAY, GUS, HANA, Played
from tests.core.steps.in_pairs import being, company, move, open_them, pairs, planned


def wishes(played: Played, seat: str, *others: str) -> None:
    played.says(seat, NotWith, step=played.session.step, seats=others)


@pytest.mark.parametrize("led", ["facilitator", "peers"])
def test_who_says_it_after_the_plan_is_not_put_with_them_by_the_opening(led):
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY), (GUS, HANA), led=led)
    before = played.state.groups
    wishes(played, ANA, BEN)
    assert played.state.groups == before, "no plan moves at the moment of a wish"
    open_them(played)
    assert BEN not in company(played, ANA)
    assert sorted(seat for group in played.state.groups for seat in group) == sorted(EVERYONE)
    assert [len(group) for group in played.state.groups] == [2, 2, 2, 2]
    assert len(set(before) & set(played.state.groups)) == 2, "all but one other pair are as they were, in their rooms"
    assert all(before.index(two) == played.state.groups.index(two) for two in set(before) & set(played.state.groups))
    assert not played.seat_part(ANA).unwished


def test_one_of_a_trio_changes_places_and_everybody_has_company():
    played = planned((ANA, BEN, CHI), (DOV, ELI))
    wishes(played, CHI, ANA)
    open_them(played)
    assert frozenset((ANA, CHI)) not in pairs(played)
    assert sorted(map(len, played.state.groups)) == [2, 3]


def test_where_there_is_nobody_else_they_are_with_whoever_leads():
    played = planned((ANA, BEN))
    wishes(played, BEN, ANA)
    open_them(played)
    assert [being(played, seat) for seat in (ANA, BEN)] == ["with_lead", "with_lead"]


def test_a_facilitator_who_takes_part_is_company_for_one_of_them():
    played = planned((ANA, BEN))
    wishes(played, BEN, ANA)
    played.leader_says(LeadTakesPart, joins="spare")
    open_them(played)
    assert pairs(played)
    assert frozenset((ANA, BEN)) not in pairs(played)


def test_what_was_put_together_by_hand_stays_and_so_does_what_was_locked():
    played = planned((ANA, BEN), (CHI, DOV), (ELI, FAY), (GUS, HANA))
    move(played, ANA, 1)
    played.leader_says(LockPair, place=2, on=True)
    wishes(played, ANA, DOV)
    wishes(played, ELI, FAY)
    open_them(played)
    assert DOV in company(played, ANA)
    assert company(played, ELI) == {FAY}
    for seat in (ANA, ELI):
        assert played.seat_part(seat).unwished, "they are offered a way out"


def test_a_pair_put_together_against_a_rule_by_hand_is_not_undone_by_somebody_elses_wish():
    rule = Known(apart=frozenset({frozenset((ANA, CHI))}))
    played = planned((ANA, BEN), (CHI, DOV, ELI), (FAY, GUS), known=rule)
    move(played, CHI, 0, deliberate=True)
    for place in (0, 1):
        played.leader_says(LockPair, place=place, on=False)
    wishes(played, FAY, GUS)
    open_them(played)
    assert company(played, ANA) == {BEN, CHI}
    assert GUS not in company(played, FAY)
