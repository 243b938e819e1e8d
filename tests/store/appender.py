"""A process that appends until it is killed. Prints `session seq command` for what it was told is durable."""

from __future__ import annotations

import asyncio
import sys

from talkingpiece.store import Claimed, Created, NewEntry, Ok, Slice
from talkingpiece.store.sqlite import SqliteStore

SESSIONS = tuple(f"killed-circle-{number:02}_00000" for number in range(3))


async def append_for_ever(store: SqliteStore, session: str, life: str) -> None:
    created = await store.create(session, NewEntry("begin", b"hash", b"begin"), [], 2**52)
    claimed = await store.claim(session, life, 1000, int(life) * 10_000)
    found = await store.read(session, after_seq=2**40)
    assert isinstance(created, Created)
    assert isinstance(claimed, Claimed)
    assert isinstance(found, Slice)
    seq = found.head
    while True:
        command = f"{life}:{seq}"
        entry = NewEntry(command, b"hash", b"events", {f"{command}/a": b"x" * 700, f"{command}/b": b"y"})
        outcome = await store.append(session, claimed.epoch, claimed.fence, seq, entry)
        assert outcome == Ok(seq + 1)
        seq += 1
        sys.stdout.write(f"{session} {seq} {command}\n")
        sys.stdout.flush()


async def main(path: str, life: str) -> None:
    async with SqliteStore(path) as store:
        await asyncio.gather(*(append_for_ever(store, session, life) for session in SESSIONS))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
