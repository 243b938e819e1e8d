"""The command line: serve, check, demo, protocol, version."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from talkingpiece import __version__, library, resources, wire
from talkingpiece.config import Config
from talkingpiece.demo import NoServer, Plan, Weather, rehearse, tell
from talkingpiece.store import StoreFault

app = typer.Typer(
    name="talkingpiece", help="The side panel a group follows along in, and the console it is led from.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
out, err = Console(highlight=False), Console(stderr=True, highlight=False)

Env = "TALKINGPIECE_"


def _stop(message: str, code: int) -> typer.Exit:
    err.print(message, markup=False, soft_wrap=True)
    return typer.Exit(code)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on. [127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on. [8765]")] = None,
    store: Annotated[str | None, typer.Option(help="sqlite:///PATH, memory:// or redis://HOST:PORT/DB.")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes; more than one needs Redis. [1]")] = None,
    modules: Annotated[Path | None, typer.Option(help="A folder with modules of your own.")] = None,
) -> None:
    """Serve Talking Piece. Every option is also an environment variable, TALKINGPIECE_PORT and so on."""
    given = {"host": host, "port": port, "store": store, "workers": workers, "modules": modules}
    try:
        config = Config(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as fault:
        names = ", ".join(str(one["loc"][0]) for one in fault.errors(include_input=False))
        raise _stop(f"These settings cannot be used: {names}. See docs/operations.md.", 2) from None
    if message := config.fault() or resources.vendor_fault():
        raise _stop(message, 2)
    with asyncio.Runner(loop_factory=_event_loop()) as runner:
        raise typer.Exit(runner.run(_serve(config)))


def _event_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The faster loop, where there is one for this system."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(config: Config) -> int:
    from talkingpiece.web.app import make_app
    from talkingpiece.web.serve import make_server

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    modules, faults = library.load_all(config.module_folders)
    for fault in faults:
        err.print(str(fault), markup=False, soft_wrap=True)
    try:
        application = make_app(config, modules)
        async with application.house.store:  # told before anybody is let in, not at the first session
            pass
    except StoreFault as fault:
        err.print(str(fault), markup=False, soft_wrap=True)
        return 1
    server = make_server(application, config, application.house.go_away)
    address = config.public_url or f"http://{config.host}:{config.port}"
    out.print(f"Talking Piece {__version__} is at {address}", markup=False, soft_wrap=True)
    await server.serve()
    return 0 if server.started else 1


@app.command()
def check(paths: Annotated[list[Path], typer.Argument(help="Modules, or folders of modules.")]) -> None:
    """Check modules. Exit code 0: all fine; 1: faults, told as file:line: message; 2: no such folder."""
    for path in paths:
        if not path.is_dir():
            raise _stop(f"{path}: there is no such folder.", 2)
    faults = library.check(paths)
    for fault in faults:
        out.print(str(fault), markup=False, soft_wrap=True)
    raise typer.Exit(1 if faults else 0)


@app.command()
def demo(
    module: Annotated[str, typer.Option(help="The module to play.")] = "a-good-start",
    people: Annotated[int, typer.Option(min=1, max=100, help="How many people take part.")] = 8,
    weather: Annotated[Weather, typer.Option(help="bad: lines break, the server restarts.")] = "fair",
    peer_led: Annotated[bool, typer.Option("--peer-led", help="One of the people leads.")] = False,
    seed: Annotated[int, typer.Option(help="Another one draws other words and incidents.")] = 1,
    fast: Annotated[bool, typer.Option("--fast", help="Nobody waits for the module's minutes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came of it as JSON, and nothing else.")] = False,
    modules: Annotated[Path | None, typer.Option(help="A folder with modules of your own.")] = None,
) -> None:
    """Play a module with simulated people on a private server. Exit code 0 only if everyone saw every step in order,
    with its own content, and nothing else was amiss; 2: no such module."""
    config = Config(**({} if modules is None else {"modules": modules}))  # type: ignore[arg-type]
    folder = next((found for one in config.module_folders if (found := one / module).is_dir()), None)
    if folder is None or Path(module).name != module:
        raise _stop(f"There is no module called {module}.", 2)
    try:
        plan = Plan(library.load_module(folder), people, weather, peer_led, seed, fast)
        outcome = rehearse(plan, folder, _say_nothing if as_json else _say)
    except (library.ModuleFaults, NoServer) as fault:
        raise _stop(str(fault), 1) from None
    if as_json:
        sys.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False) + "\n")
    else:
        tell.summary(out, outcome)
    raise typer.Exit(1 if outcome.errors else 0)


def _say(said: str) -> None:
    out.print(said, markup=False, soft_wrap=True)


def _say_nothing(said: str) -> None:
    """For programs that read what comes at the end."""


@app.command()
def protocol() -> None:
    """Print the JSON Schema of every message."""
    sys.stdout.write(json.dumps(wire.schema(), indent=2) + "\n")


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__, markup=False)


def main() -> None:
    """The console script."""
    app()
