"""Whose an act is, without saying who: signed by a card's key, or marked with the token it spends.

All of the cryptography is the library's. libsodium refuses keys of small order, under which one signature would fit
whatever is said.
"""

from __future__ import annotations

import hmac

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from talkingpiece.sealed.acts import Answer, Ballot, Fresh, Further, content, raw, short

MAC = 16  # bytes of a ballot's mark


def is_signed(act: Fresh | Further, key: str, session: str) -> bool:
    """Was this act signed by the holder of `key` (base64url), for this session? Weak keys sign nothing."""
    return _signed(b"tp1 act" + session.encode() + content(act), key, act.sig)


def owns(card: str, seat: str, key: str, sig: str, session: str) -> bool:
    """Did the holder of a card's key say: this card is mine, I sit in this seat? Never raises."""
    try:
        message = b"tp1 own" + session.encode() + raw(card) + seat.encode()
    except ValueError:
        return False
    return _signed(message, key, sig)


def is_cast(ballot: Ballot, y: bytes, session: str) -> bool:
    """Was this ballot made by whoever holds its token? `y`: what the thing's key makes of its `t`. In constant time."""
    value = bytes([ballot.value]) if isinstance(ballot, Answer) else b""
    made = hmac.digest(y, b"tp1 ballot" + session.encode() + raw(ballot.thing) + value, "sha256")
    return hmac.compare_digest(made[:MAC], raw(ballot.mac))


def mark_of(ballot: Ballot) -> str:
    """What is kept of a ballot so that it counts once: 16 bytes of SHA-256(t). Without t it says nothing."""
    return short(raw(ballot.t))


def _signed(message: bytes, key: str, sig: str) -> bool:
    try:
        VerifyKey(raw(key)).verify(message, raw(sig))
    except (CryptoError, ValueError):
        return False
    return True
