"""The private server of a rehearsal: the real one, on a clock that may run faster. Started as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from talkingpiece import library
from talkingpiece.clock import SystemClock
from talkingpiece.config import Config
from talkingpiece.web.app import make_app
from talkingpiece.web.serve import make_server


def main(arguments: list[str] | None = None) -> None:
    """Serve one module until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--store", required=True)
    parser.add_argument("--module", type=Path, required=True)
    parser.add_argument("--rate", type=float, default=1.0)
    parser.add_argument("--anchor", type=float, required=True)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    config = Config(host="127.0.0.1", port=given.port, store=given.store, workers=1, keep_days=1, people=5000)
    module = library.load_module(given.module)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve(config, module, SystemClock(given.rate, given.anchor)))


def _end_with_parent() -> None:
    """Standard input is held open by whoever started us; when it ends, they are gone, and nobody would stop us."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


async def _serve(config: Config, module: library.Module, clock: SystemClock) -> None:
    application = make_app(config, {module.name: module}, clock=clock)
    await make_server(application, config, application.house.go_away).serve()


if __name__ == "__main__":
    main()
