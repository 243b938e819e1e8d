"""How many people could have written something: counted without knowing who sent, and never told too high.

n is a number of people, shown beside the box before a word is written and kept on the card afterwards. All of this is
plain counting on arguments; who is connected and who answered which beat is known to the room.
"""

from __future__ import annotations

from collections.abc import Set

MISSES = 1  # beats a seat may miss and still have been there throughout: a lift, a tunnel, a reload


def n_at_opening(valid: int, able: Set[str], throughout: Set[str]) -> int:
    """At least so many were there for the whole window *and* sent a packet at its opening.

    `valid`: packets that were good; `able`: seats that may have sent one of them, that is, that hold a token for this
    beat and were connected at any moment between its frame and the flush (who leaves in those seconds may have sent);
    `throughout`: the seats that were there for the window. Every able newcomer may be behind one packet, so each takes
    one away.
    """
    return max(0, valid - len(able - throughout))


def n_of_tap(valid: int) -> int:
    """A tap needs no silence and so no window: whoever sent a packet at its beat could have tapped."""
    return valid


def n_before(last: int | None, throughout: int) -> int:
    """What is shown while somebody writes: the last window's n, or fewer if fewer have been there throughout so far."""
    return throughout if last is None else min(last, throughout)
