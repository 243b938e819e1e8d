"""A panel with the box for a concern open, and words in it."""

from __future__ import annotations

from typing import Any

from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import board, box, cards, head, seat, tally

WORDS = "We laughed when somebody felt lost."


async def inside(circle: Scripted, open_panel: Opened, n: int = 8, **more: Any) -> Panel:
    """A panel that has its tokens, with the box open; so many could write."""
    await circle.show(head(step=2), board(2), tally(2, box=box(n=n, taps=n)), seat(2), cards(2, **more))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.click("#raise")
    return panel


async def sealed(panel: Panel, words: str = WORDS) -> None:
    await panel.page.fill("#concern", words)
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
