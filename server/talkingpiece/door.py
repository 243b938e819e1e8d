"""The way into a room: who offers which key or code, what that gives them, and what they are told."""

from __future__ import annotations

from talkingpiece import keys, wire
from talkingpiece.core import commands as c
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.core.refusal import Refused
from talkingpiece.core.roster import Member
from talkingpiece.core.session import Session
from talkingpiece.core.texts import name_of
from talkingpiece.house import House
from talkingpiece.ledger import Lost
from talkingpiece.lines import AtTheDoor, Line
from talkingpiece.outbox import Outbox
from talkingpiece.room import Room


class NoEntry(Exception):
    """Nothing is open under this code or key, or it is over, or full. One answer for all, so that it tells nothing."""


class Door:
    """One hello on its way in. `address` is this server's own, as the newcomer sees it."""

    def __init__(self, house: House, hello: wire.Hello, outbox: Outbox, address: str) -> None:
        self.house, self.hello, self.outbox, self.address = house, hello, outbox, address

    async def find(self) -> Room:
        """The room this hello leads to. Raises NoEntry; Refused when a better hello can follow; Lost."""
        if self.hello.keys != 1:
            raise Refused("one_key", "A hello has exactly one code or key.")
        if self.hello.member_key is not None:
            return await self._circle(self.hello.member_key)
        if room := await self._room():
            return room
        raise NoEntry

    async def enter(self, room: Room) -> tuple[Room, Line]:
        """Let them in, or to the door. Raises NoEntry; Refused when a better hello can follow; Lost."""
        hello = self.hello
        if hello.wall_key is not None:
            return await self._wall(room, hello.wall_key)
        if hello.facilitator_key is not None:
            return await self._facilitator(room, hello.facilitator_key)
        if hello.seat_key is not None:
            return await self._seated(room, hello.seat_key)
        if hello.member_key is not None:
            return await self._member(room, hello.member_key)
        return await self._newcomer(room)

    async def _room(self) -> Room | None:
        hello = self.hello
        if hello.code is not None:
            return await self.house.room_by_alias("code", keys.code_of(hello.code) or "")
        return await self.house.room_by_key(hello.seat_key or hello.facilitator_key or hello.wall_key or "")

    async def _circle(self, member_key: str) -> Room:
        """The circle that a member's group has open."""
        if await self.house.groups.member(member_key) is None:
            raise NoEntry
        if room := await self.house.circle_of(keys.session_of(member_key) or ""):
            return room
        raise _no_circle()

    async def _member(self, room: Room, member_key: str) -> tuple[Room, Line]:
        """Who somebody is comes from their link and nothing else: a typed name selects nobody."""
        session = room.session
        found = await self.house.groups.member(member_key)
        if found is None or found[0].group != session.group:
            raise NoEntry
        if session.phase == "ended":  # in this very moment
            raise _no_circle()
        member, seat = found[1], keys.member_seat(session.id, found[1].id)
        key = keys.member_seat_key(session.id, member_key)
        if taken := session.seats.get(seat):  # with an older link, perhaps: its seat key is not ours to give
            return await self._back(room, seat, key if keys.opens(key, taken.key) else None)
        if len(session.seats) >= self.house.rules.most_seats:
            raise NoEntry
        taking = _member_taking(session, member, key)
        return self._knock(room, key, taking) if _knocks(session) else await self._take(room, key, taking)

    async def _wall(self, room: Room, key: str) -> tuple[Room, Line]:
        if not keys.opens(key, room.session.wall_key):
            raise NoEntry
        return await self._let_in(room, Line("wall", self.outbox))

    async def _facilitator(self, room: Room, key: str) -> tuple[Room, Line]:
        session = room.session
        if not keys.opens(key, session.facilitator_key):
            raise NoEntry
        if session.led == "facilitator":
            name = name_of(self.hello.name) if self.hello.name else ""
            return await self._let_in(room, Line("facilitator", self.outbox, name=name))
        seat = keys.seat_key(session.id, self.hello.id)
        if session.lead is not None and seat_of(session, seat) is None:
            raise NoEntry  # it gave its seat and its lead once; now the seat key carries both
        if member := self._who_begins(session):
            return await self._take(room, seat, _member_taking(session, member, seat))
        return await self._take_seat(room, seat, lead=True)

    def _who_begins(self, session: Session) -> Member | None:
        """The member for whom the key of a peer-led session takes a seat: their history is theirs there too."""
        book = self.house.groups.held(session.group)
        member = book.roster.members.get(session.begins or "") if book else None
        return member if member and keys.member_seat(session.id, member.id) not in session.seats else None

    async def _seated(self, room: Room, key: str) -> tuple[Room, Line]:
        seat = seat_of(room.session, key)
        if seat is None or self._dead(room.session, seat):
            raise NoEntry
        return await self._back(room, seat, key)

    def _dead(self, session: Session, seat: str) -> bool:
        """Did the key of this seat come from a personal link that was given anew since?"""
        book = self.house.groups.held(session.group)
        member = book.roster.members.get(session.seats[seat].member or "") if book else None
        return member is not None and session.id in member.shut

    async def _back(self, room: Room, seat: str, key: str | None) -> tuple[Room, Line]:
        line = Line("participant", self.outbox, seat=seat)
        if room.session.seats[seat].left and room.session.phase != "ended":
            await room.tell(line, c.ComeBack(), f"back:{room.ledger.seen}:{seat}")
        return await self._let_in(room, line, key)

    async def _newcomer(self, room: Room) -> tuple[Room, Line]:
        session = room.session
        key = keys.seat_key(session.id, self.hello.id)
        if seat_of(session, key) is not None:
            return await self._seated(room, key)
        if session.phase == "ended" or len(session.seats) >= self.house.rules.most_seats:
            raise NoEntry
        if _knocks(session):
            return self._knock(room, key, taking_seat(key, name_of(self.hello.name or "")))
        return await self._take_seat(room, key)

    def _knock(self, room: Room, key: str, taking: c.TakeSeat) -> tuple[Room, Line]:
        line = Line("participant", self.outbox, name=taking.name)
        room.knock(AtTheDoor(line, taking, lambda: self._welcome(room, line, key)))
        self.outbox.answer(wire.Waiting(name=line.name, build=self.house.rules.build))
        return room, line

    async def _take_seat(self, room: Room, key: str, *, lead: bool = False) -> tuple[Room, Line]:
        seat = seat_of(room.session, key)
        if seat is not None:
            return await self._let_in(room, Line("participant", self.outbox, seat=seat), key)
        return await self._take(room, key, taking_seat(key, name_of(self.hello.name or ""), lead))

    async def _take(self, room: Room, key: str, taking: c.TakeSeat) -> tuple[Room, Line]:
        with room.lines.expecting(taking.seat):
            await room.tell(None, taking, f"seat:{taking.key}")
            return await self._let_in(room, Line("participant", self.outbox, seat=taking.seat), key)

    async def _let_in(self, room: Room, line: Line, key: str | None = None) -> tuple[Room, Line]:
        await self._heed(room)
        room.enter(line)
        self._welcome(room, line, key)
        return room, line

    async def _heed(self, room: Room) -> None:
        """Somebody has seen more than we have: the store was restored. A new epoch makes everyone start afresh."""
        theirs, _, mark = (self.hello.seen or "").rpartition(".")
        if not keys.opens_mark(mark, room.session.facilitator_key, theirs):
            return
        epoch, _, seq = theirs.rpartition(".")
        ours, _, head = room.ledger.seen.rpartition(".")
        if epoch == ours and int(seq) > int(head):
            await self.house.store.new_epoch(room.session.id)
            self.house.give_up(room)
            raise Lost

    def _welcome(self, room: Room, line: Line, key: str | None) -> None:
        words = room.ledger.words
        root, wrap = room.channel.welcome(line.seat) if room.channel else ("", None)
        line.outbox.answer(
            wire.Welcome(
                role=line.role,
                seat=line.seat,
                seat_key=key,
                now=self.house.clock.now_ms(),
                build=self.house.rules.build,
                cards_url=f"{self.address}/sealed/{words['room']}",
                session=room.session.id,
                root=root,
                wrap=wrap,
                beat_ms=BEAT_MS,
                join_url=f"{self.address}/j/{words['code']}",
                led=room.session.led,
                seen=f"{room.ledger.seen}.{keys.mark(room.session.facilitator_key, room.ledger.seen)}",
            )
        )


def _member_taking(session: Session, member: Member, key: str) -> c.TakeSeat:
    """The command that gives a member their seat: the same one by whatever way they come."""
    return c.TakeSeat(
        seat=keys.member_seat(session.id, member.id),
        key=keys.hashed(key),
        name=member.name,
        lead=member.id == session.begins,
        member=member.id,
        pronoun=member.pronoun,
    )


def _no_circle() -> Refused:
    return Refused("no_circle", "No circle of this group is open just now. This link stays yours.")


def _knocks(session: Session) -> bool:
    """Does whoever is new wait at the door?"""
    return session.door == "knock" or (session.door == "auto" and session.phase == "running")


def taking_seat(key: str, name: str, lead: bool = False) -> c.TakeSeat:
    """The command that gives a key its seat. The seat's id follows from the key, so that a join sent twice is one."""
    return c.TakeSeat(seat=keys.hashed(f"seat|{key}")[:12], key=keys.hashed(key), name=name, lead=lead)


def seat_of(session: Session, key: str) -> str | None:
    """The seat a key opens, if any."""
    stored = keys.hashed(key)
    return next((seat.id for seat in session.seats.values() if seat.key == stored), None)
