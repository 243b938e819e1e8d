"""What is posted, read strictly; who may post; and the one shape of faults: `{"error": {"code", "message"}}`."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from talkingpiece import keys
from talkingpiece.core.refusal import Refused
from talkingpiece.house import House
from talkingpiece.room import Room
from talkingpiece.web.security import Places

T = TypeVar("T")

LARGEST_BODY = 64 * 1024  # bytes
NO_STORE = {"Cache-Control": "no-store"}


class Said(BaseModel):
    """Base of what is posted: strict, unknown fields refused, contents never quoted in a fault."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)
    known_fields: ClassVar[set[str]] = set()  # of all shapes: a fault names no other

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        Said.known_fields.update(cls.model_fields)


class Fault(Exception):
    """An answer other than yes. `more`: further fields of the error."""

    def __init__(self, status: int, code: str, message: str, **more: object) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.more = status, code, message, more


def told(fault: Fault) -> JSONResponse:
    """The one shape of faults."""
    return answer({"error": {"code": fault.code, "message": fault.message, **fault.more}}, fault.status)


def answer(body: object, status: int = 200) -> JSONResponse:
    """An answer that nobody on the way keeps."""
    return JSONResponse(body, status, NO_STORE)


def done() -> Response:
    """Yes, and no more to say."""
    return Response(status_code=204, headers=NO_STORE)


@contextmanager
def refusals(**status: int) -> Iterator[None]:
    """What is refused within becomes a fault: 422, or what is given for its code."""
    try:
        yield
    except Refused as refusal:
        known = {"not_kept": 503, **status}
        raise Fault(known.get(refusal.code, 422), refusal.code, refusal.message) from None


async def body_of(request: Request, most: int = LARGEST_BODY) -> bytes:
    """The body, at most this many bytes. Raises Fault for more, however it is sent."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise Fault(413, "too_large", "This is more than fits here.")
            parts.append(part)
    except ClientDisconnect:
        raise Fault(400, "cut_off", "The request ended before it was complete.") from None
    return b"".join(parts)


def read_json(shape: TypeAdapter[T], body: bytes) -> T:
    """A body of this shape. Raises Fault, which names a field and never what was in it."""
    try:
        return shape.validate_json(body)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise Fault(400, "not_json", "The body is not JSON.") from None
        field = next((str(part) for part in reversed(first["loc"]) if part in Said.known_fields), "a field")
        raise Fault(422, "bad_field", f"There is something wrong with {field} in this message.") from None


def bearer(headers: Headers) -> str:
    """The key in `Authorization: Bearer`, or ""."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else ""


def may_start(places: Places, headers: Headers) -> None:
    """The operator's key; without one, only somebody at this very machine. Raises Fault."""
    key = places.config.operator_key
    if key and hmac.compare_digest(bearer(headers).encode(), key.encode()):
        return
    if not places.origin_allowed(headers.get("origin"), headers.get("host", "")):
        raise Fault(403, "foreign_origin", "Sessions are started from this server's own pages.")
    if not places.is_local(headers):
        raise Fault(403, "no_key", "Starting a session here needs the key of whoever runs this server.")


async def opened_by(house: House, key: str) -> Room | None:
    """The room that a seat's or a facilitator's key opens."""
    room = await house.room_by_key(key)
    stored = [] if room is None else [room.session.facilitator_key, *(s.key for s in room.session.seats.values())]
    return room if any(keys.opens(key, one) for one in stored) else None
