"""agree: each says yes to how the group wants to be here. The count shows, never who is missing.

A yes is also the key to later disclosure: without it nobody gets a turn, a pair, or a step above level 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.commands import Command
from talkingpiece.core.events import StepEvent
from talkingpiece.core.session import Session

from .kind import Kind, Line, Look, NoState, SeatPart, Section, StagePart


@dataclass(frozen=True, kw_only=True)
class AgreeCommand(Command):
    """I can keep to this."""

    type: Literal["agree"] = "agree"


@dataclass(frozen=True, kw_only=True)
class Agreed(StepEvent):
    """A seat accepted the agreement."""

    type: Literal["agreed"] = "agreed"
    seat: str


@dataclass(frozen=True, kw_only=True)
class AgreeTally(StagePart):
    """How many said yes, of how many who are here."""

    section: ClassVar[Section] = "tally"
    kind: Literal["agree"] = "agree"
    yes: int
    of: int


@dataclass(frozen=True, kw_only=True)
class AgreeSeat(SeatPart):
    """Whether this seat said yes."""

    kind: Literal["agree"] = "agree"
    agreed: bool


class Agree(Kind[NoState]):
    name = "agree"
    inputs = "named"
    commands = (AgreeCommand,)
    events = (Agreed,)
    stage_parts = (AgreeTally,)
    seat_part = AgreeSeat

    def stage(self, look: Look) -> Iterable[AgreeTally]:
        yield tally(look.session)

    def seat(self, look: Look, seat: str) -> AgreeSeat:
        return AgreeSeat(agreed=seat in look.session.accepted)

    def report(self, look: Look) -> Iterable[Line]:
        yes = look.session.accepted  # those who have gone home by now said it too
        yield Line(f"{len(yes)} of {len(yes.union(look.session.here()))} said yes to this.")


def tally(session: Session) -> AgreeTally:
    """The count of those here; somebody who left does not keep the others waiting."""
    here = session.here()
    return AgreeTally(yes=sum(seat in session.accepted for seat in here), of=len(here))
