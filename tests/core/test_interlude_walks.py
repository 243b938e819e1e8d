"""Wherever a group goes, its place is a step of the module, or an interlude that was just put in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece import views
from talkingpiece.core import commands as c
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps.window import OpenWindow
from tests.cast import ARRIVE, CIRCLE, CLOSING, FOUR, TINY, Played, refused
from tests.core.steps.sealed_words import due, opening

PLANNED = len(TINY.steps)


def written_in(at: int) -> Played:
    """A group that is back from an interlude."""
    circle = Played.running(TINY, *FOUR, at=at)
    circle.leader_says(c.StartWindow, seconds=120, last=False)
    circle.next_step()
    return circle


def test_an_interlude_is_over_when_the_group_has_left_it():
    circle = written_in(ARRIVE)
    with refused("no_step"):
        circle.leader_says(c.GoToStep, step=PLANNED, expecting=ARRIVE)
    circle.go_to(CLOSING)
    with refused("last_step"):
        circle.leader_says(c.NextStep, expecting=CLOSING)


def test_the_report_has_no_interlude_in_it():
    circle = written_in(ARRIVE)
    assert [step.id for step, _ in views.report(circle.world)] == ["10-arrive"]


MOVES = st.one_of(
    st.tuples(st.just(c.NextStep), st.integers(-1, PLANNED + 3)),
    st.tuples(st.just(c.PreviousStep), st.integers(-1, PLANNED + 3)),
    st.tuples(st.just(c.GoToStep), st.integers(-1, PLANNED + 3)),
    st.tuples(st.just(c.StartWindow), st.sampled_from([120, 300, 60])),
    st.tuples(st.sampled_from([OpenWindow, c.Pause, c.Resume]), st.just(0)),
    st.tuples(st.just(None), st.integers(0, 400)),
)


def moved(circle: Played, verb: type[c.Command], what: int, stale: bool) -> None:
    expecting = what if stale else circle.session.step
    match verb.__name__:
        case "GoToStep":
            circle.leader_says(verb, step=what, expecting=circle.session.step)
        case "StartWindow":
            circle.leader_says(verb, seconds=what, last=stale)
        case "NextStep" | "PreviousStep":
            circle.leader_says(verb, expecting=expecting)
        case _:
            circle.leader_says(verb)


def well_placed(before: Session, after: Session) -> None:
    """Where the group may be, and where it may have come from."""
    assert 0 <= after.step < len(after.module.steps) == after.planned + len(after.added)
    assert after.module.steps[:PLANNED] == TINY.steps
    assert after.planned == PLANNED
    assert list(after.added) == list(range(PLANNED, len(after.module.steps)))
    assert all(0 <= back < PLANNED for back in after.added.values())
    assert after.following is None or 0 <= after.following < PLANNED
    if after.step != before.step and after.step in after.added:
        assert after.step not in before.added, "only by being put in"
    if before.step in before.added and len(after.added) == len(before.added):
        assert after.step == before.step or after.step < PLANNED


@settings(max_examples=60)
@given(moves=st.lists(st.tuples(MOVES, st.booleans()), max_size=40), end=st.booleans())
def test_however_the_group_moves_its_place_is_one_of_the_module_or_an_interlude_just_put_in(
    moves: Sequence[tuple[tuple[type[c.Command] | None, int], bool]], end: bool
):
    circle = Played.running(TINY, *FOUR)
    for (verb, what), stale in moves:
        before = circle.session
        if verb is None:
            circle.wait(what)
            if due(circle):
                opening(circle)
                assert not due(circle)
        else:
            try:
                moved(circle, verb, what, stale)
            except Refused:
                assert circle.session is before
        well_placed(before, circle.session)
    if end:
        circle.leader_says(c.End)
        assert due(circle) == ()
    assert circle.again().session == circle.session
    assert circle.again().all_views() == circle.all_views()


def test_such_walks_would_be_noticed_if_they_led_into_an_old_interlude():
    circle = Played.running(TINY, *FOUR, at=CIRCLE)
    circle.leader_says(c.StartWindow, seconds=120, last=False)
    writing = circle.session
    circle.next_step()
    well_placed(writing, circle.session)
    with pytest.raises(AssertionError, match="only by being put in"):
        well_placed(circle.session, writing)
