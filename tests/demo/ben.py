"""Ben, one of the rehearsal's cast: what happens to his diary, the judge has to notice."""

from __future__ import annotations

from talkingpiece.demo.diary import Diary, Heard, Record, Wrote
from talkingpiece.demo.judge.beats import began

BEN = 1
UNSIGNED = 6  # the opening of the step at which answers have no name


def ben(record: Record) -> Diary:
    return next(diary for diary in record.diaries if diary.who == BEN)


def a_card(record: Record, to_all: bool) -> Wrote:
    return next(wrote for wrote in record.wrote if wrote.sort == "card" and wrote.to_all is to_all)


def heard_of(record: Record, mark: str, where: tuple[str, str]) -> Heard:
    return next(heard for heard in ben(record).heard if heard.mark == mark and heard.where == where)


def an_answer_in_time(record: Record) -> Wrote:
    """One that Ben could read, and whose packet was answered in a moment, however busy this machine was."""
    read = {answer.text for answer in ben(record).answers[UNSIGNED - 1]}
    wrote = next(wrote for wrote in record.wrote if wrote.sort == "unsigned" and wrote.text in read)
    author = next(diary for diary in record.participants if diary.who == wrote.who)
    author.seen.posted = {beat: began(record, beat) + 1 for beat in author.seen.posted}
    return wrote
