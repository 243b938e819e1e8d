"""What every store promises about writing: one order, one writer at a time, nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from talkingpiece.store import (
    ENTRY_LIMIT,
    AliasTaken,
    Claimed,
    Conflict,
    Created,
    Duplicate,
    Gone,
    Held,
    NewEntry,
    Ok,
    Refused,
    Slice,
    Store,
    StoreFault,
    WrongEpoch,
    open_store,
)
from tests.store.meeting import FRIDAY, HOUR, MINUTE, MONDAY, NOBODY, NOW, begin, begin_with, entry


async def test_the_first_entry_is_seq_one(store: Store) -> None:
    created = await store.create(MONDAY, entry("begin"), [], NOW + HOUR)
    assert isinstance(created, Created)
    found = await store.read(MONDAY)
    assert isinstance(found, Slice)
    assert (found.epoch, found.head) == (created.epoch, 1)
    assert [(one.seq, one.command_id, one.body_hash, one.events) for one in found.entries] == [
        (1, "begin", entry("begin").body_hash, entry("begin").events)
    ]


async def test_creating_again_with_the_same_command_is_the_same_session(store: Store) -> None:
    first = await store.create(MONDAY, entry("begin"), [b"code"], NOW + HOUR)
    assert await store.create(MONDAY, entry("begin"), [b"code"], NOW + HOUR) == first
    assert (await store.read(MONDAY)).head == 1  # type: ignore[union-attr]


async def test_another_command_cannot_create_the_session_again(store: Store) -> None:
    await begin_with(store, "step")
    assert await store.create(MONDAY, entry("other"), [], NOW + HOUR) == Conflict(2)
    assert await store.create(MONDAY, entry("step"), [], NOW + HOUR) == Conflict(2)


async def test_two_sessions_never_share_an_alias(store: Store) -> None:
    await begin(store, MONDAY, aliases=(b"code", b"cards"))
    assert await store.create(FRIDAY, entry(), [b"free", b"cards"], NOW + HOUR) == AliasTaken()
    assert await store.read(FRIDAY) == Gone()
    assert await store.find(b"free") is None
    assert await store.find(b"cards") == MONDAY


async def test_of_many_who_want_one_alias_at_once_exactly_one_has_it(store: Store) -> None:
    sessions = [f"circle-{number:02}_000000000000" for number in range(20)]
    made = await asyncio.gather(*(store.create(one, entry(), [b"code"], NOW + HOUR) for one in sessions))
    winners = [session for session, outcome in zip(sessions, made, strict=True) if isinstance(outcome, Created)]
    assert len(winners) == 1
    assert await store.find(b"code") == winners[0]


async def test_a_released_alias_is_free_for_another_session(store: Store) -> None:
    await begin(store, MONDAY, aliases=(b"code",))
    await store.release(FRIDAY, b"code")
    assert await store.find(b"code") == MONDAY, "only the session it leads to may give it up"
    await store.release(MONDAY, b"code")
    assert await store.find(b"code") is None
    await begin(store, FRIDAY, aliases=(b"code",))
    await store.erase(MONDAY)
    assert await store.find(b"code") == FRIDAY


async def test_a_session_id_of_another_shape_is_a_mistake(store: Store) -> None:
    for wrong in ("short", MONDAY + "x", MONDAY[:-1] + "}", MONDAY[:-1] + "\n"):
        with pytest.raises(ValueError, match="22 characters"):
            await store.create(wrong, entry(), [], NOW + HOUR)


async def test_entries_are_numbered_without_a_gap(store: Store) -> None:
    led = await begin(store)
    assert [await led.add(f"step {seq}", seq - 1) for seq in range(2, 30)] == [Ok(seq) for seq in range(2, 30)]


async def test_a_retry_is_told_where_it_was_written(store: Store) -> None:
    led = await begin_with(store, "tap", "tock")
    assert await led.add("tap", 1) == Duplicate(2, entry("tap").body_hash)
    assert await led.add("tap", 3) == Duplicate(2, entry("tap").body_hash)
    assert (await store.read(MONDAY)).head == 3  # type: ignore[union-attr]


async def test_another_body_under_the_same_id_gets_the_first_ones_hash(store: Store) -> None:
    led = await begin_with(store, "tap")
    other = NewEntry("tap", b"another hash", b"another body")
    assert await store.append(MONDAY, led.epoch, led.fence, 2, other) == Duplicate(2, entry("tap").body_hash)


async def test_who_did_not_see_the_head_is_told_it(store: Store) -> None:
    led = await begin_with(store, "one")
    assert await led.add("late", 1, {"text": b"x"}) == Conflict(2)
    assert await led.add("early", 5, {"text": b"x"}) == Conflict(2)
    assert await store.records(MONDAY) == {}


async def test_of_many_appends_at_once_each_seq_is_given_once(store: Store) -> None:
    led = await begin(store)
    outcomes = await asyncio.gather(*(led.add(f"step {number}", 1) for number in range(50)))
    assert outcomes.count(Ok(2)) == 1
    assert outcomes.count(Conflict(2)) == 49


async def test_sessions_written_at_once_do_not_mix(store: Store) -> None:
    sessions = [f"circle-{number:02}_000000000000" for number in range(12)]
    leds = [await begin(store, session) for session in sessions]

    async def write(number: int) -> None:
        for seq in range(2, 12):
            assert await leds[number].add(f"{number}:{seq}", seq - 1) == Ok(seq)

    await asyncio.gather(*(write(number) for number in range(12)))
    for number, session in enumerate(sessions):
        found = await store.read(session, after_seq=1)
        assert isinstance(found, Slice)
        assert [one.command_id for one in found.entries] == [f"{number}:{seq}" for seq in range(2, 12)]


async def test_nobody_adds_to_a_session_nobody_has_claimed(store: Store) -> None:
    created = await store.create(MONDAY, entry(), [], NOW + HOUR)
    assert isinstance(created, Created)
    assert await store.append(MONDAY, created.epoch, 0, 1, entry("step")) == WrongEpoch()


async def test_the_checks_come_in_their_order(store: Store) -> None:
    led = await begin_with(store, "tap")
    tap = entry("tap")
    assert await store.append(NOBODY, "no epoch", 9, 9, tap) == Gone()
    assert await store.append(MONDAY, "no epoch", led.fence, 9, tap) == WrongEpoch()
    assert await store.append(MONDAY, led.epoch, led.fence + 1, 9, tap) == WrongEpoch()
    assert isinstance(await store.append(MONDAY, led.epoch, led.fence, 9, tap), Duplicate)
    assert await store.append(MONDAY, led.epoch, led.fence, 9, entry("new")) == Conflict(2)


async def test_a_renewed_claim_keeps_its_fence(store: Store) -> None:
    led = await begin(store, holder="anna")
    again = Claimed(led.fence, led.epoch)
    assert await store.claim(MONDAY, "anna", MINUTE, NOW + MINUTE - 1) == again
    assert await store.claim(MONDAY, "anna", MINUTE, NOW + 9 * MINUTE) == again, "late, but nobody came between"


async def test_another_holder_waits_until_the_lease_is_over(store: Store) -> None:
    led = await begin(store, holder="anna")
    assert await store.claim(MONDAY, "bela", MINUTE, NOW + MINUTE - 1) == Held("anna", NOW + MINUTE)
    taken = await store.claim(MONDAY, "bela", MINUTE, NOW + MINUTE)
    assert taken == Claimed(led.fence + 1, led.epoch)
    assert await led.add("stale", 1) == WrongEpoch()
    assert await store.claim(MONDAY, "anna", MINUTE, NOW + MINUTE) == Held("bela", NOW + 2 * MINUTE)


async def test_renewing_prolongs_the_lease(store: Store) -> None:
    await begin(store, holder="anna")
    await store.claim(MONDAY, "anna", MINUTE, NOW + MINUTE // 2)
    assert isinstance(await store.claim(MONDAY, "bela", MINUTE, NOW + MINUTE), Held)


async def test_a_claim_given_back_can_be_taken_at_once(store: Store) -> None:
    led = await begin(store, holder="anna")
    await store.yield_claim(MONDAY, led.fence + 1)
    assert isinstance(await store.claim(MONDAY, "bela", MINUTE, NOW), Held), "only its own fence gives it back"
    await store.yield_claim(MONDAY, led.fence)
    assert await led.add("after giving it back", 1) == WrongEpoch()
    assert await store.claim(MONDAY, "bela", MINUTE, NOW) == Claimed(led.fence + 1, led.epoch)


async def test_of_many_who_claim_at_once_exactly_one_has_it(store: Store) -> None:
    await store.create(MONDAY, entry(), [], NOW + HOUR)
    claims = await asyncio.gather(*(store.claim(MONDAY, f"p{n}", MINUTE, NOW) for n in range(20)))
    assert sum(isinstance(one, Claimed) for one in claims) == 1


async def test_what_nobody_created_cannot_be_claimed(store: Store) -> None:
    assert await store.claim(NOBODY, "anna", MINUTE, NOW) == Gone()
    await store.yield_claim(NOBODY, 1)


async def test_an_entry_beyond_the_limit_is_refused_and_the_next_goes_through(store: Store) -> None:
    led = await begin(store)
    half = bytes(ENTRY_LIMIT // 2)
    assert await led.add("huge", 1, {"a": half, "b": half}) == Refused("too_large")
    assert await led.add("large", 1, {"a": half}) == Ok(2)
    assert await store.records(MONDAY) == {"a": half}


async def test_bytes_come_back_as_they_went_in(store: Store) -> None:
    led = await begin(store)
    every_byte = bytes(range(256))
    strange = NewEntry("id with é ✓", every_byte, every_byte * 9, {"né:✓": every_byte, "empty": b""})
    assert await store.append(MONDAY, led.epoch, led.fence, 1, strange) == Ok(2)
    found = await store.read(MONDAY, after_seq=1)
    assert isinstance(found, Slice)
    (one,) = found.entries
    assert (one.command_id, one.body_hash, one.events) == ("id with é ✓", every_byte, every_byte * 9)
    assert await store.records(MONDAY) == {"empty": b"", "né:✓": every_byte}


async def test_a_closed_store_refuses(unopened: Callable[[], Store]) -> None:
    store = unopened()
    async with store:
        led = await begin(store)
        await store.ready()
    await store.close()
    assert await led.add("too late", 1) == Refused("closed")
    assert await store.create(FRIDAY, entry(), [], NOW + HOUR) == Refused("closed")
    with pytest.raises(StoreFault):
        await store.read(MONDAY)
    with pytest.raises(StoreFault):
        await store.ready()


@pytest.mark.parametrize("url", ["", "postgres://u:secret@host/db", "sqlite://", "sqlite:///", "sqlite://host/a.db",
                                 "sqlite:///:memory:", "redis://host:secret/0"])  # fmt: skip
def test_an_address_no_store_is_known_for_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreFault) as told:
        open_store(url)
    assert "secret" not in str(told.value)
    assert "://" in str(told.value), "says what an address looks like"


def test_nothing_people_wrote_is_in_a_repr() -> None:
    words = b"I felt left out"
    assert "left out" not in repr(entry("c", {"card": words}, events=words))
