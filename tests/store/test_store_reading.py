"""What every store promises about reading: no gap, nothing twice, and an end that is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from talkingpiece.store import Claimed, Gone, Ok, Slice, Snapshot, Store, WrongEpoch
from talkingpiece.store.memory import MemoryStore
from tests.store.meeting import FRIDAY, MINUTE, MONDAY, NOBODY, NOW, Led, begin, begin_with, drain, entry, take


async def test_a_page_of_the_log_is_contiguous_and_knows_the_head(store: Store) -> None:
    await begin_with(store, *"abcdefgh")
    page = await store.read(MONDAY, after_seq=3, limit=4)
    assert isinstance(page, Slice)
    assert [one.seq for one in page.entries] == [4, 5, 6, 7]
    assert page.head == 9
    end = await store.read(MONDAY, after_seq=9)
    assert isinstance(end, Slice)
    assert (end.entries, end.head) == ((), 9)


async def test_what_is_not_there_reads_as_gone(store: Store) -> None:
    assert await store.read(NOBODY) == Gone()
    assert await store.records(NOBODY) == {}
    assert await store.load(NOBODY, "build") is None
    assert await store.find(b"nobody") is None
    assert await store.new_epoch(NOBODY) == Gone()
    assert await store.keep_until(NOBODY, NOW) is False
    assert await store.snapshot(NOBODY, "", 0, "build", b"") is False
    assert await drain(store.tail(NOBODY, 0)) == []


async def test_a_tail_gives_the_past_and_then_what_comes(store: Store) -> None:
    led = await begin_with(store, "a", "b")
    tail = store.tail(MONDAY, 1)
    assert [one.seq for one in await take(tail, 2)] == [2, 3]
    waiting = asyncio.create_task(take(tail, 2))
    assert await led.add("c", 3) == Ok(4)
    assert await led.add("d", 4) == Ok(5)
    assert [one.command_id for one in await waiting] == ["c", "d"]


async def test_a_tail_beside_a_busy_writer_misses_nothing_and_repeats_nothing(store: Store) -> None:
    led = await begin(store)
    tails = [asyncio.create_task(take(store.tail(MONDAY, 0), 101)) for _ in range(3)]
    for seq in range(2, 102):
        assert await led.add(f"step {seq}", seq - 1) == Ok(seq)
    for seen in await asyncio.gather(*tails):
        assert [one.seq for one in seen] == list(range(1, 102))


async def test_a_tail_goes_through_more_than_one_page(store: Store) -> None:
    led = await begin(store)
    for seq in range(2, 1103):
        await led.add(str(seq), seq - 1)
    assert [one.seq for one in await take(store.tail(MONDAY, 0), 1102)] == list(range(1, 1103))


async def test_a_waiting_tail_does_not_keep_reading() -> None:
    reads = 0

    class Counted(MemoryStore):
        async def read(self, session: str, after_seq: int = 0, limit: int = 1000) -> Slice | Gone:
            nonlocal reads
            reads += 1
            await asyncio.sleep(0)
            return await super().read(session, after_seq, limit)

    async with Counted() as store:
        led = await begin(store)
        waiting = asyncio.create_task(take(store.tail(MONDAY, 0), 3))
        for seq in (2, 3):
            for _ in range(100):
                await asyncio.sleep(0)
            assert reads == 2 * (seq - 1), "each time one for what is there, one that finds nothing more"
            await led.add(f"step {seq}", seq - 1)
        await waiting


async def test_a_tail_ends_when_its_session_is_erased(store: Store) -> None:
    await begin(store)
    tail = store.tail(MONDAY, 0)
    await take(tail, 1)
    ending = asyncio.create_task(drain(tail))
    await store.erase(MONDAY)
    assert await ending == []


async def test_a_tail_ends_when_the_epoch_changes(store: Store) -> None:
    await begin(store)
    tail = store.tail(MONDAY, 0)
    await take(tail, 1)
    ending = asyncio.create_task(drain(tail))
    await store.new_epoch(MONDAY)
    assert await ending == []


async def test_a_tail_ends_when_the_store_closes(unopened: Callable[[], Store]) -> None:
    async with unopened() as store:
        await begin(store)
        tail = store.tail(MONDAY, 0)
        await take(tail, 1)
        ending = asyncio.create_task(drain(tail))
        for _ in range(50):  # until it waits for what comes next
            await asyncio.sleep(0)
    assert await ending == []


async def test_a_tail_from_beyond_the_log_ends_at_once(store: Store) -> None:
    await begin(store)
    assert await drain(store.tail(MONDAY, 7)) == []


async def test_a_tail_of_one_session_hears_nothing_of_another(store: Store) -> None:
    monday, friday = await begin(store, MONDAY), await begin(store, FRIDAY)
    tail = store.tail(MONDAY, 1)
    waiting = asyncio.create_task(take(tail, 1))
    await friday.add("elsewhere", 1)
    await monday.add("here", 1)
    assert [one.command_id for one in await waiting] == ["here"]


async def test_the_newest_snapshot_of_a_build_is_the_one_that_loads(store: Store) -> None:
    led = await begin_with(store, "a", "b")
    assert await store.snapshot(MONDAY, led.epoch, 2, "b1", b"two")
    assert await store.snapshot(MONDAY, led.epoch, 3, "b1", b"three")
    assert not await store.snapshot(MONDAY, led.epoch, 2, "b1", b"two again")
    assert not await store.snapshot(MONDAY, led.epoch, 3, "b1", b"three again")
    assert await store.snapshot(MONDAY, led.epoch, 2, "b2", b"of another build")
    assert await store.load(MONDAY, "b1") == Snapshot(led.epoch, 3, b"three")
    assert await store.load(MONDAY, "b2") == Snapshot(led.epoch, 2, b"of another build")
    assert await store.load(MONDAY, "b3") is None


async def test_a_snapshot_of_what_is_not_in_the_log_is_not_kept(store: Store) -> None:
    led = await begin(store)
    assert not await store.snapshot(MONDAY, led.epoch, 2, "b1", b"of the future")
    assert not await store.snapshot(MONDAY, "another epoch", 1, "b1", b"of another past")
    assert await store.load(MONDAY, "b1") is None


async def test_a_new_epoch_keeps_the_log_and_ends_everything_that_trusted_the_old_one(store: Store) -> None:
    led = await begin_with(store, "a")
    await store.snapshot(MONDAY, led.epoch, 2, "b1", b"may hold what was lost")
    epoch = await store.new_epoch(MONDAY)
    assert isinstance(epoch, str)
    assert epoch != led.epoch
    assert await store.load(MONDAY, "b1") is None
    assert await led.add("stale", 2) == WrongEpoch()
    assert await store.append(MONDAY, epoch, led.fence, 2, entry("unclaimed")) == WrongEpoch()
    claimed = await store.claim(MONDAY, "bela", MINUTE, NOW)
    assert claimed == Claimed(led.fence + 1, epoch)
    assert await Led(store, MONDAY, epoch, led.fence + 1).add("b", 2) == Ok(3)


@pytest.mark.parametrize("backend", ["sqlite", "redis"], indirect=True)
async def test_another_process_sees_what_is_written_and_hears_of_it(
    store: Store, unopened: Callable[[], Store]
) -> None:
    led = await begin(store)
    async with unopened() as second:
        tail = second.tail(MONDAY, 0)
        assert [one.seq for one in await take(tail, 1)] == [1]
        waiting = asyncio.create_task(take(tail, 1))
        assert await led.add("from the first", 1) == Ok(2)
        assert [one.command_id for one in await waiting] == ["from the first"]
        ending = asyncio.create_task(drain(tail))
        await store.erase(MONDAY)
        assert await ending == []


@pytest.mark.parametrize("backend", ["sqlite", "redis"], indirect=True)
async def test_what_was_written_is_there_after_opening_again(unopened: Callable[[], Store]) -> None:
    async with unopened() as store:
        led = await begin(store, aliases=(b"code",))
        await led.add("a", 1, {"text": b"words"})
        await store.snapshot(MONDAY, led.epoch, 2, "b1", b"blob")
        before = await store.read(MONDAY)
    async with unopened() as store:
        assert await store.read(MONDAY) == before
        assert await store.find(b"code") == MONDAY
        assert await store.records(MONDAY) == {"text": b"words"}
        assert await store.load(MONDAY, "b1") == Snapshot(led.epoch, 2, b"blob")
        assert await Led(store, MONDAY, led.epoch, led.fence).add("b", 2) == Ok(3)
