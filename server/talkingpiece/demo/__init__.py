"""A rehearsal: simulated people go through a module against a private server, over real HTTP and websockets.

They judge what they see from the module's files and by their own clocks, never from the server's insides.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from talkingpiece.demo.diary import Record
from talkingpiece.demo.judge import alone, beats, cards, judge, pairs, steps
from talkingpiece.demo.meeting import Tell, play
from talkingpiece.demo.plan import Plan, Weather
from talkingpiece.demo.private import COMMAND, NoServer

__all__ = ["NoServer", "Outcome", "Plan", "Weather", "rehearse"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `steps_seen`: steps that everybody saw who was there; `pairs`: pairs and trios that met;
    `cards_shown`: cards that everybody could read in the end; `packets_late`: packets that may not have been in time;
    `latest_ms`: the latest view of a new step (real ms).
    `left_alone_max_s`: the longest time anybody was without company while the others talked (server s), as their own
    panel said. `repeats`: times that two talked who had talked before; `repeats_bound`: what could not be avoided.
    """

    module: str
    people: int
    weather: Weather
    peer_led: bool
    seed: int
    steps_seen: int
    pairs: int
    left_alone_max_s: float
    repeats: int
    repeats_bound: int
    cards_raised: int
    cards_shown: int
    packets: int
    packets_late: int
    drops: int
    restarts: int
    latest_ms: int
    seconds: float
    errors: list[str]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def rehearse(plan: Plan, folder: Path, tell: Tell = lambda said: None, command: Sequence[str] = ()) -> Outcome:
    """Play the plan and judge it. `folder`: the module's. `command` starts another server. Raises NoServer."""
    begun = monotonic()
    record = asyncio.run(_played(plan, folder, tell, command or COMMAND))
    return _outcome(plan, record, monotonic() - begun)


async def _played(plan: Plan, folder: Path, tell: Tell, command: Sequence[str]) -> Record:
    """Told to stop, it still ends the private server."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await play(plan, folder, tell, command)


def _outcome(plan: Plan, record: Record, seconds: float) -> Outcome:
    late = [sight.late_ms for diary in record.diaries for sight in diary.sights if sight.late_ms is not None]
    again = pairs.again(plan, record)
    return Outcome(
        module=plan.module.name, people=plan.people, weather=plan.weather, peer_led=plan.peer_led, seed=plan.seed,
        steps_seen=steps.seen_by_all(record),
        pairs=sum(len(pairs.groups(record, opening)) for opening in pairs.openings(plan, record)),
        left_alone_max_s=round(alone.longest_s(record), 1), repeats=again.repeats, repeats_bound=again.bound,
        cards_raised=sum(wrote.sort == "card" for wrote in record.wrote),
        cards_shown=cards.shown_to_all(record),
        packets=sum(len(diary.seen.posted) for diary in record.participants), packets_late=beats.late(plan, record),
        drops=record.drops, restarts=record.restarts,
        latest_ms=round(max(late, default=0)), seconds=round(seconds, 1),
        errors=judge(plan, record),
    )  # fmt: skip
