"""What those who lead answer to a card that is for them only: sent to every panel, read by its author alone.

A letter is the same length whatever it says, and the same bytes whenever it is made: base64url of

0-11       nonce: HMAC-SHA-256(secret, "tp1 letter" || what is sealed), its first 12 bytes
12-        AES-256-GCM under the secret (32 bytes), nothing beside it, of 2,600 bytes: length of the text in UTF-8 (2
           bytes, big endian), the text, zeros to the end; then the tag (16 bytes)

The nonce follows from the words, since a letter is made anew for every view: the same answer never makes another
letter, by whose change something could be told, and no nonce ever seals two answers.
"""

from __future__ import annotations

import base64
import binascii
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECRET = 32  # bytes of the key that travels in the card's own words
PLAIN = 2600  # bytes that are sealed; an answer has 2,400 at most
NONCE = 12
LETTER = NONCE + PLAIN + 16  # bytes of every letter


def letter(secret: str, text: str) -> str:
    """The answer `text` for whoever holds `secret` (32 bytes, base64url). Raises ValueError when it does not fit."""
    key, said = _bytes(secret), text.encode()
    if len(key) != SECRET or len(said) > PLAIN - 2:
        raise ValueError(len(said))
    plain = len(said).to_bytes(2) + said + bytes(PLAIN - 2 - len(said))
    nonce = hmac.digest(key, b"tp1 letter" + plain, "sha256")[:NONCE]
    return base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain, None)).decode().rstrip("=")


def opened(secret: str, sealed: str) -> str | None:
    """What the letter says; None for a letter under another key, or one that was changed on its way."""
    try:
        key, data = _bytes(secret), _bytes(sealed)
        plain = AESGCM(key).decrypt(data[:NONCE], data[NONCE:], None)
        return plain[2 : 2 + int.from_bytes(plain[:2])].decode()
    except (InvalidTag, ValueError):
        return None


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError("no base64url") from fault
