"""Events to bytes and back: an entry of the log is a JSON list of events. Older versions are lifted in reading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter, ValidationError

from talkingpiece.core.cards.events import CARD_EVENTS
from talkingpiece.core.events import SESSION_EVENTS, Event
from talkingpiece.core.steps import step_events
from talkingpiece.core.upcast import Fields, upcast

EVENTS: tuple[type[Event], ...] = (*SESSION_EVENTS, *CARD_EVENTS, *step_events())

_known: Any = Annotated[Union[EVENTS], Field(discriminator="type")]  # noqa: UP007
_adapter: TypeAdapter[list[Event]] = TypeAdapter(list[_known])


_versions = {event.type: event.v for event in EVENTS}  # type: ignore[attr-defined]


class UnreadableLog(Exception):
    """An entry this build cannot read: written by a newer one, or damaged. Says which entry, never what is in it."""


def encode(events: Sequence[Event]) -> bytes:
    """One entry of the log."""
    return _adapter.dump_json(list(events))


def decode(entry: bytes, seq: int = 0) -> list[Event]:
    """The events of one entry, lifted to today's versions. Raises UnreadableLog."""
    try:
        return _adapter.validate_python([_known_version(upcast(fields)) for fields in json.loads(entry)])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError):
        raise UnreadableLog(
            f"entry {seq} of this session's log was written by a newer version of Talking Piece, or is damaged"
        ) from None


def _known_version(fields: Fields) -> Fields:
    """A newer version may mean something else by the same fields: better not read than misread. Raises ValueError."""
    if fields["v"] != _versions[fields["type"]]:
        raise ValueError
    return fields
