"""Everybody can see that everybody was given the same keys."""

from __future__ import annotations

import hashlib

import pytest

from talkingpiece.sealed.tree import BEATS, HEIGHT, LEAVES, KeyTree, root_of
from tests.sealed.seats import SEED, SESSION, TREE


def rfc6962(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash, written down as the RFC defines it."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = len(leaves) // 2
    return hashlib.sha256(b"\1" + rfc6962(leaves[:half]) + rfc6962(leaves[half:])).digest()


def test_the_root_is_that_of_rfc_6962_over_all_public_keys() -> None:
    assert TREE.root == rfc6962([TREE.public(leaf) for leaf in range(LEAVES)])


@pytest.mark.parametrize("leaf", [0, 1, 31, 32, 1000, BEATS - 1, BEATS, LEAVES - 1])
def test_every_path_leads_to_the_root(leaf: int) -> None:
    path = TREE.path(leaf)
    assert len(path) == HEIGHT
    assert root_of(leaf, TREE.public(leaf), path) == TREE.root


def test_a_key_on_another_leaf_or_another_path_leads_elsewhere() -> None:
    public, path = TREE.public(5), TREE.path(5)
    assert root_of(4, public, path) != TREE.root
    assert root_of(5, TREE.public(6), path) != TREE.root
    assert root_of(5, public, TREE.path(6)) != TREE.root
    assert root_of(5, public, (*path[:-1], bytes(32))) != TREE.root


@pytest.mark.parametrize("leaf", [-1, LEAVES, LEAVES + 5, 2**32 + 5])
def test_there_is_nothing_beyond_the_tree(leaf: int) -> None:
    assert root_of(leaf, TREE.public(5), TREE.path(5)) is None
    with pytest.raises(IndexError):
        TREE.path(leaf)
    with pytest.raises(IndexError):
        TREE.public(leaf)
    with pytest.raises(IndexError):
        TREE.key(leaf)


def test_a_path_of_another_length_leads_nowhere() -> None:
    """A shorter one could make an inner node pass for a key."""
    public, path = TREE.public(5), TREE.path(5)
    assert root_of(5, public, path[:-1]) is None
    assert root_of(5, public, (*path, bytes(32))) is None
    assert root_of(5, public, (*path[:-1], b"short")) is None
    assert root_of(5, public + b"\0", path) is None


def test_keys_come_back_from_the_seed_and_belong_to_one_session() -> None:
    again, other = KeyTree(SEED, SESSION), KeyTree(SEED, "YW5vdGhlci1zZXNzaW9uIQ")
    assert again.root == TREE.root
    assert again.key(9).public == TREE.public(9)
    assert other.root != TREE.root
    assert other.public(9) != TREE.public(9)


def test_no_two_leaves_have_one_key() -> None:
    assert len({TREE.public(leaf) for leaf in range(LEAVES)}) == LEAVES


def test_the_join_link_carries_twenty_bytes_of_the_root() -> None:
    assert len(TREE.link) == 27
    assert KeyTree(bytes(32), SESSION).link != TREE.link
