"""Which beats open words, and which words: all that are sealed, or those that were written for a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from talkingpiece.channel import rhythm
from talkingpiece.core.cards.state import begins
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import Silence
from talkingpiece.sealed.tree import BEATS


@dataclass(frozen=True)
class Due:
    """What a beat opens. `steps` (indexes): their words, each from the beat `first` on. `everything`: all other words
    too.
    """

    everything: bool = False
    steps: tuple[int, ...] = ()
    first: int = 0

    def __bool__(self) -> bool:
        return self.everything or bool(self.steps)


@dataclass
class Openings:
    """What has been opened. `last`: the newest opening, `full`: the newest of everything; one that was void stays due.
    `ready`: at no beat before this one has anybody a token; `again`: from this one on an opening of everything is due
    that makes up for one that may have died with the owner before.
    """

    last: int = 0
    full: int = 0
    ready: int = 0
    again: int | None = None

    @classmethod
    def taken_up(cls, session: Session, beat: int, first: int) -> Openings:
        """For a new owner, whose first beat with packets is `first`. What opened before is in the log, unless nothing
        did; an opening that may just have died with the old owner is made up for."""
        known = full = session.box.all_opened or 0
        while (unseen := _unseen(session, full, beat)) is not None:
            full = unseen
        died = full != known and beat - full < rhythm.LEAST
        return cls(max(session.box.opened or 0, full), full, first, first + 1 if died else None)

    def due(self, session: Session, beat: int) -> Due:
        """What this beat opens."""
        silences = rhythm.silences(session)
        passed = _counted(session, silences, self.full, beat, {})
        return self._due(session, beat, rhythm.due(session, beat), passed, quiet=rhythm.quiet(session, silences, beat))

    def first(self, session: Session, steps: tuple[int, ...] = (), *, everything: bool = True) -> int:
        """Where the window began of what is sealed now, or was for these steps."""
        firsts = [rhythm.first_beat(session, index) for index in steps]
        return min([*firsts, *([self.full + 1] if everything or not firsts else [])])

    def next(self, session: Session, after: int) -> tuple[int, int | None]:
        """The next beats after this one that will open everything, and what is written for the step that is on: as far
        as can be said now. None: nothing is, or nobody knows yet; a time of quiet whose end nobody knows is taken to be
        over.
        """
        asked, ends, silences = rhythm.asking(session), rhythm.ends(session), rhythm.silences(session)
        over = dict.fromkeys(silences.keys() - ends.keys(), after)
        coming, passed = replace(self), _counted(session, silences, self.full, after, over)
        everything: int | None = None
        named: int | None = None
        for beat in range(after + 1, BEATS):
            quiet = rhythm.quiet(session, silences, beat, over)
            passed += not quiet
            steps = tuple(index for index in sorted(ends.keys() - over) if ends[index] <= begins(session, beat))
            if due := coming._due(session, beat, steps, passed, quiet=quiet):
                coming.opened(beat, everything=due.everything)
                passed = 0 if due.everything else passed
                over |= dict.fromkeys(due.steps, beat)
                everything = beat if due.everything and everything is None else everything
                named = beat if asked in due.steps else named
            if everything is not None and (asked not in ends or named is not None):
                break
        return BEATS if everything is None else everything, named

    def opened(self, beat: int, *, everything: bool) -> None:
        """This one did."""
        self.last = beat
        if everything:
            self.full, self.again = beat, None

    def _due(self, session: Session, beat: int, steps: tuple[int, ...], passed: int, *, quiet: bool) -> Due:
        """`steps`: those whose end has come; `passed`: beats since the newest opening of everything that count."""
        if beat < self.ready or beat - self.last < rhythm.LEAST:
            return Due()
        everything = any(rhythm.kind_of(session, index).last_words(session, index) for index in steps)
        if not quiet and not steps:  # apart: n of all words may be smaller than what was said beside a question
            everything = passed >= rhythm.WINDOW or (self.again is not None and beat >= self.again)
        return Due(everything, steps, self.first(session, steps, everything=everything))


def _unseen(session: Session, full: int, last: int) -> int | None:
    """The beat at which everything was opened after beat `full`, up to `last`, though the log has nothing of it. None:
    it was not; there is an opening for a step in the log that would have been too near."""
    silences, passed = rhythm.silences(session), 0
    for beat in range(full + 1, last + 1):
        if rhythm.quiet(session, silences, beat):
            continue
        passed += 1
        apart = all(abs(beat - one) >= rhythm.LEAST for one in (full, *session.box.openings))
        if passed >= rhythm.WINDOW and apart:
            return beat
    return None


def _counted(session: Session, silences: Mapping[int, Silence], since: int, beat: int, over: Mapping[int, int]) -> int:
    """The beats after one and up to another, without those at which all were quiet."""
    return sum(not rhythm.quiet(session, silences, one, over) for one in range(since + 1, beat + 1))
