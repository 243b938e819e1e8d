"""The shapes of the views: sections of the stage, a seat's own view, sections of the console.

Plain frozen dataclasses; `wire` builds the protocol from them. Times are server milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Union

from .core.cards.parts import BoxNow, ConsoleCard, HeldCard, Letter, OpenCard, ShownTaps
from .core.events import Door, Led
from .core.session import Phase
from .core.steps import KINDS
from .core.steps.kind import ConsolePart, Part, SeatPart, Section, StagePart


def _stage_parts(section: Section) -> Any:
    """The union of all kinds' parts for a section, so that the wire knows each shape by name."""
    return Union[tuple(p for kind in KINDS.values() for p in kind.stage_parts if p.section == section)]  # noqa: UP007


if TYPE_CHECKING:  # a union made from the registry is not a type to a type checker, but its base is
    from typing import TypeAlias

    HeadPart: TypeAlias = StagePart
    TallyPart: TypeAlias = StagePart
    BoardPart: TypeAlias = StagePart
    AnySeatPart: TypeAlias = SeatPart
    AnyConsolePart: TypeAlias = ConsolePart
else:
    HeadPart, TallyPart, BoardPart = map(_stage_parts, ("head", "tally", "board"))
    AnySeatPart = Union[tuple(kind.seat_part for kind in KINDS.values() if kind.seat_part)]  # noqa: UP007
    AnyConsolePart = Union[tuple(kind.console_part for kind in KINDS.values() if kind.console_part)]  # noqa: UP007


@dataclass(frozen=True, kw_only=True)
class View(Part):
    """Base of all views. `step` is the index (from 0) of the step that is on; `version` grows with every change."""

    step: int
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class NotesPart(Part):
    """Notes for whoever leads, as sanitised HTML: what to say, to watch for, and to do if it goes wrong."""

    say: str
    watch: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Leader(Part):
    """Who leads. `seat` in a peer-led session only; `here` is false while their line is lost."""

    seat: str | None
    name: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Stage(View):
    """What everybody sees: the same bytes for all."""

    type: Literal["stage"] = "stage"


@dataclass(frozen=True, kw_only=True)
class StageHead(Stage):
    """The step and its clock. `kind` is `before` and `ended` outside the steps. `gate`: the agreement covers the step
    for those who have not accepted it. `step_id` names the step for drafts; `opening` counts openings of steps.
    `steps`: how many the module has. `added`: this one is an interlude, and not among them; the group goes `back` to
    this step (index) from it.
    """

    section: Literal["head"] = "head"
    steps: int
    opening: int
    added: bool = False
    back: int | None = None
    phase: Phase
    kind: str
    step_id: str
    title: str
    body: str
    alternative: str
    gate: bool
    level: int
    ends_at: int | None
    paused: bool
    remaining_ms: int | None
    total_ms: int
    session_title: str
    led: Led
    lead: Leader
    notes: NotesPart | None
    part: HeadPart | None


@dataclass(frozen=True, kw_only=True)
class StageTally(Stage):
    """Counts, never who. At most 4 a second. `box`: the channel of cards; None when there is none just now."""

    section: Literal["tally"] = "tally"
    here: int
    box: BoxNow | None
    part: TallyPart | None


@dataclass(frozen=True, kw_only=True)
class StageCards(Stage):
    """`ids`: everything that ever opened, cards, replies, taps, unsigned answers, so that an author's panel knows what
    arrived; `withdrawn`: the cards that their authors took back; `marks`: how the ballots begin that were counted, by
    card. `cards`: those shown to all, by beat and random id; `held`: those held back. `letters`: answers for the
    authors of cards. `taps`: beat by beat.

    `floor`: below this many nothing opens; `soon`: words may open at the next beat; `threshold`: at so many me-toos the
    clock is held; `number`: the one called aloud. `keep`: the group chose to keep card texts in the report.
    """

    section: Literal["cards"] = "cards"
    ids: tuple[str, ...]
    withdrawn: tuple[str, ...]
    marks: Mapping[str, tuple[str, ...]]
    cards: tuple[OpenCard, ...]
    held: tuple[HeldCard, ...]
    letters: tuple[Letter, ...]
    taps: tuple[ShownTaps, ...]
    floor: int
    soon: bool
    threshold: int | None
    number: int | None
    keep: bool


@dataclass(frozen=True, kw_only=True)
class PersonHere(Part):
    """Somebody with a place. `hand`: their place in the order of raised hands, from 1."""

    seat: str
    name: str
    line: Literal["ok", "lost"]
    lead: bool
    hand: int | None


@dataclass(frozen=True, kw_only=True)
class StageBoard(Stage):
    """Everyone connected, walls and facilitators too: there are no hidden watchers. At most 2 a second."""

    section: Literal["board"] = "board"
    people: tuple[PersonHere, ...]
    facilitators: tuple[str, ...]
    walls: int
    part: BoardPart | None


@dataclass(frozen=True, kw_only=True)
class Unagreed(Part):
    """The agreement, for somebody who came after it was made and has not said yes. `body`: HTML."""

    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class SeatView(View):
    """What one seat sees beyond the stage. `unagreed`: what comes first before anything without a name, where the stage
    does not show it.
    """

    type: Literal["seat"] = "seat"
    seat: str
    name: str
    accepted: bool
    unagreed: Unagreed | None
    lead: bool
    hand: bool
    part: AnySeatPart | None


@dataclass(frozen=True, kw_only=True)
class Console(View):
    """What those who lead see."""

    type: Literal["console"] = "console"


@dataclass(frozen=True, kw_only=True)
class OutlineStep(Part):
    """A step in the path."""

    title: str
    kind: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Header(Console):
    """The path, the notes of the step that is on (before the start: of the first), what comes next, the code to read
    aloud. `planned_ms` is the whole module, `after_ms` all that comes after this step. Interludes are not in the path;
    what comes next after one is the step it interrupted.
    """

    section: Literal["header"] = "header"
    phase: Phase
    title: str
    module: str
    led: Led
    door: Door
    code: str
    outline: tuple[OutlineStep, ...]
    notes: NotesPart | None
    next: OutlineStep | None
    started_at: int | None
    planned_ms: int
    after_ms: int
    keep_cards: bool


@dataclass(frozen=True, kw_only=True)
class Knocking(Part):
    """Somebody at the door."""

    seat: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Roster(Console):
    """Who is here. `lost`: seat -> server ms at which its line was lost; a lost line is not an absent person.

    `unagreed`: how many the step that is on waits for, because it needs their yes to the agreement; never who.
    """

    section: Literal["roster"] = "roster"
    people: tuple[PersonHere, ...]
    lost: Mapping[str, int]
    knocks: tuple[Knocking, ...]
    facilitators: tuple[str, ...]
    walls: int
    unagreed: int = 0


@dataclass(frozen=True, kw_only=True)
class ConsoleCards(Console):
    """All opened cards, by beat and random id; a card that is part of another stands within it."""

    section: Literal["cards"] = "cards"
    cards: tuple[ConsoleCard, ...]


@dataclass(frozen=True, kw_only=True)
class ConsoleBoard(Console):
    """The step's own part for those who lead, e.g. the board of pairs."""

    section: Literal["board"] = "board"
    part: AnyConsolePart | None
