"""Somebody who writes: cards and unsigned answers by plain HTTP, apart from the line that knows who this is."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Coroutine
from http.client import HTTPException
from typing import Any

from talkingpiece.demo.diary import Diary, Record, Sort, Wrote
from talkingpiece.demo.plan import HAZARD, Plan
from talkingpiece.demo.private import PrivateServer
from talkingpiece.demo.viewer import Viewer

AGAIN_AFTER_MS = 20_000  # server ms beyond its window after which a card that did not open is sent again
PHRASES = (
    "It goes very fast for me.",
    "Could we hear <b>everybody</b> before we go on?\n\nTwo people have not spoken & I miss them.",
    "„Ich weiß nicht“ – naïve, or just tired? 🙂",
    "یک لحظه صبر کنید",
    "A quiet minute before each decision.",
)


class Author(Viewer):
    """One of the cast, at a desk with paper. `who` counts through the cast. `pending`: words not yet seen open."""

    def __init__(
        self, who: int, plan: Plan, record: Record, server: PrivateServer, url: str, key: dict[str, str]
    ) -> None:
        self.dice = plan.dice(f"person {who}")
        name = plan.names[who]
        hello = {"name": name, "id": secrets.token_urlsafe(16), **key}
        super().__init__(
            Diary(who, name, "participant"), url, hello, plan.dice(f"line {who}"), HAZARD if plan.bad else 0
        )
        self.who, self.plan, self.record, self.server = who, plan, record, server
        self.pending: list[Wrote] = []
        self._errands: set[asyncio.Task[None]] = set()

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

    async def think(self, share: float) -> None:
        """Take a part of the step's time, at random around this share of it; a blink when nobody waits."""
        if self.plan.fast:
            await asyncio.sleep(self.dice.uniform(0, 0.02))
        else:
            await asyncio.sleep(self.head["total_ms"] / 1000 * share * self.dice.uniform(0.5, 1.5))

    # --- writing ---------------------------------------------------------------------------------------------

    def arrived(self) -> None:
        """Words that are open need not be kept any longer."""
        ids = set(self.views.get(("stage", "cards"), {}).get("ids", ()))
        ids |= {answer["id"] for answer in self.part("stage", "board").get("answers", ())}
        self.pending = [wrote for wrote in self.pending if wrote.id not in ids]

    def write_down(self, sort: Sort, step: int) -> Wrote:
        mark = f"tp{self.dice.getrandbits(48):012x}"
        text = f"{self.dice.choice(PHRASES)} {mark}"
        wrote = Wrote(
            mark, text, sort, self.who, step, secrets.token_urlsafe(16), self.watch.server_ms(), self.watch.doubt_ms
        )
        self.record.wrote.append(wrote)
        return wrote

    async def raise_concern(self, step: int) -> None:
        await self.think(0.3)
        wrote = self.write_down("card", step)
        assert self.line.welcome is not None
        wrote.window_ms = self.line.welcome["card_window_ms"]
        before = sum(one.sort == "card" for one in self.record.wrote)
        wrote.to_all = self.plan.peer_led or before % 2 == 1  # both sorts in every rehearsal
        self.pending.append(wrote)
        await self.post(wrote)
        self.run(self._look_after(wrote))

    async def _look_after(self, wrote: Wrote) -> None:
        while wrote in self.pending:  # the window has passed by a while: the panel sends it once more
            end = (wrote.held_ms[-1] // wrote.window_ms + 1) * wrote.window_ms + AGAIN_AFTER_MS
            await asyncio.sleep(max(0.05, self.watch.real_ms(end - self.watch.server_ms()) / 1000))
            if wrote in self.pending:
                await self.post(wrote)

    async def post(self, wrote: Wrote) -> None:
        """Send words without a name, apart from the line that knows who this is, until they are held."""
        assert self.line.welcome is not None
        path = "/" + self.line.welcome["cards_url"].split("/", 3)[3]
        body = {"id": wrote.id, "text": wrote.text}
        if wrote.sort == "card":
            body |= {"to": "all" if wrote.to_all else "lead", "weight": "thought"}
        else:
            body |= {"step": wrote.step}  # type: ignore[dict-item]
        while wrote in self.pending:
            with contextlib.suppress(OSError, HTTPException):
                status, said = await self.server.request("POST", path, body)
                if status == 204:
                    wrote.held_ms.append(self.watch.server_ms())
                else:
                    self.record.complaints.append(f"words of a {wrote.sort} were not taken: {_code(said)}")
                    self.pending.remove(wrote)
                return
            await asyncio.sleep(0.1)


def _code(said: str) -> str:
    try:
        return str(json.loads(said)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return "no readable answer"
