"""What is shown of a collect step: its question, how many have answered by name, the answers once they are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.cards.floors import Standing

from .kind import ConsolePart, Part, SeatPart, Section, StagePart

Signed = Literal["named", "unsigned"]


@dataclass(frozen=True, kw_only=True)
class CollectHead(StagePart):
    """What is asked, and whether the answers are open. `thing`: what unsigned answers are written for, while they are
    taken; `called`: they are to open at the next opening.
    """

    kind: Literal["collect"] = "collect"
    signed: Signed
    label: str
    opened: bool
    thing: str | None = None
    called: bool = False


@dataclass(frozen=True, kw_only=True)
class CollectTally(StagePart):
    """How many have answered; None for unsigned answers, whose running count could give somebody away."""

    section: ClassVar[Section] = "tally"
    kind: Literal["collect"] = "collect"
    given: int | None
    of: int


@dataclass(frozen=True, kw_only=True)
class Answer(Part):
    """One opened answer. `name` is None when unsigned; `text` is None when it was removed."""

    id: str
    text: str | None
    name: str | None


@dataclass(frozen=True, kw_only=True)
class CollectBoard(StagePart):
    """The opened answers. `n`, `standing`: of unsigned ones, at least how many people could have written, and what that
    is worth; below three they stay closed.
    """

    section: ClassVar[Section] = "board"
    kind: Literal["collect"] = "collect"
    answers: tuple[Answer, ...]
    n: int | None = None
    standing: Standing | None = None


@dataclass(frozen=True, kw_only=True)
class CollectSeat(SeatPart):
    """This seat's own named answer."""

    kind: Literal["collect"] = "collect"
    yours: str | None


@dataclass(frozen=True, kw_only=True)
class CollectConsole(ConsolePart):
    """Who has a named answer (ids); empty for unsigned ones, by anybody's look."""

    kind: Literal["collect"] = "collect"
    given: tuple[str, ...]
