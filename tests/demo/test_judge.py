"""The judge, rule by rule: a rehearsal that went well, with one thing in it changed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from talkingpiece.demo.diary import (
    Being,
    Company,
    Diary,
    Gone,
    Record,
    ShownAnswer,
    ShownIntroduction,
    Wrote,
)  # fmt: skip
from talkingpiece.demo.judge import alone, cards, judge, pairs, steps, words
from talkingpiece.demo.plan import Plan
from tests.demo.ben import BEN, a_card, an_answer_in_time, ben, heard_of

ARRIVE, AGREEMENT, PAIRS, OTHER_PAIRS, ROUND, UNSIGNED, NAMED, CLOSE = range(1, 9)  # openings of the test's module


def change_sights(record: Record, opening: int, **changed: Any) -> None:
    diary = ben(record)
    assert any(sight.opening == opening for sight in diary.sights)
    diary.sights = [replace(one, **changed) if one.opening == opening else one for one in diary.sights]


def never_saw_the_round(record: Record) -> None:
    diary = ben(record)
    diary.sights = [sight for sight in diary.sights if sight.opening != ROUND]


def saw_it_in_another_order(record: Record) -> None:
    ben(record).sights.append(ben(record).sights[1])
    ben(record).sights.append(ben(record).sights[-2])


def without_saying_yes(record: Record) -> None:
    diary = ben(record)
    diary.sights = [replace(sight, said_yes=False) for sight in diary.sights]


def one_timer_off(record: Record) -> None:
    diary = ben(record)
    diary.sights = [
        replace(one, rings_at=one.rings_at + 150) if one.opening == ROUND and one.rings_at else one
        for one in diary.sights
    ]


def alone_in_pairs(record: Record) -> None:
    ben(record).company[OTHER_PAIRS] = Company(frozenset(), (ben(record).seat,), 1)


def in_other_company(record: Record) -> None:
    mine = ben(record).company[OTHER_PAIRS]
    other = next(d for d in record.participants if d.seat not in mine.partners and d.who != BEN)
    ben(record).company[OTHER_PAIRS] = Company(frozenset({other.seat}), (other.seat, ben(record).seat), 1)


def the_same_pairs_again(record: Record) -> None:
    """Three pairs, and the same three again."""
    seats = [diary.seat for diary in record.participants]
    for opening in (PAIRS, OTHER_PAIRS):
        record.changed.pop(opening, None)
        for i, diary in enumerate(record.participants):
            other = seats[i ^ 1]
            diary.company[opening] = Company(frozenset({other}), tuple(sorted((diary.seat, other))), i // 2)


def two_trios(record: Record) -> None:
    """Six people in two groups of three."""
    seats = [diary.seat for diary in record.participants]
    for i, diary in enumerate(record.participants):
        group = seats[:3] if i < 3 else seats[3:]
        diary.company[OTHER_PAIRS] = Company(frozenset(group) - {diary.seat}, tuple(group), i // 3)


def other_orders(record: Record) -> None:
    mine = ben(record).company[OTHER_PAIRS]
    ben(record).company[OTHER_PAIRS] = replace(mine, order=mine.order[::-1])


def somebody_in_two_groups(record: Record) -> None:
    ben(record).twice.add(PAIRS)


def with_somebody_in_spite_of_a_wish(record: Record) -> None:
    record.wishes[ben(record).seat] = set(ben(record).company[PAIRS].partners)


def left_alone(record: Record, seconds: float = 16.0, **down: list[tuple[float, float]]) -> Diary:
    """Ben's partner is said to be gone at 1,000,000 ms; his own panel says so a second later."""
    diary, other = ben(record), frozenset({"another-seat"})
    begun, told = 1_000_000.0, 1_001_000.0
    end = begun + seconds * 1000
    record.gone = [Gone(PAIRS, "another-seat", begun, 20.0)]
    diary.beings = [
        Being(PAIRS, "paired", other, begun - 9000, 20.0),
        Being(PAIRS, "waiting", frozenset(), told, 20.0),
        Being(PAIRS, "paired", frozenset({"a-third-seat"}), end, 20.0),
    ]
    diary.offline = down.get("offline", [])
    return diary


def words_of_a_pair(record: Record, released: bool) -> Wrote:
    lines = (wrote for wrote in record.wrote if wrote.sort == "pair" and wrote.step == PAIRS - 1)
    return next(wrote for wrote in lines if wrote.released is released)


def not_let_go_and_told(record: Record) -> None:
    words_of_a_pair(record, True).released = False


def let_go_and_not_told(record: Record) -> None:
    intros = ben(record).introduced[PAIRS]
    ben(record).introduced[PAIRS] = [replace(intro, lines=()) for intro in intros]


