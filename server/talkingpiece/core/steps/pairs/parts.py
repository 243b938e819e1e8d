"""What a pairs step shows: on the stage, to one seat, to those who lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.steps.kind import ConsolePart, Part, Person, SeatPart, Section, StagePart

from .state import Call, LeadJoins, RoundPhase, Whereabouts

Being = Literal["asked", "counted", "out", "paired", "waiting", "with_lead", "alone", "missing", "back"]


@dataclass(frozen=True, kw_only=True)
class PairsHead(StagePart):
    """Where the round is. `draw` counts the plans of this step. `half`: half-time has passed. `shares`: afterwards the
    group is told what the pairs release.
    """

    kind: Literal["pairs"] = "pairs"
    phase: RoundPhase
    draw: int
    half: bool
    size: int
    turns: bool
    shares: bool


@dataclass(frozen=True, kw_only=True)
class PairsTally(StagePart):
    """How many have said whether they are here, of how many; never who."""

    section: ClassVar[Section] = "tally"
    kind: Literal["pairs"] = "pairs"
    answered: int
    of: int


@dataclass(frozen=True, kw_only=True)
class PairGroup(Part):
    """One pair (or trio, or four). `place` is its room number from 1; the first of `people` begins."""

    place: int
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class Introduction(Part):
    """One introduces another with what that one released, and what both did."""

    by: Person
    whom: Person
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PairsBoard(StagePart):
    """Who is with whom while they talk; before, nobody but those who lead knows the plan. Room links are not on it:
    they are only for those who meet there. Afterwards `introductions` in their order; `turn` is the index of the one
    that is on.
    """

    section: ClassVar[Section] = "board"
    kind: Literal["pairs"] = "pairs"
    draw: int
    turns: bool
    groups: tuple[PairGroup, ...]
    introductions: tuple[Introduction, ...]
    turn: int


@dataclass(frozen=True, kw_only=True)
class Partner(Part):
    """Somebody in one's own pair."""

    seat: str
    name: str
    pronoun: str


@dataclass(frozen=True, kw_only=True)
class PairLine(Part):
    """A line of the pair's note. `about` None: about all of the pair. `mine`: may I release it; `ticked`: have I.
    `released`: everybody whose word it needs has ticked it. `drops`: may I take it out.
    """

    id: str
    text: str
    about: Person | None
    mine: bool
    ticked: bool
    released: bool
    drops: bool


@dataclass(frozen=True, kw_only=True)
class PairsSeat(SeatPart):
    """This seat's company.

    `being`: asked (are you there?), counted, out (sits out), paired, waiting (alone; company comes by itself at
    `company_by`, server ms), with_lead or alone (no pair could be found), missing (taken for absent; one tap brings
    them back), back. `order`: who speaks in which part of the time; `turns`: how many equal parts it has, 0 for talk in
    common. `room`: its number; `room_link`: https, None when whoever leads opens the room by hand. `told`: messages of
    whoever leads. `not_with`: this seat's own wishes; `unwished`: the pair was made by hand against one of them.
    """

    kind: Literal["pairs"] = "pairs"
    being: Being
    place: int | None
    partners: tuple[Partner, ...]
    order: tuple[Person, ...]
    room_link: str | None
    turns: int
    together: bool
    company_by: int | None
    call: Call
    told: tuple[str, ...]
    lines: tuple[PairLine, ...]
    not_with: tuple[str, ...]
    unwished: bool


@dataclass(frozen=True, kw_only=True)
class ConsolePair(Part):
    """A group on the board of those who lead. `reason`: why it is as it is, in words; empty in a peer-led session.

    `where`: planned, moving (on the way to the room), together, returned, or manual (somebody must open the room).
    `company_by`: server ms at which somebody alone here gets company by itself.
    """

    place: int
    people: tuple[Person, ...]
    room_link: str | None
    reason: str
    locked: bool
    where: Whereabouts
    call: Call
    company_by: int | None


@dataclass(frozen=True, kw_only=True)
class ToldPart(Part):
    """A message that was sent. `place` None: to all pairs."""

    text: str
    place: int | None


@dataclass(frozen=True, kw_only=True)
class PairsConsole(ConsolePart):
    """The board: all groups by place. `apart`: here and in no group. `unasked`: have not said whether they are here.
    `out`: sit out. `missing`: somebody said that they are not here. `alone`: no pair could be found for them.

    `repeats`: pairs that have met before; `bound`: the fewest that this group of people allows; `ahead`: what the
    rounds still to come look like, in sentences.
    """

    kind: Literal["pairs"] = "pairs"
    phase: RoundPhase
    draw: int
    groups: tuple[ConsolePair, ...]
    apart: tuple[Person, ...]
    unasked: tuple[Person, ...]
    out: tuple[Person, ...]
    missing: tuple[Person, ...]
    alone: tuple[Person, ...]
    told: tuple[ToldPart, ...]
    lead: LeadJoins
    links: int
    undo: bool
    repeats: int
    bound: int
    ahead: tuple[str, ...]
    share_back: bool
