"""Who was there at which beat: what n is counted from. In memory only; the log is not to say who was silent when."""

from __future__ import annotations

from collections.abc import Iterable

from talkingpiece.sealed.floors import MISSES


class Attendance:
    """For each seat a row of bits: those of the beats at which its panel was heard."""

    def __init__(self, first: int) -> None:
        """`first`: the first beat that this memory knows of."""
        self._first = first
        self._heard: dict[str, int] = {}

    def heard(self, seat: str, beat: int) -> None:
        """This seat's panel answered at this beat."""
        self._heard[seat] = self._heard.get(seat, 0) | 1 << beat

    def throughout(self, first: int, last: int, among: Iterable[str] | None = None) -> frozenset[str]:
        """The seats heard at all of these beats (both ends included) but at most one: a lift, a tunnel, a reload."""
        first = max(first, self._first)
        asked = ((1 << max(0, last - first + 1)) - 1) << first
        seats = self._heard if among is None else among
        return frozenset(s for s in seats if s in self._heard and (asked & ~self._heard[s]).bit_count() <= MISSES)