def introduced_twice(record: Record) -> None:
    ben(record).introduced[PAIRS].append(ben(record).introduced[PAIRS][0])


def introduced_by_a_stranger(record: Record) -> None:
    mine = ben(record).company[PAIRS].partners
    other = next(one.seat for one in record.participants if one.seat not in mine and one.who != BEN)
    intros = [intro for intro in ben(record).introduced[PAIRS] if intro.whom != other]
    ben(record).introduced[PAIRS] = [*intros, ShownIntroduction(ben(record).seat, other, ())]


def introduced_where_there_is_no_time_for_it(record: Record) -> None:
    ben(record).introduced[OTHER_PAIRS] = ben(record).introduced[PAIRS]


def the_words_of_another_pair(record: Record) -> None:
    wrote = next(
        one for one in record.wrote if one.sort == "pair" and one.who != BEN and one.about != ben(record).seat
    )  # fmt: skip
    ben(record).heard.append(replace(ben(record).heard[0], mark=wrote.mark, where=words.OWN))


def the_words_of_a_pair_on_the_page(record: Record) -> None:
    record.report = f"{record.report}\n{words_of_a_pair(record, True).text}"


def the_piece_never_came(record: Record) -> None:
    ben(record).held[ROUND] = 0


def a_turn_without_end(record: Record) -> None:
    ben(record).circle[ROUND] = dict.fromkeys(ben(record).circle[ROUND], "waits")


def two_of_one_name(record: Record) -> None:
    one, other = record.participants[:2]
    other.label = one.label


def an_answer_lost(record: Record) -> None:
    wrote, shown = an_answer_in_time(record), ben(record).answers
    shown[UNSIGNED - 1] = [answer for answer in shown[UNSIGNED - 1] if answer.text != wrote.text]


def an_answer_changed(record: Record) -> None:
    shown = ben(record).answers[NAMED - 1]
    shown[0] = ShownAnswer(f"{shown[0].text}!", shown[0].name)


def an_answer_under_another_name(record: Record) -> None:
    shown = ben(record).answers[NAMED - 1]
    shown[0] = ShownAnswer(shown[0].text, shown[1].name)


def an_answer_before_the_opening(record: Record) -> None:
    wrote = next(wrote for wrote in record.wrote if wrote.sort == "named")
    heard = heard_of(record, wrote.mark, words.BOARD)
    ben(record).heard.append(replace(heard, real_ms=record.asked_ms[wrote.step] - 1))


def another_ones_words(record: Record) -> None:
    wrote = next(wrote for wrote in record.wrote if wrote.sort == "named" and wrote.who != BEN)
    ben(record).heard.append(replace(ben(record).heard[0], mark=wrote.mark, where=words.OWN))


def unsigned_words_on_a_seat(record: Record) -> None:
    wrote = next(wrote for wrote in record.wrote if wrote.sort == "unsigned" and wrote.who == BEN)
    ben(record).heard.append(replace(ben(record).heard[0], mark=wrote.mark, where=words.OWN))


def nothing_given_back(record: Record) -> None:
    ben(record).yours.clear()


def a_card_on_the_page(record: Record) -> None:
    record.report = f"{record.report}\n{a_card(record, True).text}"


Change = Callable[[Record], None]
CHANGES: dict[Change, str] = {
    never_saw_the_round: "Ben never saw step 5",
    saw_it_in_another_order: "Ben was thrown back",
    lambda r: change_sights(r, ARRIVE, body="<p>Else.</p>"): "Ben saw at step 1 the text of something else",
    lambda r: change_sights(r, ARRIVE, title="Else"): "the title of something else",
    lambda r: change_sights(r, AGREEMENT, alternative=""): "the alternative of something else",
    lambda r: change_sights(r, CLOSE, steps=9): "saw step 8 of 9; the module has 8",
    lambda r: change_sights(r, ARRIVE, notes="Say this."): "notes that are for whoever leads",
    lambda r: change_sights(r, ROUND, total_ms=1): "saw 1 ms for step 5",
    lambda r: change_sights(r, ROUND, late_ms=5001.0): "saw step 5 late by 5001 ms",
    lambda r: change_sights(r, ROUND, late_ms=-60.0): "60 ms before it began",
    without_saying_yes: "what only those see who have said yes",
    one_timer_off: "ms apart at step 5",
    alone_in_pairs: "left without company",
    in_other_company: "but not the other way round",
    the_same_pairs_again: "met again, which could be avoided",
    two_trios: "were put into groups of [3, 3]",
    somebody_in_two_groups: "Ben saw somebody in two groups at once at step 3",
    with_somebody_in_spite_of_a_wish: "against a wish",
    left_alone: "Ben was alone for 16 s while the others talked",
    not_let_go_and_told: "1 lines that nobody let go at step 3",
    let_go_and_not_told: "lines that were let go at step 3",
    introduced_twice: "introduced 2 times at step 3",
    introduced_by_a_stranger: "introduce somebody whom they had not met",
    introduced_where_there_is_no_time_for_it: "Ben saw people introduced at step 4",
    the_words_of_another_pair: "found the words of another pair at step 3",
    the_words_of_a_pair_on_the_page: "the page to take home has the words of a pair",
    other_orders: "different rooms, or different orders of speaking",
    the_piece_never_came: "the piece came to Ben 0 times",
    a_turn_without_end: "did not see the turn of",
    two_of_one_name: "nobody can tell them apart",
    an_answer_lost: "Ben misses 1 answers to step 6",
    an_answer_changed: "1 answers to step 7 that nobody gave like this",
    an_answer_under_another_name: "answers to step 7 that nobody gave like this",
    an_answer_before_the_opening: "before the answers were opened",
    another_ones_words: "where it does not belong: seat",
    unsigned_words_on_a_seat: "where it does not belong: seat",
    nothing_given_back: "did not get back what was theirs",
    a_card_on_the_page: "the page to take home has a card",
}


