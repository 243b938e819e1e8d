"""One step change to everybody: time to the last participant, and server CPU per delivery.

Beside a plain Starlette loop in the same run: both servers up, one round each in turn, so that a machine that
changes its speed changes it for both. A delivery is one participant who has the new head of the stage.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.children import Child, ours, plain
from benchmarks.crowd import HEAD, Member, join

SETTLE_S = 1.2  # seconds until everything that follows a step change at its own pace has gone out too
ROUND_S = 60.0
STEPS = (0, 2)  # two steps of the shipped module that are open to all: `present` and `solo`


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--store", default="memory://", help="the store of our server")


@dataclass
class Crowd:
    """All members of one server, and what one round of it is. `change` asks for the next step."""

    child: Child
    members: list[Member]
    change: Callable[[int], None]
    rounds: list[dict[str, float]]

    async def round(self, number: int) -> None:
        before = self.child.cpu_s
        frames, size = sum(m.frames for m in self.members), sum(m.bytes for m in self.members)
        begun = perf_counter()
        self.change(number)
        async with asyncio.timeout(ROUND_S):
            while any(member.head_at < begun for member in self.members):  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        last = max(member.head_at for member in self.members)
        await asyncio.sleep(SETTLE_S)
        count = len(self.members)
        self.rounds.append(
            {
                "time_to_last_ms": (last - begun) * 1000,
                "cpu_us_per_delivery": (self.child.cpu_s - before) * 1e6 / count,
                "frames_per_delivery": (sum(m.frames for m in self.members) - frames) / count,
                "bytes_per_delivery": (sum(m.bytes for m in self.members) - size) / count,
            }
        )

    def summary(self) -> dict[str, float]:
        return {name: round(median(one[name] for one in self.rounds), 1) for name in self.rounds[0]}


async def our_crowd(child: Child, people: int) -> tuple[Crowd, int]:
    """A session with this many participants, started; and the size of its head in bytes."""
    opened = child.post("/api/sessions", {"module": "a-good-start"})
    heads: list[int] = []

    def hear(member: Member, text: bytes) -> None:
        if HEAD in text[:160]:
            heads.append(len(text))

    [lead] = await join(child.port, [{"type": "hello", "facilitator_key": opened["facilitator_key"]}], hear)
    hellos = [{"type": "hello", "code": opened["code"], "name": f"P{i}"} for i in range(people)]
    members = await join(child.port, list(hellos), hear)
    lead.say({"type": "start", "id": "start"})

    def change(number: int) -> None:
        here, there = STEPS[number % 2], STEPS[(number + 1) % 2]
        lead.say({"type": "go_to_step", "id": f"go-{number}", "step": there, "expecting": here})

    await asyncio.sleep(SETTLE_S)
    return Crowd(child, members, change, []), heads[-1]


async def plain_crowd(child: Child, people: int, size: int) -> Crowd:
    """The same number of members; each message is as large as our head."""
    [lead] = await join(child.port, [None], lambda member, text: None)
    members = await join(child.port, [None] * people, lambda member, text: None)
    return Crowd(child, members, lambda number: lead.say({"next": size - 45}), [])


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it. See README.md for what the keys mean."""
    with ours(given.store) as our_child, plain() as plain_child:
        mine, size = await our_crowd(our_child, given.people)
        theirs = await plain_crowd(plain_child, given.people, size)
        for number in range(given.rounds + 1):
            await mine.round(number)
            await theirs.round(number)
        del mine.rounds[0], theirs.rounds[0]  # the first round is a warm-up
        for member in (*mine.members, *theirs.members):
            member.transport.abort()
    pairs = list(zip(mine.rounds, theirs.rounds, strict=True))
    return {
        "benchmark": "fanout", "people": given.people, "rounds": given.rounds, "store": given.store,
        "ours": mine.summary(), "plain": theirs.summary(),
        "ratio": {
            name: round(median(ours[name] / peer[name] for ours, peer in pairs), 2)
            for name in ("time_to_last_ms", "cpu_us_per_delivery")
        },
    }  # fmt: skip
