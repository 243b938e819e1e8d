"""Cards that say the same are put together: nobody is counted twice, and no number is told too high."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards.state import FIRST_LEAF, merged_id, votable
from tests.cast import Played, card, refused
from tests.core.cards.groups import agreed, by_me, for_all, me_too, of, shown, with_cards


def merged(circle: Played, *ids: str) -> str:
    circle.leader_says(k.MergeCards, cards=ids)
    return merged_id(ids)


def test_cards_put_together_show_at_least_as_many_as_one_of_them_had_and_then_the_number():
    circle = for_all("c-1", "c-2", "c-3")
    me_too(circle, "c-1", "ana", "ben", "chi")
    me_too(circle, "c-2", "chi", "dov", beat=22)
    whole = merged(circle, "c-1", "c-2")
    assert (shown(circle, whole).metoos, shown(circle, whole).at_least) == (3, True)
    me_too(circle, whole, "ana", "ben", beat=23)
    assert (shown(circle, whole).metoos, shown(circle, whole).at_least) == (3, True)
    me_too(circle, whole, "ana", "ben", "chi", "dov", "author-1", "author-2", beat=24)
    assert (shown(circle, whole).metoos, shown(circle, whole).at_least) == (6, False)


def test_a_card_put_together_has_a_leaf_of_its_own_and_its_parts_stand_within_it():
    circle = for_all("c-1", "c-2", "c-3")
    whole = merged(circle, "c-2", "c-1")
    assert votable(circle.session) == {"c-3": FIRST_LEAF + 2, whole: FIRST_LEAF + 3}
    assert [one.id for one in circle.stage()["cards"].cards] == sorted(["c-3", whole])
    assert [one.id for one in circle.console()["cards"].cards] == sorted(["c-3", whole])
    assert [(part.id, part.text) for part in shown(circle, whole).parts] == [
        ("c-1", "Words of c-1"), ("c-2", "Words of c-2"),
    ]  # fmt: skip
    assert {"c-1", "c-2", whole} <= set(circle.stage()["cards"].ids)
    assert (of(circle, "c-1").state, of(circle, "c-1").into) == ("merged", whole)


def test_it_has_the_smallest_n_of_its_parts_and_their_greatest_weight():
    circle = for_all("c-1", n=8)
    circle.open_beat(card("c-2", to="all", weight="stop"), beat=40, n=4)
    whole = shown(circle, merged(circle, "c-1", "c-2"))
    assert (whole.n, whole.standing, whole.weight, whole.beat) == (4, "unsigned", "stop", 40)


def test_however_they_are_named_they_are_put_together_once():
    circle = for_all("c-1", "c-2")
    merged(circle, "c-1", "c-2")
    assert circle.leader_says(k.MergeCards, cards=("c-2", "c-1", "c-2")).events == ()


def test_a_third_card_can_be_put_to_two_that_are_together():
    circle = for_all("c-1", "c-2", "c-3")
    two = merged(circle, "c-1", "c-2")
    me_too(circle, two, "ana", "ben")
    three = merged(circle, two, "c-3")
    assert [(part.id, part.text) for part in shown(circle, three).parts] == sorted(
        [("c-1", "Words of c-1"), ("c-2", "Words of c-2"), ("c-3", "Words of c-3"), (two, "")]
    )
    assert (shown(circle, three).metoos, shown(circle, three).at_least) == (2, True)
    assert {of(circle, id).into for id in ("c-1", "c-2", "c-3", two)} == {three}
    assert set(votable(circle.session)) == {three}


def test_a_number_that_was_kept_for_a_part_is_not_kept_again_for_the_whole():
    circle = agreed(2, "c-1", "c-2")
    me_too(circle, "c-1", "ana", "ben")
    circle.leader_says(c.Resume)
    me_too(circle, merged(circle, "c-1", "c-2"), "ana", "ben", beat=23)
    assert not circle.session.clock.paused


def test_for_the_number_only_ballots_on_the_whole_are_counted():
    circle = agreed(4, "c-1", "c-2")
    me_too(circle, "c-1", "ana", "ben", "chi")
    whole = merged(circle, "c-1", "c-2")
    me_too(circle, whole, "ana", "ben", "chi", beat=23)
    assert not circle.session.clock.paused
    me_too(circle, whole, "dov", beat=24)
    assert circle.session.clock.paused


def test_for_the_number_ballots_that_cannot_be_compared_are_not_counted():
    circle = for_all("c-1", "c-2")
    me_too(circle, "c-1", "ana", "ben", "chi")
    circle.leader_says(k.AgreeThreshold, metoos=2)
    whole = merged(circle, "c-1", "c-2")
    me_too(circle, whole, "ana", beat=23)
    assert (shown(circle, whole).metoos, circle.session.clock.paused) == (3, False)


@pytest.mark.parametrize(
    ("cards", "code"),
    [((), "how_many"), (("c-1",), "how_many"), (("c-1", "c-1"), "how_many"), (tuple("abcdefghi"), "how_many"),
     (("c-1", "nothing"), "no_card"), (("c-1", "c-9"), "not_shown"), (("c-1", "c-3"), "not_open")],
)  # fmt: skip
def test_some_cards_cannot_be_put_together(cards, code):
    circle = for_all("c-1", "c-2", "c-3")
    circle.open_beat(card("c-9"), beat=40)
    circle.leader_says(k.ParkCard, card="c-3")
    with refused(code):
        circle.leader_says(k.MergeCards, cards=cards)


def test_a_card_put_together_goes_with_the_last_of_its_parts():
    circle = for_all("c-1", "c-2", "c-3")
    two = merged(circle, "c-1", "c-2")
    whole = merged(circle, two, "c-3")
    circle.tap_beat(k.NewWithdraw("w-1", "c-1"), k.NewWithdraw("w-3", "c-3"), beat=21)
    assert {part.id: part.text for part in shown(circle, whole).parts} == {
        "c-1": None, "c-2": "Words of c-2", "c-3": None, two: "",
    }  # fmt: skip
    assert shown(circle, whole).votes
    circle.tap_beat(k.NewWithdraw("w-2", "c-2"), beat=22)
    assert (of(circle, whole).state, shown(circle, whole).votes) == ("withdrawn", False)


def test_what_was_taken_back_stays_so_wherever_it_stands():
    circle = for_all("c-1", "c-2", "c-3")
    two = merged(circle, "c-1", "c-2")
    circle.tap_beat(k.NewWithdraw("w-1", "c-1"), beat=21)
    merged(circle, two, "c-3")
    assert of(circle, "c-1").state == "withdrawn"
    assert not [view for view in circle.all_views().values() if "Words of c-1" in view]


def test_with_one_part_that_could_not_wait_it_is_never_called_anonymous():
    circle = for_all("c-1")
    circle.tap_beat(card("c-2", to="all", soon=True), beat=21)
    assert shown(circle, merged(circle, "c-1", "c-2")).standing == "unsigned"


def test_what_is_put_together_for_those_who_lead_is_seen_by_nobody_else():
    circle = with_cards(card("c-1", "One."), card("c-2", "Two."))
    whole = merged(circle, "c-1", "c-2")
    assert shown(circle, whole) is None
    assert [part.text for part in by_me(circle, whole).parts] == ["One.", "Two."]
    circle.leader_says(k.ShowCard, card=whole)
    assert [part.text for part in shown(circle, whole).parts] == ["One.", "Two."]
