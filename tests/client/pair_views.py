"""Views of a pairs step as Chi's panel gets them, made from the real shapes. Ten minutes of talk have just begun."""

from __future__ import annotations

from typing import Any

from talkingpiece.core.steps.kind import Person
from talkingpiece.core.steps.pairs.parts import (
    ConsolePair,
    Introduction,
    PairLine,
    PairsBoard,
    PairsConsole,
    PairsHead,
    PairsSeat,
    PairsTally,
    Partner,
)
from tests.client.views import NAMES, board, head, now_ms, one, person, seat, tally

STEP = 4
TOTAL = 600_000  # ms of talk
LINE = "A" * 22
PROMPT = "<p>What is a strength of yours that we rarely get to see at work?</p>"
OTHER = "<p>What should a colleague know to work well with you?</p>"

CHI, HANA, GUS = one("Chi"), one("Hana"), one("Gus")


def pairs_head(phase: str = "talking", left: int = TOTAL - 20_000, total: int = TOTAL, **more: Any) -> Any:
    """`left`: ms of the talk that are left. `half`, `turns`, `draw`, `size` and `shares` go into the step's part."""
    own = {key: more.pop(key) for key in ("half", "turns", "draw", "size", "shares") if key in more}
    part = PairsHead(**{"phase": phase, "draw": 1, "half": False, "size": 2, "turns": True, "shares": True, **own})  # type: ignore[arg-type]
    given = {"title": "Something you are good at", "body": PROMPT, "alternative": OTHER}
    return head("pairs", STEP, part=part, total_ms=total, ends_at=now_ms() + left, **{**given, **more})


def pairs_seat(being: str, others: tuple[str, ...] = (), lead: bool = False, **more: Any) -> Any:
    """Chi's own view; `others` are in Chi's pair, and the first of them begins."""
    order = (*map(one, others), CHI) if others else ()
    given: dict[str, Any] = {
        "being": being, "place": 3 if others or being == "waiting" else None,
        "partners": tuple(Partner(seat=name.lower(), name=name, pronoun="she/her") for name in others),
        "order": order, "room_link": None, "turns": len(order), "together": False, "company_by": None, "call": "no",
        "told": (), "lines": (), "not_with": (), "unwished": False,
    }  # fmt: skip
    return seat(STEP, lead=lead, part=PairsSeat(**{**given, **more}))


def pairs_board(
    introductions: tuple[Introduction, ...] = (), turn: int = 0, names: tuple[str, ...] = NAMES, lost: str = ""
) -> Any:
    people = tuple(person(name, line="lost" if name == lost else "ok") for name in names)
    part = PairsBoard(draw=1, turns=True, groups=(), introductions=introductions, turn=turn)
    return board(STEP, people=people, part=part)


def pairs_tally(answered: int = 5, of: int = 8) -> Any:
    return tally(STEP, of, part=PairsTally(answered=answered, of=of))


OF_HEAD = ("left", "total", "half", "turns", "level", "paused", "shares")


def shown(being: str, phase: str = "talking", others: tuple[str, ...] = (), **more: Any) -> tuple[Any, ...]:
    """A whole pairs step: `left`, `total`, `half`, `turns`, `level` and `shares` are the head's, `lost` the board's."""
    of_head = {key: more.pop(key) for key in OF_HEAD if key in more}
    lost = more.pop("lost", "")
    return (
        pairs_head(phase, **of_head), pairs_board(lost=lost), pairs_tally(), pairs_seat(being, others, **more),
    )  # fmt: skip


def line(text: str, about: Person | None = None, *, id: str = LINE, **more: Any) -> PairLine:
    given = {"mine": True, "ticked": False, "released": False, "drops": True}
    return PairLine(id=id, text=text, about=about, **{**given, **more})


def introductions(*who: tuple[str, str, tuple[str, ...]]) -> tuple[Introduction, ...]:
    return tuple(Introduction(by=one(by), whom=one(whom), lines=lines) for by, whom, lines in who)


def room(place: int, *names: str, **more: Any) -> ConsolePair:
    given: dict[str, Any] = {
        "place": place, "people": tuple(map(one, names)), "room_link": None, "reason": "", "locked": False,
        "where": "manual", "call": "no", "company_by": None,
    }  # fmt: skip
    return ConsolePair(**{**given, **more})


def pairs_console(phase: str = "talking", *groups: ConsolePair, **more: Any) -> PairsConsole:
    given: dict[str, Any] = {
        "phase": phase, "draw": 1, "groups": groups, "apart": (), "unasked": (), "out": (), "missing": (), "alone": (),
        "told": (), "lead": "out", "links": 0, "undo": False, "repeats": 0, "bound": 0, "ahead": (),
        "share_back": False,
    }  # fmt: skip
    return PairsConsole(**{**given, **more})
