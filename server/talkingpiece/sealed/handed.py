"""What panels said, as the core knows it: without keys' forms, marks' making, or anything of how it came."""

from __future__ import annotations

from collections.abc import Iterable

from talkingpiece.core.cards import commands as c
from talkingpiece.core.texts import clean
from talkingpiece.sealed import acts as a
from talkingpiece.sealed.marks import mark_of


def handed(acts: Iterable[a.Act]) -> tuple[c.Act, ...]:
    """The same acts, in the same order. Words are made fit for screens; their ids follow from what was written."""
    return tuple(_handed(act) for act in acts)


def _handed(act: a.Act) -> c.Act:
    id = a.id_of(act)
    match act:
        case a.Card():
            return c.NewCard(id, act.key, act.to, act.weight, act.soon, clean(act.text), act.floor, act.secret)
        case a.Text():
            answers = tuple(c.UnsignedText(id, clean(text)) for id, text in a.answers(act))
            return c.NewText(act.thing, answers, act.floor)
        case a.Tap():
            return c.NewTap(id, act.what)
        case a.Reply():
            return c.NewReply(id, act.card, act.seq, clean(act.text), act.floor)
        case a.Quick():
            return c.NewQuick(id, act.card, act.seq, act.what)
        case a.Withdraw():
            return c.NewWithdraw(id, act.card)
        case a.MeToo():
            return c.NewMeToo(act.thing, mark_of(act))
        case a.Answer():
            return c.NewAnswer(act.thing, mark_of(act), act.value)
