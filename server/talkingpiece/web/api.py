"""The HTTP API: modules, starting a session, cards, the report.

Faults are `{"error": {"code", "message"}}` everywhere.
"""

from __future__ import annotations

import hmac
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from talkingpiece import keys
from talkingpiece.core.commands import DropCard, UnsignedText
from talkingpiece.core.module import Module
from talkingpiece.core.refusal import Refused
from talkingpiece.core.rooms import room_links
from talkingpiece.core.texts import words_of
from talkingpiece.house import House, Opened
from talkingpiece.web.report import Format, report
from talkingpiece.web.security import Places, socket_url

T = TypeVar("T")

LARGEST_BODY = 64 * 1024  # bytes
LARGEST_CARD = 16 * 1024  # bytes of JSON around at most 2,400 bytes of words


class Said(BaseModel):
    """Base of what is posted: strict, unknown fields refused, contents never quoted in a fault."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class NewSession(Said):
    """The body of `POST /api/sessions`."""

    module: str
    title: str | None = Field(None, max_length=200)
    group: str | None = None
    led: Literal["facilitator", "peers"] = "facilitator"
    door: Literal["open", "knock"] | None = None
    room_links: list[str] = Field(default_factory=list, max_length=2500)


class SaidCard(Said):
    """A concern card. There is no field for a person."""

    id: str
    text: str
    to: Literal["lead", "all"] = "lead"
    weight: Literal["thought", "slow", "stop"] = "thought"


class SaidText(Said):
    """An unsigned answer to a step (index from 0). There is no field for a person."""

    id: str
    step: int
    text: str


_dropped: TypeAdapter[SaidCard | SaidText] = TypeAdapter(SaidCard | SaidText)


class Fault(Exception):
    """An answer other than yes."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def told(fault: Fault) -> JSONResponse:
    """The one shape of faults."""
    return JSONResponse(
        {"error": {"code": fault.code, "message": fault.message}}, fault.status, {"Cache-Control": "no-store"}
    )


class Api:
    """The routes' handlers."""

    def __init__(self, house: House, places: Places) -> None:
        self.house, self.places = house, places

    async def modules(self, request: Request) -> Response:
        return JSONResponse([listed(module) for module in self.house.modules.values()])

    async def open_session(self, request: Request) -> Response:
        self._may_start(request.headers)
        body = _read_json(TypeAdapter(NewSession), await _body(request, LARGEST_BODY))
        if body.group is not None:  # groups come with pairing across sessions
            raise Fault(404, "no_group", "There is no group of this name here.")
        try:
            links = room_links(body.room_links)
            opened = await self.house.open_session(body.module, body.title, body.led, body.door or "auto", links)
        except Refused as refusal:
            status = {"no_module": 404, "not_kept": 503}.get(refusal.code, 422)
            raise Fault(status, refusal.code, refusal.message) from None
        return JSONResponse(self._addresses(request, opened, body.led), 201, {"Cache-Control": "no-store"})

    def _may_start(self, headers: Headers) -> None:
        """The operator's key; without one, only somebody at this very machine."""
        key = self.places.config.operator_key
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if key and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), key.encode()):
            return
        if not self.places.origin_allowed(headers.get("origin"), headers.get("host", "")):
            raise Fault(403, "foreign_origin", "Sessions are started from this server's own pages.")
        if not self.places.is_local(headers):
            raise Fault(403, "no_key", "Starting a session here needs the key of whoever runs this server.")

    def _addresses(self, request: Request, opened: Opened, led: str) -> dict[str, str]:
        address = self.places.address(request.headers)
        join = f"{address}/j/{opened.code}"
        # Among peers the key leads to a seat; a facilitator's console can open a wall.
        more = "&led=peers" if led == "peers" else f"&w={opened.wall_key}"
        return {
            "session": opened.session,
            "code": opened.code,
            "join_url": join,
            "console_url": f"{join}#f={opened.facilitator_key}{more}",
            "wall_url": f"{join}#w={opened.wall_key}",
            "facilitator_key": opened.facilitator_key,
            "wall_key": opened.wall_key,
            "ws_url": f"{socket_url(address)}/ws",
        }

    async def drop(self, request: Request) -> Response:
        """A card or an unsigned answer. The client's address is not read, and nothing is counted for it."""
        if not self.places.origin_allowed(_none(request.headers.get("origin")), request.headers.get("host", "")):
            raise Fault(403, "foreign_origin", "Cards are written on this server's own pages.")
        room = await self.house.room_by_alias("room", request.path_params["room"])
        if room is None:
            raise Fault(404, "no_room", "There is no box for cards at this address.")
        said = _read_json(_dropped, await _body(request, LARGEST_CARD))
        try:
            if not keys.is_token(said.id):
                raise Refused("bad_field", "There is something wrong with id in this message.")
            text = words_of(said.text)
            if isinstance(said, SaidCard):
                room.drop_card(DropCard(said.id, text, said.to, said.weight))
            else:
                room.drop_text(UnsignedText(said.id, said.step, text))
        except Refused as refusal:
            raise Fault(422, refusal.code, refusal.message) from None
        return Response(status_code=204, headers={"Cache-Control": "no-store"})

    async def report(self, request: Request) -> Response:
        """What stays of a session, for anybody who has a key to it."""
        key = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        room = await self.house.room_by_key(key)
        stored = [] if room is None else [room.session.facilitator_key, *(s.key for s in room.session.seats.values())]
        if room is None or not any(keys.opens(key, one) for one in stored):
            raise Fault(404, "no_entry", "Nothing is kept under this key.")
        if room.session.phase != "ended":
            raise Fault(409, "not_ended", "The report is ready when the circle is closed.")
        format: Format = "html" if request.query_params.get("format") == "html" else "md"
        return report(room.world(), format)


def listed(module: Module) -> dict[str, object]:
    """A module as the API and the home page list it."""
    return {
        "name": module.name,
        "title": module.title,
        "minutes": module.minutes,
        "people": list(module.people),
        "summary": module.summary,
    }


def _none(origin: str | None) -> str | None:
    """A request that hides where it comes from (`Origin: null`) is one of ours as often as not."""
    return None if origin == "null" else origin


async def _body(request: Request, most: int) -> bytes:
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


def _read_json(shape: TypeAdapter[T], body: bytes) -> T:
    try:
        return shape.validate_json(body)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise Fault(400, "not_json", "The body is not JSON.") from None
        field = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
        known = field if field in _FIELDS else "a field"
        raise Fault(422, "bad_field", f"There is something wrong with {known} in this message.") from None


_FIELDS = frozenset((*NewSession.model_fields, *SaidCard.model_fields, *SaidText.model_fields))
