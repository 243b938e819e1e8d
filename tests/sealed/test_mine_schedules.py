"""Lines break, owners die, stores are restored: each thing said is there once, and no me-too is one too many."""

from __future__ import annotations

from random import Random

import pytest

from talkingpiece.sealed.issue import AHEAD
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.tree import KeyTree
from tests.sealed.owner import Log, Owner
from tests.sealed.seats import SESSION

ROOTS = [KeyTree(bytes([root] * 32), SESSION) for root in range(4)]
TROUBLE, CALM = 40, 30  # beats
OPENING = 4


class Storm:
    """Some panels, one owner after another, one log, and dice."""

    def __init__(self, seed: int, panels: int = 4) -> None:
        self.dice = Random(seed)
        self.roots = iter(ROOTS)
        self.tree = next(self.roots)
        self.log = Log()
        self.backup = self.log.copy()
        self.owner = Owner(self.log, 0, self.tree)
        self.panels = [Mine(SESSION, self.tree.root) for _ in range(panels)]
        self.said: set[str] = set()
        self.metoos: dict[str, set[int]] = {}
        self.late: list[bytes] = []
        self.calm = False

    def happens(self, chance: float) -> bool:
        return not self.calm and self.dice.random() < chance

    def beat(self, beat: int) -> None:
        """One beat, with whatever goes wrong in it."""
        self.owner.advance(beat, opening=beat % OPENING == 0)
        for packet in self.late:  # of the beat before
            self.owner.take(packet)
        self.late.clear()
        for number, mine in enumerate(self.panels):
            if not self.calm:
                self.say(number, mine)
            if not self.happens(0.15):
                self.answer(number, mine)
        if self.happens(0.1):
            self.dies(beat)  # before the flush: the beat is void
            return
        self.owner.flush()
        self.check()
        if self.happens(0.1):
            self.dies(beat)  # after it, before the views
        elif self.happens(0.03):
            self.restored(beat)
        for number, mine in enumerate(self.panels):
            if not self.happens(0.15):
                self.told(number, mine)

    def answer(self, number: int, mine: Mine) -> None:
        packet, blind = mine.beat(self.owner.frame)
        if packet and self.happens(0.1):
            self.late.append(packet)
        elif packet and not self.happens(0.1):
            self.owner.take(packet)
            self.owner.take(packet)  # a network may double it
        if blind and not self.happens(0.1):
            issued = self.owner.issue(str(number), blind)
            if not self.happens(0.1):
                mine.issued(issued)

    def told(self, number: int, mine: Mine) -> None:
        mine.seen(self.owner.cards)
        for leaf in sorted(set(self.log.leaves.values()) - self.owner._open):
            self.owner.desk.open(leaf)
            self.owner._open.add(leaf)
        blind = mine.keys(self.owner.keys)
        if blind and not self.happens(0.1):
            mine.issued(self.owner.issue(str(number), blind))

    def say(self, number: int, mine: Mine) -> None:
        if self.dice.random() < 0.08:
            self.said.add(mine.card(f"Card {len(self.said)}.", to="all"))
        if self.dice.random() < 0.05:
            self.said.add(mine.tap("slow"))
        shown = sorted(self.log.cards.keys() - mine.mine)
        if shown and self.dice.random() < 0.2:
            card = self.dice.choice(shown)
            mine.metoo(card)
            self.metoos.setdefault(card, set()).add(number)

    def dies(self, beat: int) -> None:
        self.owner = Owner(self.log, beat, self.tree, first=beat + AHEAD + 1)  # the old one may have issued for two

    def restored(self, beat: int) -> None:
        """From a backup of some time ago. What has left the panels since has to come again, under another root."""
        tree = next(self.roots, None)
        if tree is None:
            return
        times = self.log.times
        self.log, self.tree = self.backup.copy(), tree
        self.log.next_leaf = 1536
        self.backup = self.log.copy()
        self.owner = Owner(self.log, beat, tree)
        assert set(self.log.times) <= set(times)
        for mine in self.panels:
            mine.renew(tree.root)

    def check(self) -> None:
        """At any moment: nothing twice, no me-too by nobody."""
        assert set(self.log.times.values()) <= {1}
        for card, marks in self.log.marks.items():
            assert len(marks) <= len(self.metoos.get(card, ()))
        if self.happens(0.1):
            self.backup = self.log.copy()


@pytest.mark.parametrize("seed", range(25))
def test_whatever_happens_each_thing_said_is_there_once(seed: int) -> None:
    storm = Storm(seed)
    for beat in range(TROUBLE):
        storm.beat(beat)
    storm.calm = True
    for beat in range(TROUBLE, TROUBLE + CALM):
        storm.beat(beat)
    assert len(storm.said) > 3, "the premise: something was said"
    assert storm.log.ids == storm.said
    assert {card: len(who) for card, who in storm.metoos.items()} == {
        c: len(m) for c, m in storm.log.marks.items() if m
    }
    assert all(mine.pending == frozenset() for mine in storm.panels)
