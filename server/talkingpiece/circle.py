"""What a session's pairs are planned by, and what its group is told of them: between a room and its group.

Rules, wishes and earlier meetings are in no session's log. A session without a group has the wishes of its own people.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from talkingpiece.core.events import Event
from talkingpiece.core.pairing import NOTHING, Known, Pair
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps.pairs.events import PairsBack, WishKept
from talkingpiece.core.steps.pairs.state import PairsState
from talkingpiece.store.base import StoreFault

WISH = "wish:"

log = logging.getLogger(__name__)


async def _forget(*what: object) -> None:
    """A session without a group keeps nothing beyond itself."""


@dataclass(frozen=True)
class Circle:
    """`of_group`: what the session's group knows, by seat. `remember(session, step, draw, pairs of seats)` and
    `wish(session, seat, seats, among)` tell the group, and may be said twice; `among` are those who could be named.
    """

    of_group: Callable[[Session], Known] = lambda session: NOTHING
    remember: Callable[[Session, int, int, Iterable[Pair]], Awaitable[object]] = _forget
    wish: Callable[[Session, str, Iterable[str], Iterable[str]], Awaitable[object]] = _forget

    def known(self, session: Session, words: Mapping[str, str]) -> Known:
        """All that is known. What somebody wished before and what they wish today both hold: the group has heard of
        today's changes, and of people who come later it alone knows."""
        known = self.of_group(session)
        said = {id.removeprefix(WISH): frozenset(text.split()) for id, text in words.items() if id.startswith(WISH)}
        if not said:
            return known
        asked = {**known.asked, **{seat: others | known.asked.get(seat, frozenset()) for seat, others in said.items()}}
        wishes = frozenset(frozenset((seat, other)) for seat, others in asked.items() for other in others)
        return replace(known, asked=asked, wishes=wishes)

    async def note(
        self, session: Session, seat: str | None, happened: Iterable[Event], words: Mapping[str, str]
    ) -> None:
        """Tell the group what of this it keeps. A round that it could not hear of is told again when the room is next
        opened. Whoever asked for something in the session is not told no because of it: it is done.
        """
        try:
            for event in happened:
                if isinstance(event, PairsBack):
                    state = session.states[event.step]
                    await self.remember(session, event.step, state.draw, state.ran[state.draw])
                elif isinstance(event, WishKept) and seat is not None:
                    await self.wish(session, seat, words[f"{WISH}{seat}"].split(), session.seats)
        except (StoreFault, Refused, Lost):
            log.warning("a group could not be told of its pairs yet")

    async def remind(self, session: Session) -> None:
        """Say again what may not have been heard: this session's rounds, each once however often it is said. Wishes are
        not said again: meanwhile they may have been taken back in another session.
        """
        for index, state in session.states.items():
            if isinstance(state, PairsState):
                for draw, pairs in state.ran.items():
                    await self.remember(session, index, draw, pairs)


ALONE = Circle()  # of a session that belongs to no group
