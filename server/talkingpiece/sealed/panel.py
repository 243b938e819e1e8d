"""The panel's half in Python, for simulated people and tests: asks for tokens, makes acts and packets.

The same nouns as in `client_static/sealed/`. Both are held to the same bytes by the tests.
"""

from __future__ import annotations

import base64
import dataclasses
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from nacl.signing import SigningKey
from voprf.ristretto import Client, PublicKey, VerifiableOutput

from talkingpiece.sealed.acts import Act, Answer, Ballot, Fresh, Further, MeToo, content, raw
from talkingpiece.sealed.packet import BODY, ROOM, SIZE, VERSION, mac_of
from talkingpiece.sealed.tokens import INPUT, Evaluation

SEED = 32  # bytes of a card's key
UNSIGNED = "A" * 86  # in place of a signature, until `signed`


@dataclass(frozen=True)
class Token:
    """What a packet or a ballot spends. `y` is never sent."""

    t: bytes
    y: bytes


class Asked:
    """A token on its way. `element` is what is sent; what blinds it stays here."""

    def __init__(self) -> None:
        self.t = secrets.token_bytes(INPUT)
        self._client, blinded = Client.blind(self.t)
        self.element = blinded.serialize()

    def finish(self, public: bytes, answer: Evaluation) -> Token:
        """The token. Raises ValueError when it was not this key that answered."""
        output = VerifiableOutput.deserialize(answer.proof + answer.element)
        return Token(self.t, self._client.finalize(output, PublicKey.deserialize(public)))


def key_of(seed: bytes) -> str:
    """The key of a card, as it travels, from the 32 random bytes that only its author has."""
    return text_of(bytes(SigningKey(seed).verify_key))


def signed(act: Fresh | Further, seed: bytes, session: str) -> Fresh | Further:
    """The act with its signature in place of whatever stood there."""
    message = b"tp1 act" + session.encode() + content(act)
    return dataclasses.replace(act, sig=text_of(SigningKey(seed).sign(message).signature))


def owning(card: str, seat: str, seed: bytes, session: str) -> str:
    """The signature by which somebody says with their name: this card is mine."""
    message = b"tp1 own" + session.encode() + raw(card) + seat.encode()
    return text_of(SigningKey(seed).sign(message).signature)


def ballot(thing: str, token: Token, session: str, value: int | None = None) -> Ballot:
    """A me-too, or with a value (0 to 99) an answer."""
    said = b"" if value is None else bytes([value])
    mac = text_of(hmac.digest(token.y, b"tp1 ballot" + session.encode() + raw(thing) + said, "sha256")[:16])
    if value is None:
        return MeToo(thing=thing, t=text_of(token.t), mac=mac)
    return Answer(thing=thing, t=text_of(token.t), mac=mac, value=value)


def written(acts: Iterable[Act]) -> bytes:
    """Acts as they travel, signatures and all."""
    row = [{**json.loads(content(act)), **({} if isinstance(act, Ballot) else {"sig": act.sig})} for act in acts]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def packet(session: str, beat: int, token: Token, acts: Iterable[Act] = ()) -> bytes:
    """The 4,096 bytes of a beat. Raises ValueError when the acts do not fit."""
    return packet_of(session, beat, token, written(acts))


def packet_of(session: str, beat: int, token: Token, said: bytes) -> bytes:
    """The same around any bytes: tests send what no panel would."""
    if len(said) > ROOM:
        raise ValueError(len(said))
    head = bytes([VERSION, 0, 0, 0]) + beat.to_bytes(4) + token.t
    body = len(said).to_bytes(2) + said + bytes(SIZE - BODY - len(said))
    return head + mac_of(head + bytes(32) + body, token.y, session) + body


def text_of(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
