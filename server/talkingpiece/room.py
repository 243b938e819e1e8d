"""One live session: mailbox -> ledger -> views -> outboxes. One task drains the mailbox, so decisions never race.

A room knows who is connected; the log does not. A silent panel is not an absent person: a lost line is shown to
those who lead, and changes nothing else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from talkingpiece import views, wire
from talkingpiece.clock import Alarm, Clock
from talkingpiece.core import commands as c
from talkingpiece.core.decide import ROOM
from talkingpiece.core.presence import Knock, Presence
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import By
from talkingpiece.gallery import Gallery
from talkingpiece.ledger import Ledger, Lost
from talkingpiece.outbox import Outbox
from talkingpiece.sealed.box import Box
from talkingpiece.store import StoreFault

LEAST_BETWEEN_MS = 20  # milliseconds between two rounds of views, so that 300 people answering at once cost little
RETRY_MS = 5_000  # milliseconds until cards that could not be opened are tried again

log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Line:
    """One connection. `seat` is None for facilitators without a seat, walls, and those at the door."""

    role: wire.Role
    outbox: Outbox
    seat: str | None = None
    name: str = ""
    waiting: bool = False


@dataclass(slots=True)
class Ask:
    """One command in the mailbox, with a promise of its outcome."""

    line: Line | None
    command: object
    id: str
    done: asyncio.Future[None]


@dataclass(eq=False, slots=True)
class AtTheDoor:
    """Somebody who knocks: their line, and the seat they would get."""

    line: Line
    seat: c.TakeSeat
    welcome: Callable[[], None] = field(repr=False)


class Room:
    """A session that is open on this machine."""

    def __init__(self, ledger: Ledger, clock: Clock, dice: Random, on_lost: Callable[[Room], None]) -> None:
        self.ledger, self.clock, self.dice, self._on_lost = ledger, clock, dice, on_lost
        self.lines: set[Line] = set()
        self.box = Box()
        self._door: dict[str, AtTheDoor] = {}
        self._hands: list[str] = []
        self._lost_since: dict[str, int] = {}
        self._last_facilitator = ""
        self._arrangement: object = None
        self._since: int | None = None
        self._gallery = Gallery()
        self._mailbox: asyncio.Queue[Ask] = asyncio.Queue()
        self._published_ms = 0
        self._next_round: Alarm | None = None
        self._next_opening: Alarm | None = None
        self._task = asyncio.create_task(self._drain())

    @property
    def session(self) -> Session:
        return self.ledger.session

    # --- who is connected ----------------------------------------------------------------------------------

    def enter(self, line: Line) -> None:
        """A line is open. Of two lines of one seat the newer one has it; the older is told."""
        for other in [o for o in self.lines if line.seat is not None and o.seat == line.seat]:
            self.lines.discard(other)
            other.outbox.close(wire.Close.TAKEN_OVER)
        line.waiting = False
        self.lines.add(line)
        if line.seat:
            self._lost_since.pop(line.seat, None)
        if line.role == "facilitator" and line.name:
            self._last_facilitator = line.name
        self.publish_soon()

    def leave(self, line: Line) -> None:
        """A line is closed, whatever the reason."""
        self._door = {seat: knock for seat, knock in self._door.items() if knock.line is not line}
        if line in self.lines:
            self.lines.discard(line)
            if line.seat:
                self._lost_since[line.seat] = self.clock.now_ms()
        self.publish_soon()

    def knock(self, at_the_door: AtTheDoor) -> None:
        """Somebody is at the door; the same person knocking again takes the older knock's place."""
        same = [seat for seat, other in self._door.items() if other.seat.key == at_the_door.seat.key]
        for seat in same:
            self._door.pop(seat).line.outbox.close(wire.Close.TAKEN_OVER)
        at_the_door.line.waiting = True
        self._door[at_the_door.seat.seat] = at_the_door
        self.publish_soon()

    def presence(self) -> Presence:
        """Who is connected at this moment."""
        return Presence(
            connected=frozenset(line.seat for line in self.lines if line.seat),
            lost={seat: at for seat, at in self._lost_since.items() if not self.session.seats[seat].left},
            hands=tuple(self._hands),
            facilitators=tuple(sorted(line.name for line in self.lines if line.role == "facilitator")),
            last_facilitator=self._last_facilitator,
            walls=sum(line.role == "wall" for line in self.lines),
            knocks=tuple(Knock(seat=knock.seat.seat, name=knock.seat.name) for knock in self._door.values()),
            since=self._since,
        )

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
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._mailbox.put_nowait(Ask(line, command, id, done))
        await asyncio.shield(done)

    async def _drain(self) -> None:
        while True:
            ask = await self._mailbox.get()
            try:
                await self._do(ask)
            except Refused as refusal:
                _settle(ask.done, refusal)
            except Lost as lost:
                _settle(ask.done, lost)
                self._on_lost(self)
                return
            except Exception as fault:  # deciding is pure: whatever broke, the session is as it was
                # The kind of fault and never its text: a payload must not reach a log.
                log.error("a command broke in %s: %s", type(ask.command).__name__, type(fault).__name__)
                _settle(ask.done, Refused("fault", "Something went wrong on our side. Nothing was changed."))
            else:
                _settle(ask.done, None)

    async def _do(self, ask: Ask) -> None:
        match ask.command:
            case wire.Hand(up=up):
                self._raise_hand(ask.line, up)
            case wire.Admit(seat=seat):
                await self._admit(seat, ask.line)
            case wire.Decline(seat=seat):
                self._take_from_door(seat, ask.line).line.outbox.close(wire.Close.DECLINED)
            case _:
                await self._act(self._by(ask.line), ask.command, ask.id)
        self.publish_soon()

    def _by(self, line: Line | None) -> By:
        return ROOM if line is None else By(seat=line.seat, leads=self.leads(line))

    async def _act(self, by: By, command: object, id: str) -> None:
        session = self.session
        texts = self.box.texts(session.step) if session.phase == "running" else ()
        events = await self.ledger.act(by, command, id, self.clock.now_ms(), self.dice, texts)
        if events:
            self._note_arrangement()
            self.box.forget_texts(
                session.step, [text.id for text in texts if f"unsigned:{text.id}" in self.ledger.words]
            )
        if self.session.phase == "ended":
            await self.settle_end()

    def _note_arrangement(self) -> None:
        session = self.session
        arranged = (session.step, KINDS[session.current.kind].arrangement(session, session.step))
        if arranged != self._arrangement:
            self._arrangement, self._since = arranged, self.clock.now_ms()

    def _raise_hand(self, line: Line | None, up: bool) -> None:
        if line is None or line.seat is None:
            raise Refused("no_seat", "Only somebody with a place has a hand to raise.")
        if up and line.seat not in self._hands:
            self._hands.append(line.seat)
        elif not up and line.seat in self._hands:
            self._hands.remove(line.seat)

    async def _admit(self, seat: str, by: Line | None) -> None:
        knock = self._take_from_door(seat, by)
        try:
            await self._act(ROOM, knock.seat, f"seat:{knock.seat.key}")
        except Refused:
            self._door[seat] = knock
            raise
        knock.line.seat = seat
        self.enter(knock.line)
        knock.welcome()

    def _take_from_door(self, seat: str, by: Line | None) -> AtTheDoor:
        if by is None or not self.leads(by):
            raise Refused("not_leading", "Only whoever leads opens the door.")
        if seat not in self._door:
            raise Refused("nobody_there", "Nobody is at the door under this place any more.")
        return self._door.pop(seat)

    # --- cards: no line, no person -------------------------------------------------------------------------

    def drop_card(self, card: c.DropCard) -> None:
        """Hold a card until its window ends. Raises Refused. Takes no line and no person, on purpose."""
        if self.session.phase == "ended":
            raise Refused("ended", "This circle is closed, and so is its box of cards.")
        if card.id not in self.session.cards:
            self.box.put_card(card, self.clock.now_ms(), len(self.session.here()))
            self._set_opening(self.box.next_opening())

    def drop_text(self, text: c.UnsignedText) -> None:
        """Hold an unsigned answer until its step opens the answers. Raises Refused when that is over."""
        if f"unsigned:{text.id}" in self.ledger.words:
            return
        session = self.session
        kind = session.current
        wanted = session.phase == "running" and text.step == session.step and kind.kind == "collect"
        if not wanted or kind.settings.get("signed") != "unsigned" or session.states[text.step].opened:
            raise Refused(
                "too_late", "The answers are open already, or the group has moved on. You can say yours aloud."
            )
        self.box.put_text(text, len(session.here()))

    def _set_opening(self, due_ms: int | None) -> None:
        if self._next_opening:
            self._next_opening.cancel()
        self._next_opening = self.clock.at(due_ms, self._open_windows) if due_ms is not None else None

    def _open_windows(self) -> None:
        self._next_opening = None
        self._opening = asyncio.create_task(self._open_due())

    async def _open_due(self) -> None:
        again = self.box.next_opening()
        for window, cards in self.box.due(self.clock.now_ms()).items():
            try:
                await self.tell(None, c.OpenCards(window, cards), f"timer:cards:{window}")
            except Refused:  # the store has no room just now: the cards stay in the box
                again = self.clock.now_ms() + RETRY_MS
            else:
                self.box.forget_window(window)
                again = self.box.next_opening()
        self._set_opening(again)

    # --- views ---------------------------------------------------------------------------------------------

    def publish_soon(self) -> None:
        """Send everyone what changed: now, or within 20 ms when views went out a moment ago."""
        if self._next_round is None:
            due = max(self.clock.now_ms(), self._published_ms + LEAST_BETWEEN_MS)
            self._next_round = self.clock.at(due, self._publish)

    def _publish(self) -> None:
        self._next_round = None
        self._published_ms = self.clock.now_ms()
        world = self.world()
        wanted = {line: self._audiences(line) for line in self.lines}
        due = self._gallery.hang(world, dict.fromkeys(audience for heard in wanted.values() for audience in heard))
        for line, heard in wanted.items():
            for audience in heard:
                for slot, frame in self._gallery.frames(audience):
                    line.outbox.show(slot, frame)
        if due is not None and self._next_round is None:
            self._next_round = self.clock.at(due, self._publish)

    def world(self) -> views.World:
        """What all views of this moment are drawn from."""
        return views.World(self.session, self.ledger.words, self.presence(), self.clock.now_ms())

    def _audiences(self, line: Line) -> tuple[str, ...]:
        behind = line.seat and views.covered(self.session) and not self.session.has_accepted(line.seat)
        heard = ["gate" if behind else "all"]
        if line.seat:
            heard.append(line.seat)
        if self.leads(line):
            heard.append("console")
        return tuple(heard)

    # --- the end -------------------------------------------------------------------------------------------

    async def settle_end(self) -> None:
        """After the end: nobody waits at the door, and card texts go unless the group chose to keep them."""
        for knock in self._door.values():
            knock.line.outbox.close(wire.Close.NO_ENTRY)
        self._door.clear()
        if not self.session.keep_cards:
            try:
                await self.ledger.erase_words([id for id in self.ledger.words if id.startswith(("card:", "reply:"))])
            except StoreFault:  # the session did end; the texts go when it is next opened
                log.warning("card texts of an ended session could not be erased yet")

    def close(self, code: wire.Close, retry_after_ms: int | None = None) -> None:
        """Close all lines, kindly, and stop."""
        for line in [*self.lines, *(knock.line for knock in self._door.values())]:
            if retry_after_ms is not None:
                line.outbox.answer(wire.GoAway(retry_after_ms=retry_after_ms))
            line.outbox.close(code)
        for alarm in (self._next_round, self._next_opening):
            if alarm:
                alarm.cancel()
        self._task.cancel()


def takes_unsigned(session: Session, index: int) -> bool:
    """Does this step wait for unsigned texts?"""
    return KINDS[session.module.steps[index].kind].takes_unsigned(session, index)


def _settle(done: asyncio.Future[None], fault: Exception | None) -> None:
    if done.done():
        return
    if fault is None:
        done.set_result(None)
    else:
        done.set_exception(fault)
