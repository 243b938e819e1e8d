"""Words of a pair, and what of them the group may hear: only I release what is about me; what is about both, both."""

from __future__ import annotations

import re

from talkingpiece.core.events import Keep
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps.kind import By
from talkingpiece.core.texts import words_of

from . import commands as c
from . import events as e
from .here import seat_of
from .state import LEAD, Line, PairsState
from .unfold import Unfolding

LONGEST_LINE = 200  # letters
MOST_LINES = 20  # that one person may write in a round
_ID = re.compile(r"[A-Za-z0-9_-]{22}")


def write(un: Unfolding, by: By, command: c.WriteLine) -> None:
    """A line into the note of one's own pair."""
    seat = seat_of(by)
    group = _pair_of(un, seat)
    if command.line in un.state.lines:
        return
    states = un.scene.session.states.values()
    taken = any(isinstance(state, PairsState) and command.line in state.lines for state in states)
    if taken or not _ID.fullmatch(command.line):  # what was released in another step is not written over
        raise Refused("bad_field", "There is something wrong with line in this message.")
    if command.about is not None and command.about not in group:
        raise Refused("not_your_pair", "This person is not in your pair any more.")
    if command.about == LEAD:
        raise Refused("not_yours", "Whoever leads has no panel to release it in. Write what is about you.")
    if sum(line.by == seat for line in un.state.note.values()) >= MOST_LINES:
        raise Refused("many_lines", f"Up to {MOST_LINES} lines fit. Take one out first.")
    text = short(command.text)
    # A facilitator in a pair has no panel to tick in, so what is about both of them stays between them.
    consent = group if command.about is None else (command.about,)
    un.then(e.LineWritten(step=un.step, line=command.line, by=seat, about=command.about, pair=group, consent=consent))
    un.also(Keep(f"line:{command.line}", text))


def tick(un: Unfolding, by: By, command: c.TickLine) -> None:
    """Release a line, or take that back, as long as nobody has heard it."""
    seat = seat_of(by)
    line = _line(un, command.line)
    if un.state.phase != "talking" or line.draw != un.state.draw:
        raise Refused("round_over", "The round is over: what is released stays so, and the rest stays with you.")
    if seat not in line.consent:
        raise Refused("not_yours", "Only those whom a line is about release it.")
    if (seat in line.ticks) != command.on:
        un.then(e.LineTicked(step=un.step, line=command.line, seat=seat, on=command.on))


def drop(un: Unfolding, by: By, command: c.DropLine) -> None:
    """Take a line out, words and all."""
    seat = seat_of(by)
    if command.line not in un.state.lines:
        return
    line = _line(un, command.line)
    if seat not in (line.by, line.about):
        raise Refused("not_yours", "Only whoever wrote a line, or whom it is about, takes it out.")
    un.then(e.LineDropped(step=un.step, line=command.line))
    un.also(Keep(f"line:{command.line}", ""))


def tell_pairs(un: Unfolding, by: By, command: c.TellPairs) -> None:
    """A message of whoever leads to all pairs, or to one."""
    if un.state.phase != "talking":
        raise Refused("not_talking", "Messages go to pairs that talk. Say it aloud.")
    if command.place is not None and not (0 <= command.place < len(un.state.groups) and un.state.groups[command.place]):
        raise Refused("no_place", "There is no such pair. Look at the board again.")
    id = f"{un.step}-{un.state.draw}-{len(un.state.told)}"
    un.then(e.PairsTold(step=un.step, id=id, place=command.place))
    un.also(Keep(f"told:{id}", short(command.text)))


def short(text: str) -> str:
    """A line of words. Raises Refused when it is empty or too long."""
    words = " ".join(words_of(text).split())
    if len(words) > LONGEST_LINE:
        raise Refused("too_long", f"Up to {LONGEST_LINE} letters fit. Shorten it a little.")
    return words


def _pair_of(un: Unfolding, seat: str) -> tuple[str, ...]:
    place = un.state.place_of(seat)
    if un.state.phase != "talking" or place is None:
        raise Refused("no_pair", "You are in no pair just now. Your words are still here.")
    return un.state.groups[place]


def _line(un: Unfolding, id: str) -> Line:
    if id not in un.state.lines:
        raise Refused("no_line", "This line has been taken out.")
    return un.state.lines[id]
