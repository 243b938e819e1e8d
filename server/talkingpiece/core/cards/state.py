"""What is known of cards and of the box they come from. A card has a beat, and no author."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .floors import UNSIGNED

if TYPE_CHECKING:
    from talkingpiece.core.session import Session

Weight = Literal["thought", "slow", "stop"]
To = Literal["lead", "all"]
CardState = Literal["open", "held", "parked", "done", "withdrawn", "merged"]
Why = Literal["names", "care", "later"]
QuickWords = Literal["yes", "not_yet", "thanks"]
TapWhat = Literal["slow", "stop", "try"]

BEAT_MS = 30_000  # milliseconds from one beat to the next
FIRST_LEAF, LEAVES = 1536, 2048  # leaves of the key tree from which things have theirs; those before are beats


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Further words by the author of a card, in the record `said:<id>`. `n`: at least so many could have said it."""

    id: str
    seq: int
    beat: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    """A ready-made reply by the author of a card."""

    id: str
    seq: int
    what: QuickWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A concern without words. `n` panels sent something at its beat."""

    id: str
    what: TapWhat
    beat: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A concern without an author. `beat` is the only time it has; `key` signs whatever its author adds, and nothing
    else. `n`: at least so many could have written it. Its words are in the record `card:<id>`.

    `leaf`: where ballots on it are cast; `marks`: those cast there; `metoos`: how many there were before this leaf.
    `aloud`: the answer was given to a card that all could read. `parts`: the cards it was put together from, `into`:
    the one it is now a part of. `kept`: its threshold was reached. `owner`: a seat that said "this is mine"; `less`:
    how many people have thereby said that it is not theirs.
    """

    id: str
    key: str
    beat: int
    n: int
    to: To
    weight: Weight
    soon: bool = False
    leaf: int | None = None
    state: CardState = "open"
    why: Why | Literal[""] = ""
    shown: bool = False
    answered: bool = False
    aloud: bool = False
    replies: tuple[Reply, ...] = ()
    quick: tuple[Quick, ...] = ()
    marks: frozenset[str] = frozenset()
    metoos: int = 0
    kept: bool = False
    owner: str | None = None
    less: int = 0
    parts: tuple[str, ...] = ()
    into: str | None = None

    @property
    def count(self) -> int:
        """Me-toos as they are shown. It never falls: after a change of leaf, panels cast theirs anew."""
        return max(self.metoos, len(self.marks))

    @property
    def exact(self) -> bool:
        """Is that the number, or at least so many?"""
        return len(self.marks) >= self.metoos

    @property
    def votes(self) -> bool:
        """Can one say me-too to it? A card that is held, done or gone has no leaf."""
        return self.leaf is not None and self.shown

    @property
    def said(self) -> frozenset[int]:
        """Which further acts of its author have come."""
        return frozenset((*(reply.seq for reply in self.replies), *(quick.seq for quick in self.quick)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The channel, as far as the log has it. `floor`: below this many nothing opens. `soon`: words may open at a beat.

    `threshold`: at so many me-toos the clock is held. `number`: the one called aloud, from which everybody's words
    follow. `all_opened`: the beat of the last opening of all words that opened anything, `openings`: of that one, and
    of those for steps since then. `epoch`: of the store, when it was last noted.
    """

    taps: tuple[Tap, ...] = ()
    next_leaf: int = FIRST_LEAF
    floor: int = UNSIGNED
    soon: bool = True
    threshold: int | None = None
    number: int | None = None
    openings: tuple[int, ...] = ()
    all_opened: int | None = None
    epoch: str = ""

    @property
    def opened(self) -> int | None:
        """The beat of the last opening that opened anything."""
        return self.openings[-1] if self.openings else None


def question_id(session: str, step: int) -> str:
    """The thing that what has no name is written for at a step (index): 16 bytes in base64url."""
    return short(f"tp1 question|{session}|{step}")


def merged_id(parts: Iterable[str]) -> str:
    """The id of a card that was put together from these: no dice, and the same however they were named."""
    return short("tp1 merged|" + "|".join(sorted(parts)))


def short(of: str) -> str:
    """16 bytes of SHA-256, in base64url."""
    return base64.urlsafe_b64encode(hashlib.sha256(of.encode()).digest()[:16]).decode().rstrip("=")


def begins(session: Session, beat: int) -> int:
    """Server ms at which a beat begins; of a session that has started."""
    return (session.started_at or 0) + beat * BEAT_MS


def beat_of(session: Session, now_ms: int) -> int:
    """The beat of this instant; of a session that has started."""
    return (now_ms - (session.started_at or 0)) // BEAT_MS


def votable(session: Session) -> dict[str, int]:
    """The leaf of every card that one can say me-too to."""
    return {id: card.leaf for id, card in session.cards.items() if card.votes and card.leaf is not None}


def unshared_of(session: Session, words: Collection[str]) -> tuple[str, ...]:
    """The side records that not everybody could read: cards for those who lead, and answers for their authors. A group
    that keeps its cards keeps what it has read; these go with the end all the same.
    """
    own = [card for card in session.cards.values() if not card.shown]
    ids = {f"{kind}:{card.id}" for card in own for kind in ("card", "secret")}
    ids |= {f"said:{reply.id}" for card in own for reply in card.replies}
    ids |= {f"reply:{card.id}" for card in session.cards.values() if not card.aloud}
    return tuple(sorted(ids.intersection(words)))


def erasable_of(session: Session, words: Collection[str]) -> tuple[str, ...]:
    """The side records of cards that their authors took back, as far as they are still there. They go for good; the
    ids stay listed, so that the authors' panels know."""
    gone = [card for card in session.cards.values() if card.state == "withdrawn"]
    ids = {f"{kind}:{card.id}" for card in gone for kind in ("card", "secret", "reply")}
    ids |= {f"said:{reply.id}" for card in gone for reply in card.replies}
    return tuple(sorted(ids.intersection(words)))
