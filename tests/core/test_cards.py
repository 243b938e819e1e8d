"""Concern cards: words and a window, and nothing else, from the first type to the last."""

from __future__ import annotations

from dataclasses import fields
from itertools import permutations

import pytest

from talkingpiece import parts
from talkingpiece.core import commands as c
from talkingpiece.core import events as e
from talkingpiece.core.session import Card
from talkingpiece.core.steps import collect
from talkingpiece.core.steps.kind import By
from tests.cast import ANA, BEN, TINY, Played, refused

THREE = (
    c.DropCard(id="c-2", text="Too fast for me."),
    c.DropCard(id="c-9", text="Who hears this?", weight="stop"),
    c.DropCard(id="c-1", text="Thank you.", to="all"),
)


def with_cards(*cards: c.DropCard, led: str = "facilitator") -> Played:
    circle = Played.running(TINY, ANA, BEN, led=led)
    circle.open_cards(*cards)
    return circle


CARD_TYPES = (
    c.DropCard, c.OpenCards, c.UnsignedText, Card, e.CardOpened, e.CardsOpened, e.CardShown, e.CardParked,
    e.CardAnswered, parts.OpenCard, parts.ConsoleCard, parts.StageCards, parts.ConsoleCards, collect.AnswersOpened,
)  # fmt: skip


@pytest.mark.parametrize("shape", CARD_TYPES, ids=lambda shape: shape.__name__)
def test_no_type_on_a_cards_way_has_a_field_for_a_person_or_a_finer_time(shape):
    views_and_log = {"step", "version", "type", "section", "v"}
    about_the_card = {
        "id", "ids", "text", "to", "weight", "window", "state", "shown", "answered", "answer", "card", "cards", "keep",
        "unsigned",
    }  # fmt: skip
    assert {field.name for field in fields(shape)} <= views_and_log | about_the_card


def test_cards_of_a_window_open_together_in_an_order_that_says_nothing():
    logs = {repr(with_cards(*order).log[-1]) for order in permutations(THREE)}
    assert len(logs) == 1
    assert [card.id for card in with_cards(*THREE).events[-1].cards] == ["c-1", "c-2", "c-9"]


def test_the_words_of_a_card_are_beside_the_log():
    circle = with_cards(*THREE)
    assert circle.words["card:c-2"] == "Too fast for me."
    assert "Too fast" not in repr(circle.log)


def test_a_card_that_arrives_twice_opens_once():
    circle = with_cards(*THREE)
    assert circle.open_cards(THREE[0], window=2).events == ()
    assert circle.session.cards["c-2"].window == 1


def test_a_window_without_cards_leaves_no_trace():
    assert Played.running(TINY, ANA).open_cards().events == ()


def test_no_card_opens_after_the_end():
    circle = Played.running(TINY, ANA)
    circle.leader_says(c.End)
    assert circle.open_cards(*THREE).events == ()


def test_a_card_for_those_who_lead_is_shown_when_they_show_it():
    circle = with_cards(*THREE)
    assert not circle.session.cards["c-2"].shown
    circle.leader_says(c.ShowCard, card="c-2")
    assert circle.session.cards["c-2"].shown
    assert circle.leader_says(c.ShowCard, card="c-2").events == ()


def test_a_card_for_all_is_shown_from_the_start():
    assert with_cards(*THREE).session.cards["c-1"].shown


def test_a_card_can_be_set_aside_and_taken_up_again():
    circle = with_cards(*THREE)
    circle.leader_says(c.ParkCard, card="c-2")
    assert circle.session.cards["c-2"].state == "parked"
    assert circle.leader_says(c.ParkCard, card="c-2").events == ()
    circle.leader_says(c.ShowCard, card="c-2")
    assert circle.session.cards["c-2"].state == "open"


def test_a_shown_card_that_was_set_aside_can_be_taken_up_again():
    circle = with_cards(*THREE)
    circle.leader_says(c.ShowCard, card="c-2")
    circle.leader_says(c.ParkCard, card="c-2")
    circle.leader_says(c.ShowCard, card="c-2")
    assert circle.session.cards["c-2"].state == "open"


def test_an_answer_is_beside_the_log_and_can_be_replaced():
    circle = with_cards(*THREE)
    circle.leader_says(c.AnswerCard, card="c-2", text="We slow down.")
    circle.leader_says(c.AnswerCard, card="c-2", text="We slow down now.")
    assert circle.session.cards["c-2"].answered
    assert circle.words["reply:c-2"] == "We slow down now."
    assert "slow" not in repr(circle.log)


@pytest.mark.parametrize(("text", "code"), [(" \n", "text_empty"), ("x" * 2401, "text_long")])
def test_an_answer_needs_words_that_fit(text, code):
    circle = with_cards(*THREE)
    with refused(code):
        circle.leader_says(c.AnswerCard, card="c-2", text=text)
    assert not circle.session.cards["c-2"].answered


@pytest.mark.parametrize("verb", [c.ShowCard, c.ParkCard])
def test_there_is_nothing_to_do_with_a_card_that_does_not_exist(verb):
    with refused("no_card"):
        with_cards().leader_says(verb, card="c-2")


def test_only_whoever_leads_handles_cards():
    circle = with_cards(*THREE)
    for command in (c.ShowCard(id="c", card="c-2"), c.ParkCard(id="c", card="c-2"), c.KeepCards(id="c", keep=True)):
        with refused("not_leading"):
            circle.ask(By(seat=ANA), command)


def test_among_peers_every_card_is_everybodys_and_nobody_holds_one():
    circle = with_cards(*THREE, led="peers")
    assert all(card.shown and card.to == "all" for card in circle.session.cards.values())
    with refused("not_alone"):
        circle.leader_says(c.ParkCard, card="c-2")


def test_the_group_chooses_whether_cards_stay_until_the_end():
    circle = with_cards(*THREE)
    circle.leader_says(c.KeepCards, keep=True)
    assert circle.session.keep_cards
    assert circle.leader_says(c.KeepCards, keep=True).events == ()
    circle.leader_says(c.End)
    with refused("ended"):
        circle.leader_says(c.KeepCards, keep=False)
