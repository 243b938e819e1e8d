"""What happened: the vocabulary of the log. Past tense, seats and items by id, never a name or a text.

Names and texts are side records (`Keep`), written in the same transaction, and can be erased alone.
Every event carries `type` and `v`; `upcast` lifts older versions. Events of a step kind stand beside the kind, those
of cards in `cards/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .module import Module, Step

Led = Literal["facilitator", "peers"]
Door = Literal["auto", "open", "knock"]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of everything in the log."""

    v: int = 1


@dataclass(frozen=True, kw_only=True)
class StepEvent(Event):
    """Something that happened within the step of this index."""

    step: int


@dataclass(frozen=True)
class Keep:
    """A side record to write with the events: `id` -> text. Not an event; it can be erased alone."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SessionOpened(Event):
    """A session exists, with its module as it was at this moment. Keys are SHA-256 hex of the real ones. `begins`: the
    member of the group who leads first in a peer-led session.
    """

    type: Literal["session_opened"] = "session_opened"
    session: str
    module: Module
    title: str
    led: Led
    door: Door
    facilitator_key: str
    wall_key: str
    room_links: tuple[str, ...] = ()
    group: str | None = None
    begins: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeatTaken(Event):
    """Somebody has a place. The name is in the record `name:<seat>`, the pronoun in `pronoun:<seat>`. `member`: an id
    of the session's group, for those who came by their personal link.
    """

    type: Literal["seat_taken"] = "seat_taken"
    seat: str
    key: str
    lead: bool = False
    member: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeatRenamed(Event):
    """The record `name:<seat>` was replaced."""

    type: Literal["seat_renamed"] = "seat_renamed"
    seat: str


@dataclass(frozen=True, kw_only=True)
class SeatLeft(Event):
    """Somebody left on purpose."""

    type: Literal["seat_left"] = "seat_left"
    seat: str


@dataclass(frozen=True, kw_only=True)
class SeatReturned(Event):
    """Somebody who had left is back."""

    type: Literal["seat_returned"] = "seat_returned"
    seat: str


@dataclass(frozen=True, kw_only=True)
class StepOpened(Event):
    """A step is on. `at` and `ends_at` are server milliseconds; `opening` counts the openings of the session."""

    type: Literal["step_opened"] = "step_opened"
    step: int
    opening: int
    at: int
    ends_at: int
    total_ms: int


@dataclass(frozen=True, kw_only=True)
class StepAdded(Event):
    """Whoever leads puts in a step that the module did not plan. It comes behind all others and is opened next; from it
    the group goes on with the step `back` (index), which keeps its clock.
    """

    type: Literal["step_added"] = "step_added"
    step: Step
    back: int


@dataclass(frozen=True, kw_only=True)
class TimeChanged(Event):
    """The step's clock has another end: an instant while it runs, or what is left while it is held."""

    type: Literal["time_changed"] = "time_changed"
    ends_at: int | None
    remaining_ms: int | None
    total_ms: int


@dataclass(frozen=True, kw_only=True)
class Paused(Event):
    """The clock is held with this much left (negative when the step was over time)."""

    type: Literal["paused"] = "paused"
    remaining_ms: int


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """The clock runs again."""

    type: Literal["resumed"] = "resumed"
    ends_at: int


@dataclass(frozen=True, kw_only=True)
class LeadPassed(Event):
    """Another seat leads now."""

    type: Literal["lead_passed"] = "lead_passed"
    seat: str


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    """The circle is closed. `at` is server milliseconds."""

    type: Literal["session_ended"] = "session_ended"
    at: int


SESSION_EVENTS: tuple[type[Event], ...] = (
    SessionOpened, SeatTaken, SeatRenamed, SeatLeft, SeatReturned, StepAdded, StepOpened, TimeChanged, Paused, Resumed,
    LeadPassed, SessionEnded,
)  # fmt: skip
