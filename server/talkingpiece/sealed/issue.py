"""Who is given a token for what: each seat one for each beat, and one for each open thing. Never on a wish to write.

Every panel asks at every beat, for the beat after next, whether or not its owner will ever write a word; so asking says
nothing about anybody. What is remembered here is forgotten as beats pass, and is in memory only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from talkingpiece.sealed.tokens import Evaluation, NotAnElement
from talkingpiece.sealed.tree import BEATS, LEAVES, KeyTree

AHEAD = 2  # beats between asking for a token and the beat it is for


class Declined(Enum):
    """Why no token was given. For the panel's own sentences; none of it says anything about a card."""

    NOT_NOW = "not_now"  # a beat that is not two ahead, or a thing that is not open
    ISSUED = "issued"  # this seat has one already: another device of it asked first
    UNREADABLE = "unreadable"  # no element of the group


@dataclass(frozen=True)
class Issued:
    """A blinded token, evaluated."""

    leaf: int
    evaluation: Evaluation


class Issuing:
    """One owner's issuing, from the beat at which it took the session over.

    `first`: the first beat this owner collects. It must be later than any beat for which an owner before it can have
    issued tokens (its last beat plus two), since what that one issued is not known here. Leaves of things likewise: a
    new owner opens fresh ones.
    """

    def __init__(self, tree: KeyTree, first: int) -> None:
        self._tree, self._first = tree, first
        self._beat = first - AHEAD
        self._given: dict[int, dict[str, bytes]] = {}  # leaf -> seat -> the element that was evaluated
        self._things: set[int] = set()

    def advance(self, beat: int) -> None:
        """Beat `beat` begins: tokens can be asked for up to `beat + 2`. Earlier beats are forgotten, but for one."""
        self._beat = beat
        self._given = {leaf: seats for leaf, seats in self._given.items() if leaf >= beat - 1}  # things come after

    def open(self, leaf: int) -> None:
        """A thing is there to vote on, perhaps once more: whoever was given a token before is given no other. Raises
        ValueError when the leaf is none of a thing. A leaf belongs to one thing for ever; the log sees to that."""
        if not BEATS <= leaf < LEAVES:
            raise ValueError(leaf)
        self._things.add(leaf)
        self._given.setdefault(leaf, {})

    def close(self, leaf: int) -> None:
        """No more ballots for this thing."""
        self._things.discard(leaf)

    def issue(self, seat: str, leaf: int, element: bytes) -> Issued | Declined:
        """A token for a seat. The same element again is answered again, since an answer may have been lost."""
        if not self._may_be_asked(leaf):
            return Declined.NOT_NOW
        given = self._given.setdefault(leaf, {})
        if given.get(seat, element) != element:
            return Declined.ISSUED
        try:
            evaluation = self._tree.key(leaf).issue(element)
        except NotAnElement:
            return Declined.UNREADABLE
        given[seat] = element
        return Issued(leaf, evaluation)

    def seats(self, beat: int) -> frozenset[str]:
        """The seats that hold a token for this beat: whoever is not among them cannot have sent a packet."""
        return frozenset(self._given.get(beat, {}))

    def _may_be_asked(self, leaf: int) -> bool:
        # One beat of grace: what a panel asked just before this beat began is still under way.
        ahead = self._beat + AHEAD - 1 <= leaf <= self._beat + AHEAD
        return leaf in self._things or (ahead and self._first <= leaf < BEATS)
