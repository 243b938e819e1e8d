"""Leading: what a facilitator, or whoever has the lead among peers, does at each step. They listen to the call."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from talkingpiece.demo.call import Call
from talkingpiece.demo.diary import Record, Wrote
from talkingpiece.demo.pairs_lead import PairsLead
from talkingpiece.demo.plan import Plan
from talkingpiece.demo.viewer import Viewer

ADDED_AT, ADDED_S = 1, 60  # the step at which the clock is held, let go, and given another minute
LAST_WORDS_S = 120


class Lead:
    """The right to move the session, on somebody's screen: a facilitator's or, passed on, a peer's."""

    def __init__(self, plan: Plan, call: Call, record: Record, screen: Viewer) -> None:
        self.plan, self.call, self.record, self.screen = plan, call, record, screen
        self._seen: set[str] = set()
        self._errands: set[asyncio.Task[None]] = set()
        self._dice = plan.dice("lead")
        self._privately = False
        self.pairs = PairsLead(self)
        screen.seen_by_lead = self.look

    # --- moving the session ----------------------------------------------------------------------------------

    async def start(self) -> None:
        self._announce(0)
        await self.ask("start")

    async def move_on(self, index: int) -> None:
        """From this step to the next."""
        self._opening_answers(index)
        self._announce(index + 1)
        await self.ask("next_step", expecting=index)

    async def end(self) -> None:
        await self.ask("end")

    def _announce(self, index: int) -> None:
        """How much time the next step has, said aloud."""
        added = ADDED_S if index == ADDED_AT else 0
        total = (self.plan.module.steps[index].seconds + added) * 1000
        self.call.totals[index + 1] = self.record.totals[index + 1] = total
        self.record.steps[index + 1] = index

    async def hold_time(self, index: int) -> None:
        """Hold the clock, let it go, add a minute: once, early on."""
        if index == ADDED_AT:
            await self.ask("pause")
            await self.ask("resume")
            await self.ask("add_time", seconds=ADDED_S)

    async def open_what_is_written(self, index: int) -> None:
        """Answers, or the words of a window step."""
        self._opening_answers(index)
        await self.ask("open_window" if self.plan.module.steps[index].kind == "window" else "open_answers")

    async def last_words(self) -> None:
        """Before the circle is closed: two quiet minutes, and all that is in the box."""
        self.record.last_words += 1
        await self.ask("start_window", seconds=LAST_WORDS_S, last=True)

    def _opening_answers(self, index: int) -> None:
        self.record.asked_ms.setdefault(index, self._now())

    async def pass_to(self, other: Viewer) -> None:
        """Among peers: the lead goes to somebody else's screen."""
        await self.ask("pass_lead", seat=other.diary.seat)
        self.screen.seen_by_lead = None
        self.screen = other
        other.seen_by_lead = self.look
        await other.sees(lambda: bool(other.own.get("lead")))
        self.look()

    # --- looking after people and cards ----------------------------------------------------------------------

    def look(self) -> None:
        """Open the door to those who knock; show cards to all, exactly as they were written."""
        roster = self.screen.views.get(("console", "roster"), {})
        for knock in roster.get("knocks", ()):
            if f"knock {knock['seat']}" not in self._seen:
                self._seen.add(f"knock {knock['seat']}")
                self.run("admit", seat=knock["seat"])
        for card in self.screen.views.get(("console", "cards"), {}).get("cards", ()):
            if card["id"] not in self._seen and self.screen.head.get("phase") == "running":
                self._seen.add(card["id"])
                self._privately = not card["shown"] and not self._privately
                self._begin(self._care_for(card, self._privately))
        self.pairs.look()

    async def _care_for(self, card: dict[str, Any], privately: bool) -> None:
        """Every card is answered: some before all can read it, and then in words for its author alone."""
        if privately or card["shown"]:
            await self._answer(card)
        if not card["shown"]:
            self._note_showing(card)
            await self.ask("show_card", card=card["id"])
            if not privately:
                await self._answer({**card, "shown": True})

    async def _answer(self, card: dict[str, Any]) -> None:
        mark = f"tp{self._dice.getrandbits(48):012x}"
        wrote = Wrote(mark, f"Thank you. We take it up. {mark}", "answer", self.screen.diary.who, 0, self._now())
        wrote.card, wrote.to_all = card["id"], card["shown"]
        self.record.wrote.append(wrote)
        await self.ask("answer_card", card=card["id"], text=wrote.text)

    def _note_showing(self, card: dict[str, Any]) -> None:
        mark = next((wrote.mark for wrote in self.record.wrote if wrote.text == card["text"]), None)
        if mark is not None:
            self.record.asked_ms[mark] = self._now()

    def _now(self) -> float:
        return self.screen.real_ms

    def run(self, verb: str, may: tuple[str, ...] = (), **fields: object) -> None:
        """Say it beside everything else."""
        self._begin(self.ask(verb, may, **fields))

    def _begin(self, errand: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    @property
    def busy(self) -> bool:
        """Is something still being said?"""
        return bool(self._errands)

    async def ask(self, verb: str, may: tuple[str, ...] = (), **fields: object) -> None:
        """Say it, and note whatever is not done, but for these reasons. A knock may have been answered before the line
        broke."""
        answer = await self.screen.line.ask(verb, **fields)
        if not answer.ok and answer.code not in ("nobody_there", *may):
            self.record.complaints.append(f"whoever leads was refused {verb}: {answer.code}")

    async def stop(self) -> None:
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
