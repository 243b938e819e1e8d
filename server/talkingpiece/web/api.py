"""The HTTP API: modules, starting a session, cards, the report.

Faults are `{"error": {"code", "message"}}` everywhere.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, TypeAdapter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from talkingpiece import keys
from talkingpiece.core.commands import DropCard, UnsignedText
from talkingpiece.core.module import Module
from talkingpiece.core.refusal import Refused
from talkingpiece.core.rooms import room_links
from talkingpiece.core.texts import words_of
from talkingpiece.house import House, Opened, Wanted
from talkingpiece.web.posted import Fault, Said, answer, bearer, body_of, done, may_start, read_json, refusals
from talkingpiece.web.report import Format, report
from talkingpiece.web.security import Places, socket_url

LARGEST_CARD = 16 * 1024  # bytes of JSON around at most 2,400 bytes of words


class NewSession(Said):
    """The body of `POST /api/sessions`."""

    module: str
    title: str | None = Field(None, max_length=200)
    group: str | None = None
    begins: str | None = None
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


class Api:
    """The routes' handlers."""

    def __init__(self, house: House, places: Places) -> None:
        self.house, self.places = house, places

    async def modules(self, request: Request) -> Response:
        return JSONResponse([listed(module) for module in self.house.modules.values()])

    async def open_session(self, request: Request) -> Response:
        group = await self._kept_group(request.headers)
        if group is None:
            may_start(self.places, request.headers)
        body = read_json(TypeAdapter(NewSession), await body_of(request))
        if group is not None and body.group != group:  # a group's key opens that group's sessions and no others
            may_start(self.places, request.headers)
        with refusals(no_module=404, no_group=404):
            opened = await self.house.open_session(
                Wanted(
                    module=body.module,
                    title=body.title,
                    led=body.led,
                    door=body.door or "auto",
                    room_links=room_links(body.room_links),
                    group=body.group,
                    begins=body.begins,
                )
            )
        return answer(self._addresses(request, opened, body.led), 201)

    async def _kept_group(self, headers: Headers) -> str | None:
        """The group whose keeper asks."""
        key = bearer(headers)
        book = await self.house.groups.kept_by(key) if key else None
        return book.group if book else None

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
        said = read_json(_dropped, await body_of(request, LARGEST_CARD))
        with refusals():
            if not keys.is_token(said.id):
                raise Refused("bad_field", "There is something wrong with id in this message.")
            text = words_of(said.text)
            if isinstance(said, SaidCard):
                room.drop_card(DropCard(said.id, text, said.to, said.weight))
            else:
                room.drop_text(UnsignedText(said.id, said.step, text))
        return done()

    async def report(self, request: Request) -> Response:
        """What stays of a session, for anybody who has a key to it."""
        key = bearer(request.headers)
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
