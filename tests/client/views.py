"""Views, as short as a test wants them, made from the real shapes: a view that cannot be sent cannot be tested."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from talkingpiece import parts
from talkingpiece.core.cards.floors import standing
from talkingpiece.core.cards.parts import AskedNow, BoxNow, OpenCard
from talkingpiece.core.steps.collect import CollectHead, CollectSeat, CollectTally
from talkingpiece.core.steps.kind import Person
from talkingpiece.core.steps.round import Place, RoundBoard, RoundHead, RoundSeat

NAMES = ("Ana", "Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Hana")


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def head(kind: str = "present", step: int = 0, **more: Any) -> parts.StageHead:
    phase = kind if kind in ("before", "ended") else "running"
    given: dict[str, Any] = {
        "step": step, "steps": 9, "opening": step + 1, "phase": phase, "kind": kind, "step_id": f"step-{step}",
        "title": f"Title of step {step}", "body": "", "alternative": "", "gate": False, "level": 1,
        "ends_at": now_ms() + 600_000, "paused": False, "remaining_ms": None, "total_ms": 600_000,
        "session_title": "Grounds for Trust", "led": "facilitator",
        "lead": parts.Leader(seat=None, name="Ana", here=True),
        "notes": None, "part": None,
    }  # fmt: skip
    return parts.StageHead(**{**given, **more})


def person(name: str, **more: Any) -> parts.PersonHere:
    given: dict[str, Any] = {"seat": name.lower(), "name": name, "line": "ok", "lead": False, "hand": None}
    return parts.PersonHere(**{**given, **more})


def board(step: int = 0, names: tuple[str, ...] = NAMES, **more: Any) -> parts.StageBoard:
    given: dict[str, Any] = {"people": tuple(map(person, names)), "facilitators": ("Ana",), "walls": 1, "part": None}
    return parts.StageBoard(step=step, **{**given, **more})


def tally(step: int = 0, here: int = 8, part: Any = None, **more: Any) -> parts.StageTally:
    return parts.StageTally(step=step, here=here, part=part, **{"box": box(), **more})


def seat(step: int = 0, **more: Any) -> parts.SeatView:
    given: dict[str, Any] = {
        "seat": "chi", "name": "Chi", "accepted": True, "unagreed": None, "lead": False, "hand": False, "part": None,
    }  # fmt: skip
    return parts.SeatView(step=step, **{**given, **more})


def cards(step: int = 0, ids: tuple[str, ...] = (), shown: tuple[OpenCard, ...] = (), **more: Any) -> parts.StageCards:
    given: dict[str, Any] = {
        "withdrawn": (), "marks": {}, "held": (), "letters": (), "taps": (), "floor": 3, "soon": True,
        "threshold": None, "number": None, "keep": False,
    }  # fmt: skip
    return parts.StageCards(step=step, ids=ids, cards=shown, **{**given, **more})


def card(text: str | None, id: str = "a-card-which-was-openQ", **more: Any) -> OpenCard:
    """A card that everyone may read."""
    given: dict[str, Any] = {
        "id": id, "beat": 4, "at": now_ms() - 60_000, "n": 8, "standing": standing(8), "to": "all",
        "weight": "thought", "state": "open", "why": None, "text": text, "answer": None, "replies": (), "quick": (),
        "metoos": 0, "at_least": False, "kept": False, "owner": None, "parts": (), "votes": True,
    }  # fmt: skip
    return OpenCard(**{**given, **more})


def box(**more: Any) -> BoxNow:
    """The channel as it is beside an open box."""
    given: dict[str, Any] = {
        "opens": now_ms() + 300_000, "n": 8, "asked": None, "things": (), "taps": 8, "since": {4: 8}, "void": False,
        "closing": False, "closed": False,
    }  # fmt: skip
    return BoxNow(**{**given, **more})


def box_for(thing: str, n: int = 8, **more: Any) -> BoxNow:
    """The same at a step that words are written for: those open at its end, all others later."""
    asked = AskedNow(opens=now_ms() + 150_000, n=n)
    return box(**{"asked": asked, "things": (thing,), "opens": now_ms() + 900_000, "n": n, **more})


def one(name: str) -> Person:
    return Person(seat=name.lower(), name=name)


def named(step: int = 6, yours: str | None = None) -> tuple[Any, ...]:
    asked = CollectHead(signed="named", label="Your answer", opened=False)
    return (
        head("collect", step, title="What helps?", part=asked), board(step),
        tally(step, part=CollectTally(given=1, of=8)), seat(step, part=CollectSeat(yours=yours)),
    )  # fmt: skip


def unsigned(step: int = 6) -> tuple[Any, ...]:
    asked = CollectHead(signed="unsigned", label="Your answer", opened=False)
    return (
        head("collect", step, title="What helps?", part=asked),
        board(step),
        tally(step),
        seat(step, part=CollectSeat(yours=None)),
    )


def reading(step: int = 0, **more: Any) -> tuple[Any, ...]:
    return head("present", step, **more), board(step), tally(step), seat(step)


def turn(holder: str, step: int = 3) -> tuple[Any, ...]:
    names = ("Ana", "Ben", "Chi", "Dov")
    at, own = names.index(holder), names.index("Chi")
    circle = tuple(
        Place(seat=name.lower(), name=name, turn="spoke" if i < at else "holds" if i == at else "waits")
        for i, name in enumerate(names)
    )
    following = one(names[at + 1]) if at + 1 < len(names) else None
    part = RoundHead(holder=one(holder), next=following, since=now_ms(), seconds_each=120, done=at, of=4)
    mine = RoundSeat(
        turn="holds" if own == at else "spoke" if own < at else "waits", ahead=own - at if own > at else None
    )
    return (
        head("round", step, title="A help?", part=part),
        board(step, names, part=RoundBoard(circle=circle)),
        tally(step, 4),
        seat(step, part=mine),
    )


async def eventually(true: Callable[[], object]) -> None:
    """What the page does reaches the server a little later."""
    async with asyncio.timeout(5):
        while not true():  # what is waited for happens in another process
            await asyncio.sleep(0.01)


NOTES = parts.NotesPart(say="<p>Slowly.</p>", watch="", mend="")


def peers(lead: str, here: bool = True, **more: Any) -> dict[str, Any]:
    return {"led": "peers", "lead": parts.Leader(seat=lead.lower(), name=lead, here=here), "notes": NOTES, **more}
