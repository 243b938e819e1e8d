"""4,096 bytes, whatever is in them."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Unreadable
from talkingpiece.sealed.packet import BODY, ROOM, SIZE, Head, acts_in, head_of, is_genuine
from tests.sealed.seats import BEAT, SESSION, card, tap, token

MINE = token()


def packed(said: bytes, beat: int = BEAT) -> bytes:
    return panel.packet_of(SESSION, beat, MINE, said)


def test_blank_and_full_are_alike_in_everything_but_what_is_sealed_in_them() -> None:
    blank, full = panel.packet(SESSION, BEAT, MINE), panel.packet(SESSION, BEAT, MINE, [card("x" * 2400), tap()])
    assert len(blank) == len(full) == SIZE
    assert blank[:40] == full[:40], "version, beat, token"
    assert (acts_in(blank), len(acts_in(full))) == ((), 2)


def test_the_bytes_stand_where_the_protocol_has_them() -> None:
    packet = packed(b"[]")
    assert packet[:8] == b"\1\0\0\0\0\0\0\7"
    assert packet[8:40] == MINE.t
    assert packet[72:76] == b"\0\2[]"
    assert packet[76:] == bytes(SIZE - 76)
    covered = b"tp1 packet" + SESSION.encode() + packet[:40] + packet[72:]
    assert packet[40:72] == hmac.new(MINE.y, covered, hashlib.sha256).digest()
    assert head_of(packet) == Head(BEAT, MINE.t)


def test_a_genuine_packet_is_known_by_its_token_and_no_byte_of_it_can_be_changed() -> None:
    packet = packed(panel.written([tap()]))
    assert is_genuine(packet, MINE.y, SESSION)
    for at in (0, 3, 7, 8, 39, 40, 71, 72, 73, 74, 200, SIZE - 1):
        changed = packet[:at] + bytes([packet[at] ^ 1]) + packet[at + 1 :]
        assert not is_genuine(changed, MINE.y, SESSION), at


def test_a_packet_counts_with_its_own_token_in_its_own_session() -> None:
    packet = packed(b"[]")
    assert not is_genuine(packet, token().y, SESSION)
    assert not is_genuine(packet, MINE.y, "another-session-of-tst")


@pytest.mark.parametrize("length", [0, 1, 73, SIZE - 1, SIZE + 1, 2 * SIZE])
def test_no_other_length_is_a_packet(length: int) -> None:
    assert head_of((packed(b"[]") * 2)[:length]) is None


@pytest.mark.parametrize("start", [b"\0\0\0\0", b"\2\0\0\0", b"\1\1\0\0", b"\1\0\0\1"])
def test_no_other_version_is_a_packet(start: bytes) -> None:
    assert head_of(start + packed(b"[]")[4:]) is None


def test_a_length_beyond_the_packet_is_unreadable() -> None:
    packet = packed(b"[" + b" " * (ROOM - 2) + b"]")
    assert acts_in(packet) == (), "the premise: it is full to the last byte"
    for length in (ROOM + 1, 0xFFFF):
        with pytest.raises(Unreadable):
            acts_in(packet[:72] + length.to_bytes(2) + packet[74:])


def test_what_follows_the_acts_is_zero() -> None:
    """Else a packet could carry what nobody reads and somebody stores."""
    with pytest.raises(Unreadable):
        acts_in(packed(b"[]")[:-1] + b"\1")
    with pytest.raises(Unreadable):
        acts_in(packed(b"[][]")[:72] + b"\0\2" + b"[][]" + bytes(SIZE - BODY - 4))


def test_a_full_packet_may_use_its_last_byte() -> None:
    assert acts_in(packed(b"[" + b" " * (ROOM - 2) + b"]")) == ()
    with pytest.raises(ValueError, match=str(ROOM + 1)):
        packed(b"[" + b" " * (ROOM - 1) + b"]")


@given(st.binary(max_size=200), st.integers(0, 0xFFFF))
def test_nothing_in_a_packet_raises_anything_else(said: bytes, length: int) -> None:
    packet = bytes([1, 0, 0, 0]) + bytes(68) + length.to_bytes(2) + said + bytes(ROOM - len(said))
    try:
        acts_in(packet)
    except Unreadable:
        return
    assert int.from_bytes(packet[72:74]) >= 2


@given(st.binary(max_size=100))
def test_any_bytes_have_a_head_or_none(said: bytes) -> None:
    assert head_of(said) is None
    assert is_genuine(said, MINE.y, SESSION) is False
