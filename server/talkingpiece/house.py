"""All rooms of this process: opens sessions, finds the room behind a code or key, and a group's open circle."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random, SystemRandom
from weakref import WeakValueDictionary

from talkingpiece import journal, keys, seeds, store, wire
from talkingpiece.clock import Clock
from talkingpiece.core.events import Door, Led, SessionOpened
from talkingpiece.core.module import Module
from talkingpiece.core.refusal import Refused
from talkingpiece.core.texts import clean
from talkingpiece.groups import Groups
from talkingpiece.groups.company import Company
from talkingpiece.ledger import Ledger, Lost
from talkingpiece.room import Room
from talkingpiece.store.base import Store

DAY_MS = 24 * 3600 * 1000
TITLE_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A session that somebody would like to begin, of a group or alone. `module`: its name. `begins`: the member who
    leads first among peers.
    """

    module: str
    title: str | None
    led: Led
    door: Door
    room_links: Sequence[str] = ()
    group: str | None = None
    begins: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: what its starter is told, once. `link`: what the join link carries of its channel's root."""

    session: str
    code: str
    link: str
    facilitator_key: str
    wall_key: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator decides. `keep_days`: after so many days everything of a session is erased."""

    build: str
    most_seats: int = 5000
    keep_days: int = 30
    holder: str = "embedded"
    lease_ms: int = 365 * DAY_MS


class House:
    """All rooms of this process."""

    def __init__(
        self, kept: Store, modules: Mapping[str, Module], clock: Clock, rules: Rules, dice: Random | None = None
    ) -> None:
        self.store, self.modules, self.clock, self.rules = kept, modules, clock, rules
        self.dice = dice or SystemRandom()
        self.rooms: dict[str, Room] = {}
        self.groups = Groups(kept, clock, rules.holder, rules.lease_ms)
        self.company = Company(self.groups, clock)
        self.trees = seeds.Trees()
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # --- opening a session ---------------------------------------------------------------------------------

    async def open_session(self, wanted: Wanted) -> Opened:
        """Begin a session from a module, of a group or alone. Raises Refused in words for the one who asked."""
        group, begins = wanted.group, wanted.begins
        if wanted.module not in self.modules:
            raise Refused("no_module", "There is no module of this name here.")
        book = await self.groups.load(group) if group is not None else None
        if group is not None and book is None:
            raise Refused("no_group", "There is no group of this name here.")
        if begins is not None and (wanted.led != "peers" or book is None or begins not in book.roster.members):
            raise Refused("no_member", "Whoever begins among peers is one of the group.")
        opened = await self._open(wanted)
        if group is not None:
            await self.groups.opened(group, opened.session)
        return opened

    async def _open(self, wanted: Wanted) -> Opened:
        session, seed, module = keys.new_token(), seeds.drawn(), self.modules[wanted.module]
        link = (await self.trees.grown(session, seed)).link
        opened = Opened(session, keys.new_code(), link, keys.new_key(session), keys.new_key(session))
        event = SessionOpened(
            session=session,
            module=module,
            title=(clean(wanted.title or "")[:TITLE_LENGTH]) or module.title,
            led=wanted.led,
            door=wanted.door,
            facilitator_key=keys.hashed(opened.facilitator_key),
            wall_key=keys.hashed(opened.wall_key),
            room_links=tuple(wanted.room_links),
            group=wanted.group,
            begins=wanted.begins,
        )
        await self._create(opened, event, seed)
        return opened

    async def _create(self, opened: Opened, event: SessionOpened, seed: str) -> None:
        room = keys.new_token()
        records = {"code": opened.code.encode(), "room": room.encode(), seeds.RECORD: seed.encode()}
        entry = store.NewEntry(
            "open", hashlib.sha256(opened.session.encode()).digest(), journal.encode([event]), records
        )
        aliases = [keys.alias("code", opened.code), keys.alias("room", room)]
        until = self.clock.now_ms() + self.rules.keep_days * DAY_MS
        outcome = await self.store.create(opened.session, entry, aliases, until)
        if not isinstance(outcome, store.Created):
            raise Refused("not_kept", "The session could not be kept. Try again in a moment.")

    # --- finding a room ------------------------------------------------------------------------------------

    async def room(self, session: str) -> Room | None:
        """The room of a session, opened when it is not yet. None: no such session. Raises Lost, StoreFault."""
        lock = self._opening.setdefault(session, asyncio.Lock())
        async with lock:
            if session in self.rooms:
                return self.rooms[session]
            ledger = await Ledger.open(self.store, session, self.rules.holder, self.rules.lease_ms, self.clock.now_ms())
            if ledger is None:
                return None
            if ledger.session.group is not None:
                await self.groups.load(ledger.session.group)  # a plan is made from memory
            tree = await seeds.taken_up(ledger, self.trees, self.clock.now_ms(), self.dice)
            room = self.rooms[session] = Room(ledger, self.clock, self.dice, self.give_up, self.company, tree)
            await room.settle()
            return room

    async def room_by_alias(self, what: str, value: str) -> Room | None:
        """The room a spoken code or a card room leads to."""
        session = await self.store.find(keys.alias(what, value))
        return await self.room(session) if session else None

    async def room_by_key(self, key: str) -> Room | None:
        """The room a key says it leads to. Whether it opens is for the caller to check."""
        session = keys.session_of(key)
        return await self.room(session) if session else None

    async def circle_of(self, group: str) -> Room | None:
        """The newest session of a group that has not ended. Raises Lost, StoreFault."""
        return next(iter(await self.circles_of(group, 1)), None)

    async def circles_of(self, group: str, most: int | None = None) -> list[Room]:
        """A group's sessions that have not ended, newest first. Raises Lost, StoreFault."""
        found: list[Room] = []
        over = []
        for session in self.groups.sessions(group):
            if len(found) == most:
                break
            room = await self.room(session)
            if room is not None and room.session.phase != "ended":
                found.append(room)
            else:
                over.append(session)
        await self.groups.ended(group, over)
        return found

    # --- time passes ---------------------------------------------------------------------------------------

    def give_up(self, room: Room) -> None:
        """Forget a room whose copy of its session cannot be trusted; whoever comes back opens it afresh."""
        self.rooms.pop(room.session.id, None)
        room.close(wire.Close.STORE)

    def go_away(self, retry_after_ms: int) -> None:
        """Tell everyone that the server restarts. Nothing is lost by it."""
        for room in list(self.rooms.values()):
            room.close(wire.Close.RESTART, retry_after_ms)

    async def renew_leases(self) -> None:
        """Keep every room's lease; a room that another process has is given up."""
        if self.rules.lease_ms > DAY_MS:  # an embedded store: there is no other process
            return
        for room in list(self.rooms.values()):
            try:
                await room.ledger.renew(self.clock.now_ms())
            except (Lost, store.StoreFault):
                self.give_up(room)
        await self.groups.renew_leases()

    async def expire(self) -> None:
        """Erase sessions and groups whose time is over, everywhere."""
        due = await self.store.expire(self.clock.now_ms())
        for session in due:
            if room := self.rooms.pop(session, None):
                room.close(wire.Close.NO_ENTRY)
        await self.groups.expired(due)

    async def tend(self) -> None:
        """What is due now and then: leases, erasing, forgetting keys that nobody needs and empty rooms."""
        await self.renew_leases()
        for session in [session for session, room in self.rooms.items() if room.channel is None]:
            self.trees.forget(session)
        await self.expire()
        await self.put_away()

    async def close(self) -> None:
        """Stop all rooms; their sessions are in the store, for the next process to take at once."""
        for session in list(self.rooms):
            await self._leave(session)
        await self.groups.close()

    async def put_away(self) -> None:
        """Forget rooms in which nobody has been for a while: their log has everything."""
        for session in [session for session, room in self.rooms.items() if room.is_idle()]:
            await self._leave(session)
        await self.groups.put_away({room.session.group for room in self.rooms.values()})

    async def _leave(self, session: str) -> None:
        room = self.rooms.pop(session)
        room.close(wire.Close.RESTART)
        await room.ledger.give_back()
