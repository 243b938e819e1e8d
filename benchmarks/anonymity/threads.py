"""Several texts by one hand: a card and its author's replies. Each further one narrows the circle."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from benchmarks.anonymity.attackers import Named
from benchmarks.anonymity.people import Sessions
from benchmarks.anonymity.rhythms import Presence
from talkingpiece.core.cards.floors import UNSIGNED, may_open

LONGEST = 2


def threads(batch: Sessions, found: list[Named]) -> dict[int, list[Named]]:
    """By number of texts. What one author wrote for several openings is read as one thread, the n shown is that of a
    reply: who has been there since the window of the first text."""
    by_hand: dict[tuple[int, int], list[Named]] = defaultdict(list)
    for one in found:
        by_hand[one.opening.session, one.author].append(one)
    longer: dict[int, list[Named]] = {texts: [] for texts in range(2, LONGEST + 1)}
    for (session, author), texts in by_hand.items():
        presence = Presence(batch, session)
        for count in range(2, min(LONGEST, len(texts)) + 1):
            if one := _joined(presence, author, texts[:count]):
                longer[count].append(one)
    return longer


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
