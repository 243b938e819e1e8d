"""Pages: home, the one shell for everybody in a session, QR codes, and faults told kindly."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import segno
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from talkingpiece import keys
from talkingpiece.house import House
from talkingpiece.web.api import listed
from talkingpiece.web.posted import Fault, told
from talkingpiece.web.security import Places, for_programs, socket_url
from talkingpiece.web.static import Static
from talkingpiece.web.words import TEMPLATES

NOT_HERE = ("There is nothing at this address.", "The link may have been cut off. Ask for it once more.")
BROKEN = ("Something went wrong on our side.", "Nothing that was kept is lost. Try again in a moment.")
_LINK = re.compile(r"[A-Za-z0-9_-]{27}")  # what a join link carries of the root of all keys
PRELOAD = ("entry.js", "panel.js", "link.js", "vendor/lit.js")


class Pages:
    """The routes' handlers."""

    def __init__(self, house: House, places: Places, static: Static) -> None:
        self.house, self.places, self.static = house, places, static

    def _page(self, name: str, code: int = 200, /, **words: object) -> HTMLResponse:
        page = TEMPLATES.get_template(name).render(base=self.static.base, build=self.static.build, lang="en", **words)
        return HTMLResponse(page, code, {"Cache-Control": "no-store"})

    async def home(self, request: Request) -> Response:
        modules = [listed(module) for module in self.house.modules.values()]
        return self._page("home.html", modules=modules, can_start=self.places.is_local(request.headers))

    async def shell(self, request: Request) -> Response:
        """The same page whether or not a circle is open under the code: an address tells nothing."""
        code = keys.code_of(request.path_params.get("code", "")) or ""
        address = self.places.address(request.headers)
        return self._page("shell.html", code=code, ws_url=f"{socket_url(address)}/ws", preload=PRELOAD)

    async def group(self, request: Request) -> Response:
        """For whoever keeps a group. The same page whether or not there is one: its key is in the fragment."""
        group = request.path_params["group"]
        if not keys.is_token(group):
            raise HTTPException(404)
        return self._page("group.html", group=group)

    async def by_code(self, request: Request) -> Response:
        """Coming in by a typed code, also without JavaScript."""
        code = keys.code_of(request.query_params.get("code", ""))
        return RedirectResponse(f"/j/{code}", 303) if code else await self.shell(request)

    async def qr(self, request: Request) -> Response:
        """The join link as a picture to scan. It is made for any code, so it tells nothing about which exist."""
        code = keys.code_of(request.path_params["code"])
        if code is None:
            raise HTTPException(404)
        picture = io.BytesIO()
        address = f"{self.places.address(request.headers)}/j/{code}"
        link = request.query_params.get("k", "")
        if _LINK.fullmatch(link):
            address += f"#k={link}"
        segno.make(address, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False)
        return Response(picture.getvalue(), media_type="image/svg+xml", headers={"Cache-Control": "no-store"})

    def fault(self, request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
        """Words for whoever came to the wrong place, or at a wrong moment."""
        title, message = BROKEN if status >= 500 else NOT_HERE
        answer: Response = (
            told(Fault(status, "fault" if status >= 500 else "not_here", message))
            if for_programs(request.url.path)
            else self._page("error.html", status, status=status, title=title, message=message)
        )
        answer.headers.update(headers or {})
        return answer
