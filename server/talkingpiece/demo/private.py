"""Starts and ends the private server, and speaks plain HTTP with it. It never outlives the rehearsal."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "talkingpiece.demo.server")
START_S, STOP_S = 60.0, 10.0


class NoServer(Exception):
    """The private server did not start, or is gone. The text says what it said last."""


class PrivateServer:
    """A server of one module on a free loopback port, with a store in `folder`. An async context manager.

    Stopped and started again it has the same port, store and clock.
    """

    def __init__(self, folder: Path, module: Path, rate: float, command: Sequence[str] = COMMAND) -> None:
        self._folder, self._command = folder, command
        self.port = _free_port()
        self._arguments = (
            "--port", str(self.port), "--store", f"sqlite:///{folder / 'rehearsal.db'}", "--module", str(module),
            "--rate", str(rate), "--anchor", repr(time.time()),
        )  # fmt: skip
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> PrivateServer:
        await self.start()
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start, and wait until it answers. Raises NoServer."""
        with (self._folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, *self._arguments, stdout=log, stderr=log, env=_own_settings(),
                stdin=asyncio.subprocess.PIPE,  # held open: the server ends when whoever started it is gone
            )  # fmt: skip
        until = time.monotonic() + START_S
        while time.monotonic() < until and self._process.returncode is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if (await self.request("GET", "/healthz"))[0] == 200:
                    return
            await asyncio.sleep(0.02)
        await self.stop()
        raise NoServer(f"The private server did not start. It said last: {self.said_last()}")

    async def stop(self) -> None:
        """End it by its process id: kindly, then firmly."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            pass
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def said_last(self) -> str:
        """The end of its log; payloads are never in it."""
        return (self._folder / "log").read_text(errors="replace")[-500:].strip() or "nothing"

    async def request(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """One HTTP request without cookies or credentials of its own: status and body. Raises OSError when the server
        is not there."""
        return await asyncio.to_thread(self._request, method, path, body, headers or {})

    def _request(self, method: str, path: str, body: object, headers: dict[str, str]) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            data = None if body is None else json.dumps(body).encode()
            kind = {} if data is None else {"Content-Type": "application/json"}
            connection.request(method, path, data, {**kind, **headers})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    async def open_session(self, module: str, peer_led: bool) -> dict[str, Any]:
        """Start a session as the home page does."""
        led = "peers" if peer_led else "facilitator"
        status, body = await self.request("POST", "/api/sessions", {"module": module, "led": led})
        if status != 201:
            raise NoServer(f"The private server opened no session: {status} {body[:200]}")
        opened: dict[str, Any] = json.loads(body)
        return opened


def _own_settings() -> dict[str, str]:
    """The environment without the settings of a real server on this machine."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TALKINGPIECE_")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
