"""pairs: people are put together; one trio when odd, nobody twice while avoidable; a place keeps its room."""

from __future__ import annotations

from itertools import combinations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.steps.pairs import DrawAgain, MovePerson, PairsChanged
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FAY, FOUR, MORE_PAIRS, PAIRS, TINY, Played, only, refused

LINKS = tuple(f"https://call.example/room-{i}" for i in range(1, 4))


def paired(*people: str, **opened) -> Played:
    return Played.running(only("pairs", "pairs", "pairs"), *people, **opened)


def companies(played: Played) -> set[frozenset[str]]:
    return {frozenset(two) for group in played.state.groups for two in combinations(group, 2)}


def place_of(played: Played, seat: str) -> int:
    return next(i for i, group in enumerate(played.state.groups) if seat in group)


@pytest.mark.parametrize("count", range(9))
def test_everyone_has_company(count):
    people = EVERYONE[:count]
    played = paired(*people)
    assert sorted(seat for group in played.state.groups for seat in group) == sorted(people)
    assert all(played.seat_part(seat).partners or count == 1 for seat in people)


def test_partners_know_each_other_their_place_and_who_begins():
    played = paired(*FOUR)
    mine = played.seat_part(ANA)
    (partner,) = mine.partners
    theirs = played.seat_part(partner.seat)
    assert [person.seat for person in theirs.partners] == [ANA]
    assert (mine.place, mine.order, mine.turns) == (theirs.place, theirs.order, 2)


def test_the_time_has_as_many_parts_as_people_or_none_for_talk_in_common():
    assert {paired(*EVERYONE[:3]).seat_part(seat).turns for seat in EVERYONE[:3]} == {3}
    assert Played.running(only("pairs", turns=False), *FOUR).seat_part(ANA).turns == 0


def test_nobody_meets_twice_in_a_session_while_that_can_be_avoided():
    played = paired(*FOUR)
    met = companies(played)
    for _ in range(2):
        played.next_step()
        assert not met & companies(played)
        met |= companies(played)
    assert len(met) == 6


def test_a_move_by_hand_counts_as_having_met():
    played = paired(ANA, BEN, CHI, DOV, ELI, FAY)
    played.leader_says(MovePerson, seat=ANA, to=(place_of(played, ANA) + 1) % 3)
    with_ana = {two for two in companies(played) if ANA in two}
    assert len(with_ana) == 2, "Ana made a trio, or this shows nothing"
    played.next_step()
    assert not with_ana & companies(played)


def test_drawn_again_everyone_has_other_company():
    for count in (4, 6, 7, 8):
        played = paired(*EVERYONE[:count])
        before = companies(played)
        played.leader_says(DrawAgain, expecting=1)
        assert played.state.draw == 2
        assert not before & companies(played)


def test_two_taps_draw_again_once():
    played = paired(*FOUR)
    played.leader_says(DrawAgain, expecting=1)
    with refused("stale"):
        played.leader_says(DrawAgain, expecting=1)


def test_the_board_shows_all_and_no_links():
    played = paired(*FOUR, room_links=LINKS)
    board = played.part("board")
    assert sorted(person.seat for group in board.groups for person in group.people) == sorted(FOUR)
    assert not any(link in repr(board) for link in LINKS)


def test_a_room_link_is_for_those_who_meet_there_and_those_who_lead():
    played = paired(*FOUR, room_links=LINKS)
    assert played.seat_part(ANA).room_link == LINKS[place_of(played, ANA)]
    assert [group.room_link for group in played.console()["board"].part.groups] == list(LINKS[:2])


def test_without_enough_links_a_place_has_none():
    played = paired(*EVERYONE[:6], room_links=LINKS[:2])
    assert sorted(played.seat_part(seat).room_link or "" for seat in EVERYONE[:6])[:2] == ["", ""]


