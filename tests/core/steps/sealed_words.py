"""Openings of sealed words, as a room has them at its beats: whatever has named an end by now opens."""

from __future__ import annotations

from talkingpiece.core.cards.commands import NewText, OpenBeat, UnsignedText
from talkingpiece.core.cards.state import BEAT_MS, question_id
from talkingpiece.core.decide import ROOM, Decision
from talkingpiece.core.steps import KINDS
from tests.cast import Played

TEXTS = (
    UnsignedText(id="u-3", text="I feel new here."),
    UnsignedText(id="u-1", text="Too many meetings."),
    UnsignedText(id="u-2", text="Nothing."),
)


def end_of(circle: Played, step: int) -> int | None:
    """When this step wants its words opened."""
    return KINDS[circle.session.module.steps[step].kind].names_end(circle.session, step)


def soonest(circle: Played, step: int) -> int:
    """Two minutes after this step was opened."""
    return circle.session.begun[step] + 120_000


def question_of(circle: Played, step: int) -> str | None:
    """What answers to this step are written for, while it takes any."""
    return KINDS[circle.session.module.steps[step].kind].question(circle.session, step)


def due(circle: Played) -> tuple[int, ...]:
    """The steps whose words are to open at this moment."""
    ends = {step: end_of(circle, step) for step in circle.session.states}
    return tuple(step for step, end in sorted(ends.items()) if end is not None and end <= circle.now_ms)


def opening(circle: Played, *texts: UnsignedText, n: int = 8) -> Decision:
    """The next opening, for all steps that are due. The texts answer the first of them."""
    ends = [end for step in circle.session.states if (end := end_of(circle, step)) is not None]
    circle.now_ms = max(circle.now_ms, min(ends, default=0))
    steps = due(circle)
    thing = question_id(circle.session.id, steps[0]) if steps else ""
    acts = tuple(NewText(thing=thing, answers=(text,), floor=3) for text in texts)
    beat = (circle.now_ms - (circle.session.started_at or 0)) // BEAT_MS
    return circle.ask(ROOM, OpenBeat(beat=beat, opening=True, n=n, taps=n, questions=steps, acts=acts))
