"""A storm: one session, some panels, two processes, one store, and dice that break everything that can break.

What is real: the houses, rooms, ledgers, channels and views of the product, its stores, and the memory of its panels.
What is not: sockets, and the time that passes. Ten minutes between two openings are two and a half here.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from random import Random
from typing import Any

from talkingpiece.channel import rhythm
from talkingpiece.core.cards.commands import AgreeThreshold
from talkingpiece.core.cards.state import BEAT_MS, question_id
from talkingpiece.core.commands import Start, TakeSeat
from talkingpiece.house import Wanted
from talkingpiece.room import Room
from talkingpiece.sealed.mine import Mine
from tests.channel.crowd import Crowd
from tests.channel.kept import Kept
from tests.channel.law import AGREED, Law
from tests.channel.panels import Panel
from tests.channel.processes import LAST_QUESTION, MODULE, FewTrees, Process
from tests.channel.trouble import Trouble
from tests.fake_clock import NOON

WINDOW = 5  # beats from one opening to the next
TROUBLE, MOST_CALM = 22, 60  # beats
PEOPLE = 5
APPENDS: tuple[Trouble, ...] = ("lost before", "lost after", "full", "dies before", "dies after")


class Storm(Crowd):
    """`panel`: the class of memory that panels have. `log` says in words what went wrong: for whoever reads it."""

    def __init__(self, seed: int, kept: Kept, panel: type[Mine] = Mine, forgetting: float = 0.015) -> None:
        super().__init__(Random(seed), forgetting)
        self.kept, self.panel, self.trees = kept, panel, FewTrees()
        self.session, self.now_ms, self.lives, self.log = "", NOON, 0, [f"seed {seed}"]
        self.panels = [Panel(number, self) for number in range(PEOPLE)]
        self.processes: list[Process] = []
        self.late: list[tuple[bytes, Process]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def note(self, what: str) -> None:
        self.log.append(f"beat {self.beat}: {what}")

    # --- the network ---------------------------------------------------------------------------------------------

    def post(self, packet: bytes, to: Process) -> None:
        """By any process: what the owner is not, drops it."""
        to = self.dice.choice(self.processes) if self.happens(0.1) else to
        if self.happens(0.1):
            self.late.append((packet, to))
        elif not self.happens(0.1):
            self.deliver(packet, to)
            if self.happens(0.1):
                self.deliver(packet, to)

    def deliver(self, packet: bytes, to: Process) -> None:
        room = to.room(self.session)
        if room and room.channel and not to.stalled:
            room.channel.take(packet)

    # --- time ------------------------------------------------------------------------------------------------------

    def run(self, errand: Any) -> None:
        task = asyncio.create_task(errand)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Until nothing moves any more. A process that dies while it asks its store is dead then."""
        quiet = 0
        while quiet < 12:
            for process in self.processes:
                if process.store.dying:
                    self.dies(process, "in an append")
            busy = any(process.busy for process in self.processes)
            quiet = 0 if busy else quiet + 1
            await asyncio.sleep(0.0003 if any(process.store.asking for process in self.processes) else 0)

    async def at(self, ms: int) -> None:
        """So many milliseconds of this beat have passed."""
        self.now_ms = NOON + self.beat * BEAT_MS + ms
        for process in self.processes:
            if not process.stalled:
                process.clock.jump(self.now_ms)
        await self.settle()

    # --- what breaks -----------------------------------------------------------------------------------------------

    def new_process(self, number: int, holder: str = "") -> Process:
        self.lives += 1
        holder = holder or f"life-{self.lives}"
        return Process(holder, self.kept.stores[number], self.trees, self.now_ms, self.dice)

    def dies(self, process: Process, where: str) -> None:
        """And is started again, by the same name or another one."""
        self.note(f"{process.holder} dies {where}")
        process.kill()
        for panel in self.panels:
            if panel.process is process:
                panel.drop(noticed=False)
        number = self.processes.index(process)
        self.processes[number] = self.new_process(number, process.holder if self.dice.random() < 0.5 else "")

    def stalls(self, process: Process) -> None:
        self.note(f"{process.holder} stalls")
        process.stalled = True

    async def restored(self) -> None:
        """From a backup. A process may live on through it, as with a store of its own machine."""
        self.note("the store is restored from a backup")
        if self.dice.random() < 0.6:
            for process in list(self.processes):
                self.dies(process, "for the restore")
        await self.settle()
        await self.kept.restore(self.session)
        for number, process in enumerate(self.processes):
            process.store.inner = self.kept.stores[number]
        await self.kept.stores[0].new_epoch(self.session)
        self.law.begin_again()

    def owner(self) -> Process | None:
        """Who has the session open and moves; of two, either."""
        having = [one for one in self.processes if one.room(self.session) and not one.stalled]
        return self.dice.choice(having) if having else None

    def room(self) -> Room | None:
        owner = self.owner()
        return owner.room(self.session) if owner else None

    # --- a beat ----------------------------------------------------------------------------------------------------

    async def one_beat(self) -> None:
        """One beat, with whatever goes wrong in it."""
        self.break_before()
        await self.at(0)
        for packet, to in self.late[: self.dice.randint(0, len(self.late))]:
            self.deliver(packet, to)  # some in time after all
        self.late.clear()
        await self.at(2_500)
        if (owner := self.owner()) and self.happens(0.05):
            self.dies(owner, "while it collects")
        elif owner and self.happens(0.05):
            self.stalls(owner)
        elif owner and self.happens(0.3):
            owner.store.next_appends.extend(self.dice.choices(APPENDS, k=self.dice.randint(1, 3)))
        await self.at(5_000)
        await self.at(12_000)
        for process in self.processes:
            process.store.next_appends.clear()
        await self.people_act()
        await self.at(20_000)
        await self.law.check(self)
        if self.happens(0.04) and self.trees.left:
            await self.restored()
        elif self.happens(0.15):
            await self.kept.back_up(self.session)
        self.beat += 1

    def break_before(self) -> None:
        for process in self.processes:
            if process.stalled and (self.calm or self.happens(0.4)):
                process.stalled = False
                self.note(f"{process.holder} comes back")
            process.store.impatient = self.happens(0.06)
        if (owner := self.owner()) and self.happens(0.04):
            self.stalls(owner)

    # --- the whole -------------------------------------------------------------------------------------------------

    async def begin(self) -> None:
        self.processes = [self.new_process(number) for number in range(len(self.kept.stores))]
        house = self.processes[0].house
        wanted = Wanted(module=MODULE.name, title=None, led="facilitator", door="auto")
        self.session = (await house.open_session(wanted)).session
        self.law = Law(self.session, self.said)
        room = await house.room(self.session)
        assert room is not None
        for panel in self.panels:
            await room.tell(None, TakeSeat(seat=panel.seat, key=f"key-{panel.number}", name="P"), panel.seat)
        await self.leader.asks(room, AgreeThreshold, metoos=AGREED)
        await self.leader.asks(room, Start)
        for panel in self.panels:
            await panel.connect(self.processes[0])
        await self.settle()
        await self.kept.back_up(self.session)

    async def rage(self) -> None:
        """Trouble, then calm until nobody has anything to say any more. Raises AssertionError: the law is broken."""
        await self.begin()
        for _ in range(TROUBLE):
            await self.one_beat()
        self.calm = True
        self.late.clear()
        for process in list(self.processes):  # the next owner has nobody's gaps in its books
            self.dies(process, "for the last time")
        await self.until_silent()
        await self.law.check_end(self)

    async def until_silent(self) -> None:
        answered: set[int] = set()
        for _ in range(MOST_CALM):
            await self.one_beat()
            if (room := self.room()) and room.session.step == LAST_QUESTION:
                for panel in self.panels:
                    if panel.mine and not panel.vanished and panel.number not in answered:
                        answered.add(panel.number)
                        self.said.answer(panel, panel.mine, question_id(self.session, LAST_QUESTION))
            if answered and not any(panel.mine and panel.mine.pending - self.said.too_late for panel in self.panels):
                return

    async def close(self) -> None:
        for panel in self.panels:
            panel.drop()
        for process in self.processes:
            process.kill()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def storm(seed: int, kept: Kept, panel: type[Mine] = Mine, **more: float) -> AsyncIterator[Storm]:
    """A storm that is about to begin, over an open store. `rhythm.WINDOW` has to be `WINDOW`."""
    assert rhythm.WINDOW == WINDOW
    made = Storm(seed, kept, panel, **more)
    try:
        yield made
    finally:
        await made.close()
