"""Somebody who writes: cards, what follows on them, unsigned answers, and taps, which have no words."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from talkingpiece.demo.diary import Sort, Wrote
from talkingpiece.demo.unnamed import Unnamed

SOON = 3  # one of so many cards cannot wait for the next opening
AGREES = 0.4  # the chance that somebody says me-too to a card
PHRASES = (
    "It goes very fast for me.",
    "Could we hear <b>everybody</b> before we go on?\n\nTwo people have not spoken & I miss them.",
    "„Ich weiß nicht“ – naïve, or just tired? 🙂",
    "یک لحظه صبر کنید",
    "A quiet minute before each decision.",
)


class Author(Unnamed):
    """One of the cast, at a desk with paper."""

    _looked_at: frozenset[str] = frozenset()

    async def think(self, share: float) -> None:
        """Take a part of the step's time, at random around this share of it; a blink when nobody waits."""
        if self.plan.fast:
            await asyncio.sleep(self.dice.uniform(0, 0.02))
        else:
            await asyncio.sleep(self.head["total_ms"] / 1000 * share * self.dice.uniform(0.5, 1.5))

    def write_down(self, sort: Sort, step: int) -> Wrote:
        mark = f"tp{self.dice.getrandbits(48):012x}"
        wrote = Wrote(mark, f"{self.dice.choice(PHRASES)} {mark}", sort, self.who, step, self.real_ms)
        self.record.wrote.append(wrote)
        return wrote

    # --- without a name --------------------------------------------------------------------------------------

    async def raise_concern(self, step: int) -> None:
        await self.think(0.3)
        before = sum(one.sort == "card" for one in self.record.wrote)
        wrote = self.write_down("card", step)
        wrote.to_all = self.plan.peer_led or before % 2 == 1  # both sorts in every rehearsal
        wrote.soon = before % SOON == SOON - 1
        to: Literal["lead", "all"] = "all" if wrote.to_all else "lead"
        wrote.thing = self.part("stage", "head").get("thing") or "" if self.head["kind"] == "window" else ""
        weight: Literal["thought", "slow"] = self.dice.choice(("thought", "slow"))
        wrote.id = self.mine.card(wrote.text, to=to, weight=weight, soon=wrote.soon, asked=wrote.thing)

    async def answer_unsigned(self, step: int, thing: str) -> None:
        wrote = self.write_down("unsigned", step)
        wrote.thing = thing
        (wrote.id,) = self.mine.answers(thing, [wrote.text])

    async def tap(self) -> None:
        await self.think(0.2)
        what: Literal["slow", "try"] = self.dice.choice(("slow", "try"))
        self.record.taps.append(what)
        self.mine.tap(what)

    def changed(self, where: tuple[str, str]) -> None:
        super().changed(where)
        if where == ("stage", "cards") and self.head.get("phase") == "running" and self._mine is not None:
            for card in self.views[where]["cards"]:
                if card["id"] not in self._looked_at and card["votes"]:
                    self._looked_at |= {card["id"]}
                    self._take_note(card)

    def _take_note(self, card: dict[str, Any]) -> None:
        """A card that is new on the screen: an author says a word more, others may say me-too."""
        id = card["id"]
        if id in self.mine.mine:
            self.record.quick.setdefault(id, []).append("yes")
            self.mine.quick(id, "yes")
            if not self.head["added"]:  # else there is no opening any more that would bring it
                self._say_more(id)
        elif self.dice.random() < AGREES:
            self.record.metoos.setdefault(id, {})[self.who] = self.real_ms
            self.mine.metoo(id)

    def _say_more(self, card: str) -> None:
        wrote = self.write_down("reply", self.head["step"])
        wrote.card, wrote.id = card, self.mine.reply(card, wrote.text)
