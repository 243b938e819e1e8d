"""The step's clock: an end on the server's clock while it runs, what is left while it is held."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.session import Clock
from tests.cast import ANA, NOON, Played, only, refused

MINUTES = only("present", "present")  # five minutes each


def held(seconds_gone: float = 0) -> Played:
    circle = Played.running(MINUTES, ANA)
    circle.pass_time(seconds_gone)
    circle.leader_says(c.Pause)
    return circle


def test_a_step_ends_when_its_planned_time_is_over():
    circle = Played.running(MINUTES, ANA)
    assert circle.session.clock == Clock(ends_at=NOON + 300_000, total_ms=300_000)


def test_a_pause_keeps_what_was_left():
    circle = held(100)
    circle.pass_time(1000)
    assert circle.session.clock.paused
    assert circle.session.clock.left(circle.now_ms) == 200_000


def test_going_on_gives_back_what_was_left():
    circle = held(100)
    circle.pass_time(1000)
    circle.leader_says(c.Resume)
    assert circle.session.clock == Clock(ends_at=circle.now_ms + 200_000, total_ms=300_000)


def test_a_pause_over_time_stays_over_time():
    circle = held(320)
    assert circle.session.clock.remaining_ms == -20_000
    circle.leader_says(c.Resume)
    assert circle.session.clock.left(circle.now_ms) == -20_000


def test_a_second_pause_and_a_second_resume_change_nothing():
    circle = held(10)
    assert circle.leader_says(c.Pause).events == ()
    circle.leader_says(c.Resume)
    assert circle.leader_says(c.Resume).events == ()


def test_time_can_be_added_and_cut():
    circle = Played.running(MINUTES, ANA)
    circle.leader_says(c.AddTime, seconds=60)
    assert circle.session.clock == Clock(ends_at=NOON + 360_000, total_ms=360_000)
    circle.leader_says(c.AddTime, seconds=-120)
    assert circle.session.clock == Clock(ends_at=NOON + 240_000, total_ms=240_000)


def test_time_can_be_added_while_the_clock_is_held():
    circle = held(100)
    circle.leader_says(c.AddTime, seconds=60)
    assert circle.session.clock == Clock(remaining_ms=260_000, total_ms=360_000)


def test_one_more_minute_over_time_is_a_minute_from_now():
    circle = Played.running(MINUTES, ANA)
    circle.pass_time(300 + 120)
    circle.leader_says(c.AddTime, seconds=60)
    assert circle.session.clock.left(circle.now_ms) == 60_000


def test_one_more_minute_over_time_is_a_minute_while_held_too():
    circle = held(420)
    circle.leader_says(c.AddTime, seconds=60)
    assert circle.session.clock.remaining_ms == 60_000


def test_a_cut_ends_the_step_now_and_not_in_the_past():
    circle = Played.running(MINUTES, ANA)
    circle.pass_time(100)
    circle.leader_says(c.AddTime, seconds=-3600)
    assert circle.session.clock.left(circle.now_ms) == 0


def test_a_cut_over_time_does_not_hide_how_long_it_has_been():
    circle = Played.running(MINUTES, ANA)
    circle.pass_time(360)
    circle.leader_says(c.AddTime, seconds=-60)
    assert circle.session.clock.left(circle.now_ms) == -60_000


@pytest.mark.parametrize("gone", [0, 100, 299, 420])
@pytest.mark.parametrize("seconds", [60, -60, 3600, -3600])
def test_what_has_passed_stays_passed_whatever_is_added_or_cut(gone, seconds):
    """Panels draw the turns of a pair from `total_ms` and what is left: their difference is the time gone by."""
    circle = Played.running(MINUTES, ANA)
    circle.pass_time(gone)
    circle.leader_says(c.AddTime, seconds=seconds)
    clock = circle.session.clock
    assert clock.total_ms - clock.left(circle.now_ms) == gone * 1000
    assert clock.total_ms >= 0


@pytest.mark.parametrize("seconds", [3601, -3601, 10**30])
def test_at_most_an_hour_is_added_or_cut_at_once(seconds):
    circle = Played.running(MINUTES, ANA)
    with refused("too_much"):
        circle.leader_says(c.AddTime, seconds=seconds)


def test_the_next_step_runs_although_the_one_before_was_held():
    circle = held(10)
    circle.next_step()
    assert not circle.session.clock.paused


@pytest.mark.parametrize("verb", [c.Pause, c.Resume])
def test_there_is_no_clock_before_the_start_nor_after_the_end(verb):
    circle = Played.opened(MINUTES, ANA)
    with refused("not_running"):
        circle.leader_says(verb)
    circle.leader_says(c.End)
    with refused("not_running"):
        circle.leader_says(verb)
    assert circle.session.clock == Clock()
    assert circle.session.clock.left(circle.now_ms) == 0
