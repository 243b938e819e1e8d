"""Somebody in pairs: says whether they are there, looks after their company, writes about them, and introduces them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from talkingpiece.core.steps.pairs.state import settings_of
from talkingpiece.demo.author import Author
from talkingpiece.demo.call import Call
from talkingpiece.demo.diary import MARK, Gone, Record
from talkingpiece.demo.plan import Plan

NOTICE_S = (2.0, 6.0)  # server seconds until somebody says that the other one is not there
KEEPS = 4  # one of so many in the cast keeps to themselves what was written about them


class Partner(Author):
    """One of the cast, in company. `awake`: whoever's panel lay behind the call looks at it again."""

    def __init__(self, who: int, plan: Plan, call: Call, record: Record, url: str, key: dict[str, str]) -> None:
        super().__init__(who, plan, record, url, key)
        self.call = call
        self.awake = False
        self._wrote_in: set[int] = set()
        self._thought_about: set[str] = set()

    # --- what the screen says --------------------------------------------------------------------------------

    @property
    def pair(self) -> dict[str, Any]:
        """The own view of a pairs step, empty at any other."""
        part = self.part("seat")
        return part if part.get("kind") == "pairs" else {}

    @property
    def quiet(self) -> bool:
        """Does the own panel lie behind the call, and nobody taps on it? In the first pairs of all."""
        first = self.head.get("step") == self.plan.step_of_kind("pairs")
        return self.plan.quiet == self.who and first and not self.awake

    @property
    def being(self) -> str:
        return str(self.pair.get("being", ""))

    @property
    def partners(self) -> list[str]:
        return [one["seat"] for one in self.pair.get("partners", ())]

    @property
    def round_phase(self) -> str:
        return str(self.part("stage", "head").get("phase", ""))

    @property
    def _introductions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.part("stage", "board").get("introductions", [])
        return found

    @property
    def _turn(self) -> int:
        return int(self.part("stage", "board").get("turn", 0))

    def greet(self) -> None:
        """ "Hello" to everybody on the own screen."""
        for other in self.partners:
            self.call.greet(self.head["opening"], self.diary.seat, other)

    def accompanied(self, opening: int) -> bool:
        """Is everybody there whom this screen shows, or is there a reason for nobody?"""
        if self.head.get("opening") != opening or self.head.get("gate"):
            return False
        if self.being in ("out", "with_lead", "alone", "back"):
            return True
        return self.being == "paired" and bool(self.partners) and not any(map(self.call.absent, self.partners))

    def in_company(self, opening: int) -> bool:
        """And do they all have this one on their screens, and is all written and thought about?"""
        with_me = frozenset(self.partners)
        noted = self.quiet or not with_me or (opening in self._wrote_in and self._about_me() <= self._thought_about)
        return self.accompanied(opening) and noted and self.call.greeted_by(opening, self.diary.seat, with_me)

    def _about_me(self) -> set[str]:
        """The marks of all that others are writing about this one, as they say aloud."""
        return {
            wrote.mark for wrote in self.record.wrote
            if wrote.sort == "pair" and wrote.step == self.head["step"] and wrote.about == self.diary.seat
        }  # fmt: skip

    # --- a whole step ----------------------------------------------------------------------------------------

    async def pairs(self, opening: int) -> None:
        """From "are you there?" to the last introduction."""
        while True:
            await self.sees(lambda: self._todo(opening) is not None)
            todo = self._todo(opening)
            if todo is not None:
                if todo == self._over:
                    return
                await todo(opening)

    async def _over(self, opening: int) -> None:
        """Everybody is back, and everyone was introduced."""

    def _todo(self, opening: int) -> Callable[[int], Awaitable[None]] | None:
        """What is asked of this one just now."""
        if self.head.get("opening") != opening or self.who not in self.call.here or not self.pair:
            return None
        if self.round_phase == "back":
            return self._todo_back(opening)
        if self.quiet:
            return None
        if self.being in ("asked", "missing"):
            return self._answer
        return self._todo_talking(opening) if self.being == "paired" else None

    def _todo_back(self, opening: int) -> Callable[[int], Awaitable[None]] | None:
        if self._expects_introductions(opening) and not self._introductions:
            return None  # the board is still the one from before
        if self._turn >= len(self._introductions):
            return self._over
        mine = self._introductions[self._turn]["by"]["seat"] == self.diary.seat
        return self._introduce if mine else None

    def _expects_introductions(self, opening: int) -> bool:
        """Is there a share-back, and somebody to be introduced?"""
        settings = settings_of(self.plan.module.steps[self.head["step"]])
        met = (d.company[opening].partners for d in self.record.participants if opening in d.company)
        return settings.share_seconds > 0 and any(met)

    def _todo_talking(self, opening: int) -> Callable[[int], Awaitable[None]] | None:
        if any(map(self.call.absent, self.partners)):
            return self._say_who_is_gone
        if self.pair["unwished"]:
            return self._other_company
        if opening not in self._wrote_in:
            return self._write_about
        return self._let_go if self._asked_about() else None

    # --- are you there? --------------------------------------------------------------------------------------

    async def _answer(self, opening: int) -> None:
        before = self.being
        await self.think(0.02)
        if self.who == self.plan.wisher and self.diary.seat not in self.record.wishes:
            await self._wish()
        sits_out = before == "asked" and self.who == self.plan.sits_out and not self.plan.bad
        await self.line.ask("sit_out" if sits_out else "i_am_here", step=self.head["step"])
        self.call.done(opening, "here", self.who)
        await self.sees(lambda: self.being != before)

    async def _wish(self) -> None:
        """Not with this one, please. Nobody else hears of it."""
        others = sorted(seat for seat in self.diary.people if seat != self.diary.seat)
        if not others:
            return
        wished = {self.dice.choice(others)}
        if (await self.line.ask("not_with", step=self.head["step"], seats=sorted(wished))).ok:
            self.record.wishes[self.diary.seat] = wished

    async def sit_out(self, opening: int) -> None:
        """In the middle of the talk, and nobody asks why."""
        self._note_gone(opening, self.diary.seat)
        await self.line.ask("sit_out", step=self.head["step"])
        await self.sees(lambda: self.being == "out")

    # --- while they talk -------------------------------------------------------------------------------------

    async def _say_who_is_gone(self, opening: int) -> None:
        await asyncio.sleep(self.dice.uniform(*NOTICE_S) / self.plan.rate)
        for seat in filter(self.call.absent, self.partners):
            gone = Gone(opening, seat, self.watch.server_ms(), self.watch.doubt_ms)
            if (await self.line.ask("partner_missing", step=self.head["step"], seat=seat)).ok:
                self.record.gone.append(gone)
            await self.sees(lambda seat=seat: seat not in self.partners or not self.call.absent(seat))  # type: ignore[misc]

    def _note_gone(self, opening: int, seat: str) -> None:
        self.record.gone.append(Gone(opening, seat, self.watch.server_ms(), self.watch.doubt_ms))

    async def _other_company(self, opening: int) -> None:
        before = self.partners
        await self.line.ask("another_pair", step=self.head["step"])
        await self.sees(lambda: self.partners != before)

    async def _write_about(self, opening: int) -> None:
        """A line about whoever comes next in the pair."""
        await self.think(0.5)
        order = [one["seat"] for one in self.pair.get("order", ())]
        if self.diary.seat not in order:
            return
        wrote = self.write_down("pair", self.head["step"])
        wrote.about = order[(order.index(self.diary.seat) + 1) % len(order)]
        fields = {"line": secrets.token_urlsafe(16), "about": wrote.about, "text": " ".join(wrote.text.split())}
        if not (await self.line.ask("write_line", step=self.head["step"], **fields)).ok:
            self.record.wrote.remove(wrote)
        if self.who == 0:
            await self.line.ask("we_are_together", step=self.head["step"])
            await self.line.ask("call_lead", step=self.head["step"], on=True)
        self._wrote_in.add(opening)
        self.call.say()

    def _asked_about(self) -> dict[str, Any] | None:
        lines = (one for one in self.pair.get("lines", ()) if one["mine"])
        return next((one for one in lines if not set(MARK.findall(one["text"])) <= self._thought_about), None)

    async def _let_go(self, opening: int) -> None:
        line = self._asked_about()
        assert line is not None
        marks = set(MARK.findall(line["text"]))
        if self.who % KEEPS != KEEPS - 1:
            answer = await self.line.ask("tick_line", step=self.head["step"], line=line["id"], on=True)
            for wrote in self.record.wrote:
                wrote.released |= answer.ok and wrote.mark in marks
        self._thought_about |= marks
        self.call.say()

    # --- back ------------------------------------------------------------------------------------------------

    async def _introduce(self, opening: int) -> None:
        turn = self._turn
        if not self.plan.fast:
            await asyncio.sleep(self.dice.uniform(8, 16))
        await self.line.ask("pass_baton", step=self.head["step"], expecting=turn)
        await self.sees(lambda: self._turn != turn)
