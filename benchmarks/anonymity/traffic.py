"""What C sees of packets beyond B: which panel's came sooner or later after the frame than others', and how large.

They are those of recorded sessions (see recorded.py), of authors and of all others apart: if a card in a packet made it
later, larger or earlier, it would do so here. C has learned from one half of the recording what authors' packets look
like; the other half is what C is shown.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.anonymity.people import Weights

_KINDS = 6  # equally likely places that C tells apart


@dataclass(frozen=True)
class Packet:
    """`place` among the packets of its beat, by the time since the frame: 0 first, 1 last. `size`: bytes that the panel
    sent at this beat, less what is usual at it."""

    place: float
    size: int


class Traffic:
    """C's second sight. Without a recording all packets look the same."""

    def __init__(self, authors: list[Packet], others: list[Packet]) -> None:
        self._known = bool(authors and others)
        if not self._known:
            return
        self._sizes = sorted({packet.size for packet in authors + others})
        self._edges = np.linspace(0, 1, _KINDS + 1)[1:-1]
        self._odds = self._learned(self._counts(authors[::2]), self._counts(others[::2]))
        self._shown = [self._kinds(authors[1::2]), self._kinds(others[1::2])]

    def weigh(self, people: int, authors: list[int], dice: np.random.Generator) -> Weights:
        """[person]: how much more their packet looks like that of an author."""
        if not self._known:
            return np.ones(people)
        kinds = dice.choice(self._shown[1], people)
        kinds[authors] = dice.choice(self._shown[0], len(authors))
        odds: Weights = self._odds[kinds]
        return odds

    def _kinds(self, packets: list[Packet]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        places = np.digitize([packet.place for packet in packets], self._edges)
        return places + _KINDS * np.searchsorted(self._sizes, [packet.size for packet in packets])

    def _learned(self, authors: Weights, others: Weights) -> Weights:
        """How much more each kind is one of authors'. As far as it is likely that there is any difference at all: who
        took chance for news would name the wrong people."""
        apart = _likelihood(authors) + _likelihood(others) - _likelihood(authors + others)
        differ = 1 / (1 + math.exp(-max(-700.0, min(700.0, apart))))
        odds: Weights = (authors + 1) / (authors + 1).sum() / ((others + 1) / (others + 1).sum())
        return differ * odds + (1 - differ)

    def _counts(self, packets: list[Packet]) -> Weights:
        counts: Weights = np.bincount(self._kinds(packets), minlength=_KINDS * len(self._sizes)).astype(float)
        return counts


def _likelihood(counts: Weights) -> float:
    """The logarithm of how likely these counts are, if all shares of kinds are as likely (Dirichlet-multinomial)."""
    kinds, total = len(counts), float(counts.sum())
    return math.lgamma(kinds) - math.lgamma(kinds + total) + sum(math.lgamma(count + 1) for count in counts)
