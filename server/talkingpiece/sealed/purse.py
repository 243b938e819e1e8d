"""A panel's tokens: asked for, answered, checked, spent. What is not of the group's own keys is not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.panel import Asked, Token, text_of
from talkingpiece.sealed.tokens import Evaluation
from talkingpiece.sealed.tree import BEATS, root_of

AT_ONCE = 64  # tokens asked for in one message; the rest at the next beat


class Untrue(Exception):
    """Keys were shown to this panel that are not everybody's: its packets could be told from others'. In words."""


class Purse:
    """The tokens of one panel, by leaf."""

    def __init__(self, root: bytes) -> None:
        self._root = root
        self._tokens: dict[int, Token] = {}
        self._asked: dict[int, tuple[Asked, bytes]] = {}  # with the public key that has to answer
        self._declined: set[int] = set()  # another device of the same seat has these

    def want(self, leaf: int, key: str, path: Sequence[str]) -> None:
        """A token of this leaf, if its key is one of the group's. Raises Untrue."""
        try:
            public, nodes = raw(key), [raw(node) for node in path]
        except ValueError:
            raise Untrue("A key could not be read.") from None
        if root_of(leaf, public, nodes) != self._root:
            raise Untrue("A key is not one of those that everybody has.")
        if leaf not in self._tokens and leaf not in self._asked and leaf not in self._declined:
            self._asked[leaf] = (Asked(), public)

    def blind(self) -> dict[str, Any] | None:
        """The message that asks for all tokens still wanted; the same elements again, since an answer may be lost."""
        tokens = [{"leaf": leaf, "element": text_of(asked.element)} for leaf, (asked, _) in self._asked.items()]
        return {"type": "blind", "tokens": tokens[:AT_ONCE]} if tokens else None

    def answered(self, tokens: Sequence[Mapping[str, Any]]) -> None:
        """Take what was issued; what was not asked for is left lying. Raises Untrue."""
        for given in tokens:
            leaf = given["leaf"]
            if leaf not in self._asked:
                continue
            asked, public = self._asked[leaf]
            if given.get("no") is None:
                self._tokens[leaf] = _finished(asked, public, given)
            elif given["no"] == "issued":
                self._declined.add(leaf)
            elif leaf >= BEATS:
                continue  # not now: asked again at the next beat, while it can be voted on
            del self._asked[leaf]

    def token(self, leaf: int) -> Token | None:
        """The token of a leaf. A ballot is cast with it again and again, until it is seen to have come."""
        return self._tokens.get(leaf)

    def spend(self, beat: int) -> Token | None:
        """The token of a beat, once."""
        return self._tokens.pop(beat, None)

    def forget(self, beat: int, leaves: frozenset[int]) -> None:
        """Beats before this one are over; of things only these leaves count."""

        def counts(leaf: int) -> bool:
            return leaf >= beat if leaf < BEATS else leaf in leaves

        self._tokens = {leaf: token for leaf, token in self._tokens.items() if counts(leaf)}
        self._asked = {leaf: asked for leaf, asked in self._asked.items() if counts(leaf) and leaf != beat}


def _finished(asked: Asked, public: bytes, given: Mapping[str, Any]) -> Token:
    try:
        return asked.finish(public, Evaluation(raw(given["element"]), raw(given["proof"])))
    except (ValueError, TypeError, KeyError):
        raise Untrue("An answer was not made by the key that everybody has.") from None