def test_a_rehearsal_that_went_well_has_no_errors(plan: Plan, played: Record) -> None:
    assert judge(plan, played) == []
    assert steps.seen_by_all(played) == len(plan.module.steps)
    assert cards.shown_to_all(played) == sum(wrote.sort == "card" for wrote in played.wrote) >= 2
    assert len(pairs.groups(played, OTHER_PAIRS)) == plan.people // 2


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_judge_notices(change: Change, plan: Plan, played: Record) -> None:
    record = deepcopy(played)
    change(record)
    assert any(CHANGES[change] in error for error in judge(plan, record)), judge(plan, record)


def test_who_is_alone_is_counted_from_the_answer_until_there_is_company(played: Record) -> None:
    record = deepcopy(played)
    left_alone(record, 12.0)
    assert alone.longest_s(record) == 12.0
    assert list(alone.faults(record)) == []
    diary = left_alone(record, 12.0)
    diary.beings.pop(1)  # company came so soon that the panel never said "waiting"
    assert alone.longest_s(record) == 12.0


def test_while_the_own_line_is_down_no_company_can_be_shown(played: Record) -> None:
    record = deepcopy(played)
    left_alone(record, 30.0, offline=[(1_000_500.0, 1_020_500.0)])
    assert alone.longest_s(record) == 10.0


def test_nobody_is_alone_who_still_has_somebody(played: Record) -> None:
    record = deepcopy(played)
    diary = left_alone(record, 30.0)
    diary.beings = [
        Being(PAIRS, "paired", frozenset({"another-seat", "a-third-seat"}), 990_000.0, 20.0),
        Being(PAIRS, "paired", frozenset({"a-third-seat"}), 1_030_000.0, 20.0),
    ]
    assert alone.longest_s(record) == 0.0


def test_meetings_again_are_counted_with_those_that_had_to_be(plan: Plan, played: Record) -> None:
    assert pairs.again(plan, played) == pairs.Again(repeats=0, bound=0), "six people have five rounds"
    record = deepcopy(played)
    for diary in record.participants:
        mine = diary.company[PAIRS].partners
        diary.company[OTHER_PAIRS] = replace(diary.company[OTHER_PAIRS], partners=mine)
        diary.beings = [Being(at, "paired", mine, 0.0, 0.0) for at in (PAIRS, OTHER_PAIRS)]
    assert pairs.again(plan, record) == pairs.Again(repeats=3, bound=0)


def test_two_people_have_to_meet_again(plan: Plan, played: Record) -> None:
    record = deepcopy(played)
    record.diaries = record.participants[:2]
    seats = {diary.seat for diary in record.diaries}
    for diary in record.diaries:
        for at in (PAIRS, OTHER_PAIRS):
            diary.company[at] = replace(diary.company[at], partners=frozenset(seats - {diary.seat}))
        mine = diary.company[PAIRS].partners
        diary.beings = [Being(at, "paired", mine, 0.0, 0.0) for at in (PAIRS, OTHER_PAIRS)]
    assert pairs.again(plan, record) == pairs.Again(repeats=1, bound=1)


def test_a_meeting_again_that_cannot_be_avoided_is_no_fault() -> None:
    all_met = {frozenset(two) for two in ("ab", "cd", "ac", "bd", "ad", "bc")}
    assert pairs.avoidable(list("abcd"), all_met - {frozenset("ad"), frozenset("bc")})
    assert not pairs.avoidable(list("abcd"), all_met - {frozenset("ad")})
    assert not pairs.avoidable(list("abc"), {frozenset("ab")})
    assert pairs.avoidable(list("abcde"), {frozenset("ab"), frozenset("cd")})
