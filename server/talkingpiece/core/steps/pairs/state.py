"""What a pairs step remembers: where the round is, who is with whom, and what they wrote down together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from talkingpiece.core.module import Step
from talkingpiece.core.pairing import Group, Pair, Size

RoundPhase = Literal["gathering", "planned", "talking", "back"]
Whereabouts = Literal["planned", "moving", "together", "returned", "manual"]
LeadJoins = Literal["out", "in", "spare"]
Call = Literal["no", "asked", "coming"]
SIZES: Mapping[str, Size] = {"pairs": 2, "trios": 3, "fours": 4}
LEAD = "lead"  # stands for a facilitator without a seat who takes part in the pairs


@dataclass(frozen=True, kw_only=True)
class PairsSettings:
    """`turns`: everyone has an equal part of the time (half-time swap); off for talk in common. `size`: how many
    meet. `joins`: fours are made of the pairs of the pairs step before, with their notes. `share_seconds`: how much of
    the step's time is kept for telling the group afterwards what the pairs released; 0: nobody is introduced.
    """

    turns: bool = True
    size: Literal["pairs", "trios", "fours"] = "pairs"
    joins: bool = False
    share_seconds: int = 0


def settings_of(step: Step) -> PairsSettings:
    """The step's own settings."""
    return PairsSettings(**step.settings)  # type: ignore[arg-type]  # checked by `library` against this class


@dataclass(frozen=True, slots=True)
class Line:
    """Something a pair wrote down in the round of this `draw`. It leaves the pair when everybody in `consent` has
    ticked it: the one it is about, or all who were in the pair when it was written.
    """

    draw: int
    by: str
    about: str | None
    pair: frozenset[str]
    consent: frozenset[str]
    ticks: frozenset[str] = frozenset()

    @property
    def released(self) -> bool:
        return self.consent <= self.ticks


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What undo brings back."""

    groups: tuple[Group, ...]
    locked: frozenset[int]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A message of whoever leads: to all pairs, or to one place. The words are in the record `told:<id>`."""

    id: str
    place: int | None


@dataclass(frozen=True)  # no slots: what is looked up for each of thousands of seats is worked out once
class PairsState:
    """`draw` counts the plans of this step. `groups` are by place; an empty one is a free room. `locked`: places
    arranged by hand. `missing`: said not to be here -> their old place, None when nobody is there any more. `alone`:
    without a pair, with whoever leads or for themselves. `half`: half-time has passed. `met`: everybody who talked
    together in this step, `before`: up to the last plan; `odd`: how often in a group of another size than the step's.
    `ran`: draw -> who was together for at least half of that round. `baton`: who introduces whom, in this order; `turn`
    is whose turn.
    """

    phase: RoundPhase = "gathering"
    draw: int = 0
    here: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    locked: frozenset[int] = frozenset()
    missing: Mapping[str, int | None] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    lead: LeadJoins = "out"
    half: bool = False
    calls: Mapping[int, Call] = field(default_factory=dict)
    where: Mapping[int, Whereabouts] = field(default_factory=dict)
    links: tuple[str, ...] | None = None
    undo: tuple[Arrangement, ...] = ()
    began: frozenset[Pair] = frozenset()
    midway: frozenset[Pair] = frozenset()
    met: frozenset[Pair] = frozenset()
    before: frozenset[Pair] = frozenset()
    odd: Mapping[str, int] = field(default_factory=dict)
    ran: Mapping[int, frozenset[Pair]] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    baton: tuple[tuple[str, str], ...] = ()
    turn: int = 0

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {seat: place for place, group in enumerate(self.groups) for seat in group}

    @cached_property
    def _waiting(self) -> tuple[str, ...]:
        return tuple(group[0] for group in self.groups if len(group) == 1)

    @cached_property
    def note(self) -> Mapping[str, Line]:
        """The lines of this round. Those of the rounds before are over, told or not."""
        return {id: line for id, line in self.lines.items() if line.draw == self.draw}

    @cached_property
    def _lines_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for id, line in self.note.items():
            for seat in line.pair:
                found.setdefault(seat, []).append(id)
        return {seat: tuple(ids) for seat, ids in found.items()}

    def place_of(self, seat: str) -> int | None:
        """The index of this seat's group."""
        return self._places.get(seat)

    def placed(self) -> frozenset[str]:
        """Everybody who is in a group."""
        return frozenset(self._places)

    def waiting(self) -> tuple[str, ...]:
        """Alone in their group: company is being found for them."""
        return self._waiting

    def lines_of(self, seat: str) -> tuple[str, ...]:
        """Ids of the lines in the note of this seat's pair of this round, as they were written."""
        return self._lines_of.get(seat, ())

    def free_place(self) -> int:
        """Where a new group goes: an empty place, else one more."""
        return next((place for place, group in enumerate(self.groups) if not group), len(self.groups))

    def arrangement(self) -> Arrangement:
        return Arrangement(self.groups, self.locked, self.alone)


def pairs_before(states: Mapping[int, object], index: int) -> PairsState | None:
    """The pairs of the last pairs step before this one, out of which fours are made. None when there were none."""
    before = [s for i, s in sorted(states.items()) if i < index and isinstance(s, PairsState) and s.draw]
    return before[-1] if before else None


def moved(groups: Sequence[Group], moves: Iterable[tuple[str, int | None]]) -> tuple[Group, ...]:
    """The groups after these people went to these places (None: to none). Places keep their positions, and so their
    rooms; empty ones at the end are dropped."""
    going = dict(moves)
    after = [tuple(seat for seat in group if seat not in going) for group in groups]
    for seat, place in going.items():
        if place is not None:
            after.extend([()] * (place + 1 - len(after)))
            after[place] = (*after[place], seat)
    while after and not after[-1]:
        after.pop()
    return tuple(after)
