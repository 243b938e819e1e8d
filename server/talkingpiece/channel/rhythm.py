"""When beats begin, and which of them opens words. Plain counting, so that whoever takes a session over counts alike.

Beats lie on one grid from the start of the session on. Whatever names an end of its own, a step in which all write,
opens at the first beat at or after it: there are no beats between the beats, and no two openings within two minutes,
or whoever leads could cut windows thin around one person.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkingpiece.core.cards.state import BEAT_MS, begins
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.sealed.tree import BEATS

COLLECT_MS, COLLECT_MANY_MS = 5_000, 10_000  # how long packets are taken, always in full
MANY = 1_000  # seats; above it the longer time
WINDOW = 40  # beats from one opening to the next, in the open course: 20 min; at ten, our own attackers did too well
LEAST = 4  # beats between two openings


def beat_at(session: Session, now_ms: int) -> int | None:
    """The beat of this instant; None while the session does not run, or when its beats are used up."""
    if session.phase != "running" or session.started_at is None or now_ms < session.started_at:
        return None
    beat = (now_ms - session.started_at) // BEAT_MS
    return beat if beat < BEATS else None


def ends(session: Session) -> dict[int, int]:
    """The steps that want their words opened, and when (server ms; 0: as soon as may be)."""
    named = ((index, KINDS[session.module.steps[index].kind].names_end(session, index)) for index in session.states)
    return {index: end for index, end in named if end is not None}


def due(session: Session, beat: int) -> tuple[int, ...]:
    """The steps whose end has come when this beat begins."""
    return tuple(sorted(index for index, end in ends(session).items() if end <= begins(session, beat)))


@dataclass
class Openings:
    """Which beats open words. `last`: the newest that did; one that was void stays due. `again`: one that makes up for
    an opening that may have died with the owner before.
    """

    last: int = 0
    again: int | None = None

    @classmethod
    def taken_up(cls, session: Session, beat: int, first: int) -> Openings:
        """For a new owner, whose first beat with packets is `first`. What opened before is in the log, unless nothing
        did; an opening that may just have died with the old owner is made up for."""
        logged = session.box.opened or 0
        last = logged + (beat - logged) // WINDOW * WINDOW
        died = last != logged and beat - last < LEAST
        return cls(last, max(first + 1, logged + LEAST) if died else None)

    def is_one(self, session: Session, beat: int) -> bool:
        """Does this beat open words?"""
        since = beat - self.last
        return beat == self.again or since >= WINDOW or (since >= LEAST and bool(due(session, beat)))

    def next(self, session: Session, after: int) -> int:
        """The next beat after this one that will, as far as can be said now."""
        assert session.started_at is not None
        named = (-((session.started_at - end) // BEAT_MS) for end in ends(session).values())
        soonest = max(min(named, default=self.last + WINDOW), self.last + LEAST)
        coming = [self.last + WINDOW, soonest, *([self.again] if self.again and self.again > after else [])]
        return max(after + 1, min(coming))

    def opened(self, beat: int) -> None:
        """This one did."""
        self.last, self.again = beat, None
