"""close: the last step. Each sees again what they gave by name, to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .kind import Kind, Look, NoState, SeatPart


@dataclass(frozen=True, kw_only=True)
class CloseSeat(SeatPart):
    """What this seat gave by name during the session, in the order of the steps."""

    kind: Literal["close"] = "close"
    yours: tuple[str, ...]


class Close(Kind[NoState]):
    name = "close"
    seat_part = CloseSeat

    def seat(self, look: Look, seat: str) -> CloseSeat:
        ids = (f"answer:{index}:{seat}" for index in range(len(look.session.module.steps)))
        return CloseSeat(yours=tuple(text for id in ids if (text := look.words.get(id))))
