"""What one panel sends at a beat, against real tokens, keys and collections; without a server."""

from __future__ import annotations

import pytest

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Card, Text, id_of
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.packet import SIZE
from talkingpiece.sealed.tree import BEATS
from tests.sealed.owner import EVERYONE, Circle, key_of, with_a_card
from tests.sealed.seats import SESSION, TREE

QUESTION = panel.text_of(b"what shall we do")


def test_a_panel_sends_one_packet_at_every_beat_from_the_third_on_whether_or_not_it_has_anything_to_say() -> None:
    circle = Circle()
    assert circle.sent == {}, "nobody holds a token for the first two beats"
    for _ in range(4):
        assert circle.beat().valid == 3
        assert {len(packet) for packet in circle.sent.values()} == {SIZE}
        assert [circle.said(name) for name in EVERYONE] == [(), (), ()]


def test_no_beat_has_two_packets_and_none_is_sent_for_one_that_is_over() -> None:
    circle = Circle()
    frame = circle.owner.frame
    first, _ = circle["ana"].beat(frame)
    assert first is not None, "the premise: it holds a token"
    assert circle["ana"].beat(frame)[0] is None
    circle.beat()
    for beat in range(frame["beat"] + 1):
        assert circle["ana"].beat(frame | {"beat": beat, **key_of(TREE, beat + 2)}) == (None, None)


def test_a_panel_that_missed_a_beat_catches_nothing_up() -> None:
    circle = Circle()
    circle["ana"].tap("slow")
    away = circle.panels.pop("ana")
    circle.beat()
    circle.beat()
    circle.panels["ana"] = away
    circle.beat()
    assert set(circle.sent) == {"ben", "cem"}, "it holds no token of this beat"
    circle.beat()
    assert circle.beat().valid == 3
    assert len(circle.owner.log.ids) == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_element() -> None:
    circle = Circle()
    _, asked = circle["ana"].beat(circle.owner.frame)
    assert asked is not None
    again = circle["ana"].beat(circle.owner.frame)[1]
    assert again == asked
    circle.owner.advance(circle.owner.beat + 1)
    later = circle["ana"].beat(circle.owner.frame)[1]
    assert later is not None
    assert asked["tokens"][0] in later["tokens"]
    circle.answer("ana", later)
    assert circle["ana"].can_send(asked["tokens"][0]["leaf"])


def test_a_second_device_has_no_token_for_what_the_first_was_given() -> None:
    circle = Circle()
    second = Mine(SESSION, TREE.root)
    beat = circle.owner.beat
    circle.answer("ana", circle["ana"].beat(circle.owner.frame)[1])
    _, asked = second.beat(circle.owner.frame)
    assert asked is not None
    second.issued(circle.owner.issue("ana", asked))
    assert (circle["ana"].can_send(beat + 2), second.can_send(beat + 2)) == (True, False)
    assert second.beat(circle.owner.frame)[1] is None, "and does not ask for it again"


def test_after_the_last_leaf_a_panel_asks_for_nothing() -> None:
    mine = Mine(SESSION, TREE.root)
    last = {"beat": BEATS - 1, "opening": False, "soon": True, "questions": [], "leaf": None, "key": None, "path": []}
    assert mine.beat(last) == (None, None)


# --- acts ----------------------------------------------------------------------------------------------------


def test_words_open_at_an_opening_and_taps_at_any_beat() -> None:
    circle = Circle()
    card, tap = circle["ana"].card("It goes fast."), circle["ana"].tap("slow")
    assert [id_of(act) for act in circle.beat().acts] == [tap]
    assert circle["ana"].pending == {card}
    assert [id_of(act) for act in circle.opening().acts] == [card]
    assert circle["ana"].pending == frozenset()


def test_what_a_view_lists_is_not_sent_again() -> None:
    circle = Circle()
    circle["ana"].tap("stop")
    circle.beat()
    circle.beat()
    assert circle.said("ana") == ()


def test_words_that_cannot_wait_go_soon_where_the_group_allows_it() -> None:
    circle = Circle()
    card = circle["ana"].card("Now, please.", soon=True)
    circle.owner.soon = False
    assert circle.beat().acts == ()
    assert circle.said("ana") == (), "they do not leave the panel"
    assert [id_of(act) for act in circle.beat().acts] == [card]


