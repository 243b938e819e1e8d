"""Tokens as RFC 9497 has them, and what is no token."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from voprf.ristretto import Client, PublicKey, VerifiableOutput

from talkingpiece.sealed.panel import Asked
from talkingpiece.sealed.tokens import Evaluation, NotAnElement, TokenKey
from tests.sealed.seats import TREE

RFC = json.loads((Path(__file__).parent / "rfc9497.json").read_text())
KEY = TokenKey(bytes.fromhex(RFC["seed"]), bytes.fromhex(RFC["info"]))

IDENTITY = bytes(32)
NOT_CANONICAL = [
    bytes.fromhex("00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),  # above the field
    bytes.fromhex("f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("0100000000000000000000000000000000000000000000000000000000000000"),  # negative
    bytes.fromhex("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),  # no square
]


def test_the_public_key_follows_from_seed_and_info_as_in_the_rfc() -> None:
    assert KEY.public.hex() == RFC["public"]


@pytest.mark.parametrize("vector", RFC["vectors"], ids=["one byte", "seventeen bytes"])
def test_issuing_and_verifying_give_the_bytes_of_the_rfc(vector: dict[str, str]) -> None:
    assert KEY.issue(bytes.fromhex(vector["blinded"])).element.hex() == vector["evaluated"]
    assert KEY.verify(bytes.fromhex(vector["input"])).hex() == vector["output"]


def test_a_token_is_verified_by_what_only_its_owner_and_the_key_can_compute() -> None:
    asked = Asked()
    token = asked.finish(KEY.public, KEY.issue(asked.element))
    assert KEY.verify(token.t) == token.y
    assert TREE.key(3).verify(token.t) != token.y


def test_another_keys_answer_is_seen_to_be_another_keys() -> None:
    asked = Asked()
    with pytest.raises(ValueError, match="proof"):
        asked.finish(KEY.public, TREE.key(3).issue(asked.element))


@pytest.mark.parametrize("spoilt", ["element", "proof"])
def test_an_answer_that_was_tampered_with_is_refused(spoilt: str) -> None:
    asked = Asked()
    good, other = KEY.issue(asked.element), KEY.issue(Asked().element)
    answer = Evaluation(
        element=other.element if spoilt == "element" else good.element,
        proof=other.proof if spoilt == "proof" else good.proof,
    )
    with pytest.raises(ValueError, match="proof"):
        asked.finish(KEY.public, answer)


@pytest.mark.parametrize("bad", [IDENTITY, *NOT_CANONICAL, b"", bytes(31), bytes(33), b"x" * 64])
def test_what_is_no_element_is_not_evaluated(bad: bytes) -> None:
    with pytest.raises(NotAnElement):
        KEY.issue(bad)


def test_an_element_has_one_name_only() -> None:
    """The library itself would overlook what follows the 32 bytes."""
    with pytest.raises(NotAnElement):
        KEY.issue(Asked().element + b"\0")


def test_the_same_element_is_answered_alike_with_a_proof_of_its_own_each_time() -> None:
    element = Asked().element
    first, again = KEY.issue(element), KEY.issue(element)
    assert first.element == again.element
    assert first.proof != again.proof


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_seed_has_32_bytes_whatever_the_library_would_take(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        TokenKey(bytes(length), b"info")


def test_the_proof_comes_first_in_what_the_library_writes() -> None:
    """Were the order to change with a new version, this says so before any panel does."""
    t = b"t" * 32
    client, blinded = Client.blind(t)
    answer = KEY.issue(blinded.serialize())
    output = VerifiableOutput.deserialize(answer.proof + answer.element)
    assert client.finalize(output, PublicKey.deserialize(KEY.public)) == KEY.verify(t)


def test_a_key_does_not_show_itself() -> None:
    assert repr(KEY) == "TokenKey(...)"
    assert repr(TREE) == "KeyTree(...)"
