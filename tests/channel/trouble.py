"""A store as one server process meets it: answers get lost, it is full, or the process dies while it asks."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from talkingpiece import store

Trouble = Literal["lost before", "lost after", "full", "dies before", "dies after"]


class Troubled:
    """`inner` is the real one, whichever it is. `next_appends`: what the next ones meet. `asking`: calls under way;
    one in which the process dies is not among them, and sets `dying`. `impatient`: takes a lease that is not over yet,
    as if the owner had not been heard of.
    """

    def __init__(self, inner: Any, lease_ms: int) -> None:
        self.inner, self._lease_ms = inner, lease_ms
        self.next_appends: deque[Trouble] = deque()
        self.asking = 0
        self.dying = self.impatient = False

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def asked(*args: Any, **fields: Any) -> Any:
            return await self._ask(getattr(self.inner, name)(*args, **fields))

        return asked

    async def claim(self, session: str, holder: str, ttl_ms: int, now_ms: int) -> Any:
        now_ms += self._lease_ms if self.impatient else 0
        return await self._ask(self.inner.claim(session, holder, ttl_ms, now_ms))

    async def append(self, *args: Any) -> Any:
        trouble = self.next_appends.popleft() if self.next_appends else None
        if trouble == "full":
            return store.Refused("full")
        written = None if trouble in ("lost before", "dies before") else await self._ask(self.inner.append(*args))
        if trouble in ("dies before", "dies after"):
            self.dying = True
            await asyncio.get_running_loop().create_future()
        return store.Unknown("connection_lost") if trouble else written

    async def _ask(self, call: Awaitable[Any]) -> Any:
        self.asking += 1
        try:
            return await call
        finally:
            self.asking -= 1