def test_what_was_lost_on_its_way_is_sent_at_the_next_beat_with_the_same_id() -> None:
    circle = Circle()
    circle["ana"].tap("slow")
    assert circle.beat(lost=("ana",)).acts == ()
    (first,) = circle.said("ana")
    (second,) = circle.beat().acts
    assert id_of(first) == id_of(second)


def test_what_a_view_no_longer_lists_is_pending_again() -> None:
    """As after a restore from a backup."""
    circle = Circle()
    before = circle.owner.log.copy()
    tap = circle["ana"].tap("slow")
    circle.beat()
    assert circle["ana"].pending == frozenset()
    circle.owner.log = before
    circle.show()
    assert circle["ana"].pending == {tap}
    assert [id_of(act) for act in circle.beat().acts] == [tap]


def test_a_packet_carries_one_act_with_words_and_answers_go_before_cards() -> None:
    circle = Circle()
    circle["ana"].card("A card.")
    answers = circle["ana"].answers(QUESTION, ["One.", "Two."])
    tap = circle["ana"].tap("try")
    circle.opening(questions=[QUESTION])
    words, other = circle.said("ana")
    assert isinstance(words, Text)
    assert id_of(other) == tap
    assert {*answers} <= circle.owner.log.ids
    (card,) = circle.opening().acts
    assert isinstance(card, Card)
    assert circle["ana"].pending == frozenset()


def test_an_answer_leaves_the_panel_only_while_its_question_is_asked() -> None:
    circle = Circle()
    answers = circle["ana"].answers(QUESTION, ["One."])
    circle.opening(questions=["somethingelsethatisthg"])
    assert circle.said("ana") == ()
    circle.opening()
    assert circle.said("ana") == (), "not even where all else opens"
    circle.named(QUESTION)
    assert {*answers} <= circle.owner.log.ids


def test_what_is_sealed_for_a_step_leaves_with_its_end_and_what_was_sealed_before_it_does_not() -> None:
    circle, old = with_a_card()
    ana, ben = circle["ana"], circle["ben"]
    before, during = ben.card("From before."), ana.card("From the moment.", asked=QUESTION)
    reply = ana.reply(old, "More of it.", asked=QUESTION)
    circle.beat()
    assert circle.said("ana") == circle.said("ben") == ()
    circle.named("somethingelsethatisthg")
    assert circle.said("ana") == circle.said("ben") == ()
    sent = [id_of(act) for _ in range(2) for act in circle.named(QUESTION).acts]
    assert sorted(sent) == sorted([during, reply]), "one of them at each: never two texts in one packet"
    assert ben.pending == {before}
    circle.opening()
    assert ben.pending == frozenset()


def test_what_missed_the_end_it_was_sealed_for_leaves_with_the_next_opening_of_all_words() -> None:
    circle = Circle()
    card = circle["ana"].card("From the moment.", asked=QUESTION)
    circle.named(QUESTION, lost=("ana",))
    circle.named()
    assert circle["ana"].pending == {card}
    circle.opening()
    assert circle["ana"].pending == frozenset()


def test_what_does_not_open_stands_in_nobodys_way() -> None:
    """A card that waits for more people waits; the one after it does not wait for them."""
    circle = Circle()
    circle["ana"].card("With a thousand people.", floor=1000)
    circle["ana"].card("With three.")
    for _ in range(2):
        circle.opening(lost=("ana",))
    tried = [act.text for act in (*circle.said("ana"),) if isinstance(act, Card)]
    circle.opening(lost=("ana",))
    assert tried != [act.text for act in circle.said("ana") if isinstance(act, Card)]


def test_the_fullest_packet_has_eight_acts_and_brings_the_others_next_time() -> None:
    circle, card = with_a_card()
    for _ in range(12):
        circle["ana"].quick(card, "not_yet")
    circle["ana"].card("x" * 2400, weight="thought", floor=1000)
    circle.opening()
    assert (len(circle.said("ana")), len(circle["ana"].pending)) == (8, 5)
    circle.beat()
    assert circle["ana"].pending == frozenset()


def test_words_for_which_no_packet_has_room_are_not_taken() -> None:
    with pytest.raises(ValueError, match="2400"):
        Circle()["ana"].card("x" * 2401)