def test_whoever_leads_moves_a_person_to_another_place():
    played = paired(*FOUR)
    target = 1 - place_of(played, ANA)
    played.leader_says(MovePerson, seat=ANA, to=target)
    assert ANA in played.state.groups[target]
    assert [len(group) for group in played.state.groups].count(3) == 1
    assert "Alone" in [group.reason for group in played.console()["board"].part.groups]


def test_one_past_the_last_place_is_a_new_place():
    played = paired(*FOUR)
    played.leader_says(MovePerson, seat=ANA, to=2)
    assert played.state.groups[2] == (ANA,)


def test_moving_somebody_where_they_are_does_not_change_who_begins():
    played = paired(*FOUR)
    begins = played.state.groups[0][0]
    assert played.leader_says(MovePerson, seat=begins, to=0).events == ()


@pytest.mark.parametrize("to", [-1, 3, 10**40])
def test_there_is_no_place_beyond_the_next_free_one(to):
    with refused("no_place"):
        paired(*FOUR).leader_says(MovePerson, seat=ANA, to=to)


def test_somebody_who_left_cannot_be_moved():
    played = paired(*FOUR)
    played.says(ANA, Leave)
    with refused("not_here"):
        played.leader_says(MovePerson, seat=ANA, to=0)


def test_somebody_who_has_not_accepted_the_agreement_cannot_be_moved():
    played = Played.running(TINY, *FOUR, at=PAIRS)
    played.come(ELI)
    with refused("not_here"):
        played.leader_says(MovePerson, seat=ELI, to=0)
    assert [person.name for person in played.console()["board"].part.apart] == ["Eli"]


@pytest.mark.parametrize("verb", [DrawAgain(id="c", expecting=1), MovePerson(id="c", seat=ANA, to=0)])
def test_only_whoever_leads_changes_the_pairs(verb):
    played = paired(*FOUR, led="peers")
    with refused("not_leading"):
        played.says(BEN, type(verb), **{k: v for k, v in vars(verb).items() if k not in ("id", "type")})


def test_who_comes_late_finds_company():
    played = paired(*FOUR)
    played.come(ELI)
    assert len(played.seat_part(ELI).partners) == 2


def test_who_is_left_alone_finds_company_and_the_others_keep_their_room():
    played = paired(*FOUR)
    (partner,) = (person.seat for person in played.seat_part(ANA).partners)
    other = 1 - place_of(played, ANA)
    played.says(ANA, Leave)
    assert partner in played.state.groups[other]
    assert played.state.groups[1 - other] == ()
    assert [group.place for group in played.part("board").groups] == [other + 1]


def test_who_comes_back_after_everyone_had_left_has_a_place_again():
    played = paired(ANA, BEN)
    played.says(ANA, Leave)
    played.says(BEN, Leave)
    assert not any(played.state.groups)
    played.come_back(ANA)
    assert played.seat_part(ANA).place == 1
    played.come_back(BEN)
    assert [person.seat for person in played.seat_part(BEN).partners] == [ANA]


def test_somebody_whose_line_is_lost_keeps_their_company():
    played = paired(*FOUR)
    assert played.presence.connected == frozenset(), "nobody is connected here at all"
    assert all(played.seat_part(seat).partners for seat in FOUR)


def test_the_console_says_why_a_group_is_as_it_is():
    played = paired(ANA, BEN)
    assert [group.reason for group in played.console()["board"].part.groups] == ["First time together"]
    played.next_step()
    assert [group.reason for group in played.console()["board"].part.groups] == ["Have met today"]
    played.says(ANA, Leave)
    assert [group.reason for group in played.console()["board"].part.groups] == ["Alone"]


def test_coming_in_again_to_the_step_changes_nothing():
    played = Played.running(TINY, *FOUR, at=PAIRS)
    before = played.state
    played.go_to(MORE_PAIRS)
    played.go_to(PAIRS)
    assert played.state == before


def test_every_change_is_told_whole():
    played = paired(*FOUR)
    played.says(ANA, Leave)
    change = played.log[-1][-1]
    assert isinstance(change, PairsChanged)
    assert change.groups == played.state.groups
