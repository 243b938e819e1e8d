"""The judge of cards, taps and beats, rule by rule: a rehearsal that went well, with one thing in it changed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from talkingpiece.demo.diary import Diary, Record, Wrote
from talkingpiece.demo.judge import beats, cards, judge, words
from talkingpiece.demo.plan import Plan
from talkingpiece.demo.seen import ShownCard, ShownReply, ShownTaps
from tests.demo.ben import UNSIGNED, a_card, an_answer_in_time, ben, heard_of


def newest(record: Record) -> list[ShownCard]:
    """The cards on Ben's screen in the end."""
    return list(ben(record).seen.newest[cards.STAGE])


def change_newest(record: Record, *shown: ShownCard) -> None:
    ben(record).seen.newest[cards.STAGE] = shown


def show(record: Record, **changed: Any) -> ShownCard:
    """Ben's screen once showed a card like this."""
    card = replace(newest(record)[0], **changed)
    ben(record).seen.cards.append(card)
    return card


def author_of(record: Record, card: ShownCard) -> Diary:
    who = next(wrote.who for wrote in record.wrote if wrote.id == card.id)
    return next(diary for diary in record.participants if diary.who == who)


def an_answer(record: Record, aloud: bool) -> Wrote:
    return next(wrote for wrote in record.wrote if wrote.sort == "answer" and wrote.to_all is aloud)


def a_card_too_early(record: Record) -> None:
    show(record, real_ms=beats.began(record, newest(record)[0].beat))


def a_card_under_a_beat_at_which_nobody_sent_it(record: Record) -> None:
    show(record, beat=0)


def a_card_under_a_beat_that_opened_nothing(record: Record) -> None:
    card = newest(record)[0]
    seen = author_of(record, card).seen
    seen.beats[card.beat] = replace(seen.beats[card.beat], opening=False)
    for wrote in record.wrote:
        wrote.soon = False


def a_card_not_shown(record: Record) -> None:
    del record.asked_ms[a_card(record, False).mark]


def a_card_among_the_answers(record: Record) -> None:
    heard = heard_of(record, a_card(record, True).mark, ("stage", "cards"))
    ben(record).heard.append(replace(heard, where=words.BOARD))


def a_card_with_a_name(record: Record) -> None:
    show(record, also='{"to": "all", "by": "Ana"}')


def a_card_with_a_seat(record: Record) -> None:
    ben(record).seen.frames.add(f'{{"cards": [], "from": "{record.participants[0].seat}"}}')


def a_card_in_other_words(record: Record) -> None:
    show(record, text="It goes very fast.")


def a_card_lost(record: Record) -> None:
    change_newest(record, *newest(record)[1:])


def a_card_twice_on_one_screen(record: Record) -> None:
    change_newest(record, *newest(record), newest(record)[0])


def a_card_opened_twice(record: Record) -> None:
    show(record, id="another-id-of-it")


def n_too_high(record: Record) -> None:
    show(record, n=7)


def called_anonymous_among_four(record: Record) -> None:
    show(record, n=4, standing="anonymous")


def a_me_too_of_nobody(record: Record) -> None:
    show(record, metoos=len(record.metoos.get(newest(record)[0].id, ())) + 1)


def a_me_too_lost(record: Record) -> None:
    record.metoos[newest(record)[0].id] = {diary.who: 0.0 for diary in record.participants}


def a_quick_word_lost(record: Record) -> None:
    first, *others = newest(record)
    change_newest(record, replace(first, quick=()), *others)


def more_words_by_a_stranger(record: Record) -> None:
    show(record, replies=(ShownReply("Mine, too.", 5),))


def more_words_lost(record: Record) -> None:
    card = newest(record)[0]
    more = Wrote("tp000000000001", "And slower.", "reply", author_of(record, card).who, 0, 0.0)
    more.card = card.id
    record.wrote.append(more)


def an_answer_lost_to_all(record: Record) -> None:
    answer = an_answer(record, True)
    change_newest(record, *(replace(one, answer=None) if one.id == answer.card else one for one in newest(record)))


def an_answer_for_one_read_by_all(record: Record) -> None:
    heard = ben(record).heard[0]
    ben(record).heard.append(replace(heard, mark=an_answer(record, False).mark, where=cards.STAGE))


def a_letter_read_by_somebody_else(record: Record) -> None:
    answer = an_answer(record, False)
    for diary in record.participants:
        diary.seen.letters[answer.card] = answer.text


def a_letter_that_nobody_could_read(record: Record) -> None:
    for diary in record.participants:
        diary.seen.letters.clear()


def a_beat_of_ones_own(record: Record) -> None:
    seen = ben(record).seen
    beat = max(seen.beats)
    seen.beats[beat] = replace(seen.beats[beat], frame=seen.beats[beat].frame.replace("{", '{"to":"ben",', 1))


