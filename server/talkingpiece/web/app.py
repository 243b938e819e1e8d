"""The application: what is where, and what starts and stops with it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from talkingpiece import resources
from talkingpiece.clock import Clock, SystemClock
from talkingpiece.config import Config
from talkingpiece.core.module import Module
from talkingpiece.house import House, Rules
from talkingpiece.ledger import Lost
from talkingpiece.store import StoreFault, open_store
from talkingpiece.store.base import Store
from talkingpiece.web.api import Api
from talkingpiece.web.groups import GroupApi
from talkingpiece.web.kept import Kept
from talkingpiece.web.memory import MemoryApi
from talkingpiece.web.packets import Packets
from talkingpiece.web.pages import Pages
from talkingpiece.web.posted import Fault, told
from talkingpiece.web.security import Guard, Places
from talkingpiece.web.sockets import Sockets
from talkingpiece.web.static import Static

LEASE_MS = 6_000  # milliseconds a process keeps a session it does not renew; only where several could want it
TEND_S = 2  # seconds between two looks after leases and what is due to be erased

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Application:
    """What is served. The guard is outermost, so that the answer to a fault of ours carries its headers too."""

    house: House
    guard: Guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.guard(scope, receive, send)


def make_app(
    config: Config,
    modules: Mapping[str, Module],
    *,
    store: Store | None = None,
    clock: Clock | None = None,
    dice: Random | None = None,
    static: Static | None = None,
) -> Application:
    """The whole server as an ASGI application. Store, clock and dice come in from outside in tests."""
    places = Places(config)
    static = static or Static(resources.CLIENT_STATIC)
    rules = _leased(config, Rules(static.build, most_seats=config.people, keep_days=config.keep_days))
    house = House(store or open_store(config.store), modules, clock or SystemClock(), rules, dice)
    api, pages, sockets = Api(house, places), Pages(house, places, static), Sockets(house, places)
    app = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/j", pages.by_code),
            Route("/j/{code}", pages.shell),
            Route("/j/{code}/", pages.shell),
            Route("/j/{code}/qr.svg", pages.qr),
            Route("/api/modules", api.modules),
            Route("/api/sessions", api.open_session, methods=["POST"]),
            Route("/api/report", api.report),
            Route("/api/kept", Kept(house).kept),
            *GroupApi(house, places, sockets.guesses).routes(),
            *MemoryApi(house, places, sockets.guesses).routes(),
            Route("/g/{group}", pages.group),
            Route("/sealed/{room}", Packets(house, places).take, methods=["POST"]),
            Route("/healthz", _healthy),
            Route("/readyz", _ready(house)),
            Route("/metrics", _metrics),
            WebSocketRoute("/ws", sockets),
            Mount(static.base, GZipMiddleware(static.files, minimum_size=1_000)),
        ],
        exception_handlers={Fault: _fault, Lost: _lost, StoreFault: _lost, **_told_by(pages)},
        lifespan=_lifespan(house),
    )
    app.router.redirect_slashes = False  # its redirects name a scheme, and behind a proxy the wrong one
    return Application(house, Guard(app, places))


def _leased(config: Config, rules: Rules) -> Rules:
    """An embedded store has one process, which may take its sessions up again at once after a crash."""
    return rules if config.embedded else replace(rules, holder=secrets.token_urlsafe(9), lease_ms=LEASE_MS)


def _lifespan(house: House) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with house.store:
            tending = asyncio.create_task(_tend(house))
            try:
                yield
            finally:
                tending.cancel()
                await asyncio.gather(tending, return_exceptions=True)
                await house.close()

    return life


async def _tend(house: House) -> None:
    """Look after leases, and after what is due to be erased."""
    while True:
        await asyncio.sleep(TEND_S)
        try:
            await house.tend()
        except StoreFault as fault:
            log.warning("the store could not be looked after: %s", fault)
        except Exception as fault:  # leases must be kept, whatever broke
            log.error("looking after the rooms broke: %s", type(fault).__name__)


# --- small answers -----------------------------------------------------------------------------------------


async def _healthy(request: Request) -> Response:
    return PlainTextResponse("ok\n")


def _ready(house: House) -> Callable[[Request], Awaitable[Response]]:
    async def ready(request: Request) -> Response:
        try:
            await house.store.ready()
        except StoreFault:
            return told(Fault(503, "store", "The store cannot be written just now."))
        return JSONResponse({"ready": True, "modules": len(house.modules)})

    return ready


async def _metrics(request: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Fault)
    return told(fault)


async def _lost(request: Request, fault: Exception) -> Response:
    return told(Fault(503, "store", "What keeps the sessions cannot be reached just now. Try again in a moment."))


def _told_by(pages: Pages) -> dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    async def http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        return pages.fault(request, fault.status_code, fault.headers)

    async def broken(request: Request, fault: Exception) -> Response:
        return pages.fault(request, 500)

    return {HTTPException: http, Exception: broken}
