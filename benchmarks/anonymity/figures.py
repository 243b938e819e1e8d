"""Figures: how many of a hundred authors each reader names, with its interval, and what it must not exceed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

from benchmarks.anonymity.attackers import Named

MARGIN = 0.03  # above 1/n shown, that is what is promised
_Z = 1.959964  # 95 %

Kind = Literal["bound", "control", "reported"]


@dataclass
class Tally:
    """Counts of one rhythm, group and reader, as they come from the batches."""

    cards: int = 0
    named: int = 0
    claimed: float = 0.0
    chance: float = 0.0
    shown: float = 0.0

    def add(self, found: Iterable[Named]) -> Tally:
        """Count these too."""
        for one in found:
            self.cards += 1
            self.named += one.right
            self.claimed += one.claimed
            self.chance += 1 / max(1, one.of)
            self.shown += 1 / one.opening.n
        return self

    def join(self, other: Tally) -> None:
        """Add another batch's counts."""
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Figure:
    """Shares are between 0 and 1. `passed` is None for what is only reported."""

    rhythm: str
    people: int
    reader: str
    kind: Kind
    cards: int
    named: float
    low: float
    high: float
    claimed: float
    chance: float
    shown: float
    limit: float | None
    passed: bool | None

    def row(self) -> dict[str, Any]:
        """For JSON: shares in percent."""
        return {
            key: round(100 * value, 2) if isinstance(value, float) else value for key, value in asdict(self).items()
        }


def figure(rhythm: str, people: int, reader: str, tally: Tally, kind: Kind, least: float | None = None) -> Figure:
    """`least`: what a control must reach; a bound follows from 1/n shown."""
    cards = max(1, tally.cards)
    shown = tally.shown / cards
    low, high = wilson(tally.named, cards)
    named, limit, passed = tally.named / cards, least, None
    if kind == "bound":
        limit = shown + MARGIN
        passed = tally.cards > 0 and high <= limit
    elif kind == "control" and least is not None:
        passed = tally.cards > 0 and named >= least
    return Figure(
        rhythm, people, reader, kind, tally.cards, named, low, high,
        tally.claimed / cards, tally.chance / cards, shown, limit, passed,
    )  # fmt: skip


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share. Raises ZeroDivisionError for none at all."""
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return middle - reach, middle + reach
