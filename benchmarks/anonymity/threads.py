"""Several texts by one hand: a card and its author's replies. Each further one narrows the circle."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from benchmarks.anonymity.attackers import Named
from benchmarks.anonymity.people import Sessions
from benchmarks.anonymity.rhythms import Presence
from talkingpiece.core.cards.floors import UNSIGNED, may_open


def threads(batch: Sessions, found: list[Named]) -> list[Named]:
    """What one author wrote for the first two openings is read as one thread, and the n shown is that of a reply: who
    has been there since the window of the first text. An hour has no third window of 25 minutes."""
    by_hand: dict[tuple[int, int], list[Named]] = defaultdict(list)
    for one in found:
        by_hand[one.opening.session, one.author].append(one)
    joined = (
        _joined(Presence(batch, session), author, texts[:2])
        for (session, author), texts in by_hand.items()
        if len(texts) > 1
    )
    return [one for one in joined if one]


def _joined(presence: Presence, author: int, texts: list[Named]) -> Named | None:
    first, last = texts[0].opening, texts[-1].opening
    n = presence.n(first.first, last.beat)
    if not may_open(n, UNSIGNED):
        return None
    with np.errstate(divide="ignore"):
        odds = sum(np.log(text.odds) for text in texts)
    odds = np.exp(odds - odds.max())
    odds /= odds.sum()
    opening = type(last)(**{**vars(last), "n": n})
    return Named(opening, author, int(odds.argmax()) == author, float(odds.max()), int((odds > 0).sum()), False, odds)
