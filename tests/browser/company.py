"""The others in the circle, without browsers: Ana leads, Chi and Dov take part, each over a websocket of their own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.browser.circle import Place
from tests.people import Person, fresh_id


@dataclass(frozen=True)
class Company:
    """One session, and who is in it beside the person in the browser."""

    place: Place
    opened: dict[str, str]
    ana: Person
    others: tuple[Person, ...]

    @property
    def join_url(self) -> str:
        return self.opened["join_url"]

    @property
    def seats(self) -> list[str]:
        """Everyone who has a place, by name."""
        return sorted(person["name"] for person in self.ana.console("roster")["people"])

    async def onward(self, step: int) -> None:
        """Ana moves on, and the others see it."""
        await self.ana.does("next_step", expecting=step - 1)
        await asyncio.gather(*(one.at_step(step) for one in (self.ana, *self.others)))

    async def all_agree(self) -> None:
        await asyncio.gather(*(one.does("agree") for one in self.others))

    async def pairs_talk(self) -> None:
        """The others are there as well, and Ana lets them talk."""
        step = self.ana.head["step"]
        await asyncio.gather(*(one.does("i_am_here", step=step) for one in self.others))
        await self.ana.until(lambda me: me.head["part"]["phase"] == "planned", "a plan")
        await self.ana.does("open_pairs", expecting=1)

    async def who_holds_the_piece(self) -> Person | None:
        """Chi or Dov, or None when it is with the person in the browser."""
        holder = await self.ana.until(lambda me: me.head["part"]["holder"], "somebody with the piece")
        return next((one for one in self.others if one.welcome["seat"] == holder["seat"]), None)

    async def passed_on(self, before: int) -> None:
        """Wait until one more than `before` has had the piece."""
        await self.ana.until(lambda me: me.head["part"]["done"] > before, "the piece to go on")


@contextlib.asynccontextmanager
async def gathered(place: Place) -> AsyncIterator[Company]:
    """A fresh session of the module "a-good-start", in which all but the person in the browser are there."""
    opened = await place.open_session()
    people = [await Person.connect(opened["ws_url"]) for _ in range(3)]
    ana, *others = people
    try:
        assert (await ana.hello(facilitator_key=opened["facilitator_key"], name="Ana"))["type"] == "welcome"
        for one, name in zip(others, ("Chi", "Dov"), strict=True):
            assert (await one.hello(code=opened["code"], name=name, id=fresh_id()))["type"] == "welcome"
        yield Company(place, opened, ana, tuple(others))
    finally:
        await asyncio.gather(*(one.go() for one in people), return_exceptions=True)
