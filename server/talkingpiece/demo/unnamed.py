"""A panel's half without a name: it answers every beat, apart from the line that knows who this is."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Coroutine
from typing import Any

from talkingpiece.demo.diary import Diary, Record
from talkingpiece.demo.plan import HAZARD, Plan
from talkingpiece.demo.post import post
from talkingpiece.demo.viewer import Viewer
from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.mine import Mine, Untrue

TAKEN = 204


class Unnamed(Viewer):
    """One of the cast, with a seat. `who` counts through the cast."""

    def __init__(self, who: int, plan: Plan, record: Record, url: str, key: dict[str, str]) -> None:
        self.dice = plan.dice(f"person {who}")
        name = plan.names[who]
        hello = {"name": name, "id": secrets.token_urlsafe(16), **key}
        super().__init__(
            Diary(who, name, "participant"), url, hello, plan.dice(f"line {who}"), HAZARD if plan.bad else 0
        )
        self.who, self.plan, self.record = who, plan, record
        self._mine: Mine | None = None
        self._root = ""
        self._errands: set[asyncio.Task[None]] = set()

    @property
    def mine(self) -> Mine:
        """What the panel remembers; there from the first welcome on."""
        assert self._mine is not None
        return self._mine

    @property
    def silent(self) -> bool:
        """Does everybody know all that this panel was to tell them? Answers for which it was too late stay with it."""
        late = {wrote.id for wrote in self.record.wrote if wrote.sort == "unsigned"}
        return self._mine is None or self._mine.pending <= late

    # --- errands ---------------------------------------------------------------------------------------------

    def run(self, errand: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside everything else; whoever stumbles says so."""
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._errands.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            self.record.complaints.append(f"{self.diary} stumbled: {fault!r}")

    async def go_home(self) -> None:
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        await self.line.close()

    # --- beats -----------------------------------------------------------------------------------------------

    def welcomed(self) -> None:
        assert self.line.welcome is not None
        root = self.line.welcome["root"]
        if not root:  # the circle is closed, and its keys with it
            return
        if self._mine is None:
            self._mine, self._root = Mine(self.line.welcome["session"], raw(root)), root
        elif root != self._root:
            self.record.complaints.append(f"{self.diary} was shown another root than before")

    def heed(self, said: dict[str, Any], frame: str) -> None:
        """In this very handler, as a panel has no clock of its own: the packet first, then the tokens."""
        try:
            asked = self._heard(said, frame)
        except Untrue as why:
            self.record.complaints.append(f"the panel of {self.diary} is silent: {why}")
            return
        if asked is not None:
            self.line.tell(asked)

    def _heard(self, said: dict[str, Any], frame: str) -> dict[str, Any] | None:
        if said["type"] == "keys":
            return self.mine.keys(said)
        if said["type"] == "issued":
            self.mine.issued(said)
            return None
        self.diary.seen.note_beat(said, frame, self.real_ms)
        packet, asked = self.mine.beat(said)
        if packet is not None:
            self.run(self._post(said["beat"], packet))
        return asked

    async def _post(self, beat: int, packet: bytes) -> None:
        assert self.line.welcome is not None
        posted = self.diary.seen.posted
        posted[beat] = None
        try:
            status = await post(self.line.welcome["cards_url"], packet)
        except OSError:
            return  # whatever was in it is said again
        if status == TAKEN:
            posted[beat] = self.real_ms
        else:
            self.record.complaints.append(f"a packet was answered with {status}")

    def changed(self, where: tuple[str, str]) -> None:
        if where == ("stage", "cards") and self._mine is not None:
            view = self.views[where]
            self._mine.seen(view)
            for letter in view["letters"]:
                text = self._mine.read_letter(letter["card"], letter["sealed"])
                if text is not None:
                    self.diary.seen.letters[letter["card"]] = text
