"""A participant: reads what is on the screen and does what the step asks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from talkingpiece.demo.call import Call
from talkingpiece.demo.diary import Record
from talkingpiece.demo.partner import Partner
from talkingpiece.demo.plan import Plan


class Person(Partner):
    """One of the cast. `who` counts through it."""

    def __init__(self, who: int, plan: Plan, call: Call, record: Record, url: str, key: dict[str, str]) -> None:
        super().__init__(who, plan, call, record, url, key)
        call.listen(self.look_again)
        self._busy: tuple[int, bool] | None = None
        self._finished: int | None = None
        self._doing: asyncio.Task[None] | None = None

    # --- coming and going ------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Open the panel."""
        self.line.open()

    async def leave(self) -> None:
        """Leave on purpose, and close the panel once the list shows it. A line that broke just now and came back would
        bring its owner back, too."""
        self.net.calm = True
        await self.line.ask("leave")
        await self.sees(lambda: self.diary.seat not in self.diary.people)
        self.net.calm = False
        self._stop()
        await self.line.close()
        self._busy = None

    def _stop(self) -> None:
        if self._doing is not None:
            self._doing.cancel()

    async def vanish(self) -> None:
        """Out of the call and off the panel, without a word to anybody."""
        self.call.go(self.who)
        await self.line.close()

    def welcomed(self) -> None:
        super().welcomed()
        self.call.seats[self.diary.seat] = self.who
        if self._finished is not None:
            self.call.done(self._finished, "step", self.who)

    # --- what the screen says --------------------------------------------------------------------------------

    def changed(self, where: tuple[str, str]) -> None:
        super().changed(where)
        if where == ("seat", "") and self.pair:
            self.greet()
        if where == ("stage", "head") and self.head["phase"] == "running" and not self.head["added"]:
            now = (self.head["opening"], self.head["gate"])
            if now != self._busy:  # another step, or the same one after the agreement that covered it
                self._busy = now
                self._stop()
                self._doing = self.run(self._take_part(now[0]))

    # --- taking part -----------------------------------------------------------------------------------------

    async def _take_part(self, opening: int) -> None:
        head = self.head
        if head["gate"]:
            self.record.changed.setdefault(opening, set()).add(self.who)
            await self.think(0.05)
            await self._say_yes()
            return
        raising = [self.run(self.raise_concern(head["step"])) for _ in range(self._concerns(head["step"]))]
        raising += [self.run(self.tap()) for _ in range(self.plan.taps_by_step().get(head["step"], ()).count(self.who))]
        acts: dict[str, Callable[[int], Awaitable[None]]] = {
            "agree": self._agree, "round": self._round, "pairs": self.pairs, "collect": self._collect,
        }  # fmt: skip
        await acts.get(head["kind"], self._read)(opening)
        if head["kind"] != "pairs":  # there whoever leads sets the clock anew
            await self.sees(lambda: self.head["total_ms"] == self.call.totals[opening])
        if raising:
            await asyncio.wait(raising)
        self._finished = opening
        self.call.done(opening, "step", self.who)
        if head["kind"] in ("collect", "window"):
            await self.sees(lambda: self._is_open(head["step"]))
            self.call.done(opening, "answers", self.who)

    def _is_open(self, step: int) -> bool:
        """Can all that was written here be read, by whomever it is for?"""
        if self.plan.module.steps[step].kind == "collect":
            return step in self.diary.answers
        return bool(self.part("stage", "head").get("opened"))

    def _concerns(self, step: int) -> int:
        """How many cards this person raises here; each once, however often the group comes here."""
        wanted = self.plan.cards_by_step().get(step, ()).count(self.who)
        written = sum(one.sort == "card" and one.step == step and one.who == self.who for one in self.record.wrote)
        return wanted - written

    async def _read(self, opening: int) -> None:
        await self.think(0.2)

    async def _say_yes(self) -> None:
        self.said_yes = True
        await self.line.ask("agree")

    async def _agree(self, opening: int) -> None:
        await self.think(0.3)
        if self.who != self.plan.slow_to_agree:
            await self._say_yes()

    async def _round(self, opening: int) -> None:
        while self._own_turn not in ("spoke", "passed"):
            if self._own_turn == "holds":
                self.diary.held[opening] = self.diary.held.get(opening, 0) + 1
                got_it = self.part("stage", "head").get("since")
                if (self.part("stage", "head")["holder"] or {}).get("seat") != self.diary.seat:
                    self.record.complaints.append(f"{self.diary} has the piece, and the stage shows somebody else")
                await self._hold_the_piece(opening)
                await self.sees(lambda got_it=got_it: self._own_turn != "holds" or self._got_again(got_it))  # type: ignore[misc]
            else:
                await self.sees(lambda: self._own_turn in ("holds", "spoke", "passed"))
        await self.sees(lambda: self.part("stage", "head").get("holder") is None)
        await self.sees(lambda: self._all_had_their_turn(opening))

    def _all_had_their_turn(self, opening: int) -> bool:
        """Whoever is in the call gets one, also who said yes only now."""
        circle = self.diary.circle.get(opening, {})
        here = [seat for seat, who in self.call.seats.items() if who in self.call.here]
        return all(circle.get(seat) in ("spoke", "passed") for seat in here)

    @property
    def _own_turn(self) -> str | None:
        return self.part("seat").get("turn")

    def _got_again(self, before: int | None) -> bool:
        """The piece went away and came back faster than this screen could show. A restarted server has no `since`."""
        part = self.part("stage", "head")
        mine = (part.get("holder") or {}).get("seat") == self.diary.seat
        return mine and part["since"] is not None and part["since"] != before

    async def _hold_the_piece(self, opening: int) -> None:
        if self.plan.fast:
            await self.think(0)
        else:
            await asyncio.sleep(self.part("stage", "head")["seconds_each"] * self.dice.uniform(0.6, 1.1))
        first = self.diary.held[opening] == 1
        step = self.head["step"]
        if first and self.who == 1 and (await self.line.ask("come_back_to_me", step=step)).ok:
            self.diary.postponed[opening] = 1
        elif first and self.who == 3:
            await self.line.ask("pass_turn", step=step)
        else:
            await self.line.ask("pass_piece", expecting=self.diary.seat)

    async def _collect(self, opening: int) -> None:
        await self.think(0.4)
        head = self.head
        if (head["part"] or {}).get("opened"):
            return
        if head["part"]["signed"] == "named":
            wrote = self.write_down("named", head["step"])
            wrote.kept = (await self.line.ask("write", step=head["step"], text=wrote.text)).ok
            if not wrote.kept:
                self.record.wrote.remove(wrote)
        elif self.plan.can_be_unsigned:
            await self.answer_unsigned(head["step"], head["part"]["thing"])
