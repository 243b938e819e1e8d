"""collect: one input each, opened together. Named inputs are logged by seat, their words in a side record.

Unsigned inputs go the card's way: they never touch a connection that knows who you are, and arrive here
only at the opening, as texts without author (`Scene.waiting`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.commands import Command
from talkingpiece.core.events import Keep, StepEvent
from talkingpiece.core.session import Session
from talkingpiece.core.texts import words_of

from .kind import (
    By,
    ConsolePart,
    Happened,
    Kind,
    Line,
    Look,
    Part,
    Refused,
    Scene,
    SeatPart,
    Section,
    StagePart,
    replace,
)


@dataclass(frozen=True, kw_only=True)
class CollectSettings:
    """`signed`: are names shown beside the answers. `label`: the words above the field."""

    signed: Literal["named", "unsigned"] = "named"
    label: str = "Your answer"


@dataclass(frozen=True, slots=True)
class CollectState:
    """Seats with a named answer in the order given; ids of unsigned texts once opened."""

    seats: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    opened: bool = False


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
    """Open all answers together."""

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
class AnswersOpened(StepEvent):
    """All can read all answers. Unsigned texts by their random ids, sorted, in the records `unsigned:<id>`."""

    type: Literal["answers_opened"] = "answers_opened"
    unsigned: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CollectHead(StagePart):
    """What is asked, and whether the answers are open."""

    kind: Literal["collect"] = "collect"
    signed: Literal["named", "unsigned"]
    label: str
    opened: bool


@dataclass(frozen=True, kw_only=True)
class CollectTally(StagePart):
    """How many have answered; None for unsigned answers, whose running count could give somebody away."""

    section: ClassVar[Section] = "tally"
    kind: Literal["collect"] = "collect"
    given: int | None
    of: int


@dataclass(frozen=True, kw_only=True)
class Answer(Part):
    """One opened answer. `name` is None when unsigned; `text` is None when it was removed."""

    id: str
    text: str | None
    name: str | None


@dataclass(frozen=True, kw_only=True)
class CollectBoard(StagePart):
    """The opened answers."""

    section: ClassVar[Section] = "board"
    kind: Literal["collect"] = "collect"
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class CollectSeat(SeatPart):
    """This seat's own named answer."""

    kind: Literal["collect"] = "collect"
    yours: str | None


@dataclass(frozen=True, kw_only=True)
class CollectConsole(ConsolePart):
    """Who has a named answer (ids); empty for unsigned ones, by anybody's look."""

    kind: Literal["collect"] = "collect"
    given: tuple[str, ...]


class Collect(Kind[CollectState]):
    name = "collect"
    Settings = CollectSettings
    State = CollectState
    inputs = "named"  # or, by its setting, unsigned: then they come as `Scene.waiting`
    commands = (Write, TakeBack)
    leading = (OpenAnswers,)
    late = (Write,)
    events = (AnswerGiven, AnswerTakenBack, AnswersOpened)
    stage_parts = (CollectHead, CollectTally, CollectBoard)
    seat_part = CollectSeat
    console_part = CollectConsole

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        state = self.state(scene.session, scene.index)
        if isinstance(command, OpenAnswers):
            return () if state.opened else self.finish(scene)
        if by.seat is None or settings(scene).signed == "unsigned":
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

    def takes_unsigned(self, session: Session, index: int) -> bool:
        unsigned = session.module.steps[index].settings.get("signed") == "unsigned"
        return unsigned and not self.state(session, index).opened

    def finish(self, scene: Scene) -> Happened:
        """Moving on opens what is still closed: nobody's words vanish because the group was in a hurry."""
        if self.state(scene.session, scene.index).opened:
            return
        texts = sorted(scene.waiting, key=lambda text: text.id)
        for text in texts:
            yield Keep(f"unsigned:{text.id}", text.text)
        yield AnswersOpened(step=scene.index, unsigned=tuple(text.id for text in texts))

    def evolve(self, state: CollectState, event: StepEvent) -> CollectState:
        match event:
            case AnswerGiven(seat=seat):
                return replace(state, seats=(*(s for s in state.seats if s != seat), seat))
            case AnswerTakenBack(seat=seat):
                return replace(state, seats=tuple(s for s in state.seats if s != seat))
            case AnswersOpened(unsigned=unsigned):
                return replace(state, unsigned=unsigned, opened=True)
        return state

    def stage(self, look: Look) -> Iterable[StagePart]:
        asked, state = settings(look), self.state(look.session, look.index)
        yield CollectHead(signed=asked.signed, label=asked.label, opened=state.opened)
        here = look.session.here()
        given = sum(seat in state.seats for seat in here) if asked.signed == "named" else None
        yield CollectTally(given=given, of=len(here))
        if state.opened:
            yield CollectBoard(answers=tuple(self._answers(look, state)))

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


def settings(of: Scene | Look) -> CollectSettings:
    """The step's own settings."""
    return CollectSettings(**of.step.settings)  # type: ignore[arg-type]  # checked by `library` against this class
