"""Steps that words are written for: one in which all write, and a question that is answered without a name."""

from __future__ import annotations

from typing import Any

from talkingpiece.core.cards.parts import BoxNow
from talkingpiece.core.steps.answers import Answer, CollectBoard, CollectHead, CollectSeat
from talkingpiece.core.steps.window import WindowHead
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import board, box, box_for, cards, head, now_ms, seat, tally

THING = "question-of-this-stepA"


def window(step: int = 9, *, now: BoxNow | None = None, **more: Any) -> tuple[Any, ...]:
    """An interlude: behind the nine planned steps."""
    opened = bool(more.get("opened") or more.get("left"))
    part = WindowHead(**{"about": "What is hard to say?", "thing": None if opened else THING, **more})
    shown = head("window", step, title="A moment to write", added=True, back=2, part=part, ends_at=now_ms() + 150_000)
    now = now or (box() if opened else box_for(THING))
    return shown, board(step), tally(step, box=now), seat(step), cards(step)


def asking(step: int = 6, *, n: int = 8, now: BoxNow | None = None, **more: Any) -> tuple[Any, ...]:
    """An unsigned question that still takes answers."""
    part = CollectHead(signed="unsigned", label="Your answer", opened=False, thing=THING, **more)
    return (
        head("collect", step, title="What helps?", part=part), board(step), tally(step, box=now or box_for(THING, n)),
        seat(step, part=CollectSeat(yours=None)), cards(step),
    )  # fmt: skip


def opened(step: int = 6, *texts: str, n: int = 8, standing: Any = "anonymous") -> tuple[Any, ...]:
    part = CollectHead(signed="unsigned", label="Your answer", opened=True)
    answers = tuple(Answer(id=f"answer-{i}", text=text, name=None) for i, text in enumerate(texts))
    shown = board(step, part=CollectBoard(answers=answers, n=n, standing=standing))
    return head("collect", step, title="What helps?", part=part), shown, tally(step), seat(step), cards(step)


async def inside(circle: Scripted, open_panel: Opened, *views: Any) -> Panel:
    await circle.show(*views)
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.wait_for_selector("textarea, .quiet .hold")
    return panel
