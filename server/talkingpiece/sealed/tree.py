"""One seed, 2,048 keys, one root: everybody can see that everybody was given the same keys.

Leaves 0-1535 are the beats of 12.8 hours, 1536-2047 are *things*: a card to say me-too to, a question. The tree is the
one of RFC 6962. Twenty bytes of its root travel in the join link's fragment, which this server is never told, so it
cannot hand one panel keys of its own and know its packets by them.

Keys are derived again where they are needed (0.03 ms each) rather than kept: a session then holds 15 kB, not 400.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from functools import cached_property, lru_cache

from talkingpiece.sealed.tokens import PUBLIC, TokenKey

BEATS = 1536
THINGS = 512
LEAVES = BEATS + THINGS
HEIGHT = 11  # steps from a leaf to the root, and so the length of every path
NODE = 32  # bytes of a node, and of the root
LINK = 20  # bytes of the root that the join link carries

_TWIG = 32  # leaves below one kept node: 1 ms to derive again when a path is asked for
_KEYS = 64  # keys kept ready: this beat's, the next two, and the things people are just now voting on


class KeyTree:
    """The keys of one session, by leaf. Deriving the root takes 0.06 s of CPU, once: do that off the event loop."""

    def __init__(self, seed: bytes, session: str) -> None:
        """`seed`: 32 secret random bytes, kept beside the log and deleted when the session ends."""
        self._seed, self._session = seed, session
        self.key = lru_cache(_KEYS)(self._derive)
        self._publics = lru_cache(4)(self._derive_twig)

    @cached_property
    def root(self) -> bytes:
        """32 bytes that stand for all the keys."""
        return _levels(self._crown)[-1][0]

    @property
    def link(self) -> str:
        """What the join link carries of the root in its fragment: 27 letters of base64url."""
        return base64.urlsafe_b64encode(self.root[:LINK]).decode().rstrip("=")

    def public(self, leaf: int) -> bytes:
        """The public key of a leaf, 32 bytes. Raises IndexError for a leaf that is not there."""
        _check(leaf)
        return self._publics(leaf // _TWIG)[leaf % _TWIG]

    def path(self, leaf: int) -> tuple[bytes, ...]:
        """The 11 nodes (32 bytes each) that lead from this leaf to the root. Raises IndexError."""
        _check(leaf)
        twig = [_leaf(public) for public in self._publics(leaf // _TWIG)]
        return (*_siblings(twig, leaf % _TWIG), *_siblings(self._crown, leaf // _TWIG))

    def wrap(self, seat: str) -> bytes:
        """The key of a seat's pocket, 32 bytes. It follows from the seed, is never stored, and goes with it."""
        return hmac.digest(self._seed, b"tp1 wrap|" + seat.encode(), "sha256")

    def _derive(self, leaf: int) -> TokenKey:
        _check(leaf)
        return TokenKey(self._seed, f"tp1|{self._session}|{leaf}".encode())

    def _derive_twig(self, twig: int) -> tuple[bytes, ...]:
        return tuple(self._derive(leaf).public for leaf in range(twig * _TWIG, (twig + 1) * _TWIG))

    @cached_property
    def _crown(self) -> list[bytes]:
        twigs = (self._derive_twig(twig) for twig in range(LEAVES // _TWIG))
        return [_levels([_leaf(public) for public in publics])[-1][0] for publics in twigs]

    def __repr__(self) -> str:
        return "KeyTree(...)"


def root_of(leaf: int, public: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that this path leads to, as a panel computes it; None for a path of another length or a strange leaf."""
    sound = len(public) == PUBLIC and len(path) == HEIGHT and all(len(node) == NODE for node in path)
    if not sound or not 0 <= leaf < LEAVES:
        return None
    node = _leaf(public)
    for height, sibling in enumerate(path):
        node = _node(sibling, node) if leaf >> height & 1 else _node(node, sibling)
    return node


def _check(leaf: int) -> None:
    if not 0 <= leaf < LEAVES:
        raise IndexError(leaf)


def _leaf(public: bytes) -> bytes:
    return hashlib.sha256(b"\0" + public).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _levels(row: list[bytes]) -> list[list[bytes]]:
    """A row of nodes and all rows above it, up to the single one. As many nodes as a power of two."""
    levels = [row]
    while len(row) > 1:
        row = [_node(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
        levels.append(row)
    return levels


def _siblings(row: list[bytes], index: int) -> list[bytes]:
    """From the bottom up, the neighbours of the way from `index` to the top of this row."""
    return [level[(index >> height) ^ 1] for height, level in enumerate(_levels(row)[:-1])]
