"""One session's log and its fold, kept in step with the store: decide -> append -> evolve, and nothing in between.

`act` answers only after the append is durable. A retry of the same command never acts twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from random import Random
from typing import Self

from talkingpiece import journal, store
from talkingpiece.core.decide import Decision, decide
from talkingpiece.core.events import Event
from talkingpiece.core.evolve import fold
from talkingpiece.core.pairing import NOTHING, Known
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import By
from talkingpiece.hold import TRIES, Hold, pause
from talkingpiece.store.base import Store

__all__ = ["Ledger", "Lost", "body_hash"]


class Ledger:
    """The log of one session, open for writing."""

    def __init__(self, kept: Store, session_id: str, holder: str, lease_ms: int) -> None:
        self._hold, self.seq = Hold(kept, session_id, holder, lease_ms), 0
        self._done: dict[str, bytes] = {}
        self._session: Session | None = None
        self.words: dict[str, str] = {}

    @classmethod
    async def open(cls, kept: Store, session_id: str, holder: str, lease_ms: int, now_ms: int) -> Self | None:
        """The ledger of a session, or None when there is no such session. Raises Lost when another process has it."""
        ledger = cls(kept, session_id, holder, lease_ms)
        return ledger if await ledger._hold.claim(now_ms) and await ledger._reload() else None

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    @property
    def seen(self) -> str:
        """How far this ledger is, for clients to give back: a restored store is noticed by it."""
        return f"{self._hold.epoch}.{self.seq}"

    @property
    def epoch(self) -> str:
        """Changes when what was written may have been lost, as after a restore."""
        return self._hold.epoch

    @property
    def fence(self) -> int:
        """Grows whenever the session changes hands."""
        return self._hold.fence

    async def renew(self, now_ms: int) -> None:
        """Keep the lease. Raises Lost when another process has the session, or had it in between: what that one wrote
        can be read, but not to whom it gave tokens, and what is in memory here may have been opened there."""
        held = self.fence, self.epoch
        if not await self._hold.claim(now_ms) or held != (self.fence, self.epoch):
            raise Lost

    async def give_back(self) -> None:
        """Give up the lease, so that another process need not wait for its end."""
        await self._hold.give_back()

    async def _reload(self) -> bool:
        """Fold the whole log anew. There is one way to get a session, however often it is needed."""
        session, seq, done = None, 0, {}
        while True:
            part = await self._hold.store.read(self._hold.id, after_seq=seq)
            if isinstance(part, store.Gone):
                return False
            for entry in part.entries:
                events = journal.decode(entry.events, entry.seq)
                if session is None and not events:  # the log of a group, in which nothing happens
                    return False
                session = fold(events, session)
                done[entry.command_id] = entry.body_hash
                seq = entry.seq
            if seq >= part.head or not part.entries:
                break
        records = await self._hold.store.records(self._hold.id)
        self._session, self.seq, self._done = session, seq, done
        self.words = {id: text.decode() for id, text in records.items()}
        return session is not None

    async def act(
        self,
        by: By,
        command: object,
        id: str,
        now_ms: int,
        dice: Random,
        known: Known = NOTHING,
    ) -> tuple[Event, ...]:
        """Do what is asked, once. Returns what happened, nothing when it was so already.

        Raises Refused (certainly nothing happened), or Lost.
        """
        body = body_hash(command)
        for attempt in range(TRIES):
            if id in self._done:
                return self._again(id, body)
            decision = decide(self.session, by, command, now_ms, dice, known)
            if not decision.events:
                self._done[id] = body
                return ()
            if await self._append(decision, id, body, now_ms, attempt):
                return decision.events
        raise Lost

    def _again(self, id: str, body: bytes) -> tuple[Event, ...]:
        if self._done[id] != body:
            raise Refused("reused_id", "This was sent before with other content; it was not done again.")
        return ()

    async def _append(self, decision: Decision, id: str, body: bytes, now_ms: int, attempt: int) -> bool:
        """True when it is written; False when the log has moved and the command must be decided again."""
        records = {key: text.encode() for key, text in decision.records.items()}
        entry = store.NewEntry(id, body, journal.encode(decision.events), records)
        match await self._hold.append(self.seq, entry):
            case store.Ok(seq=seq):
                self._session = fold(decision.events, self._session)
                self.seq, self._done[id] = seq, body
                self.words.update(decision.records)
                return True
            case store.Refused(reason=reason):
                raise Refused("not_kept", _NOT_KEPT.get(reason, _NOT_KEPT["unreachable"]))
            case store.Gone():
                raise Lost
            case other:
                if attempt:
                    await pause(attempt)
                await self._catch_up(now_ms, claim=isinstance(other, store.WrongEpoch))
        return False

    async def _catch_up(self, now_ms: int, *, claim: bool) -> None:
        """Fold what was written meanwhile. Raises Lost, also for trouble: the command may be among it, so that
        neither yes nor no would be true."""
        try:
            if claim:
                await self.renew(now_ms)
            if not await self._reload():
                raise Lost
        except (store.StoreFault, journal.UnreadableLog):
            raise Lost from None

    async def erase_words(self, ids: Iterable[str]) -> None:
        """Erase side records for good. Replay then shows them as removed."""
        gone = [id for id in ids if id in self.words]
        if gone:
            await self._hold.store.erase_records(self._hold.id, gone)
            for id in gone:
                del self.words[id]


def body_hash(command: object) -> bytes:
    """What tells a retry from another command under the same id. The hash of a short text can be guessed, but what
    it is stored beside is the command's own effect. Where that effect can be erased, nothing of it is hashed.
    """
    if getattr(command, "private", False):
        return hashlib.sha256(type(command).__name__.encode()).digest()
    return hashlib.sha256(repr(command).encode()).digest()


_FULL = "This could not be kept: the server has no room left. Your words are still here; tell whoever runs it."
_NOT_KEPT = {
    "unreachable": "This could not be kept just now. Your words are still here. Try again in a moment.",
    "too_large": "This is more than can be kept at once. Shorten it, please.",
    "disk": _FULL,
    "full": _FULL,
    "read_only": "This could not be kept: the server may only read its store. Tell whoever runs it.",
}
