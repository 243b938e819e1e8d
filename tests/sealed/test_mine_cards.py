"""A conversation on a card, as the panels in it remember it."""

from __future__ import annotations

import pytest

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Card, Further, MeToo, id_of
from talkingpiece.sealed.marks import owns
from tests.sealed.owner import Circle, with_a_card
from tests.sealed.seats import SESSION


def test_what_an_author_adds_waits_until_the_card_is_there_and_is_signed_by_its_key() -> None:
    circle = Circle()
    card = circle["ana"].card("It goes fast.")
    later = {
        circle["ana"].quick(card, "not_yet"),
        circle["ana"].reply(card, "Slower."),
        circle["ana"].quick(card, "yes"),
    }
    circle.opening()
    assert [type(act) for act in circle.said("ana")] == [Card]
    assert later <= circle["ana"].pending
    brought = circle.opening().acts
    assert {id_of(act) for act in brought} == later
    assert sorted(act.seq for act in brought if isinstance(act, Further) and hasattr(act, "seq")) == [1, 2, 3]


def test_nobody_adds_to_a_card_of_somebody_else() -> None:
    circle, card = with_a_card()
    for adds in (lambda: circle["ben"].reply(card, "Mine."), lambda: circle["ben"].withdraw(card)):
        with pytest.raises(KeyError):
            adds()


def test_a_card_is_taken_back() -> None:
    circle, card = with_a_card()
    circle["ana"].withdraw(card)
    circle["ana"].withdraw(card)
    assert len(circle.beat().acts) == 1
    assert card not in circle.owner.log.words
    assert card in circle.owner.log.ids
    assert circle["ana"].pending == frozenset()


def test_a_withdrawal_rests_when_the_card_is_shown_as_taken_back() -> None:
    circle, card = with_a_card()
    circle["ana"].withdraw(card)
    view = circle.owner.cards
    circle["ana"].seen(view)
    assert len(circle["ana"].pending) == 1
    circle["ana"].seen(view | {"withdrawn": [card]})
    assert circle["ana"].pending == frozenset()


def test_a_card_that_was_taken_back_before_it_opened_never_leaves_the_panel() -> None:
    circle = Circle()
    card = circle["ana"].card("It goes fast.")
    circle["ana"].withdraw(card)
    circle.opening()
    assert circle.said("ana") == ()
    assert circle["ana"].pending == frozenset()


def test_a_me_too_is_cast_once_and_rests_when_its_mark_is_shown() -> None:
    circle, card = with_a_card()
    circle["ben"].metoo(card)
    assert circle["ben"].pending == {f"me-too {card}"}
    (cast,) = circle.beat().acts
    assert isinstance(cast, MeToo)
    assert circle["ben"].pending == frozenset()
    assert circle.beat().acts == ()
    assert len(circle.owner.log.marks[card]) == 1


def test_an_author_says_no_me_too_to_an_own_card() -> None:
    circle, card = with_a_card()
    with pytest.raises(ValueError, match=card):
        circle["ana"].metoo(card)


def test_a_me_too_is_cast_again_when_the_card_has_another_key() -> None:
    circle, card = with_a_card()
    circle["ben"].metoo(card)
    (first,) = circle.beat().acts
    circle.owner.log.give_leaf(card)
    circle.beat()  # the new key is told
    (again,) = circle.beat().acts
    assert isinstance(first, MeToo)
    assert isinstance(again, MeToo)
    assert first.t != again.t
    assert len(circle.owner.log.marks[card]) == 1


def test_a_merged_card_counts_those_who_said_it_of_any_part_and_the_authors_once_each() -> None:
    circle = Circle("ana", "ben", "cem", "dea")
    one, other = circle["ana"].card("It goes fast."), circle["ben"].card("Slower, please.")
    circle.opening()
    for card in (one, other):
        circle["cem"].metoo(card)
    circle.beat()
    whole = panel.text_of(b"a card merged...")
    circle.owner.log.merge(whole, one, other)
    circle.beat()
    brought = circle.beat()
    assert len(brought.acts) == 3, "two authors and one who had said me-too to both; not Dea"
    assert len(circle.owner.log.marks[whole]) == 3
    bigger = panel.text_of(b"a card of cards.")
    circle.owner.log.merge(bigger, whole)
    circle["dea"].metoo(bigger)
    circle.beat()
    circle.beat()
    assert len(circle.owner.log.marks[bigger]) == 4


def test_a_card_can_be_owned_by_name() -> None:
    circle, card = with_a_card()
    sig = circle["ana"].owns(card, "seat-of-ana")
    assert owns(card, "seat-of-ana", circle.owner.log.cards[card].key, sig, SESSION)
    assert (circle["ana"].mine, circle["ben"].mine) == ({card}, frozenset())


def test_what_is_no_more_to_be_said_is_dropped() -> None:
    circle = Circle()
    tap = circle["ana"].tap("stop")
    circle["ana"].drop(tap)
    assert circle.beat().acts == ()
