"""From how well each person fits each card to a name: who it most likely was, all cards of an opening together."""

from __future__ import annotations

import numpy as np

from benchmarks.anonymity.people import Flags, Weights

_ROUNDS = 30
_LEAST = 1e-9


def shares(fits: Weights, candidates: Flags) -> Weights:
    """[card, person]: how likely each wrote each card, given that no two cards of an opening have one author.

    `fits` [card, person] counts in proportion within a row. Belief propagation; exact for a single card.
    """
    fits = np.where(candidates, np.maximum(fits, 0), 0)
    fits = fits / np.maximum(fits.max(1, keepdims=True), 1e-300)
    fits = np.where(candidates, fits + _LEAST, 0)  # a card that fits nobody may be anybody's
    free = np.ones_like(fits)
    for _ in range(_ROUNDS if len(fits) > 1 else 0):
        belief = fits * free
        taken = fits / np.maximum(belief.sum(1, keepdims=True) - belief, 1e-12)
        free = (free + 1 / (1 + taken.sum(0) - taken)) / 2
    belief = fits * free
    return belief / belief.sum(1, keepdims=True)
