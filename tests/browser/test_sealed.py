"""Sealed cards on real screens: six people, one of them behind the call, and a look at all that went over the wire."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from talkingpiece.channel import Channel
from tests.browser import box
from tests.browser.background import hide
from tests.browser.beats import Beats, agreed
from tests.browser.circle import Circle
from tests.browser.moves import all_see, onward
from tests.browser.overheard import Overheard, rows, stored_bytes
from tests.traces import named

pytestmark = pytest.mark.browser

NAMES = ("Ben", "Chi", "Dov", "Eli", "Fay")
WORDS = "We laughed when somebody said they felt lost."
EARLIER = "We never hear the end of a story."
FURTHER = "It was in the round, and I laughed too."
ANSWER = "Thank you. Let us talk about that laugh."


async def test_six_people_hear_a_concern_and_nothing_leads_back(circle, behind: Page, tmp_path: Path) -> None:
    scene: Circle = await circle()
    overheard = Overheard()
    scene.listeners.append(overheard)
    ana = await scene.lead("Ana")
    ben, chi, dov = await scene.join("Ben", "Chi", "Dov")
    fay = await scene.comes_by_the_code("Fay")
    eli = await scene.comes_in("Eli", behind)
    people = scene.panels
    await all_see(people, "Raise a concern")
    await hide(eli.page)
    beats = await agreed(ana, scene)

    words = await box.calls_a_number(ana, 27)
    assert await box.words_shown(people) == [words] * 5
    await fay.press("Raise a concern")
    await fay.sees("Unsigned.")  # nobody vouches for her keys yet
    await fay.press("They agree")
    await fay.sees("Anonymous. 5 people could have written this.")
    await fay.press("Back, keep my words")
    await asyncio.gather(*(one.press("They agree") for one in (ben, chi, dov)))

    await box.raises(chi, EARLIER, to="All of us")
    await box.taps(dov, "Please slow down")
    await beats.beat()
    await all_see(people, "Please slow down. 1 of 5 ask for it.")
    await ana.sees("1 asks to slow down")

    await ana.press("Two minutes to write")
    await all_see(people, "Everyone is writing now")
    await box.writes(ben, WORDS, to="All of us")
    await beats.beat()
    assert await ana.page.get_by_text(WORDS).count() == 0, "words wait"
    await ana.press("Everyone is done: open it soon")
    await beats.opening()
    await all_see(people, WORDS)
    await all_see([ana, *people], "one of 5")
    assert await ana.page.get_by_text(EARLIER).count() == 0, "what was sealed before all wrote stays sealed"
    await chi.press("Take it back")
    await onward(ana, "How we want to be here", scene)  # back again
    await all_see(people, "Everyone can keep to this.")

    await box.says_me_too(chi, WORDS)
    await box.says_me_too(fay, WORDS)
    await ana.press("Take up")
    await ana.page.get_by_label("Your answer on the card").fill(ANSWER)
    await ana.press("Answer on the card")
    await all_see(people, ANSWER)
    await beats.beat()
    for someone in people:
        await expect(box.card_of(someone, WORDS).locator("[data-act=metoo]")).to_contain_text("2")

    await ana.page.get_by_text("What we agreed about cards").click()
    await ana.page.get_by_label("At how many").fill("3")
    await ana.press("Agreed")
    await all_see(people, "when 3 say “me too” to a card, we pause")
    await box.says_me_too(dov, WORDS)
    await beats.beat()
    await all_see(people, "The group agreed: 3 me-toos, and we pause.")
    await all_see(people, "We are pausing.")
    await ana.sees("The clock is held")

    await ana.press("Two minutes to write")
    await all_see(people, "Everyone is writing now")
    await box.holds_by_key(ben, WORDS, "Add words")
    await ben.page.get_by_label("Your further words").fill(FURTHER)
    await ben.press("Send without my name")
    await beats.beat()
    assert await chi.page.get_by_text(FURTHER).count() == 0
    await ana.press("Everyone is done: open it soon")
    await beats.opening()
    await all_see(people, FURTHER)
    await ana.press("Take up")
    await ana.sees(FURTHER)

    assert WORDS.encode() in stored_bytes(tmp_path / "circle.db"), "the premise"
    await box.holds_by_finger(ben, WORDS, "Take it back")
    await ben.press("Take it back for all")
    await beats.beat()
    await all_see(people, "A card was taken back by whoever wrote it.")
    await expect(ana.page.get_by_text(WORDS)).to_have_count(0)

    nothing_leads_back(beats, overheard, tmp_path / "circle.db")


def nothing_leads_back(beats: Beats, overheard: Overheard, database: Path) -> None:
    session = beats.room.session
    who = [*session.seats, *NAMES]
    (card,) = session.cards.values()
    about = [card.id, card.key, WORDS, FURTHER, *(reply.id for reply in card.replies), *card.marks]
    told = [frame for frame in overheard.frames if any(one in frame.text for one in about)]
    assert len({frame.who for frame in told}) == 6, "the premise: everybody heard of it"
    assert [(frame.who, frame.way) for frame in told if frame.way == "to"] == [("Ana", "to")], "her answer"
    assert [frame for frame in told if named(frame.text, who)] == []
    bodies = [packet for name in NAMES for packet in overheard.packets(name)]
    assert len({len(overheard.packets(name)) for name in NAMES}) == 1, "everybody sent as many, whatever they said"
    assert {len(body) for body in bodies} == {4096}
    assert [body for body in bodies if named(body.decode("latin-1"), who)] == []

    found = [(table, row) for table, row in rows(database) if any(one in row for one in about)]
    assert found, "the premise: it is kept"
    assert [row for row in found if named(row[1], who)] == []
    assert WORDS.encode() not in stored_bytes(database), "what was taken back is gone"
    assert FURTHER.encode() not in stored_bytes(database)


async def test_a_panel_behind_the_call_answers_each_of_twenty_beats_within_a_second(
    circle, behind: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene: Circle = await circle()
    ana = await scene.lead("Ana")
    eli = await scene.comes_in("Eli", behind)
    await eli.sees("Raise a concern")
    await hide(eli.page)
    beats = await agreed(ana, scene)
    await behind.evaluate("window.ticks = 0; setInterval(() => window.ticks += 1, 20)")
    came: list[float] = []
    take = Channel.take

    def noted(channel: Channel, packet: bytes) -> None:
        came.append(time.perf_counter())
        take(channel, packet)

    monkeypatch.setattr(Channel, "take", noted)
    began, waits = time.perf_counter(), []
    for _ in range(20):
        await beats.almost()
        told = time.perf_counter()
        await beats.beat()
        waits.append(came[-1] - told)
    ticks = await behind.evaluate("window.ticks")
    assert ticks < 2 + 2 * (time.perf_counter() - began), "the premise: its own timers run once a second at most"
    assert len(came) == 20
    assert max(waits) < 1, waits
    assert sorted(waits)[10] < 0.3, "in the frame's own handler: a timer would wait for the next second"
