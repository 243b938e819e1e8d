"""One room's channel without names: a beat's frame goes out, packets come in, and all of them are opened at once.

The server's frame is the clock. No packet and no act is ever tied to a line: all that lines have to do with it is who
was there, and who was given tokens, before anybody wrote anything.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace

from talkingpiece import wire
from talkingpiece.channel import rhythm
from talkingpiece.channel.counted import Counted, Counting
from talkingpiece.channel.frames import beat_frame, issue, keys_frame, root_text, wrap_text
from talkingpiece.channel.ground import Ground
from talkingpiece.channel.known import Open
from talkingpiece.channel.metrics import flushes, packets, void_beats
from talkingpiece.channel.openings import Due, Openings
from talkingpiece.channel.shown import Shown, after, box_now, card_beats
from talkingpiece.clock import Alarm, Clock
from talkingpiece.core.cards.commands import OpenBeat
from talkingpiece.core.cards.parts import BoxNow
from talkingpiece.core.cards.state import begins, votable
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.sealed.collect import Beat, Collecting, Words
from talkingpiece.sealed.handed import handed
from talkingpiece.sealed.issue import AHEAD, Issuing
from talkingpiece.sealed.tree import KeyTree

log = logging.getLogger(__name__)

RETRY_MS = 5_000  # milliseconds until what could not be kept is tried again, while its beat lasts


@dataclass
class Round:
    """A beat whose packets are being collected. `able`: seats that were there at any moment of it."""

    beat: int
    due: Due
    collecting: Collecting
    able: set[str]


class Channel:
    """The beats of one room, from the moment this process owns it."""

    def __init__(self, ground: Ground, clock: Clock, tree: KeyTree) -> None:
        self._ground, self._clock, self._tree = ground, clock, tree
        session, now = ground.session, clock.now_ms()
        self._begun = -1
        first = AHEAD
        self._openings = Openings()
        if session.phase == "running":  # tokens that the owner before this one gave out are not known here
            self._begun = rhythm.beat_at(session, now) or 0
            first = self._begun + AHEAD + 1
            self._openings = Openings.taken_up(session, self._begun, first)
        self._issuing, self._counting = Issuing(tree, first), Counting(first - AHEAD)
        self._leaves: dict[str, int] = {}
        self._round: Round | None = None
        self._shown = Shown()
        self._next: Alarm | None = None
        self._closing: Alarm | None = None
        self._flushing: asyncio.Task[None] | None = None

    @property
    def link(self) -> str:
        """What the join link carries of the root."""
        return self._tree.link

    # --- what comes from outside -----------------------------------------------------------------------------

    def wind(self) -> None:
        """Go by what the session is now: keys for what can be voted on, and a next beat while anybody is here."""
        session = self._ground.session
        self._heed(votable(session) if session.phase == "running" else {})
        if session.phase == "ended":
            self.stop()
        elif session.phase == "running" and self._next is None and self._ground.seats():
            self._await(self._clock.now_ms())

    def welcome(self, seat: str | None) -> tuple[str, str | None]:
        """The root of all keys, and the key of a seat's pocket."""
        return root_text(self._tree), wrap_text(self._tree, seat) if seat else None

    def enter(self, seat: str) -> wire.Keys:
        """A seat's line is open. Returns what it needs to know before the next beat."""
        if self._round:
            self._round.able.add(seat)
        self.wind()
        return keys_frame(self._tree, self._leaves)

    def issue(self, seat: str, asked: wire.Blind) -> wire.Issued:
        """Tokens for a seat, once it has accepted the agreement. That it asks is how its panel is heard."""
        if any(one.leaf - AHEAD == self._begun for one in asked.tokens):
            self._counting.attendance.heard(seat, self._begun)
        if not self._ground.session.has_accepted(seat):
            return wire.Issued(tokens=tuple(wire.Token(leaf=one.leaf, no="not_now") for one in asked.tokens))
        return issue(self._issuing, seat, asked)

    def take(self, packet: bytes) -> None:
        """A packet, whoever sent it. Nobody is told what became of it."""
        if self._round:
            self._round.collecting.take(packet)

    def now(self) -> BoxNow | None:
        """What all may know of it; None while there are no beats."""
        session = self._ground.session
        if session.phase != "running":
            return None
        opening = bool(self._round and self._round.due)
        return box_now(
            session, self._openings, self._shown, beat=self._begun, opening=opening, collect_ms=self._collect_ms()
        )

    def stop(self) -> None:
        """No more beats. What was collected is forgotten: panels keep what they sent until it is listed."""
        for alarm in (self._next, self._closing):
            if alarm:
                alarm.cancel()
        self._next = self._closing = self._round = None

    # --- a beat --------------------------------------------------------------------------------------------

    def _await(self, now_ms: int) -> None:
        """Ring at the next beat's begin: at once, when it has just begun and nobody was told."""
        session = self._ground.session
        beat = rhythm.beat_at(session, now_ms)
        if beat is None:
            return
        in_time = self._round is None and now_ms - begins(session, beat) < rhythm.COLLECT_MS
        fresh = beat > self._begun and in_time  # a process that stood still skips a beat rather than mixing two
        self._next = self._clock.at(begins(session, beat if fresh else beat + 1), self._ring)

    def _ring(self) -> None:
        self._next = None
        now, session = self._clock.now_ms(), self._ground.session
        beat = rhythm.beat_at(session, now)
        if beat is None or not self._ground.seats():
            return
        if beat > self._begun and self._round is None:
            self._begin(beat, now)
        self._await(now)

    def _begin(self, beat: int, now_ms: int) -> None:
        session = self._ground.session
        self._begun = beat
        self._issuing.advance(beat)
        able = self._issuing.seats(beat)  # a new owner's first beats are nobody's: what opened then would open nothing
        due = self._openings.due(session, beat) if able else Due()
        things = rhythm.things(session, due.steps)
        frame = beat_frame(self._tree, beat, opening=due.everything, soon=session.box.soon, questions=things)
        collecting = Collecting(beat, self._tree.key(beat), session.id, len(able))
        self._round = Round(beat, due, collecting, set(self._ground.seats()))
        self._closing = self._clock.at(now_ms + self._collect_ms(), self._close)
        self._ground.tell_seats(frame)

    def _collect_ms(self) -> int:
        many = len(self._ground.session.seats) > rhythm.MANY
        return rhythm.COLLECT_MANY_MS if many else rhythm.COLLECT_MS

    def _close(self) -> None:
        self._closing = None
        if self._round:
            self._flushing = asyncio.create_task(self._flush(self._round))

    # --- the flush -----------------------------------------------------------------------------------------

    async def _flush(self, round: Round) -> None:
        try:
            await self._settle(round)
        except Exception as fault:  # its kind and never its text, which may quote somebody; panels have everything
            log.error("a beat broke: %s", type(fault).__name__)
            self._round = None if self._round is round else self._round
            self._shown = replace(self._shown, void=True)
            void_beats.inc()
            self._ground.renew()

    async def _settle(self, round: Round) -> None:
        """All that a beat brought is opened, and n counted anew."""
        begun = time.perf_counter()
        session, due = self._ground.session, round.due
        words: Words = "all" if due else "soon" if session.box.soon else "none"
        brought = round.collecting.flush(Open(session, self._leaves, self._tree), words)
        self._round = None
        able = frozenset(round.able & self._issuing.seats(round.beat))
        counted = self._counting.at(round.beat, due.first, brought.valid, able, card_beats(session))
        void = brought.void or not await self._open(round, brought, counted)
        if due and not void:
            self._counting.opened(round.beat, due.first, counted.n)
            self._openings.opened(round.beat, everything=due.everything)
        here = self._ground.seats() & self._issuing.seats(round.beat + AHEAD)  # who can say something at all
        shown = after(self._ground.session, self._counting, self._openings, round.beat, brought.valid, here)
        self._shown = replace(shown, void=void)
        packets.inc(brought.valid)
        void_beats.inc(void)
        flushes.observe(time.perf_counter() - begun)
        self._ground.renew()

    async def _open(self, round: Round, brought: Beat, counted: Counted) -> bool:
        """True when everything is kept, or nothing was there to keep."""
        due = round.due
        if not brought.acts and not due.steps:
            return True
        command = OpenBeat(
            round.beat, bool(due), counted.n if due else 0, counted.taps, counted.since, due.steps, due.everything,
            handed(brought.acts),
        )  # fmt: skip
        until = begins(self._ground.session, round.beat + 1)
        while True:
            try:
                await self._ground.open_beat(command)
            except Lost:  # this copy of the session is given up; panels still have everything
                return False
            except Refused:  # the store has no room just now
                if self._clock.now_ms() + RETRY_MS >= until:
                    return False
                await self._pause(RETRY_MS)
            else:
                return True

    async def _pause(self, ms: int) -> None:
        rung = asyncio.Event()
        self._clock.at(self._clock.now_ms() + ms, rung.set)
        await rung.wait()

    def _heed(self, leaves: dict[str, int]) -> None:
        """Ballots on these things, under these leaves, and no others."""
        if leaves == self._leaves:
            return
        for leaf in set(self._leaves.values()) - set(leaves.values()):
            self._issuing.close(leaf)
        for leaf in set(leaves.values()) - set(self._leaves.values()):
            self._issuing.open(leaf)
        self._leaves = leaves
        self._ground.tell_seats(keys_frame(self._tree, leaves))
