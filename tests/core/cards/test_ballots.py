"""Me-too: who says it is counted once, and never known; what the group agreed to do then is done by itself."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards import events as e
from talkingpiece.core.cards.state import FIRST_LEAF, merged_id, votable
from talkingpiece.core.decide import ROOM
from talkingpiece.core.events import Paused
from tests.cast import TINY, Played, card, refused
from tests.core.cards.groups import by_me, for_all, nothing_happens, of, shown, with_cards


def me_too(circle: Played, thing: str, *people: str, beat: int = 21, **counted: Any) -> Any:
    """These people's panels say me-too at a beat. A ballot's mark is of its leaf: on another leaf it is another."""
    leaf = of(circle, thing).leaf
    return circle.tap_beat(*(k.NewMeToo(thing, f"mark-of-{who}-{leaf}") for who in people), beat=beat, **counted)


def agreed(metoos: int, *ids: str, led: Any = "facilitator") -> Played:
    circle = for_all(*ids, led=led)
    circle.leader_says(k.AgreeThreshold, metoos=metoos)
    return circle


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


# --- cards that say the same -----------------------------------------------------------------------------------


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


# --- another owner -------------------------------------------------------------------------------------------


def test_whoever_takes_the_channel_up_gives_fresh_leaves_to_all_that_is_open():
    circle = for_all("c-1", "c-2", "c-3")
    circle.open_beat(card("c-4"), beat=40)
    circle.leader_says(k.DoneCard, card="c-3")
    before = set(votable(circle.session).values())
    circle.ask(ROOM, k.TakeUp("one"))
    after = votable(circle.session)
    assert set(after) == {"c-1", "c-2"}
    assert before.isdisjoint(after.values())
    assert len(set(after.values())) == 2


def test_the_shown_count_never_falls_while_panels_cast_theirs_anew():
    circle = for_all("c-1")
    me_too(circle, "c-1", "ana", "ben", "chi")
    seen = []
    for beat, people in ((30, ()), (31, ("ana",)), (32, ("ben", "dov")), (33, ("chi",)), (34, ("eli",))):
        if beat == 30:
            circle.ask(ROOM, k.TakeUp("one"))
        me_too(circle, "c-1", *people, beat=beat)
        seen.append((shown(circle, "c-1").metoos, shown(circle, "c-1").at_least))
    assert seen == [(3, True), (3, True), (3, False), (4, False), (5, False)]


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sets(st.sampled_from("abcdefgh"), min_size=1), st.sampled_from(["take up", "done", "park", "again"])
        ),
        max_size=12,
    )
)  # fmt: skip
def test_whatever_happens_no_me_too_is_shown_too_many_and_the_count_never_falls(life):
    circle, said, last = for_all("c-1"), set[str](), 0
    for beat, happens in enumerate(life, 21):
        if happens == "take up":
            circle.ask(ROOM, k.TakeUp(f"epoch-{beat}"))
        elif isinstance(happens, str):
            verb = {"done": k.DoneCard, "park": k.ParkCard, "again": k.ShowCard}[happens]
            circle.leader_says(verb, card="c-1")
        elif of(circle, "c-1").votes:
            said |= happens
            me_too(circle, "c-1", *happens, beat=beat)
        count = shown(circle, "c-1").metoos
        assert last <= count <= len(said)
        last = count


@pytest.mark.parametrize(("verb", "more"), [(k.DoneCard, {}), (k.HoldCard, {"why": "care"})])
def test_a_card_that_is_taken_up_again_has_a_fresh_leaf(verb, more):
    """Whoever owned the channel meanwhile did not know who had a ballot for the old one."""
    circle = for_all("c-1", "c-2")
    me_too(circle, "c-1", "ana")
    circle.leader_says(verb, card="c-1", **more)
    circle.leader_says(k.ParkCard, card="c-1")
    assert set(votable(circle.session)) == {"c-2"}
    circle.leader_says(k.ShowCard, card="c-1")
    assert votable(circle.session)["c-1"] == FIRST_LEAF + 2
    assert (shown(circle, "c-1").metoos, shown(circle, "c-1").at_least) == (1, True)


def test_a_card_whose_ballots_were_never_closed_keeps_its_leaf():
    circle = with_cards(card("c-1"))
    circle.leader_says(k.ShowCard, card="c-1")
    me_too(circle, "c-1", "ana")
    circle.leader_says(k.ParkCard, card="c-1")
    circle.leader_says(k.ShowCard, card="c-1")
    assert votable(circle.session) == {"c-1": FIRST_LEAF}
    assert (shown(circle, "c-1").metoos, shown(circle, "c-1").at_least) == (1, False)


def test_taking_it_up_again_changes_nothing_when_nothing_is_open():
    circle = Played.running(TINY, "ana-seat")
    assert len(circle.ask(ROOM, k.TakeUp("one")).events) == 1
    assert circle.session.box.epoch == "one"
    assert circle.ask(ROOM, k.TakeUp("one")).events == ()
    assert circle.ask(ROOM, k.TakeUp("two")).events == (e.LeavesGiven(leaves={}, epoch="two"),)


def test_a_new_seed_is_a_side_record():
    circle = Played.running(TINY, "ana-seat")
    circle.ask(ROOM, k.TakeUp("one", "5eed"))
    circle.ask(ROOM, k.TakeUp("one", "5eed2"))
    assert circle.words["seed"] == "5eed2"
    assert "5eed" not in repr(circle.log)


def test_when_the_leaves_are_used_up_a_new_owner_closes_the_ballots_and_keeps_the_counts():
    circle = for_all("c-0", "c-1")
    me_too(circle, "c-1", "ana", "ben")
    for epoch in range(255):
        circle.ask(ROOM, k.TakeUp(str(epoch)))
    assert set(votable(circle.session)) == {"c-0", "c-1"}
    circle.ask(ROOM, k.TakeUp("last"))
    assert votable(circle.session) == {}
    assert (shown(circle, "c-1").metoos, shown(circle, "c-1").votes) == (2, False)
    assert circle.again().session == circle.session
