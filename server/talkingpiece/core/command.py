"""What every command is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

STRICT = {"extra": "forbid", "strict": True}


@dataclass(frozen=True, kw_only=True)
class Command:
    """Something asked for over a connection. `id` is made by the client and scoped by its seat.

    `private`: what is in it can be erased, so not even its hash is kept.
    """

    id: str
    private: ClassVar[bool] = False
    __pydantic_config__ = STRICT
