"""What people ask for. A command that may come over the wire carries a client-made `id`, so a retry acts once.

Verbs of a step kind stand beside the kind in `steps/`, those of cards in `cards/`, those of the session itself here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .cards.commands import CARD_LEADING, CARD_SEATED
from .cards.commands import UnsignedText as UnsignedText
from .command import STRICT as STRICT
from .command import Command as Command


@dataclass(frozen=True, kw_only=True)
class Start(Command):
    """Open the circle: the first step begins for everyone."""

    type: Literal["start"] = "start"


@dataclass(frozen=True, kw_only=True)
class NextStep(Command):
    """Move on. `expecting` is the step (index) that whoever leads was looking at, so a double tap opens one step."""

    type: Literal["next_step"] = "next_step"
    expecting: int


@dataclass(frozen=True, kw_only=True)
class PreviousStep(Command):
    """Go back one step."""

    type: Literal["previous_step"] = "previous_step"
    expecting: int


@dataclass(frozen=True, kw_only=True)
class GoToStep(Command):
    """Go to any step (index from 0)."""

    type: Literal["go_to_step"] = "go_to_step"
    step: int
    expecting: int


@dataclass(frozen=True, kw_only=True)
class StartWindow(Command):
    """Let us all take a moment to write: a window step in between, after which the group goes on where it was.

    `seconds`: 120 to 900. `last`: these are the last words before the circle is closed.
    """

    type: Literal["start_window"] = "start_window"
    seconds: int
    last: bool


@dataclass(frozen=True, kw_only=True)
class AddTime(Command):
    """Add seconds to the step that is on, or cut with a negative number."""

    type: Literal["add_time"] = "add_time"
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Pause(Command):
    """Hold the clock. In a peer-led session anyone may."""

    type: Literal["pause"] = "pause"


@dataclass(frozen=True, kw_only=True)
class Resume(Command):
    """Let the clock run again with what was left."""

    type: Literal["resume"] = "resume"


@dataclass(frozen=True, kw_only=True)
class PassLead(Command):
    """Hand the lead to another seat. Peer-led sessions only."""

    type: Literal["pass_lead"] = "pass_lead"
    seat: str


@dataclass(frozen=True, kw_only=True)
class End(Command):
    """Close the session. The code dies with it."""

    type: Literal["end"] = "end"


@dataclass(frozen=True, kw_only=True)
class Rename(Command):
    """Change the name on one's own place card."""

    type: Literal["rename"] = "rename"
    name: str


@dataclass(frozen=True, kw_only=True)
class Leave(Command):
    """Leave on purpose. The place is kept; the seat key brings its owner back."""

    type: Literal["leave"] = "leave"


LEADING: tuple[type[Command], ...] = (
    Start, NextStep, PreviousStep, GoToStep, StartWindow, AddTime, Pause, Resume, PassLead, End,
    *CARD_LEADING,
)  # fmt: skip
SEATED: tuple[type[Command], ...] = (Rename, Leave, *CARD_SEATED)


# --- asked by the room itself; these never cross the wire -------------------------------------------------


@dataclass(frozen=True)
class TakeSeat:
    """Give somebody a place. `key` is the hash of the seat key; the key itself is never kept. `member`: who they are
    in the session's group, known by their personal link and never by a typed name.
    """

    seat: str
    key: str
    name: str
    lead: bool = False
    member: str | None = None
    pronoun: str = ""


@dataclass(frozen=True)
class ComeBack:
    """A seat that had left on purpose is here again."""
