"""Every message either way, per role; JSON in, JSON out. Built from the registry of kinds and the shapes of the views.

A connection is read with its role's own decoder: what it may not say does not exist for it. Texts of what was
received never reach a log or an answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, Literal, Union

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaMode

from talkingpiece import parts
from talkingpiece.core.commands import LEADING, SEATED, STRICT, Command, Pause
from talkingpiece.core.events import Led
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps import KINDS

SUBPROTOCOL = "talkingpiece.v1"
TICKET_PREFIX = "ticket."  # reserved: who offers one is welcomed without hello
MAX_FRAME = 64 * 1024  # bytes, either way
ID_LENGTH = 64  # letters in a client-made id

Role = Literal["participant", "facilitator", "wall"]


class Close(IntEnum):
    """Why a socket is closed. Below 4000 as in RFC 6455; the others are ours."""

    why: str

    def __new__(cls, code: int, why: str) -> Close:
        member = int.__new__(cls, code)
        member._value_, member.why = code, why
        return member

    RESTART = 1012, "the server restarts: come back after `go_away.retry_after_ms`"
    BINARY = 1003, "a binary frame: everything here is text"
    TOO_LARGE = 1009, "a frame above 64 KiB"
    TRY_LATER = 1013, "this peer does not read, or the server has no room: come back later"
    UNREADABLE = 4400, "not JSON, not an object, or no type"
    NO_ENTRY = 4401, "nothing is open under this code or key, it is over, or it is full: the same answer for all"
    DECLINED = 4403, "whoever leads did not open the door"
    UNKNOWN_PROTOCOL = 4406, "the subprotocol talkingpiece.v1 was not offered"
    NO_HELLO = 4408, "no hello within 10 s"
    TAKEN_OVER = 4409, "the same place was opened elsewhere; the newer one has it"
    TOO_MANY = 4429, "too many messages, or too many wrong tries from this address"
    STORE = 4503, "what keeps the sessions cannot be reached just now: come back soon"


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
    """You are in. `now`: server ms. `build`: changes with the client files. `cards_url`: where cards go, one for all.

    `seat_key` opens the same seat again from anywhere: treat it like a password. Cards open every `card_window_ms`.
    """

    type: Literal["welcome"] = "welcome"
    role: Role
    seat: str | None = None
    seat_key: str | None = None
    now: int
    build: str
    cards_url: str
    card_window_ms: int
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
class GoAway(Message):
    """The server is about to close; come back after this many ms."""

    type: Literal["go_away"] = "go_away"
    retry_after_ms: int


ANSWERS = (Welcome, Waiting, Pong, Ok, No, GoAway)
VIEWS = (
    parts.StageHead, parts.StageTally, parts.StageCards, parts.StageBoard, parts.SeatView,
    parts.Header, parts.Roster, parts.ConsoleCards, parts.ConsoleBoard,
)  # fmt: skip


# --- who may say what --------------------------------------------------------------------------------------


def seat_verbs(led: Led) -> tuple[type, ...]:
    """What a seat may say. Leading verbs are not among them; in a peer-led session anyone may pause."""
    verbs = (Ping, Hand, *SEATED, *(verb for kind in KINDS.values() for verb in kind.commands))
    return (*verbs, Pause) if led == "peers" else verbs


def leading_verbs() -> tuple[type, ...]:
    """What those who lead may say."""
    return (*LEADING, Admit, Decline, *(verb for kind in KINDS.values() for verb in kind.leading))


@cache
def verbs(role: Role, led: Led, leads: bool) -> tuple[type, ...]:
    """Everything a connection of this role may say, each once."""
    if role == "wall":
        return (Ping,)
    said = () if role == "facilitator" else seat_verbs(led)
    return tuple(dict.fromkeys((Ping, *said, *(leading_verbs() if leads else ()))))


@cache
def _decoder(allowed: tuple[type, ...]) -> TypeAdapter[Any]:
    union: Any = allowed[0] if len(allowed) == 1 else Annotated[Union[allowed], Field(discriminator="type")]  # noqa: UP007
    return TypeAdapter(union)


class Unreadable(Exception):
    """Not JSON, or not an object with a type: there is nobody to answer, the line is closed."""


def decode(frame: str, allowed: tuple[type, ...]) -> Any:
    """One message of the given types. Raises Unreadable, or Misread with the client's id when there is one."""
    try:
        said = _decoder(allowed).validate_json(frame)
    except ValidationError as fault:
        raise _misread(frame, fault) from None
    if len(allowed) == 1 and "type" not in json.loads(frame):  # only a union asks for the type by itself
        raise Unreadable
    return said


