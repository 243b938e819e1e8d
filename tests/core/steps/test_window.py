"""window: all write at the same time, and the words open soon after its end. It counts nobody."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.steps import KINDS, needs_agreement
from talkingpiece.core.steps.kind import Scene
from talkingpiece.core.steps.window import OpenWindow, WindowCalled, WindowOpened
from tests.cast import ANA, BEN, FOUR, Played, only, refused
from tests.core.steps.sealed_words import TEXTS, due, end_of, opening, question_of

WINDOW, AFTER = 1, 2
QUIET = only("present", "window", "present")  # a window of five minutes


def writing(*people: str) -> Played:
    return Played.running(QUIET, *(people or (ANA, BEN)), at=WINDOW)


def test_its_words_open_by_themselves_when_its_time_is_over():
    circle = writing()
    circle.pass_time(299)
    assert due(circle) == ()
    circle.pass_time(1)
    assert due(circle) == (WINDOW,)
    assert opening(circle, n=7).events[-1] == WindowOpened(step=WINDOW, n=7)
    assert (circle.part("head").opened, circle.part("head").n, circle.part("head").standing) == (True, 7, "anonymous")
    assert due(circle) == ()


def test_after_its_opening_whoever_leads_moves_on_and_nothing_else_does():
    circle = writing()
    circle.pass_time(300)
    opening(circle)
    circle.wait(3600)
    assert circle.session.step == WINDOW


def test_opening_it_early_is_as_soon_as_may_be_and_not_at_once():
    circle = writing()
    assert circle.leader_says(OpenWindow).events == (WindowCalled(step=WINDOW),)
    head = circle.part("head")
    assert (head.called, head.opened, head.n) == (True, False, None)
    assert end_of(circle, WINDOW) == 0
    assert circle.leader_says(OpenWindow).events == ()


def test_moving_on_early_opens_it_wherever_the_group_is_by_then():
    circle = writing()
    assert circle.next_step().events[0] == WindowCalled(step=WINDOW)
    assert due(circle) == (WINDOW,)
    opening(circle)
    assert circle.session.step == AFTER
    assert circle.session.states[WINDOW].opened


def test_a_held_clock_names_no_end_until_somebody_asks_for_one():
    circle = writing()
    circle.leader_says(c.Pause)
    circle.pass_time(1000)
    assert end_of(circle, WINDOW) is None
    circle.leader_says(OpenWindow)
    assert end_of(circle, WINDOW) == 0


def test_time_that_is_added_moves_its_end():
    circle = writing()
    circle.leader_says(c.AddTime, seconds=60)
    assert end_of(circle, WINDOW) == circle.now_ms + 360_000


def test_it_opens_once_however_often_the_group_comes_back():
    circle = writing()
    circle.leader_says(OpenWindow)
    opening(circle, n=4)
    circle.next_step()
    circle.go_to(WINDOW)
    assert due(circle) == ()
    assert circle.leader_says(OpenWindow).events == ()
    scene = Scene(circle.session, WINDOW, circle.now_ms, circle.dice)
    assert list(KINDS["window"].opened(scene, (), 9)) == []
    assert (circle.part("head").n, circle.part("head").standing) == (4, "unsigned")


def test_after_the_end_of_the_circle_nothing_opens():
    circle = writing()
    circle.leader_says(OpenWindow)
    circle.leader_says(c.End)
    assert end_of(circle, WINDOW) is None
    scene = Scene(circle.session, WINDOW, circle.now_ms, circle.dice)
    assert list(KINDS["window"].opened(scene, (), 9)) == []


def test_only_whoever_leads_opens_it():
    with refused("not_leading"):
        writing().says(ANA, OpenWindow)


def test_it_asks_no_question_of_its_own_and_takes_no_texts():
    circle = writing()
    assert question_of(circle, WINDOW) is None
    circle.leader_says(OpenWindow)
    opening(circle, *TEXTS)
    assert not any(id.startswith("unsigned:") for id in circle.words)
    assert list(KINDS["window"].report(circle.world.look)) == []


def test_nothing_in_it_tells_who_writes():
    circle = writing(*FOUR)
    assert circle.part("tally") is None
    assert circle.console()["board"].part is None
    assert [circle.seat_part(seat) for seat in FOUR] == [None] * 4


def test_it_is_for_those_too_who_have_not_agreed_to_anything():
    circle = Played.running(only("agree", "window", level=1), ANA, at=1)
    assert not needs_agreement(circle.session.current)
    assert circle.stage(accepted=False) == circle.stage()


@pytest.mark.parametrize(("about", "asked"), [({}, "What is on your mind?"), ({"about": "And now?"}, "And now?")])
def test_a_short_question_stands_above_the_box(about, asked):
    circle = Played.running(only("window", **about), ANA)
    assert circle.part("head").about == asked
    assert not circle.part("head").last
