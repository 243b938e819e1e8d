"""Leading a pairs step: who is there, a look at the plan, a move by hand, letting them talk, and calling them back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talkingpiece.demo.lead import Lead

PLANNED_S = 1.0  # real seconds for a plan to show on the console
TALKED = 0.8  # the share of the talk after which they are called back


class PairsLead:
    """What whoever leads does at a pairs step, on their own screen."""

    def __init__(self, lead: Lead) -> None:
        self._lead, self._call, self._plan = lead, lead.call, lead.plan
        self._answered: set[tuple[int, int]] = set()

    @property
    def _board(self) -> dict[str, Any]:
        part = self._lead.screen.part("console", "board")
        return part if part.get("kind") == "pairs" else {}

    async def until_they_talk(self, opening: int, patience_s: float) -> None:
        """Wait for the answers, count in whose panel is silent, look at the plan, open."""
        lead, quiet = self._lead, self._plan.quiet
        await self._call.within(patience_s, lambda: self._call.missing(opening, "here") <= {quiet})
        await self._sees(lambda: bool(self._board))
        for one in self._board["unasked"] if self._board["phase"] == "gathering" else ():
            if self._call.seats.get(one["seat"]) == quiet:
                await lead.ask("count_in", seat=one["seat"])
        if not await self._planned_soon():
            await lead.ask("plan_pairs", expecting=self._board["draw"])
            await self._sees(lambda: self._board.get("phase") == "planned")
        await self._by_hand(opening)
        await lead.ask("open_pairs", expecting=self._board["draw"])
        await self._sees(lambda: self._board.get("phase") == "talking")

    async def _planned_soon(self) -> bool:
        """The plan is made by itself when everybody has answered. Otherwise it takes a tap."""
        try:
            async with asyncio.timeout(PLANNED_S):
                await self._sees(lambda: self._board.get("phase") == "planned")
        except TimeoutError:
            return False
        return True

    async def _sees(self, true: Any) -> None:
        await self._lead.screen.sees(true)

    async def _by_hand(self, opening: int) -> None:
        """Somebody is moved to another pair; in fair weather they are moved back. In bad weather somebody of that pair
        goes where they came from, and all others are drawn once more."""
        lead, groups = self._lead, [group for group in self._board["groups"] if group["people"]]
        if len(groups) < 2:
            return
        (to, was), draw = groups[:2], self._board["draw"]
        one, other = was["people"][-1]["seat"], to["people"][-1]["seat"]
        await self._move(one, was, to)
        if not self._plan.bad:
            await lead.ask("undo_move", expecting=draw)
            return
        await self._move(other, to, was)
        moved = {person["seat"] for group in (to, was) for person in group["people"]}
        lead.record.by_hand.setdefault(opening, set()).update(moved)
        await lead.ask("draw_again", expecting=draw)
        await self._sees(lambda: self._board.get("draw") == draw + 1)

    async def _move(self, seat: str, was: dict[str, Any], to: dict[str, Any]) -> None:
        draw = self._board["draw"]
        await self._lead.ask("move_person", seat=seat, was=was["place"] - 1, to=to["place"] - 1, expecting=draw)

    async def while_they_talk(self) -> None:
        """A word to all of them; and the time, when it matters."""
        draw = self._board["draw"]
        await self._lead.ask("tell_pairs", text="There is water in the kitchen.", place=None, expecting=draw)
        if not self._plan.fast:
            left_ms = self._lead.screen.head["ends_at"] - self._lead.screen.watch.server_ms()
            await asyncio.sleep(max(0.0, left_ms / 1000 * TALKED))

    async def until_they_are_back(self) -> None:
        """Call them back: a last sentence, and at once when nobody waits."""
        draw = self._board["draw"]
        await self._lead.ask("call_back", may=("round_over",), expecting=draw)
        if self._plan.fast:
            await self._lead.ask("call_back", may=("round_over",), expecting=draw, at_once=True)
        await self._sees(lambda: self._lead.screen.part("stage", "head").get("phase") == "back")

    def look(self) -> None:
        """Answer a pair that calls; pass the word on for somebody who has left."""
        for group in self._board.get("groups", ()):
            call = (self._lead.screen.head["opening"], group["place"])
            if group["call"] == "asked" and call not in self._answered:
                self._answered.add(call)
                place, draw = group["place"] - 1, self._board["draw"]
                self._lead.run("answer_call", may=("stale",), place=place, coming=True, expecting=draw)
