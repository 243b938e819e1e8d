"""The way into a room: who offers which key or code, what that gives them, and what they are told."""

from __future__ import annotations

from talkingpiece import keys, wire
from talkingpiece.core import commands as c
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.texts import name_of
from talkingpiece.house import House
from talkingpiece.ledger import Lost
from talkingpiece.lines import AtTheDoor, Line
from talkingpiece.outbox import Outbox
from talkingpiece.room import Room
from talkingpiece.sealed.box import WINDOW_MS


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
        return await self._newcomer(room)

    async def _room(self) -> Room | None:
        hello = self.hello
        if hello.code is not None:
            return await self.house.room_by_alias("code", keys.code_of(hello.code) or "")
        return await self.house.room_by_key(hello.seat_key or hello.facilitator_key or hello.wall_key or "")

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
        return await self._take_seat(room, seat, lead=True)

    async def _seated(self, room: Room, key: str) -> tuple[Room, Line]:
        seat = seat_of(room.session, key)
        if seat is None:
            raise NoEntry
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
        if session.door == "knock" or (session.door == "auto" and session.phase == "running"):
            return self._knock(room, key)
        return await self._take_seat(room, key)

    def _knock(self, room: Room, key: str) -> tuple[Room, Line]:
        line = Line("participant", self.outbox, name=name_of(self.hello.name or ""))
        taking = taking_seat(key, line.name)
        room.knock(AtTheDoor(line, taking, lambda: self._welcome(room, line, key)))
        self.outbox.answer(wire.Waiting(name=line.name, build=self.house.rules.build))
        return room, line

    async def _take_seat(self, room: Room, key: str, *, lead: bool = False) -> tuple[Room, Line]:
        seat = seat_of(room.session, key)
        if seat is not None:
            return await self._let_in(room, Line("participant", self.outbox, seat=seat), key)
        taking = taking_seat(key, name_of(self.hello.name or ""), lead)
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
        line.outbox.answer(
            wire.Welcome(
                role=line.role,
                seat=line.seat,
                seat_key=key,
                now=self.house.clock.now_ms(),
                build=self.house.rules.build,
                cards_url=f"{self.address}/cards/{words['room']}",
                card_window_ms=WINDOW_MS,
                join_url=f"{self.address}/j/{words['code']}",
                led=room.session.led,
                seen=f"{room.ledger.seen}.{keys.mark(room.session.facilitator_key, room.ledger.seen)}",
            )
        )


def taking_seat(key: str, name: str, lead: bool = False) -> c.TakeSeat:
    """The command that gives a key its seat. The seat's id follows from the key, so that a join sent twice is one."""
    return c.TakeSeat(seat=keys.hashed(f"seat|{key}")[:12], key=keys.hashed(key), name=name, lead=lead)


def seat_of(session: Session, key: str) -> str | None:
    """The seat a key opens, if any."""
    stored = keys.hashed(key)
    return next((seat.id for seat in session.seats.values() if seat.key == stored), None)
