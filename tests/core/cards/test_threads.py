"""What an author adds: replies, ready-made ones, taking a card back, and saying by name that it is theirs."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards.state import erasable_of, merged_id
from talkingpiece.core.steps.kind import By
from tests.cast import ANA, BEN, CHI, Played, card, refused
from tests.core.cards.groups import by_me, for_all, nothing_happens, of, shown, with_cards


def reply(id: str = "r-1", card: str = "c-1", seq: int = 1, floor: int = 3) -> k.NewReply:
    return k.NewReply(id, card, seq, f"Words of {id}", floor)


# --- replies -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "floor", "group_floor", "opens"),
    [(3, 3, 3, True), (2, 3, 3, False), (4, 5, 3, False), (5, 5, 3, True), (6, 3, 7, False), (8, 3, 7, True)],
)
def test_a_reply_opens_when_enough_have_been_there_since_the_card(since, floor, group_floor, opens):
    circle = for_all("c-1", n=8)
    circle.leader_says(k.RaiseFloor, floor=group_floor)
    assert nothing_happens(circle, reply(floor=floor), beat=40, since={20: since}) is not opens
    assert ("said:r-1" in circle.words) is opens
    if opens:
        assert [(told.text, told.n) for told in shown(circle, "c-1").replies] == [("Words of r-1", since)]


def test_more_than_could_have_written_the_card_can_never_have_written_more_about_it():
    circle = for_all("c-1", n=4)
    circle.open_beat(reply(), beat=40, since={20: 8})
    assert (shown(circle, "c-1").replies[0].n, shown(circle, "c-1").replies[0].standing) == (4, "unsigned")


def test_nothing_more_opens_of_which_nobody_counted_who_was_there():
    circle = for_all("c-1")
    assert nothing_happens(circle, reply(), k.NewQuick("q-1", "c-1", 1, "yes"), beat=40, since={40: 8})


def test_replies_stand_in_the_order_in_which_their_author_numbered_them():
    circle = for_all("c-1")
    circle.open_beat(reply("r-9", seq=1), beat=40)
    circle.open_beat(reply("r-1", seq=3), reply("r-5", seq=2), beat=60)
    assert [told.id for told in shown(circle, "c-1").replies] == ["r-9", "r-5", "r-1"]


def test_each_number_is_used_once():
    circle = for_all("c-1")
    circle.open_beat(reply("r-1", seq=1), k.NewQuick("q-2", "c-1", 2, "yes"), beat=40)
    again = (reply("r-2", seq=1), k.NewQuick("q-1", "c-1", 1, "thanks"), reply("r-3", seq=2))
    assert nothing_happens(circle, *again, beat=60)


def test_words_of_replies_are_beside_the_log():
    circle = for_all("c-1")
    circle.open_beat(reply(), beat=40)
    assert circle.words["said:r-1"] == "Words of r-1"
    assert "Words of r-1" not in repr(circle.log)


def test_a_ready_made_reply_opens_at_any_beat():
    circle = for_all("c-1")
    circle.tap_beat(k.NewQuick("q-2", "c-1", 2, "yes"), beat=21)
    circle.tap_beat(k.NewQuick("q-1", "c-1", 1, "not_yet"), beat=22)
    assert shown(circle, "c-1").quick == ("not_yet", "yes")


@pytest.mark.parametrize(("since", "group_floor", "opens"), [(2, 3, False), (3, 3, True), (4, 5, False), (5, 5, True)])
def test_it_opens_when_enough_have_been_there_since_the_card(since, group_floor, opens):
    circle = for_all("c-1")
    circle.leader_says(k.RaiseFloor, floor=group_floor)
    act = k.NewQuick("q-1", "c-1", 1, "yes")
    assert nothing_happens(circle, act, opening=False, since={20: since}) is not opens


def test_there_is_nothing_to_add_to_a_card_that_is_not_there_any_more():
    circle = for_all("c-1", "c-2", "c-3", "c-4")
    circle.tap_beat(k.NewWithdraw("w", "c-1"), beat=21)
    circle.leader_says(k.MergeCards, cards=("c-2", "c-3"))
    for gone in ("c-1", merged_id(("c-2", "c-3")) + "x", "nothing"):
        assert nothing_happens(circle, reply(card=gone), k.NewQuick("q", gone, 2, "yes"), beat=40)
    circle.leader_says(k.DoneCard, card="c-4")
    circle.open_beat(reply(card="c-4"), beat=40)
    assert of(circle, "c-4").replies, "it may be answered that it is done"


def test_words_on_a_card_that_is_taken_back_at_the_same_beat_do_not_open():
    circle = for_all("c-1")
    circle.open_beat(reply(), k.NewQuick("q", "c-1", 2, "yes"), k.NewWithdraw("w", "c-1"), beat=40)
    assert "said:r-1" not in circle.words
    assert of(circle, "c-1").said == frozenset()


# --- taken back ----------------------------------------------------------------------------------------------


def taken_back() -> Played:
    """A card of which everything exists that a card can have, and that was taken back."""
    circle = with_cards(card("c-1", "planted-words", secret="planted-secret"), card("c-2", "Words that stay"))
    circle.leader_says(k.AnswerCard, card="c-1", text="planted-letter")
    circle.leader_says(k.ShowCard, card="c-1")
    circle.leader_says(k.AnswerCard, card="c-1", text="planted-answer")
    circle.open_beat(k.NewReply("r-1", "c-1", 1, "planted-reply", 3), beat=40)
    seen = circle.all_views()["stage"] + circle.all_views()["console"]
    assert all(f"planted-{what}" in seen for what in ("words", "answer", "reply")), "the premise: all could read it"
    circle.tap_beat(k.NewWithdraw("w", "c-1"), beat=41)
    return circle


def test_what_was_taken_back_is_gone_from_all_views_at_once():
    assert not [audience for audience, view in taken_back().all_views().items() if "planted" in view]


def test_it_stays_listed_so_that_its_authors_panel_knows():
    circle = taken_back()
    card = shown(circle, "c-1")
    assert {"c-1", "r-1"} <= set(circle.stage()["cards"].ids)
    assert (card.state, card.text, card.answer) == ("withdrawn", None, None)
    assert [told.text for told in card.replies] == [None]


def test_its_records_are_named_to_be_erased_and_no_others():
    circle = taken_back()
    gone = erasable_of(circle.session, circle.words)
    assert gone == ("card:c-1", "reply:c-1", "said:r-1", "secret:c-1")
    for id in gone:
        del circle.words[id]
    assert erasable_of(circle.session, circle.words) == ()


@pytest.mark.parametrize(("opening", "n", "taps"), [(True, 0, 0), (False, 0, 1), (True, 8, 8)])
def test_whoever_takes_a_card_back_is_never_asked_to_wait(opening, n, taps):
    circle = for_all("c-1")
    circle.leader_says(k.RaiseFloor, floor=9)
    circle.open_beat(k.NewWithdraw("w", "c-1"), beat=21, opening=opening, n=n, taps=taps, since={})
    assert of(circle, "c-1").state == "withdrawn"


@pytest.mark.parametrize("verb", [k.HoldCard, k.ParkCard, k.DoneCard, None])
def test_a_card_can_be_taken_back_whatever_was_done_with_it(verb):
    circle = for_all("c-1", "c-2")
    if verb is None:
        circle.leader_says(k.MergeCards, cards=("c-1", "c-2"))
    else:
        circle.leader_says(verb, card="c-1", **({"why": "care"} if verb is k.HoldCard else {}))
    circle.tap_beat(k.NewWithdraw("w", "c-1"), beat=21)
    assert not [view for view in circle.all_views().values() if "Words of c-1" in view]
    assert erasable_of(circle.session, circle.words) == ("card:c-1",)


def test_what_is_not_there_cannot_be_taken_back():
    assert nothing_happens(for_all("c-1"), k.NewWithdraw("w", "c-2"))


# --- by name -------------------------------------------------------------------------------------------------


def own(circle: Played, seat: str, card: str) -> None:
    circle.says(seat, k.OwnCard, card=card, sig="checked by the room")


def test_whoever_says_that_a_card_is_theirs_stands_beside_it():
    circle = for_all("c-1")
    own(circle, ANA, "c-1")
    assert (shown(circle, "c-1").owner, by_me(circle, "c-1").owner) == ("Ana", "Ana")
    assert circle.says(ANA, k.OwnCard, card="c-1", sig="s").events == ()
    with refused("owned"):
        own(circle, BEN, "c-1")


def test_one_person_fewer_could_have_written_whatever_opened_with_it():
    circle = for_all("c-1", "c-2", "c-3", n=5)
    circle.open_beat(card("c-4", to="all"), beat=40, n=6)
    own(circle, ANA, "c-1")
    assert [(shown(circle, f"c-{i}").n, shown(circle, f"c-{i}").standing) for i in (1, 2, 3, 4)] == [
        (5, "anonymous"), (4, "unsigned"), (4, "unsigned"), (6, "anonymous"),
    ]  # fmt: skip
    own(circle, BEN, "c-2")
    assert [shown(circle, f"c-{i}").n for i in (1, 2, 3, 4)] == [5, 4, 3, 6]


def test_it_is_refused_while_it_leaves_fewer_than_three_for_a_card_before_the_group():
    circle = for_all("c-1", "c-2", n=3)
    with refused("too_few"):
        own(circle, ANA, "c-1")
    assert (of(circle, "c-1").owner, of(circle, "c-2").n) == (None, 3)
    circle.leader_says(k.DoneCard, card="c-2")
    own(circle, ANA, "c-1")
    assert of(circle, "c-2").n == 2


def test_a_card_within_another_that_is_open_is_before_the_group():
    circle = for_all("c-1", "c-2", n=3)
    circle.open_beat(card("c-3", to="all"), beat=40, n=8)
    circle.leader_says(k.MergeCards, cards=("c-2", "c-3"))
    with refused("too_few"):
        own(circle, ANA, "c-1")


def test_what_was_taken_back_keeps_nobody_from_saying_so():
    circle = for_all("c-1", "c-2", n=3)
    circle.open_beat(card("c-3", to="all"), beat=40, n=8)
    circle.leader_says(k.MergeCards, cards=("c-2", "c-3"))
    circle.tap_beat(k.NewWithdraw("w", "c-2"), beat=41)
    own(circle, ANA, "c-1")
    assert of(circle, "c-1").owner == ANA


def test_of_cards_put_together_only_the_parts_that_opened_with_it_count():
    circle = for_all("c-1", n=3)
    circle.open_beat(card("c-2", to="all"), card("c-3", to="all"), beat=40, n=8)
    circle.leader_says(k.MergeCards, cards=("c-1", "c-2"))
    whole = merged_id(("c-1", "c-2"))
    own(circle, ANA, "c-3")
    assert (of(circle, "c-2").n, of(circle, "c-1").n, of(circle, whole).n) == (7, 3, 3)


def test_the_n_of_cards_put_together_falls_with_that_of_a_part():
    circle = for_all("c-1", "c-2", "c-3", n=5)
    circle.leader_says(k.MergeCards, cards=("c-2", "c-3"))
    own(circle, ANA, "c-1")
    assert shown(circle, merged_id(("c-2", "c-3"))).n == 4


def test_a_card_that_is_part_of_another_can_be_owned():
    circle = for_all("c-1", "c-2", n=5)
    circle.leader_says(k.MergeCards, cards=("c-1", "c-2"))
    own(circle, ANA, "c-1")
    assert (of(circle, "c-1").owner, of(circle, "c-2").n) == (ANA, 4)


def test_it_also_tells_who_did_not_write_the_replies_of_that_opening():
    circle = for_all("c-1", n=6)
    circle.open_beat(card("c-2", to="all"), reply(), beat=40, n=6, since={20: 5})
    own(circle, ANA, "c-2")
    assert (shown(circle, "c-1").n, shown(circle, "c-1").replies[0].n) == (5, 4)


def test_and_by_their_own_replies_what_opened_with_those():
    circle = for_all("c-1", n=6)
    circle.open_beat(card("c-2", to="all"), reply(), beat=40, n=6)
    own(circle, ANA, "c-1")
    assert shown(circle, "c-2").n == 5


def test_it_is_refused_when_it_leaves_too_few_for_a_reply():
    circle = for_all("c-1", n=6)
    circle.open_beat(card("c-2", to="all"), reply(), beat=40, since={20: 3})
    with refused("too_few"):
        own(circle, ANA, "c-2")


def test_what_is_added_later_to_the_others_knows_of_it():
    circle = for_all("c-1", "c-2", n=8)
    own(circle, ANA, "c-1")
    circle.open_beat(reply(card="c-2"), beat=40, since={20: 5})
    assert shown(circle, "c-2").replies[0].n == 4


def test_whoever_adds_words_to_a_card_under_their_name_wrote_nothing_else_of_that_opening():
    circle = for_all("c-1", "c-2", n=8)
    own(circle, ANA, "c-1")
    decision = circle.open_beat(reply(), card("c-3"), card("c-4", floor=6), reply("r-2", "c-2"), beat=40, n=6)
    assert {one.id: one.n for one in decision.events[0].cards} == {"c-3": 5}, "for c-4 one is missing"
    assert {one.id: one.n for one in decision.events[0].replies} == {"r-1": 8, "r-2": 6}


@pytest.mark.parametrize(("id", "code"), [("nothing", "no_card"), ("c-1", "withdrawn")])
def test_there_has_to_be_a_card_that_can_be_owned(id, code):
    circle = for_all("c-1")
    circle.tap_beat(k.NewWithdraw("w", "c-1"), beat=21)
    with refused(code):
        own(circle, ANA, id)


def test_only_somebody_with_a_place_owns_a_card():
    circle = for_all("c-1")
    for by in (By(leads=True), By(seat="nobody")):
        with refused("not_here"):
            circle.ask(by, k.OwnCard(id="c", card="c-1", sig="s"))


def test_after_the_end_nobody_is_named_any_more():
    circle = for_all("c-1")
    circle.leader_says(c.End)
    with refused("ended"):
        own(circle, CHI, "c-1")


def test_what_the_author_of_a_part_adds_stands_with_the_whole():
    """Words that were on their way when cards were put together are not lost by it."""
    circle = for_all("c-1", "c-2")
    circle.leader_says(k.MergeCards, cards=("c-1", "c-2"))
    circle.open_beat(reply("r-1", card="c-2"), k.NewQuick("q", "c-1", 1, "thanks"), beat=40)
    whole = shown(circle, merged_id(("c-1", "c-2")))
    assert [said.id for said in whole.replies] == ["r-1"]
    assert whole.quick == ("thanks",)


def test_that_a_card_is_taken_back_is_told_also_when_only_those_who_lead_could_read_it():
    circle = for_all("c-1")
    circle.tap_beat(k.NewWithdraw("w", "c-1"), beat=21)
    assert circle.stage()["cards"].withdrawn == ("c-1",), "its author's panel waits for that"
