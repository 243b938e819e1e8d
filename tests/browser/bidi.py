"""Firefox by WebDriver BiDi: one process, one websocket, no driver between. Only what the scenes need."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.browser.hands import Hands

START_S = 60  # a cold Firefox on a busy machine; a safety net
ANSWER_S = 30
LISTENING = "WebDriver BiDi listening on "
HOW_TO_GET_IT = (
    "This scene is played in Firefox, and there is none on this machine. On Debian, type:\n"
    "    sudo apt-get install firefox-esr\n"
    "elsewhere install Mozilla's Firefox so that `firefox --version` answers."
)

Preferences = dict[str, bool | int | str]

#: A browser that talks to nobody but the server under test.
QUIET: Preferences = {
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "browser.download.folderList": 2,  # into `browser.download.dir`, without asking
    "ui.prefersReducedMotion": 1,
}


class Bidi:
    """One line to a browser: commands get their answers, log entries are collected."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.complaints: list[str] = []
        self._ids = count(1)
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                message = json.loads(await self.socket.recv())
                if message["type"] == "event":
                    self._happened(message["method"], message["params"])
                elif asked := self._asked.pop(message["id"], None):
                    asked.set_result(message)
        for asked in self._asked.values():
            asked.set_exception(AssertionError("the browser went away"))

    def _happened(self, what: str, about: dict[str, Any]) -> None:
        if what == "log.entryAdded" and about["level"] in ("error", "warn"):
            self.complaints.append(f"{about['level']}: {about['text']}")

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Have something done. Raises AssertionError with the browser's own words when it will not."""
        id = next(self._ids)
        answer = self._asked[id] = asyncio.get_running_loop().create_future()
        await self.socket.send(json.dumps({"id": id, "method": method, "params": params}))
        message = await asyncio.wait_for(answer, ANSWER_S)
        assert message["type"] == "success", f"{method}: {message.get('message')}"
        return dict(message["result"])

    async def close(self) -> None:
        await self.socket.close()
        await asyncio.gather(self._listening, return_exceptions=True)


class Tab(Hands):
    """One window of Firefox."""

    def __init__(self, line: Bidi, context: str) -> None:
        self.line, self.context = line, context

    @classmethod
    async def open(cls, line: Bidi, width: int, height: int) -> Tab:
        """A new window of this size in CSS px."""
        made = await line.ask("browsingContext.create", type="tab")
        tab = cls(line, made["context"])
        size = {"width": width, "height": height}
        await line.ask("browsingContext.setViewport", context=tab.context, viewport=size, devicePixelRatio=2)
        return tab

    @property
    def complaints(self) -> list[str]:
        return self.line.complaints

    async def before_every_page(self, script: str) -> None:
        """Run a script in this window before any page's own."""
        body = f"() => {{ {script} }}"
        await self.line.ask("script.addPreloadScript", functionDeclaration=body, contexts=[self.context])

    async def evaluate(self, expression: str) -> Any:
        where = {"context": self.context}
        asked = f"JSON.stringify(({expression}) ?? null)"  # JSON, so that nobody needs a decoder of remote values
        answer = await self.line.ask("script.evaluate", expression=asked, target=where, awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    async def perform(self, actions: list[dict[str, Any]]) -> None:
        await self.line.ask("input.performActions", context=self.context, actions=actions)

    async def goto(self, address: str) -> None:
        await self.line.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    async def reload(self) -> None:
        await self.line.ask("browsingContext.reload", context=self.context, wait="complete")

    async def picture(self) -> bytes:
        answer = await self.line.ask("browsingContext.captureScreenshot", context=self.context)
        return base64.b64decode(answer["data"])


@contextlib.asynccontextmanager
async def firefox(profile: Path, **preferences: bool | int | str) -> AsyncIterator[Bidi]:
    """A Firefox of its own with a fresh profile in this folder, ended with the block."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, HOW_TO_GET_IT
    downloads: Preferences = {"browser.download.dir": str(profile)}
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in (QUIET | downloads | preferences).items()]
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "user.js").write_text("\n".join(lines))
    options = ("--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile))
    # A process group of its own: Firefox is several processes, and all of them have to go.
    process = await asyncio.create_subprocess_exec(
        program, *options, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE, limit=2**22, start_new_session=True
    )
    try:
        address = await asyncio.wait_for(_address(process), START_S)
        async with connect(f"{address}/session", proxy=None, max_size=None, ping_interval=None) as socket:
            line = Bidi(socket)
            try:
                await line.ask("session.new", capabilities={})
                await line.ask("session.subscribe", events=["log.entryAdded"])
                yield line
            finally:
                await line.close()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the profile is thrown away: nothing to save
        await process.communicate()


async def _address(process: Process) -> str:
    """Where Firefox listens. It says little after that: its pipe is read again when it has ended."""
    assert process.stderr
    said: list[str] = []
    while line := (await process.stderr.readline()).decode(errors="replace").strip():
        said.append(line)
        if line.startswith(LISTENING):
            return line.removeprefix(LISTENING)
    raise AssertionError(f"Firefox did not start: {said}")
