"""The ends of questions: answers open at them, and nothing else moves."""

from __future__ import annotations

from itertools import pairwise

from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.core.cards.state import question_id
from talkingpiece.core.commands import AddTime, GoToStep, NextStep, StartWindow
from tests.cast import BEN, CHI, DOV, UNSIGNED
from tests.channel.circle import SIX, Circle, beats, full, named, started


async def at_a_question() -> Circle:
    """Two minutes long, from beat 5 on."""
    circle = await started(*SIX)
    await circle.beat(5)
    circle.asks(GoToStep, step=UNSIGNED, expecting=circle.session.step)
    return circle


def thing_of(circle: Circle) -> str:
    return question_id(circle.session.id, UNSIGNED)


async def test_unsigned_answers_open_with_the_first_beat_after_the_end_of_their_step() -> None:
    circle = await at_a_question()
    circle.panels[BEN].answers(thing_of(circle), ["The pace", "The jokes"])
    circle.panels[CHI].answers(thing_of(circle), ["The pace"])
    await circle.beat(4)
    assert not circle.played.state.opened
    await circle.beat()
    assert circle.played.state.opened
    assert len(circle.played.state.unsigned) == 3
    assert (named(circle), full(circle)) == ([9], [])
    assert beats(circle)[9].questions == (thing_of(circle),)


async def test_the_end_of_a_question_opens_no_cards() -> None:
    circle = await at_a_question()
    card, other = circle.panels[DOV].card("From now."), circle.panels[DOV].card("With it.", asked=thing_of(circle))
    await circle.beat(5)
    assert circle.played.state.opened, "premise: it opened"
    assert card not in circle.session.cards
    assert other in circle.session.cards, "unless they were sealed for it"


async def test_a_named_end_leaves_the_full_window_as_they_are() -> None:
    circle = await at_a_question()
    await circle.beat(WINDOW)
    assert (named(circle), full(circle)) == ([9], [WINDOW])


async def test_added_time_moves_the_end() -> None:
    circle = await at_a_question()
    circle.asks(AddTime, seconds=60)
    await circle.beat(8)
    assert named(circle) == [11]


async def test_moving_on_opens_when_two_minutes_are_over() -> None:
    circle = await at_a_question()
    id, *_ = circle.panels[BEN].answers(thing_of(circle), ["The pace"])
    circle.asks(NextStep, expecting=UNSIGNED)
    await circle.beat(5)
    assert named(circle) == [9]
    assert circle.session.states[UNSIGNED].unsigned == (id,)


async def test_no_two_openings_are_closer_than_two_minutes_however_often_whoever_leads_asks() -> None:
    circle = await started(*SIX)
    for round in range(20):
        circle.asks(StartWindow, seconds=120, last=round == 9)
        await circle.beat(4 if round % 3 else 1)
        circle.asks(NextStep, expecting=circle.session.step)
        await circle.beat(1)
    openings = sorted({*named(circle), *full(circle)})
    assert len(openings) > 9, "premise: it is asked for as often as may be"
    assert all(after - before >= 4 for before, after in pairwise(openings))
