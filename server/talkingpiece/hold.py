"""One log of the store in the hands of this process: its lease, and appends whose fate is known in the end.

What a session's ledger and a group's book have in common.
"""

from __future__ import annotations

import asyncio

from talkingpiece import store
from talkingpiece.core.refusal import Lost
from talkingpiece.store.base import Store

TRIES = 6  # of an append whose fate is unknown, or that another process overtook
FIRST_WAIT_S = 0.05  # doubles with every try


class Hold:
    """The lease on one log. `holder` and `lease_ms`: see `Store.claim`."""

    def __init__(self, kept: Store, id: str, holder: str, lease_ms: int) -> None:
        self.store, self.id, self._holder, self._lease_ms = kept, id, holder, lease_ms
        self.epoch, self.fence = "", 0

    async def claim(self, now_ms: int) -> bool:
        """Take or keep the lease; False when there is no such log. Raises Lost when another process has it."""
        match await self.store.claim(self.id, self._holder, self._lease_ms, now_ms):
            case store.Claimed(fence=fence, epoch=epoch):
                self.fence, self.epoch = fence, epoch
                return True
            case store.Held():
                raise Lost
        return False

    async def give_back(self) -> None:
        """Give up the lease, so that another process need not wait for its end."""
        try:
            await self.store.yield_claim(self.id, self.fence)
        except store.StoreFault:  # then it runs out by itself
            return

    async def append(self, seq: int, entry: store.NewEntry) -> store.AppendOutcome:
        """Append after `seq`, and ask again with the same command for as long as its fate is unknown. Raises Lost."""
        for attempt in range(TRIES):
            outcome = await self.store.append(self.id, self.epoch, self.fence, seq, entry)
            if not isinstance(outcome, store.Unknown):
                return outcome
            await pause(attempt)
        raise Lost


async def pause(attempt: int) -> None:
    """Longer with every try."""
    await asyncio.sleep(FIRST_WAIT_S * 2**attempt)
