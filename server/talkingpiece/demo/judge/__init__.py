"""The judge: compares what people saw with the module's files and with what they themselves did. Pure functions."""

from __future__ import annotations

from talkingpiece.demo.diary import Record
from talkingpiece.demo.judge import beats, cards, circle, pairs, steps, words
from talkingpiece.demo.plan import Plan

__all__ = ["judge"]


def judge(plan: Plan, record: Record) -> list[str]:
    """Everything that was not as it should be, a sentence each, every one once."""
    found = [
        *record.complaints, *steps.faults(plan, record), *pairs.faults(plan, record), *circle.faults(plan, record),
        *words.faults(plan, record), *cards.faults(plan, record), *beats.faults(plan, record),
    ]  # fmt: skip
    return list(dict.fromkeys(found))
