"""A circle around a channel, without a network: a session that is played, and a real panel's memory for each seat."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from talkingpiece import wire
from talkingpiece.channel import Channel
from talkingpiece.channel.frames import root_text
from talkingpiece.core.cards.commands import OpenBeat
from talkingpiece.core.cards.parts import BoxNow
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.core.commands import Start
from talkingpiece.core.decide import ROOM
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.tree import KeyTree
from tests.cast import AGREEMENT, ANA, BEN, CHI, DOV, ELI, FAY, NOON, TINY, Played
from tests.fake_clock import FakeClock

TREE = KeyTree(bytes(32), "s1")
COLLECT_MS = 5_000
SIX = (ANA, BEN, CHI, DOV, ELI, FAY)


@dataclass
class Circle:
    """`there`: seats with an open line. `late`: seats whose packets come after the flush. `refusing`: a full store."""

    played: Played
    clock: FakeClock = field(default_factory=FakeClock)
    there: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)
    refusing: int = 0
    opened: list[OpenBeat] = field(default_factory=list)
    frames: list[wire.Message] = field(default_factory=list)
    packets: list[bytes] = field(default_factory=list)
    channel: Channel = field(init=False)
    panels: dict[str, Mine] = field(init=False)

    @classmethod
    def of(cls, *people: str, module: Any = TINY, led: Any = "facilitator") -> Circle:
        """A session that is about to start, at which everybody is there."""
        circle = cls(Played.opened(module, *people, led=led), there=set(people))
        circle.channel = Channel(circle, circle.clock, TREE)
        circle.panels = {seat: Mine("s1", TREE.root) for seat in people}
        return circle

    # --- what a channel stands on ----------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self.played.session

    def seats(self) -> frozenset[str]:
        return frozenset(self.there)

    def tell_seats(self, message: wire.Message) -> None:
        self.frames.append(message)
        for seat in sorted(self.there):
            self.hear(seat, message)

    async def open_beat(self, command: OpenBeat) -> None:
        if self.refusing:
            self.refusing -= 1
            raise Refused("not_kept", "There is no room.")
        self.opened.append(command)
        self.played.now_ms = self.clock.now_ms()
        self.played.ask(ROOM, command)

    def renew(self) -> None:
        cards = json.loads(wire.encode(self.played.stage()["cards"]))
        for seat in self.there:
            self.panels[seat].seen(cards)

    # --- what panels do ----------------------------------------------------------------------------------------

    def hear(self, seat: str, message: wire.Message) -> None:
        mine, frame = self.panels[seat], json.loads(wire.encode(message))
        if isinstance(message, wire.Beat):
            packet, asked = mine.beat(frame)
            if packet and seat not in self.late:
                self.packets.append(packet)
                self.channel.take(packet)
        elif isinstance(message, wire.Keys):
            asked = mine.keys(frame)
        else:
            return
        if asked:
            blind = wire.decode(json.dumps(asked), (wire.Blind,))
            mine.issued(json.loads(wire.encode(self.channel.issue(seat, blind))))

    # --- time --------------------------------------------------------------------------------------------------

    def start(self, *, agreed: bool = True) -> None:
        self.played.now_ms = self.clock.now_ms()
        self.played.leader_says(Start)
        if agreed:
            self.played.go_to(AGREEMENT)
            self.played.agree(*self.session.seats)
        self.channel.wind()

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    async def beat(self, number: int = 1) -> None:
        """So many beats pass, each with its flush. The next one has then begun, and its packets are there."""
        for _ in range(number):
            for _ in range(BEAT_MS // COLLECT_MS):
                self.clock.advance(COLLECT_MS)
                await self.settle()

    def comes(self, seat: str) -> None:
        """Somebody's line opens."""
        self.there.add(seat)
        self.panels.setdefault(seat, Mine("s1", raw(root_text(TREE))))
        self.hear(seat, self.channel.enter(seat))
        self.channel.wind()

    @property
    def now(self) -> BoxNow:
        """What all are told of the channel."""
        now = self.channel.now()
        assert now is not None
        return now

    def asks(self, verb: Any, **fields: Any) -> None:
        """Whoever leads does something."""
        self.played.now_ms = self.clock.now_ms()
        self.played.leader_says(verb, **fields)
        self.channel.wind()


async def started(*people: str) -> Circle:
    """A circle at its agreement, to which all have said yes."""
    circle = Circle.of(*people)
    circle.start()
    await circle.settle()
    return circle


def beats(circle: Circle) -> list[wire.Beat]:
    """The frames of all beats so far."""
    return [frame for frame in circle.frames if isinstance(frame, wire.Beat)]


def full(circle: Circle) -> list[int]:
    """The beats at which all words could open."""
    return [frame.beat for frame in beats(circle) if frame.opening]


def named(circle: Circle) -> list[int]:
    """The beats at which words for a step could."""
    return [frame.beat for frame in beats(circle) if frame.questions]


def when(beat: int) -> int:
    """Server ms at which what was sent at a beat opens."""
    return NOON + beat * BEAT_MS + COLLECT_MS
