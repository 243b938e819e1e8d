"""What may be said of a number of people who could have written something, and from which number on it opens."""

from __future__ import annotations

from typing import Literal

ANONYMOUS = 5  # from this many on we say "anonymous"
UNSIGNED = 3  # from this many on we say "unsigned", and why; below it the channel is closed
MOST = 1000  # no group asks for more

Standing = Literal["anonymous", "unsigned", "closed"]


def standing(n: int, *, soon: bool = False) -> Standing:
    """What may be said of it. Words that open at the next beat are never called anonymous, however many we are."""
    if n < UNSIGNED:
        return "closed"
    return "anonymous" if n >= ANONYMOUS and not soon else "unsigned"


def may_open(n: int, floor: int, group_floor: int = UNSIGNED) -> bool:
    """Does an act open? `floor`: what its author accepted; `group_floor`: what this group has raised it to.

    What does not open is told to nobody: the author's panel sees that it is not listed, and offers to wait.
    """
    return n >= max(floor, group_floor, UNSIGNED)
