"""What n is at a beat: for words, for taps, and for whoever says more about a card. Never told too high."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from talkingpiece.channel.attendance import Attendance
from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.sealed.floors import n_at_opening, n_before, n_of_tap


@dataclass(frozen=True)
class Counted:
    """Numbers of people. `n`: for words, `taps`: for taps; `asked`: for what is written for a step. `since`: for a
    further act on a card, by the beat at which that card opened."""

    n: int = 0
    taps: int = 0
    asked: int = 0
    since: Mapping[int, int] = field(default_factory=dict)


class Counting:
    """Counts from who was heard. What it remembers of windows is where they began."""

    def __init__(self, first: int) -> None:
        self.attendance = Attendance(first)
        self._starts: dict[int, int] = {}
        self._last: int | None = None

    def at(self, beat: int, window: int, valid: int, able: frozenset[str], cards: Iterable[int]) -> Counted:
        """At the flush of a beat: `valid` packets by some of the `able`, in the window that began at beat `window`.
        `cards`: the beats at which there are cards that more may be said about."""

        def n(start: int) -> int:
            return n_at_opening(valid, able, self.attendance.throughout(start, beat))

        return Counted(n(window), n_of_tap(valid), since={card: n(self._start(card)) for card in cards})

    def before(
        self, beat: int, window: int, asked: int, valid: int, seats: frozenset[str], cards: Iterable[int]
    ) -> Counted:
        """What is shown to whoever writes now: the seats that have been there so far, or fewer. `asked`: the beat at
        which the step began that all write for, or again `window`."""

        def n(start: int) -> int:
            return len(self.attendance.throughout(start, beat, seats))

        words, step = (n_before(self._last, n(start)) for start in (window, asked))
        return Counted(words, valid, step, {card: n(self._start(card)) for card in cards})

    def opened(self, beat: int, window: int, n: int) -> None:
        """An opening at this beat closed the window that began at beat `window`."""
        self._starts[beat], self._last = window, n

    def _start(self, card: int) -> int:
        """Where the window began in which a card was written; after a change of hands, before anybody is remembered."""
        return self._starts.get(card, max(0, card - WINDOW + 1))
