"""What a session's pairs are planned by, and what its group is told of them: between a room and its group.

Rules, wishes and earlier meetings are in no session's log. A session without a group has the wishes of its own people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from talkingpiece.core.events import Event
from talkingpiece.core.pairing import NOTHING, Known, Pair
from talkingpiece.core.session import Session
from talkingpiece.core.steps.pairs.events import PairsBack, WishKept
from talkingpiece.core.steps.pairs.state import PairsState

WISH = "wish:"


class Group(Protocol):
    """A session's group, as its room knows it. It may be told a thing twice, and what it cannot keep just now disturbs
    nobody: whoever asked for something in the session is not told no because of it.
    """

    def known(self, session: Session) -> Known:
        """What the group knows, by seat: the same object for as long as it knows the same."""
        ...

    async def remember(self, session: Session, step: int, draw: int, pairs: Iterable[Pair]) -> None:
        """These were together for at least half of this round."""
        ...

    async def wish(self, session: Session, seat: str, not_with: Iterable[str], among: Iterable[str]) -> None:
        """Whom somebody would rather not be with, of those `among` whom they could name."""
        ...


class NoGroup:
    """Of a session that stands alone: nothing is kept beyond it."""

    def known(self, session: Session) -> Known:
        return NOTHING

    async def remember(self, session: Session, step: int, draw: int, pairs: Iterable[Pair]) -> None:
        return

    async def wish(self, session: Session, seat: str, not_with: Iterable[str], among: Iterable[str]) -> None:
        return


class Circle:
    """One session's. `words` are its side records when its room is opened; later wishes come by `note`."""

    def __init__(self, words: Mapping[str, str], group: Group | None = None) -> None:
        self._group = group or NoGroup()
        self._said = {id.removeprefix(WISH): _seats(text) for id, text in words.items() if id.startswith(WISH)}
        self._of_group, self._all = NOTHING, NOTHING
        self._put_together(NOTHING)

    def known(self, session: Session) -> Known:
        """All that is known: at once, as it is asked for with every command and every round of views."""
        of_group = self._group.known(session)
        if of_group is not self._of_group:
            self._put_together(of_group)
        return self._all

    def _put_together(self, of_group: Known) -> None:
        """What somebody wished before and what they wish today both hold: the group has heard of today's changes, and
        of people who come later it alone knows."""
        self._of_group = self._all = of_group
        if self._said:
            before, none = of_group.asked, frozenset[str]()
            asked = {**before, **{seat: others | before.get(seat, none) for seat, others in self._said.items()}}
            wishes = frozenset(frozenset((seat, other)) for seat, others in asked.items() for other in others)
            self._all = replace(of_group, asked=asked, wishes=wishes)

    async def note(
        self, session: Session, seat: str | None, happened: Iterable[Event], words: Mapping[str, str]
    ) -> None:
        """Take in what happened, and tell the group what of it concerns it."""
        for event in happened:
            if isinstance(event, PairsBack):
                state = session.states[event.step]
                await self._group.remember(session, event.step, state.draw, state.ran[state.draw])
            elif isinstance(event, WishKept) and seat is not None:
                self._said[seat] = others = _seats(words[f"{WISH}{seat}"])
                await self._group.wish(session, seat, others, session.seats)
                self._put_together(self._group.known(session))

    async def remind(self, session: Session) -> None:
        """Say again what may not have been heard: this session's rounds, each once however often it is said. Wishes are
        not said again: meanwhile they may have been taken back in another session.
        """
        for index, state in session.states.items():
            if isinstance(state, PairsState):
                for draw, pairs in state.ran.items():
                    await self._group.remember(session, index, draw, pairs)


def _seats(text: str) -> frozenset[str]:
    return frozenset(text.split())
