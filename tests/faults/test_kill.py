"""SIGKILL at random moments while everybody talks, and a restart on the same file. What was answered with ok is
there, once; what was not answered is sent again with the same id, and acts once; everyone is back where they were.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from talkingpiece import journal, keys
from talkingpiece.core.events import SeatRenamed, StepOpened
from talkingpiece.core.steps.collect import AnswerGiven
from talkingpiece.core.steps.round import TurnTaken
from talkingpiece.demo.diary import Diary
from talkingpiece.demo.line import Answer
from talkingpiece.demo.private import PrivateServer
from talkingpiece.demo.viewer import Viewer
from talkingpiece.store import Entry, Slice
from talkingpiece.store.sqlite import SqliteStore

MODULE = Path(__file__).parent.parent / "demo" / "modules" / "two-pairings"
PEOPLE = 6
NET_S = 60.0  # seconds after which something hangs
LOGGED = {"rename": SeatRenamed, "write": AnswerGiven, "pass_piece": TurnTaken, "go_to_step": StepOpened}


class Mortal(PrivateServer):
    """A server that can be killed."""

    async def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        await self._process.wait()


class Panel(Viewer):
    """A panel that never stops asking for things, at the pace that the server allows. `said`: what came of it."""

    def __init__(self, who: int, url: str, key: dict[str, str], dice: Random) -> None:
        super().__init__(Diary(who, f"P{who}", "participant"), url, {"name": f"P{who}", **key}, dice, 0)
        self.dice = dice
        self.said: list[tuple[str, dict[str, Any], Answer]] = []
        self.seats: set[str] = set()

    def welcomed(self) -> None:
        self.seats.add(self.diary.seat)

    async def talk(self, until: asyncio.Event) -> None:
        while not until.is_set():
            verb, fields = self.wish()
            self.said.append((verb, fields, await self.line.ask(verb, **fields)))
            await asyncio.sleep(self.dice.uniform(0.03, 0.09))

    def wish(self) -> tuple[str, dict[str, Any]]:
        head = self.head.get("part") or {}
        if (
            head.get("kind") == "collect"
            and head["signed"] == "named"
            and not head["opened"]
            and self.dice.random() < 0.8
        ):
            return "write", {"step": self.head["step"], "text": f"{self.diary.who}-{len(self.said)}"}
        if head.get("kind") == "round" and (head["holder"] or {}).get("seat") == self.diary.seat:
            return "pass_piece", {"expecting": self.diary.seat}
        if self.dice.random() < 0.2:
            return "hand", {"up": self.dice.random() < 0.5}
        return "rename", {"name": f"P{self.diary.who} {len(self.said)}"}


class Console(Panel):
    """Whoever leads goes from step to step as chance has it."""

    def wish(self) -> tuple[str, dict[str, Any]]:
        here = self.head["step"]
        there = self.dice.choice([step for step in (2, 4, 4, 6, 6, 7) if step != here])
        return "go_to_step", {"step": there, "expecting": here}


@dataclass
class Circle:
    """A session under load, on a server that is killed now and then."""

    server: Mortal
    panels: list[Panel]
    console: Console
    session: str
    dice: Random
    rounds: list[int] = field(default_factory=list)

    @property
    def all(self) -> list[Panel]:
        return [*self.panels, self.console]

    async def begin(self) -> None:
        for one in self.all:
            one.line.open()
        await asyncio.gather(*(one.sees(lambda one=one: one.line.open_now) for one in self.all))
        assert (await self.console.line.ask("start")).ok
        assert (await self.console.line.ask("go_to_step", step=1, expecting=0)).ok
        assert all(answer.ok for answer in await asyncio.gather(*(one.line.ask("agree") for one in self.panels)))
        await asyncio.gather(*(one.sees(lambda one=one: one.head.get("step") == 1) for one in self.all))

    async def one_round(self) -> None:
        """Load, a kill in the middle of it, a restart; then everyone is in again and everything has its answer."""
        over = asyncio.Event()
        load = [asyncio.create_task(one.talk(over)) for one in self.all]
        await asyncio.sleep(self.dice.uniform(0.05, 0.5))
        await self.server.kill()
        seen = max(one.head["opening"] for one in self.all)
        waiting = sum(len(one.line._pending) for one in self.all)
        self.rounds.append(waiting)
        await self.server.start()
        over.set()
        await asyncio.wait_for(asyncio.gather(*load), NET_S)
        await asyncio.wait_for(self.settled(), NET_S)
        assert min(one.head["opening"] for one in self.all) >= seen

    async def settled(self) -> None:
        """Everyone is in, sees the same opening, and has the name they asked for last."""
        for one in self.all:
            await one.sees(lambda one=one: one.line.open_now)
        newest = max(one.head["opening"] for one in self.all)
        for one in self.all:
            await one.sees(lambda one=one: one.head["opening"] >= newest)
        for one in self.panels:
            asked = [fields["name"] for verb, fields, answer in one.said if verb == "rename" and answer.ok]
            if asked:
                await one.sees(lambda one=one, asked=asked: one.own["name"] == asked[-1])


@contextlib.asynccontextmanager
async def a_circle(folder: Path, seed: int) -> AsyncIterator[Circle]:
    dice = Random(seed)
    async with Mortal(folder, MODULE, 1.0) as server:
        opened = await server.open_session(MODULE.name, False)
        code, url = {"code": opened["code"]}, opened["ws_url"]
        panels = [
            Panel(who, url, {"id": f"join-of-panel-number-{who}", **code}, Random(dice.random()))
            for who in range(PEOPLE)
        ]
        key = {"facilitator_key": opened["facilitator_key"]}
        console = Console(-1, url, key, Random(dice.random()))
        circle = Circle(server, panels, console, opened["session"], dice)
        try:
            await asyncio.wait_for(circle.begin(), NET_S)
            yield circle
        finally:
            await asyncio.gather(*(one.go_home() for one in circle.all))


async def log_of(folder: Path, session: str) -> list[Entry]:
    entries: list[Entry] = []
    async with SqliteStore(folder / "rehearsal.db") as store:
        while True:
            part = await store.read(session, after_seq=len(entries))
            assert isinstance(part, Slice)
            entries += part.entries
            if len(entries) >= part.head:
                return entries


def check(circle: Circle, log: list[Entry]) -> None:
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    times = Counter(entry.command_id for entry in log)
    assert max(times.values()) == 1
    for one in circle.all:
        assert len(one.seats) == 1  # the same seat after every restart
        place = one.diary.seat or "facilitator"
        for verb, fields, answer in one.said:
            if verb in LOGGED:
                assert times[keys.asked(place, answer.id)] == int(answer.ok), (verb, fields, answer)
    happened = Counter(type(event) for entry in log for event in journal.decode(entry.events, entry.seq))
    done = Counter(verb for one in circle.all for verb, _, answer in one.said if answer.ok)
    for verb in ("rename", "write", "pass_piece"):
        assert happened[LOGGED[verb]] == done[verb]
    assert happened[StepOpened] == done["go_to_step"] + 2  # and the start, and the way to the agreement


async def killed_again_and_again(folder: Path, rounds: int, seed: int) -> Circle:
    async with a_circle(folder, seed) as circle:
        for _ in range(rounds):
            await circle.one_round()
    check(circle, await log_of(folder, circle.session))
    return circle


async def test_four_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    circle = await killed_again_and_again(tmp_path, 4, seed=8)
    assert sum(len(one.said) for one in circle.all) > 4 * PEOPLE  # there was a load
    assert any(circle.rounds)  # and the axe fell between a command and its answer


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
async def test_a_hundred_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path, seed: int) -> None:
    circle = await killed_again_and_again(tmp_path, 20, seed)
    assert sum(1 for waiting in circle.rounds if waiting) > 10
    done = {verb for one in circle.all for verb, _, answer in one.said if answer.ok}
    assert done >= {"rename", "write", "pass_piece", "go_to_step", "hand"}
