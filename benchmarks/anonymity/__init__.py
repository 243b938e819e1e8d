"""Attackers of our own: how many authors of a hundred sealed cards do readers name who know nearly everything?

Ends with status 1 when a bound is broken, or when a control fails to show that these readers can read.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from time import monotonic
from typing import Any

from benchmarks.anonymity.cells import PLAIN, VARIANTS, Batch, Cell, Found, batches
from benchmarks.anonymity.figures import Figure, Kind, Tally, figure
from benchmarks.anonymity.people import Course
from benchmarks.anonymity.recorded import controls, look
from benchmarks.anonymity.traffic import Traffic

PEOPLE = (5, 8, 12, 30)
BOUND = ("window", "window step", "window with steps", "tap")
COURSES: tuple[Course, ...] = ("open", "steps", "taps")
CONTROLS = {("at once", 8, "B"): 0.5, ("60 s without cover", 8, "C"): 0.6}
COVERED = "60 s with cover"  # a control too: B names twice as many as by chance, at least


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, nargs="+", choices=PEOPLE, default=list(PEOPLE), help="sizes of groups")
    parser.add_argument("--share", type=float, default=1.0, help="of the sessions; 1 is 6,000 cards for each figure")
    parser.add_argument("--modelled", action="store_true", help="record nothing; C then sees no packets")
    parser.add_argument("--processes", type=int, default=min(4, os.cpu_count() or 1))


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it. See README.md for what the keys mean."""
    begun = monotonic()
    recorded = None if given.modelled else await look(given.people)
    traffic = Traffic(recorded.authors, recorded.others) if recorded else Traffic([], [])
    work = [batch for people in given.people for batch in _work(people, given.share, traffic)]
    found = _run(work, given.processes)
    figures = [_judged(cell, found[cell], found) for cell in sorted(found)]
    failed = [f"{one.rhythm}, {one.people} people, {one.reader}" for one in figures if one.passed is False]
    checks = recorded.checks if recorded else {}
    failed += [f"recorded: {name}" for name, value in checks.items() if value is False]
    return {
        "benchmark": "anonymity", "model": asdict(PLAIN), "share": given.share,
        "recorded": checks | ({"controls": await controls()} if recorded else {}),
        "modelled": [one.row() for one in figures],
        "failed": failed,
        "passed": not failed,
        "seconds": round(monotonic() - begun, 1),
    }  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """The same for reading."""
    lines = [f"{'rhythm':<32}{'people':>7}{'reader':>7}{'cards':>7}{'named':>7}  {'95 %':<13}{'1/n':>6}{'limit':>7}"]
    for one in found["modelled"]:
        verdict = {None: "", True: "holds", False: "FAILS"}[one["passed"]]
        interval = f"{one['low']:.1f}-{one['high']:.1f}"
        limit = "" if one["limit"] is None else f"{one['limit']:.1f}"
        lines.append(
            f"{one['rhythm']:<32}{one['people']:>7}{one['reader']:>7}{one['cards']:>7}{one['named']:>7.1f}  "
            f"{interval:<13}{one['shown']:>6.1f}{limit:>7}  {verdict}"
        )
    lines += ["", "recorded", *(f"  {name}: {value}" for name, value in found["recorded"].items())]
    return "\n".join(lines)


def _work(people: int, share: float, traffic: Traffic) -> list[Batch]:
    plain = [batch for course in COURSES for batch in batches(course, people, share, PLAIN, traffic)]
    others = [
        batch
        for name, course, model in VARIANTS
        for batch in batches(course, people, share / 2, model, traffic, name)
    ]  # fmt: skip
    return plain + others


def _run(work: list[Batch], processes: int) -> Found:
    found: Found = defaultdict(Tally)
    work.sort(key=lambda batch: batch.people * batch.sessions, reverse=True)
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for part in pool.map(Batch.run, work):
            for cell, tally in part.items():
                found[cell].join(tally)
    return dict(found)


def _judged(cell: Cell, tally: Tally, found: Found) -> Figure:
    """A figure with what it has to keep to."""
    kind: Kind = "reported"
    least = CONTROLS.get(cell)
    if cell == (COVERED, 8, "B"):
        least = 2 * found[cell].chance / max(1, found[cell].cards)
    if least is not None:
        kind = "control"
    elif cell[0] in BOUND:
        kind = "bound"
    return figure(*cell, tally, kind, least)
