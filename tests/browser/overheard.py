"""Everything that leaves browsers or comes to them, and everything the store has, for whoever looks for names in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Request, WebSocket

from tests.browser.circle import Someone


@dataclass(frozen=True)
class Sent:
    """One request: where to, and how much."""

    who: str
    method: str
    path: str
    body: bytes


@dataclass(frozen=True)
class Frame:
    """One websocket message. `way`: "to" or "from" the server."""

    who: str
    way: str
    text: str


@dataclass
class Overheard:
    """A listener for `Circle.listeners`."""

    frames: list[Frame] = field(default_factory=list)
    requests: list[Sent] = field(default_factory=list)
    _seen: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __call__(self, someone: Someone) -> None:
        someone.page.on("request", lambda request: self._request(someone.name, request))
        someone.page.on("websocket", lambda socket: self._line(someone.name, socket))

    def _request(self, who: str, request: Request) -> None:
        path = request.url.split("/", 3)[-1].split("?")[0]
        self.requests.append(Sent(who, request.method, path, request.post_data_buffer or b""))

    def _line(self, who: str, socket: WebSocket) -> None:
        socket.on("framesent", lambda text: self.frames.append(Frame(who, "to", str(text))))
        socket.on("framereceived", lambda text: self.frames.append(Frame(who, "from", str(text))))

    def packets(self, who: str) -> list[bytes]:
        """What somebody's panel sent over plain HTTP."""
        return [one.body for one in self.requests if one.who == who and one.path.startswith("sealed/")]

    def shapes(self, who: str) -> list[tuple[str, int]]:
        """What left somebody's browser since this was asked for last: what it was and how long. Lines measure their
        clocks whether anybody writes or not."""
        before = self._seen.get(who, (0, 0))
        self._seen[who] = (len(self.requests), len(self.frames))
        posts = [(one.method, len(one.body)) for one in self.requests[before[0] :] if one.who == who]
        said = [one.text for one in self.frames[before[1] :] if one.who == who and one.way == "to"]
        return posts + [(json.loads(text)["type"], len(text)) for text in said if '"ping"' not in text]

    def asked_for(self, who: str) -> list[str]:
        return [one.path for one in self.requests if one.who == who]


def rows(database: Path) -> Iterator[tuple[str, str]]:
    """Every row of a database: its table, and all that is in it as text."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                yield table, " ".join(one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row)


def stored_bytes(database: Path) -> bytes:
    """The files of a database as they lie there."""
    return b"".join(file.read_bytes() for file in sorted(database.parent.glob(f"{database.name}*")))
