"""window: all are asked to write at the same time, so that nobody's silence says anything. What is written in it opens
together at its end, and not after 25 minutes. Words from before it stay in the box: their silences stood out.

What is written are cards like any others: it has no field here, and nothing about it is counted before the opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.cards.floors import Standing, standing
from talkingpiece.core.cards.state import beat_of, question_id
from talkingpiece.core.commands import Command, UnsignedText
from talkingpiece.core.events import StepEvent
from talkingpiece.core.module import Step
from talkingpiece.core.session import Session

from .ends import own_end, soonest
from .kind import By, Happened, Kind, Look, Scene, Silence, StagePart, replace


@dataclass(frozen=True, kw_only=True)
class WindowSettings:
    """`about`: a short question above the box."""

    about: str = "What is on your mind?"


@dataclass(frozen=True, slots=True)
class WindowState:
    """`called`: its words are to open as soon as may be. `beat`: at which they opened; `n`: at least so many people
    could have written. `left`: nothing opened at that beat; the group went on before anybody had time to write."""

    called: bool = False
    beat: int | None = None
    n: int | None = None
    left: bool = False

    @property
    def over(self) -> bool:
        return self.beat is not None

    @property
    def opened(self) -> bool:
        return self.over and not self.left


@dataclass(frozen=True, kw_only=True)
class OpenWindow(Command):
    """Everybody is done: open the words before the time is over, at the next opening that may be."""

    type: Literal["open_window"] = "open_window"


@dataclass(frozen=True, kw_only=True)
class WindowCalled(StepEvent):
    """The words are to open as soon as may be."""

    type: Literal["window_called"] = "window_called"


@dataclass(frozen=True, kw_only=True)
class WindowOpened(StepEvent):
    """The opening that this step was for has been. `n`: at least so many people could have written."""

    type: Literal["window_opened"] = "window_opened"
    beat: int
    n: int


@dataclass(frozen=True, kw_only=True)
class WindowLeft(StepEvent):
    """The group went on within two minutes: hardly anybody was quiet, and what was written opens with all else."""

    type: Literal["window_left"] = "window_left"
    beat: int


@dataclass(frozen=True, kw_only=True)
class WindowHead(StagePart):
    """What is asked, and whether its opening has been. `thing`: what cards are written for until then; `called`: it
    comes as soon as may be; `left`: it was broken off, and has no opening. `last`: the last words before the circle is
    closed; all that is sealed opens with them. `n`, `standing`: at least how many people could have written, and what
    that is worth.
    """

    kind: Literal["window"] = "window"
    about: str
    thing: str | None = None
    last: bool = False
    called: bool = False
    left: bool = False
    opened: bool = False
    n: int | None = None
    standing: Standing | None = None


class Window(Kind[WindowState]):
    name = "window"
    Settings = WindowSettings
    State = WindowState
    inputs = "sealed"
    leading = (OpenWindow,)
    events = (WindowCalled, WindowLeft, WindowOpened)
    stage_parts = (WindowHead,)

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        state = self.state(scene.session, scene.index)
        return () if state.called or state.over else (WindowCalled(step=scene.index),)

    def finish(self, scene: Scene) -> Happened:
        """Moving on opens what was written here, wherever the group is by then: but not within two minutes. Else
        whoever leads could begin such a step, and end it at once, while just one person writes."""
        state = self.state(scene.session, scene.index)
        if state.over:
            return ()
        if scene.now_ms < soonest(scene.session, scene.index):
            return (WindowLeft(step=scene.index, beat=beat_of(scene.session, scene.now_ms)),)
        return () if state.called else (WindowCalled(step=scene.index),)

    def names_end(self, session: Session, index: int) -> int | None:
        state = self.state(session, index)
        return None if state.over else own_end(session, index, called=state.called)

    def opened(self, scene: Scene, texts: Sequence[UnsignedText], n: int) -> Happened:
        if self.question(scene.session, scene.index) is None:
            return ()
        return (WindowOpened(step=scene.index, beat=beat_of(scene.session, scene.now_ms), n=n),)

    def question(self, session: Session, index: int) -> str | None:
        """Cards that are written in it know it by this id, and go with its opening."""
        taken = session.phase == "running" and index in session.states and not self.state(session, index).over
        return question_id(session.id, index) if taken else None

    def silence(self, session: Session, index: int) -> Silence:
        return Silence(session.begun[index], self.state(session, index).beat)

    def last_words(self, session: Session, index: int) -> bool:
        return _last(session.module.steps[index]) and not self.state(session, index).left

    def evolve(self, state: WindowState, event: StepEvent) -> WindowState:
        match event:
            case WindowCalled():
                return replace(state, called=True)
            case WindowLeft(beat=beat):
                return replace(state, beat=beat, left=True)
            case WindowOpened(beat=beat, n=n):
                return replace(state, beat=beat, n=n)
        return state

    def stage(self, look: Look) -> Iterable[WindowHead]:
        state = self.state(look.session, look.index)
        yield WindowHead(
            about=str(look.step.settings.get("about", WindowSettings.about)),
            thing=self.question(look.session, look.index),
            last=_last(look.step),
            called=state.called,
            left=state.left,
            opened=state.opened,
            n=state.n,
            standing=None if state.n is None else standing(state.n),
        )


def _last(step: Step) -> bool:
    return step.settings.get("last") is True  # an interlude's; no module has it
