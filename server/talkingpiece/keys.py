"""Keys and codes: how they are made, what is stored of them, and which session they lead to.

A key is `<session>.<secret>`, both 22 letters of base64url: the session says where to look, the secret has 132 bits.
Keys of a group (its keeper's, and its members' personal links) have the group's id in that place.
Only SHA-256 of the whole key is stored. A code is 8 symbols of 31 letters and digits that are not mistaken for one
another: 8.5e11, see docs/operations.md for the sum.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_KEY = re.compile(r"([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """22 letters of base64url: 128 random bits and a little padding of chance."""
    return secrets.token_urlsafe(16)


def new_key(session: str) -> str:
    """A fresh key to a session."""
    return f"{session}.{new_token()}"


def seat_key(session: str, join: str | None) -> str:
    """The key of a new seat. Derived from the client's join id, so that a join whose answer was lost leads to the
    same seat again; whoever does not know the id cannot make the key.
    """
    if join is None or not is_token(join):
        return new_key(session)
    return f"{session}.{_token(f'tp1 seat|{session}|{join}')}"


def member_seat_key(session: str, member_key: str) -> str:
    """The key of a member's seat in a session, from the key of their personal link: always the same one."""
    return f"{session}.{_token(f'tp1 member seat|{session}|{member_key}')}"


def member_seat(session: str, member: str) -> str:
    """The id of a member's seat in a session. It follows from who they are, and so outlives their link."""
    return hashed(f"member|{session}|{member}")[:12]


def reminder_of(group: str) -> str:
    """The id under which the store keeps a group's reminder; the group's, when given the reminder's."""
    mask = hashlib.sha256(b"tp1 reminder").digest()[:16]
    mixed = bytes(a ^ b for a, b in zip(base64.urlsafe_b64decode(f"{group}=="), mask, strict=True))
    return base64.urlsafe_b64encode(mixed).decode().rstrip("=")


def asked(scope: str, id: str) -> str:
    """What the log has of a client's own id for what it asked: scoped by the seat or the role that asked, and it does
    not say which. Among peers the seat that leads answers cards, and no row of a card is to have a seat in it."""
    return hashlib.sha256(f"tp1 asked|{scope}:{id}".encode()).hexdigest()[:32]


def _token(text: str) -> str:
    """22 letters that follow from this text; nobody can go the way back."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).decode().rstrip("=")


def is_token(text: str) -> bool:
    """Is this 22 letters of base64url?"""
    return _TOKEN.fullmatch(text) is not None


def session_of(key: str) -> str | None:
    """The session a key says it leads to; None for what is no key."""
    found = _KEY.fullmatch(key)
    return found.group(1) if found else None


def hashed(key: str) -> str:
    """What is stored of a key: SHA-256, hex."""
    return hashlib.sha256(key.encode()).hexdigest()


def opens(key: str, stored: str) -> bool:
    """Does this key match what was stored? In constant time."""
    return hmac.compare_digest(hashed(key), stored)


def mark(secret: str, text: str) -> str:
    """Shows later that this text was ours. `secret`: the stored form of a session's key, which nobody is told."""
    return hmac.new(secret.encode(), f"tp1 mark|{text}".encode(), hashlib.sha256).hexdigest()[:32]


def opens_mark(given: str, secret: str, text: str) -> bool:
    """Is this the mark of this text? In constant time."""
    return hmac.compare_digest(given.encode(), mark(secret, text).encode())


def new_code() -> str:
    """A code to say aloud."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_of(typed: str) -> str | None:
    """The code somebody typed, in any case, with blanks or dashes; None when it cannot be one."""
    code = re.sub(r"[\s\-–—.·]", "", typed).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET) else None


def alias(what: str, value: str) -> bytes:
    """How a code or a card room is looked up, without the store knowing it."""
    return hashlib.sha256(f"tp1 {what}|{value}".encode()).digest()
