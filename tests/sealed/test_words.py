"""Words that are compared by ear."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from talkingpiece.sealed.words import wordlist, words_for

VECTORS = json.loads((Path(__file__).parent / "words.json").read_text())


def test_the_list_has_512_words_that_differ_in_their_first_three_letters() -> None:
    words = wordlist()
    assert len(words) == 512
    assert list(words) == sorted(words)
    assert len({word[:3] for word in words}) == 512
    assert all(4 <= len(word) <= 6 for word in words)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["number"]))
def test_a_root_and_a_number_give_these_words_on_both_sides(vector: dict[str, object]) -> None:
    """The same file is read by the panel's tests."""
    root, number = bytes.fromhex(str(vector["root"])), vector["number"]
    assert isinstance(number, int)
    assert list(words_for(root, number)) == vector["words"]


def test_another_root_has_other_words_for_nearly_every_number() -> None:
    one, other = bytes(32), bytes([1] * 32)
    assert sum(words_for(one, number) == words_for(other, number) for number in range(100)) == 0
    assert len({words_for(one, number) for number in range(100)}) == 100


@pytest.mark.parametrize("number", [-1, 100])
def test_only_two_figures_are_called(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        words_for(bytes(32), number)
