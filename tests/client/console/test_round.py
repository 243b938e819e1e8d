"""The piece in a round, for those who lead."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.console.hearing import Opener
from tests.client.console.views import round_at
from tests.client.scripted import Scripted

pytestmark = pytest.mark.browser


async def test_the_piece_is_passed_on_for_the_holder_that_was_seen(opened: Opener, circle: Scripted) -> None:
    moves: list[asyncio.Task[None]] = []

    def answer(said: dict[str, Any]) -> wire.Ok:
        if said["type"] == "pass_piece":
            moves.append(asyncio.create_task(circle.show(*round_at("Chi", "Dov"))))
        return wire.Ok(id=said["id"])

    circle.answer = answer
    page = await opened(*round_at("Ben", "Chi"))
    await page.get_by_role("button", name="Pass on to Chi").dblclick(delay=60)
    await expect(page.get_by_role("button", name="Pass on to Dov")).to_be_visible()
    await page.evaluate("new Promise(requestAnimationFrame)")
    assert [said["expecting"] for said in circle.verbs("pass_piece")] == ["ben"], "the second tap passes nobody's piece"
    await asyncio.gather(*moves)
