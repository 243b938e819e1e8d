"""How long a group is kept, and how long who met whom: also when nobody asks for it."""

from __future__ import annotations

from talkingpiece import keys
from talkingpiece.groups.weeks import MONTH_MS, end_of, week_of
from tests.fake_clock import NOON, FakeClock
from tests.kept_group import KeptGroup, lived_in
from tests.place import serving

DAY_MS = 24 * 3600 * 1000


def test_a_week_is_an_iso_week_and_ends_on_sunday_night() -> None:
    assert week_of(NOON) == "2027-W02"
    assert week_of(end_of("2026-W53") - 1) == "2026-W53"
    assert week_of(end_of("2026-W53")) == "2027-W01"


async def test_a_meeting_is_forgotten_after_so_many_months_also_if_nobody_asks_for_the_group_by_then() -> None:
    clock = FakeClock()
    async with serving(clock=clock, keep_days=3650) as place:
        kept, session = await lived_in(place)
        await kept.does("PATCH", json={"keep_months": 6})
        clock.advance(5 * MONTH_MS)
        await kept.remember(session, "Chi-Dov", draw=1)
        await place.part()
        await place.house.tend()
        clock.advance(11 * 60_000)
        await place.house.tend()

        async def meetings() -> int:
            return sum(id.startswith("met:") for id in await place.store.records(kept.id))

        assert await meetings() == 2
        clock.advance_to(end_of(week_of(NOON)) + 6 * MONTH_MS - 1)
        await place.house.tend()
        assert await meetings() == 2
        clock.advance(1)
        await place.house.tend()
        assert await meetings() == 1, "the older one has had its time"
        clock.advance_to(end_of(week_of(NOON + 5 * MONTH_MS)) + 6 * MONTH_MS)
        await place.house.tend()
        assert await meetings() == 0


async def test_a_group_that_nobody_touched_since_a_meeting_forgets_it_all_the_same() -> None:
    clock = FakeClock()
    async with serving(clock=clock, keep_days=3650) as place:
        kept, _ = await lived_in(place)
        await place.part()
        clock.advance_to(end_of(week_of(NOON)) + 12 * MONTH_MS)
        await place.house.tend()
        records = await place.store.records(kept.id)
        assert "group" in records, "the premise: the group itself is still kept"
        assert not [id for id in records if id.startswith("met:")]


async def test_a_reminder_that_was_missed_is_made_good_when_the_group_is_next_asked_for() -> None:
    clock = FakeClock()
    async with serving(clock=clock, keep_days=3650) as place:
        kept, _ = await lived_in(place)
        await place.house.groups.close()
        await place.store.erase(keys.reminder_of(kept.id))  # rung while the server was down
        clock.advance_to(end_of(week_of(NOON)) + 12 * MONTH_MS)
        assert (await kept.show())["meetings"] == 0


async def test_a_shorter_memory_forgets_at_once() -> None:
    clock = FakeClock()
    async with serving(clock=clock, keep_days=3650) as place:
        kept, _ = await lived_in(place)
        clock.advance(2 * MONTH_MS)
        assert (await kept.show())["meetings"] == 1
        await kept.does("PATCH", json={"keep_months": 1})
        assert (await kept.show())["meetings"] == 0


async def test_a_group_is_erased_a_month_after_its_memory_unless_it_is_used() -> None:
    clock = FakeClock()
    async with serving(clock=clock, keep_days=3650) as place:
        kept = await KeptGroup.begin(place, "Ana")
        clock.advance(10 * MONTH_MS)
        await kept.open()
        clock.advance(13 * MONTH_MS - DAY_MS)
        await place.house.tend()
        clock.advance(DAY_MS - 60_000)
        assert len((await kept.show())["members"]) == 1, "a look is no use"
        clock.advance(60_001)
        await place.house.tend()
        assert await kept.fault("GET") == (404, "no_group")
        assert await place.store.records(kept.id) == {}
        assert (await kept.knock("Ana"))[1]["code"] == 4401


async def test_a_session_that_was_erased_is_no_longer_the_groups_open_one() -> None:
    clock = FakeClock()
    async with serving(clock=clock) as place:
        kept = await KeptGroup.begin(place, "Ana")
        await kept.open()
        assert len((await kept.show())["sessions"]) == 1
        clock.advance(31 * DAY_MS)
        await place.house.tend()
        assert (await kept.show())["sessions"] == []
        assert (await kept.knock("Ana"))[1]["code"] == "no_circle"
