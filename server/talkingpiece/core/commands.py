"""What people ask for. A command that may come over the wire carries a client-made `id`, so a retry acts once.

Verbs of a step kind stand beside the kind in `steps/`; here are those of the session itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

STRICT = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something asked for over a connection. `id` is made by the client and scoped by its seat.

    `private`: what is in it can be erased, so not even its hash is kept.
    """

    id: str
    private: ClassVar[bool] = False
    __pydantic_config__ = STRICT


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
class KeepCards(Command):
    """Record the group's choice: do card texts stay in the report? The choice is shown to all."""

    type: Literal["keep_cards"] = "keep_cards"
    keep: bool


@dataclass(frozen=True, kw_only=True)
class End(Command):
    """Close the session. The code dies with it."""

    type: Literal["end"] = "end"


@dataclass(frozen=True, kw_only=True)
class ShowCard(Command):
    """Show a card to everyone, as it was written."""

    type: Literal["show_card"] = "show_card"
    card: str


@dataclass(frozen=True, kw_only=True)
class ParkCard(Command):
    """Set a card aside for later. Not in a peer-led session: there no single person can hold a card."""

    type: Literal["park_card"] = "park_card"
    card: str


@dataclass(frozen=True, kw_only=True)
class AnswerCard(Command):
    """Answer a card in words that everyone reads."""

    type: Literal["answer_card"] = "answer_card"
    card: str
    text: str


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
    Start, NextStep, PreviousStep, GoToStep, AddTime, Pause, Resume, PassLead, KeepCards, End,
    ShowCard, ParkCard, AnswerCard,
)  # fmt: skip
SEATED: tuple[type[Command], ...] = (Rename, Leave)


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


@dataclass(frozen=True)
class DropCard:
    """A card as it waits for its window: words and nothing else. There is no field for a person, on purpose."""

    id: str
    text: str
    to: Literal["lead", "all"] = "lead"
    weight: Literal["thought", "slow", "stop"] = "thought"


@dataclass(frozen=True)
class OpenCards:
    """The window has ended: open its cards together."""

    window: int
    cards: tuple[DropCard, ...]


@dataclass(frozen=True)
class UnsignedText:
    """One unsigned answer to a collect step, as it waits for the opening. No field for a person."""

    id: str
    step: int
    text: str
