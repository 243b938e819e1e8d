"""Panels with cards in the middle: others', and one that came from this very screen."""

from __future__ import annotations

from typing import Any

from talkingpiece.core.cards.parts import OpenCard
from talkingpiece.sealed.acts import Card
from tests.client.conftest import Opened, Panel
from tests.client.scripted import Scripted
from tests.client.views import card, cards, reading

WORDS = "We laughed when somebody felt lost."
OTHER = "another-hands-cardsAAQ"


async def inside(circle: Scripted, open_panel: Opened, *shown: OpenCard, **more: Any) -> Panel:
    await circle.show(*reading(2), cards(2, shown=shown, ids=tuple(one.id for one in shown), **more))
    panel = await open_panel()
    await panel.enter()
    await circle.ready()
    await panel.page.wait_for_selector(".quiet .hold", state="attached")
    return panel


async def wrote(circle: Scripted, open_panel: Opened, to: str = "All of us") -> tuple[Panel, Card]:
    """A panel whose card has been opened; what is shown of it is the test's to say."""
    panel = await inside(circle, open_panel)
    await panel.page.click("#raise")
    await panel.page.fill("#concern", WORDS)
    await panel.page.check(f"label:has-text('{to}')")
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    await circle.beat(opening=True)
    [sent] = circle.acts
    assert isinstance(sent, Card)
    circle.acts.clear()
    return panel, sent


async def own_and_another(circle: Scripted, open_panel: Opened, n: int = 8) -> tuple[Panel, str]:
    """One's own card lies in the middle beside another's of the same opening."""
    panel, _ = await wrote(circle, open_panel)
    [id] = circle.beats.cards
    mine = card(WORDS, id=id, n=n, answer="I heard you.")
    await circle.show(cards(2, ids=(id, OTHER), shown=(mine, card("Another.", id=OTHER, n=n))))
    await panel.says("Another.")
    return panel, id


async def show(panel: Panel, id: str) -> None:
    """As somebody does who cannot hold a key or a finger down."""
    await panel.page.click(f"[data-hold='{id}']")
    await panel.page.click("text=I cannot hold it")
