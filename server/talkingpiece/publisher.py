"""Sends every line what changed for it: at once, but not more often than people can follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from talkingpiece.clock import Alarm, Clock
from talkingpiece.gallery import SHARED, Audience, Gallery
from talkingpiece.lines import Line, Lines
from talkingpiece.views import World

LEAST_BETWEEN_MS = 20  # milliseconds between two rounds of views, so that 300 people answering at once cost little


class Publisher:
    """One room's rounds of views. `world` is drawn anew for each; `audiences` says which a line belongs to."""

    def __init__(
        self,
        clock: Clock,
        lines: Lines,
        world: Callable[[], World],
        audiences: Callable[[World, Line], tuple[Audience, ...]],
    ) -> None:
        self._clock, self._lines, self._world, self._audiences = clock, lines, world, audiences
        self._gallery = Gallery()
        self._last_ms = clock.now_ms()
        self._next: Alarm | None = None
        self._next_ms = 0

    def soon(self) -> None:
        """Send everyone what changed: now, or within 20 ms when views went out a moment ago."""
        self._at(max(self._clock.now_ms(), self._last_ms + LEAST_BETWEEN_MS))

    def quiet_ms(self) -> int:
        """Milliseconds since the last round; 0 while one is due."""
        return 0 if self._next else self._clock.now_ms() - self._last_ms

    def stop(self) -> None:
        """No more rounds."""
        if self._next:
            self._next.cancel()
            self._next = None

    def _at(self, due_ms: int) -> None:
        """An earlier round takes the place of a later one: a list that is held back does not hold back a step."""
        if self._next and self._next_ms <= due_ms:
            return
        self.stop()
        self._next, self._next_ms = self._clock.at(due_ms, self._round), due_ms

    def _round(self) -> None:
        self._next = None
        self._last_ms = self._clock.now_ms()
        world = self._world()
        heard = [(line, self._audiences(world, line)) for line in self._lines]
        everyone = dict.fromkeys(audience for _, audiences in heard for audience in audiences)
        self._gallery.forget_all_but(everyone)
        # The stage first, and to everyone: nobody waits for it until the last seat's own view is drawn.
        stages = [audience for audience in everyone if audience in SHARED]
        seats = [audience for audience in everyone if audience not in SHARED]
        due = [at for part in (stages, seats) if (at := self._show(world, heard, part)) is not None]
        if due:
            self._at(min(due))

    def _show(
        self, world: World, heard: Sequence[tuple[Line, tuple[Audience, ...]]], audiences: Sequence[Audience]
    ) -> int | None:
        due = self._gallery.hang(world, audiences)
        shown = {audience: self._gallery.frames(audience) for audience in audiences}
        for line, own in heard:
            for audience in own:
                for slot, frame in shown.get(audience, ()):
                    line.outbox.show(slot, frame)
        return due
