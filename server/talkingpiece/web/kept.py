"""What is kept of cards: `GET /api/kept`, read from the store itself, for anybody with a key to the session.

Nothing is made nicer here. Whoever wonders whether a card leads back to them reads what the server has of it: the
entries of its log in which a card, a tap or an unsigned answer is named, and the words beside it. Words that this
reader may not see in the panel either are told by their length.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from talkingpiece import store
from talkingpiece.core.cards.events import CARD_EVENTS
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.house import House
from talkingpiece.room import Room
from talkingpiece.web.posted import Fault, answer, bearer, opened_by

OF_CARDS = ("card:", "secret:", "reply:", "said:", "unsigned:")  # how the ids of their side records begin
PAGE = 1000  # entries read at once


class Kept:
    """The route's handler."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def kept(self, request: Request) -> Response:
        """The entries and words of cards as they are stored. Raises Fault for a key under which nothing is kept."""
        room = await opened_by(self.house, bearer(request.headers))
        if room is None:
            raise Fault(404, "no_entry", "Nothing is kept under this key.")
        entries, others = await self._entries(room)
        return answer({"entries": entries, "others": others, "words": await self._words(room)})

    async def _entries(self, room: Room) -> tuple[list[dict[str, Any]], int]:
        """Entries that name a card, in full, and how many others there are."""
        found: list[dict[str, Any]] = []
        others = after = 0
        while True:
            part = await self.house.store.read(room.session.id, after, PAGE)
            if isinstance(part, store.Gone) or not part.entries:
                return found, others
            for entry in part.entries:
                events = json.loads(entry.events)
                if any(event["type"] in _NAMED for event in events):
                    found.append(
                        {"seq": entry.seq, "id": entry.command_id, "hash": entry.body_hash.hex(), "events": events}
                    )
                else:
                    others += 1
                after = entry.seq

    async def _words(self, room: Room) -> list[dict[str, Any]]:
        kept = await self.house.store.records(room.session.id)
        open_to_all = frozenset(_open_to_all(room.session))
        return [
            {"id": id, "text": text.decode() if id in open_to_all else None, "bytes": len(text)}
            for id, text in kept.items()
            if id.startswith(OF_CARDS)
        ]


def _open_to_all(session: Session) -> Iterator[str]:
    """The side records whose words everybody reads in their panel anyway."""
    for card in session.cards.values():
        if card.shown and card.state != "held":
            yield f"card:{card.id}"
            yield from (f"said:{reply.id}" for reply in card.replies)
            if card.aloud:
                yield f"reply:{card.id}"
    for index in session.states:
        kind = KINDS[session.module.steps[index].kind]
        yield from (f"unsigned:{id}" for id in kind.listed(session, index))


_UNSIGNED = (event for kind in KINDS.values() for event in kind.events if "unsigned" in event.__dataclass_fields__)
_NAMED = {event.type for event in (*CARD_EVENTS, *_UNSIGNED)}  # type: ignore[attr-defined]
