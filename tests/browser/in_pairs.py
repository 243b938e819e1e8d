"""Pairs in browsers: a group whose members come by their personal links, what their panels show, and what they do."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from playwright.async_api import Locator, expect

from talkingpiece import wire
from talkingpiece.room import Room
from tests.browser.circle import Circle, Place, Someone
from tests.browser.moves import onward

PAIRS = "Something you are good at"
Group = frozenset[str]


@dataclass(frozen=True)
class Members:
    """A group with its roster, and everybody's personal link."""

    place: Place
    id: str
    key: str
    links: dict[str, str]

    @classmethod
    async def begin(cls, place: Place, *names: str) -> Members:
        begun = await place.ask("POST", "/api/groups", json={"name": "Monday"})
        id, key = begun["group"], begun["keeper_key"]
        asked = {"members": [{"name": name} for name in names]}
        added = await place.ask("POST", f"/api/groups/{id}/members", key, json=asked)
        return cls(place, id, key, {one["name"]: one["link"] for one in added["members"]})

    async def open(self) -> dict[str, str]:
        return await self.place.open_session(self.key, group=self.id)

    async def met(self) -> set[Group]:
        """Who met whom, by name, as the group remembers it."""
        group = await self.place.ask("GET", f"/api/groups/{self.id}", self.key)
        names = {one["id"]: one["name"] for one in group["members"]}
        history = await self.place.ask("GET", f"/api/groups/{self.id}/history", self.key)
        return {frozenset((names[one["a"]], names[one["b"]])) for one in history["met"]}


# --- what is on the screens ------------------------------------------------------------------------------------


async def company_of(someone: Someone) -> Group:
    """With whom somebody is, by their own panel, themselves included."""
    await expect(someone.page.locator(".duo h1")).to_contain_text("You")
    heading = (await someone.page.locator(".duo h1").inner_text()).replace(" and ", ",").replace(", ", ",")
    return frozenset(someone.name if name == "You" else name for name in heading.split(","))


async def companies(people: Iterable[Someone]) -> dict[str, Group]:
    people = list(people)
    found = await asyncio.gather(*map(company_of, people))
    return {someone.name: group for someone, group in zip(people, found, strict=True)}


async def all_know_of_each_other(people: Iterable[Someone]) -> set[Group]:
    """The groups, when everybody's panel says the same."""
    for _ in range(40):
        seen = await companies(people)
        if all(seen.get(other, group) == group for group in seen.values() for other in group):
            return set(seen.values())
        await asyncio.sleep(0.05)
    raise AssertionError(seen)


def card_of(ana: Someone, name: str) -> Locator:
    return ana.page.locator("li.pair:not(.drop)").filter(has=ana.page.locator("summary", has_text=name))


async def board(ana: Someone) -> list[list[str]]:
    """Who is with whom, by the board of whoever leads."""
    cards = ana.page.locator("li.pair:not(.drop)")
    return [await cards.nth(i).locator(".names summary").all_inner_texts() for i in range(await cards.count())]


# --- what people do --------------------------------------------------------------------------------------------


async def gathered(circle: Circle, members: Members, names: Iterable[str]) -> Someone:
    """These are in, have agreed, and are asked whether they are there. Gives Ana."""
    ana = await circle.lead("Ana")
    people = await asyncio.gather(*(circle.by_link(name, members.links[name]) for name in names))
    await asyncio.gather(*(one.sees("Raise a concern") for one in people))
    await ana.press("Open the circle")
    await circle.everyone_sees("Arrive")
    await onward(ana, "How we want to be here", circle)
    await asyncio.gather(*(one.press("I can keep to this") for one in people))
    await ana.page.locator(".path").get_by_text(PAIRS, exact=True).locator("visible=true").first.click()
    await ana.page.get_by_role("button", name="Take everyone here").click()
    await asyncio.gather(*(one.sees("Pairs come next. Are you there?") for one in people))
    return ana


@contextlib.asynccontextmanager
async def frozen(circle: Circle, name: str) -> AsyncIterator[None]:
    """A tab behind the call in which the browser runs no script any more; then its line is lost, as a network drops
    what is never used."""
    someone = circle.people[name]
    session = await someone.context.new_cdp_session(someone.page)
    await session.send("Debugger.enable")
    await session.send("Debugger.pause")
    someone.asleep = True
    room, seat = await room_of(circle), await seat_of(circle, name)
    for line in [line for line in room.lines if line.seat == seat]:
        room.leave(line)  # at once; a frozen page answers no goodbye
        line.outbox.close(wire.Close.RESTART)
    yield
    await session.send("Debugger.resume")
    someone.asleep = False
    await session.detach()


async def room_of(circle: Circle) -> Room:
    assert circle.place.app
    room = await circle.place.app.house.room(circle.opened["session"])
    assert room
    return room


async def seat_of(circle: Circle, name: str) -> str:
    room = await room_of(circle)
    return next(id.removeprefix("name:") for id, text in room.ledger.words.items() if text == name)


async def time_passes(circle: Circle, ms: int) -> None:
    """On the server; and every panel that somebody sees measures its clock anew, as after a nap."""
    circle.place.clock.jump(ms)
    for someone in circle.people.values():
        if not someone.asleep and not someone.page.is_closed():
            await someone.page.evaluate("window.dispatchEvent(new Event('online'))")


async def left_ms(circle: Circle) -> int:
    room = await room_of(circle)
    return int(room.session.clock.left(circle.place.clock.now_ms()))


async def drag(ana: Someone, name: str, to: Locator) -> None:
    await ana.page.locator("summary.seat", has_text=name).drag_to(to)
    await expect(to.locator("summary", has_text=name)).to_be_visible()
