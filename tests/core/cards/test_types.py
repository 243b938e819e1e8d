"""Anonymous by absence: what has no field for a person cannot name one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from inspect import getmembers

import pytest

from talkingpiece import parts
from talkingpiece.core.cards import commands, events, state
from talkingpiece.core.cards import parts as shown
from talkingpiece.core.command import Command
from talkingpiece.core.events import Event
from talkingpiece.core.steps import collect, window
from talkingpiece.core.steps.kind import Part

OURS = ("talkingpiece.core.cards",)
SHAPES = {
    shape
    for module in (commands, events, state, shown)
    for _, shape in getmembers(module, is_dataclass)
    if shape.__module__.startswith(OURS) and not issubclass(shape, Command)
} | {parts.StageCards, parts.ConsoleCards, collect.AnswersOpened, window.WindowOpened}

COMMON = {"step", "version", "type", "section", "v"}
ABOUT_A_CARD = {
    "id", "key", "text", "to", "weight", "soon", "floor", "secret", "state", "why", "shown", "answered", "answer",
    "aloud", "standing", "n", "leaf", "less", "kept", "parts", "into", "votes", "letters", "sealed",
}  # fmt: skip
ABOUT_MORE = {"replies", "quick", "seq", "what", "answers", "thing", "value"}
ABOUT_BALLOTS = {"mark", "marks", "metoos", "at_least"}
ABOUT_A_BEAT = {
    "beat", "at", "opening", "opened", "openings", "everything", "all_opened", "asked", "things", "taps", "taps_n",
    "since", "questions", "acts", "cards", "card", "ids", "held", "withdrawn", "unsigned", "slow", "stop", "tries",
}  # fmt: skip
ABOUT_THE_BOX = {
    "next_leaf", "threshold", "number", "epoch", "seed", "leaves", "allowed", "keep", "opens", "void", "closing",
    "closed",
}  # fmt: skip
OF_WHOEVER_SAYS_SO = {
    (events.CardOwned, "seat"),
    (state.Card, "owner"),
    (shown.OpenCard, "owner"),
    (shown.ConsoleCard, "owner"),
}


def test_these_are_all_of_them():
    assert {
        state.Card,
        commands.OpenBeat,
        commands.NewMeToo,
        events.Opened,
        events.ReplyOpened,
        shown.OpenCard,
        shown.AskedNow,
    } < SHAPES
    assert {*events.CARD_EVENTS} < SHAPES
    assert len(SHAPES) > 45


@pytest.mark.parametrize("shape", sorted(SHAPES, key=str), ids=lambda shape: shape.__qualname__)
def test_no_type_on_a_cards_way_has_a_field_for_a_person_or_a_finer_time(shape):
    named = {field.name for field in fields(shape) if (shape, field.name) not in OF_WHOEVER_SAYS_SO}
    assert named <= COMMON | ABOUT_A_CARD | ABOUT_MORE | ABOUT_BALLOTS | ABOUT_A_BEAT | ABOUT_THE_BOX


def test_who_leads_says_nothing_about_authors_and_an_author_only_about_their_own():
    verbs = (*commands.CARD_LEADING, *commands.CARD_SEATED)
    said = {field.name for verb in verbs for field in fields(verb)} - {"type", "id"}
    assert said == {"card", "why", "text", "cards", "floor", "allowed", "metoos", "number", "keep", "sig"}


def test_an_event_of_a_card_has_no_time_but_its_beat():
    for event in events.CARD_EVENTS:
        assert issubclass(event, Event)
        assert not {field.name for field in fields(event)} & {"at", "now", "ms", "ends_at"}


def test_a_part_has_no_time_but_that_of_its_beat():
    with_time = {
        shape.__name__ for shape in SHAPES if issubclass(shape, Part) and "at" in {f.name for f in fields(shape)}
    }
    assert with_time == {"OpenCard", "ConsoleCard", "ShownTaps"}
