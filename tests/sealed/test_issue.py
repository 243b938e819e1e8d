"""One token for each seat and beat, whoever asks however often."""

from __future__ import annotations

import pytest

from talkingpiece.sealed.issue import Declined, Issued, Issuing
from talkingpiece.sealed.panel import Asked
from talkingpiece.sealed.tree import BEATS, LEAVES
from tests.sealed.seats import TREE


def issuing(beat: int = 10, first: int = 2) -> Issuing:
    made = Issuing(TREE, first)
    made.advance(beat)
    return made


def test_a_panel_is_given_a_token_for_the_beat_after_next() -> None:
    asked = Asked()
    issued = issuing(10).issue("ana", 12, asked.element)
    assert isinstance(issued, Issued)
    token = asked.finish(TREE.public(12), issued.evaluation)
    assert TREE.key(12).verify(token.t) == token.y


def test_the_same_element_again_is_answered_again_since_an_answer_may_be_lost() -> None:
    desk, asked = issuing(10), Asked()
    first, again = desk.issue("ana", 12, asked.element), desk.issue("ana", 12, asked.element)
    assert isinstance(first, Issued)
    assert isinstance(again, Issued)
    assert first.evaluation.element == again.evaluation.element
    assert asked.finish(TREE.public(12), again.evaluation).y == TREE.key(12).verify(asked.t)
    assert desk.seats(12) == {"ana"}


def test_another_element_for_the_same_beat_is_refused_but_not_to_another_seat() -> None:
    desk = issuing(10)
    assert isinstance(desk.issue("ana", 12, Asked().element), Issued)
    assert desk.issue("ana", 12, Asked().element) is Declined.ISSUED
    assert isinstance(desk.issue("ben", 12, Asked().element), Issued)
    assert desk.seats(12) == {"ana", "ben"}


def test_a_second_device_has_the_next_beat_that_nobody_asked_for() -> None:
    desk = issuing(10)
    desk.issue("ana", 12, Asked().element)
    second = Asked()
    assert desk.issue("ana", 12, second.element) is Declined.ISSUED
    desk.advance(11)
    assert isinstance(desk.issue("ana", 13, second.element), Issued)


@pytest.mark.parametrize("leaf", [0, 9, 10, 13, 500, BEATS - 1, BEATS, LEAVES - 1, -1, LEAVES, 10**12])
def test_no_other_beat_can_be_asked_for(leaf: int) -> None:
    desk = issuing(10)
    assert desk.issue("ana", leaf, Asked().element) is Declined.NOT_NOW
    assert desk.seats(leaf) == frozenset()


def test_what_was_asked_just_before_the_beat_began_is_still_answered() -> None:
    desk = issuing(10)
    assert isinstance(desk.issue("ana", 11, Asked().element), Issued)


def test_a_late_seat_sends_two_beats_after_it_came() -> None:
    desk = issuing(10)
    assert desk.seats(10) == frozenset()
    assert isinstance(desk.issue("late", 12, Asked().element), Issued)


def test_what_is_no_element_uses_nothing_up() -> None:
    desk = issuing(10)
    assert desk.issue("ana", 12, bytes(32)) is Declined.UNREADABLE
    assert isinstance(desk.issue("ana", 12, Asked().element), Issued)


def test_a_new_owner_issues_nothing_for_beats_that_the_old_one_may_have_issued() -> None:
    """It cannot know who holds what: a second token for one beat would be a second packet by one person."""
    desk = Issuing(TREE, first=13)
    assert desk.issue("ana", 12, Asked().element) is Declined.NOT_NOW
    assert isinstance(desk.issue("ana", 13, Asked().element), Issued)


def test_beats_that_have_passed_are_forgotten() -> None:
    desk = issuing(10)
    desk.issue("ana", 12, Asked().element)
    desk.advance(12)
    assert desk.seats(12) == {"ana"}, "it is needed while its packets come"
    desk.advance(14)
    assert desk.seats(12) == frozenset()


def test_a_thing_has_one_ballot_for_each_seat_while_it_is_open_and_however_late() -> None:
    desk, asked = issuing(10), Asked()
    assert desk.issue("ana", BEATS, asked.element) is Declined.NOT_NOW, "it is not open yet"
    desk.open(BEATS)
    assert isinstance(desk.issue("ana", BEATS, asked.element), Issued)
    desk.advance(200)
    assert desk.issue("ana", BEATS, Asked().element) is Declined.ISSUED
    assert isinstance(desk.issue("ana", BEATS, asked.element), Issued)
    assert isinstance(desk.issue("late", BEATS, Asked().element), Issued)
    desk.close(BEATS)
    assert desk.issue("ben", BEATS, Asked().element) is Declined.NOT_NOW


@pytest.mark.parametrize("leaf", [0, BEATS - 1, LEAVES, -5])
def test_a_beat_is_no_thing(leaf: int) -> None:
    with pytest.raises(ValueError, match=str(leaf)):
        issuing().open(leaf)


def test_a_thing_that_opens_once_more_has_no_second_ballot_for_anybody() -> None:
    desk, asked = issuing(), Asked()
    desk.open(BEATS)
    desk.issue("ana", BEATS, asked.element)
    desk.close(BEATS)
    desk.open(BEATS)
    assert desk.issue("ana", BEATS, Asked().element) is Declined.ISSUED
    assert isinstance(desk.issue("ben", BEATS, Asked().element), Issued)


def test_no_beat_is_issued_beyond_the_last_leaf() -> None:
    assert issuing(BEATS - 2).issue("ana", BEATS, Asked().element) is Declined.NOT_NOW
    assert isinstance(issuing(BEATS - 3).issue("ana", BEATS - 1, Asked().element), Issued)
