"""Every message either way, per role; JSON in, JSON out. Built from the registry of kinds and the shapes of the views.

A connection is read with its role's own decoder: what it may not say does not exist for it. Texts of what was
received never reach a log or an answer.
"""

from __future__ import annotations

import json
from enum import IntEnum
from functools import cache
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaMode

from talkingpiece import parts
from talkingpiece.core.commands import LEADING, SEATED, Pause
from talkingpiece.core.events import Led
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps import KINDS
from talkingpiece.messages import (
    Admit,
    Beat,
    Blind,
    Blinded,
    Decline,
    GoAway,
    Hand,
    Hello,
    Issued,
    Keys,
    Message,
    No,
    Ok,
    Ping,
    Pong,
    Role,
    ThingKey,
    Token,
    Waiting,
    Welcome,
)  # fmt: skip

__all__ = [
    "Admit", "Beat", "Blind", "Blinded", "Close", "Decline", "GoAway", "Hand", "Hello", "Issued", "Keys", "Message",
    "Misread", "No", "Ok", "Ping", "Pong", "Role", "ThingKey", "Token", "Unreadable", "Waiting", "Welcome", "check_id",
    "decode", "encode", "schema", "verbs",
]  # fmt: skip

SUBPROTOCOL = "talkingpiece.v1"
TICKET_PREFIX = "ticket."  # reserved: who offers one is welcomed without hello
MAX_FRAME = 64 * 1024  # bytes, either way
ID_LENGTH = 64  # letters in a client-made id


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


ANSWERS = (Welcome, Waiting, Pong, Ok, No, GoAway, Beat, Keys, Issued)
VIEWS = (
    parts.StageHead, parts.StageTally, parts.StageCards, parts.StageBoard, parts.SeatView,
    parts.Header, parts.Roster, parts.ConsoleCards, parts.ConsoleBoard,
)  # fmt: skip


# --- who may say what --------------------------------------------------------------------------------------


def seat_verbs(led: Led) -> tuple[type, ...]:
    """What a seat may say. Leading verbs are not among them; in a peer-led session anyone may pause."""
    verbs = (Ping, Blind, Hand, *SEATED, *(verb for kind in KINDS.values() for verb in kind.commands))
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
