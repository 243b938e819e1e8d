"""collect without names: answers come with an opening, without a person, and nobody opens them by hand."""

from __future__ import annotations

from itertools import permutations

import pytest

from talkingpiece.core.cards.state import question_id
from talkingpiece.core.commands import AddTime, End, Pause, Resume
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.collect import AnswersCalled, AnswersOpened, OpenAnswers, Write
from talkingpiece.core.steps.kind import Line, Scene
from tests.cast import ANA, BEN, CHI, NAMED, TINY, UNSIGNED, Played, refused
from tests.core.steps.sealed_words import TEXTS, due, end_of, opening, question_of, soonest


def unsigned() -> Played:
    return Played.running(TINY, ANA, BEN, CHI, at=UNSIGNED)


def test_an_unsigned_answer_is_not_taken_from_a_seat():
    circle = unsigned()
    with refused("not_here"):
        circle.says(ANA, Write, step=UNSIGNED, text="Nothing.")
    assert not any("unsigned" in id or "answer" in id for id in circle.words)


def test_unsigned_answers_open_by_themselves_when_the_time_of_their_step_is_over():
    circle = unsigned()
    assert end_of(circle, UNSIGNED) == circle.session.clock.ends_at
    circle.pass_time(119)
    assert due(circle) == ()
    circle.pass_time(1)
    assert due(circle) == (UNSIGNED,)
    opening(circle, *TEXTS)
    assert circle.part("head").opened
    assert due(circle) == ()


def test_they_open_together_in_an_order_that_says_nothing():
    logs = set()
    for order in permutations(TEXTS):
        circle = unsigned()
        circle.leader_says(OpenAnswers)
        opening(circle, *order)
        logs.add((repr(circle.log[-1]), repr(circle.part("board")), repr(list(circle.words.items()))))
    assert len(logs) == 1
    assert [(a.id, a.name) for a in circle.part("board").answers] == [("u-1", None), ("u-2", None), ("u-3", None)]
    assert circle.words["unsigned:u-1"] == "Too many meetings."
    assert "Too many" not in repr(circle.log)
    assert KINDS["collect"].listed(circle.session, UNSIGNED) == ("u-1", "u-2", "u-3")


def test_no_button_opens_at_once():
    circle = unsigned()
    assert circle.leader_says(OpenAnswers).events == (AnswersCalled(step=UNSIGNED),)
    assert (circle.part("head").called, circle.part("head").opened, circle.part("board")) == (True, False, None)
    assert end_of(circle, UNSIGNED) == soonest(circle, UNSIGNED), "but nobody is cut short"
    assert circle.leader_says(OpenAnswers).events == ()


def test_moving_on_opens_unsigned_answers_too_wherever_the_group_is_by_then():
    circle = unsigned()
    assert circle.next_step().events[0] == AnswersCalled(step=UNSIGNED)
    assert due(circle) == ()
    circle.pass_time(120)
    assert due(circle) == (UNSIGNED,)
    assert opening(circle, *TEXTS).events[-1] == AnswersOpened(step=UNSIGNED, unsigned=("u-1", "u-2", "u-3"), n=8)
    circle.go_to(UNSIGNED)
    assert len(circle.part("board").answers) == 3


def test_a_step_the_group_comes_back_to_before_its_opening_still_opens_as_soon_as_may_be():
    circle = unsigned()
    circle.next_step()
    circle.go_to(UNSIGNED)
    assert circle.part("head").called
    assert end_of(circle, UNSIGNED) == soonest(circle, UNSIGNED)
    assert AnswersCalled(step=UNSIGNED) not in circle.next_step().events, "it is called for once"


def test_a_held_clock_names_no_end_until_somebody_asks_for_one():
    circle = unsigned()
    circle.leader_says(Pause)
    assert end_of(circle, UNSIGNED) is None
    circle.leader_says(OpenAnswers)
    assert end_of(circle, UNSIGNED) == soonest(circle, UNSIGNED)


def test_time_that_is_added_moves_the_opening():
    circle = unsigned()
    circle.leader_says(AddTime, seconds=60)
    assert end_of(circle, UNSIGNED) == circle.now_ms + 180_000
    circle.leader_says(Pause)
    circle.pass_time(1000)
    circle.leader_says(Resume)
    assert end_of(circle, UNSIGNED) == circle.now_ms + 180_000


def test_results_never_change_after_the_opening():
    circle = unsigned()
    circle.leader_says(OpenAnswers)
    opening(circle, *TEXTS[:1])
    kind, scene = KINDS["collect"], Scene(circle.session, UNSIGNED, circle.now_ms, circle.dice)
    assert list(kind.opened(scene, TEXTS, 9)) == []
    assert circle.leader_says(OpenAnswers).events == ()
    circle.next_step()
    circle.go_to(UNSIGNED)
    assert [answer.id for answer in circle.part("board").answers] == ["u-3"]


def test_a_question_is_open_from_its_step_to_its_opening():
    circle = Played.running(TINY, ANA, BEN, CHI, at=NAMED)
    assert question_of(circle, UNSIGNED) is None, "nobody was asked yet"
    assert circle.part("head").thing is None, "and a named question needs no thing"
    circle.next_step()
    thing = circle.part("head").thing
    assert thing == question_of(circle, UNSIGNED) == question_id("s1", UNSIGNED)
    circle.next_step()
    assert question_of(circle, UNSIGNED) == thing, "whoever is still writing is not too late"
    opening(circle)
    assert question_of(circle, UNSIGNED) is None


def test_with_the_end_of_the_circle_all_questions_close():
    circle = unsigned()
    circle.leader_says(End)
    assert (end_of(circle, UNSIGNED), question_of(circle, UNSIGNED)) == (None, None)
    scene = Scene(circle.session, UNSIGNED, circle.now_ms, circle.dice)
    assert list(KINDS["collect"].opened(scene, TEXTS, 9)) == []


@pytest.mark.parametrize(("n", "said"), [(8, "anonymous"), (5, "anonymous"), (4, "unsigned"), (3, "unsigned")])
def test_beside_the_answers_stands_how_many_could_have_written_them(n, said):
    circle = unsigned()
    circle.leader_says(OpenAnswers)
    opening(circle, *TEXTS, n=n)
    board = circle.part("board")
    assert (board.n, board.standing, len(board.answers)) == (n, said, 3)


def test_below_three_nothing_is_opened_and_the_board_says_why():
    circle = unsigned()
    circle.leader_says(OpenAnswers)
    opening(circle, *TEXTS, n=2)
    board = circle.part("board")
    assert (board.n, board.standing, board.answers) == (2, "closed", ())
    assert not any(id.startswith("unsigned:") for id in circle.words)
    assert [line.text for line in KINDS["collect"].report(circle.world.look)] == [
        "Fewer than three could have written, so nothing was opened."
    ]


def test_a_running_count_of_unsigned_answers_could_give_somebody_away():
    circle = unsigned()
    assert circle.part("tally").given is None
    assert circle.console()["board"].part.given == ()


def test_the_report_gives_unsigned_words_no_name():
    circle = unsigned()
    circle.leader_says(OpenAnswers)
    opening(circle, *TEXTS[:1])
    assert list(KINDS["collect"].report(circle.world.look)) == [Line("I feel new here.")]
