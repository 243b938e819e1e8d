"""Many people come within seconds, from one address: how long until all are in, and what each costs the server."""

from __future__ import annotations

import argparse
from time import perf_counter
from typing import Any

from benchmarks.children import ours
from benchmarks.crowd import Member, join


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--store", default="memory://", help="the store of our server")


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it. See README.md for what the keys mean."""
    refused = 0

    def hear(member: Member, text: bytes) -> None:
        nonlocal refused
        refused += text.startswith(b'{"type":"refused"')

    with ours(given.store) as child:
        opened = child.post("/api/sessions", {"module": "a-good-start"})
        hellos = [{"type": "hello", "code": opened["code"], "name": f"P{i}"} for i in range(given.people)]
        cpu, begun = child.cpu_s, perf_counter()
        members = await join(child.port, list(hellos), hear)
        seconds, used = perf_counter() - begun, child.cpu_s - cpu
        for member in members:
            member.transport.abort()
    return {
        "benchmark": "joining", "people": given.people, "store": given.store, "joined": len(members),
        "refused": refused, "seconds": round(seconds, 2), "cpu_ms_per_join": round(used * 1000 / given.people, 2),
    }  # fmt: skip
