"""What waits to be opened: cards by window, unsigned texts by step. In memory only, no author, no time of arrival.

A crash before the opening empties the box. Nothing is lost by it: a panel keeps what it sent until a view lists its
id, and sends it again.
"""

from __future__ import annotations

from collections.abc import Iterable

from talkingpiece.core.commands import DropCard, UnsignedText
from talkingpiece.core.refusal import Refused

WINDOW_MS = 60_000  # milliseconds; windows end at multiples of it, on the server's clock
SPARE = 20  # cards a window holds beyond three for each seat


class Box:
    """One session's waiting cards and texts."""

    def __init__(self) -> None:
        self._cards: dict[int, dict[str, DropCard]] = {}
        self._texts: dict[int, dict[str, UnsignedText]] = {}

    def put_card(self, card: DropCard, now_ms: int, seats: int) -> int:
        """Hold a card until its window ends; the same id again changes nothing. Returns that instant (server ms).

        Raises Refused when the window is full: the limit is the room's, since nobody's own share can be known.
        """
        window = now_ms // WINDOW_MS
        if not any(card.id in held for held in self._cards.values()):
            held = self._cards.setdefault(window, {})
            _check_room(len(held), seats)
            held[card.id] = card
        return (window + 1) * WINDOW_MS

    def put_text(self, text: UnsignedText, seats: int) -> None:
        """Hold an unsigned answer until its step opens the answers. Raises Refused when the box is full."""
        held = self._texts.setdefault(text.step, {})
        if text.id not in held:
            _check_room(len(held), seats)
            held[text.id] = text

    def due(self, now_ms: int) -> dict[int, tuple[DropCard, ...]]:
        """Cards of all windows that have ended, by window."""
        return {w: tuple(held.values()) for w, held in self._cards.items() if (w + 1) * WINDOW_MS <= now_ms}

    def texts(self, step: int) -> tuple[UnsignedText, ...]:
        """What waits for this step."""
        return tuple(self._texts.get(step, {}).values())

    def forget_window(self, window: int) -> None:
        """This window's cards are safely in the log."""
        self._cards.pop(window, None)

    def forget_texts(self, step: int, ids: Iterable[str]) -> None:
        """These texts are safely in the log."""
        for id in ids:
            self._texts.get(step, {}).pop(id, None)

    def is_empty(self) -> bool:
        """Does nothing wait?"""
        return not self._cards and not any(self._texts.values())

    def next_opening(self) -> int | None:
        """Server ms at which the earliest waiting window ends."""
        return min(((w + 1) * WINDOW_MS for w in self._cards), default=None)


def _check_room(held: int, seats: int) -> None:
    if held >= 3 * seats + SPARE:
        raise Refused("too_many", "The box is full just now. Your words are still here; send them again in a minute.")
