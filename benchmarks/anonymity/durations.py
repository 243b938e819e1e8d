"""How long a card may have taken to write, as every reader guesses from its length."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.anonymity.model import Model
from benchmarks.anonymity.people import Written

PAD = 400  # seconds: nobody takes longer
_SHARES = 12  # equally likely durations that stand for all


class Hearing(Protocol):
    """What a reader makes of one batch of sessions."""

    def weigh(self, session: int, card: Written, seconds: range) -> NDArray[np.float64]:
        """[person]: how well everything that this person did goes with their having sealed this card just then."""


def durations(model: Model, card: Written, tap: bool = False) -> list[int]:
    """Equally likely durations, in seconds: what people usually take, and what this length says. A tap takes none."""
    if tap:
        return [0]
    usual, told = 1 / model.writing_spread**2, 1 / model.length_spread**2
    middle = (math.log(model.writing) * usual + math.log(card.rough) * told) / (usual + told)
    spread = math.sqrt(1 / (usual + told))
    return [min(PAD, max(4, round(math.exp(middle + spread * z)))) for z in _quantiles()]


@cache
def _quantiles() -> tuple[float, ...]:
    return tuple(NormalDist().inv_cdf((share + 0.5) / _SHARES) for share in range(_SHARES))
