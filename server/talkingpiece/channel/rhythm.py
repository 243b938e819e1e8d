"""When beats begin, and which of them opens what. Plain counting, so that whoever takes a session over counts alike.

Beats lie on one grid from the start of the session on. Whatever names an end of its own, a step in which all write,
opens at the first beat at or after it: there are no beats between the beats, and no two openings within two minutes,
or whoever leads could cut windows thin around one person. Only what was written for that step opens then. All else
waits for its 25 minutes, in which a time when all were quiet does not count: nobody's silence was hidden by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from talkingpiece.core.cards.state import beat_of, begins
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.ends import LONGEST_S
from talkingpiece.core.steps.kind import AnyKind, Silence
from talkingpiece.sealed.tree import BEATS

COLLECT_MS, COLLECT_MANY_MS = 5_000, 10_000  # how long packets are taken, always in full
MANY = 1_000  # seats; above it the longer time
WINDOW = 50  # beats from one opening of everything to the next: 25 min; with 20, our own attackers did too well
LEAST = 4  # beats between two openings


def beat_at(session: Session, now_ms: int) -> int | None:
    """The beat of this instant; None while the session does not run, or when its beats are used up."""
    if session.phase != "running" or session.started_at is None or now_ms < session.started_at:
        return None
    beat = beat_of(session, now_ms)
    return beat if beat < BEATS else None


def kind_of(session: Session, index: int) -> AnyKind:
    """The rules of a step."""
    return KINDS[session.module.steps[index].kind]


def asking(session: Session) -> int | None:
    """The step that is on, if words are written for it."""
    return session.step if kind_of(session, session.step).question(session, session.step) else None


def things(session: Session, steps: Iterable[int]) -> tuple[str, ...]:
    """What words are written for at these steps, in their order."""
    found = (kind_of(session, index).question(session, index) for index in sorted(steps))
    return tuple(thing for thing in found if thing)


def first_beat(session: Session, index: int) -> int:
    """The first beat after this step was opened."""
    return beat_of(session, session.begun[index]) + 1


def ends(session: Session) -> dict[int, int]:
    """The steps that want their words opened, and from when on (server ms)."""
    named = ((index, kind_of(session, index).names_end(session, index)) for index in session.states)
    return {index: end for index, end in named if end is not None}


def due(session: Session, beat: int) -> tuple[int, ...]:
    """The steps whose end has come when this beat begins."""
    return tuple(sorted(index for index, end in ends(session).items() if end <= begins(session, beat)))


def closing(session: Session) -> bool:
    """Have the last words been opened? Then whoever leads cannot have others opened as such again and again."""
    return any(
        kind_of(session, index).last_words(session, index) and silence.until is not None
        for index, silence in silences(session).items()
    )


def silences(session: Session) -> dict[int, Silence]:
    """The steps in which all were asked to be quiet and write, and when that was."""
    found = ((index, kind_of(session, index).silence(session, index)) for index in session.begun)
    return {index: silence for index, silence in found if silence is not None}


def quiet(session: Session, silences: Mapping[int, Silence], beat: int, over: Mapping[int, int] = {}) -> bool:
    """Were, or are, all asked to be quiet and write at this beat? `over`: the last beats of those silences that are not
    over yet, as far as they are known; the others last, as long as people are quiet."""
    begun = begins(session, beat)
    return any(
        one.since < begun <= one.since + LONGEST_S * 1000 and _reaches(one, beat, over.get(index))
        for index, one in silences.items()
    )


def _reaches(silence: Silence, beat: int, over: int | None) -> bool:
    until = over if silence.until is None else silence.until
    return until is None or beat <= until
