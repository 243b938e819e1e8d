"""What people wrote: is it where it belongs, whole, exactly as written, never too early, and nowhere else?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from talkingpiece.core.cards.floors import UNSIGNED
from talkingpiece.demo.diary import Diary, Heard, Record, Wrote
from talkingpiece.demo.judge.beats import in_time, posted
from talkingpiece.demo.judge.cards import OF_CARDS
from talkingpiece.demo.plan import Plan

BOARD = ("stage", "board")
OWN = ("seat", "")
INPUTS = ("named", "unsigned")  # what the group opens together


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of answers, of the words of pairs, and of what is taken home."""
    by_mark = {wrote.mark: wrote for wrote in record.wrote if wrote.sort not in OF_CARDS}
    yield from _asked_in_vain(record)
    for diary in record.diaries:
        for heard in diary.heard:
            if heard.mark in by_mark:
                yield from _in_its_place(record, diary, heard, by_mark[heard.mark])
        yield from _answers(plan, record, diary)
    yield from _taken_home(record)


# --- not too early, and nowhere else -----------------------------------------------------------------------


def _in_its_place(record: Record, diary: Diary, heard: Heard, wrote: Wrote) -> Iterable[str]:
    if wrote.sort == "pair":
        own = heard.where == OWN and diary.seat in _pair_of(record, wrote)
        if not own and not (heard.where == BOARD and wrote.released):
            where = " ".join(heard.where).strip()
            yield f"{diary} found the words of another pair at step {wrote.step + 1}: {where}"
    elif heard.where == BOARD:
        if heard.real_ms < record.asked_ms.get(wrote.step, float("inf")):
            yield f"{diary} could read an answer to step {wrote.step + 1} before the answers were opened"
    elif wrote.sort == "unsigned" or heard.where != OWN or diary.who != wrote.who:
        where = " ".join(heard.where).strip()
        yield f"{diary} found an answer to step {wrote.step + 1} where it does not belong: {where}"


def _pair_of(record: Record, wrote: Wrote) -> set[str]:
    """Whoever wrote a line, and all who were with them then: it is a note of the pair."""
    writer = next(diary for diary in record.participants if diary.who == wrote.who)
    openings = {opening for opening, index in record.steps.items() if index == wrote.step}
    return {writer.seat}.union(*(being.partners for being in writer.beings if being.opening in openings))


# --- exactly as written, and no more ------------------------------------------------------------------------


def _answers(plan: Plan, record: Record, diary: Diary) -> Iterable[str]:
    for opening, index in record.steps.items():
        if diary.who >= 0 and diary.who not in record.present.get(opening, frozenset()):
            continue
        written, surely = _written(plan, record, index)
        if closed := (diary.answers_n.get(index) or UNSIGNED) < UNSIGNED:
            written, surely = Counter(), Counter()
        shown = Counter((answer.text, answer.name) for answer in diary.answers.get(index, ()))
        if lost := (surely - shown).total():
            yield f"{diary} misses {lost} answers to step {index + 1}"
        if added := (shown - written).total():
            few = ", where too few people took part" if closed else " that nobody gave like this"
            yield f"{diary} saw {added} answers to step {index + 1}{few}"


Answers = Counter[tuple[str | None, str | None]]


def _written(plan: Plan, record: Record, index: int) -> tuple[Answers, Answers]:
    """All answers to a step, and those that have to be there: whatever was sent without a name has to have left in
    time for the very beat at which its question was opened."""
    people = {one.who: one for one in record.participants}
    last, all_of_them, surely = _asked_at(record, index), Answers(), Answers()
    for wrote in record.wrote:
        if wrote.step != index or wrote.sort not in INPUTS:
            continue
        author = people[wrote.who]
        answer = (wrote.text, author.label if wrote.sort == "named" else None)
        all_of_them[answer] += 1
        left = last in author.seen.beats and author.seen.beats[last].real_ms >= wrote.real_ms
        surely[answer] += wrote.kept or (left and in_time(plan, record, author, last))
    return all_of_them, +surely


def _asked_in_vain(record: Record) -> Iterable[str]:
    """A question is closed by its opening: that one has to be at a beat at which people could send."""
    for index in record.steps.values():
        last = _asked_at(record, index)
        if last >= 0 and not posted(record, last):
            yield f"the answers to step {index + 1} were opened at a beat at which nobody could send any"


def _asked_at(record: Record, index: int) -> int:
    """The beat whose packets had the answers to this step; -1 when there was none."""
    thing = next((wrote.thing for wrote in record.wrote if wrote.step == index and wrote.thing), None)
    beats = (beat for diary in record.participants for beat in diary.seen.beats.values())
    return max((beat.beat for beat in beats if thing in beat.questions), default=-1)


def _taken_home(record: Record) -> Iterable[str]:
    """What stays: one's own sentences, and the group's page without its cards."""
    last = record.present.get(max(record.steps, default=0), frozenset())
    for diary in record.participants:
        own = [w.text for w in sorted(record.wrote, key=lambda w: w.step) if w.sort == "named" and w.who == diary.who]
        if diary.who in last and diary.yours != own:
            yield f"{diary} did not get back what was theirs"
    if record.report is None:
        return
    for wrote in record.wrote:
        if wrote.sort in INPUTS:
            was_open = any(
                wrote.text == answer.text for one in record.diaries for answer in one.answers.get(wrote.step, ())
            )
            if was_open != (wrote.mark in record.report):
                yield f"the page to take home misses an answer to step {wrote.step + 1}, or has one that was not opened"
        elif wrote.mark in record.report:
            yield f"the page to take home has {'a card' if wrote.sort in OF_CARDS else 'the words of a pair'}"
