"""collect: one input each, opened together. Named inputs are logged by seat, their words in a side record.

Unsigned inputs go the card's way: they never touch a connection that knows who you are, and arrive here only at an
opening, as texts without author (`opened`), sorted by their random ids. There is no count before it, and none later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.cards.floors import standing
from talkingpiece.core.cards.state import question_id
from talkingpiece.core.commands import Command, UnsignedText
from talkingpiece.core.events import Keep, StepEvent
from talkingpiece.core.module import Step
from talkingpiece.core.session import Session
from talkingpiece.core.texts import words_of

from .answers import Answer, CollectBoard, CollectConsole, CollectHead, CollectSeat, CollectTally, Signed
from .ends import own_end
from .kind import By, Happened, Kind, Line, Look, Refused, Scene, StagePart, replace


@dataclass(frozen=True, kw_only=True)
class CollectSettings:
    """`signed`: are names shown beside the answers. `label`: the words above the field."""

    signed: Signed = "named"
    label: str = "Your answer"


@dataclass(frozen=True, slots=True)
class CollectState:
    """Seats with a named answer in the order given; ids of unsigned texts once opened, and how many could have written.
    `called`: unsigned answers are to open as soon as may be.
    """

    seats: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    called: bool = False
    opened: bool = False
    n: int | None = None


@dataclass(frozen=True, kw_only=True)
class Write(Command):
    """Give, or replace, one's named answer. `step` is the step (index) it was written for."""

    type: Literal["write"] = "write"
    step: int
    text: str


@dataclass(frozen=True, kw_only=True)
class TakeBack(Command):
    """Withdraw one's named answer while it is not yet opened."""

    type: Literal["take_back"] = "take_back"
    step: int


@dataclass(frozen=True, kw_only=True)
class OpenAnswers(Command):
    """Open all answers together: named ones at once, unsigned ones at the next opening."""

    type: Literal["open_answers"] = "open_answers"


@dataclass(frozen=True, kw_only=True)
class AnswerGiven(StepEvent):
    """A seat has an answer, in the record `answer:<step>:<seat>`."""

    type: Literal["answer_given"] = "answer_given"
    seat: str


@dataclass(frozen=True, kw_only=True)
class AnswerTakenBack(StepEvent):
    """A seat has no answer any more; its record was emptied."""

    type: Literal["answer_taken_back"] = "answer_taken_back"
    seat: str


@dataclass(frozen=True, kw_only=True)
class AnswersCalled(StepEvent):
    """Unsigned answers are to open as soon as may be."""

    type: Literal["answers_called"] = "answers_called"


@dataclass(frozen=True, kw_only=True)
class AnswersOpened(StepEvent):
    """All can read all answers. Unsigned texts by their random ids, sorted, in the records `unsigned:<id>`, and `n`: at
    least so many people could have written one.
    """

    type: Literal["answers_opened"] = "answers_opened"
    unsigned: tuple[str, ...] = ()
    n: int | None = None


