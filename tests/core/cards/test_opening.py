"""An opening: whatever came opens together, in an order that says nothing, and only if enough were there."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards import events as e
from talkingpiece.core.cards.state import FIRST_LEAF, question_id
from talkingpiece.core.steps.collect import AnswersOpened
from tests.cast import FOUR, TINY, UNSIGNED, Played, card
from tests.core.cards.groups import THREE, at_floor, for_all, group, nothing_happens, of, shown, with_cards

ANSWERS = (
    k.UnsignedText("u-2", "Nothing."),
    k.UnsignedText("u-1", "Too many meetings."),
    k.UnsignedText("u-3", "You."),
)


def question() -> Played:
    """A group at the step that asks without names, when its time is over."""
    return Played.running(TINY, *FOUR, at=UNSIGNED)


def text(*answers: k.UnsignedText, floor: int = 3, thing: str = "") -> k.NewText:
    return k.NewText(thing=thing or question_id("s1", UNSIGNED), answers=answers, floor=floor)


# --- order ---------------------------------------------------------------------------------------------------


def test_cards_open_together_in_an_order_that_says_nothing():
    told = {repr((circle.log[-1], circle.words)) for circle in (with_cards(*order) for order in permutations(THREE))}
    assert len(told) == 1
    assert [one.id for one in with_cards(*THREE).events[-1].cards] == ["c-1", "c-2", "c-9"]


def everything() -> tuple[k.Act, ...]:
    """Acts of every kind, as one opening may bring them; three of the cards on which they act were there before."""
    return (
        *THREE, card("c-2", "Another text under the same key."), k.NewTap("t-2", "stop"), k.NewTap("t-1", "slow"),
        k.NewReply("r-2", "old-1", 1, "More.", 3), k.NewReply("r-1", "old-1", 1, "The same number again.", 3),
        k.NewReply("r-3", "old-2", 4, "Also more.", 3), k.NewQuick("q-1", "old-2", 4, "yes"),
        k.NewQuick("q-2", "old-2", 5, "thanks"), k.NewReply("r-4", "old-3", 1, "Too late.", 3),
        k.NewWithdraw("w-1", "old-3"), k.NewMeToo("old-1", "m-2"), k.NewMeToo("old-1", "m-1"),
        k.NewMeToo("old-2", "m-3"), k.NewMeToo("old-3", "m-4"), text(*ANSWERS), text(k.UnsignedText("u-0", "I.")),
    )  # fmt: skip


@settings(max_examples=60)
@given(order=st.permutations(everything()))
def test_any_order_of_arrival_gives_the_same_events_and_records(order):
    assert opened_in(order) == opened_in(everything())


def opened_in(order: list[k.Act] | tuple[k.Act, ...]) -> tuple[str, str, dict[str, str]]:
    circle = Played.running(TINY, *FOUR, at=UNSIGNED)
    circle.open_beat(*(card(f"old-{i}", to="all") for i in (1, 2, 3)))
    circle.leader_says(k.AgreeThreshold, metoos=2)
    decision = circle.open_beat(*order, beat=40, questions=(UNSIGNED,))
    opened = decision.events[0]
    assert isinstance(opened, e.Opened)
    assert (len(opened.cards), len(opened.replies), len(opened.quick), len(opened.taps)) == (3, 2, 1, 2), "all of it"
    assert (opened.withdrawn, [marked.thing for marked in opened.marks]) == (("old-3",), ["old-1", "old-2"])
    assert any(isinstance(event, e.ThresholdKept) for event in decision.events)
    return repr(decision.events), repr(circle.session), circle.words


def test_every_list_is_sorted_by_its_random_ids():
    circle = for_all("old-1", "old-2")
    acts: list[k.Act] = [card(f"c-{i}") for i in range(9)]
    acts += [k.NewTap(f"t-{i}", "slow") for i in range(9)]
    acts += [k.NewMeToo("old-2", f"m-{i}") for i in range(9)] + [k.NewMeToo("old-1", "m-9")]
    acts += [k.NewReply(f"r-{9 - i}", "old-1", i, "More.", 3) for i in range(1, 9)]
    Random(3).shuffle(acts)
    opened = circle.open_beat(*acts, beat=40).events[0]
    for found in (opened.cards, opened.taps, opened.replies):
        assert [one.id for one in found] == sorted(one.id for one in found)
        assert len(found) >= 8
    assert [marked.thing for marked in opened.marks] == ["old-1", "old-2"]
    assert list(opened.marks[1].marks) == [f"m-{i}" for i in range(9)]


# --- words are beside the log --------------------------------------------------------------------------------


def test_the_words_of_a_card_are_beside_the_log():
    circle = with_cards(card("c-2", "Too fast for me.", secret="key-of-an-answer"))
    assert circle.words["card:c-2"] == "Too fast for me."
    assert circle.words["secret:c-2"] == "key-of-an-answer"
    assert not [word for word in ("Too fast", "key-of-an-answer") if word in repr(circle.log)]


def test_a_card_has_the_beat_it_opened_at_and_no_other_time():
    circle = with_cards(*THREE)
    before = circle.log[-1]
    later = group()
    later.pass_time(3)
    later.open_beat(*THREE)
    assert (later.log[-1], of(later, "c-2").beat) == (before, 20)


# --- once ----------------------------------------------------------------------------------------------------


def test_an_act_that_comes_again_is_there_already():
    acts = everything()
    circle = for_all("old-1", "old-2", "old-3")
    circle.open_beat(*acts, beat=40)
    for beat, opening in ((40, True), (41, False), (60, True)):
        assert nothing_happens(circle, *acts, beat=beat, opening=opening)


def test_a_card_that_was_taken_back_does_not_open_again():
    circle = for_all("c-1")
    circle.tap_beat(k.NewWithdraw("w-1", "c-1"), beat=21)
    assert nothing_happens(circle, card("c-1", to="all"), k.NewWithdraw("w-1", "c-1"), beat=40)
    assert of(circle, "c-1").state == "withdrawn"


def test_a_beat_that_brings_nothing_leaves_no_trace():
    assert nothing_happens(group())
    assert nothing_happens(group(), opening=False)


@pytest.mark.parametrize("phase", ["before", "ended"])
def test_nothing_opens_before_the_start_and_after_the_end(phase):
    circle = group() if phase == "ended" else Played.opened(TINY, *FOUR)
    if phase == "ended":
        circle.leader_says(c.End)
    assert circle.session.phase == phase
    assert nothing_happens(circle, *everything())


# --- n -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "floor", "group_floor", "opens"),
    [(8, 3, 3, True), (3, 3, 3, True), (2, 3, 3, False), (2, 0, 3, False), (0, 3, 3, False), (5, 5, 3, True),
     (4, 5, 3, False), (6, 3, 7, False), (7, 3, 7, True), (7, 8, 7, False)],
)  # fmt: skip
def test_a_card_opens_when_enough_could_have_written_it(n, floor, group_floor, opens):
    circle = group()
    circle.leader_says(k.RaiseFloor, floor=group_floor)
    assert nothing_happens(circle, at_floor(card("c-1"), floor), n=n) is not opens
    assert ("c-1" in circle.session.cards, "card:c-1" in circle.words) == (opens, opens)


def test_what_waits_for_more_people_opens_at_a_later_opening_and_once():
    circle = group()
    assert nothing_happens(circle, card("c-1", floor=5), n=4)
    circle.open_beat(card("c-1", floor=5), beat=40, n=5)
    assert (of(circle, "c-1").beat, of(circle, "c-1").n) == (40, 5)


@pytest.mark.parametrize(("n", "standing"), [(3, "unsigned"), (4, "unsigned"), (5, "anonymous")])
def test_n_is_fixed_on_the_card_and_said(n, standing):
    circle = for_all("c-1", n=n)
    circle.open_beat(card("c-2"), beat=40, n=8)
    assert (shown(circle, "c-1").n, shown(circle, "c-1").standing) == (n, standing)


# --- beats that are no opening -----------------------------------------------------------------------------------


def test_words_wait_for_an_opening():
    circle = for_all("c-1")
    assert nothing_happens(circle, card("c-2"), k.NewReply("r-1", "c-1", 1, "More.", 3), opening=False)


def test_words_that_cannot_wait_open_at_the_next_beat_and_are_never_called_anonymous():
    circle = group()
    opened = circle.tap_beat(card("c-1", to="all", soon=True), taps=8).events[0]
    assert (opened.opening, opened.n, opened.taps_n) == (False, 0, 8)
    assert (shown(circle, "c-1").n, shown(circle, "c-1").standing, of(circle, "c-1").soon) == (8, "unsigned", True)
    assert circle.session.box.opened is None, "it was no opening"


def test_at_an_opening_of_all_words_they_open_like_all_others():
    circle = with_cards(card("c-1", to="all", soon=True))
    assert (shown(circle, "c-1").standing, of(circle, "c-1").soon) == ("anonymous", False)


def test_at_the_end_of_a_step_for_which_nobody_knows_them_to_be_they_are_not_called_anonymous_either():
    circle = with_cards(card("c-1", to="all", soon=True), card("c-2", to="all"), everything=False)
    assert (shown(circle, "c-1").standing, of(circle, "c-1").soon) == ("unsigned", True)
    assert (shown(circle, "c-2").standing, of(circle, "c-2").soon) == ("anonymous", False)


def test_the_beats_of_openings_are_known_from_the_last_one_of_all_words_on():
    circle = group()
    box = [circle.session.box]
    for beat, everything in ((20, True), (24, False), (30, False), (60, True), (64, False)):
        circle.open_beat(card(f"c-{beat}"), beat=beat, everything=everything)
        circle.tap_beat(k.NewTap(f"t-{beat}", "slow"), beat=beat + 1)
        box.append(circle.session.box)
    assert [one.all_opened for one in box] == [None, 20, 20, 20, 60, 60]
    assert [one.openings for one in box] == [(), (20,), (20, 24), (20, 24, 30), (60,), (60, 64)]
    assert [one.opened for one in box] == [None, 20, 24, 30, 60, 64]


def test_a_group_can_do_without_them():
    circle = group()
    circle.leader_says(k.AllowSoon, allowed=False)
    assert nothing_happens(circle, card("c-1", soon=True), opening=False)


@pytest.mark.parametrize(("taps", "floor", "opens"), [(2, 3, False), (3, 3, True), (4, 5, False), (5, 5, True)])
def test_their_n_are_the_packets_of_their_beat(taps, floor, opens):
    circle = group()
    assert nothing_happens(circle, card("c-1", soon=True, floor=floor), opening=False, taps=taps) is not opens


@pytest.mark.parametrize("opening", [True, False])
@pytest.mark.parametrize(
    ("taps", "group_floor", "opens"), [(2, 3, False), (3, 3, True), (4, 5, False), (5, 5, True)]
)  # fmt: skip
def test_a_tap_opens_when_enough_sent_something_at_its_beat(opening, taps, group_floor, opens):
    circle = group()
    circle.leader_says(k.RaiseFloor, floor=group_floor)
    act = k.NewTap("t-1", "slow")
    assert nothing_happens(circle, act, opening=opening, taps=taps, n=0) is not opens


# --- unsigned answers ----------------------------------------------------------------------------------------


def test_unsigned_answers_open_with_the_opening_that_is_their_end():
    circle = question()
    circle.open_beat(text(*ANSWERS), card("c-1"), beat=4, questions=(UNSIGNED,))
    assert circle.session.states[UNSIGNED].unsigned == ("u-1", "u-2", "u-3")
    assert circle.words["unsigned:u-1"] == "Too many meetings."
    assert "Too many" not in repr(circle.log)


def test_an_answer_opens_only_at_the_end_of_its_own_question():
    circle = question()
    assert nothing_happens(circle, text(*ANSWERS), beat=4)
    assert nothing_happens(circle, text(*ANSWERS), beat=4, questions=(UNSIGNED,), opening=False)
    circle.open_beat(text(*ANSWERS, thing=question_id("s1", 3)), beat=4, questions=(UNSIGNED,))
    assert circle.session.states[UNSIGNED].unsigned == ()


@pytest.mark.parametrize(("n", "ids"), [(5, ("u-1", "u-2")), (4, ("u-2",)), (2, ())])
def test_each_answer_has_the_floor_of_its_author(n, ids):
    circle = question()
    first, second = (text(ANSWERS[1], floor=5), text(ANSWERS[0], floor=3))
    decision = circle.open_beat(first, second, beat=4, n=n, questions=(UNSIGNED,))
    answered = next(event for event in decision.events if isinstance(event, AnswersOpened))
    assert (answered.unsigned, answered.n) == (ids, n)
    assert [id for id in circle.words if id.startswith("unsigned:")] == [f"unsigned:{id}" for id in ids]


def test_an_opening_that_is_a_steps_end_is_logged_although_it_brought_nothing():
    circle = question()
    circle.open_beat(beat=4, questions=(UNSIGNED,))
    assert circle.session.box.opened == 4


@pytest.mark.parametrize("nowhere", [99, 7])
def test_a_step_that_was_never_open_asks_nothing(nowhere):
    assert nothing_happens(question(), text(*ANSWERS), questions=(nowhere,))


# --- leaves --------------------------------------------------------------------------------------------------


def test_each_card_has_a_leaf_of_its_own_that_no_other_ever_has():
    circle = for_all("c-1", "c-2")
    circle.open_beat(card("c-3"), beat=40)
    assert [of(circle, f"c-{i}").leaf for i in (1, 2, 3)] == [FIRST_LEAF, FIRST_LEAF + 1, FIRST_LEAF + 2]


def test_when_the_leaves_are_used_up_cards_open_without_ballots():
    circle = group()
    for round in range(8):
        circle.open_beat(*(card(f"c-{round}-{i:02}", to="all") for i in range(63)), beat=20 * round + 20)
    circle.open_beat(*(card(f"d-{i:02}", to="all") for i in range(10)), beat=200)
    assert [of(circle, f"d-{i:02}").leaf for i in range(10)] == [*range(2040, 2048), None, None]
    assert (shown(circle, "d-07").votes, shown(circle, "d-08").votes) == (True, False)
    circle.open_beat(card("e", to="all"), beat=220)
    assert of(circle, "e").leaf is None
    assert nothing_happens(circle, k.NewMeToo("e", "m"), opening=False)
