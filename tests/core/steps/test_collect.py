"""collect: one input each, opened together. Here those with names; unsigned ones are in `test_collect_unsigned`."""

from __future__ import annotations

from itertools import permutations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.collect import AnswerGiven, AnswersOpened, OpenAnswers, TakeBack, Write
from talkingpiece.core.steps.kind import By, Line
from tests.cast import ANA, BEN, CHI, NAMED, TINY, Played, refused
from tests.core.steps.sealed_words import end_of, question_of


def named(*people: str) -> Played:
    return Played.running(TINY, *(people or (ANA, BEN, CHI)), at=NAMED)


# --- named -------------------------------------------------------------------------------------------------


def test_an_answer_is_logged_by_seat_and_its_words_are_beside_the_log():
    circle = named()
    happened = circle.says(ANA, Write, step=NAMED, text=" A question ")
    assert happened.events == (AnswerGiven(step=NAMED, seat=ANA),)
    assert happened.records == {f"answer:{NAMED}:{ANA}": "A question"}


def test_an_answer_can_be_replaced_and_taken_back_until_it_is_open():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.says(BEN, Write, step=NAMED, text="two")
    circle.says(ANA, Write, step=NAMED, text="one, better")
    assert circle.seat_part(ANA).yours == "one, better"
    assert circle.part("tally").given == 2
    circle.says(ANA, TakeBack, step=NAMED)
    assert circle.seat_part(ANA).yours is None
    assert circle.words[f"answer:{NAMED}:{ANA}"] == ""
    assert circle.part("tally").given == 1


def test_taking_back_what_was_never_given_changes_nothing():
    happened = named().says(ANA, TakeBack, step=NAMED)
    assert (happened.events, happened.records) == ((), {})


def test_until_the_opening_everyone_sees_the_count_and_their_own():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="A question")
    assert circle.part("head").opened is False
    assert circle.part("board") is None
    assert (circle.part("tally").given, circle.part("tally").of) == (1, 3)
    assert circle.seat_part(BEN).yours is None
    assert circle.console()["board"].part.given == (ANA,)


def test_at_the_opening_everyone_sees_all_with_names():
    circle = named()
    circle.says(BEN, Write, step=NAMED, text="two")
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.leader_says(OpenAnswers)
    answers = circle.part("board").answers
    assert {(answer.name, answer.text) for answer in answers} == {("Ana", "one"), ("Ben", "two")}


def test_the_order_of_the_answers_does_not_tell_who_was_first():
    def opened(*order: str) -> object:
        circle = named()
        for seat in order:
            circle.says(seat, Write, step=NAMED, text=f"by {seat}")
        circle.leader_says(OpenAnswers)
        return circle.part("board")

    assert len({repr(opened(*order)) for order in permutations((ANA, BEN, CHI))}) == 1


def test_opening_twice_opens_once():
    circle = named()
    circle.leader_says(OpenAnswers)
    assert circle.leader_says(OpenAnswers).events == ()


@pytest.mark.parametrize("verb", [Write, TakeBack])
def test_after_the_opening_nothing_is_changed_any_more(verb):
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.leader_says(OpenAnswers)
    with refused("too_late"):
        circle.says(ANA, verb, step=NAMED, **({"text": "other"} if verb is Write else {}))
    assert circle.words[f"answer:{NAMED}:{ANA}"] == "one"


def test_moving_on_opens_what_is_still_closed():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    assert circle.next_step().events[0] == AnswersOpened(step=NAMED)


def test_named_words_for_a_step_that_is_over_are_kept_with_the_others():
    circle = named()
    circle.says(BEN, Write, step=NAMED, text="in time")
    circle.next_step()
    circle.says(ANA, Write, step=NAMED, text="late")
    circle.go_to(NAMED)
    assert [answer.text for answer in circle.part("board").answers] == ["late", "in time"]


def test_who_has_answered_changes_nothing_after_the_opening():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="in time")
    circle.next_step()
    for verb, words in ((Write, {"text": "other"}), (TakeBack, {})):
        with refused("too_late" if verb is Write else "step_over"):
            circle.says(ANA, verb, step=NAMED, **words)
    circle.go_to(NAMED)
    with refused("too_late"):
        circle.says(ANA, Write, step=NAMED, text="other")


def test_words_for_a_step_that_was_never_open_stay_with_their_writer():
    circle = named()
    with refused("step_over"):
        circle.says(ANA, Write, step=NAMED + 1, text="early")


def test_only_whoever_leads_opens():
    with refused("not_leading"):
        named().says(ANA, OpenAnswers)


@pytest.mark.parametrize(("text", "code"), [("", "text_empty"), ("é" * 1201, "text_long")])
def test_an_answer_needs_words_that_fit(text, code):
    with refused(code):
        named().says(ANA, Write, step=NAMED, text=text)


def test_somebody_who_leads_without_a_seat_has_no_answer():
    with refused("not_here"):
        named().ask(By(leads=True), Write(id="c", step=NAMED, text="x"))


def test_never_more_have_answered_than_are_here():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.says(ANA, Leave)
    assert (circle.part("tally").given, circle.part("tally").of) == (0, 2)
    circle.leader_says(OpenAnswers)
    assert [answer.text for answer in circle.part("board").answers] == ["one"], "but nobody's words vanish"


def test_an_erased_answer_shows_as_removed():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    circle.leader_says(OpenAnswers)
    del circle.words[f"answer:{NAMED}:{ANA}"]
    assert circle.part("board").answers[0].text is None
    assert list(KINDS["collect"].report(circle.world.look)) == [Line("removed", "Ana")]


def test_the_report_has_what_was_opened_and_nothing_else():
    circle = named()
    circle.says(ANA, Write, step=NAMED, text="one")
    assert list(KINDS["collect"].report(circle.world.look)) == []
    circle.leader_says(OpenAnswers)
    assert list(KINDS["collect"].report(circle.world.look)) == [Line("one", "Ana")]


def test_named_answers_wait_for_no_opening():
    circle = named()
    assert (end_of(circle, NAMED), question_of(circle, NAMED), circle.part("head").thing) == (None, None, None)
    circle.leader_says(OpenAnswers)
    assert (circle.part("board").n, circle.part("board").standing) == (None, None)
