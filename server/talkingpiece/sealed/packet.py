"""The one packet that every panel sends at every beat: 4,096 bytes, the same for a blank one and for a full one.

0       version 1
1-3     zero
4-7     beat, big endian
8-39    t, the token
40-71   HMAC-SHA-256 under y (what the beat's key makes of t) over all the rest
72-73   length of what follows, big endian
74-     JSON: a list of 0 to 8 acts; zeros to the end
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from talkingpiece.sealed.acts import Act, Unreadable, read_acts

SIZE = 4096  # bytes, always
VERSION = 1
BODY = 74  # where the acts begin
ROOM = SIZE - BODY  # bytes that acts can take

_T, _MAC, _LENGTH = slice(8, 40), slice(40, 72), slice(72, 74)


@dataclass(frozen=True)
class Head:
    """What can be read before anything is checked: the beat it is for, and the token it spends."""

    beat: int
    t: bytes


def head_of(packet: bytes) -> Head | None:
    """None for what is no packet of this version."""
    if len(packet) != SIZE or packet[:4] != bytes([VERSION, 0, 0, 0]):
        return None
    return Head(int.from_bytes(packet[4:8]), packet[_T])


def mac_of(packet: bytes, y: bytes, session: str) -> bytes:
    """The 32 bytes that only the holder of the token can know, over everything else in the packet."""
    return hmac.digest(y, b"tp1 packet" + session.encode() + packet[:40] + packet[72:], "sha256")


def is_genuine(packet: bytes, y: bytes, session: str) -> bool:
    """Was it made, exactly so, by whoever was issued its token? In constant time."""
    return hmac.compare_digest(mac_of(packet, y, session), packet[_MAC])


def acts_in(packet: bytes) -> tuple[Act, ...]:
    """What it carries. Raises Unreadable. Called at the flush only, when nothing tells any more when it came."""
    end = BODY + int.from_bytes(packet[_LENGTH])
    if end > SIZE or any(packet[end:]):
        raise Unreadable
    return read_acts(packet[BODY:end])
