"""window: all write at the same time, and what they wrote opens soon after its end. It counts nobody."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.cards.state import question_id
from talkingpiece.core.steps import KINDS, needs_agreement
from talkingpiece.core.steps.kind import Scene, Silence
from talkingpiece.core.steps.window import OpenWindow, WindowCalled, WindowLeft, WindowOpened
from tests.cast import ANA, BEN, FOUR, TINY, Played, only, refused
from tests.core.steps.sealed_words import TEXTS, due, end_of, opening, question_of, soonest

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
    assert opening(circle, n=7).events[-1] == WindowOpened(step=WINDOW, beat=10, n=7)
    assert (circle.part("head").opened, circle.part("head").n, circle.part("head").standing) == (True, 7, "anonymous")
    assert due(circle) == ()


def test_after_its_opening_whoever_leads_moves_on_and_nothing_else_does():
    circle = writing()
    circle.pass_time(300)
    opening(circle)
    circle.wait(3600)
    assert circle.session.step == WINDOW


def test_opening_it_early_leaves_everybody_two_minutes_all_the_same():
    circle = writing()
    assert circle.leader_says(OpenWindow).events == (WindowCalled(step=WINDOW),)
    head = circle.part("head")
    assert (head.called, head.opened, head.n) == (True, False, None)
    assert end_of(circle, WINDOW) == soonest(circle, WINDOW)
    assert circle.leader_says(OpenWindow).events == ()


def test_time_that_is_taken_off_leaves_everybody_two_minutes_too():
    circle = writing()
    circle.leader_says(c.AddTime, seconds=-280)
    assert circle.session.clock.left(circle.now_ms) < 120_000
    assert end_of(circle, WINDOW) == soonest(circle, WINDOW)


def test_moving_on_within_two_minutes_breaks_it_off_and_opens_nothing():
    circle = writing()
    thing = circle.part("head").thing
    circle.pass_time(119)
    circle.leader_says(OpenWindow)
    assert circle.next_step().events[0] == WindowLeft(step=WINDOW, beat=3)
    circle.pass_time(300)
    assert (due(circle), end_of(circle, WINDOW), question_of(circle, WINDOW)) == ((), None, None)
    assert silence_of(circle) == Silence(circle.session.begun[WINDOW], 3)
    circle.go_to(WINDOW)
    head = circle.part("head")
    assert thing
    assert (head.left, head.opened, head.thing) == (True, False, None)
    assert circle.leader_says(OpenWindow).events == circle.next_step().events[:0], "it is over for good"


def test_moving_on_early_opens_it_wherever_the_group_is_by_then():
    circle = writing()
    circle.pass_time(120)
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
    assert end_of(circle, WINDOW) == soonest(circle, WINDOW)


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


def test_what_cards_are_written_for_is_there_until_its_words_open_and_not_after():
    circle = writing()
    thing = question_id(circle.session.id, WINDOW)
    circle.leader_says(OpenWindow)
    assert circle.part("head").thing == question_of(circle, WINDOW) == thing, "called is not yet opened"
    opening(circle)
    assert circle.part("head").thing is question_of(circle, WINDOW) is None
    circle.next_step()
    circle.go_to(WINDOW)
    assert circle.part("head").thing is None, "nothing that is written now would go with it"


def test_it_takes_cards_and_no_texts():
    circle = writing()
    circle.leader_says(OpenWindow)
    opening(circle, *TEXTS)
    assert not any(id.startswith("unsigned:") for id in circle.words)
    assert list(KINDS["window"].report(circle.world.look)) == []


def silence_of(circle: Played) -> Silence | None:
    return KINDS["window"].silence(circle.session, WINDOW)


def test_all_are_quiet_from_its_begin_until_the_beat_at_which_its_words_open():
    circle = Played.running(QUIET, ANA, BEN)
    circle.pass_time(95)
    began = circle.now_ms
    circle.go_to(WINDOW)
    assert silence_of(circle) == Silence(began, None)
    circle.pass_time(120)
    circle.next_step()
    assert silence_of(circle) == Silence(began, None), "the group has moved on, and the words are not open yet"
    circle.pass_time(20)
    opening(circle)
    assert silence_of(circle) == Silence(began, 7)
    circle.pass_time(300)
    circle.go_to(WINDOW)
    assert silence_of(circle) == Silence(began, 7), "whoever comes back to it is not quiet once more"


def test_no_other_kind_asks_for_silence():
    circle = Played.running(TINY, *FOUR)
    for index, step in enumerate(TINY.steps):
        circle.go_to(index)
        assert KINDS[step.kind].silence(circle.session, index) is None
        assert not KINDS[step.kind].last_words(circle.session, index)


def test_every_step_remembers_when_it_was_first_open():
    circle = Played.running(QUIET, ANA, BEN)
    first = circle.now_ms
    circle.pass_time(60)
    second = circle.now_ms
    circle.next_step()
    circle.pass_time(60)
    circle.go_to(0)
    circle.pass_time(60)
    circle.go_to(WINDOW)
    assert circle.session.begun == {0: first, WINDOW: second}
    assert circle.again().session.begun == circle.session.begun


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
