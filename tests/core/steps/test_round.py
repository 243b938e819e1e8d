"""round: the talking piece goes round. Whoever holds it speaks and passes it on; nothing cuts anybody off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.presence import Presence
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.round import CircleLeft, ComeBackToMe, PassPiece, PassTurn, Round, RoundState, TurnTaken
from tests.cast import ANA, BEN, CHI, CIRCLE, DOV, ELI, FOUR, TINY, Played, only, refused


def circle_of(*people: str, seed: int = 8) -> Played:
    return Played.running(only("round", seconds_each=90), *people, seed=seed)


def ordered(*people: str) -> Played:
    """A round in exactly this order."""
    played = circle_of(*people)
    state = RoundState(order=people, holder=people[0], queue=people[1:])
    played.session = replace(played.session, states={0: state})
    return played


def speak(played: Played) -> str:
    holder = played.state.holder
    played.says(holder, PassPiece, expecting=holder)
    return holder


def test_everyone_has_one_turn_in_the_order_drawn():
    played = circle_of(*FOUR)
    order = played.state.order
    assert sorted(order) == sorted(FOUR)
    assert tuple(speak(played) for _ in order) == order
    assert played.state.holder is None
    assert (played.part("head").done, played.part("head").of) == (4, 4)


def test_the_order_is_left_to_chance():
    assert len({circle_of(*FOUR, seed=seed).state.order for seed in range(20)}) > 5


def test_everyone_sees_who_holds_the_piece_and_who_is_next():
    played = ordered(ANA, BEN, CHI)
    head = played.part("head")
    assert (head.holder.name, head.next.name, head.seconds_each) == ("Ana", "Ben", 90)
    assert [place.turn for place in played.part("board").circle] == ["holds", "waits", "waits"]
    assert [(played.seat_part(s).turn, played.seat_part(s).ahead) for s in (ANA, BEN, CHI)] == [
        ("holds", None), ("waits", 1), ("waits", 2),
    ]  # fmt: skip


def test_since_when_somebody_holds_it_is_shown_and_never_kept():
    played = ordered(ANA, BEN)
    played.presence = Presence(since=123)
    assert played.part("head").since == 123
    speak(played)
    speak(played)
    assert played.part("head").since is None
    assert "123" not in repr(played.events)


def test_the_arrangement_changes_when_the_piece_does():
    played = ordered(ANA, BEN, CHI)
    before = Round().arrangement(played.session, 0)
    played.says(CHI, PassTurn, step=0)
    assert Round().arrangement(played.session, 0) == before
    speak(played)
    assert Round().arrangement(played.session, 0) != before


def test_two_taps_pass_the_piece_once():
    played = ordered(ANA, BEN, CHI)
    played.says(ANA, PassPiece, expecting=ANA)
    with refused("stale"):
        played.says(ANA, PassPiece, expecting=ANA)
    assert played.state.holder == BEN


def test_whoever_leads_passes_it_on_for_a_holder_who_is_not_there():
    played = ordered(ANA, BEN, CHI)
    played.leader_says(PassPiece, expecting=ANA)
    assert played.state.holder == BEN


def test_nobody_else_takes_the_piece_away():
    played = ordered(ANA, BEN, CHI)
    with refused("not_holder"):
        played.says(BEN, PassPiece, expecting=ANA)
    assert played.state.holder == ANA


def test_one_may_pass_while_holding_it_and_while_waiting():
    played = ordered(ANA, BEN, CHI)
    played.says(BEN, PassTurn, step=0)
    played.says(ANA, PassTurn, step=0)
    assert played.state.holder == CHI
    assert [place.turn for place in played.part("board").circle] == ["passed", "passed", "holds"]


def test_one_may_ask_to_come_last():
    played = ordered(ANA, BEN, CHI)
    played.says(ANA, ComeBackToMe, step=0)
    assert (played.state.holder, played.state.queue) == (BEN, (CHI, ANA))
    played.says(CHI, ComeBackToMe, step=0)
    assert played.state.queue == (ANA, CHI)


def test_a_second_tap_on_come_back_to_me_changes_nothing():
    played = ordered(ANA, BEN, CHI)
    played.says(ANA, ComeBackToMe, step=0)
    before = played.state
    played.says(ANA, ComeBackToMe, step=0)
    assert played.state == before


def test_the_last_one_cannot_come_later_but_may_pass():
    played = ordered(ANA, BEN)
    speak(played)
    with refused("last_one"):
        played.says(BEN, ComeBackToMe, step=0)
    played.says(BEN, PassTurn, step=0)
    assert played.state.holder is None


@pytest.mark.parametrize("verb", [PassTurn, ComeBackToMe])
def test_a_turn_is_had_once(verb):
    played = ordered(ANA, BEN, CHI)
    speak(played)
    with refused("no_turn"):
        played.says(ANA, verb, step=0)


def test_the_piece_comes_to_late_ones_last():
    played = ordered(ANA, BEN)
    played.come(CHI)
    assert played.state.queue == (BEN, CHI)
    assert played.seat_part(CHI).ahead == 2


def test_when_all_have_spoken_a_late_one_gets_the_piece_at_once():
    played = ordered(ANA)
    speak(played)
    assert played.state.holder is None
    played.come(BEN)
    assert played.state.holder == BEN


def test_the_piece_does_not_wait_for_somebody_who_left():
    played = ordered(ANA, BEN, CHI)
    played.says(ANA, Leave)
    assert played.log[-1][-1] == CircleLeft(step=0, seat=ANA)
    assert (played.state.holder, played.state.order) == (BEN, (BEN, CHI))


def test_who_spoke_and_left_stays_in_the_picture_as_having_spoken():
    played = ordered(ANA, BEN)
    speak(played)
    played.says(ANA, Leave)
    assert [(p.name, p.turn) for p in played.part("board").circle] == [("Ana", "spoke"), ("Ben", "holds")]
    assert (played.part("head").done, played.part("head").of) == (1, 2)


def test_who_left_before_their_turn_and_comes_back_comes_last():
    played = ordered(ANA, BEN, CHI)
    played.says(BEN, Leave)
    played.come_back(BEN)
    assert played.state.queue == (CHI, BEN)


def test_who_spoke_left_and_came_back_does_not_speak_twice():
    played = ordered(ANA, BEN)
    speak(played)
    played.says(ANA, Leave)
    played.come_back(ANA)
    assert played.state.queue == ()
    assert played.seat_part(ANA).turn == "spoke"


def test_somebody_who_is_not_in_the_round_has_no_turn():
    played = Played.running(TINY, *FOUR, at=CIRCLE)
    played.come(ELI)
    assert played.seat_part(ELI) is None, "the agreement comes first"
    with refused("no_turn"):
        played.says(ELI, PassTurn, step=CIRCLE)
    assert Round().seat(played.world.look, ELI).turn == "out"


def test_whoever_leads_without_a_seat_has_no_turn():
    with refused("no_turn"):
        ordered(ANA, BEN).ask(By(leads=True), PassTurn(id="c", step=0))


def test_a_round_of_nobody_waits_for_the_first_who_comes():
    played = Played.running(only("round"))
    assert played.part("head").holder is None
    played.come(DOV)
    assert played.state.holder == DOV


def test_the_clock_cuts_nobody_off():
    played = ordered(ANA, BEN)
    played.pass_time(10_000)
    assert played.state.holder == ANA
    assert played.says(ANA, PassPiece, expecting=ANA).events == (TurnTaken(step=0, seat=ANA, turn="spoke"),)


def test_a_pass_that_was_on_its_way_when_the_group_moved_on_is_not_a_pass_in_the_next_round():
    played = ordered(ANA, BEN, CHI)
    with refused("step_over"):
        played.says(BEN, PassTurn, step=1)
    assert BEN in played.state.queue
    played.says(BEN, PassTurn, step=0)
    assert BEN not in played.state.queue
