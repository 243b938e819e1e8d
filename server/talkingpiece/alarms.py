"""What happens by itself in a room: bells, the end of a round, company for somebody who is alone.

When an alarm that counts from its beginning began is in this memory alone: how long somebody waited is in no log. A
room that is opened again, after a crash, cannot know it, and lets nobody wait for long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from talkingpiece import clock
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import Alarm

OPENED_AGAIN_MS = 2_000  # milliseconds that anybody still waits in a room that is opened again
AGAIN_MS = 5_000  # milliseconds after which an alarm rings again when nothing came of it, e.g. the store was full


class Alarms:
    """The alarms of one room. `ring(command, id)` is called when one is due; the id makes two firers harmless."""

    def __init__(self, time: clock.Clock, ring: Callable[[object, str], None]) -> None:
        self._clock, self._ring = time, ring
        self._set: dict[str, tuple[int, Alarm]] = {}
        self._of: tuple[int, int] | None = None
        self._next: clock.Alarm | None = None

    @property
    def due(self) -> Mapping[str, int]:
        """Server ms at which each alarm of the step that is on rings, by its key."""
        return {key: due for key, (due, _) in self._set.items()}

    def wind(self, session: Session) -> None:
        """Set what this session needs now; what it needs no longer is forgotten."""
        known = self._set if self._of == (session.step, session.opening) else {}
        opened_again = self._of is None
        self._of = session.step, session.opening
        wanted = KINDS[session.current.kind].alarms(session, session.step) if session.phase == "running" else ()
        self._set = {alarm.key: (self._due(alarm, known, opened_again), alarm) for alarm in wanted}
        self.stop()
        if self._set:
            self._next = self._clock.at(min(due for due, _ in self._set.values()), self._rings)

    def _due(self, alarm: Alarm, known: Mapping[str, tuple[int, Alarm]], opened_again: bool) -> int:
        if alarm.at_ms is not None:
            return alarm.at_ms
        after_ms = min(alarm.after_ms, OPENED_AGAIN_MS) if opened_again else alarm.after_ms
        return known[alarm.key][0] if alarm.key in known else self._clock.now_ms() + after_ms

    def _rings(self) -> None:
        now = self._clock.now_ms()
        assert self._of is not None
        step, opening = self._of
        alarms = sorted(self._set.values(), key=lambda one: one[0])
        later = (due for due, _ in alarms if due > now)
        self._next = self._clock.at(min([now + AGAIN_MS, *later]), self._rings)
        for due, alarm in alarms:
            if due <= now:
                self._ring(alarm.command, f"timer:{step}:{opening}:{due}:{alarm.key}")

    def stop(self) -> None:
        """No more alarms."""
        if self._next:
            self._next.cancel()
            self._next = None
