"""The readers of cards: what each of them has, and whom each names.

A  has everything that is stored or sent, and is given how often everybody did something in every minute.
B  also has the exact second of everything that everybody did, in the panel and in the call.
C  also has the times and sizes of every panel's packets.

All of them know the model, every person's habits, who was there, and about how long a text takes to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from benchmarks.anonymity.durations import Hearing
from benchmarks.anonymity.minutes import Minutes
from benchmarks.anonymity.naming import shares
from benchmarks.anonymity.people import Flags, Sessions, Weights, Written
from benchmarks.anonymity.rhythms import Opening, Spans
from benchmarks.anonymity.seconds import Seconds
from benchmarks.anonymity.traffic import Traffic

Reader = Literal["A", "B", "C"]
READERS: tuple[Reader, ...] = ("A", "B", "C")


@dataclass(frozen=True)
class Named:
    """What a reader made of one card. `of`: how many they had to choose from."""

    opening: Opening
    author: int
    right: bool
    claimed: float  # how sure they were
    of: int
    asked: bool
    odds: Weights  # [person]


class Attackers:
    """All readers of one batch. `taps`: what they read took no time to write."""

    def __init__(self, batch: Sessions, traffic: Traffic, seed: int, *, taps: bool = False) -> None:
        self._batch, self._traffic = batch, traffic
        self._dice = np.random.default_rng(seed)
        seconds = Seconds(batch, taps=taps)
        self._hearing: dict[Reader, Hearing] = {"A": Minutes(batch, taps=taps), "B": seconds, "C": seconds}
        self._heard: dict[int, tuple[Opening, Weights]] = {}  # C starts from what B has worked out

    def name(self, reader: Reader, openings: list[Opening], *, covered: bool = True) -> list[Named]:
        """Whom this reader takes to be the author of each card. `covered`: every panel sends, whether or not there is
        something in it."""
        late = _late(openings)
        return [one for opening in openings for one in self._read(reader, opening, late, covered)]

    def _read(self, reader: Reader, opening: Opening, late: float, covered: bool) -> list[Named]:
        fits = self._fits(reader, opening, late)
        authors = [card.author for card in opening.cards]
        candidates = self._candidates(reader, opening, covered)
        if reader == "C" and covered and opening.senders.any():
            fits = fits * self._traffic.weigh(len(candidates), authors, self._dice)
        odds = shares(fits, candidates)
        return [
            Named(opening, card.author, int(row.argmax()) == card.author, float(row.max()), int(candidates.sum()),
                  card.asked, row)
            for card, row in zip(opening.cards, odds, strict=True)
        ]  # fmt: skip

    def _fits(self, reader: Reader, opening: Opening, late: float) -> Weights:
        """[card, person]"""
        if reader == "C" and id(opening) in self._heard:
            return self._heard[id(opening)][1]
        fits = np.array([self._fit(reader, opening, card, late) for card in opening.cards])
        if reader == "B":
            self._heard[id(opening)] = opening, fits  # the opening is kept, so that its id stays its own
        return fits

    def _fit(self, reader: Reader, opening: Opening, card: Written, late: float) -> Weights:
        """[person]: sealed in time for this opening, or left over from before."""
        hearing = self._hearing[reader]

        def weigh(spans: Spans) -> Weights:
            found: Weights = sum(
                (hearing.weigh(opening.session, card, span) for span in spans),
                start=np.zeros(len(opening.senders)),
            )
            return found

        fit = weigh(opening.sealed)
        return fit + late * weigh(opening.earlier) if late and opening.earlier else fit

    def _candidates(self, reader: Reader, opening: Opening, covered: bool) -> Flags:
        if reader != "C":
            return self._batch.present[opening.session, :, opening.at]
        if covered:
            return opening.senders
        sent = np.zeros_like(opening.senders)
        sent[[card.author for card in opening.cards]] = True
        return sent


def _late(openings: list[Opening]) -> float:
    """The odds that a card was left over from the window before: what somebody who knows the model knows."""
    late = [not any(card.sealed in span for span in opening.sealed) for opening in openings for card in opening.cards]
    share = sum(late) / max(1, len(late))
    return share / (1 - share) if share < 1 else 0.0
