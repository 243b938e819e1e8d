"""Who is connected right now. Never logged; only what people decide because of it is (DESIGN.md, decision 1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Knock:
    """Somebody at the door of a session that has begun. `seat` is the place they would get."""

    seat: str
    name: str


@dataclass(frozen=True, slots=True)
class Presence:
    """`connected`: seats with an open line. `lost`: server ms at which a line was lost. `facilitators`: the names of
    those connected who lead without a seat. `since`, `due`: see `Look`.
    """

    connected: frozenset[str] = frozenset()
    lost: Mapping[str, int] = field(default_factory=dict)
    hands: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    last_facilitator: str = ""
    walls: int = 0
    knocks: tuple[Knock, ...] = ()
    since: int | None = None
    due: Mapping[str, int] = field(default_factory=dict)
