"""A crowd of panels that answer every beat: a packet over its own connection, then a message that asks for tokens."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlsplit

from benchmarks.crowd import Member, join
from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.mine import Mine

_KINDS = (b'{"type":"beat"', b'{"type":"issued"', b'{"type":"keys"', b'{"type":"welcome"')


class Panels:
    """All panels of one session. `posted`: packets answered with 204 at each beat; `n`: what the newest tally shows."""

    def __init__(self) -> None:
        self.posted: dict[int, int] = {}
        self.issued: dict[int, int] = {}
        self.n = 0
        self._mine: dict[Member, Mine] = {}
        self._url = ""
        self._errands: set[asyncio.Task[None]] = set()

    async def come(self, port: int, code: str, people: int) -> list[Member]:
        """All of them, welcomed."""
        hellos: list[dict[str, object] | None] = [
            {"type": "hello", "code": code, "name": f"P{i}"} for i in range(people)
        ]
        return await join(port, hellos, self._hear)

    def _hear(self, member: Member, text: bytes) -> None:
        if b'"section":"tally"' in text[:100] and b'"box":{' in text:
            self.n = json.loads(text)["box"]["taps"]
        if not text.startswith(_KINDS):
            return
        said = json.loads(text)
        match said["type"]:
            case "welcome":
                self._mine[member], self._url = Mine(said["session"], raw(said["root"])), said["cards_url"]
                return
            case "beat":
                packet, asked = self._mine[member].beat(said)
                if packet is not None:
                    self._run(said["beat"], packet)
            case "keys":
                asked = self._mine[member].keys(said)
            case _:
                self._mine[member].issued(said)
                leaf = said["tokens"][0]["leaf"]
                self.issued[leaf] = self.issued.get(leaf, 0) + 1
                return
        if asked:
            member.say(asked)

    def _run(self, beat: int, packet: bytes) -> None:
        errand = asyncio.get_running_loop().create_task(self._post(beat, packet))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)

    async def _post(self, beat: int, packet: bytes) -> None:
        if await send(self._url, packet) == 204:
            self.posted[beat] = self.posted.get(beat, 0) + 1

    @property
    def url(self) -> str:
        """Where packets go."""
        return self._url


async def send(url: str, packet: bytes) -> int:
    """One packet as a panel sends it. Returns the status of the answer."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    head = f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/octet-stream\r\n"
    writer.write(f"{head}Content-Length: {len(packet)}\r\nConnection: close\r\n\r\n".encode() + packet)
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status
