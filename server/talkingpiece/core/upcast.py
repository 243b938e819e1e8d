"""Lift events of older versions to today's, before they are read: pure functions on plain data.

`LIFTS[(type, version)]` turns the fields of that version into those of the next one. A golden log of every release
is folded in the tests, so a change of an event without a lift cannot land.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Fields = dict[str, Any]
Lift = Callable[[Fields], Fields]

LIFTS: dict[tuple[str, int], Lift] = {}


def upcast(fields: Fields, lifts: dict[tuple[str, int], Lift] | None = None) -> Fields:
    """The event's fields in the newest version that a lift leads to."""
    known = LIFTS if lifts is None else lifts
    while lift := known.get((fields["type"], fields["v"])):
        fields = {**lift(fields), "v": fields["v"] + 1}
    return fields
