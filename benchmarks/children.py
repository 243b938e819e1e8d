"""Server processes under measurement: started on a free loopback port, pinned to a core, ended by their process id."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START_S = 60.0


class Child:
    """A running server. `cpu_s`: seconds of CPU that all its threads have used, by the scheduler's own count."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    @property
    def cpu_s(self) -> float:
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def post(self, path: str, body: object) -> Any:
        """One JSON request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            assert answer.status < 300, answer.status
            return json.loads(answer.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(*command: str, port: int) -> Iterator[Child]:
    """A server that answers `/healthz`, on the first core; this process goes to the others."""
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    child = Child(process, port)
    try:
        _wait(child)
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) > 1:
            os.sched_setaffinity(process.pid, {0})
            os.sched_setaffinity(0, set(cores) - {0})
        yield child
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ours(store: str) -> contextlib.AbstractContextManager[Child]:
    """`talkingpiece serve`, as it is installed."""
    port = free_port()
    return serving("-m", "benchmarks.serve", "serve", "--port", str(port), "--store", store, port=port)


def plain() -> contextlib.AbstractContextManager[Child]:
    """The plain Starlette loop."""
    port = free_port()
    return serving("-m", "benchmarks.plain", str(port), port=port)


def _wait(child: Child) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and child.process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", child.port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")
