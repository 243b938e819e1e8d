"""One group's records, kept in step with the store. Like a ledger, but what is kept is what is, not what happened.

Nothing about people is in the log's entries, nor in their hashes: entries cannot be erased alone, records can.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Self

from talkingpiece import store
from talkingpiece.clock import Clock
from talkingpiece.core.pairing.known import Known
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.roster import Change, Roster, applied, known
from talkingpiece.groups.weeks import DAY_MS, MONTH_MS
from talkingpiece.hold import TRIES, Hold, pause
from talkingpiece.store.base import Store

EVENTS = b"[]"  # of every entry: nothing about people happens in a group's log


class Book:
    """One group, open for writing. `revision` grows with every change. `touched_ms`: when it was last asked for."""

    def __init__(self, kept: Store, group: str, holder: str, lease_ms: int, clock: Clock) -> None:
        self._hold, self.group, self._clock = Hold(kept, group, holder, lease_ms), group, clock
        self._seq = 0
        self._writing = asyncio.Lock()
        self._kept_until = 0
        self._known: dict[str | None, Known] = {}
        self.roster, self.revision, self.touched_ms = Roster(), 0, 0
        self.by_key: dict[str, str] = {}
        self.lost = False
        self.reminded_ms: int | None = None

    @classmethod
    async def open(cls, kept: Store, group: str, holder: str, lease_ms: int, clock: Clock) -> Self | None:
        """The book of a group, or None when there is no such group. Raises Lost when another process has it."""
        if "group" not in await kept.records(group, ["group"]):
            return None  # a session, perhaps: its lease is not ours to take
        book = cls(kept, group, holder, lease_ms, clock)
        return book if await book.renew() and await book._reload() else None

    async def renew(self) -> bool:
        """Keep the lease; False when the group is gone. Raises Lost when another process has it."""
        return await self._hold.claim(self._clock.now_ms())

    async def give_back(self) -> None:
        """Give up the lease, so that another process need not wait for its end."""
        await self._hold.give_back()

    async def _reload(self) -> bool:
        part = await self._hold.store.read(self.group, limit=1)
        if isinstance(part, store.Gone):
            return False
        records = await self._hold.store.records(self.group)
        self._seq = part.head
        if "group" not in records:
            return False
        try:
            self._become(applied(Roster(), records))
        except (ValueError, KeyError, TypeError):
            raise store.StoreFault("a group was kept by a newer version of Talking Piece, or is damaged") from None
        return True

    def _become(self, roster: Roster) -> None:
        self.roster = roster
        self.revision += 1
        self.by_key = {member.key: member.id for member in roster.members.values()}
        self._known.clear()

    def known(self, session: str | None) -> Known:
        """What a plan for this session draws on, by member; reckoned once for as long as nothing changes."""
        if session not in self._known:
            self._known[session] = known(self.roster, session)
        return self._known[session]

    # --- writing -------------------------------------------------------------------------------------------

    async def write(self, decide: Callable[[Roster], Change], command_id: str | None = None) -> None:
        """Have a change kept; durable when it returns. The same `command_id` again changes nothing.

        `decide` may be asked more than once, when the group changed meanwhile. Raises what it raises; Refused when
        certainly nothing was written; Lost; StoreFault when something may be left to erase: ask the same again.
        """
        id = command_id or f"keep:{secrets.token_urlsafe(9)}"
        async with self._writing:
            try:
                await self._write(decide, id)
            except Lost:
                self.lost = True  # whoever asks next opens it afresh
                raise

    async def _write(self, decide: Callable[[Roster], Change], id: str) -> None:
        for attempt in range(TRIES):
            change = decide(self.roster)
            if not change.written or await self._append(id, change.written, attempt):
                await self._erase(change.erased)
                await self._keep()
                return
        raise Lost

    async def _append(self, id: str, records: Mapping[str, bytes], attempt: int) -> bool:
        """True when it is written; False when the group has changed and the change must be decided again."""
        entry = store.NewEntry(id, hashlib.sha256(id.encode()).digest(), EVENTS, records)
        match await self._hold.append(self._seq, entry):
            case store.Ok(seq=seq):
                self._seq = seq
                self._become(applied(self.roster, records))
                return True
            case store.Refused(reason=reason):
                raise Refused("too_much" if reason == "too_large" else "not_kept", _NOT_KEPT.get(reason, _LATER))
            case store.Duplicate(seq=seq):
                if seq > self._seq:  # what was written before that is here already
                    await self._catch_up(claim=False)
                return True
            case other:
                if attempt:
                    await pause(attempt)
                await self._catch_up(claim=isinstance(other, store.WrongEpoch))
        return False

    async def _catch_up(self, *, claim: bool) -> None:
        if (claim and not await self.renew()) or not await self._reload():
            raise Lost

    async def _erase(self, ids: Iterable[str]) -> None:
        gone = tuple(ids)
        if gone:
            await self._hold.store.erase_records(self.group, gone)
            self._become(applied(self.roster, {}, gone))

    async def _keep(self) -> None:
        """A group goes a month after the last of its memory; every use of it moves that day on."""
        until = self._clock.now_ms() + (self.roster.keep_months + 1) * MONTH_MS
        if abs(until - self._kept_until) < DAY_MS:
            return
        with contextlib.suppress(store.StoreFault):  # what was asked is done; the next use moves the day on
            if await self._hold.store.keep_until(self.group, until):
                self._kept_until = until


_LATER = "This could not be kept just now. Try again in a moment."
_FULL = "This could not be kept: the server has no room left. Tell whoever runs it."
_NOT_KEPT = {
    "too_large": "This is more than can be kept at once. Take fewer people or shorter tags at a time.",
    "disk": _FULL,
    "full": _FULL,
    "read_only": "This could not be kept: the server may only read its store. Tell whoever runs it.",
}
