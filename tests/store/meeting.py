"""A named cast for the store's tests: two sessions, and what is written about them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass

from talkingpiece.store import AppendOutcome, Claimed, Created, Entry, NewEntry, Ok, Store

MONDAY = "monday-circle_00000000"
FRIDAY = "friday-circle_00000000"
NOBODY = "nobody-knows-this-one0"

NOW = 1_790_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE


def entry(command: str = "begin", records: Mapping[str, bytes] | None = None, events: bytes = b"") -> NewEntry:
    events = events or b"events of " + command.encode()
    return NewEntry(command, hashlib.sha256(command.encode()).digest(), events, records or {})


@dataclass(frozen=True)
class Led:
    """A session somebody has claimed, so that it can be added to."""

    store: Store
    session: str
    epoch: str
    fence: int

    async def add(self, command: str, expected_seq: int, records: Mapping[str, bytes] | None = None) -> AppendOutcome:
        return await self.store.append(self.session, self.epoch, self.fence, expected_seq, entry(command, records))


async def begin(
    store: Store, session: str = MONDAY, *, aliases: tuple[bytes, ...] = (), holder: str = "anna's process"
) -> Led:
    """A session with its first entry, claimed."""
    created = await store.create(session, entry(), aliases, NOW + 8 * HOUR)
    assert isinstance(created, Created)
    claimed = await store.claim(session, holder, MINUTE, NOW)
    assert isinstance(claimed, Claimed)
    return Led(store, session, claimed.epoch, claimed.fence)


async def begin_with(store: Store, *commands: str) -> Led:
    """The same, with an entry for every command; the first is seq 2."""
    led = await begin(store)
    for seq, command in enumerate(commands, start=2):
        assert await led.add(command, seq - 1) == Ok(seq)
    return led


async def take(entries: AsyncIterator[Entry], count: int) -> list[Entry]:
    """The next `count`; fails rather than hangs if they do not come."""

    async def collect() -> list[Entry]:
        return [await anext(entries) for _ in range(count)]

    return await asyncio.wait_for(collect(), 5)


async def drain(entries: AsyncIterator[Entry]) -> list[Entry]:
    """All of them up to the end of the tail, which must come."""

    async def collect() -> list[Entry]:
        return [one async for one in entries]

    return await asyncio.wait_for(collect(), 5)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """For what a real server does in its own time and tells nobody of."""
    for _ in range(500):
        if await true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come true within 10 s")
