"""What those who lead do with cards, in front of everybody; and what a group agrees on about its box."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards.state import unshared_of
from talkingpiece.core.steps.kind import By
from tests.cast import ANA, FOUR, TINY, Played, card, refused
from tests.core.cards.groups import THREE, by_me, for_all, group, of, shown, with_cards

# --- one card ------------------------------------------------------------------------------------------------


def test_a_card_for_those_who_lead_is_shown_when_they_show_it():
    circle = with_cards(*THREE)
    assert (shown(circle, "c-2"), by_me(circle, "c-2").shown) == (None, False)
    circle.leader_says(k.ShowCard, card="c-2")
    assert (shown(circle, "c-2").text, by_me(circle, "c-2").shown) == ("Too fast for me.", True)
    assert circle.leader_says(k.ShowCard, card="c-2").events == ()


def test_a_card_for_all_is_shown_from_the_start():
    assert shown(with_cards(*THREE), "c-1").text == "Thank you."


@pytest.mark.parametrize("why", ["names", "care", "later"])
@pytest.mark.parametrize("id", ["c-1", "c-2"])
def test_everybody_sees_that_a_card_is_held_and_why_but_not_its_words(id, why):
    circle = with_cards(*THREE)
    circle.leader_says(k.HoldCard, card=id, why=why)
    cards = circle.stage()["cards"]
    assert [(held.id, held.why) for held in cards.held] == [(id, why)]
    assert (shown(circle, id), id in cards.ids) == (None, True)
    assert (by_me(circle, id).state, by_me(circle, id).why) == ("held", why)
    assert circle.leader_says(k.HoldCard, card=id, why=why).events == ()
    circle.leader_says(k.ShowCard, card=id)
    assert circle.stage()["cards"].held == ()
    assert (shown(circle, id).state, shown(circle, id).why) == ("open", None)


def test_the_reason_can_be_another():
    circle = with_cards(*THREE)
    circle.leader_says(k.HoldCard, card="c-1", why="care")
    circle.leader_says(k.HoldCard, card="c-1", why="names")
    assert circle.stage()["cards"].held[0].why == "names"


@pytest.mark.parametrize(("verb", "state"), [(k.ParkCard, "parked"), (k.DoneCard, "done")])
def test_a_card_can_be_set_aside_or_done_and_taken_up_again(verb, state):
    circle = with_cards(*THREE)
    circle.leader_says(verb, card="c-1")
    assert shown(circle, "c-1").state == state
    assert circle.leader_says(verb, card="c-1").events == ()
    circle.leader_says(k.ShowCard, card="c-1")
    assert shown(circle, "c-1").state == "open"


def test_an_answer_to_a_card_that_all_can_read_is_for_all_and_can_be_replaced():
    circle = with_cards(*THREE)
    circle.leader_says(k.AnswerCard, card="c-1", text="We slow down.")
    circle.leader_says(k.AnswerCard, card="c-1", text="We slow down now.")
    assert (shown(circle, "c-1").answer, by_me(circle, "c-1").answer) == ("We slow down now.", "We slow down now.")
    assert "slow down" not in repr(circle.log)


def test_an_answer_to_a_card_for_those_who_lead_is_for_its_author_also_when_the_card_is_shown_later():
    circle = with_cards(card("c-1", secret="key-of-an-answer"))
    circle.leader_says(k.AnswerCard, card="c-1", text="Between us.")
    assert (of(circle, "c-1").answered, of(circle, "c-1").aloud) == (True, False)
    circle.leader_says(k.ShowCard, card="c-1")
    assert shown(circle, "c-1").answer is None
    assert {audience for audience, view in circle.all_views().items() if "Between us." in view} == {"console"}
    circle.leader_says(k.AnswerCard, card="c-1", text="To you all.")
    assert shown(circle, "c-1").answer == "To you all."


@pytest.mark.parametrize(("text", "code"), [(" \n", "text_empty"), ("x" * 2401, "text_long")])
def test_an_answer_needs_words_that_fit(text, code):
    circle = with_cards(*THREE)
    with refused(code):
        circle.leader_says(k.AnswerCard, card="c-2", text=text)
    assert not of(circle, "c-2").answered


def on_a_card(id: str) -> list[c.Command]:
    return [
        k.ShowCard(id="c", card=id), k.HoldCard(id="c", card=id, why="care"), k.ParkCard(id="c", card=id),
        k.DoneCard(id="c", card=id), k.AnswerCard(id="c", card=id, text="Thank you."),
        k.MergeCards(id="c", cards=(id, "c-4")),
    ]  # fmt: skip


ON_THE_BOX: list[c.Command] = [
    k.KeepCards(id="c", keep=True), k.RaiseFloor(id="c", floor=5), k.AllowSoon(id="c", allowed=False),
    k.AgreeThreshold(id="c", metoos=3), k.CallNumber(id="c", number=47),
]  # fmt: skip


@pytest.mark.parametrize("command", range(6))
@pytest.mark.parametrize(("id", "code"), [("c-1", "withdrawn"), ("c-2", "merged"), ("nothing", "no_card")])
def test_there_is_nothing_to_do_with_a_card_that_is_gone(id, code, command):
    circle = for_all("c-1", "c-2", "c-3", "c-4")
    circle.tap_beat(k.NewWithdraw("w", "c-1"))
    circle.leader_says(k.MergeCards, cards=("c-2", "c-3"))
    with refused(code):
        circle.ask(By(leads=True), on_a_card(id)[command])


@pytest.mark.parametrize("command", [*on_a_card("c-1"), *ON_THE_BOX], ids=lambda command: command.type)
def test_only_whoever_leads_handles_cards(command):
    circle = for_all("c-1", "c-4")
    with refused("not_leading"):
        circle.ask(By(seat=ANA), command)
    circle.ask(By(leads=True), command)


@pytest.mark.parametrize("command", [*on_a_card("c-1"), *ON_THE_BOX], ids=lambda command: command.type)
def test_after_the_end_nothing_changes_any_more(command):
    circle = for_all("c-1", "c-4")
    circle.leader_says(c.End)
    with refused("ended"):
        circle.ask(By(leads=True), command)


def test_a_group_that_keeps_its_cards_keeps_what_it_has_read():
    """And not what was for those who lead, nor what they answered to one person."""
    circle = with_cards(*(card(f"c-{i}", f"Words of c-{i}", secret="key") for i in (1, 2, 3, 4, 5)))
    for id in ("c-2", "c-4"):
        circle.leader_says(k.AnswerCard, card=id, text=f"For the author of {id}.")
    for id in ("c-2", "c-3", "c-4", "c-5"):
        circle.leader_says(k.ShowCard, card=id)
    circle.leader_says(k.AnswerCard, card="c-4", text="For all.")
    circle.open_beat(k.NewReply("r-1", "c-1", 1, "More.", 3), k.NewReply("r-3", "c-3", 1, "More.", 3), beat=40)
    circle.tap_beat(k.NewWithdraw("w", "c-3"), beat=41)
    circle.leader_says(k.HoldCard, card="c-5", why="names")
    assert circle.world.shown.kept() == ()
    circle.leader_says(k.KeepCards, keep=True)
    assert [(kept.text, kept.answer) for kept in circle.world.shown.kept()] == [
        ("Words of c-2", None), ("Words of c-4", "For all."),
    ]  # fmt: skip
    assert unshared_of(circle.session, circle.words) == ("card:c-1", "reply:c-2", "said:r-1", "secret:c-1")


# --- among peers ---------------------------------------------------------------------------------------------


def test_among_peers_every_card_is_everybodys():
    circle = with_cards(card("c-1", secret="key-of-an-answer"), card("c-2", to="all"), led="peers")
    assert [(one.id, one.to) for one in circle.stage()["cards"].cards] == [("c-1", "all"), ("c-2", "all")]
    assert "secret:c-1" not in circle.words, "a key to what everybody reads protects nothing"


@pytest.mark.parametrize("command", [k.HoldCard(id="c", card="c-1", why="care"), k.ParkCard(id="c", card="c-1")])
def test_among_peers_no_single_person_holds_a_card(command):
    circle = for_all("c-1", led="peers")
    with refused("not_alone"):
        circle.ask(By(seat=ANA, leads=True), command)
    circle.leader_says(k.DoneCard, card="c-1")
    assert shown(circle, "c-1").state == "done"


# --- the box -------------------------------------------------------------------------------------------------


def test_all_see_what_the_group_agreed_on():
    circle = group()
    before = circle.stage()["cards"]
    assert (before.floor, before.soon, before.threshold, before.number, before.keep) == (3, True, None, None, False)
    for command in ON_THE_BOX:
        circle.ask(By(leads=True), command)
        assert circle.ask(By(leads=True), command).events == (), "said twice"
    after = circle.stage()["cards"]
    assert (after.floor, after.soon, after.threshold, after.number, after.keep) == (5, False, 3, 47, True)


def test_the_floor_is_only_ever_raised():
    circle = group()
    circle.leader_says(k.RaiseFloor, floor=6)
    with refused("floor_lower"):
        circle.leader_says(k.RaiseFloor, floor=5)
    assert circle.session.box.floor == 6


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (k.RaiseFloor(id="c", floor=2), "floor_range"),
        (k.RaiseFloor(id="c", floor=1001), "floor_range"),
        (k.AgreeThreshold(id="c", metoos=1), "threshold_range"),
        (k.AgreeThreshold(id="c", metoos=1001), "threshold_range"),
        (k.CallNumber(id="c", number=-1), "number_range"),
        (k.CallNumber(id="c", number=100), "number_range"),
    ],
)
def test_numbers_have_a_range(command, code):
    circle = group()
    with refused(code):
        circle.ask(By(leads=True), command)


@pytest.mark.parametrize("number", [0, 99])
def test_any_two_digits_can_be_called(number):
    circle = Played.running(TINY, *FOUR)
    circle.leader_says(k.CallNumber, number=number)
    assert circle.session.box.number == number
