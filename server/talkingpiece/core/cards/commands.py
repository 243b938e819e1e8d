"""What is asked of cards: by those who lead, by an author who wants to be named, and by the room at a beat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from talkingpiece.core.command import Command

from .state import QuickWords, TapWhat, To, Weight, Why


@dataclass(frozen=True, kw_only=True)
class ShowCard(Command):
    """Show a card to everyone, as it was written; take it up again, when it was held, parked or done."""

    type: Literal["show_card"] = "show_card"
    card: str


@dataclass(frozen=True, kw_only=True)
class HoldCard(Command):
    """Hold a card back, and say why: it names somebody, needs care, or comes later. Not in a peer-led session."""

    type: Literal["hold_card"] = "hold_card"
    card: str
    why: Why


@dataclass(frozen=True, kw_only=True)
class ParkCard(Command):
    """Set a card aside for later. Not in a peer-led session: there no single person can hold a card."""

    type: Literal["park_card"] = "park_card"
    card: str


@dataclass(frozen=True, kw_only=True)
class DoneCard(Command):
    """The group has dealt with a card."""

    type: Literal["done_card"] = "done_card"
    card: str


@dataclass(frozen=True, kw_only=True)
class AnswerCard(Command):
    """Answer a card: in words that everyone reads when the card is shown, else in words for its author alone."""

    private: ClassVar[bool] = True
    type: Literal["answer_card"] = "answer_card"
    card: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MergeCards(Command):
    """Put 2 to 8 cards together that say the same. Whoever said me-too to one of them has said it to all."""

    type: Literal["merge_cards"] = "merge_cards"
    cards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RaiseFloor(Command):
    """Below this many people nothing opens any more: 3 to 1000, and only ever upward."""

    type: Literal["raise_floor"] = "raise_floor"
    floor: int


@dataclass(frozen=True, kw_only=True)
class AllowSoon(Command):
    """May words that cannot wait open at the next beat?"""

    type: Literal["allow_soon"] = "allow_soon"
    allowed: bool


@dataclass(frozen=True, kw_only=True)
class AgreeThreshold(Command):
    """The group agreed: at so many me-toos (2 to 1000) to one card the clock is held. None: at no number."""

    type: Literal["agree_threshold"] = "agree_threshold"
    metoos: int | None


@dataclass(frozen=True, kw_only=True)
class CallNumber(Command):
    """The number, 0 to 99, that somebody called aloud: every panel now shows the words that belong to it."""

    type: Literal["call_number"] = "call_number"
    number: int


@dataclass(frozen=True, kw_only=True)
class KeepCards(Command):
    """Record the group's choice: do card texts stay in the report? The choice is shown to all."""

    type: Literal["keep_cards"] = "keep_cards"
    keep: bool


@dataclass(frozen=True, kw_only=True)
class OwnCard(Command):
    """Say by name: this card is mine. `sig`: by the card's key, over card and seat; base64url."""

    type: Literal["own_card"] = "own_card"
    card: str
    sig: str


CARD_LEADING: tuple[type[Command], ...] = (
    ShowCard, HoldCard, ParkCard, DoneCard, AnswerCard, MergeCards, RaiseFloor, AllowSoon, AgreeThreshold, CallNumber,
    KeepCards,
)  # fmt: skip
CARD_SEATED: tuple[type[Command], ...] = (OwnCard,)


# --- acts: what panels said at a beat, without anything of who or how; ids follow from what was said ----------


@dataclass(frozen=True)
class NewCard:
    """A card. `floor`: the smallest n its author accepts; `secret`: under which only its author reads the answer."""

    id: str
    key: str
    to: To
    weight: Weight
    soon: bool
    text: str
    floor: int
    secret: str | None = None


@dataclass(frozen=True)
class UnsignedText:
    """One unsigned answer to a question. No field for a person."""

    id: str
    text: str


@dataclass(frozen=True)
class NewText:
    """Answers to a question (`thing`), each with an id of its own."""

    thing: str
    answers: tuple[UnsignedText, ...]
    floor: int


@dataclass(frozen=True)
class NewTap:
    """A concern without words."""

    id: str
    what: TapWhat


@dataclass(frozen=True)
class NewReply:
    """Further words by a card's author."""

    id: str
    card: str
    seq: int
    text: str
    floor: int


@dataclass(frozen=True)
class NewQuick:
    """A ready-made reply by a card's author."""

    id: str
    card: str
    seq: int
    what: QuickWords


@dataclass(frozen=True)
class NewWithdraw:
    """A card's author takes it back."""

    id: str
    card: str


@dataclass(frozen=True)
class NewMeToo:
    """A ballot on a card. `mark`: that of the token it spends."""

    thing: str
    mark: str


@dataclass(frozen=True)
class NewAnswer:
    """A ballot with a value."""

    thing: str
    mark: str
    value: int


Act = NewCard | NewText | NewTap | NewReply | NewQuick | NewWithdraw | NewMeToo | NewAnswer


# --- asked by the room itself; these never cross the wire -------------------------------------------------------------


@dataclass(frozen=True)
class OpenBeat:
    """What a beat brought is opened, all at once. `opening`: words too, and then `n` is theirs; `taps`: packets.

    `questions`: steps (indexes) whose named end this opening is. `everything`: it opens words whenever they were
    sealed, and not only those for these steps. `since`: the n of whoever says more about a card, by the card's beat.
    Nothing of its words is hashed.
    """

    private: ClassVar[bool] = True
    beat: int
    opening: bool
    n: int
    taps: int
    since: Mapping[int, int] = field(default_factory=dict)
    questions: tuple[int, ...] = ()
    everything: bool = False
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class TakeUp:
    """A new owner takes the channel up: fresh leaves for all that is open, since which tokens the one before gave out
    is not known. `epoch`: of the store; `seed`: a new one, in hex, when the old one is gone or not to be trusted.
    """

    private: ClassVar[bool] = True
    epoch: str
    seed: str | None = None
