"""Plays sessions of the model on the real server: over sockets, on a clock that is moved from beat to beat.

Recorded is what the readers get from the real thing: all frames, what is stored, and every panel's packets on the wire.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.anonymity.model import BEAT
from benchmarks.anonymity.people import Asked, Sessions, Written
from benchmarks.anonymity.wiretap import Seen, Wiretap
from talkingpiece.channel.rhythm import COLLECT_MS
from talkingpiece.core.cards.floors import ANONYMOUS, UNSIGNED
from talkingpiece.sealed.issue import AHEAD
from talkingpiece.sealed.tree import BEATS
from tests.cast import only
from tests.fake_clock import FakeClock
from tests.people import Message, Person, fresh_id
from tests.place import Place, Session, serving

MODULE = only("present", "close")
PATIENCE_S = 60.0


@dataclass
class OnTheWire:
    """One beat: what went over each connected panel's lines from the frame on, and whose packet had something in it."""

    beat: int
    opening: bool  # of all words
    named: bool  # of those that were written for a step
    seen: dict[int, list[Seen]]
    wrote: frozenset[int]


@dataclass
class Recording:
    """One session as it really was. `frames`: those that are meant for all, as each panel got them."""

    batch: Sessions
    taps: bool
    beats: list[OnTheWire] = field(default_factory=list)
    frames: dict[int, list[str]] = field(default_factory=dict)
    authors: dict[str, Written] = field(default_factory=dict)  # by id of the card or tap
    events: list[bytes] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)


class Panel(Person):
    """A person whose panel is wiretapped. `covered` is False only for the control without cover."""

    tap: Wiretap
    covered = True
    wrote = False  # in the packet of this beat
    answered = -1  # the newest beat whose tokens have come

    async def _answer(self, mine: object, message: Message) -> None:
        assert self.mine is not None
        if message["type"] == "beat":
            waiting = self.mine.pending
            packet, asked = self.mine.beat(message)
            self.wrote = bool(waiting) and packet is not None and not _blank(packet)
            if packet is not None and (self.covered or self.wrote):
                await self.posts(packet)
            await self._ask_for(asked)
            if not asked:
                self.answered = message["beat"]
        else:
            await super()._answer(self.mine, message)
            if message["type"] == "issued":
                leaves = [one["leaf"] for one in message["tokens"] if one["leaf"] < BEATS]
                self.answered = max([self.answered, *(leaf - AHEAD for leaf in leaves)])

    async def posts(self, packet: bytes) -> int:
        host, path = self.welcome["cards_url"].removeprefix("http://").split("/", 1)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.tap.port)
        head = f"POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/octet-stream\r\n"
        writer.write(f"{head}Content-Length: {len(packet)}\r\nConnection: close\r\n\r\n".encode() + packet)
        status = int((await reader.readline()).split()[1])
        writer.close()
        return status


