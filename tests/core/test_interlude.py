"""Interludes: a moment to write that nobody had planned, from which the group goes back to where it was."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core import events as e
from talkingpiece.core.steps.collect import AnswersOpened, Write
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.pairs.events import PairsBack
from talkingpiece.core.steps.window import OpenWindow
from tests.cast import (
    ANA,
    BEN,
    CIRCLE,
    CLOSING,
    FOUR,
    GUS,
    NAMED,
    PAIRS,
    TINY,
    UNSIGNED,
    Played,
    refused,
)
from tests.core.steps.sealed_words import due, end_of, opening, question_of

PLANNED = len(TINY.steps)
TWO_MINUTES = {"seconds": 120, "last": False}


def writing(at: int = CIRCLE, *people: str, **window: object) -> Played:
    circle = Played.running(TINY, *(people or FOUR), at=at)
    circle.leader_says(c.StartWindow, **{**TWO_MINUTES, **window})
    return circle


# --- in ------------------------------------------------------------------------------------------------------


def test_a_moment_to_write_is_a_step_behind_all_others():
    circle = writing()
    added, opened = circle.log[-1]
    assert isinstance(added, e.StepAdded)
    assert added.back == CIRCLE
    assert isinstance(opened, e.StepOpened)
    assert (circle.session.step, circle.session.current.kind) == (PLANNED, "window")
    assert circle.session.clock.left(circle.now_ms) == 120_000
    assert end_of(circle, PLANNED) == circle.now_ms + 120_000


def test_it_is_not_counted_among_the_steps_of_the_module():
    circle = writing()
    head, header = circle.stage()["head"], circle.console()["header"]
    assert (head.step, head.steps, head.added) == (PLANNED, PLANNED, True)
    assert [step.title for step in header.outline] == [step.title for step in TINY.steps]
    assert header.planned_ms == sum(step.seconds for step in TINY.steps) * 1000
    assert not Played.running(TINY, ANA).stage()["head"].added


def test_what_comes_next_is_the_step_the_group_goes_back_to():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    circle.pass_time(80)
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    header = circle.console()["header"]
    assert header.next.title == "A round"
    assert header.after_ms == (480 - 80 + 300 + 300 + 60) * 1000


def test_last_words_say_that_they_are_the_last():
    circle = writing(CLOSING, last=True)
    assert circle.part("head").last
    assert circle.session.current.title == "Last words before we close"
    assert not writing().part("head").last


def test_every_interlude_has_drafts_of_its_own():
    circle = writing()
    first = circle.stage()["head"].step_id
    circle.next_step()
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    assert circle.stage()["head"].step_id not in (first, *(step.id for step in TINY.steps))


@pytest.mark.parametrize("seconds", [-120, 0, 119, 901, 10**40])
def test_it_takes_two_to_fifteen_minutes(seconds):
    circle = Played.running(TINY, ANA)
    with refused("too_much"):
        circle.leader_says(c.StartWindow, seconds=seconds, last=False)
    circle.leader_says(c.StartWindow, seconds=900, last=False)
    assert circle.session.clock.total_ms == 900_000


def test_while_everybody_writes_no_other_is_put_in():
    circle = writing()
    with refused("writing"):
        circle.leader_says(c.StartWindow, **TWO_MINUTES)
    circle.leader_says(OpenWindow)
    with refused("writing"):
        circle.leader_says(c.StartWindow, **TWO_MINUTES)


def test_when_its_words_are_open_another_leads_back_to_the_same_step():
    circle = writing()
    circle.leader_says(OpenWindow)
    opening(circle)
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    assert circle.session.step == PLANNED + 1
    circle.next_step()
    assert circle.session.step == CIRCLE


def test_it_needs_an_open_circle():
    with refused("not_running"):
        Played.opened(TINY, ANA).leader_says(c.StartWindow, **TWO_MINUTES)
    ended = Played.running(TINY, ANA)
    ended.leader_says(c.End)
    with refused("not_running"):
        ended.leader_says(c.StartWindow, **TWO_MINUTES)


@pytest.mark.parametrize("led", ["facilitator", "peers"])
def test_only_whoever_leads_puts_it_in(led):
    circle = Played.running(TINY, ANA, BEN, led=led)
    with refused("not_leading"):
        circle.ask(By(seat=BEN), c.StartWindow(id="c", **TWO_MINUTES))
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    assert circle.session.step == PLANNED


# --- and back ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [c.NextStep, c.PreviousStep])
def test_both_ways_lead_back_to_where_the_group_was(way):
    circle = writing()
    circle.leader_says(way, expecting=PLANNED)
    assert circle.session.step == CIRCLE


def test_the_step_goes_on_with_the_time_and_the_turns_that_were_left():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    circle.pass_time(100)
    turns = circle.state
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    circle.leader_says(c.AddTime, seconds=60)
    circle.pass_time(200)
    circle.next_step()
    clock = circle.session.clock
    assert (clock.left(circle.now_ms), clock.total_ms, clock.paused) == (380_000, 480_000, False)
    assert circle.state == turns


def test_a_clock_that_was_held_is_held_when_the_group_is_back():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    circle.pass_time(100)
    circle.leader_says(c.Pause)
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    assert not circle.session.clock.paused, "there is an end to the writing"
    circle.next_step()
    assert circle.session.clock.remaining_ms == 380_000
    circle.go_to(CIRCLE - 1)
    circle.go_to(CIRCLE)
    assert not circle.session.clock.paused, "but only after an interlude"


def test_the_time_of_an_interlude_can_be_held_and_added_to():
    circle = writing()
    circle.leader_says(c.AddTime, seconds=60)
    assert end_of(circle, PLANNED) == circle.now_ms + 180_000
    circle.leader_says(c.Pause)
    assert end_of(circle, PLANNED) is None
    circle.pass_time(60)
    circle.leader_says(c.Resume)
    assert end_of(circle, PLANNED) == circle.now_ms + 180_000


def test_going_back_within_two_minutes_breaks_it_off_and_another_can_be_put_in():
    circle = writing()
    circle.pass_time(119)
    circle.next_step()
    assert (due(circle), end_of(circle, PLANNED)) == ((), None)
    circle.leader_says(c.StartWindow, seconds=120, last=False)
    assert circle.session.step == PLANNED + 1
    circle.pass_time(120)
    assert due(circle) == (PLANNED + 1,)


def test_a_question_is_not_closed_by_it_and_waits_for_the_group():
    circle = writing(UNSIGNED)
    circle.pass_time(600)
    assert due(circle) == (PLANNED,), "the time of the question stands still"
    assert question_of(circle, UNSIGNED) is not None
    circle.leader_says(c.NextStep, expecting=PLANNED)
    assert end_of(circle, UNSIGNED) == circle.now_ms + 120_000


def test_named_answers_are_not_opened_by_it():
    circle = Played.running(TINY, *FOUR, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    circle.says(BEN, Write, step=NAMED, text="two")
    assert not circle.session.states[NAMED].opened
    circle.next_step()
    assert circle.part("tally").given == 2


def test_when_the_group_goes_elsewhere_what_it_interrupted_is_finished():
    circle = writing(NAMED)
    assert AnswersOpened(step=NAMED) in circle.go_to(CLOSING).events
    circle = writing(NAMED)
    assert AnswersOpened(step=NAMED) in circle.leader_says(c.End).events


def test_pairs_that_were_interrupted_talk_on():
    circle = Played.running(TINY, *FOUR, at=PAIRS)
    circle.talk()
    circle.pass_time(200)
    circle.leader_says(c.StartWindow, **TWO_MINUTES)
    circle.wait(500)
    circle.next_step()
    assert circle.state.phase == "talking"
    assert circle.session.clock.left(circle.now_ms) == 60_000, "a minute at least"


def test_pairs_that_talked_for_long_have_met_when_the_group_goes_elsewhere_from_there():
    for seconds, cut in ((200, False), (10, True)):
        circle = Played.running(TINY, *FOUR, at=PAIRS)
        circle.talk()
        circle.pass_time(seconds)
        circle.leader_says(c.StartWindow, **TWO_MINUTES)
        circle.wait(500)
        assert PairsBack(step=PAIRS, cut=cut) in circle.go_to(CLOSING).events


def test_who_comes_meanwhile_gets_a_turn_when_the_group_is_back():
    circle = writing(CIRCLE)
    circle.come(GUS)
    circle.agree(GUS)
    circle.next_step()
    assert GUS in circle.state.queue