def counted_while_open(record: Record) -> None:
    ben(record).seen.counted.add(UNSIGNED - 1)


def packets_counted_one_by_one(record: Record) -> None:
    beat = max(ben(record).seen.beats)
    ben(record).seen.counts += [(beat, 6, taps) for taps in range(1, 7)]


def openings_too_near(record: Record) -> None:
    seen = ben(record).seen
    last = max(beat.beat for beat in seen.beats.values() if beat.opening)
    seen.beats[last - 1] = replace(seen.beats[last - 1], opening=True)


def a_tap_lost(record: Record) -> None:
    record.taps.append("stop")


def a_tap_of_nobody(record: Record) -> None:
    ben(record).seen.taps += (ShownTaps(4, 6, 0, 1, 0),)


def a_tap_by_one_of_too_many(record: Record) -> None:
    ben(record).seen.taps = tuple(replace(one, n=7) for one in ben(record).seen.taps)


def asked_when_nobody_could_send(record: Record) -> None:
    asked = {one.beat for one in ben(record).seen.beats.values() if one.questions}
    for diary in record.participants:
        for beat in asked:
            diary.seen.posted.pop(beat, None)


def an_answer_where_too_few_took_part(record: Record) -> None:
    ben(record).answers_n[UNSIGNED - 1] = 2


def no_moment_for_last_words(record: Record) -> None:
    ben(record).sights = [sight for sight in ben(record).sights if not sight.added]


Change = Callable[[Record], None]
CHANGES: dict[Change, str] = {
    a_card_too_early: "before its beat was over",
    a_card_under_a_beat_at_which_nobody_sent_it: "at which its author sent nothing of it",
    a_card_under_a_beat_that_opened_nothing: "under a beat that opened no words",
    a_card_not_shown: "which they had not shown",
    a_card_among_the_answers: "found a card where it does not belong",
    a_card_with_a_name: "a card that names somebody",
    a_card_with_a_seat: "a card that names somebody",
    a_card_in_other_words: "a card that nobody wrote like this",
    a_card_lost: "Ben never saw a card that somebody raised",
    a_card_twice_on_one_screen: "Ben saw a card twice",
    a_card_opened_twice: "Ben saw a card twice",
    n_too_high: "n = 7, and only 6 people sent something at its beat",
    called_anonymous_among_four: "called anonymous with n = 4",
    a_me_too_of_nobody: "me-toos on a card to which",
    a_me_too_lost: "me-toos on a card to which 6 people",
    a_quick_word_lost: "misses what its author said",
    more_words_by_a_stranger: "more words on a card than its author said",
    more_words_lost: "misses more words on a card by its author",
    an_answer_lost_to_all: "Ben misses an answer to a card",
    an_answer_for_one_read_by_all: "an answer that was for the author of a card alone",
    a_letter_read_by_somebody_else: "for one person alone was read by 6",
    a_letter_that_nobody_could_read: "for one person alone was read by 0",
    a_beat_of_ones_own: "was another one for Ben than for others",
    counted_while_open: "Ben saw unsigned answers counted before they were opened, at step 6",
    packets_counted_one_by_one: "Ben saw packets counted while beat",
    openings_too_near: "words opened at beat",
    a_tap_lost: "Ben missed a tap",
    a_tap_of_nobody: "Ben saw a tap that nobody made",
    a_tap_by_one_of_too_many: "by one of more people than sent something",
    asked_when_nobody_could_send: "step 6 were opened at a beat at which nobody could send any",
    an_answer_where_too_few_took_part: "where too few people took part",
    no_moment_for_last_words: "Ben never saw the moment for last words",
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_judge_notices(change: Change, plan: Plan, played: Record) -> None:
    record = deepcopy(played)
    change(record)
    assert any(CHANGES[change] in error for error in judge(plan, record)), judge(plan, record)


def test_in_a_rehearsal_that_went_well_something_of_each_sort_was_said(played: Record) -> None:
    """Else what is changed above would change nothing."""
    sorts = {wrote.sort for wrote in played.wrote}
    assert {"card", "answer", "unsigned"} <= sorts
    assert len({answer.to_all for answer in played.wrote if answer.sort == "answer"}) == 2
    assert played.taps
    assert played.last_words == 1


def test_an_answer_that_left_too_late_may_be_missing(plan: Plan, played: Record) -> None:
    record = deepcopy(played)
    wrote = an_answer_in_time(record)
    author = next(diary for diary in record.participants if diary.who == wrote.who)
    for diary in record.diaries:
        shown = diary.answers.get(UNSIGNED - 1, [])
        diary.answers[UNSIGNED - 1] = [answer for answer in shown if answer.text != wrote.text]
    record.report = (record.report or "").replace(wrote.mark, "")
    assert any("misses 1 answers to step 6" in error for error in judge(plan, record))
    author.seen.posted = dict.fromkeys(author.seen.posted)  # none of its packets was answered
    assert judge(plan, record) == []
