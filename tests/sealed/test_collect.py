"""A beat's packets: whatever comes, in whatever order, the same acts come out, and nobody is told anything."""

from __future__ import annotations

import dataclasses
import json
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Act, Card, Quick, Withdraw, card_id, id_of
from talkingpiece.sealed.collect import BUDGET, Beat, Collecting, Words
from talkingpiece.sealed.packet import SIZE
from tests.sealed.seats import BEAT, LEAF, SEED, SESSION, THING, TREE, Open, card, collected, reply, tap, text, token

ABOUT = card_id(panel.key_of(SEED))
OPEN = Open(cards={ABOUT: panel.key_of(SEED)})


def packet(*acts: Act, token_: panel.Token | None = None, beat: int = BEAT) -> bytes:
    return panel.packet(SESSION, beat, token_ or token(), acts)


def written(beat: Beat) -> bytes:
    """Everything that leaves the flush, as bytes."""
    return json.dumps([beat.beat, beat.valid, beat.void]).encode() + panel.written(beat.acts)


def test_what_was_sent_comes_out_sorted_by_id() -> None:
    acts: list[Act] = [card(), text("One."), tap(), tap(), panel.ballot(THING, token(LEAF), SESSION)]
    beat = collected(*(packet(act) for act in acts), packet())
    assert (beat.valid, beat.void) == (6, False)
    assert list(beat.acts) == sorted(acts, key=id_of)


MANY: list[bytes] = [
    packet(card(), tap(), panel.ballot(THING, token(LEAF), SESSION)),
    packet(text("One.", "Two.")),
    packet(reply(SEED)),
    packet(),
    packet(),
    packet(tap(), tap()),
    packet(reply(SEED, "Another try at the same.")),
    packet(card(seed=SEED)),
    packet(card("By the same key.", seed=SEED)),
    bytes(SIZE),
    packet()[:100],
    panel.packet_of(SESSION, BEAT, token(), b"nonsense"),
]


@given(st.permutations(MANY))
def test_any_order_of_arrival_gives_the_same_bytes(order: list[bytes]) -> None:
    assert written(collected(*order, known=OPEN)) == written(collected(*MANY, known=OPEN))


def test_who_of_two_people_wrote_makes_no_difference_to_what_comes_out() -> None:
    ana, ben, words = token(), token(), card()
    by_ana = collected(packet(words, token_=ana), packet(token_=ben))
    by_ben = collected(packet(token_=ana), packet(words, token_=ben))
    assert written(by_ana) == written(by_ben)


def test_nothing_that_comes_out_has_room_for_a_token_or_a_packet() -> None:
    assert {field.name for field in dataclasses.fields(Beat)} == {"beat", "valid", "void", "acts"}


def test_a_packet_for_another_beat_is_dropped_although_its_token_is_good() -> None:
    for beat in (BEAT - 1, BEAT + 1):
        assert collected(packet(tap(), token_=token(beat), beat=beat)).valid == 0
        assert collected(packet(tap(), beat=beat)).valid == 0, "and although it is a token of this beat"


@pytest.mark.parametrize("leaf", [BEAT - 1, BEAT + 1, LEAF], ids=["expired", "too early", "of a thing"])
def test_a_token_is_for_its_own_beat(leaf: int) -> None:
    assert collected(packet(tap(), token_=token(leaf))).valid == 0


def test_a_token_that_was_never_issued_is_worth_nothing() -> None:
    assert collected(packet(tap(), token_=panel.Token(secrets.token_bytes(32), secrets.token_bytes(64)))).valid == 0


def test_a_token_spent_twice_counts_once_and_the_first_stays() -> None:
    mine, first, second = token(), tap(), tap()
    beat = collected(packet(first, token_=mine), packet(second, token_=mine), packet(first, token_=mine))
    assert beat.valid == 1
    assert beat.acts == (first,)


def test_a_token_cannot_be_put_on_other_words() -> None:
    """Somebody between panel and server sees t; the words are bound to what they do not see."""
    real, other = packet(tap()), packet(card())
    assert collected(real[:72] + other[72:]).valid == 0


def test_a_packet_that_carries_nonsense_still_counts_as_somebody_there() -> None:
    beat = collected(panel.packet_of(SESSION, BEAT, token(), b'[{"act":"card"}]'), packet(tap()))
    assert beat.valid == 2
    assert len(beat.acts) == 1


def test_a_flood_of_members_voids_the_beat_for_all() -> None:
    """Not first come, first served: else who floods chooses whom to silence."""
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued=2)
    beat.take(packet(tap()))
    forged = packet()
    for number in range(2 * BUDGET - 1):
        beat.take(forged[:8] + number.to_bytes(32) + forged[40:])
    assert (beat.void, beat.valid) == (False, 1), "the budget is just used up"
    beat.take(packet())
    assert (beat.void, beat.valid) == (True, 0)
    beat.take(packet(tap()))
    assert beat.flush(Open(), "all") == Beat(BEAT, 0, True, ())


