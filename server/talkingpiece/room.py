"""One live session: mailbox -> ledger -> views -> outboxes.

A room knows who is connected; the log does not. A silent panel is not an absent person: a lost line is shown, and
changes nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from random import Random

from talkingpiece import views, wire
from talkingpiece.alarms import Alarms
from talkingpiece.circle import Circle, Group
from talkingpiece.clock import Clock
from talkingpiece.core import commands as c
from talkingpiece.core.decide import ROOM
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import By
from talkingpiece.ledger import Ledger
from talkingpiece.lines import AtTheDoor, Line, Lines
from talkingpiece.mailbox import Ask, Mailbox
from talkingpiece.publisher import Publisher
from talkingpiece.sealed.box import Box
from talkingpiece.sealed.windows import Windows
from talkingpiece.store import StoreFault

FLEETING = tuple(prefix for kind in KINDS.values() for prefix in kind.fleeting)
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
    ) -> None:
        self.ledger, self.clock, self.dice = ledger, clock, dice
        self._circle = Circle(ledger.words, group)
        self.lines = Lines(clock)
        self.box = Box()
        self._windows = Windows(self.box, clock, lambda command, id: self.tell(None, command, id))
        self._alarms = Alarms(clock, lambda command, id: self._mailbox.drop(command, id))
        self._arrangement: object = None
        self._since: int | None = None
        self._publisher = Publisher(clock, self.lines, self.world, self._audiences)
        self._mailbox = Mailbox(self._do, lambda: on_lost(self))
        self._alarms.wind(self.session)

    @property
    def session(self) -> Session:
        return self.ledger.session

    # --- who is connected ----------------------------------------------------------------------------------

    def enter(self, line: Line) -> None:
        """A line is open."""
        self.lines.enter(line)
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

    async def remind(self) -> None:
        """Tell the group once more what it may not have heard before this room was closed."""
        await self._circle.remind(self.session)

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
                await self._act(by, ask.command, ask.id)
        self._publisher.soon()

    async def _act(self, by: By, command: object, id: str) -> None:
        session = self.session
        texts = self.box.texts(session.step) if session.phase == "running" else ()
        known, now = self._circle.known(session), self.clock.now_ms()
        if happened := await self.ledger.act(by, command, id, now, self.dice, texts, known):
            self._note_arrangement()
            self._alarms.wind(self.session)
            await self._circle.note(self.session, by.seat, happened, self.ledger.words)
            kept = [text.id for text in texts if f"unsigned:{text.id}" in self.ledger.words]
            self.box.forget_texts(session.step, kept)
        if self.session.phase == "ended":
            await self.settle_end()

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
        self.lines.enter(knock.line)
        knock.welcome()

    # --- cards: no line, no person -------------------------------------------------------------------------

    def drop_card(self, card: c.DropCard) -> None:
        """Hold a card until its window ends. Raises Refused. Takes no line and no person, on purpose."""
        if self.session.phase == "ended":
            raise Refused("ended", "This circle is closed, and so is its box of cards.")
        if card.id not in self.session.cards:
            self.box.put_card(card, self.clock.now_ms(), len(self.session.here()))
            self._windows.wind()

    def drop_text(self, text: c.UnsignedText) -> None:
        """Hold an unsigned answer until its step opens the answers. Raises Refused when that is over."""
        session = self.session
        if f"unsigned:{text.id}" in self.ledger.words:
            return
        if session.phase != "running" or text.step != session.step or not takes_unsigned(session, text.step):
            raise Refused("too_late", "The answers are open, or the group has moved on. You can say yours aloud.")
        self.box.put_text(text, len(session.here()))

    # --- views ---------------------------------------------------------------------------------------------

    def _audiences(self, world: views.World, line: Line) -> tuple[str, ...]:
        behind = line.seat and world.covered and line.seat not in world.accepted
        own = (line.seat,) if line.seat else ()
        return ("gate" if behind else "all", *own, *(("console",) if self.leads(line) else ()))

    def world(self) -> views.World:
        """What all views of this moment are drawn from."""
        presence = self.lines.presence(self.session.here(), self._since, self._alarms.due)
        known = self._circle.known(self.session)
        return views.World(self.session, self.ledger.words, presence, self.clock.now_ms(), known)

    # --- the end -------------------------------------------------------------------------------------------

    async def settle_end(self) -> None:
        """After the end nobody waits at the door. Words that were for the meeting alone go, and those of cards too
        unless the group chose to keep them."""
        self.lines.shut(wire.Close.NO_ENTRY)
        gone = FLEETING if self.session.keep_cards else (*FLEETING, "card:", "reply:")
        try:
            await self.ledger.erase_words([id for id in self.ledger.words if id.startswith(gone)])
        except StoreFault:  # the session did end; the texts go when it is next opened
            log.warning("words of an ended session that should go could not be erased yet")

    def is_idle(self) -> bool:
        """Has nobody been here for a minute, and does nothing wait to be opened?"""
        return self._publisher.quiet_ms() > IDLE_MS and not len(self.lines) and self.box.is_empty()

    def close(self, code: wire.Close, retry_after_ms: int | None = None) -> None:
        """Close all lines, kindly, and stop."""
        self.lines.close(code, retry_after_ms)
        self._windows.stop()
        self._alarms.stop()
        self._publisher.stop()
        self._mailbox.stop()


def takes_unsigned(session: Session, index: int) -> bool:
    """Does this step wait for unsigned texts?"""
    return KINDS[session.module.steps[index].kind].takes_unsigned(session, index)
