"""What a channel stands on: its room."""

from __future__ import annotations

from typing import Protocol

from talkingpiece import wire
from talkingpiece.core.cards.commands import OpenBeat
from talkingpiece.core.session import Session


class Ground(Protocol):
    """The room, as far as its channel knows it."""

    @property
    def session(self) -> Session: ...

    def seats(self) -> frozenset[str]:
        """Seats with an open line."""

    def tell_seats(self, message: wire.Message) -> None:
        """The same bytes to all seats; of one type the newest is enough."""

    async def open_beat(self, command: OpenBeat) -> None:
        """Have it opened, once. Durable when it returns; raises Refused or Lost."""

    def renew(self) -> None:
        """Something that views show has changed."""