class Recorder:
    """One session being played."""

    def __init__(self, place: Place, session: Session, recording: Recording, covered: bool) -> None:
        self.place, self.session, self.recording, self.covered = place, session, recording, covered
        self.panels: dict[int, Panel] = {}
        self.kept: dict[int, Panel] = {}  # panels of those who are away, with what they remember
        self.waiting = sorted(recording.batch.cards, key=lambda card: card.sealed)
        self.steps = list(recording.batch.asked[0])
        self.on: Asked | None = None

    async def play(self) -> None:
        """The whole session."""
        self.lead = await self.session.lead()
        await self._attend(0)
        await self.lead.does("start")
        room = self.place.house.rooms[self.session.opened["session"]]
        self.started = room.session.started_at or 0
        for beat in range(self.recording.batch.shape[2] // BEAT):
            await self._attend(beat)
            await self._lead(beat)
            await self._seal(beat * BEAT - 1)
            await self._beat(beat)
        self.recording.seats = [self.kept.get(who, self.panels.get(who)).welcome["seat"] for who in self._everybody()]
        log = await self.place.store.read(self.session.opened["session"], 0, 100_000)
        self.recording.events = [entry.events for entry in log.entries]
        for who in list(self.panels):
            await self._leaves(who)

    def _everybody(self) -> Iterable[int]:
        return range(self.recording.batch.shape[1])

    # --- between two beats -----------------------------------------------------------------------------------

    async def _attend(self, beat: int) -> None:
        """Who is there at this beat."""
        for who in self._everybody():
            if bool(self.recording.batch.present[0, who, beat * BEAT]) != (who in self.panels):
                await (self._leaves(who) if who in self.panels else self._comes(who))

    async def _seal(self, until: int) -> None:
        """What people have sealed by this second."""
        while self.waiting and self.waiting[0].sealed <= until:
            await self._says(self.waiting.pop(0))

    async def _says(self, card: Written) -> None:
        panel = self.panels.get(card.author) or self.kept[card.author]
        if self.recording.taps:
            id = await panel.taps()
        else:
            box, asked = self.lead.tally["box"], self.lead.head["part"].get("thing") if self.on else None
            shown = box["asked"]["n"] if asked else box["n"]
            text = "word " * max(1, round(card.rough / 4))
            floor = ANONYMOUS if shown >= ANONYMOUS else UNSIGNED
            id = await panel.writes_card(text, to="all", floor=floor, asked=asked or "")
        self.recording.authors[id] = card

    async def _lead(self, beat: int) -> None:
        """Window steps, as they were planned. One that has opened is left at once."""
        if self.on and self.lead.head["part"].get("opened"):
            await self.lead.does("next_step", expecting=self.lead.head["step"])
            self.on = None
        while self.steps and self.on is None and self.steps[0].begins < beat * BEAT:
            await self._seal(self.steps[0].begins)
            self.on = self.steps.pop(0)
            self.place.clock.advance_to(self.started + self.on.begins * 1000)
            await self.lead.does("start_window", seconds=self.on.ends - self.on.begins, last=False)
        await self.place.quiet()

    async def _comes(self, who: int) -> None:
        before = self.kept.pop(who, None)
        tap = Wiretap(int(self.place.host.rpartition(":")[2]))
        await tap.open()
        panel = await Panel.connect(self.place.ws_url, host="127.0.0.1", port=tap.port)
        panel.tap, panel.covered = tap, self.covered
        self.place.people.append(panel)
        self.panels[who] = panel
        if before:
            panel.mine, panel.root = before.mine, before.root
            answer = await panel.hello(seat_key=before.welcome["seat_key"])
        else:
            answer = await panel.hello(code=self.session.code, name=f"P{who}", id=fresh_id())
        assert answer["type"] == "welcome", answer
        await panel.until(lambda me: me.board, "the first views")

    async def _leaves(self, who: int) -> None:
        panel = self.kept[who] = self.panels.pop(who)
        self._note_frames(who, panel)
        self.place.people.remove(panel)
        await panel.go()
        await panel.tap.close()

    def _note_frames(self, who: int, panel: Panel) -> None:
        common = [raw for raw, said in zip(panel.raw, panel.heard, strict=True) if said["type"] in ("beat", "stage")]
        self.recording.frames.setdefault(who, []).extend(common)

    # --- a beat ----------------------------------------------------------------------------------------------

    async def _beat(self, beat: int) -> None:
        await self.place.quiet()
        for panel in self.panels.values():
            panel.tap.taken()
            panel.wrote = False
        if beat:
            self.place.clock.advance_to(self.started + beat * BEAT * 1000)
        async with asyncio.timeout(PATIENCE_S):
            for panel in self.panels.values():
                await panel.until(lambda me: me.answered >= beat, f"tokens at beat {beat}")
        frame = next(said for panel in self.panels.values() for said in reversed(panel.heard) if said["type"] == "beat")
        self.recording.beats.append(
            OnTheWire(
                beat, frame["opening"], bool(frame["questions"]),
                {who: panel.tap.taken() for who, panel in self.panels.items()},
                frozenset(who for who, panel in self.panels.items() if panel.wrote),
            )
        )  # fmt: skip
        self.place.clock.advance(COLLECT_MS)
        channel = self.place.house.rooms[self.session.opened["session"]].channel
        if channel and channel._flushing:
            await asyncio.wait([channel._flushing])
        await self.place.quiet()
        await self.place.quiet()


def _blank(packet: bytes) -> bool:
    return packet[72:76] == b"\0\2[]"


async def record(batch: Sessions, *, taps: bool = False, covered: bool = True) -> Recording:
    """Play the one session of a batch. Who is there changes between beats only."""
    recording = Recording(batch, taps)
    async with serving(clock=FakeClock(), modules={MODULE.name: MODULE}) as place:
        session = await place.start(MODULE.name)
        await Recorder(place, session, recording, covered).play()
    return recording
