"""What is said of n, and from which n on words open."""

from __future__ import annotations

import pytest

from talkingpiece.core.cards.floors import may_open, standing


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (-1, "closed"),
        (0, "closed"),
        (2, "closed"),
        (3, "unsigned"),
        (4, "unsigned"),
        (5, "anonymous"),
        (300, "anonymous"),
    ],
)
def test_what_is_said_of_n(n: int, said: str) -> None:
    assert standing(n) == said


def test_soon_is_never_called_anonymous() -> None:
    assert standing(300, soon=True) == "unsigned"
    assert standing(2, soon=True) == "closed"


def test_the_highest_floor_holds_and_none_goes_below_three() -> None:
    assert may_open(5, floor=5)
    assert not may_open(4, floor=5)
    assert may_open(3, floor=3)
    assert not may_open(6, floor=3, group_floor=7)
    assert not may_open(2, floor=0, group_floor=0)
