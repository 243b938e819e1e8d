"""The people of a storm: they lose their lines, forget, vanish and come back; they speak, and whoever leads leads."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from random import Random
from typing import Any

from talkingpiece.core.cards.commands import HoldCard, MergeCards, ShowCard
from talkingpiece.core.cards.state import question_id, votable
from talkingpiece.core.commands import GoToStep, Resume
from talkingpiece.room import Room
from talkingpiece.sealed.mine import Mine
from tests.channel.law import Said
from tests.channel.panels import Leader, Panel
from tests.channel.processes import BETWEEN, FIRST_QUESTION, LAST_QUESTION, MOMENT, Process


class Crowd:
    """What the weather is, and who is where, the storm says. `forgetting`: how often a panel loses its memory."""

    session: str
    panels: list[Panel]
    processes: list[Process]

    def __init__(self, dice: Random, forgetting: float) -> None:
        self.dice, self.forgetting = dice, forgetting
        self.said, self.leader, self.calm, self.beat = Said(), Leader(), False, 0

    def happens(self, chance: float) -> bool:
        """Never in calm weather."""
        return not self.calm and self.dice.random() < chance

    def note(self, what: str) -> None:
        raise NotImplementedError

    def run(self, errand: Coroutine[Any, Any, None]) -> None:
        raise NotImplementedError

    async def settle(self) -> None:
        raise NotImplementedError

    def room(self) -> Room | None:
        raise NotImplementedError

    # --- people ----------------------------------------------------------------------------------------------------

    async def people_act(self) -> None:
        for panel in self.panels:
            if not panel.vanished:
                self.line_of(panel)
        await self.settle()
        for process in self.processes:
            if not process.stalled:
                self.run(process.house.renew_leases())
        await self.settle()
        for panel in self.panels:
            if panel.mine is not None and not self.calm and not panel.vanished:
                self.speaks(panel, panel.mine)
        if room := self.room():
            self.run(self.leads(room))
        await self.settle()

    def line_of(self, panel: Panel) -> None:
        """Lines break, tabs are thrown away, and people come back by whichever process answers."""
        if panel.connected and (self.happens(0.06) or (panel.heard < self.beat - 1 and self.dice.random() < 0.7)):
            panel.drop(noticed=not self.happens(0.3))
        elif self.happens(self.forgetting):
            self.said.forgotten(panel)
            panel.forget()
            self.note(f"panel {panel.number} forgets")
        elif self.happens(0.01) and not any(one.vanished for one in self.panels):
            self.said.forgotten(panel)
            panel.vanish()
            self.note(f"panel {panel.number} vanishes")
        if not panel.connected and not panel.vanished:
            for process in self.dice.sample(self.processes, len(self.processes)):
                if not process.stalled:
                    self.run(self.comes(panel, process))

    async def comes(self, panel: Panel, process: Process) -> None:
        await panel.connect(process)
        if panel.mine is not None:
            self.said.again(panel)

    def speaks(self, panel: Panel, mine: Mine) -> None:
        said, dice = self.said, self.dice
        all_write = self.wanted_step == MOMENT
        asked = question_id(self.session, MOMENT) if all_write and dice.random() < 0.8 else ""
        if dice.random() < (0.2 if all_write else 0.06):
            said.card(panel, mine, to=dice.choice(("lead", "all", "all")), soon=dice.random() < 0.3, asked=asked)
        if dice.random() < 0.04:
            said.tap(panel, mine)
        if self.wanted_step == FIRST_QUESTION and dice.random() < 0.2:
            said.answer(panel, mine, question_id(self.session, FIRST_QUESTION))
        own = sorted(mine.mine)
        if own and dice.random() < 0.12:
            reply = partial(said.reply, asked=asked)
            dice.choice((reply, said.quick, said.quick, said.withdraw))(panel, mine, dice.choice(own))
        if (room := self.room()) and dice.random() < 0.25:
            things = sorted(votable(room.session).keys() - mine.mine)
            things = [thing for thing in things if said.author.get(thing) != panel.number]
            if things:
                said.metoo(panel, mine, dice.choice(things))

    # --- whoever leads ---------------------------------------------------------------------------------------------

    @property
    def wanted_step(self) -> int:
        until = {4: 0, 10: FIRST_QUESTION, 15: MOMENT}  # beats
        return LAST_QUESTION if self.calm else next((step for end, step in until.items() if self.beat < end), BETWEEN)

    async def leads(self, room: Room) -> None:
        session, asks = room.session, self.leader.asks
        if session.step != self.wanted_step:
            await asks(room, GoToStep, step=self.wanted_step, expecting=session.step)
        if session.clock.paused:
            await asks(room, Resume)
        cards = [card for card in session.cards.values() if card.state in ("open", "held", "parked")]
        if not cards:
            return
        card = self.dice.choice(sorted(cards, key=lambda card: card.id))
        if not card.shown or card.state == "held":
            await asks(room, ShowCard, card=card.id)
        elif self.happens(0.06):
            await asks(room, HoldCard, card=card.id, why="later")
        open_ones = sorted(card.id for card in cards if card.shown and card.state == "open")
        if len(open_ones) > 1 and self.happens(0.15):
            await asks(room, MergeCards, cards=tuple(self.dice.sample(open_ones, 2)))
