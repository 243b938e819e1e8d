"""The HTTP API: modules, starting a session, the report.

Faults are `{"error": {"code", "message"}}` everywhere.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, TypeAdapter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from talkingpiece.core.module import Module
from talkingpiece.core.rooms import room_links
from talkingpiece.house import House, Opened, Wanted
from talkingpiece.web.posted import Fault, Said, answer, bearer, body_of, may_start, opened_by, read_json, refusals
from talkingpiece.web.report import Format, report
from talkingpiece.web.security import Places, socket_url


class NewSession(Said):
    """The body of `POST /api/sessions`."""

    module: str
    title: str | None = Field(None, max_length=200)
    group: str | None = None
    begins: str | None = None
    led: Literal["facilitator", "peers"] = "facilitator"
    door: Literal["open", "knock"] | None = None
    room_links: list[str] = Field(default_factory=list, max_length=2500)


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
        join, link = f"{address}/j/{opened.code}", f"k={opened.link}"
        # Among peers the key leads to a seat; a facilitator's console can open a wall.
        more = "&led=peers" if led == "peers" else f"&w={opened.wall_key}"
        return {
            "session": opened.session,
            "code": opened.code,
            "join_url": f"{join}#{link}",
            "console_url": f"{join}#f={opened.facilitator_key}{more}&{link}",
            "wall_url": f"{join}#w={opened.wall_key}&{link}",
            "facilitator_key": opened.facilitator_key,
            "wall_key": opened.wall_key,
            "ws_url": f"{socket_url(address)}/ws",
        }

    async def report(self, request: Request) -> Response:
        """What stays of a session, for anybody who has a key to it."""
        room = await opened_by(self.house, bearer(request.headers))
        if room is None:
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
