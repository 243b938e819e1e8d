"""close: the last step. Each sees again what they gave by name, to take along."""

from __future__ import annotations

from talkingpiece.core import commands as c
from talkingpiece.core.steps.collect import TakeBack, Write
from tests.cast import ANA, BEN, CLOSING, NAMED, TINY, Played, only


def test_each_sees_again_what_they_gave_by_name():
    circle = Played.running(TINY, ANA, BEN, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="A question")
    circle.says(BEN, Write, step=NAMED, text="A wish")
    circle.go_to(CLOSING)
    assert circle.seat_part(ANA).yours == ("A question",)
    assert circle.seat_part(BEN).yours == ("A wish",)


def test_it_comes_in_the_order_of_the_steps():
    circle = Played.running(only("collect", "collect", "close"), ANA)
    circle.says(ANA, Write, step=0, text="first")
    circle.next_step()
    circle.says(ANA, Write, step=1, text="second")
    circle.next_step()
    assert circle.seat_part(ANA).yours == ("first", "second")


def test_what_was_taken_back_leaves_no_empty_line():
    circle = Played.running(TINY, ANA, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="Better not")
    circle.says(ANA, TakeBack, step=NAMED)
    circle.go_to(CLOSING)
    assert circle.seat_part(ANA).yours == ()


def test_what_was_erased_is_gone_here_too():
    circle = Played.running(TINY, ANA, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="A question")
    circle.go_to(CLOSING)
    del circle.words[f"answer:{NAMED}:{ANA}"]
    assert circle.seat_part(ANA).yours == ()


def test_after_the_end_it_can_still_be_taken_along():
    circle = Played.running(TINY, ANA, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="A question")
    circle.leader_says(c.End)
    assert circle.stage()["head"].phase == "ended"
    assert circle.seat_part(ANA).yours == ("A question",)


def test_somebody_who_gave_nothing_sees_nothing():
    assert Played.running(TINY, ANA, at=CLOSING).seat_part(ANA).yours == ()
