"""One live meeting of one group through one module: what the log folds into. Frozen; `evolve` makes the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .events import Door, Led, Weight
from .module import Module, Step

Phase = Literal["before", "running", "ended"]
CardState = Literal["open", "parked"]


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
class Card:
    """A concern without an author. `window` is the only time it has."""

    id: str
    window: int
    to: Literal["lead", "all"]
    weight: Weight
    state: CardState = "open"
    shown: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The whole state. `states` holds each kind's own state by step index, kept when the group goes back and forth."""

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
    started_at: int | None = None
    ended_at: int | None = None
    seats: Mapping[str, Seat] = field(default_factory=dict)
    lead: str | None = None
    accepted: frozenset[str] = frozenset()
    states: Mapping[int, Any] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    keep_cards: bool = False

    @property
    def current(self) -> Step:
        return self.module.steps[self.step]

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
