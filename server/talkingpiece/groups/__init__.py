"""Groups of people who meet again: who they are, what is known of them, and how that is kept. No accounts.

A group is a set of side records in a store log with an id of its own, so that everything about one person can be
erased alone. Groups in use are held in memory: a plan is never kept waiting for the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from weakref import WeakValueDictionary

from talkingpiece import keys, store
from talkingpiece.clock import Clock
from talkingpiece.core import roster as r
from talkingpiece.core.pairing.known import Known
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.roster.state import group_record
from talkingpiece.groups.book import EVENTS, Book
from talkingpiece.groups.weeks import MONTH_MS, end_of, week_of
from talkingpiece.store.base import Store

IDLE_MS = 10 * 60_000  # milliseconds after which a group that nobody asks for leaves the memory

log = logging.getLogger(__name__)


class Groups:
    """The groups of this process. What takes a group's id answers for one that does not exist as for an empty one."""

    def __init__(self, kept: Store, clock: Clock, holder: str, lease_ms: int) -> None:
        self._store, self._clock, self._holder, self._lease_ms = kept, clock, holder, lease_ms
        self._books: dict[str, Book] = {}
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def create(self, name: str) -> tuple[str, str]:
        """A new group: its id, and the key of whoever keeps it, which is told once. Raises Refused."""
        group = keys.new_token()
        key = keys.new_key(group)
        called = r.applied(r.Roster(key=keys.hashed(key)), r.described(r.Roster(), name, None).written)
        records = group_record(r.Roster(called.name, keys.hashed(key)))
        entry = store.NewEntry("group", hashlib.sha256(group.encode()).digest(), EVENTS, records)
        until = self._clock.now_ms() + (r.Roster().keep_months + 1) * MONTH_MS
        if not isinstance(await self._store.create(group, entry, (), until), store.Created):
            raise Refused("not_kept", "The group could not be kept. Try again in a moment.")
        return group, key

    async def load(self, group: str) -> Book | None:
        """The group, held in memory from now on. None: there is none of this id. Raises Lost, StoreFault."""
        if not keys.is_token(group):
            return None
        lock = self._opening.setdefault(group, asyncio.Lock())
        async with lock:
            book = self._books.get(group)
            if book is None or book.lost:
                self._books.pop(group, None)
                book = await Book.open(self._store, group, self._holder, self._lease_ms, self._clock)
                if book is None:
                    return None
                self._books[group] = book
                await self.tidy(book)
            book.touched_ms = self._clock.now_ms()
            return book

    def held(self, group: str | None) -> Book | None:
        """The group, if it is in memory."""
        return self._books.get(group or "")

    async def kept_by(self, key: str) -> Book | None:
        """The group whose keeper has this key. None tells nothing more. Raises Lost, StoreFault."""
        book = await self.load(keys.session_of(key) or "")
        return book if book is not None and keys.opens(key, book.roster.key) else None

    async def member(self, key: str) -> tuple[Book, r.Member] | None:
        """Whose personal link has this key. Raises Lost, StoreFault."""
        book = await self.load(keys.session_of(key) or "")
        member = book and book.roster.members.get(book.by_key.get(keys.hashed(key), ""))
        return (book, member) if book and member and keys.opens(key, member.key) else None

    # --- its sessions ------------------------------------------------------------------------------------------

    def sessions(self, group: str) -> tuple[str, ...]:
        """The group's sessions that are not known to be over, newest first; of a group in memory."""
        book = self.held(group)
        return tuple(sorted(book.roster.sessions, key=lambda id: -book.roster.sessions[id].order)) if book else ()

    async def opened(self, group: str, session: str) -> None:
        """A session of the group was opened. Raises Lost, Refused, StoreFault."""
        if book := await self.load(group):
            await book.write(lambda roster: r.opened(roster, session))

    async def ended(self, group: str, sessions: Collection[str]) -> None:
        """These are over; when that cannot be kept just now, it is found out again."""
        book = self.held(group)
        if book is None or not sessions:
            return
        gone = tuple(f"session:{session}" for session in sessions)
        with contextlib.suppress(Lost, store.StoreFault):
            await book.write(lambda roster: r.Change(erased=gone))

    # --- what plans draw on, and what comes of them ------------------------------------------------------------

    def known(self, group: str, seats: Mapping[str, str], session: str | None = None) -> Known:
        """What is known of the members in these seats (seat -> member), by seat."""
        book = self.held(group)
        return r.seated(book.known(session), seats) if book else r.NOBODY

    async def remember(
        self, group: str, command_id: str, week: str, pairs: Iterable[Sequence[str]], session: str | None = None
    ) -> None:
        """Keep who was together in one round, once for each `command_id`. Raises Lost, Refused, StoreFault."""
        met = tuple(pairs)
        if book := await self.load(group):
            await book.write(lambda roster: r.remembered(roster, session, week, met), command_id)
            await self.remind(book)

    async def wish(self, group: str, member: str, not_with: Iterable[str], among: Iterable[str] | None = None) -> None:
        """Keep a member's private list of those they were asked about (everybody, unless `among` says who). Raises
        Lost, Refused, StoreFault.
        """
        others, asked = tuple(not_with), None if among is None else tuple(among)
        if book := await self.load(group):
            await book.write(
                lambda roster: r.wished(roster, member, others, roster.members if asked is None else asked)
            )

    # --- time passes -------------------------------------------------------------------------------------------

    async def tidy(self, book: Book) -> None:
        """Forget what the group's memory is over for. Raises Lost, StoreFault."""
        oldest = week_of(self._clock.now_ms() - book.roster.keep_months * MONTH_MS)
        if r.outdated(book.roster, oldest).erased:
            await book.write(lambda roster: r.outdated(roster, oldest))
        await self.remind(book)

    async def remind(self, book: Book) -> None:
        """Have the store call when the oldest meeting has had its time, also if nobody uses the group by then: the
        call is the end of a log without content, whose id leads to the group.
        """
        oldest = min((met.week for met in book.roster.meetings.values()), default=None)
        due = None if oldest is None else end_of(oldest) + book.roster.keep_months * MONTH_MS
        if due is None or due == book.reminded_ms:
            return
        reminder = keys.reminder_of(book.group)
        entry = store.NewEntry("reminder", hashlib.sha256(b"reminder").digest(), EVENTS)
        try:
            await self._store.create(reminder, entry, (), due)
            if await self._store.keep_until(reminder, due):
                book.reminded_ms = due
        except store.StoreFault:
            log.warning("a group's reminder could not be set yet")

    async def expired(self, ids: Iterable[str]) -> None:
        """The store has let these go: groups are forgotten, and reminded groups are tidied."""
        for id in ids:
            self._books.pop(id, None)
            with contextlib.suppress(Lost, Refused):
                if book := await self.load(keys.reminder_of(id)):
                    book.reminded_ms = None
                    await self.tidy(book)

    async def erase(self, group: str) -> None:
        """Everything of it. Raises StoreFault."""
        self._books.pop(group, None)
        await self._store.erase(group)
        await self._store.erase(keys.reminder_of(group))

    async def renew_leases(self) -> None:
        """Keep every group's lease; one that another process has leaves the memory."""
        for group, book in list(self._books.items()):
            try:
                kept = await book.renew()
            except (Lost, store.StoreFault):
                kept = False
            if not kept and self._books.get(group) is book:
                del self._books[group]

    async def put_away(self, in_use: Collection[str | None] = ()) -> None:
        """Leave the memory to those in use. All of it is in the store."""
        before = self._clock.now_ms() - IDLE_MS
        for group in [g for g, book in self._books.items() if g not in in_use and book.touched_ms <= before]:
            await self._books.pop(group).give_back()

    async def close(self) -> None:
        """Give all groups back, for the next process to take at once."""
        for group in list(self._books):
            await self._books.pop(group).give_back()