class Misread(Refused):
    """A message that is not one of those this connection may send."""

    def __init__(self, id: str, code: str, message: str) -> None:
        super().__init__(code, message)
        self.id = id


def _misread(frame: str, fault: ValidationError) -> Exception:
    """Say which field is wrong, never what was in it."""
    try:
        data = json.loads(frame)
    except (ValueError, RecursionError):
        return Unreadable()
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        return Unreadable()
    id = data.get("id")
    id = id if isinstance(id, str) and len(id) <= ID_LENGTH and id.isascii() else ""
    first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"].startswith("union_tag") or first["loc"] == ("type",):  # without a union: the only verb there is
        return Misread(id, "unknown_type", "This is not something that can be said here.")
    if first["type"] == "json_invalid":
        return Unreadable()
    field = ".".join(str(part) for part in first["loc"][-1:])
    known = field if field.isidentifier() and len(field) <= ID_LENGTH and field in _FIELDS else "a field"
    return Misread(id, "bad_field", f"There is something wrong with {known} in this message.")


def check_id(id: str) -> str:
    """A client-made id: 1 to 64 printable ASCII letters. Raises Misread."""
    if not (0 < len(id) <= ID_LENGTH and id.isascii() and id.isprintable()):
        raise Misread("", "bad_field", "There is something wrong with id in this message.")
    return id


_FIELDS = frozenset(
    name
    for said in (Hello, *verbs("participant", "peers", True))
    for name in said.__dataclass_fields__  # type: ignore[attr-defined]
)


# --- JSON out ----------------------------------------------------------------------------------------------


@cache
def _encoder(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def encode(message: Message | parts.View) -> str:
    """A message or view as JSON text."""
    shape: type = type(message)
    return _encoder(shape).dump_json(message).decode()


# --- the schema --------------------------------------------------------------------------------------------

ROLES: dict[str, tuple[type, ...]] = {
    "participant": verbs("participant", "facilitator", False),
    "peer": verbs("participant", "peers", False),
    "leading_peer": verbs("participant", "peers", True),
    "facilitator": verbs("facilitator", "facilitator", True),
    "wall": verbs("wall", "facilitator", False),
}


def schema() -> dict[str, Any]:
    """JSON Schema of every message: `$defs` by name; `properties` say what each role may say and what it may hear."""
    said = tuple(dict.fromkeys((Hello, *(verb for allowed in ROLES.values() for verb in allowed))))
    heard = (*ANSWERS, *VIEWS)
    inputs: list[tuple[Any, JsonSchemaMode, TypeAdapter[Any]]] = [
        *((shape.__name__, "validation", TypeAdapter(shape)) for shape in said),
        *((shape.__name__, "serialization", TypeAdapter(shape)) for shape in heard),
    ]
    refs, rest = TypeAdapter.json_schemas(inputs, ref_template="#/$defs/{model}")
    defs = {
        **rest.get("$defs", {}),
        **{key[0]: schema for key, schema in refs.items() if "$ref" not in schema},
    }

    def one_of(shapes: tuple[type, ...]) -> dict[str, Any]:
        return {"oneOf": [{"$ref": f"#/$defs/{shape.__name__}"} for shape in shapes]}

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Protocol",
        "description": f"{SUBPROTOCOL}: every message either way.",
        "type": "object",
        "properties": {
            "hello": {"$ref": "#/$defs/Hello"},
            **{f"{role}_says": one_of((Hello, *allowed)) for role, allowed in ROLES.items()},
            "server_says": one_of(heard),
        },
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }
