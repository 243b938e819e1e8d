"""A rehearsal told to somebody who watches it."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from talkingpiece.demo import Outcome


def summary(out: Console, outcome: Outcome) -> None:
    """What came of it, calmly."""
    table = Table.grid(padding=(0, 2))
    for what, count in (
        ("steps that everybody saw", f"{outcome.steps_seen}"),
        ("pairs that met", f"{outcome.pairs}"),
        ("meetings again, and unavoidable", f"{outcome.repeats}, {outcome.repeats_bound}"),
        ("longest without company", f"{outcome.left_alone_max_s:.0f} s"),
        ("cards raised, and read by all", f"{outcome.cards_raised}, {outcome.cards_shown}"),
        ("packets, and perhaps too late", f"{outcome.packets}, {outcome.packets_late}"),
        ("latest view of a new step", f"{outcome.latest_ms} ms"),
        ("lines that broke, restarts", f"{outcome.drops}, {outcome.restarts}"),
        ("took", f"{outcome.seconds:.0f} s"),
    ):
        table.add_row(what, count)
    out.print()
    out.print(table)
    out.print()
    if not outcome.errors:
        out.print("Everybody saw every step, in order, with its own content.", markup=False)
        return
    out.print(f"{len(outcome.errors)} things were not as they should be:", markup=False)
    for one in outcome.errors:
        out.print(f"  - {one}", markup=False, soft_wrap=True)
