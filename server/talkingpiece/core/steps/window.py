"""window: all are asked to write at the same time, so that nobody's silence says anything. Words that are in the box
when it ends open together, soon, and not at the end of the twenty minutes.

What is written are cards like any others: it has no field here, and nothing about it is counted before the opening.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.cards.floors import Standing, standing
from talkingpiece.core.commands import Command, UnsignedText
from talkingpiece.core.events import StepEvent
from talkingpiece.core.session import Session

from .ends import own_end
from .kind import By, Happened, Kind, Look, Scene, StagePart, replace


@dataclass(frozen=True, kw_only=True)
class WindowSettings:
    """`about`: a short question above the box."""

    about: str = "What is on your mind?"


@dataclass(frozen=True, slots=True)
class WindowState:
    """`called`: its words are to open as soon as may be. `n`: at least so many people could have written."""

    called: bool = False
    opened: bool = False
    n: int | None = None


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
    n: int


@dataclass(frozen=True, kw_only=True)
class WindowHead(StagePart):
    """What is asked, and whether its opening has been. `called`: it comes as soon as may be. `last`: the last words
    before the circle is closed. `n`, `standing`: at least how many people could have written, and what that is worth.
    """

    kind: Literal["window"] = "window"
    about: str
    last: bool = False
    called: bool = False
    opened: bool = False
    n: int | None = None
    standing: Standing | None = None


class Window(Kind[WindowState]):
    name = "window"
    Settings = WindowSettings
    State = WindowState
    inputs = "sealed"
    leading = (OpenWindow,)
    events = (WindowCalled, WindowOpened)
    stage_parts = (WindowHead,)

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        return self.finish(scene)

    def finish(self, scene: Scene) -> Happened:
        """Moving on early opens what was written here, as soon as may be, wherever the group is by then."""
        state = self.state(scene.session, scene.index)
        return () if state.called or state.opened else (WindowCalled(step=scene.index),)

    def names_end(self, session: Session, index: int) -> int | None:
        state = self.state(session, index)
        return None if state.opened else own_end(session, index, called=state.called)

    def opened(self, scene: Scene, texts: Sequence[UnsignedText], n: int) -> Happened:
        done = scene.session.phase != "running" or self.state(scene.session, scene.index).opened
        return () if done else (WindowOpened(step=scene.index, n=n),)

    def evolve(self, state: WindowState, event: StepEvent) -> WindowState:
        match event:
            case WindowCalled():
                return replace(state, called=True)
            case WindowOpened(n=n):
                return replace(state, opened=True, n=n)
        return state

    def stage(self, look: Look) -> Iterable[WindowHead]:
        state = self.state(look.session, look.index)
        yield WindowHead(
            about=str(look.step.settings.get("about", WindowSettings.about)),
            last=look.step.settings.get("last") is True,  # an interlude's; no module has it
            called=state.called,
            opened=state.opened,
            n=state.n,
            standing=None if state.n is None else standing(state.n),
        )
