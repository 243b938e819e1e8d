"""Where packets arrive: `POST /sealed/{room}`, without cookies, credentials, or anything that says who.

The answer is the same for a good packet, a late one, a doubled one and nonsense, and nothing is counted or noted of
any: the sender's address is not read, and no two requests are known to be of one panel.
"""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from talkingpiece.house import House
from talkingpiece.sealed.packet import SIZE
from talkingpiece.web.posted import NO_STORE, Fault
from talkingpiece.web.security import Places

BODY_S = 5.0  # real seconds a body may take


class Packets:
    """The route's handler."""

    def __init__(self, house: House, places: Places) -> None:
        self.house, self.places = house, places

    async def take(self, request: Request) -> Response:
        """A packet. Raises Fault only for what no panel ever sends: another size, another address."""
        if not self.places.origin_allowed(_none(request.headers.get("origin")), request.headers.get("host", "")):
            raise Fault(403, "foreign_origin", "Packets are sent by this server's own pages.")
        length = request.headers.get("content-length", "")
        if length != str(SIZE):
            large = length.isdecimal() and int(length[:9]) > SIZE
            raise Fault(413 if large else 400, "no_packet", f"A packet has {SIZE} bytes, and says so.")
        room = await self.house.room_by_alias("room", request.path_params["room"])
        if room is None:
            raise Fault(404, "no_room", "No channel has this address.")
        packet = await _body(request)
        if packet is not None and room.channel:
            room.channel.take(packet)
        return Response(status_code=204, headers=NO_STORE)


async def _body(request: Request) -> bytes | None:
    """The whole packet; None when it does not come in time, or breaks off."""
    got = bytearray()
    try:
        async with asyncio.timeout(BODY_S):
            async for part in request.stream():
                got += part
    except (TimeoutError, ClientDisconnect):
        return None
    return bytes(got) if len(got) == SIZE else None


def _none(origin: str | None) -> str | None:
    """A request that hides where it comes from (`Origin: null`) is one of ours as often as not."""
    return None if origin == "null" else origin
