"""Who leads moves on, and everyone follows within a blink; what only counts may come a little later."""

from __future__ import annotations

from tests.fake_clock import FakeClock
from tests.place import serving

BLINK_MS = 50


async def test_a_step_opens_at_once_although_a_list_of_people_is_held_back() -> None:
    clock = FakeClock(soon_ms=BLINK_MS)
    async with serving(clock=clock) as place:
        session = await place.start()
        ana = await session.lead()
        for name in ("Ben", "Chi", "Dov"):
            await session.knock(name)
        await place.quiet()
        assert ana.names != ["Ben", "Chi", "Dov"], "premise: the newest list waits for its half second"
        await ana.does("start")
        begun = clock.now_ms()
        await ana.at_step(0)
        assert clock.now_ms() - begun <= BLINK_MS
        clock.advance(500)
        await ana.until(lambda me: me.names == ["Ben", "Chi", "Dov"], "the newest list")


async def test_many_changes_at_once_are_few_frames_and_the_last_one_is_the_truth() -> None:
    async with serving(clock=FakeClock(soon_ms=BLINK_MS)) as place:
        session = await place.start()
        ana, begun = await session.lead(), place.clock.now_ms()
        people = [await session.knock(f"P{n}") for n in range(30)]
        await place.quiet()
        for person, _ in people:
            await person.does("hand", up=True)
        await place.quiet()
        place.clock.advance(500)
        place.clock.advance(500)
        await ana.until(lambda me: [p["hand"] for p in me.board["people"]] == list(range(1, 31)), "thirty hands")
        boards = [view for view in ana.heard if view.get("section") == "board" and view["type"] == "stage"]
        assert len(boards) <= 2 + (place.clock.now_ms() - begun) / 500, "at most two a second, and the first"
