"""What panels are told of keys, the same bytes for everybody, and how they are given tokens."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence

from talkingpiece import wire
from talkingpiece.sealed.issue import AHEAD, Declined, Issuing
from talkingpiece.sealed.tokens import ELEMENT
from talkingpiece.sealed.tree import BEATS, KeyTree


def beat_frame(tree: KeyTree, beat: int, *, opening: bool, soon: bool, questions: Sequence[str]) -> wire.Beat:
    """A beat begins. With it comes the key of the beat after next."""
    leaf = beat + AHEAD if beat + AHEAD < BEATS else None
    return wire.Beat(
        beat=beat,
        opening=opening,
        soon=soon,
        questions=tuple(questions),
        leaf=leaf,
        key=None if leaf is None else _text(tree.public(leaf)),
        path=() if leaf is None else tuple(map(_text, tree.path(leaf))),
    )


def keys_frame(tree: KeyTree, leaves: Mapping[str, int]) -> wire.Keys:
    """All things that can be voted on just now; `leaves`: thing -> leaf."""
    things = (
        wire.ThingKey(thing=thing, leaf=leaf, key=_text(tree.public(leaf)), path=tuple(map(_text, tree.path(leaf))))
        for thing, leaf in sorted(leaves.items())
    )
    return wire.Keys(things=tuple(things))


def issue(issuing: Issuing, seat: str, asked: wire.Blind) -> wire.Issued:
    """Tokens for a seat, in the order in which it asked."""
    return wire.Issued(tokens=tuple(_token(issuing, seat, one) for one in asked.tokens))


def _token(issuing: Issuing, seat: str, asked: wire.Blinded) -> wire.Token:
    given = issuing.issue(seat, asked.leaf, _element(asked.element))
    if isinstance(given, Declined):
        return wire.Token(leaf=asked.leaf, no=given.value)
    answer = given.evaluation
    return wire.Token(leaf=asked.leaf, element=_text(answer.element), proof=_text(answer.proof))


def root_text(tree: KeyTree) -> str:
    """The root as it travels in a welcome: 32 bytes in base64url."""
    return _text(tree.root)


def wrap_text(tree: KeyTree, seat: str) -> str:
    """The key of a seat's pocket, 32 bytes in base64url."""
    return _text(tree.wrap(seat))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _element(text: str) -> bytes:
    """The bytes of an element; what is none is no element of the right length either."""
    if len(text) != -(-ELEMENT * 4 // 3):
        return b""
    try:
        return base64.b64decode(text + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
