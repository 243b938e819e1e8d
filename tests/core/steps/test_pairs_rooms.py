"""Where pairs talk: a place keeps its room for the whole round, and only those who meet there are told its link."""

from __future__ import annotations

from talkingpiece.core.commands import Leave
from talkingpiece.core.decide import ROOM
from talkingpiece.core.steps.pairs.commands import AnswerCall, CallLead, RoomIs, SetRooms, WeAreTogether
from tests.cast import ANA, BEN, CHI, DOV, ELI, FAY, FOUR, Played, refused
from tests.core.steps.in_pairs import (
    ALONE_S,
    LINKS,
    TALK_S,
    board,
    draw_again,
    gathering,
    is_missing,
    move,
    open_them,
    planned,
    steps,
    talking,
)  # fmt: skip

PATTERN = "https://call.example/{room}"


def test_a_room_link_is_for_those_who_meet_there_and_those_who_lead():
    played = talking((ANA, BEN), (CHI, DOV), room_links=LINKS)
    seen = {link: {who for who, text in played.all_views().items() if link in text} for link in LINKS}
    assert seen == {LINKS[0]: {ANA, BEN, "console"}, LINKS[1]: {CHI, DOV, "console"}, LINKS[2]: set()}


def test_before_the_opening_it_is_for_those_who_lead_alone():
    played = planned((ANA, BEN), (CHI, DOV), room_links=LINKS)
    assert {who for who, text in played.all_views().items() if "call.example" in text} == {"console"}


def test_after_the_round_it_is_in_nobodys_panel():
    played = talking((ANA, BEN), (CHI, DOV), room_links=LINKS)
    played.wait(TALK_S)
    assert {who for who, text in played.all_views().items() if "call.example" in text} == {"console"}


def test_a_moved_person_goes_to_a_room_and_a_room_never_to_a_person():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY), room_links=[PATTERN])
    rooms = {seat: played.seat_part(seat).room_link for seat in (ANA, CHI, ELI)}
    move(played, ANA, 1)
    played.wait(ALONE_S)
    assert played.seat_part(ANA).room_link == rooms[CHI]
    assert played.seat_part(ELI).room_link == rooms[ELI]
    played.wait(60)
    assert played.seat_part(CHI).room_link == rooms[CHI], "for the whole round"


def test_with_a_pattern_every_pair_and_every_round_has_a_room_of_its_own():
    played = Played.running(steps("pairs", "pairs"), *FOUR, room_links=[PATTERN])
    seen = set()
    for number in range(2):
        played.talk()
        for _ in range(2):
            seen |= {played.seat_part(seat).room_link for seat in FOUR}
            played.wait(TALK_S)
            draw_again(played)
            open_them(played)
        if not number:
            played.next_step()
    assert len(seen) == 8
    assert all(link and link.startswith("https://call.example/") for link in seen)


def test_with_fewer_links_than_pairs_the_others_are_opened_by_hand_and_shown_so():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY), room_links=LINKS[:2])
    assert played.seat_part(ELI).room_link is None
    assert played.seat_part(ELI).place == 3, "their number is what they have"
    assert [group.where for group in board(played).groups] == ["moving", "moving", "manual"]
    assert board(played).links == 2


def test_links_are_given_while_the_pairs_gather_and_hold_from_then_on():
    played = Played.running(steps("pairs", "pairs"), *FOUR)
    played.leader_says(SetRooms, links=LINKS)
    played.talk()
    assert {played.seat_part(seat).room_link for seat in FOUR} == {*LINKS[:2]}
    played.next_step()
    played.talk()
    assert {played.seat_part(seat).room_link for seat in FOUR} == {*LINKS[:2]}
    played.leader_says(SetRooms, links=())
    assert {played.seat_part(seat).room_link for seat in FOUR} == {None}


def test_links_that_are_not_https_are_refused_and_the_others_stay():
    played = gathering(*FOUR, room_links=LINKS)
    with refused("bad_link"):
        played.leader_says(SetRooms, links=(LINKS[0], "http://call.example/2"))
    with refused("not_leading"):
        played.says(ANA, SetRooms, links=())
    assert board(played).links == 3


