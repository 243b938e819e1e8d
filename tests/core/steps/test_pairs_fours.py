"""Fours are made of the pairs of the step before: each pair stays whole, and brings what may be heard of its note."""

from __future__ import annotations

from talkingpiece.core.commands import Leave
from talkingpiece.core.steps.pairs.commands import LeadTakesPart
from talkingpiece.core.steps.pairs.state import LEAD
from tests.cast import ANA, BEN, CHI, DOV, ELI, FAY, GUS, HANA, Played, refused
from tests.core.steps.in_pairs import (
    TALK_S,
    A,
    B,
    board,
    company,
    draw_again,
    lines,
    open_them,
    steps,
    ticks,
    told,
    writes,
)  # fmt: skip


def fours(*people: str) -> Played:
    """A pairs step in which lines were written, and then a step in which pairs join; everybody is counted."""

    module = steps("pairs", "pairs", size="fours", joins=True, share_seconds=60)
    played = Played.running(module, *people)
    played.talk()
    return played


def test_fours_join_two_pairs_and_nobody_of_a_pair_is_lost():
    played = fours(ANA, BEN, CHI, DOV, ELI, FAY, GUS, HANA)
    before = {frozenset(group) for group in played.state.groups}
    played.next_step()
    played.talk()
    assert sorted(map(len, played.state.groups)) == [4, 4]
    assert all(any(pair <= set(group) for group in played.state.groups) for pair in before)


def test_a_four_has_the_notes_of_both_pairs_ones_own_and_what_the_others_released():
    played = fours(ANA, BEN, CHI, DOV)
    (partner,) = company(played, ANA)
    others = sorted({ANA, BEN, CHI, DOV} - {ANA, partner})
    writes(played, ANA, A, "We both yodel")
    ticks(played, partner, A)
    writes(played, ANA, B, "I bake", about=ANA)
    played.next_step()
    assert [text for text, *_ in lines(played, ANA)] == [], "not before the four meets"
    played.talk()
    assert lines(played, ANA) == [("We both yodel", False, True, True), ("I bake", False, False, False)]
    for other in others:
        assert lines(played, other) == [("We both yodel", False, False, True)]
    assert not any(line.drops for line in played.seat_part(ANA).lines)
    played.wait(TALK_S)
    assert "We both yodel" in {line for heard in told(played).values() for line in heard}
    assert "I bake" not in played.all_views()["stage"]


def test_a_four_is_brought_the_notes_of_the_last_round_only():
    played = fours(ANA, BEN, CHI, DOV)
    (first,) = company(played, ANA)
    writes(played, ANA, A, "We both yodel")
    ticks(played, first, A)
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    (partner,) = company(played, ANA)
    assert partner != first, "premise"
    writes(played, ANA, B, "We both ski")
    ticks(played, partner, B)
    played.next_step()
    played.talk()
    assert [text for text, *_ in lines(played, first)] == ["We both ski"]
    played.wait(TALK_S)
    assert "yodel" not in played.all_views()["stage"]


def test_who_had_no_pair_before_joins_a_four_and_the_plan_says_so():
    played = fours(ANA, BEN, CHI, DOV)
    played.next_step()
    played.come(ELI)
    played.here(ANA, BEN, CHI, DOV, ELI)
    assert sorted(map(len, played.state.groups)) == [5]
    assert board(played).alone == ()


def test_without_pairs_before_fours_are_drawn():
    played = Played.running(steps("pairs", "pairs", size="fours", joins=True), ANA, BEN, CHI, DOV, at=1)
    played.talk()
    assert sorted(map(len, played.state.groups)) == [4]


def test_when_all_who_had_pairs_are_gone_the_others_are_drawn():
    played = fours(ANA, BEN)
    for seat in (ANA, BEN):
        played.says(seat, Leave)
    played.come(CHI, DOV, ELI, FAY)
    played.next_step()
    played.talk()
    assert sorted(map(len, played.state.groups)) == [4]


def test_what_was_released_is_not_written_over_in_a_later_step():
    played = fours(ANA, BEN, CHI, DOV)
    (partner,) = company(played, ANA)
    writes(played, ANA, A, "I bake", about=ANA)
    ticks(played, ANA, A)
    played.next_step()
    played.talk()
    with refused("bad_field"):
        writes(played, partner, A, "I snore", about=partner)
    played.wait(TALK_S)
    assert told(played)[ANA] == ("I bake",)


def test_whoever_leads_joins_a_four_too():
    played = fours(ANA, BEN, CHI, DOV)
    played.next_step()
    played.leader_says(LeadTakesPart, joins="in")
    played.here(ANA, BEN, CHI, DOV)
    assert [len(group) for group in played.state.groups] == [5]
    assert LEAD in played.state.placed()
    assert LEAD not in played.state.alone


def test_who_would_lead_as_a_spare_and_is_not_needed_is_not_without_a_pair():
    played = fours(ANA, BEN, CHI)
    played.next_step()
    played.leader_says(LeadTakesPart, joins="spare")
    played.here(ANA, BEN, CHI)
    assert LEAD not in played.state.alone
    assert board(played).alone == ()
