"""Beats while browsers look on: the hands of the server's clock are moved, and every screen is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from talkingpiece.channel import Channel
from talkingpiece.channel.openings import Due
from talkingpiece.channel.rhythm import COLLECT_MS, WINDOW
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.room import Room
from tests.browser.circle import Circle, Place, Someone
from tests.browser.company import Company
from tests.browser.hands import PATIENCE_S, Hands
from tests.browser.moves import all_see, onward

Evaluate = Callable[[str], Awaitable[Any]]

#: A screen asks for the server's time every ten seconds, in real time. Here it asks whenever the hands were moved, and
#: nothing goes on before it was told; else it would take the beat after its next asking for one that it slept through.
MEASURE = """(() => {
  if (window.measured === undefined) {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (said) {
      const ping = JSON.parse(said);
      if (ping.type === "ping") {
        window.measured = false;
        this.addEventListener("message", function hear({ data }) {
          const pong = JSON.parse(data);
          if (pong.type !== "pong" || pong.sent !== ping.sent) return;
          this.removeEventListener("message", hear);
          window.measured = true;
        });
      }
      send.call(this, said);
    };
  }
  window.measured = true; // where there is no line there is nothing to wait for
  dispatchEvent(new Event("online"));
})()"""
LAST_MS = 1_000  # the last piece before a beat, after which no screen is asked
HELD_MS = 500  # so long may a view be held back


class Beats:
    """Lets beats pass: the frame, a packet from every panel that has a token, the flush. `was`: what it opened."""

    def __init__(self, place: Place, session: str, screens: Callable[[], Iterable[Evaluate]]) -> None:
        self.place, self.session, self.screens = place, session, screens
        self.was = Due()

    @classmethod
    def of(cls, circle: Circle) -> Beats:
        def screens() -> list[Evaluate]:
            return [one.page.evaluate for one in circle.people.values() if not one.page.is_closed()]

        return cls(circle.place, circle.opened["session"], screens)

    @classmethod
    def among(cls, company: Company, hands: Hands) -> Beats:
        return cls(company.place, company.opened["session"], lambda: [hands.evaluate])

    @property
    def room(self) -> Room:
        assert self.place.app
        return self.place.app.house.rooms[self.session]

    @property
    def channel(self) -> Channel:
        assert self.room.channel
        return self.room.channel

    async def beat(self, number: int = 1, *, mute: int = 0) -> None:
        """So many beats, each with its flush. What they brought is then on its way to the screens. `mute`: so many
        panels have no token although one was given to their seat, since another device of it has that."""
        for _ in range(number):
            await self.begin(mute)
            await self.end()

    async def opening(self, *, everything: bool = False) -> None:
        """Beats until one of them opened words: those of a step whose end has come, or all."""
        for _ in range(WINDOW + 4):
            await self.beat()
            if self.was.everything if everything else self.was:
                return
        raise AssertionError("no beat opened words")

    async def almost(self) -> None:
        """On to the last moment before a beat."""
        left = self._left_ms() - LAST_MS
        if left > 0:
            self.place.clock.jump(left)
            await asyncio.gather(*map(self._measured, self.screens()))

    async def _measured(self, evaluate: Evaluate) -> None:
        await evaluate(MEASURE)
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while not await evaluate("window.measured"):
            assert asyncio.get_running_loop().time() < deadline, "a screen is not told the time"
            await asyncio.sleep(0.005)

    async def begin(self, mute: int = 0) -> None:
        """The next beat begins, and every panel answers it: with a packet, if it has a token, and for a token."""
        if self.channel._round is None:
            await self.almost()
        with self.place.clock.standing():
            if self.channel._round is None:
                self.place.clock.jump(self._left_ms())
            await self._until(lambda: self.channel._round is not None, "the beat")
            assert self.channel._round
            self.was = self.channel._round.due
            await self._until(lambda: self._all_answered(mute), "an answer from every panel")

    async def end(self) -> None:
        """The flush of the beat that is on."""
        self.place.clock.jump(COLLECT_MS)
        await self._until(lambda: self.channel._round is None, "the flush")
        assert self.channel._flushing
        await asyncio.wait([self.channel._flushing])
        self.place.clock.jump(HELD_MS)
        await asyncio.gather(*(evaluate("null") for evaluate in self.screens()))

    def _left_ms(self) -> int:
        started = self.room.session.started_at
        assert started is not None, "beats begin with the session"
        return BEAT_MS - (self.place.clock.now_ms() - started) % BEAT_MS

    def _all_answered(self, mute: int) -> bool:
        round = self.channel._round
        assert round
        there, heard = self.room.seats(), self.channel._counting.attendance._heard
        asked = all(heard.get(seat, 0) >> round.beat & 1 for seat in there)
        return asked and round.collecting.valid >= len(there & self.channel._issuing.seats(round.beat)) - mute

    async def _until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while not holds():
            assert asyncio.get_running_loop().time() < deadline, f"waited in vain for {what}"
            await asyncio.sleep(0.005)


async def agreed(ana: Someone, circle: Circle) -> Beats:
    """The circle is open, and everybody keeps to its agreement. Then beats pass, until all have tokens."""
    await ana.press("Open the circle")
    await circle.everyone_sees("Arrive")
    await onward(ana, "How we want to be here", circle)
    for someone in circle.panels:
        # Behind the call no mouse goes anywhere.
        await someone.page.get_by_role("button", name="I can keep to this").evaluate("it => it.click()")
    await all_see(circle.panels, "Everyone can keep to this.")
    beats = Beats.of(circle)
    await beats.beat(4)
    return beats
