"""What a step kind is: its settings, state, verbs, events, rules and projections, side by side in one file.

A kind overrides only what it needs; the rest stays empty. Rules return what happened (`Event`, and `Keep` for
texts) or raise `Refused`. Projections return parts: frozen dataclasses that go over the wire as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, ClassVar, Generic, Literal, TypeVar

from talkingpiece.core.commands import STRICT, Command
from talkingpiece.core.events import Event, Keep, StepEvent
from talkingpiece.core.module import Step
from talkingpiece.core.pairing import NOTHING, Known
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session

from .nameless import Nameless, Silence

Happened = Iterable[Event | Keep]
Section = Literal["head", "tally", "board"]
Inputs = Literal["nothing", "named", "private", "sealed"]
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class By:
    """Who asks: a seat, somebody who leads, or both at once (peer-led). Neither: the room itself."""

    seat: str | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule may look at. `known` is what the log never holds: rules, wishes and earlier meetings, by seat."""

    session: Session
    index: int
    now_ms: int
    dice: Random
    known: Known = NOTHING

    @property
    def step(self) -> Step:
        return self.session.module.steps[self.index]


@dataclass(frozen=True, slots=True)
class Look:
    """What a projection may look at: the session, words by record id, and names as others see them.

    `since` is the server instant (ms) at which the present arrangement, e.g. the holder of the piece, began; it is
    never stored, because a log of who spoke how long is nobody's business. `due`: when the kind's alarms ring, by key.
    `lead_name`: what those who lead are called. `dice`: seeded, for what is only looked at.
    """

    session: Session
    index: int
    words: Mapping[str, str]
    names: Mapping[str, str]
    since: int | None = None
    due: Mapping[str, int] = field(default_factory=dict)
    known: Known = NOTHING
    lead_name: str = ""
    dice: Callable[[], Random] = Random

    @property
    def step(self) -> Step:
        return self.session.module.steps[self.index]

    def person(self, seat: str) -> Person:
        return Person(seat=seat, name=self.names.get(seat, ""))


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that happens by itself: `command` is asked by the room, once, at `at_ms` on the server's clock, or
    `after_ms` from when the room first sees this `key`. How long somebody waited is in no log."""

    key: str
    command: object
    at_ms: int | None = None
    after_ms: int = 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """Base of all parts of views."""

    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Person(Part):
    """A seat and its name as others see it (two of one name can be told apart)."""

    seat: str
    name: str


@dataclass(frozen=True, kw_only=True)
class StagePart(Part):
    """A kind's share of the stage. `section` says how fast it travels (DESIGN.md, decision 3)."""

    section: ClassVar[Section] = "head"


@dataclass(frozen=True, kw_only=True)
class SeatPart(Part):
    """A kind's share of one seat's own view."""


@dataclass(frozen=True, kw_only=True)
class ConsolePart(Part):
    """A kind's share of the console."""


@dataclass(frozen=True, slots=True)
class NoSettings:
    """A kind without front-matter keys of its own."""


@dataclass(frozen=True, slots=True)
class NoState:
    """A kind that has nothing to remember."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line for the report: words, and the name beside them when the input was named."""

    text: str
    name: str = ""


class Kind(Nameless, Generic[S]):
    """Base of all step kinds. Class attributes declare; methods are the rules. What has no name is in `Nameless`."""

    name: ClassVar[str]
    Settings: ClassVar[type] = NoSettings
    State: ClassVar[type] = NoState
    inputs: ClassVar[Inputs] = "nothing"
    gated: ClassVar[bool] = False  # a turn or a pair: needs the agreement whatever the step's level
    commands: ClassVar[tuple[type[Command], ...]] = ()
    leading: ClassVar[tuple[type[Command], ...]] = ()
    late: ClassVar[tuple[type[Command], ...]] = ()  # verbs that may still be said when the group has moved on
    fleeting: ClassVar[tuple[str, ...]] = ()  # how the ids of side records begin that nobody keeps after the end
    timed: ClassVar[tuple[type, ...]] = ()  # asked by the room itself, as by an alarm
    events: ClassVar[tuple[type[StepEvent], ...]] = ()
    stage_parts: ClassVar[tuple[type[StagePart], ...]] = ()
    seat_part: ClassVar[type[SeatPart] | None] = None
    console_part: ClassVar[type[ConsolePart] | None] = None

    def state(self, session: Session, index: int) -> S:
        """This kind's state at a step, fresh when the step was never open."""
        found: S = session.states.get(index) or self.State()
        return found

    def begin(self, scene: Scene) -> Happened:
        """The step opens for the first time."""
        return ()

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        """One of this kind's own verbs. Raises Refused."""
        raise Refused("unknown_type", "This step does not know what to do with that.")

    def joined(self, scene: Scene, seat: str) -> Happened:
        """A seat takes part from now on, while the step is on: it came late, came back, or just agreed."""
        return ()

    def left(self, scene: Scene, seat: str) -> Happened:
        """A seat left on purpose while the step is on."""
        return ()

    def finish(self, scene: Scene) -> Happened:
        """The group moves on from here. Nothing that was said may be lost."""
        return ()

    def evolve(self, state: S, event: Any) -> S:
        """The next state."""
        return state

    def alarms(self, session: Session, index: int) -> Iterable[Alarm]:
        """What happens by itself from here. Each must change something, or it would ring for ever."""
        return ()

    def arrangement(self, session: Session, index: int) -> object:
        """What `Look.since` counts from: it begins anew whenever this changes, e.g. whoever holds the piece."""
        return None

    def stage(self, look: Look) -> Iterable[StagePart]:
        """What everybody sees, at most one part a section."""
        return ()

    def seat(self, look: Look, seat: str) -> SeatPart | None:
        """What one seat sees beyond the stage. Never another seat's private input."""
        return None

    def console(self, look: Look) -> ConsolePart | None:
        """What those who lead see beyond the stage."""
        return None

    def report(self, look: Look) -> Iterable[Line]:
        """What stays on the group's page after the end."""
        return ()


AnyKind = Kind[Any]

__all__ = [
    "Alarm",
    "AnyKind",
    "By",
    "ConsolePart",
    "Event",
    "Happened",
    "Inputs",
    "Keep",
    "Kind",
    "Line",
    "Look",
    "NoSettings",
    "NoState",
    "Part",
    "Person",
    "Refused",
    "Scene",
    "SeatPart",
    "Section",
    "Silence",
    "StagePart",
    "replace",
]  # fmt: skip
