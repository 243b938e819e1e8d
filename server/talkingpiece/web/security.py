"""Who may talk to this server from where, and what a browser may do with its pages.

The four headers that Zoom's client asks for (HSTS, nosniff, CSP, Referrer-Policy) are on every answer, error pages too.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talkingpiece.config import Config, is_loopback

HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORWARDING = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")  # and x-forwarded-*
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Places:
    """Under which hosts and from which origins this server is spoken to."""

    config: Config

    def host_allowed(self, host: str) -> bool:
        """The Host header: a literal loopback address, the address we bind to, or the public one."""
        name = _hostname(host)
        public = urlsplit(self.config.public_url).hostname
        return bool(name) and (is_loopback(name) or name == public or name == self.config.host)

    def origin_allowed(self, origin: str | None, host: str) -> bool:
        """The Origin header: none (not a browser), or a page of ours. A page elsewhere cannot speak for its reader."""
        if origin is None:
            return True
        return bool(origin) and (origin == self.config.public_url or _split(origin).netloc == host)

    def is_local(self, headers: Headers) -> bool:
        """Does this request come from this very machine, and not through a proxy on it?"""
        origin = headers.get("origin")
        local = is_loopback(self.config.host) and is_loopback(_hostname(headers.get("host", "")))
        local = local and (origin is None or is_loopback(_split(origin).hostname or ""))
        return local and not any(name in FORWARDING or name.startswith("x-forwarded") for name in headers)

    def address(self, headers: Headers) -> str:
        """The public address of this server as the asker sees it, e.g. https://circle.example."""
        return self.config.public_url or f"http://{headers.get('host', '')}"

    def policy(self, headers: Headers, *, framed: bool) -> str:
        """The content security policy. `framed`: may a meeting client show this page beside its call?"""
        address = self.address(headers)
        ancestors = f"'self' {self.config.frame_ancestors}" if framed else "'none'"
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' {socket_url(address)}; base-uri 'none'; form-action 'self'; manifest-src 'self'; "
            f"frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types lit-html"
        )


def socket_url(address: str) -> str:
    """The websocket form of an http address."""
    return "ws" + address.removeprefix("http")


def _hostname(host: str) -> str:
    """The name in a Host header; "" for one that is more than a name and a port: it is repeated in addresses."""
    return (_split(f"//{host}").hostname or "").lower() if _HOST.fullmatch(host) else ""


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def for_programs(path: str) -> bool:
    """Are faults told as JSON here?"""
    return path in ("/api", "/sealed") or path.startswith(("/api/", "/sealed/"))


class Guard:
    """Outermost of all: refuses unknown hosts, and puts the headers on every answer, whoever made it.

    A fault of ours ends here too, after its answer: the server behind would log its text, and that may quote people.
    """

    def __init__(self, app: ASGIApp, places: Places) -> None:
        self.app, self.places = app, places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # a websocket answers for itself, in web/sockets.py
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        framed = scope["path"] == "/j" or scope["path"].startswith("/j/")
        policy = self.places.policy(asked, framed=framed) if self.places.host_allowed(asked.get("host", "")) else None

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy or "default-src 'none'; frame-ancestors 'none'")
            await send(message)

        if policy is None:
            await _misdirected(scope["path"])(scope, receive, answer)
            return
        try:
            await self.app(scope, receive, answer)
        except Exception as fault:
            log.error("a request broke: %s", _where(fault))


def _misdirected(path: str) -> Response:
    if for_programs(path):
        return JSONResponse({"error": {"code": "no_host", "message": "Nothing is here under this name."}}, 421)
    return PlainTextResponse("Nothing is here under this name.\n", 421)


def _where(fault: Exception) -> str:
    """The kind of a fault and the line it came from, never its text."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    at = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__}{at}"