class Collect(Kind[CollectState]):
    name = "collect"
    Settings = CollectSettings
    State = CollectState
    inputs = "named"  # or, by its setting, sealed: then they come with an opening
    commands = (Write, TakeBack)
    leading = (OpenAnswers,)
    late = (Write,)
    events = (AnswerGiven, AnswerTakenBack, AnswersCalled, AnswersOpened)
    stage_parts = (CollectHead, CollectTally, CollectBoard)
    seat_part = CollectSeat
    console_part = CollectConsole

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        state = self.state(scene.session, scene.index)
        if isinstance(command, OpenAnswers):
            return self.finish(scene)
        if by.seat is None or _unsigned(scene.step):
            raise Refused("not_here", "Answers to this step are sent without a name.")
        if state.opened and (by.seat in state.seats or not isinstance(command, Write)):
            raise Refused("too_late", "The answers are open already. You can say yours aloud.")
        return self._own(scene, by.seat, command)

    def _own(self, scene: Scene, seat: str, command: Command) -> Happened:
        record = f"answer:{scene.index}:{seat}"
        if isinstance(command, Write):
            return (AnswerGiven(step=scene.index, seat=seat), Keep(record, words_of(command.text)))
        if seat not in self.state(scene.session, scene.index).seats:
            return ()
        return (AnswerTakenBack(step=scene.index, seat=seat), Keep(record, ""))

    def finish(self, scene: Scene) -> Happened:
        """Moving on opens what is still closed: nobody's words vanish because the group was in a hurry."""
        state = self.state(scene.session, scene.index)
        if not _unsigned(scene.step):
            return () if state.opened else (AnswersOpened(step=scene.index),)
        return () if state.opened or state.called else (AnswersCalled(step=scene.index),)

    def names_end(self, session: Session, index: int) -> int | None:
        state = self.state(session, index)
        if state.opened or not _unsigned(session.module.steps[index]):
            return None
        return own_end(session, index, called=state.called)

    def question(self, session: Session, index: int) -> str | None:
        taken = session.phase == "running" and index in session.states and not self.state(session, index).opened
        return question_id(session.id, index) if taken and _unsigned(session.module.steps[index]) else None

    def opened(self, scene: Scene, texts: Sequence[UnsignedText], n: int) -> Happened:
        if self.question(scene.session, scene.index) is None:  # opened already: results never change
            return
        yield AnswersOpened(step=scene.index, unsigned=tuple(text.id for text in texts), n=n)
        for text in texts:
            yield Keep(f"unsigned:{text.id}", text.text)

    def listed(self, session: Session, index: int) -> tuple[str, ...]:
        return self.state(session, index).unsigned

    def evolve(self, state: CollectState, event: StepEvent) -> CollectState:
        match event:
            case AnswerGiven(seat=seat):
                return replace(state, seats=(*(s for s in state.seats if s != seat), seat))
            case AnswerTakenBack(seat=seat):
                return replace(state, seats=tuple(s for s in state.seats if s != seat))
            case AnswersCalled():
                return replace(state, called=True)
            case AnswersOpened(unsigned=unsigned, n=n):
                return replace(state, unsigned=unsigned, opened=True, n=n)
        return state

    def stage(self, look: Look) -> Iterable[StagePart]:
        asked, state = settings(look), self.state(look.session, look.index)
        thing = self.question(look.session, look.index)
        yield CollectHead(signed=asked.signed, label=asked.label, thing=thing, called=state.called, opened=state.opened)
        here = look.session.here()
        given = sum(seat in state.seats for seat in here) if asked.signed == "named" else None
        yield CollectTally(given=given, of=len(here))
        if state.opened:
            worth = None if state.n is None else standing(state.n)
            yield CollectBoard(answers=tuple(self._answers(look, state)), n=state.n, standing=worth)

    def _answers(self, look: Look, state: CollectState) -> Iterable[Answer]:
        for seat in sorted(state.seats):
            yield Answer(id=seat, text=look.words.get(f"answer:{look.index}:{seat}"), name=look.names.get(seat, ""))
        for id in state.unsigned:
            yield Answer(id=id, text=look.words.get(f"unsigned:{id}"), name=None)

    def seat(self, look: Look, seat: str) -> CollectSeat:
        return CollectSeat(yours=look.words.get(f"answer:{look.index}:{seat}") or None)

    def console(self, look: Look) -> CollectConsole:
        return CollectConsole(given=self.state(look.session, look.index).seats)

    def report(self, look: Look) -> Iterable[Line]:
        state = self.state(look.session, look.index)
        for answer in self._answers(look, state) if state.opened else ():
            yield Line(answer.text or "removed", answer.name or "")
        if state.n is not None and standing(state.n) == "closed":
            yield Line("Fewer than three could have written, so nothing was opened.")


def _unsigned(step: Step) -> bool:
    return step.settings.get("signed") == "unsigned"


def settings(of: Scene | Look) -> CollectSettings:
    """The step's own settings."""
    return CollectSettings(**of.step.settings)  # type: ignore[arg-type]  # checked by `library` against this class
