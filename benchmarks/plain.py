"""The peer: a plain Starlette server that encodes a message once and sends it to everyone with `send_text`, in a loop.

What somebody would write who needs nothing else: no store, no roles, no seats, no slow readers.
"""

from __future__ import annotations

import json
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

members: set[WebSocket] = set()
opening = 0


async def meet(socket: WebSocket) -> None:
    """Everyone is a member; whoever says `{"next": size}` has a message of that many bytes sent to all."""
    global opening
    await socket.accept(subprotocol="talkingpiece.v1")
    members.add(socket)
    try:
        while True:
            said = json.loads(await socket.receive_text())
            if "next" in said:
                opening += 1
                head = {"section": "head", "opening": opening, "body": "x" * said["next"]}
                text = json.dumps(head, separators=(",", ":"))
                for member in list(members):
                    await member.send_text(text)
    except WebSocketDisconnect:
        pass
    finally:
        members.discard(socket)


async def healthy(request: object) -> PlainTextResponse:
    return PlainTextResponse("ok\n")


app = Starlette(routes=[WebSocketRoute("/ws", meet), Route("/healthz", healthy)])

if __name__ == "__main__":
    # Compression off and the same websocket code as ours, so that only the sending differs.
    uvicorn.run(
        app, host="127.0.0.1", port=int(sys.argv[1]), ws="websockets-sansio", ws_per_message_deflate=False,
        access_log=False, log_level="warning", backlog=4096,
    )  # fmt: skip
