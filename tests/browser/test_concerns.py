"""A concern without a name: nothing leaves before it is sent, nothing shows before its window ends."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Request, expect

from talkingpiece.sealed.box import WINDOW_MS
from tests.browser.circle import Circle

pytestmark = pytest.mark.browser

WORDS = "We laughed when somebody said they felt lost."


async def test_a_concern_reaches_whoever_leads_when_its_window_ends_and_nobody_before(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    ben, chi, _, _, _ = await scene.join("Ben", "Chi", "Dov", "Eli", "Fay")
    sent: list[Request] = []
    ben.page.on("request", lambda request: sent.append(request))
    ben.page.on("websocket", lambda socket: sent.append(socket))

    await ben.press("Raise a concern")
    await ben.page.get_by_label("Your concern").fill("something else")
    await ben.press("Back, keep my words")
    await ben.press("Raise a concern")
    assert sent == [], "opening, typing and going back tell the server nothing"
    await ben.page.get_by_label("Your concern").fill(WORDS)
    await ben.press("Send without my name")
    await expect(ben.page.get_by_text("Sealed").first).to_be_visible()
    (post,) = [request for request in sent if request.method == "POST"]
    headers = await post.all_headers()
    assert "cookie" not in headers
    assert "authorization" not in headers
    assert "referer" not in headers

    assert await ana.page.get_by_text(WORDS).count() == 0, "nobody sees that there is a card"
    scene.place.clock.jump(WINDOW_MS)
    await ana.sees(WORDS)
    assert await chi.page.get_by_text(WORDS).count() == 0, "a card for who leads is for who leads"
    await ana.press("Take up")
    await ana.press("Show it to all")
    await chi.sees(WORDS)
    await ana.page.get_by_label("Your answer on the card").fill("Thank you. We stop here for a minute.")
    await ana.press("Answer on the card")
    await ben.sees("Thank you. We stop here for a minute.")


async def test_a_card_sent_before_a_crash_comes_again_by_itself(circle) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    ben, *_ = await scene.join("Ben", "Chi", "Dov", "Eli", "Fay")
    await ben.press("Raise a concern")
    await ben.page.get_by_label("Your concern").fill(WORDS)
    await ben.press("Send without my name")
    await expect(ben.page.get_by_text("Sealed").first).to_be_visible()

    again = asyncio.Event()
    ben.page.on("response", lambda answer: again.set() if "/cards/" in answer.url else None)
    await scene.place.stop()
    await scene.place.start()
    await asyncio.wait_for(again.wait(), 15)
    scene.place.clock.jump(WINDOW_MS)
    await ana.sees(WORDS)
    assert await ana.page.locator(".side .card").count() == 1, "sent twice, it is one card"
    for someone in scene.people.values():
        someone.complaints[:] = [text for text in someone.complaints if "WebSocket" not in text]
