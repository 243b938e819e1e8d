"""What is open, for whoever checks what packets bring."""

from __future__ import annotations

from collections.abc import Mapping

from talkingpiece.core.session import Session
from talkingpiece.sealed.tokens import TokenKey
from talkingpiece.sealed.tree import KeyTree


class Open:
    """The cards of a session by their keys, and the things that ballots count on by their leaves."""

    def __init__(self, session: Session, leaves: Mapping[str, int], tree: KeyTree) -> None:
        self._cards, self._leaves, self._tree = session.cards, leaves, tree

    def card_key(self, card: str) -> str | None:
        """The key (base64url) of an open card; a merged one has none, since it has no author."""
        known = self._cards.get(card)
        return known.key or None if known else None

    def ballot_key(self, thing: str) -> TokenKey | None:
        """The key of a thing's present leaf, while ballots on it count."""
        leaf = self._leaves.get(thing)
        return None if leaf is None else self._tree.key(leaf)
