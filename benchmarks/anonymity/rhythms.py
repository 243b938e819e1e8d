"""When what was written is opened, and together with what: the rhythms that are compared.

The circle (n) and what may be opened are counted by the product's own rules, on whom the model had where and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.anonymity.model import BEAT
from benchmarks.anonymity.people import Flags, Sessions, Written
from talkingpiece.channel.counted import Counting
from talkingpiece.channel.rhythm import LEAST, WINDOW
from talkingpiece.core.cards.floors import ANONYMOUS, UNSIGNED, may_open
from talkingpiece.sealed.floors import n_of_tap
from talkingpiece.sealed.issue import AHEAD

Spans = tuple[range, ...]  # seconds


@dataclass(frozen=True)
class Opening:
    """Cards that were opened together. Times are seconds; `senders` (whose packets came) is [person]."""

    session: int
    at: int
    sealed: Spans  # when its cards were sealed, unless they were left over
    earlier: Spans  # and when those were
    n: int
    senders: Flags
    cards: tuple[Written, ...]
    beat: int
    first: int  # the beat at which its window began
    asked: bool = False  # at the end of a window step
    closing: bool = False  # at the end of the last words


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
        return self._counting.before(beat, window, window, len(here), here, ()).n

    def opened(self, window: int, beat: int, n: int) -> None:
        """An opening closed that window."""
        self._counting.opened(beat, window, n)


def beats_of(batch: Sessions) -> int:
    """The number of the last beat."""
    return batch.model.seconds // BEAT - 1


@dataclass(frozen=True)
class Due:
    """An opening that is due. `first`: the beat at which its window began; `sealed`: when what it opens was sealed."""

    beat: int
    first: int
    sealed: Spans
    asked: bool = False
    closing: bool = False


Plan = Callable[[Sessions, int], Iterable[Due]]  # the openings of a session of a batch


def schedule(batch: Sessions, session: int) -> Iterator[Due]:
    """The openings of the product: what was sealed in a window step opens when that step's end is due, all else every
    25 minutes, in which the time of such steps does not count."""
    steps = _steps(batch, session)
    calm = quiet(batch, session)
    last = since = counted = 0
    for beat in range(1, beats_of(batch) + 1):
        if beat in steps:
            yield Due(beat, steps[beat] // BEAT + 1, (range(steps[beat] + 1, beat * BEAT + 1),), asked=True)
            last = beat
        counted += not calm[beat * BEAT]
        if counted >= WINDOW and not calm[beat * BEAT] and beat - last >= LEAST:
            yield Due(beat, since + 1, spans(~calm, since * BEAT + 1, beat * BEAT + 1))
            last, since, counted = beat, beat, 0


def last_words(batch: Sessions, session: int) -> Iterator[Due]:
    """The same, when the last window step of a session is that of the last words: then everything opens."""
    dues = list(schedule(batch, session))
    last = max((place for place, due in enumerate(dues) if due.asked), default=-1)
    yield from dues[: max(0, last)]
    if last >= 0:
        due, since = dues[last], max((due.beat for due in dues[:last] if not due.asked), default=0)
        before = spans(~quiet(batch, session), since * BEAT + 1, due.beat * BEAT + 1)
        yield Due(due.beat, since + 1, (*before, *due.sealed), closing=True)


def evenly(every: int) -> Plan:
    """An opening every so many beats: what the product does not do."""

    def plan(batch: Sessions, _: int) -> Iterator[Due]:
        for beat in range(every, beats_of(batch) + 1, every):
            yield Due(beat, beat - every + 1, (range((beat - every) * BEAT + 1, beat * BEAT + 1),))

    return plan


def _steps(batch: Sessions, session: int) -> dict[int, int]:
    """When each window step began (seconds), by the beat at which its words opened."""
    return {-(-step.ends // BEAT): step.begins for step in batch.asked[session]}


def quiet(batch: Sessions, session: int) -> Flags:
    """The seconds at which all were quiet and wrote, and what was sealed then opened with that."""
    found = np.zeros(batch.model.seconds + BEAT, bool)
    for end, begins in _steps(batch, session).items():
        found[begins + 1 : end * BEAT + 1] = True
    return found


def spans(flags: Flags, start: int, stop: int) -> Spans:
    """Where they are set between these."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags[start:stop], [False]]).astype(int))) + start
    return tuple(map(range, edges[::2].tolist(), edges[1::2].tolist()))


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

    def take(self, due: Due, n: int, senders: Flags) -> tuple[Written, ...]:
        """What opens now. What should have opened at the end of a window step opens with all else."""
        first: dict[int, Written] = {}
        for card in sorted(self._cards, key=lambda card: self._tries[card]):
            due_now = card.sealed in due.sealed[0] if due.asked else card.sealed < due.beat * BEAT
            if due_now and senders[card.author]:
                first.setdefault(card.author, card)
        self._tries.update(first.values())
        opened = tuple(card for card in first.values() if may_open(n, self._floors.get(card, UNSIGNED)))
        self._cards = [card for card in self._cards if card not in opened]
        return opened


def words(batch: Sessions, plan: Plan = schedule) -> list[Opening]:
    """All openings at which words came to light."""
    return [
        opening
        for session, cards in enumerate(_by_session(batch))
        if cards
        for opening in _words(batch, session, cards, plan)
    ]


def _words(batch: Sessions, session: int, cards: list[Written], plan: Plan) -> Iterator[Opening]:
    presence, waiting = Presence(batch, session), _Waiting(cards)
    dues = list(plan(batch, session))
    earlier: Spans = ()
    last = 0
    for due in dues:
        for beat in range(last, due.beat):  # each card is sealed under what was shown then
            waiting.seal((beat + 1) * BEAT, presence.before(_first(dues, beat), beat))
        n, senders = presence.n(due.first, due.beat), presence.senders(due.beat)
        if opened := waiting.take(due, n, senders):
            left = () if due.asked else earlier
            yield Opening(
                session, due.beat * BEAT, due.sealed, left, n, senders, opened, due.beat, due.first, due.asked,
                due.closing,
            )  # fmt: skip
        presence.opened(due.first, due.beat, n)
        last, earlier = due.beat, earlier if due.asked else due.sealed


def _first(dues: list[Due], beat: int) -> int:
    """Where the window of what is written after this beat began."""
    for due in dues:
        if due.asked and due.sealed[0].start <= beat * BEAT < due.beat * BEAT:
            return due.first
    return max((due.beat for due in dues if not due.asked and due.beat <= beat), default=0) + 1


def at_once(batch: Sessions) -> list[Opening]:
    """What is not done: each card is shown in the very second in which it is sealed."""
    return [
        Opening(
            card.session, card.sealed, (range(card.sealed, card.sealed + 1),), (), int(here.sum()), here, (card,), 0, 0
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
            n = n_of_tap(int(senders.sum()))
            if opened := waiting.take(Due(beat, beat, ()), n, senders):
                now, before = (range((b - 1) * BEAT + 1, b * BEAT + 1) for b in (beat, beat - 1))
                earlier = (before,) if beat > 1 else ()
                found.append(Opening(session, beat * BEAT, (now,), earlier, n, senders, opened, beat, beat))
    return found


def _by_session(batch: Sessions) -> list[list[Written]]:
    rows: list[list[Written]] = [[] for _ in range(batch.shape[0])]
    for card in batch.cards:
        rows[card.session].append(card)
    return rows