# --- on the way, together --------------------------------------------------------------------------------------


def test_a_pair_says_that_it_is_together():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(ANA, WeAreTogether, step=0)
    assert played.seat_part(BEN).together
    assert not played.seat_part(CHI).together
    assert [group.where for group in board(played).groups] == ["together", "manual"]
    assert played.says(BEN, WeAreTogether, step=0).events == ()


def test_a_plan_is_planned_and_a_round_that_is_over_returned():
    played = planned((ANA, BEN))
    assert [group.where for group in board(played).groups] == ["planned"]
    assert played.says(ANA, WeAreTogether, step=0).events == (), "nobody finds out about a plan by that"
    open_them(played)
    played.wait(TALK_S)
    assert [group.where for group in board(played).groups] == ["returned"]


def test_a_platform_may_say_it_too():
    played = talking((ANA, BEN), room_links=LINKS)
    played.ask(ROOM, RoomIs(0, "together"))
    assert played.seat_part(ANA).together


def test_who_has_the_room_next_is_not_together_yet():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(ANA, WeAreTogether, step=0)
    played.says(ANA, CallLead, step=0, on=True)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert played.state.groups[0] == (), "premise"
    assert board(played).groups[0].call == "no", "an empty room calls nobody"
    played.come(ELI, FAY)
    move(played, ELI, 0)
    move(played, FAY, 0)
    assert not played.seat_part(ELI).together
    assert played.seat_part(ELI).call == "no"


# --- a pair calls ------------------------------------------------------------------------------------------------


def test_a_pair_calls_and_whoever_leads_comes():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(ANA, CallLead, step=0, on=True)
    assert played.seat_part(BEN).call == "asked"
    assert [group.call for group in board(played).groups] == ["asked", "no"]
    played.leader_says(AnswerCall, place=0, coming=True)
    assert played.seat_part(ANA).call == "coming"
    assert played.says(BEN, CallLead, step=0, on=True).events == (), "they know already"
    played.leader_says(AnswerCall, place=0, coming=False)
    assert played.seat_part(ANA).call == "no"
    with refused("stale"):
        played.leader_says(AnswerCall, place=0, coming=True)


def test_an_answer_meant_for_a_pair_of_the_last_round_is_not_given_to_another_in_its_room():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(ANA, CallLead, step=0, on=True)
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    caller = played.state.groups[0][0]
    played.says(caller, CallLead, step=0, on=True)
    with refused("stale"):
        played.leader_says(AnswerCall, expecting=1, place=0, coming=True)
    assert played.seat_part(caller).call == "asked"
    played.leader_says(AnswerCall, expecting=2, place=0, coming=True)
    assert played.seat_part(caller).call == "coming"


def test_a_pair_needs_nobody_any_more():
    played = talking((ANA, BEN), (CHI, DOV))
    played.says(ANA, CallLead, step=0, on=True)
    played.says(BEN, CallLead, step=0, on=False)
    assert [group.call for group in board(played).groups] == ["no", "no"]


def test_who_is_in_no_pair_raises_a_hand_instead():
    played = planned((ANA, BEN))
    with refused("no_pair"):
        played.says(ANA, CallLead, step=0, on=True)
    open_them(played)
    played.says(ANA, CallLead, step=0, on=True)
    played.wait(TALK_S)
    assert [group.call for group in board(played).groups] == ["no"], "after the round nobody waits for an answer"
    with refused("no_pair"):
        played.says(ANA, CallLead, step=0, on=True)


def test_other_pairs_are_not_told_of_a_call():
    played = talking((ANA, BEN), (CHI, DOV))
    before = played.all_views()
    played.says(ANA, CallLead, step=0, on=True)
    after = played.all_views()
    assert {who for who in before if before[who] != after[who]} == {ANA, BEN, "console"}


def test_somebody_who_is_left_may_call_too():
    played = talking((ANA, BEN), (CHI, DOV), level=5)
    played.says(BEN, Leave)
    played.says(ANA, CallLead, step=0, on=True)
    assert [group.call for group in board(played).groups] == ["asked", "no"]
