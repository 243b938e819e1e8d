"""What pairs wrote down: did the group hear what was let go, all of it, and nothing else?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from talkingpiece.core.steps.pairs.state import settings_of
from talkingpiece.demo.diary import Diary, Record, ShownIntroduction
from talkingpiece.demo.plan import Plan


def faults(plan: Plan, record: Record, opening: int, there: list[Diary]) -> Iterable[str]:
    """All faults of one share-back."""
    index = record.steps[opening]
    step = f"at step {index + 1}"
    settings = settings_of(plan.module.steps[index])
    for diary in there:
        shown = diary.introduced.get(opening, [])
        if not settings.share_seconds:
            if shown:
                yield f"{diary} saw people introduced {step}, which has no time for it"
            continue
        yield from _everybody_once(diary, step, opening, shown, there)
        for one in shown:
            yield from _words(record, diary, step, index, one.whom, one.lines)


def _everybody_once(
    diary: Diary, step: str, opening: int, shown: list[ShownIntroduction], there: list[Diary]
) -> Iterable[str]:
    met = {one.seat: one for one in there if opening in one.company and one.company[opening].partners}
    introduced = Counter(one.whom for one in shown)
    for seat, one in met.items():
        if introduced[seat] != 1:
            yield f"{diary} saw {one} introduced {introduced[seat]} times {step}"
    for intro in shown:
        if intro.by in met and intro.whom not in met[intro.by].company[opening].partners:
            yield f"{diary} saw {met[intro.by]} introduce somebody whom they had not met {step}"


def _words(record: Record, diary: Diary, step: str, index: int, whom: str, lines: tuple[str, ...]) -> Iterable[str]:
    let_go = Counter(
        " ".join(wrote.text.split()) for wrote in record.wrote
        if wrote.sort == "pair" and wrote.step == index and wrote.about == whom and wrote.released
    )  # fmt: skip
    if missing := (let_go - Counter(lines)).total():
        yield f"{diary} misses {missing} lines that were let go {step}"
    if more := (Counter(lines) - let_go).total():
        yield f"{diary} heard {more} lines that nobody let go {step}"
