"""A thousand panels at one beat: CPU for issuing, receiving, verifying and opening, memory, and what a flood costs.

First on the server's code alone, then on a whole server with as many sockets. Ends with status 1 when a beat's
cryptography takes more than two hundredths of a core, or its packets more than their size.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, TypeVar

from benchmarks.children import Child, ours
from benchmarks.crowd import join
from benchmarks.panels import Panels, send
from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Card
from talkingpiece.sealed.collect import BUDGET, Collecting
from talkingpiece.sealed.issue import Declined, Issuing
from talkingpiece.sealed.packet import SIZE
from talkingpiece.sealed.tokens import TokenKey
from talkingpiece.sealed.tree import KeyTree

BEAT_S = 30
SHARE = 0.02  # of a core, at most
BEAT = 7
SESSION = "c2Vzc2lvbi1tZWFzdXJlZA"
Made = TypeVar("Made")
WRITERS = 20  # one panel in so many has a card: far more than ever write at once


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--panels", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3, help="the best of these counts")
    parser.add_argument("--beats", type=int, default=3, help="of 30 s, on a whole server; 0: none")


class _Nothing:
    """A session in which no card is open."""

    def card_key(self, card: str) -> str | None:
        return None

    def ballot_key(self, thing: str) -> TokenKey | None:
        return None


async def measure(given: argparse.Namespace) -> dict[str, Any]:
    """Run it. See README.md for what the keys mean."""
    rounds = [_round(given.panels) for _ in range(given.rounds)]
    beat = {name: round(min(one[name] for one in rounds), 4) for name in rounds[0]}
    used = beat["issue_s"] + beat["receive_s"] + beat["flush_s"]
    packets = round(given.panels * SIZE / 2**20, 2)
    served = await _served(given.panels, given.beats) if given.beats else {}
    return {
        "benchmark": "sealed", "panels": given.panels, **beat, **served, "beat_s": round(used, 4),
        "core_percent": round(100 * used / BEAT_S, 2), "packets_mib": packets,
        "passed": used <= SHARE * BEAT_S and beat["memory_mib"] <= packets * 1.25 and beat["flood_s"] <= FLOOD_S,
    }  # fmt: skip


COLLECT_S = 5
AGREEMENT = 1  # its step in the shipped module
STRANGERS, AT_ONCE = 5_000, 100
FLOOD_S = 2.0  # of CPU, for all that members can have a room of a thousand verify in a beat


def _round(panels: int) -> dict[str, float]:
    tree = KeyTree(secrets.token_bytes(32), SESSION)
    assert tree.root  # grown once a session, and not a beat's work
    issuing = Issuing(tree, first=0)
    issuing.advance(BEAT - 2)
    asked = [panel.Asked() for _ in range(panels)]
    given, issue_s = _timed(lambda: [issuing.issue(f"seat-{i}", BEAT, one.element) for i, one in enumerate(asked)])
    public = tree.public(BEAT)
    tokens = []
    for one, answer in zip(asked, given, strict=True):
        assert not isinstance(answer, Declined)
        tokens.append(one.finish(public, answer.evaluation))
    packets = [
        panel.packet(SESSION, BEAT, token, [_card()] if i % WRITERS == 0 else []) for i, token in enumerate(tokens)
    ]
    collecting = Collecting(BEAT, tree.key(BEAT), SESSION, panels)
    tracemalloc.start()
    _, receive_s = _timed(lambda: [collecting.take(bytes(bytearray(packet))) for packet in packets])
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    _, receive_s = _timed(lambda: _fresh(tree, panels, packets))
    beat, flush_s = _timed(lambda: collecting.flush(_Nothing(), "all"))
    assert (beat.valid, len(beat.acts)) == (panels, len(range(0, panels, WRITERS)))
    return {
        "issue_s": issue_s, "receive_s": receive_s, "flush_s": flush_s, "memory_mib": held,
        "flood_s": _flood(tree, panels), "strangers_s": _strangers(tree, panels),
    }  # fmt: skip


def _fresh(tree: KeyTree, panels: int, packets: list[bytes]) -> None:
    collecting = Collecting(BEAT, tree.key(BEAT), SESSION, panels)
    for packet in packets:
        collecting.take(packet)


def _flood(tree: KeyTree, panels: int) -> float:
    """Twice what the room verifies in a beat, from somebody who knows where packets go: it ends at the budget."""
    collecting = Collecting(BEAT, tree.key(BEAT), SESSION, panels)
    forged = [panel.packet(SESSION, BEAT, panel.Token(secrets.token_bytes(32), b"no"))] * (2 * BUDGET * panels)
    _, spent = _timed(lambda: [collecting.take(packet) for packet in forged])
    assert collecting.void
    return spent


def _strangers(tree: KeyTree, panels: int) -> float:
    """As many that are no packets of this beat: they cost no verification."""
    collecting = Collecting(BEAT, tree.key(BEAT), SESSION, panels)
    stale = panel.packet(SESSION, BEAT - 1, panel.Token(secrets.token_bytes(32), b"no"))
    _, spent = _timed(lambda: [collecting.take(stale) for _ in range(2 * BUDGET * panels)])
    assert not collecting.void
    return spent


async def _served(people: int, beats: int) -> dict[str, float]:
    """A whole server: `beats` beats with a packet from every panel, then strangers who know no channel's address."""
    with ours("memory://") as child:
        opened = child.post("/api/sessions", {"module": "a-good-start"})
        panels = Panels()
        [lead] = await join(child.port, [{"type": "hello", "facilitator_key": opened["facilitator_key"]}], _deaf)
        members = await panels.come(child.port, opened["code"], people)
        before = _resident_mib(child)
        lead.say({"type": "start", "id": "start"})
        lead.say({"type": "go_to_step", "id": "go", "step": AGREEMENT, "expecting": 0})
        await asyncio.sleep(2)
        for number, member in enumerate(members):  # whoever has not accepted it is given no tokens
            member.say({"type": "agree", "id": f"yes-{number}"})
        await asyncio.sleep(3 * BEAT_S + COLLECT_S + 5)  # three beats without tokens, and the first with them
        spent, most = [], _resident_mib(child)
        for _ in range(beats):
            begun = child.cpu_s
            for _ in range(2 * BEAT_S):
                await asyncio.sleep(0.5)
                most = max(most, _resident_mib(child))
            spent.append(child.cpu_s - begun)
        begun = child.cpu_s
        for _ in range(STRANGERS // AT_ONCE):
            answers = await asyncio.gather(*(send(f"{panels.url}x", b"\0" * SIZE) for _ in range(AT_ONCE)))
            assert set(answers) == {404}
        strangers = child.cpu_s - begun
        for member in (lead, *members):
            member.transport.abort()
    return {
        "served_s": round(median(spent), 3), "served_core_percent": round(100 * median(spent) / BEAT_S, 2),
        "served_n": panels.n, "served_mib": round(most - before, 1),
        "stranger_us": round(strangers / STRANGERS * 1e6, 1),
    }  # fmt: skip


def _resident_mib(child: Child) -> float:
    status = Path(f"/proc/{child.process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _deaf(member: object, text: bytes) -> None:
    """Whoever leads need not listen here."""


def _card() -> Card:
    seed = secrets.token_bytes(panel.SEED)
    words = Card(
        key=panel.key_of(seed), to="all", weight="slow", soon=False, text="It went too fast for me. " * 40, floor=5,
        sig=panel.UNSIGNED,
    )  # fmt: skip
    made = panel.signed(words, seed, SESSION)
    assert isinstance(made, Card)
    return made


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    begun = process_time()
    return work(), process_time() - begun
