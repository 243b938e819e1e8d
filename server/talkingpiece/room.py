"""One live session: mailbox -> ledger -> views -> outboxes.

A room knows who is connected; the log does not. A silent panel is not an absent person: a lost line is shown, and
changes nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from random import Random

from talkingpiece import views, wire
from talkingpiece.alarms import Alarms
from talkingpiece.channel import Channel
from talkingpiece.channel.authors import check_owner, letters
from talkingpiece.circle import Circle, Group
from talkingpiece.clock import Clock
from talkingpiece.core.cards.commands import OpenBeat, OwnCard, TakeUp
from talkingpiece.core.cards.state import erasable_of, unshared_of
from talkingpiece.core.decide import ROOM
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import By
from talkingpiece.ledger import Ledger
from talkingpiece.lines import AtTheDoor, Line, Lines
from talkingpiece.mailbox import Ask, Mailbox
from talkingpiece.publisher import Publisher
from talkingpiece.sealed.tree import KeyTree
from talkingpiece.seeds import RECORD, taking_up
from talkingpiece.store import StoreFault

FLEETING = (RECORD, "secret:", *(prefix for kind in KINDS.values() for prefix in kind.fleeting))
OF_CARDS = ("card:", "reply:", "said:")  # kept after the end only if the group chose so
IDLE_MS = 60_000  # milliseconds after which a room without people is put away

log = logging.getLogger(__name__)


class Room:
    """A session that is open on this machine."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        dice: Random,
        on_lost: Callable[[Room], None],
        group: Group | None = None,
        tree: KeyTree | None = None,
    ) -> None:
        """`tree`: the keys of its channel; None when the session is over."""
        self.ledger, self.clock, self.dice = ledger, clock, dice
        self._circle = Circle(ledger.words, group)
        self.lines = Lines(clock)
        self.channel = Channel(self, clock, tree) if tree else None
        self._alarms = Alarms(clock, lambda command, id: self._mailbox.drop(command, id))
        self._arrangement: object = None
        self._since: int | None = None
        self._publisher = Publisher(clock, self.lines, self.world, self._audiences)
        self._mailbox = Mailbox(self._do, lambda: on_lost(self))
        self._wind()

    @property
    def session(self) -> Session:
        return self.ledger.session

    # --- who is connected ----------------------------------------------------------------------------------

    def enter(self, line: Line) -> None:
        """A line is open."""
        self.lines.enter(line)
        if line.seat and self.channel:
            line.outbox.show(("unnamed", "Keys"), wire.encode(self.channel.enter(line.seat)))
        self._publisher.soon()

    def leave(self, line: Line) -> None:
        """A line is closed, whatever the reason."""
        self.lines.leave(line)
        self._publisher.soon()

    def knock(self, knock: AtTheDoor) -> None:
        """Somebody is at the door."""
        self.lines.knock(knock)
        self._publisher.soon()

    def leads(self, line: Line) -> bool:
        """Does this line lead at this moment?"""
        if self.session.led == "peers":
            return line.seat is not None and line.seat == self.session.lead
        return line.role == "facilitator"

    def verbs(self, line: Line) -> tuple[type, ...]:
        """What this line may say at this moment. At the door, nothing."""
        if line.waiting:
            return (wire.Ping,)
        return wire.verbs(line.role, self.session.led, self.leads(line))

    # --- what is asked -------------------------------------------------------------------------------------

    async def tell(self, line: Line | None, command: object, id: str) -> None:
        """Have a command done. Returns when it is durable; raises Refused or Lost. `line` None: the room itself."""
        await self._mailbox.tell(line, command, id)

    async def _do(self, ask: Ask) -> None:
        match ask.command:
            case wire.Hand(up=up):
                if ask.line is None or ask.line.seat is None:
                    raise Refused("no_seat", "Only somebody with a place has a hand to raise.")
                self.lines.raise_hand(ask.line.seat, up)
            case wire.Admit(seat=seat):
                await self._admit(self._from_door(seat, ask.line))
            case wire.Decline(seat=seat):
                self._from_door(seat, ask.line).line.outbox.close(wire.Close.DECLINED)
            case _:
                by = ROOM if ask.line is None else By(seat=ask.line.seat, leads=self.leads(ask.line))
                if isinstance(ask.command, OwnCard):
                    check_owner(self.session, by.seat, ask.command)
                await self._act(by, ask.command, ask.id)
        self._publisher.soon()

    async def _act(self, by: By, command: object, id: str) -> None:
        known, now, before = self._circle.known(self.session), self.clock.now_ms(), self.ledger.seq
        happened = await self.ledger.act(by, command, id, now, self.dice, known)
        if self.ledger.seq != before:  # also when only the answer was lost: then it had happened, and nothing is told
            self._note_arrangement()
            self._wind()
            await self._circle.note(self.session, by.seat, happened, self.ledger.words)
            await self._erase(erasable_of(self.session, self.ledger.words))
        if self.session.phase == "ended":
            await self.settle_end()

    def _wind(self) -> None:
        """Go by what the session is now: what happens by itself, and the channel's beats."""
        session = self.session
        self._alarms.wind(session)
        if self.channel:
            self.channel.wind()
            if session.phase == "running" and not session.box.epoch:  # from here on a restore is noticed
                self._mailbox.drop(TakeUp(self.ledger.epoch), taking_up(self.ledger))

    def _note_arrangement(self) -> None:
        session = self.session
        arranged = (session.step, KINDS[session.current.kind].arrangement(session, session.step))
        if arranged != self._arrangement:
            self._arrangement, self._since = arranged, self.clock.now_ms()

    def _from_door(self, seat: str, by: Line | None) -> AtTheDoor:
        if by is None or not self.leads(by):
            raise Refused("not_leading", "Only whoever leads opens the door.")
        return self.lines.take_from_door(seat)

    async def _admit(self, knock: AtTheDoor) -> None:
        try:
            with self.lines.expecting(knock.seat.seat):
                await self._act(ROOM, knock.seat, f"seat:{knock.seat.key}")
        except Refused:
            self.lines.knock(knock)
            raise
        knock.line.seat = knock.seat.seat
        self.enter(knock.line)
        knock.welcome()

    # --- the channel without names --------------------------------------------------------------------------

    def seats(self) -> frozenset[str]:
        """Seats with an open line."""
        return frozenset(line.seat for line in self.lines if line.seat)

    def tell_seats(self, message: wire.Message) -> None:
        """The same bytes to all seats; of one type the newest is enough."""
        frame = wire.encode(message)
        for line in self.lines:
            if line.seat:
                line.outbox.show(("unnamed", type(message).__name__), frame)

    async def open_beat(self, command: OpenBeat) -> None:
        """Open what a beat brought: in the log and in all views at once. Raises Refused or Lost."""
        await self.tell(None, command, f"open:{self.ledger.fence}:{command.beat}")

    def renew(self) -> None:
        """Something that views show has changed."""
        self._publisher.soon()

    async def _erase(self, ids: Iterable[str]) -> None:
        try:
            await self.ledger.erase_words(ids)
        except StoreFault:  # the log says that they go: they do when the session is next opened
            log.warning("words that should go could not be erased yet")

    # --- views ---------------------------------------------------------------------------------------------

    def _audiences(self, world: views.World, line: Line) -> tuple[str, ...]:
        behind = line.seat and world.covered and line.seat not in world.accepted
        own = (line.seat,) if line.seat else ()
        return ("gate" if behind else "all", *own, *(("console",) if self.leads(line) else ()))

    def world(self) -> views.World:
        """What all views of this moment are drawn from."""
        presence = self.lines.presence(self.session.here(), self._since, self._alarms.due)
        known, box = self._circle.known(self.session), self.channel.now() if self.channel else None
        words, sealed = self.ledger.words, dict(letters(self.session, self.ledger.words))
        return views.World(self.session, words, presence, self.clock.now_ms(), known, box, sealed)

    # --- the end -------------------------------------------------------------------------------------------

    async def settle_end(self) -> None:
        """After the end nobody waits at the door, and the channel's keys are gone. Words that were for the meeting
        alone go, and those of cards too unless the group chose to keep them."""
        self.lines.shut(wire.Close.NO_ENTRY)
        if self.channel:
            self.channel.stop()
            self.channel = None
        session, words = self.session, self.ledger.words
        gone = FLEETING if session.keep_cards else (*FLEETING, *OF_CARDS)
        await self._erase({*(id for id in words if id.startswith(gone)), *unshared_of(session, words)})

    async def settle(self) -> None:
        """What was still to be done when this session was last in memory."""
        await self._circle.remind(self.session)
        await self._erase(erasable_of(self.session, self.ledger.words))
        if self.session.phase == "ended":
            await self.settle_end()

    def is_idle(self) -> bool:
        """Has nobody been here for a minute?"""
        return self._publisher.quiet_ms() > IDLE_MS and not len(self.lines)

    def close(self, code: wire.Close, retry_after_ms: int | None = None) -> None:
        """Close all lines, kindly, and stop."""
        self.lines.close(code, retry_after_ms)
        if self.channel:
            self.channel.stop()
        self._alarms.stop()
        self._publisher.stop()
        self._mailbox.stop()
