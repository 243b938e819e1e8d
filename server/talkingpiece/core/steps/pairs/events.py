"""What happens in a pairs step. No rule, no wish and no reason is ever in the log, nor when somebody was alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.events import StepEvent

from .state import Call, LeadJoins, Whereabouts

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PairsAsked(StepEvent):
    """Another round in the same step: everybody is asked again whether they are there."""

    type: Literal["pairs_asked"] = "pairs_asked"


@dataclass(frozen=True, kw_only=True)
class PairsCame(StepEvent):
    """Somebody is here, and counted."""

    type: Literal["pairs_came"] = "pairs_came"
    seat: str


@dataclass(frozen=True, kw_only=True)
class PairsSatOut(StepEvent):
    """Somebody sits this one out."""

    type: Literal["pairs_sat_out"] = "pairs_sat_out"
    seat: str


@dataclass(frozen=True, kw_only=True)
class PairsGone(StepEvent):
    """Somebody left on purpose."""

    type: Literal["pairs_gone"] = "pairs_gone"
    seat: str


@dataclass(frozen=True, kw_only=True)
class PairsMissing(StepEvent):
    """Those who could see said that somebody is not here. Their place is remembered."""

    type: Literal["pairs_missing"] = "pairs_missing"
    seat: str


@dataclass(frozen=True, kw_only=True)
class PairsPlanned(StepEvent):
    """A plan, for those who lead to look at. `left`: nobody could be found for these. `locked`: places kept by hand."""

    type: Literal["pairs_planned"] = "pairs_planned"
    groups: Groups
    left: tuple[str, ...] = ()
    locked: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PairsOpened(StepEvent):
    """The pairs talk. `odd`: who is in a group of another size than the step's, so that this is shared over time."""

    type: Literal["pairs_opened"] = "pairs_opened"
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PairsMoved(StepEvent):
    """People went to other places by rule: (seat, place), None for without a pair."""

    type: Literal["pairs_moved"] = "pairs_moved"
    moves: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class PairsArranged(StepEvent):
    """Whoever leads arranged by hand. `undone`: it took the last arrangement back. `deliberate`: against a rule."""

    type: Literal["pairs_arranged"] = "pairs_arranged"
    groups: Groups
    locked: tuple[int, ...]
    alone: tuple[str, ...]
    undone: bool = False
    deliberate: bool = False


@dataclass(frozen=True, kw_only=True)
class PairsHalf(StepEvent):
    """Half-time: from here on nobody is put into a pair that talks."""

    type: Literal["pairs_half"] = "pairs_half"


@dataclass(frozen=True, kw_only=True)
class PairsBack(StepEvent):
    """Everybody is called back. `baton`: who introduces whom, in this order. `cut`: before half of the planned time, so
    that nobody counts as having met.
    """

    type: Literal["pairs_back"] = "pairs_back"
    baton: tuple[tuple[str, str], ...] = ()
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class BatonPassed(StepEvent):
    """The next introduction."""

    type: Literal["baton_passed"] = "baton_passed"


@dataclass(frozen=True, kw_only=True)
class PairsWhere(StepEvent):
    """How far a pair is on its way: they said so themselves, or the platform they meet on did."""

    type: Literal["pairs_where"] = "pairs_where"
    place: int
    where: Whereabouts


@dataclass(frozen=True, kw_only=True)
class PairsCalled(StepEvent):
    """A pair called whoever leads, was answered, or is content."""

    type: Literal["pairs_called"] = "pairs_called"
    place: int
    call: Call


@dataclass(frozen=True, kw_only=True)
class PairsTold(StepEvent):
    """A message to all pairs, or to one. The words are in the record `told:<id>`."""

    type: Literal["pairs_told"] = "pairs_told"
    id: str
    place: int | None


@dataclass(frozen=True, kw_only=True)
class LineWritten(StepEvent):
    """A line in the note of a `pair`, in the record `line:<line>`. `consent`: whose ticks release it."""

    type: Literal["line_written"] = "line_written"
    line: str
    by: str
    about: str | None
    pair: tuple[str, ...]
    consent: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LineTicked(StepEvent):
    """Somebody ticked a line, or took the tick away."""

    type: Literal["line_ticked"] = "line_ticked"
    line: str
    seat: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class LineDropped(StepEvent):
    """A line is out; its record is overwritten with nothing."""

    type: Literal["line_dropped"] = "line_dropped"
    line: str


@dataclass(frozen=True, kw_only=True)
class RoomsSet(StepEvent):
    """The links of rooms, from this step on."""

    type: Literal["rooms_set"] = "rooms_set"
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LeadJoined(StepEvent):
    """Whether the facilitator takes part in the pairs."""

    type: Literal["lead_joined"] = "lead_joined"
    joins: LeadJoins


@dataclass(frozen=True, kw_only=True)
class WishKept(StepEvent):
    """Somebody's list of people they would rather not be with, in the record `wish:<seat>`. The log says not whose."""

    type: Literal["wish_kept"] = "wish_kept"


EVENTS: tuple[type[StepEvent], ...] = (
    PairsAsked, PairsCame, PairsSatOut, PairsGone, PairsMissing, PairsPlanned, PairsOpened, PairsMoved, PairsArranged,
    PairsHalf, PairsBack, BatonPassed, PairsWhere, PairsCalled, PairsTold, LineWritten, LineTicked, LineDropped,
    RoomsSet, LeadJoined, WishKept,
)  # fmt: skip
