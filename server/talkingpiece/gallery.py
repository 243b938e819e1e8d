"""The newest frame of every section for every audience of one room: encoded once, the same bytes to all of it.

Counts travel at most 4 times a second, arrangements 2, the console 10 (DESIGN.md, decision 3); the head at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from talkingpiece import parts, views, wire

LEAST_MS = {("stage", "tally"): 250, ("stage", "board"): 500}
CONSOLE_LEAST_MS = 100
SHARED = frozenset(("all", "gate", "console"))  # audiences of many; all others are one seat's

Audience = str  # "all", "gate" (agreement not yet accepted), "console", or a seat's id
Slot = tuple[str, str]


@dataclass(slots=True)
class Frame:
    """One section for one audience: the view as it was, and what is sent."""

    view: parts.View
    sent: str
    at_ms: int
    version: int


class Gallery:
    """All frames of one room. `hang` renews what changed and says when the rest may follow."""

    def __init__(self) -> None:
        self._frames: dict[Audience, dict[Slot, Frame]] = {}
        self._version = 0

    def forget_all_but(self, audiences: Iterable[Audience]) -> None:
        """Nobody else is listening."""
        self._frames = {audience: self._frames.get(audience, {}) for audience in audiences}

    def hang(self, world: views.World, audiences: Iterable[Audience]) -> int | None:
        """Renew the frames of these audiences. Returns the server ms at which a held-back one is due, or None."""
        due = [
            held
            for audience in audiences
            for view in _views(world, audience)
            if (held := self._renew(audience, view, world.now_ms)) is not None
        ]
        return min(due, default=None)

    def _renew(self, audience: Audience, view: parts.View, now_ms: int) -> int | None:
        frames, slot = self._frames.setdefault(audience, {}), slot_of(view)
        known = frames.get(slot)
        if known and _says_the_same(view, known.view):
            return None
        if known and now_ms < known.at_ms + _least(slot):
            return known.at_ms + _least(slot)
        version = self._beside(audience, slot) or self._next_version()
        frames[slot] = Frame(view, wire.encode(replace(view, version=version)), now_ms, version)
        return None

    def _beside(self, audience: Audience, slot: Slot) -> int:
        """The version of the same section as all others have it, 0 when there is none. What covers it for somebody who
        has not agreed yet has the same one: with their yes they get what everyone has had for a while, and a panel
        drops whatever is older than what it shows.
        """
        other = self._frames.get("all", {}).get(slot) if audience == "gate" else None
        return other.version if other else 0

    def _next_version(self) -> int:
        self._version += 1
        return self._version

    def frames(self, audience: Audience) -> list[tuple[Slot, str]]:
        """What this audience should have on its screens now."""
        return [(slot, frame.sent) for slot, frame in self._frames.get(audience, {}).items()]


def _says_the_same(view: parts.View, known: parts.View) -> bool:
    """Is nothing new in it? A section without a part says nothing about a step, so a step alone does not renew it:
    a thousand people are not sent the list of the thousand because the group moves on."""
    if getattr(view, "part", None) is None and view.step != known.step:
        view = replace(view, step=known.step)
    return view == known


def slot_of(view: parts.View) -> Slot:
    """Where on the client this view goes."""
    return (view.type, getattr(view, "section", ""))  # type: ignore[attr-defined]


def _least(slot: Slot) -> int:
    return CONSOLE_LEAST_MS if slot[0] == "console" else LEAST_MS.get(slot, 0)


def _views(world: views.World, audience: Audience) -> Iterable[parts.View]:
    if audience in ("all", "gate"):
        return views.stage(world, accepted=audience == "all")
    if audience == "console":
        return views.console(world)
    return (views.seat(world, audience),)
