"""When what was written is opened, and together with what: the rhythms that are compared.

The circle (n) and what may be opened are counted by the product's own rules, on whom the model had where and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.anonymity.model import BEAT
from benchmarks.anonymity.people import Flags, Sessions, Written
from talkingpiece.channel.counted import Counting
from talkingpiece.channel.rhythm import LEAST, WINDOW
from talkingpiece.core.cards.floors import ANONYMOUS, UNSIGNED, may_open
from talkingpiece.sealed.floors import n_of_tap
from talkingpiece.sealed.issue import AHEAD


@dataclass(frozen=True)
class Opening:
    """Cards that were opened together. Times are seconds; `senders` (whose packets came) is [person]."""

    session: int
    at: int
    since: int  # the opening before
    before: int  # and the one before that
    n: int
    senders: Flags
    cards: tuple[Written, ...]
    beat: int
    asked: bool = False  # at the end of a window step


class Presence:
    """Who was there at the beats of one session, and what the product counts from that."""

    def __init__(self, batch: Sessions, session: int) -> None:
        present = batch.present[session]
        self.beats: Flags = present[:, ::BEAT]  # [person, beat]: heard at its frame
        self._some = np.stack([present[:, start : start + 6].any(1) for start in range(0, present.shape[1], BEAT)], 1)
        self._counting = Counting(0)
        for seat, beat in zip(*np.nonzero(self.beats), strict=True):
            self._counting.attendance.heard(str(seat), int(beat))

    def senders(self, beat: int) -> Flags:
        """Whose packet comes at this beat: they are there, and have asked for its token two beats before."""
        if beat < AHEAD:
            return np.zeros(len(self.beats), bool)
        sent: Flags = self.beats[:, beat] & self.beats[:, beat - AHEAD]
        return sent

    def n(self, window: int, beat: int) -> int:
        """n of words that open at `beat`, in the window that began at beat `window`."""
        able = frozenset(str(seat) for seat in np.flatnonzero(self.beats[:, beat - AHEAD] & self._some[:, beat]))
        return self._counting.at(beat, window, int(self.senders(beat).sum()), able, ()).n

    def before(self, window: int, beat: int) -> int:
        """n as it is shown after `beat` to whoever writes."""
        here = frozenset(map(str, np.flatnonzero(self.beats[:, beat])))
        return self._counting.before(beat, window, len(here), here, ()).n

    def opened(self, window: int, beat: int, n: int) -> None:
        """An opening closed that window."""
        self._counting.opened(beat, window, n)


def beats_of(batch: Sessions) -> int:
    """The number of the last beat."""
    return batch.model.seconds // BEAT - 1


def schedule(batch: Sessions, session: int) -> Iterator[tuple[int, bool]]:
    """The opening beats of the product: every 20 minutes, or when a window step's end is due. With which it was."""
    last, due = 0, [step.ends for step in batch.asked[session]]
    for beat in range(1, beats_of(batch) + 1):
        ended = [end for end in due if end <= beat * BEAT]
        if (asked := bool(ended) and beat - last >= LEAST) or beat - last >= WINDOW:
            yield beat, asked
            last, due = beat, [end for end in due if end > beat * BEAT]


def evenly(batch: Sessions, every: int) -> Iterator[tuple[int, bool]]:
    """An opening every so many beats: what the product does not do."""
    for beat in range(every, beats_of(batch) + 1, every):
        yield beat, False


class _Waiting:
    """What each author's panel has sealed and not yet seen opened. One packet carries one text, and one tap of a kind;
    what was tried least goes first."""

    def __init__(self, cards: Iterable[Written]) -> None:
        self._cards = sorted(cards, key=lambda card: card.sealed)
        self._floors: dict[Written, int] = {}
        self._tries: Counter[Written] = Counter()

    def seal(self, until: int, shown: int) -> None:
        """The floor that goes with a card: what was shown beside the box when it was sealed."""
        for card in self._cards:
            if card.sealed < until:
                self._floors.setdefault(card, ANONYMOUS if shown >= ANONYMOUS else UNSIGNED)

    def take(self, at: int, n: int, senders: Flags) -> tuple[Written, ...]:
        """What opens now."""
        first: dict[int, Written] = {}
        for card in sorted(self._cards, key=lambda card: self._tries[card]):
            if card.sealed < at and senders[card.author]:
                first.setdefault(card.author, card)
        self._tries.update(first.values())
        opened = tuple(card for card in first.values() if may_open(n, self._floors.get(card, UNSIGNED)))
        self._cards = [card for card in self._cards if card not in opened]
        return opened


def words(batch: Sessions, every: int | None = None) -> list[Opening]:
    """All openings at which words came to light: those of the product, or one every so many beats."""
    found: list[Opening] = []
    for session, cards in enumerate(_by_session(batch)):
        presence, waiting = Presence(batch, session), _Waiting(cards)
        since, before = 0, 0
        for beat, asked in schedule(batch, session) if every is None else evenly(batch, every):
            for second in range(since + 1, beat + 1) if cards else ():  # each sealed under what was shown then
                waiting.seal(second * BEAT, presence.before(since + 1, second - 1))
            n, senders = presence.n(since + 1, beat), presence.senders(beat)
            if opened := waiting.take(beat * BEAT, n, senders):
                found.append(
                    Opening(session, beat * BEAT, since * BEAT, before * BEAT, n, senders, opened, beat, asked)
                )
            presence.opened(since + 1, beat, n)
            since, before = beat, since
    return found


def at_once(batch: Sessions) -> list[Opening]:
    """What is not done: each card is shown in the very second in which it is sealed."""
    return [
        Opening(
            card.session, card.sealed, card.sealed - 1, card.sealed - 1, int(here.sum()), here, (card,), 0
        )
        for card in batch.cards
        if card.sealed < batch.model.seconds
        for here in [batch.present[card.session, :, card.sealed]]
    ]  # fmt: skip


def taps(batch: Sessions) -> list[Opening]:
    """Taps of the same people: each opens at the next beat, and may be that of anybody whose packet came."""
    found = []
    for session, cards in enumerate(_by_session(batch)):
        presence, waiting = Presence(batch, session), _Waiting(cards)
        for beat in range(1, beats_of(batch) + 1):
            senders = presence.senders(beat)
            n, start = n_of_tap(int(senders.sum())), (beat - 1) * BEAT
            if opened := waiting.take(beat * BEAT, n, senders):
                found.append(Opening(session, beat * BEAT, start, max(0, start - BEAT), n, senders, opened, beat))
    return found


def _by_session(batch: Sessions) -> list[list[Written]]:
    rows: list[list[Written]] = [[] for _ in range(batch.shape[0])]
    for card in batch.cards:
        rows[card.session].append(card)
    return rows
