"""A store that has trouble on demand, around one that has none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from talkingpiece import store
from talkingpiece.store import StoreFault
from talkingpiece.store.memory import MemoryStore

Trouble = Callable[..., Any]


class FaultyStore(MemoryStore):
    """`next_appends`: what the next appends answer instead of writing, or do before. `down`: nothing works."""

    def __init__(self) -> None:
        super().__init__()
        self.next_appends: deque[store.AppendOutcome | str] = deque()
        self.down = False
        self.asked = 0

    async def append(
        self, session: str, epoch: str, fence: int, expected_seq: int, entry: store.NewEntry
    ) -> store.AppendOutcome:
        self.asked += 1
        trouble = self.next_appends.popleft() if self.next_appends else None
        if self.down:
            return store.Refused("unreachable")
        if trouble == "lost answer":  # written, but nobody is told
            await super().append(session, epoch, fence, expected_seq, entry)
            return store.Unknown("connection_lost")
        if trouble == "overtaken":  # another process of ours was quicker
            other = store.NewEntry("another's", b"x", b"[]")
            await super().append(session, epoch, fence, expected_seq, other)
        elif trouble == "goes down":
            await super().append(session, epoch, fence, expected_seq, entry)
            self.down = True
            return store.Duplicate(expected_seq + 1, entry.body_hash)
        elif trouble == "restored":
            await super().new_epoch(session)
        elif trouble is not None and not isinstance(trouble, str):
            return trouble
        return await super().append(session, epoch, fence, expected_seq, entry)

    async def create(self, *args: Any) -> store.CreateOutcome:
        return store.Refused("unreachable") if self.down else await super().create(*args)

    async def ready(self) -> None:
        self._check()
        await super().ready()

    async def find(self, alias: bytes) -> str | None:
        self._check()
        return await super().find(alias)

    async def claim(self, *args: Any) -> store.ClaimOutcome:
        self._check()
        return await super().claim(*args)

    async def read(self, *args: Any, **kwargs: Any) -> store.Slice | store.Gone:
        self._check()
        return await super().read(*args, **kwargs)

    async def records(self, *args: Any) -> dict[str, bytes]:
        self._check()
        return await super().records(*args)

    def _check(self) -> None:
        if self.down:
            raise StoreFault("The store at redis://secret-password@host cannot be reached.")
