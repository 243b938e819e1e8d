"""What is shown of cards. Times are server milliseconds of a beat's begin, and never finer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from talkingpiece.core.steps.kind import Part

from .floors import Standing
from .state import CardState, QuickWords, To, Weight, Why


@dataclass(frozen=True, kw_only=True)
class OpenReply(Part):
    """Further words by a card's author. `text` is None when it was removed."""

    id: str
    text: str | None
    n: int
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class OpenPart(Part):
    """One of the cards that a card was put together from. `text` is None when it was removed, and empty for a card
    that was itself put together: its parts stand beside it.
    """

    id: str
    text: str | None


@dataclass(frozen=True, kw_only=True)
class OpenCard(Part):
    """A card. `at`: when its beat began; `n`: at least so many could have written it, and `standing`, what may be said
    of that. `text` is None when it was removed or taken back; of a card with `parts` the words are in them.

    `answer`: of those who lead. `quick`: ready-made replies, oldest first. `metoos`: exact, or `at_least` so many.
    `kept`: the agreed number was reached. `owner`: the name of somebody who said that it is theirs. `votes`: one can
    say me-too to it.
    """

    id: str
    beat: int
    at: int
    n: int
    standing: Standing
    to: To
    weight: Weight
    state: CardState
    why: Why | None
    text: str | None
    answer: str | None
    replies: tuple[OpenReply, ...]
    quick: tuple[QuickWords, ...]
    metoos: int
    at_least: bool
    kept: bool
    owner: str | None
    parts: tuple[OpenPart, ...]
    votes: bool


@dataclass(frozen=True, kw_only=True)
class ConsoleCard(OpenCard):
    """A card as those who lead see it: nothing more than the card. `shown`: everyone may read it."""

    shown: bool


@dataclass(frozen=True, kw_only=True)
class HeldCard(Part):
    """A card that is held back, and why: its author knows that it arrived, and all know that there is one."""

    id: str
    why: Why


@dataclass(frozen=True, kw_only=True)
class Letter(Part):
    """An answer that only the author of a card can read, whose panel has the key. Base64url, all of one length."""

    card: str
    sealed: str


@dataclass(frozen=True, kw_only=True)
class ShownTaps(Part):
    """The taps of one beat: how many of each, by at least how many."""

    beat: int
    at: int
    n: int
    slow: int
    stop: int
    tries: int


@dataclass(frozen=True, kw_only=True)
class AskedNow(Part):
    """What is written for the step that is on. `opens`: server ms at which it opens; None: nobody knows yet. `n`: at
    least so many others to be one of.
    """

    opens: int | None
    n: int


@dataclass(frozen=True, kw_only=True)
class BoxNow(Part):
    """The channel at this moment. `opens`: server ms at which words open next, whatever they were written for; None
    when that will not be. `n`: for words, `taps`: for taps, `since`: for more about a card, by its beat: at least so
    many others to be one of. `asked`: of what is written for the step that is on; None: nothing is. `things`: whatever
    is to open at an end of its own, and has not.

    `void`: the last beat opened nothing, because the channel was flooded or nothing could be kept. `closing`: the last
    words were opened; from then on one writes only what cannot wait, or while all are quiet. `closed`: for good.
    """

    opens: int | None
    n: int
    asked: AskedNow | None
    things: tuple[str, ...]
    taps: int
    since: Mapping[int, int]
    void: bool
    closing: bool
    closed: bool
