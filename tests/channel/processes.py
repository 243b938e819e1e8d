"""Server processes without sockets: a real house each, on a clock and a line to the store of its own."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from talkingpiece import wire
from talkingpiece.house import House, Rules
from talkingpiece.room import Room
from talkingpiece.sealed.tree import KeyTree
from talkingpiece.seeds import Trees
from tests.cast import only
from tests.channel.trouble import Troubled
from tests.fake_clock import FakeClock

LEASE_MS = 45_000
_ASKS = {"signed": "unsigned"}
_STEPS = only("present", "collect", "window", "present", "collect").steps
MODULE = replace(
    only("present"), steps=tuple(replace(step, settings=_ASKS if step.kind == "collect" else {}) for step in _STEPS)
)
FIRST_QUESTION, MOMENT, BETWEEN, LAST_QUESTION = 1, 2, 3, 4
ROOTS = [KeyTree(bytes([number] * 32), "storm") for number in range(6)]


class FewTrees(Trees):
    """The same few trees for every storm, in the order in which seeds are drawn: growing one takes 0.06 s."""

    def __init__(self) -> None:
        super().__init__()
        self._of: dict[str, KeyTree] = {}

    async def grown(self, session: str, seed: str) -> KeyTree:
        return self._of.setdefault(seed, ROOTS[len(self._of) % len(ROOTS)])

    @property
    def left(self) -> bool:
        """Is there another root for one more restore?"""
        return len(self._of) < len(ROOTS)


class Jumping(FakeClock):
    """Where it is moved to, everything that is due rings one after the other, and what follows of it in between: so it
    is for a process that was held up, too."""

    def __init__(self, now_ms: int) -> None:
        super().__init__(now_ms, soon_ms=0)

    def jump(self, to_ms: int) -> None:
        self._now_ms = max(self._now_ms, to_ms)
        self._breathe()


class Process:
    """One life of one server process. `stalled`: nothing in it moves, and it does not know."""

    def __init__(self, holder: str, kept: Any, trees: Trees, now_ms: int, dice: Random) -> None:
        self.holder, self.clock, self.store = holder, Jumping(now_ms), Troubled(kept, LEASE_MS)
        rules = Rules(build="storm", holder=holder, lease_ms=LEASE_MS)
        self.house = House(self.store, {MODULE.name: MODULE}, self.clock, rules, dice)  # type: ignore[arg-type]
        self.house.trees = trees
        self.stalled = False

    def room(self, session: str) -> Room | None:
        """The session's room, if this process has it open."""
        return self.house.rooms.get(session)

    @property
    def busy(self) -> bool:
        return not self.stalled and (self.store.asking > 0 or not self.clock.is_quiet)

    def kill(self) -> None:
        """Nothing of it goes on, and nothing is said or given back. Its lines are the panels' to drop."""
        for room in self.house.rooms.values():
            room.close(wire.Close.RESTART)
        self.house.rooms.clear()
