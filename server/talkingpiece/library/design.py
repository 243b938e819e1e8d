"""What makes an order of steps safe and possible for people, judged when every file could be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from talkingpiece.core.steps import DISCLOSING, KINDS, needs_agreement
from talkingpiece.core.steps.ends import LONGEST_S, SHORTEST_S
from talkingpiece.core.steps.pairs.state import settings_of

from .faults import Fault
from .read import MOST_MINUTES, Cover, Draft

STEEPEST = 2  # levels between two steps in which people tell something of themselves
LISTENING = ("present", "agree", "window", "close")  # nobody is asked to tell anything of themselves here


def faults_of_design(cover: Cover, drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Faults that only show in the whole."""
    yield from _too_early(drafts)
    yield from _too_steep(drafts)
    yield from _of_pairs(drafts)
    yield from _of_sealed_words(drafts)
    yield from _unserved(cover, drafts)
    if drafts[-1].step.kind != "close":
        last = drafts[-1]
        yield Fault(last.file, last.line("kind"), "the last step must be of kind close, so that people part well.")
    minutes = sum(draft.step.seconds for draft in drafts) / 60
    if minutes > MOST_MINUTES:
        message = f"all steps together take {minutes:g} minutes; up to {MOST_MINUTES} fit. Make two modules of it."
        yield Fault(cover.file, 1, message)


def _too_early(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """A turn, a pair or disclosure before anybody agreed how the group treats what it hears."""
    for draft in drafts:
        step = draft.step
        if step.kind == "agree":
            return
        if KINDS[step.kind].gated:
            yield Fault(draft.file, draft.line("kind"), f"a {step.kind} step needs an agree step before it.")
        elif needs_agreement(step):
            message = f"level {step.level} needs an agree step before it; up to {DISCLOSING} goes without."
            yield Fault(draft.file, draft.line("level"), message)


def _too_steep(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """People open up in small steps. Coming down may be quick."""
    telling = [draft for draft in drafts if draft.step.kind not in LISTENING]
    for before, draft in pairwise(telling):
        rise = draft.step.level - before.step.level
        if rise > STEEPEST:
            message = (
                f"level {draft.step.level} comes right after level {before.step.level} ({before.file.name}). "
                f"Rise by {STEEPEST} at most, or put a step in between."
            )
            yield Fault(draft.file, draft.line("level"), message)
    if telling and telling[0].step.level > STEEPEST:
        message = f"the first step in which people tell something has level {telling[0].step.level}. Begin with 0 to 2."
        yield Fault(telling[0].file, telling[0].line("level"), message)


def _of_pairs(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Time enough to talk before anybody tells of it, and fours that are made of something."""
    pairs = [draft for draft in drafts if draft.step.kind == "pairs"]
    for before, draft in zip([None, *pairs], pairs, strict=False):
        share, seconds = settings_of(draft.step).share_seconds, draft.step.seconds
        if share * 2 > seconds:
            message = (
                f"share_seconds takes {share} of {seconds} seconds. Leave at least half of the minutes for the pairs "
                f"themselves: up to {seconds // 2}, or more minutes."
            )
            yield Fault(draft.file, draft.line("share_seconds"), message)
        if settings_of(draft.step).joins:
            yield from _joining(before, draft)


def _joining(before: Draft | None, draft: Draft) -> Iterator[Fault]:
    line = draft.line("joins")
    if settings_of(draft.step).size != "fours":
        yield Fault(draft.file, line, "joins makes fours of two pairs. Write `size: fours`, or take this line out.")
    elif before is None:
        yield Fault(draft.file, line, "joins needs a pairs step before it, whose pairs meet here.")
    elif settings_of(before.step).size != "pairs":
        message = f"joins needs pairs to make fours of; {before.file.name} has {settings_of(before.step).size}."
        yield Fault(draft.file, line, message)


def _of_sealed_words(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Whoever writes slowly must not stand out, and nobody is kept from a concern by not having agreed."""
    for draft in drafts:
        step = draft.step
        if step.kind == "window" and step.level > DISCLOSING:
            message = (
                "a window step is for everyone, also for those who have not agreed to anything yet: "
                f"level {DISCLOSING} at most."
            )
            yield Fault(draft.file, draft.line("level"), message)
        if step.kind == "window" and not SHORTEST_S <= step.seconds <= LONGEST_S:
            message = (
                f"a window step takes {SHORTEST_S // 60} to {LONGEST_S // 60} minutes: in less, whoever writes slowly "
                "stands out; more is hard to be quiet for."
            )
            yield Fault(draft.file, draft.line("minutes"), message)
        if step.settings.get("signed") == "unsigned" and step.seconds < SHORTEST_S:
            message = f"unsigned answers need {SHORTEST_S // 60} minutes at least: they open no sooner."
            yield Fault(draft.file, draft.line("minutes"), message)


def _unserved(cover: Cover, drafts: Sequence[Draft]) -> Iterator[Fault]:
    served = {words for draft in drafts for words in draft.step.objectives}
    for id, words in cover.objectives.items():
        if words not in served:
            message = f'no step serves the objective "{id}". Name it in a step (`objectives: {id}`), or take it out.'
            yield Fault(cover.file, cover.objective_lines.get(id, 1), message)
