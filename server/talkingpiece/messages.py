"""Every message either way, but the views and the verbs of the core: shapes without rules. `wire` reads and writes.

Times are server milliseconds. Whatever is bytes travels in base64url without padding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from talkingpiece.core.commands import STRICT, Command
from talkingpiece.core.events import Led

TOKENS = 64  # asked for in one message; a panel that comes late asks again at the next beat

Role = Literal["participant", "facilitator", "wall"]


# --- what clients say --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Hello:
    """The first message, within 10 s. Exactly one of the keys or the code.

    `id`: 128 random bits made by the client (22 letters of base64url), so that a join whose answer was lost is found
    again instead of leaving an empty chair; the seat key is derived from it. `seen`: the last one a `welcome` gave.
    `member_key`: the personal link of a group's member, which leads to the circle the group has open.
    """

    type: Literal["hello"] = "hello"
    code: str | None = None
    seat_key: str | None = None
    facilitator_key: str | None = None
    wall_key: str | None = None
    member_key: str | None = None
    name: str | None = None
    id: str | None = None
    seen: str | None = None
    __pydantic_config__ = STRICT

    @property
    def keys(self) -> int:
        """How many ways in are offered; exactly one is right."""
        ways = (self.code, self.seat_key, self.facilitator_key, self.wall_key, self.member_key)
        return sum(way is not None for way in ways)


@dataclass(frozen=True, kw_only=True)
class Ping:
    """Measure the clock and show that the line is open. `sent` comes back as it was."""

    type: Literal["ping"] = "ping"
    sent: int | Annotated[float, Field(allow_inf_nan=False)]
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Blinded:
    """A token that is asked for: the leaf whose key shall sign it, and 32 blinded bytes in base64url."""

    leaf: int
    element: str
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Blind:
    """Ask for tokens: at every beat for the beat after next, and for every new thing. Never on a wish to write."""

    type: Literal["blind"] = "blind"
    tokens: Annotated[tuple[Blinded, ...], Field(min_length=1, max_length=TOKENS, strict=False)]
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Hand(Command):
    """Raise or lower one's hand. Never stored."""

    type: Literal["hand"] = "hand"
    up: bool


@dataclass(frozen=True, kw_only=True)
class Admit(Command):
    """Open the door to somebody who knocks."""

    type: Literal["admit"] = "admit"
    seat: str


@dataclass(frozen=True, kw_only=True)
class Decline(Command):
    """Keep the door closed to somebody who knocks."""

    type: Literal["decline"] = "decline"
    seat: str


# --- what the server says ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Message:
    """Base of what the server says beside the views."""

    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Welcome(Message):
    """You are in. `now`: server ms. `build`: changes with the client files. `cards_url`: where packets go, one for all.

    `seat_key` opens the same seat again from anywhere: treat it like a password. `session`: what packets and acts are
    signed for. `root` (32 bytes, base64url) stands for all keys of the session; the join link carries a part of it. It
    is empty once the session is over.
    `wrap` (32 bytes): the key of this seat's pocket. A beat lasts `beat_ms`.
    """

    type: Literal["welcome"] = "welcome"
    role: Role
    seat: str | None = None
    seat_key: str | None = None
    now: int
    build: str
    cards_url: str
    session: str
    root: str
    wrap: str | None = None
    beat_ms: int
    join_url: str
    led: Led
    seen: str


@dataclass(frozen=True, kw_only=True)
class Waiting(Message):
    """The door is closed; whoever leads sees your knock."""

    type: Literal["waiting"] = "waiting"
    name: str
    build: str


@dataclass(frozen=True, kw_only=True)
class Pong(Message):
    """`now`: server ms; `rate`: server ms per real ms, 1 except in rehearsal."""

    type: Literal["pong"] = "pong"
    sent: int | float
    now: int
    rate: float = 1


@dataclass(frozen=True, kw_only=True)
class Ok(Message):
    """Done, and kept."""

    type: Literal["ok"] = "ok"
    id: str


@dataclass(frozen=True, kw_only=True)
class No(Message):
    """Not done. `code` is for programs, `message` for the person."""

    type: Literal["refused"] = "refused"
    id: str
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Beat(Message):
    """A beat begins; the same bytes for everybody with a place. In the handler of this very message each panel posts
    its packet for `beat`, then asks for a token of `leaf`.

    `opening`: all words may be in it; `soon`: words that cannot wait may. `questions`: things whose answers open with
    it, and cards and replies that were sealed for one of them: while everybody was asked to be quiet and write.
    `key` and `path` (32 bytes each, base64url) belong to `leaf`; it is None when the beats of a session are used up.
    """

    type: Literal["beat"] = "beat"
    beat: int
    opening: bool
    soon: bool
    questions: tuple[str, ...]
    leaf: int | None
    key: str | None
    path: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ThingKey(Message):
    """The key under which ballots on a thing (a card) are cast, and the path that leads from it to the root."""

    thing: str
    leaf: int
    key: str
    path: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Keys(Message):
    """All things that can be voted on just now. The same bytes for everybody with a place, whenever it changes."""

    type: Literal["keys"] = "keys"
    things: tuple[ThingKey, ...]


@dataclass(frozen=True, kw_only=True)
class Token(Message):
    """The answer for one leaf: the element evaluated (32 bytes) and the proof (64 bytes), or why there is none."""

    leaf: int
    element: str | None = None
    proof: str | None = None
    no: Literal["not_now", "issued", "unreadable"] | None = None


@dataclass(frozen=True, kw_only=True)
class Issued(Message):
    """Tokens, signed blind, in the order in which they were asked for."""

    type: Literal["issued"] = "issued"
    tokens: tuple[Token, ...]


@dataclass(frozen=True, kw_only=True)
class GoAway(Message):
    """The server is about to close; come back after this many ms."""

    type: Literal["go_away"] = "go_away"
    retry_after_ms: int
