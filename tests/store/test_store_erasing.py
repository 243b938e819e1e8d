"""What every store promises about erasing: gone for everybody, and nothing else with it."""

from __future__ import annotations

from talkingpiece.store import Created, Gone, Ok, Slice, Snapshot, Store, WrongEpoch
from tests.store.meeting import FRIDAY, HOUR, MINUTE, MONDAY, NOBODY, NOW, begin, begin_with, entry


async def test_records_come_in_the_order_of_their_ids(store: Store) -> None:
    led = await begin(store)
    await led.add("words", 1, {"c": b"3", "a": b"1"})
    await led.add("more", 2, {"b": b"2", "d": b"4"})
    assert list((await store.records(MONDAY)).items()) == [("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4")]
    assert list(await store.records(MONDAY, ["d", "a", "a", "z"])) == ["a", "d"]
    assert await store.records(MONDAY, []) == {}


async def test_the_first_entry_may_bring_records(store: Store) -> None:
    await store.create(MONDAY, entry("begin", {"title": b"Monday circle"}), [], NOW + HOUR)
    assert await store.records(MONDAY) == {"title": b"Monday circle"}


async def test_a_record_written_again_is_replaced(store: Store) -> None:
    led = await begin(store)
    await led.add("name", 1, {"name": b"Ann"})
    await led.add("rename", 2, {"name": b"Anna"})
    assert await store.records(MONDAY) == {"name": b"Anna"}


async def test_an_erased_record_is_gone_and_its_entry_stays(store: Store) -> None:
    led = await begin(store)
    await led.add("words", 1, {"mine": b"mine", "yours": b"yours"})
    await store.erase_records(MONDAY, ["mine", "never there"])
    assert await store.records(MONDAY) == {"yours": b"yours"}
    found = await store.read(MONDAY)
    assert isinstance(found, Slice)
    assert [one.seq for one in found.entries] == [1, 2]
    assert await led.add("next", 2) == Ok(3)


async def test_erasing_a_record_takes_the_snapshots_that_may_quote_it(store: Store) -> None:
    monday, friday = await begin(store, MONDAY), await begin(store, FRIDAY)
    for led in (monday, friday):
        await led.add("words", 1, {"mine": b"mine"})
        assert await store.snapshot(led.session, led.epoch, 2, "b1", b"she said: mine")
    await store.erase_records(MONDAY, ["mine"])
    assert await store.load(MONDAY, "b1") is None
    assert await store.load(FRIDAY, "b1") == Snapshot(friday.epoch, 2, b"she said: mine")
    assert await store.records(FRIDAY) == {"mine": b"mine"}


async def test_erasing_many_records_at_once(store: Store) -> None:
    led = await begin(store)
    many = {f"text {number:04}": b"x" for number in range(3000)}
    assert await led.add("words", 1, many) == Ok(2)
    assert await store.records(MONDAY, list(many)) == many
    await store.erase_records(MONDAY, list(many))
    assert await store.records(MONDAY) == {}


async def test_an_erased_session_is_gone_everywhere(store: Store) -> None:
    led = await begin(store, aliases=(b"code",))
    await led.add("words", 1, {"mine": b"mine"})
    await store.snapshot(MONDAY, led.epoch, 2, "b1", b"blob")
    await store.erase(MONDAY)
    assert await store.read(MONDAY) == Gone()
    assert await led.add("late", 2) == Gone()
    assert await led.add("words", 1) == Gone(), "not even as a duplicate"
    assert await store.claim(MONDAY, "anna", MINUTE, NOW) == Gone()
    assert await store.records(MONDAY) == {}
    assert await store.load(MONDAY, "b1") is None
    assert await store.new_epoch(MONDAY) == Gone()
    assert await store.find(b"code") is None


async def test_erasing_again_or_what_never_was_is_no_fault(store: Store) -> None:
    await begin(store)
    await store.erase(MONDAY)
    await store.erase(MONDAY)
    await store.erase(NOBODY)
    await store.erase_records(NOBODY, ["x"])


async def test_erasing_one_session_leaves_the_other_whole(store: Store) -> None:
    await begin(store, MONDAY, aliases=(b"monday",))
    friday = await begin(store, FRIDAY, aliases=(b"friday",))
    await friday.add("words", 1, {"text": b"ours"})
    await store.erase(MONDAY)
    assert await store.find(b"friday") == FRIDAY
    assert await store.records(FRIDAY) == {"text": b"ours"}
    assert await friday.add("next", 2) == Ok(3)


async def test_an_id_made_again_is_another_session(store: Store) -> None:
    led = await begin(store, aliases=(b"code",))
    await led.add("words", 1, {"mine": b"mine"})
    await store.erase(MONDAY)
    again = await store.create(MONDAY, entry(), [b"code"], NOW + HOUR)
    assert isinstance(again, Created)
    assert again.epoch != led.epoch
    await store.claim(MONDAY, "anna's process", MINUTE, NOW)
    assert await led.add("from its first life", 1) == WrongEpoch()
    assert await store.records(MONDAY) == {}


async def test_what_is_due_is_erased_and_named(store: Store) -> None:
    await store.create(MONDAY, entry(), [b"code"], NOW + HOUR)
    await store.create(FRIDAY, entry(), [], NOW + 2 * HOUR)
    assert await store.expire(NOW + HOUR - 1) == []
    assert await store.expire(NOW + HOUR) == [MONDAY]
    assert await store.read(MONDAY) == Gone()
    assert await store.find(b"code") is None
    assert isinstance(await store.read(FRIDAY), Slice)
    assert await store.expire(NOW + HOUR) == []


async def test_what_is_kept_longer_is_not_due(store: Store) -> None:
    await begin_with(store, "a")
    assert await store.keep_until(MONDAY, NOW + 50 * HOUR)
    assert await store.expire(NOW + 50 * HOUR - 1) == []
    assert await store.keep_until(MONDAY, NOW + HOUR)
    assert await store.expire(NOW + HOUR) == [MONDAY]
