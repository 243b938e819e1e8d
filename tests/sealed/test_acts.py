"""What a packet can carry, and everything else, which it cannot."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import (
    ACTS,
    Act,
    Answer,
    Card,
    MeToo,
    Quick,
    Reply,
    Tap,
    Text,
    Unreadable,
    Withdraw,
    answers,
    card_id,
    id_of,
    raw,
    read_acts,
    size,
    slot,
)
from talkingpiece.sealed.marks import is_cast, is_signed, mark_of, owns
from talkingpiece.sealed.packet import ROOM
from tests.sealed.seats import LEAF, SEED, SESSION, THING, TREE, card, reply, tap, text, token

ABOUT = card_id(panel.key_of(SEED))


def every_kind() -> list[Act]:
    further: list[Act] = [
        panel.signed(Quick(card=ABOUT, seq=2, what="not_yet", sig=panel.UNSIGNED), SEED, SESSION),
        panel.signed(Withdraw(card=ABOUT, sig=panel.UNSIGNED), SEED, SESSION),
    ]
    cast: list[Act] = [
        panel.ballot(THING, token(LEAF), SESSION),
        panel.ballot(THING, token(LEAF), SESSION, value=4),
    ]
    return [card(), text("One.", "Two."), tap(), reply(SEED), *further, *cast]


def as_json(act: Act, /, **changes: Any) -> dict[str, Any]:
    """An act as it travels; a change of None takes a field away."""
    (fields,) = json.loads(panel.written([act]))
    return {name: value for name, value in {**fields, **changes}.items() if value is not None}


def read(*acts: Any) -> tuple[Act, ...]:
    return read_acts(json.dumps(acts).encode())


@pytest.mark.parametrize("act", every_kind(), ids=lambda act: act.act)
def test_every_act_is_read_as_it_was_written(act: Act) -> None:
    assert read_acts(panel.written([act])) == (act,)


def test_names_on_the_wire_are_those_of_the_protocol() -> None:
    assert set(as_json(card())) == {"act", "key", "for", "weight", "soon", "text", "floor", "sig"}
    assert set(as_json(panel.ballot(THING, token(LEAF), SESSION))) == {"act", "thing", "t", "mac"}


BAD: dict[str, bytes] = {
    "nothing": b"",
    "no list": b"{}",
    "null": b"null",
    "no JSON": b"[",
    "two lists": b"[][]",
    "a number": b"[1]",
    "nan": b"[NaN]",
    "not utf-8": b'["\xff"]',
    "a byte order mark": b"\xef\xbb\xbf[]",
    "nine acts": json.dumps([as_json(tap()) for _ in range(ACTS + 1)]).encode(),
    "deep": b"[" * 2000 + b"]" * 2000,
    "deep, and never closed": b"[" * 4000,
    "deep objects": b'[{"act":' * 500,
    "a long number": b"[" + b"9" * 4000 + b"]",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_what_is_no_list_of_acts_is_unreadable_and_nothing_worse(bad: bytes) -> None:
    with pytest.raises(Unreadable):
        read_acts(bad)


WRONG: dict[str, dict[str, Any]] = {
    "no act": {"act": None},
    "an unknown act": {"act": "shout"},
    "a seat beside it": {"seat": "ana"},
    "no key": {"key": None},
    "a short key": {"key": "A" * 42},
    "a key with loose bits": {"key": "A" * 42 + "B"},
    "a key with a line break": {"key": "A" * 43 + "\n"},
    "a padded key": {"key": "A" * 43 + "="},
    "no signature": {"sig": None},
    "an unknown weight": {"weight": "unbearable"},
    "a floor below three": {"floor": 2},
    "a floor in words": {"floor": "5"},
    "a floor that is not whole": {"floor": 5.5},
    "a floor that is true": {"floor": True},
    "no floor": {"floor": None},
    "soon in words": {"soon": "yes"},
    "no words": {"text": ""},
    "words that show nothing": {"text": " \u200b\u202e\n "},
    "words in a list": {"text": ["one"]},
    "a key for an answer that everybody would see": {"secret": "A" * 43},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG.keys())
def test_a_card_has_exactly_its_fields(changes: dict[str, Any]) -> None:
    assert read(as_json(card())), "the premise: unchanged it can be read"
    with pytest.raises(Unreadable):
        read(as_json(card(), **changes))


def test_half_a_character_is_unreadable() -> None:
    for half in (b"\\ud800", b"\\udc00", b"\xed\xa0\x80"):
        with pytest.raises(Unreadable):
            read_acts(panel.written([card("HERE")]).replace(b"HERE", half))


def test_what_is_wrong_is_not_quoted() -> None:
    with pytest.raises(Unreadable) as caught:
        read(as_json(card("He was drunk again."), floor=2))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert str(caught.value) == ""


def test_one_packet_has_one_act_with_words() -> None:
    assert len(read_acts(panel.written([card(), tap(), tap()]))) == 3
    for two in ([card(), card()], [card(), reply(SEED)], [text("One."), card()]):
        with pytest.raises(Unreadable):
            read_acts(panel.written(two))


def test_words_are_measured_as_they_travel() -> None:
    assert size(("abc",)) == 3
    assert size(("é",)) == 2
    assert size(("😀",)) == 4
    assert size(('"\n',)) == 4
    assert read_acts(panel.written([card("é" * 1200)]))
    assert read_acts(panel.written([card("\n" * 1199 + "ab")]))
    for long in ("é" * 1200 + "a", "\n" * 1200 + "a", '"' * 1201, "😀" * 601):
        with pytest.raises(Unreadable):
            read_acts(panel.written([card(long)]))


def test_five_answers_share_the_room_for_words() -> None:
    assert read_acts(panel.written([text(*["a" * 480] * 5)]))
    for texts in (["a" * 481] * 5, ["a"] * 6, [], ["a", " "]):
        with pytest.raises(Unreadable):
            read_acts(panel.written([text(*texts)]))


def test_eight_acts_with_all_the_words_always_fit() -> None:
    """Whatever a panel may send by the other limits fits; so it never has to choose what to leave behind."""
    longest = dataclasses.replace(card("x" * 2400), to="lead", secret=panel.key_of(SEED), weight="thought", floor=1000)
    small: list[Act] = [act for act in every_kind() if not isinstance(act, Card | Text | Reply)]
    largest = max(small, key=lambda act: len(panel.written([act])))
    said = panel.written([longest, *[largest] * (ACTS - 1)])
    assert len(read_acts(said)) == ACTS
    assert len(said) <= ROOM, len(said)


def test_the_id_of_a_card_is_that_of_its_key() -> None:
    one, other = card("One.", seed=SEED), card("Other.", seed=SEED)
    assert id_of(one) == id_of(other) == panel.text_of(hashlib.sha256(raw(one.key)).digest()[:16])


@pytest.mark.parametrize("act", every_kind()[1:], ids=lambda act: act.act)
def test_any_other_id_is_that_of_what_is_said_without_the_signature(act: Act) -> None:
    assert id_of(act) == panel.text_of(hashlib.sha256(_plain(act)).digest()[:16])
    if hasattr(act, "sig"):
        assert id_of(dataclasses.replace(act, sig="B" * 85 + "A")) == id_of(act)


def _plain(act: Act) -> bytes:
    fields = as_json(act, sig=None)
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_answers_of_one_person_have_ids_that_say_nothing_of_each_other() -> None:
    both = text("Yes.", "No.")
    (one, yes), (other, no) = answers(both)
    assert (yes, no) == ("Yes.", "No.")
    assert len({one, other, id_of(both)}) == 3
    assert answers(text("Yes.", "No."))[0][0] != one, "another person's same words have another id"


def test_only_the_holder_of_the_key_speaks_for_a_card() -> None:
    key, stranger = panel.key_of(SEED), panel.key_of(bytes(32))
    mine = reply(SEED)
    assert is_signed(mine, key, SESSION)
    assert not is_signed(mine, stranger, SESSION)
    assert not is_signed(reply(SEED, signer=bytes(32)), key, SESSION)
    assert not is_signed(dataclasses.replace(mine, text="It was nothing."), key, SESSION)
    assert not is_signed(mine, key, "another-session-of-tst")


@pytest.mark.parametrize("weak", [bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_weak_key_signs_nothing(weak: bytes) -> None:
    """With such a key one signature would fit whatever is said."""
    made = dataclasses.replace(tap(), key=panel.text_of(weak), sig=panel.text_of(b"\1" + bytes(63)))
    assert not is_signed(made, made.key, SESSION)


def test_owning_a_card_binds_it_to_one_seat() -> None:
    sig = panel.owning(ABOUT, "seat-of-ana", SEED, SESSION)
    key = panel.key_of(SEED)
    assert owns(ABOUT, "seat-of-ana", key, sig, SESSION)
    assert not owns(ABOUT, "seat-of-ben", key, sig, SESSION)
    assert not owns(THING, "seat-of-ana", key, sig, SESSION)
    for nonsense in ("", "A", "not base64url at all", "\u00e9"):
        assert not owns(ABOUT, "seat-of-ana", key, nonsense, SESSION)
        assert not owns(ABOUT, "seat-of-ana", nonsense, sig, SESSION)
        assert not owns(nonsense, "seat-of-ana", key, sig, SESSION)


def test_a_ballot_is_cast_by_who_holds_its_token_and_says_one_thing() -> None:
    mine = token(LEAF)
    cast = panel.ballot(THING, mine, SESSION, value=4)
    assert isinstance(cast, Answer)
    assert is_cast(cast, TREE.key(LEAF).verify(mine.t), SESSION)
    assert not is_cast(dataclasses.replace(cast, value=5), mine.y, SESSION)
    assert not is_cast(dataclasses.replace(cast, thing=ABOUT), mine.y, SESSION)
    assert not is_cast(cast, token(LEAF).y, SESSION)
    assert not is_cast(cast, mine.y, "another-session-of-tst")
    assert not is_cast(MeToo(thing=THING, t=cast.t, mac=cast.mac), mine.y, SESSION), "an answer is no me-too"


def test_the_mark_of_a_ballot_is_that_of_its_token_whatever_it_says() -> None:
    mine = token(LEAF)
    marks = {mark_of(panel.ballot(THING, mine, SESSION, value=value)) for value in (1, 2)}
    assert marks == {panel.text_of(hashlib.sha256(mine.t).digest()[:16])}


def test_what_there_can_be_one_of_shares_a_slot() -> None:
    mine = token(LEAF)
    one, other = (slot(panel.ballot(THING, mine, SESSION, value=value)) for value in (1, 2))
    assert one == other
    assert slot(reply(SEED, seq=1)) == slot(reply(SEED, "Other words.", seq=1)) != slot(reply(SEED, seq=2))
    assert slot(card(seed=SEED)) != slot(tap(SEED)), "words may follow a tap under its key"
    seats: list[Reply | Tap] = [reply(secrets.token_bytes(32)), reply(secrets.token_bytes(32)), tap(), tap()]
    assert len({slot(act) for act in seats}) == 4


@given(st.binary(max_size=600) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(
    lambda value: json.dumps(value).encode()
))  # fmt: skip
def test_no_bytes_raise_anything_else(said: bytes) -> None:
    try:
        acts = read_acts(said)
    except Unreadable:
        return
    assert len(acts) <= ACTS


@given(st.text(min_size=1, max_size=300))
def test_words_come_out_as_they_went_in(words: str) -> None:
    said = panel.written([card(words.encode("utf-8", "replace").decode())])
    try:
        (act,) = read_acts(said)
    except Unreadable:
        return
    assert is_signed(act, act.key, SESSION)  # type: ignore[arg-type, union-attr]
