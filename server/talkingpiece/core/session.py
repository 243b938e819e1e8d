"""One live meeting of one group through one module: what the log folds into. Frozen; `evolve` makes the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .cards.state import Box, Card
from .events import Door, Led
from .module import Module, Step

Phase = Literal["before", "running", "ended"]
LEAST_RETURN_MS = 60_000  # a step the group returns to has at least a minute


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant's place. `key` is the hash of its seat key; `left` is leaving on purpose, not silence."""

    id: str
    key: str
    left: bool = False
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """The step's time: an end on the server's clock while it runs, or what is left while it is held.

    Milliseconds. `total_ms` is the whole planned length including added time.
    """

    ends_at: int | None = None
    remaining_ms: int | None = None
    total_ms: int = 0

    @property
    def paused(self) -> bool:
        return self.remaining_ms is not None

    def left(self, now_ms: int) -> int:
        """Milliseconds left at this instant; negative when over time, 0 before any step."""
        if self.remaining_ms is not None:
            return self.remaining_ms
        return 0 if self.ends_at is None else self.ends_at - now_ms


@dataclass(frozen=True, slots=True)
class Session:
    """The whole state. `states` holds each kind's own state by step index, kept when the group goes back and forth.

    `begun`: server ms at which each step was first opened.

    `added`: interludes, which come behind the module's own steps, and for each the step it leads back to; `aside` is
    the clock of that step as it was when the newest of them began.
    """

    id: str
    module: Module
    title: str
    led: Led
    door: Door
    facilitator_key: str
    wall_key: str
    room_links: tuple[str, ...] = ()
    group: str | None = None
    begins: str | None = None
    phase: Phase = "before"
    step: int = 0
    opening: int = 0
    clock: Clock = Clock()
    left_ms: Mapping[int, int] = field(default_factory=dict)
    added: Mapping[int, int] = field(default_factory=dict)
    aside: Clock = Clock()
    started_at: int | None = None
    ended_at: int | None = None
    seats: Mapping[str, Seat] = field(default_factory=dict)
    lead: str | None = None
    accepted: frozenset[str] = frozenset()
    begun: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[int, Any] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    box: Box = field(default_factory=Box)
    keep_cards: bool = False

    @property
    def current(self) -> Step:
        return self.module.steps[self.step]

    @property
    def planned(self) -> int:
        """How many steps the module itself has."""
        return len(self.module.steps) - len(self.added)

    @property
    def following(self) -> int | None:
        """The step that "next" leads to: from an interlude the one it interrupted. None: this is the last."""
        if self.step in self.added:
            return self.added[self.step]
        return self.step + 1 if self.step + 1 < self.planned else None

    def length_ms(self, index: int) -> int:
        """How long a step has when it is opened now: its time, or what was left of it, then a minute at least."""
        left = self.left_ms.get(index)
        return self.module.steps[index].seconds * 1000 if left is None else max(left, LEAST_RETURN_MS)

    @property
    def ahead_ms(self) -> int:
        """Ms that all takes that comes after this step; after an interlude first the rest of what it interrupted."""
        back = self.added.get(self.step)
        rest, at = (0, self.step) if back is None else (self.length_ms(back), back)
        return rest + sum(step.seconds for step in self.module.steps[at + 1 : self.planned]) * 1000

    @property
    def agreement(self) -> int | None:
        """The step at which this session's agreement is made: the module's first `agree`, or None."""
        return next((i for i, step in enumerate(self.module.steps) if step.kind == "agree"), None)

    def here(self) -> tuple[str, ...]:
        """Seats that have not left on purpose, in the order they came. A silent panel is here."""
        return tuple(seat.id for seat in self.seats.values() if not seat.left)

    def has_accepted(self, seat: str) -> bool:
        """True when the seat may be asked to disclose: it said yes, or there is nothing to say yes to."""
        return self.agreement is None or seat in self.accepted

    def taking_part(self) -> tuple[str, ...]:
        """Seats that get turns and pairs: here, and with the agreement accepted (DESIGN.md, decision 10)."""
        return tuple(seat for seat in self.here() if self.has_accepted(seat))
