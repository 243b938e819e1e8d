"""What happened to cards. Ids, counts and beats; words are side records, and authors are nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.events import Event

from .state import QuickWords, TapWhat, To, Weight, Why


@dataclass(frozen=True, kw_only=True)
class CardOpened:
    """One card: its author's key for this card alone, who it is for, how heavy it is, how many could have written it,
    and where ballots on it are cast. The text is in the record `card:<id>`; the key for an answer in `secret:<id>`.
    """

    id: str
    key: str
    to: To
    weight: Weight
    soon: bool
    n: int
    leaf: int | None


@dataclass(frozen=True, kw_only=True)
class ReplyOpened:
    """Further words by a card's author, in the record `said:<id>`."""

    id: str
    card: str
    seq: int
    n: int


@dataclass(frozen=True, kw_only=True)
class QuickOpened:
    """A ready-made reply by a card's author."""

    id: str
    card: str
    seq: int
    what: QuickWords


@dataclass(frozen=True, kw_only=True)
class TapOpened:
    """A concern without words."""

    id: str
    what: TapWhat


@dataclass(frozen=True, kw_only=True)
class Marked:
    """New ballots on a thing."""

    thing: str
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Opened(Event):
    """What one beat brought, every list sorted by random ids: the order says nothing. `n`: for words, at an opening;
    `everything`: of all that was sealed, and not only of what was written for a step; `taps_n`: for taps.
    """

    type: Literal["opened"] = "opened"
    beat: int
    opening: bool
    n: int
    taps_n: int
    everything: bool = False
    cards: tuple[CardOpened, ...] = ()
    replies: tuple[ReplyOpened, ...] = ()
    quick: tuple[QuickOpened, ...] = ()
    taps: tuple[TapOpened, ...] = ()
    marks: tuple[Marked, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeavesGiven(Event):
    """Cards have other leaves: panels cast their ballots anew. None: there are no more. `epoch`: of the store."""

    type: Literal["leaves_given"] = "leaves_given"
    leaves: Mapping[str, int | None]
    epoch: str


@dataclass(frozen=True, kw_only=True)
class CardShown(Event):
    """A card is shown to everyone, and open."""

    type: Literal["card_shown"] = "card_shown"
    card: str


@dataclass(frozen=True, kw_only=True)
class CardHeld(Event):
    """A card is held back; everybody sees that, and why. No more ballots on it until it is shown again."""

    type: Literal["card_held"] = "card_held"
    card: str
    why: Why


@dataclass(frozen=True, kw_only=True)
class CardParked(Event):
    """A card is set aside for later."""

    type: Literal["card_parked"] = "card_parked"
    card: str


@dataclass(frozen=True, kw_only=True)
class CardDone(Event):
    """The group has dealt with a card: no more ballots on it, unless it is taken up again."""

    type: Literal["card_done"] = "card_done"
    card: str


@dataclass(frozen=True, kw_only=True)
class CardAnswered(Event):
    """A card has an answer, in the record `reply:<card>`: for all (`aloud`), or for its author alone."""

    type: Literal["card_answered"] = "card_answered"
    card: str
    aloud: bool


@dataclass(frozen=True, kw_only=True)
class CardsMerged(Event):
    """Cards are one now: the new `card`, with a leaf of its own."""

    type: Literal["cards_merged"] = "cards_merged"
    card: str
    parts: tuple[str, ...]
    leaf: int | None


@dataclass(frozen=True, kw_only=True)
class CardOwned(Event):
    """Somebody said: this card is mine. So whatever else opened with it, in other threads, is not theirs."""

    type: Literal["card_owned"] = "card_owned"
    card: str
    seat: str


@dataclass(frozen=True, kw_only=True)
class ThresholdKept(Event):
    """As agreed: so many me-toos, and the clock is held."""

    type: Literal["threshold_kept"] = "threshold_kept"
    card: str
    metoos: int


@dataclass(frozen=True, kw_only=True)
class FloorRaised(Event):
    """Below this many nothing opens."""

    type: Literal["floor_raised"] = "floor_raised"
    floor: int


@dataclass(frozen=True, kw_only=True)
class SoonAllowed(Event):
    """Words may open at the next beat, or may not."""

    type: Literal["soon_allowed"] = "soon_allowed"
    allowed: bool


@dataclass(frozen=True, kw_only=True)
class ThresholdAgreed(Event):
    """At so many me-toos the clock is held; None: at no number."""

    type: Literal["threshold_agreed"] = "threshold_agreed"
    metoos: int | None


@dataclass(frozen=True, kw_only=True)
class NumberCalled(Event):
    """The number that was called aloud."""

    type: Literal["number_called"] = "number_called"
    number: int


@dataclass(frozen=True, kw_only=True)
class CardsKept(Event):
    """The group's choice whether card texts stay after the end."""

    type: Literal["cards_kept"] = "cards_kept"
    keep: bool


CARD_EVENTS: tuple[type[Event], ...] = (
    Opened, LeavesGiven, CardShown, CardHeld, CardParked, CardDone, CardAnswered, CardsMerged, CardOwned, ThresholdKept,
    FloorRaised, SoonAllowed, ThresholdAgreed, NumberCalled, CardsKept,
)  # fmt: skip
