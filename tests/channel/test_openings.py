"""Which beats open which words, whatever whoever leads does: and what people are told of it before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from talkingpiece.channel import rhythm
from talkingpiece.channel.rhythm import LEAST, WINDOW
from talkingpiece.core.commands import AddTime, GoToStep, NextStep, Pause, PreviousStep, Resume, StartWindow
from talkingpiece.core.steps.collect import OpenAnswers
from talkingpiece.core.steps.window import OpenWindow
from talkingpiece.sealed.issue import AHEAD
from tests.channel.walk import EVENING, QUESTION, Walk

MOMENT_S = 120


def moment(walk: Walk, *, seconds: int = MOMENT_S, last: bool = False) -> None:
    walk.asks(StartWindow, seconds=seconds, last=last)


def go(walk: Walk, step: int) -> None:
    walk.asks(GoToStep, step=step, expecting=walk.session.step)


# --- one evening -------------------------------------------------------------------------------------------------


def test_the_end_of_a_moment_to_write_opens_only_what_was_written_for_it() -> None:
    walk = Walk().beats(5)
    moment(walk)
    walk.beats(10)
    assert (walk.full, walk.named) == ([], [10])


def test_beats_at_which_all_are_quiet_do_not_count_towards_the_full_window() -> None:
    walk = Walk().beats(5)
    moment(walk)  # quiet at beats 6 to 10
    walk.beats(WINDOW + 10)
    assert (walk.full, walk.named) == ([WINDOW + 5], [10])


def test_the_end_of_a_question_opens_its_answers_and_moves_nothing_else() -> None:
    walk = Walk().beats(5)
    go(walk, QUESTION)  # five minutes
    walk.beats(WINDOW + 10)
    assert (walk.full, walk.named) == ([WINDOW], [16])


def test_the_end_of_a_question_is_foreseen_beyond_an_opening_of_all_words() -> None:
    walk = Walk().beats(WINDOW - 6)
    go(walk, QUESTION)
    assert walk.told() == (WINDOW, WINDOW + 5), "its end is five beats after that opening"
    assert (walk.beats(15).full, walk.named) == ([WINDOW], [WINDOW + 5])


def test_an_opening_of_all_words_waits_until_a_moment_to_write_is_over() -> None:
    walk = Walk().beats(WINDOW - 1)
    moment(walk)
    walk.beats(20)
    assert walk.named == [WINDOW + 4]
    assert walk.full == [WINDOW + 4 + LEAST], "its last beat is still to come, and two minutes lie between"


def test_a_moment_whose_clock_is_held_keeps_all_else_sealed_for_a_quarter_of_an_hour_and_not_for_ever() -> None:
    walk = Walk().beats(5)
    moment(walk)
    walk.asks(Pause)
    assert walk.told() == (WINDOW, None), "nobody knows yet"
    walk.beats(WINDOW + 24)
    assert walk.all == []
    walk.beats(1)
    assert walk.full == [WINDOW + 30], "thirty beats did not count"
    walk.asks(Resume)
    walk.beats(10)
    assert len(walk.named) == 1


def test_last_words_open_everything_and_the_full_window_begin_anew() -> None:
    walk = Walk().beats(5)
    moment(walk, last=True)
    assert walk.told() == (10, 10)
    walk.beats(6 + WINDOW)
    assert (walk.full, walk.named) == ([10, 10 + WINDOW], [])


def test_an_opening_that_is_made_up_for_is_never_within_two_minutes_of_another() -> None:
    walk = Walk().beats(WINDOW - 7)
    go(walk, QUESTION)  # its end is at beat WINDOW + 4
    walk.beats(6)
    walk.beat = WINDOW + 1  # nothing was opened at beat WINDOW: its owner is dead
    walk.openings = walk.taken_up()
    assert walk.openings.again, "premise: one is to be made up for"
    told = walk.told()
    walk.beats(10)
    assert (walk.named, walk.full) == ([WINDOW + 4], [WINDOW + 4 + LEAST])
    assert told == (WINDOW + 4 + LEAST, WINDOW + 4)


def test_an_opening_that_is_made_up_for_waits_until_a_moment_to_write_is_over() -> None:
    walk = Walk().beats(WINDOW - 1)
    walk.beat = WINDOW
    walk.openings = walk.taken_up()
    assert walk.openings.again, "premise: one is to be made up for"
    walk.beat = walk.openings.again - 1
    moment(walk)
    told = walk.told()
    walk.beats(15)
    [full], [named] = walk.full, walk.named
    assert full == named + LEAST
    assert told == (full, named)


def test_a_new_owner_opens_nothing_before_there_are_tokens_and_tells_nobody_otherwise() -> None:
    walk = Walk().beats(5)
    go(walk, QUESTION)
    walk.beats(4).asks(OpenAnswers)
    walk.openings = walk.taken_up()
    assert walk.told() == (WINDOW, 9 + AHEAD + 1)


# --- any evening -------------------------------------------------------------------------------------------------

STEPS = st.integers(0, len(EVENING.steps) - 1)
LAST = st.sampled_from((False, False, False, False, False, True))
DEEDS = st.one_of(
    st.tuples(st.just(GoToStep), st.fixed_dictionaries({"step": STEPS})),
    st.tuples(st.just(StartWindow), st.fixed_dictionaries({"seconds": st.sampled_from((120, 150, 900)), "last": LAST})),
    st.tuples(st.just(AddTime), st.fixed_dictionaries({"seconds": st.sampled_from((-120, -60, 45, 60, 300))})),
    st.tuples(st.sampled_from((NextStep, PreviousStep, OpenWindow, OpenAnswers, Pause, Resume)), st.just({})),
)
EVENINGS = st.lists(st.tuples(st.integers(0, 25), st.integers(5_000, 29_999), DEEDS), max_size=14)
Evening = list[tuple[int, int, tuple[Any, dict[str, Any]]]]


def does(walk: Walk, after_ms: int, verb: Any, fields: dict[str, Any]) -> None:
    if verb in (GoToStep, NextStep, PreviousStep):
        fields = {**fields, "expecting": walk.session.step}
    walk.asks(verb, after_ms=after_ms, **fields)


def walked(evening: Evening, until: int = 0) -> Walk:
    """All of it, and then so many beats more."""
    walk = Walk()
    for gap, after_ms, (verb, fields) in evening:
        walk.beats(gap)
        does(walk, after_ms, verb, fields)
    return walk.beats(until)


def was_last(walk: Walk, beat: int) -> bool:
    """Did the last words open at this beat?"""
    at = [step for step, opened in walk.opened_at.items() if opened == beat]
    return any(rhythm.kind_of(walk.session, step).last_words(walk.session, step) for step in at)


@given(EVENINGS)
@settings(max_examples=150, deadline=None)
def test_whatever_whoever_leads_does_two_openings_are_never_closer_than_two_minutes(evening: Evening) -> None:
    walk = walked(evening, 60)
    assert all(after - before >= LEAST for before, after in pairwise(walk.all))


@given(EVENINGS)
@settings(max_examples=150, deadline=None)
def test_no_opening_of_all_words_falls_into_a_moment_to_write_and_full_window_lie_between(evening: Evening) -> None:
    walk = walked(evening, 60)
    for before, after in pairwise([0, *walk.full]):
        if not was_last(walk, after):
            assert not walk.quiet(after)
            assert sum(not walk.quiet(beat) for beat in range(before + 1, after + 1)) >= WINDOW


@given(EVENINGS)
@settings(max_examples=150, deadline=None)
def test_whoever_takes_a_session_up_opens_at_the_beats_at_which_the_owner_before_would_have(evening: Evening) -> None:
    walk = Walk()
    for gap, after_ms, (verb, fields) in evening:
        for _ in range(gap):
            assert_alike(walk.beats())
        does(walk, after_ms, verb, fields)
        assert_alike(walk)


def assert_alike(walk: Walk) -> None:
    """But that the new one has to wait for tokens."""
    assert replace(walk.taken_up(), ready=0) == walk.openings


@given(EVENINGS)
@settings(max_examples=100, deadline=None)
def test_whoever_takes_it_up_knows_of_openings_at_which_there_was_nothing_to_open(evening: Evening) -> None:
    walk = Walk(silent=True)
    for gap, after_ms, (verb, fields) in evening:
        for _ in range(gap):
            walk.beats()
            new = walk.taken_up()
            assert (new.last, new.full) == (walk.openings.last, walk.openings.full)
        does(walk, after_ms, verb, fields)


@given(EVENINGS)
@settings(max_examples=150, deadline=None)
def test_what_people_are_told_of_the_next_openings_is_what_then_happens(evening: Evening) -> None:
    """Unless somebody does something in between, or nobody knows when a moment to write will be over."""
    walk = walked(evening)
    everything, named = walk.told()
    asked = rhythm.asking(walk.session)
    event(f"asked: {asked is not None}, named: {named is not None}")
    later = walk.fork().beats(120)
    if asked is not None:
        assert later.opened_at.get(asked) == named
    endless = asked is not None and named is None and rhythm.kind_of(walk.session, asked).silence(walk.session, asked)
    if not endless:
        assert later.full[0] == everything


@given(EVENINGS, st.integers(1, 30))
@settings(max_examples=100, deadline=None)
def test_what_people_are_told_is_never_a_time_that_is_over(evening: Evening, more: int) -> None:
    walk = walked(evening, more)
    everything, named = walk.told()
    assert everything > walk.beat
    assert named is None or named > walk.beat