def test_what_costs_no_verification_uses_no_budget() -> None:
    mine, beat = token(), Collecting(BEAT, TREE.key(BEAT), SESSION, issued=1)
    beat.take(packet(token_=mine))
    for _ in range(BUDGET * 3):
        beat.take(packet(token_=mine))
        beat.take(b"short")
        beat.take(packet(token_=mine, beat=BEAT + 1))
    assert (beat.void, beat.valid) == (False, 1)


def test_where_nobody_holds_a_token_nothing_is_verified_and_nothing_is_void() -> None:
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued=0)
    beat.take(packet())
    assert (beat.void, beat.valid) == (False, 0)


def test_after_the_flush_nothing_is_left() -> None:
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued=5)
    beat.take(packet(tap()))
    assert len(beat.flush(Open(), "all").acts) == 1
    assert beat.flush(Open(), "all") == Beat(BEAT, 0, False, ())


@pytest.mark.parametrize(
    ("words", "opened"), [("all", {"later", "soon", "tap"}), ("soon", {"soon", "tap"}), ("none", {"tap"})]
)
def test_words_open_at_openings_and_taps_at_any_beat(words: Words, opened: set[str]) -> None:
    later, soon, slow = card("later"), card("soon", soon=True), tap()
    beat = collected(packet(later, slow), packet(soon), packet(text("an answer")), packet(reply(SEED)), words=words)
    assert {act.text if isinstance(act, Card) else act.act for act in beat.acts} - {"text"} == opened


def test_further_words_are_heard_from_the_author_of_an_open_card_only() -> None:
    stranger = secrets.token_bytes(32)
    good = reply(SEED)
    acts: list[Act] = [good, reply(SEED, signer=stranger, seq=2), reply(stranger)]
    assert collected(*(packet(act) for act in acts), known=OPEN).acts == (good,)
    assert collected(packet(good)).acts == (), "the card is not open"


def test_a_card_with_a_broken_signature_is_no_card() -> None:
    assert collected(packet(dataclasses.replace(card(), text="Something else."))).acts == ()


def test_a_withdrawal_needs_the_cards_own_key() -> None:
    for seed, heard in ((SEED, 1), (bytes(32), 0)):
        act = panel.signed(Withdraw(card=ABOUT, sig=panel.UNSIGNED), seed, SESSION)
        assert len(collected(packet(act), known=OPEN).acts) == heard


def test_a_ballot_counts_on_the_thing_its_token_was_issued_for() -> None:
    mine = token(LEAF)
    good = panel.ballot(THING, mine, SESSION)
    assert collected(packet(good)).acts == (good,)
    for bad in (
        panel.ballot(THING, token(LEAF + 1), SESSION),
        panel.ballot(ABOUT, mine, SESSION),
        dataclasses.replace(good, mac="A" * 22),
    ):
        assert collected(packet(bad), known=Open(things={THING: LEAF})).acts == ()


def test_ballots_on_an_old_leaf_do_not_count_after_the_thing_has_a_new_one() -> None:
    assert collected(packet(panel.ballot(THING, token(LEAF), SESSION)), known=Open(things={THING: LEAF + 1})).acts == ()


def test_one_ballot_says_one_thing_whichever_packet_came_first() -> None:
    mine = token(LEAF)
    yes, no = (panel.ballot(THING, mine, SESSION, value=value) for value in (1, 0))
    one, other = collected(packet(yes), packet(no)), collected(packet(no), packet(yes))
    assert len(one.acts) == 1
    assert one.acts == other.acts


def test_the_same_act_in_two_packets_opens_once() -> None:
    act = panel.signed(Quick(card=ABOUT, seq=1, what="yes", sig=panel.UNSIGNED), SEED, SESSION)
    assert collected(packet(act), packet(act), known=OPEN).acts == (act,)


@given(st.binary(max_size=300) | st.binary(min_size=SIZE, max_size=SIZE))
def test_nothing_that_is_sent_raises(said: bytes) -> None:
    mine = packet()
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued=100)
    for one in (said, mine[:74] + said[: SIZE - 74], (mine[:40] + said + mine)[:SIZE]):
        beat.take(one)
    beat.flush(Open(), "all")


def test_one_packet_asks_to_slow_down_once_however_often_it_says_so() -> None:
    assert len(collected(packet(tap(), tap(), tap())).acts) == 1
    assert len(collected(packet(tap()), packet(tap())).acts) == 2, "premise: two people are two"
