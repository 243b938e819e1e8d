"""A session's people as members of its group: what is known of them, and what is remembered. By seat; a session without
a group, and a seat without a member, have nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from itertools import combinations

from talkingpiece.clock import Clock
from talkingpiece.core.pairing.known import NOTHING, Known
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.session import Seat, Session
from talkingpiece.groups import Groups
from talkingpiece.groups.weeks import week_of
from talkingpiece.store.base import StoreFault

MOST_REMEMBERED = 200  # sessions whose answer is kept at hand

log = logging.getLogger(__name__)


class Company:
    """Between the rooms and their groups."""

    def __init__(self, groups: Groups, clock: Clock) -> None:
        self.groups, self._clock = groups, clock
        self._known: dict[str, tuple[int, Mapping[str, Seat], Known]] = {}

    def known(self, session: Session) -> Known:
        """What is known of those who have a place. At once, and reckoned once for as long as nothing changes."""
        book = self.groups.held(session.group)
        if session.group is None or book is None:
            return NOTHING
        revision, seats, before = self._known.get(session.id, (0, {}, NOTHING))
        if revision == book.revision and seats is session.seats:
            return before
        now = self.groups.known(session.group, _members(session), session.id)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[session.id] = (book.revision, session.seats, now)
        return now

    async def remember(self, session: Session, step: int, draw: int, pairs: Iterable[Iterable[str]]) -> None:
        """Keep who was together in one draw of a step: groups of seats, of any size; once, however often it is said.
        What cannot be kept just now does not disturb the session: say it again.
        """
        if session.group is None:
            return
        member = _members(session)
        met = [[member[seat] for seat in group if seat in member] for group in pairs]
        two = [pair for group in met for pair in combinations(group, 2)]
        id = f"met:{session.id}:{step}:{draw}"
        try:
            await self.groups.remember(session.group, id, week_of(self._clock.now_ms()), two, session.id)
        except (Refused, Lost, StoreFault):
            log.warning("who met could not be kept yet")

    async def wish(self, session: Session, seat: str, not_with: Iterable[str], among: Iterable[str]) -> None:
        """Keep somebody's private list beyond this session. They were shown what they wished of those `among` whom they
        chose, so it replaces that; what they wished of others stays.
        """
        member = _members(session)
        if session.group is None or seat not in member:
            return
        others = [member[other] for other in not_with if other in member]
        asked = [member[other] for other in among if other in member]
        try:
            await self.groups.wish(session.group, member[seat], others, asked)
        except (Refused, Lost, StoreFault):
            log.warning("a wish could not be kept yet")


def _members(session: Session) -> dict[str, str]:
    return {seat.id: seat.member for seat in session.seats.values() if seat.member is not None}
