"""People at their panels, and the network between them and whichever process answers. No sockets: a line is its outbox.

Everything a panel sends or hears may be lost, late or doubled; how often, the dice of the storm say.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any, Protocol

from talkingpiece import wire
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.lines import Line
from talkingpiece.outbox import Outbox
from talkingpiece.room import Room
from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.mine import Mine
from talkingpiece.store import StoreFault
from tests.channel.processes import Process


class Weather(Protocol):
    """How the network is just now. `panel`: the class of memory that panels have."""

    session: str
    panel: type[Mine]

    def happens(self, chance: float) -> bool: ...

    def post(self, packet: bytes, to: Process) -> None: ...


class Panel:
    """One person's. `before`: what an earlier memory of it had said, of which nobody can say whether it was opened."""

    def __init__(self, number: int, weather: Weather) -> None:
        self.number, self.seat, self._weather = number, f"seat-{number}", weather
        self.mine: Mine | None = None
        self.process: Process | None = None
        self.vanished = False
        self.heard = -1  # the newest beat
        self._root = ""
        self._room: Room | None = None
        self._line: Line | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        return self.process is not None

    async def connect(self, process: Process) -> None:
        """Try to come in by this process."""
        try:
            room = await process.house.room(self._weather.session)
        except (Lost, Refused, StoreFault):
            return
        if room is None or room.channel is None or self.connected or self.vanished:
            return
        self._welcomed(room.channel.welcome(self.seat)[0])
        self.process, self._room = process, room
        self._line = Line(role="participant", outbox=Outbox(), seat=self.seat)
        room.enter(self._line)
        self._reading = asyncio.create_task(self._read(room, self._line))

    def _welcomed(self, root: str) -> None:
        if self.mine is None:
            self.mine = self._weather.panel(self._weather.session, raw(root))
        elif root != self._root:
            self.mine.renew(raw(root))
        self._root = root

    def drop(self, *, noticed: bool = True) -> None:
        """The line is gone. `noticed`: by the server too."""
        if self._reading:
            self._reading.cancel()
        if noticed and self._room and self._line:
            self._room.leave(self._line)
        self.process = self._room = self._line = self._reading = None

    def vanish(self) -> None:
        """Gone for good, with all that was not opened."""
        self.drop()
        self.vanished = True

    def forget(self) -> None:
        """The tab is thrown away, and with it everything it remembered; the same person opens another."""
        self.drop()
        self.mine = None

    async def _read(self, room: Room, line: Line) -> None:
        while frames := await line.outbox.take():
            for frame in frames:
                self._hear(json.loads(frame), room)
        room.leave(line)
        if self._line is line:
            self.process = self._room = self._line = self._reading = None

    def _hear(self, said: dict[str, Any], room: Room) -> None:
        assert self.mine is not None
        assert self.process is not None
        match said["type"]:
            case "beat":
                if self._weather.happens(0.06):  # a frozen tab
                    return
                self.heard = said["beat"]
                packet, asked = self.mine.beat(said)
                if packet is not None:
                    self._weather.post(packet, self.process)
                self._ask(asked, room)
            case "keys":
                self._ask(self.mine.keys(said), room)
            case "stage" if said["section"] == "cards":
                self.mine.seen(said)

    def _ask(self, asked: dict[str, Any] | None, room: Room) -> None:
        if asked is None or self.mine is None or room.channel is None or self._weather.happens(0.05):
            return
        answer = room.channel.issue(self.seat, wire.decode(json.dumps(asked), (wire.Blind,)))
        if not self._weather.happens(0.05):
            self.mine.issued(json.loads(wire.encode(answer)))


class Leader:
    """Whoever leads: asks again until it is so."""

    def __init__(self) -> None:
        self._asked = 0

    async def asks(self, room: Room, verb: Any, **fields: Any) -> None:
        self._asked += 1
        id = f"leader-{self._asked}"
        with contextlib.suppress(Refused, Lost, StoreFault):
            await room.tell(Line(role="facilitator", outbox=Outbox()), verb(id=id, **fields), id)
