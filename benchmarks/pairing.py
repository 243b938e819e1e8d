"""Ten rounds of pairs, trios and fours in made-up companies: time for a plan, repeats beside the least possible.

Beside it, for pairs, the exact matching of each round (rustworkx), on the same people with the same comings and goings.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from statistics import median
from time import process_time
from typing import Any

from benchmarks.company import Company, Tally
from talkingpiece.core.pairing import Group, Known, Size, plan

PEOPLE = (8, 13, 50, 301, 1000, 5000)
SIZES: tuple[Size, ...] = (2, 3, 4)
MATCHED = 1000  # people; with more, a matching of all with all is a matter of minutes
REPEAT, SAME = 1000, 10  # what the matching pays for a repeat (times how often, squared) and for a shared department

Planner = Callable[[list[str], Size, Known, Random], "tuple[Group, ...]"]


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, nargs="+", default=list(PEOPLE), help="sizes of companies")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of companies and plans")


@dataclass
class Case:
    """One company through all its rounds."""

    people: int
    size: Size
    churn: bool
    seed: int
    took: list[float] = field(default_factory=list)

    def run(self, planner: Planner, rounds: int) -> dict[str, Any]:
        company = Company(self.people, self.churn, Random(f"company {self.seed} {self.people}"))
        tally, dice = Tally(company), Random(self.seed)
        for here in company.rounds(rounds):
            known = tally.known()
            begun = process_time()
            groups = planner(here, self.size, known, dice)
            self.took.append((process_time() - begun) * 1000)
            tally.add(here, self.size, groups)
        return {
            "people": self.people, "size": self.size, "churn": self.churn, "rounds": rounds,
            "median_ms": round(median(self.took), 2), "max_ms": round(max(self.took), 2),
            "repeats": tally.repeats, "bound": tally.bound(), "forbidden": tally.forbidden, "soft": tally.soft,
        }  # fmt: skip


def ours(people: list[str], size: Size, known: Known, dice: Random) -> tuple[Group, ...]:
    return plan(people, size, known, dice).groups


def matched(people: list[str], size: Size, known: Known, dice: Random) -> tuple[Group, ...]:
    """The best pairs for this one round, whatever the next ones need. Who is over joins the best pair."""
    import rustworkx

    def price(one: str, other: str) -> int:
        pair = frozenset((one, other))
        alike = known.tags[one]["department"] == known.tags[other]["department"]
        return REPEAT * int(known.met.get(pair, 0)) ** 2 + SAME * alike

    apart, order = known.apart, dice.sample(people, len(people))
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(order)
    top = REPEAT * 1000
    graph.add_edges_from(
        [
            (i, j, top - price(order[i], order[j]))
            for i, j in combinations(range(len(order)), 2)
            if frozenset((order[i], order[j])) not in apart
        ]
    )
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    pairs = sorted((order[i], order[j]) for i, j in found)
    for one in sorted(set(people).difference(*pairs)):
        best = min(pairs, key=lambda pair: sum(price(one, x) + top * (frozenset((one, x)) in apart) for x in pair))
        pairs[pairs.index(best)] = (*best, one)
    return tuple(pairs)


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it. See README.md for what the keys mean."""
    plain = [
        Case(people, size, churn, given.seed) for people in given.people for size in SIZES for churn in (False, True)
    ]
    peers = [case for case in plain if case.size == 2 and case.people <= MATCHED]
    return {
        "benchmark": "pairing", "rounds": given.rounds, "seed": given.seed,
        "cases": [case.run(ours, given.rounds) for case in plain],
        "matching": [
            Case(case.people, case.size, case.churn, case.seed).run(matched, given.rounds) for case in peers
        ],
    }  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """The same for reading: our cases, and below them those of the matching."""
    columns = ("people", "size", "churn", "median_ms", "max_ms", "repeats", "bound", "forbidden", "soft")
    lines = ["".join(f"{name:>11}" for name in columns)]
    for name in ("cases", "matching"):
        lines += ["", name, *("".join(f"{case[key]!s:>11}" for key in columns) for case in found[name])]
    return "\n".join(lines)
