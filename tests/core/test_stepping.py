"""How the group moves through the steps: once for each wish, and never by accident."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core import events as e
from talkingpiece.core.evolve import evolve, fold
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.round import PassPiece, TurnTaken
from tests.cast import ANA, ARRIVE, BEN, CIRCLE, CLOSING, FOUR, NAMED, TINY, Played, refused

LEAD = By(leads=True)


def test_a_session_begins_before_its_first_step():
    circle = Played.opened(TINY, ANA)
    assert circle.session.phase == "before"
    assert circle.session.started_at is None


def test_starting_opens_the_first_step_for_everyone():
    circle = Played.opened(TINY, ANA)
    circle.leader_says(c.Start)
    assert (circle.session.phase, circle.session.step, circle.session.opening) == ("running", 0, 1)
    assert circle.session.started_at == circle.now_ms


def test_a_second_start_changes_nothing():
    circle = Played.running(TINY, ANA)
    circle.next_step()
    assert circle.leader_says(c.Start).events == ()
    assert circle.session.step == 1


def test_a_second_tap_opens_no_second_step():
    circle = Played.running(TINY, ANA)
    circle.leader_says(c.NextStep, expecting=0)
    with refused("stale"):
        circle.leader_says(c.NextStep, expecting=0)
    assert circle.session.step == 1


def test_one_can_go_back_and_to_any_step():
    circle = Played.running(TINY, ANA)
    circle.go_to(NAMED)
    circle.leader_says(c.PreviousStep, expecting=NAMED)
    assert circle.session.step == NAMED - 1
    circle.go_to(CLOSING)
    assert circle.session.step == CLOSING
    assert circle.session.opening == 4


def test_going_where_the_group_is_already_changes_nothing():
    circle = Played.running(TINY, ANA, at=NAMED)
    assert circle.leader_says(c.GoToStep, step=NAMED, expecting=NAMED).events == ()


@pytest.mark.parametrize("step", [-1, len(TINY.steps), 10**40])
def test_there_is_no_step_outside_the_module(step):
    circle = Played.running(TINY, ANA)
    with refused("no_step"):
        circle.leader_says(c.GoToStep, step=step, expecting=0)


def test_nothing_comes_before_the_first_step_or_after_the_last():
    circle = Played.running(TINY, ANA)
    with refused("first_step"):
        circle.leader_says(c.PreviousStep, expecting=0)
    circle.go_to(CLOSING)
    with refused("last_step"):
        circle.leader_says(c.NextStep, expecting=CLOSING)


def test_two_taps_at_the_end_do_not_say_it_is_the_last_step_to_someone_who_looks_at_another():
    circle = Played.running(TINY, ANA, at=CLOSING)
    with refused("stale"):
        circle.leader_says(c.NextStep, expecting=CLOSING - 1)


@pytest.mark.parametrize(
    "command",
    [
        c.NextStep(id="c", expecting=0),
        c.GoToStep(id="c", step=2, expecting=0),
        c.GoToStep(id="c", step=0, expecting=0),
    ],
)
def test_nobody_moves_before_the_start(command):
    circle = Played.opened(TINY, ANA)
    with refused("not_running"):
        circle.ask(LEAD, command)


def test_a_step_that_was_open_goes_on_as_it_was():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    first = circle.state.holder
    circle.says(first, PassPiece, expecting=first)
    before = circle.state
    circle.next_step()
    circle.leader_says(c.PreviousStep, expecting=CIRCLE + 1)
    assert before.turns == ((first, "spoke"),), "somebody spoke before the group left, or this shows nothing"
    assert circle.state == before


def test_a_step_the_group_returns_to_has_what_was_left_of_its_time():
    circle = Played.running(TINY, ANA, at=CIRCLE)
    circle.pass_time(100)
    circle.next_step()
    circle.pass_time(1000)
    circle.leader_says(c.PreviousStep, expecting=CIRCLE + 1)
    assert circle.session.clock.left(circle.now_ms) == (480 - 100) * 1000


def test_a_step_the_group_returns_to_has_at_least_a_minute():
    circle = Played.running(TINY, ANA, at=CIRCLE)
    circle.pass_time(700)
    circle.next_step()
    circle.leader_says(c.PreviousStep, expecting=CIRCLE + 1)
    assert circle.session.clock.left(circle.now_ms) == 60_000


def test_people_who_left_meanwhile_are_not_waited_for_on_return():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    holder = circle.state.holder
    circle.go_to(ARRIVE)
    circle.says(holder, c.Leave)
    circle.go_to(CIRCLE)
    assert circle.state.holder not in (None, holder)
    assert holder not in circle.state.order


def test_people_who_came_meanwhile_get_their_turn_on_return():
    circle = Played.running(TINY, ANA, at=CIRCLE)
    circle.go_to(ARRIVE)
    circle.come(BEN)
    circle.agree(BEN)
    circle.go_to(CIRCLE)
    assert circle.state.queue == (BEN,)


def test_ending_closes_the_session_once():
    circle = Played.running(TINY, ANA, at=CLOSING)
    circle.pass_time(5)
    circle.leader_says(c.End)
    assert (circle.session.phase, circle.session.ended_at) == ("ended", circle.now_ms)
    assert circle.leader_says(c.End).events == ()


def test_a_session_that_never_started_can_be_closed():
    circle = Played.opened(TINY, ANA)
    assert circle.leader_says(c.End).events == (e.SessionEnded(at=circle.now_ms),)


def test_what_has_ended_does_not_start_again():
    circle = Played.running(TINY, ANA)
    circle.leader_says(c.End)
    with refused("ended"):
        circle.leader_says(c.Start)
    with refused("not_running"):
        circle.leader_says(c.GoToStep, step=0, expecting=0)


def test_only_whoever_leads_moves_the_session():
    circle = Played.running(TINY, ANA)
    for command in (c.NextStep(id="c", expecting=0), c.End(id="c"), c.AddTime(id="c", seconds=9), c.Pause(id="c")):
        with refused("not_leading"):
            circle.ask(By(seat=ANA), command)
    assert circle.session.step == 0


def test_a_verb_of_another_kind_of_step_has_no_place_here():
    circle = Played.running(TINY, ANA, at=NAMED)
    with refused("step_over"):
        circle.says(ANA, PassPiece, expecting=ANA)


def test_a_verb_of_a_step_has_to_wait_for_the_start():
    circle = Played.opened(TINY, ANA)
    with refused("not_running"):
        circle.says(ANA, PassPiece, expecting=ANA)


def test_a_log_begins_with_the_opening():
    with pytest.raises(ValueError, match="session_opened"):
        evolve(None, TurnTaken(step=0, seat=ANA, turn="spoke"))
    with pytest.raises(ValueError, match="empty"):
        fold([])
