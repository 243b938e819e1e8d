"""What one person saw of cards, taps and beats, by their own screen; and what their panel sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

WORDS = ("text", "answer", "replies", "parts")  # what people wrote


@dataclass(frozen=True, slots=True)
class HeardBeat:
    """A beat as it came: `frame` are its very bytes, `real_ms` is on the clock all people share."""

    beat: int
    opening: bool
    questions: tuple[str, ...]
    frame: str
    real_ms: float


@dataclass(frozen=True, slots=True)
class ShownReply:
    """Further words by a card's author."""

    text: str | None
    n: int


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as a screen showed it. `also` is everything of it but what people wrote, as it came."""

    id: str
    beat: int
    n: int
    standing: str
    state: str
    metoos: int
    text: str | None
    answer: str | None
    replies: tuple[ShownReply, ...]
    quick: tuple[str, ...]
    where: tuple[str, str]
    also: str
    real_ms: float


@dataclass(frozen=True, slots=True)
class ShownTaps:
    """The taps of one beat, as a screen showed them."""

    beat: int
    n: int
    slow: int
    stop: int
    tries: int


@dataclass(slots=True)
class Seen:
    """All of it. `posted`: by beat, when the packet was answered (real ms; None: it was not). `cards`: every card in
    every view; `newest`: by place, the cards of its last view while the circle was open. `frames`: the bytes of views
    with cards. `counts`: what was said of how many take part, each time it changed: the last beat heard by then, n,
    taps. `counted`: steps whose unsigned answers were counted before they opened. `letters`: answers that only this
    panel could read, by card.
    """

    beats: dict[int, HeardBeat] = field(default_factory=dict)
    posted: dict[int, float | None] = field(default_factory=dict)
    cards: list[ShownCard] = field(default_factory=list)
    newest: dict[tuple[str, str], tuple[ShownCard, ...]] = field(default_factory=dict)
    frames: set[str] = field(default_factory=set)
    taps: tuple[ShownTaps, ...] = ()
    counts: list[tuple[int, int, int]] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)
    letters: dict[str, str] = field(default_factory=dict)

    def note_beat(self, frame: Mapping[str, Any], text: str, real_ms: float) -> None:
        questions = tuple(frame["questions"])
        self.beats[frame["beat"]] = HeardBeat(frame["beat"], frame["opening"], questions, text, real_ms)

    def note_cards(self, where: tuple[str, str], view: Mapping[str, Any], frame: str, real_ms: float) -> None:
        self.newest[where] = tuple(_card(card, where, real_ms) for card in view["cards"])
        self.cards += self.newest[where]
        self.frames.add(frame)
        if "taps" in view:
            names = ShownTaps.__dataclass_fields__
            self.taps = tuple(ShownTaps(**{name: taps[name] for name in names}) for taps in view["taps"])

    def note_counts(self, box: Mapping[str, Any] | None) -> None:
        """How many take part, as the screen says beside the box."""
        if box is None:
            return
        now = (max(self.beats, default=-1), box["n"], box["taps"])
        if not self.counts or self.counts[-1][1:] != now[1:]:
            self.counts.append(now)


def _card(card: Mapping[str, Any], where: tuple[str, str], real_ms: float) -> ShownCard:
    also = {name: value for name, value in card.items() if name not in (*WORDS, "id")}
    return ShownCard(
        id=card["id"], beat=card["beat"], n=card["n"], standing=card["standing"], state=card["state"],
        metoos=card["metoos"], text=card["text"], answer=card["answer"],
        replies=_replies(card["replies"]), quick=tuple(card["quick"]), where=where, also=json.dumps(also),
        real_ms=real_ms,
    )  # fmt: skip


def _replies(replies: Sequence[Mapping[str, Any]]) -> tuple[ShownReply, ...]:
    return tuple(ShownReply(reply["text"], reply["n"]) for reply in replies)
