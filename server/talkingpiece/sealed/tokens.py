"""The right to send one packet, or to cast one ballot, that cannot be led back to the seat it was given to.

RFC 9497, VOPRF with ristretto255-SHA512. All of the cryptography is the library's: this is where it is called, and
nowhere else, so that another library can take its place. Two calls matter: *issue* evaluates an element that the panel
has blinded, without seeing the token in it; *verify* gives the output that only a panel with an issued token knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from voprf.ristretto import BlindedInput, Evaluator

SEED = 32  # bytes, all of these
PUBLIC = 32
ELEMENT = 32
PROOF = 64
INPUT = 32  # t, what a token is: random, made by the panel
OUTPUT = 64  # y, what only the panel and this key can compute from it


class NotAnElement(Exception):
    """What was sent is no point of the group, is the identity, or is written in another way than the one."""


@dataclass(frozen=True)
class Evaluation:
    """The answer to a blinded element: 32 bytes, and the proof (64 bytes) that this very key made it."""

    element: bytes
    proof: bytes


class TokenKey:
    """One key, for one beat or one thing. Holds a secret: never logged, never sent, derived again when needed."""

    def __init__(self, seed: bytes, info: bytes) -> None:
        """`seed`: 32 random bytes; the library would take fewer. Raises ValueError for any other length."""
        if len(seed) != SEED:
            raise ValueError(f"a seed has {SEED} bytes")
        self._evaluator = Evaluator.from_seed(seed, info)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._evaluator.public_key.serialize()

    def issue(self, element: bytes) -> Evaluation:
        """Evaluate a blinded element (32 bytes). The same one always gives the same element, with a fresh proof.

        Raises NotAnElement. The length is looked at here: the library overlooks what follows the 32 bytes, and then
        one element could be asked for under many names.
        """
        if len(element) != ELEMENT:
            raise NotAnElement
        try:
            answer = self._evaluator.evaluate(BlindedInput.deserialize(element)).serialize()
        except ValueError as fault:
            raise NotAnElement from fault
        return Evaluation(element=answer[PROOF:], proof=answer[:PROOF])  # the library writes the proof first

    def verify(self, t: bytes) -> bytes:
        """y, the 64 bytes that belong to the token `t` (32 bytes). Who shows that they know them was issued it."""
        return self._evaluator.evaluate_known_input(t)

    def __repr__(self) -> str:
        return "TokenKey(...)"
