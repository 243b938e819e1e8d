"""Me-too: who says it is counted once, and never known; what the group agreed to do then is done by itself."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards import events as e
from talkingpiece.core.cards.state import FIRST_LEAF, votable
from talkingpiece.core.decide import ROOM
from talkingpiece.core.events import Paused
from tests.cast import card
from tests.core.cards.groups import agreed, for_all, me_too, nothing_happens, of, shown, with_cards

# --- counting ------------------------------------------------------------------------------------------------


def test_each_ballot_counts_once():
    circle = for_all("c-1", "c-2")
    me_too(circle, "c-1", "ana", "ben")
    assert me_too(circle, "c-1", "ana", beat=22).events == ()
    me_too(circle, "c-1", "ben", "chi", beat=23)
    assert (shown(circle, "c-1").metoos, shown(circle, "c-1").at_least) == (3, False)
    assert shown(circle, "c-2").metoos == 0


@pytest.mark.parametrize(("taps", "floor", "counts"), [(2, 3, False), (3, 3, True), (4, 5, False), (5, 5, True)])
def test_a_ballot_counts_when_enough_sent_something_at_its_beat(taps, floor, counts):
    circle = for_all("c-1")
    circle.leader_says(k.RaiseFloor, floor=floor)
    me_too(circle, "c-1", "ana", taps=taps)
    assert shown(circle, "c-1").metoos == counts


def test_one_can_only_vote_on_what_all_can_see_and_have_before_them():
    circle = with_cards(card("c-1"), *(card(f"c-{i}", to="all") for i in (2, 3, 4, 5, 6)))
    circle.leader_says(k.HoldCard, card="c-6", why="care")
    circle.leader_says(k.DoneCard, card="c-3")
    circle.tap_beat(k.NewWithdraw("w-1", "c-4"))
    circle.leader_says(k.ParkCard, card="c-5")
    assert votable(circle.session) == {"c-2": FIRST_LEAF + 1, "c-5": FIRST_LEAF + 4}
    for thing in ("c-1", "c-3", "c-4", "c-6", "nothing"):
        assert nothing_happens(circle, k.NewMeToo(thing, "mark"), opening=False, beat=22)
    circle.leader_says(k.ShowCard, card="c-1")
    assert "c-1" in votable(circle.session)
    assert {one.id: one.votes for one in circle.stage()["cards"].cards} == {
        "c-1": True, "c-2": True, "c-3": False, "c-4": False, "c-5": True,
    }  # fmt: skip


def test_panels_learn_from_the_first_letters_of_the_marks_that_theirs_was_counted():
    circle = for_all("c-1", "c-2")
    circle.tap_beat(k.NewMeToo("c-1", "zyxwvutsrq"), k.NewMeToo("c-1", "abcdefghij"), beat=21)
    assert circle.stage()["cards"].marks == {"c-1": ("abcdefgh", "zyxwvuts"), "c-2": ()}
    circle.leader_says(k.DoneCard, card="c-1")
    assert circle.stage()["cards"].marks == {"c-2": ()}


# --- what was agreed -----------------------------------------------------------------------------------------


def test_at_the_agreed_number_the_clock_is_held_in_the_same_decision():
    circle = agreed(2, "c-1")
    circle.pass_time(10)
    left = circle.session.clock.left(circle.now_ms)
    me_too(circle, "c-1", "ana")
    assert not circle.session.clock.paused
    opened, kept, paused = me_too(circle, "c-1", "ben", beat=22).events
    assert isinstance(opened, e.Opened)
    assert kept == e.ThresholdKept(card="c-1", metoos=2)
    assert paused == Paused(remaining_ms=left)
    assert (circle.session.clock.remaining_ms, shown(circle, "c-1").kept) == (left, True)


def test_it_holds_the_clock_once_for_each_card():
    circle = agreed(2, "c-1", "c-2")
    me_too(circle, "c-1", "ana", "ben", "chi")
    circle.leader_says(c.Resume)
    me_too(circle, "c-1", "dov", beat=22)
    assert not circle.session.clock.paused
    me_too(circle, "c-2", "ana", "ben", beat=23)
    assert circle.session.clock.paused


def test_two_cards_at_one_beat_hold_it_once():
    circle = agreed(2, "c-1", "c-2")
    acts = [k.NewMeToo(thing, f"{thing}-{who}") for thing in ("c-1", "c-2") for who in ("ana", "ben")]
    kinds = [type(event) for event in circle.tap_beat(*acts).events]
    assert kinds == [e.Opened, e.ThresholdKept, e.ThresholdKept, Paused]


def test_a_clock_that_is_held_stays_so_and_the_number_is_still_kept():
    circle = agreed(2, "c-1")
    circle.leader_says(c.Pause)
    before = circle.session.clock
    kinds = [type(event) for event in me_too(circle, "c-1", "ana", "ben").events]
    assert (kinds, circle.session.clock) == ([e.Opened, e.ThresholdKept], before)


def test_without_an_agreement_nothing_is_held():
    circle = for_all("c-1")
    me_too(circle, "c-1", *"abcdefgh")
    circle.leader_says(k.AgreeThreshold, metoos=9)
    circle.leader_says(k.AgreeThreshold, metoos=None)
    me_too(circle, "c-1", "ana", beat=22)
    assert not circle.session.clock.paused
    assert not of(circle, "c-1").kept


def test_what_is_agreed_later_is_kept_at_the_next_ballot():
    circle = for_all("c-1")
    me_too(circle, "c-1", "ana", "ben", "chi")
    circle.leader_says(k.AgreeThreshold, metoos=2)
    assert not circle.session.clock.paused
    me_too(circle, "c-1", "dov", beat=22)
    assert circle.session.clock.paused


def test_nobody_holds_it_twice_by_taking_the_channel_up():
    circle = agreed(2, "c-1")
    me_too(circle, "c-1", "ana", "ben")
    circle.leader_says(c.Resume)
    circle.ask(ROOM, k.TakeUp("other"))
    me_too(circle, "c-1", "ana", "ben", "chi", beat=30)
    assert not circle.session.clock.paused
