"""WebKit by WebDriver: Debian's driver starts its small browser on a screen that nobody sees."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import shutil
import signal
import socket
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from typing import Any

import httpx

from tests.browser.hands import LOOK_AGAIN_S, Hands

START_S = 30
HOW_TO_GET_IT = (
    "This scene is played in WebKit, and its driver is not on this machine. On Debian or Ubuntu, type:\n"
    "    sudo apt-get install webkit2gtk-driver xvfb"
)

#: The protocol has no log: what a page complains about is collected in the page, from when it has loaded.
LISTEN = """
window.complaints = [];
const complain = words => window.complaints.push(String(words));
addEventListener("error", fault => complain(fault.message));
addEventListener("unhandledrejection", fault => complain(fault.reason));
addEventListener("securitypolicyviolation", held => complain(`${held.violatedDirective} ${held.blockedURI}`));
for (const kind of ["error", "warn"]) console[kind] = (...words) => complain(words.join(" "));
"""


class Window(Hands):
    """The one window of a WebKit browser."""

    def __init__(self, http: httpx.AsyncClient, session: str) -> None:
        self.http, self.session = http, session

    async def ask(self, method: str, what: str, body: dict[str, Any] | None = None) -> Any:
        """Have something done. Raises AssertionError with the driver's own words when it will not."""
        answer = await self.http.request(method, f"/session/{self.session}{what}", json=body)
        value = answer.json()["value"]
        assert answer.status_code == 200, f"{what}: {value['error']}: {value['message']}"
        return value

    async def evaluate(self, expression: str) -> Any:
        script = f"return JSON.stringify(({expression}) ?? null)"
        return json.loads(await self.ask("POST", "/execute/sync", {"script": script, "args": []}))

    async def perform(self, actions: list[dict[str, Any]]) -> None:
        await self.ask("POST", "/actions", {"actions": actions})

    async def goto(self, address: str) -> None:
        await self.ask("POST", "/url", {"url": address})
        await self._listen()

    async def reload(self) -> None:
        await self.ask("POST", "/refresh", {})
        await self._listen()

    async def _listen(self) -> None:
        await self.ask("POST", "/execute/sync", {"script": LISTEN, "args": []})

    async def picture(self) -> bytes:
        return base64.b64decode(await self.ask("GET", "/screenshot"))

    async def complaints(self) -> list[str]:
        """What went wrong on the page since it was loaded."""
        return list(await self.evaluate("window.complaints"))


@contextlib.asynccontextmanager
async def _running(*command: str, **surroundings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program in a process group of its own, gone at the end with all that it started."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, start_new_session=True, env=os.environ | surroundings
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


@contextlib.asynccontextmanager
async def webkit(width: int, height: int) -> AsyncIterator[Window]:
    """A WebKit browser that forgets everything, its window about this large (in px; its frame may need more)."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    assert driver, HOW_TO_GET_IT
    assert screen, HOW_TO_GET_IT
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with contextlib.AsyncExitStack() as stack:
        shown = await stack.enter_async_context(
            _running(screen, "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1024x24")
        )
        assert shown.stdout
        display = (await asyncio.wait_for(shown.stdout.readline(), START_S)).decode().strip()
        await stack.enter_async_context(_running(driver, f"--port={port}", DISPLAY=f":{display}"))
        http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=START_S, trust_env=False)
        await stack.enter_async_context(http)
        window = Window(http, await _session(http))
        await window.ask("POST", "/window/rect", {"width": width, "height": height})
        yield window
        await http.delete(f"/session/{window.session}")


async def _session(http: httpx.AsyncClient) -> str:
    """Start the browser as soon as its driver listens."""
    deadline = asyncio.get_running_loop().time() + START_S
    while True:
        try:
            answer = await http.post("/session", json={"capabilities": {}})
        except httpx.ConnectError:
            assert asyncio.get_running_loop().time() < deadline, "WebKitWebDriver does not listen"
            await asyncio.sleep(LOOK_AGAIN_S)
            continue
        assert answer.status_code == 200, answer.text
        return str(answer.json()["value"]["sessionId"])
