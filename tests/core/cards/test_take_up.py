"""Another owner takes the channel up: ballots are cast anew on fresh leaves, and what is shown never falls."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards import events as e
from talkingpiece.core.cards.state import FIRST_LEAF, votable
from talkingpiece.core.decide import ROOM
from tests.cast import TINY, Played, card
from tests.core.cards.groups import for_all, me_too, of, shown, with_cards


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
