"""What a beat brought is opened: cards, replies, taps, ballots and unsigned answers, all in one decision.

Everything is sorted by random ids, so that any order of arrival gives the same bytes. What does not open, because too
few were there, is told to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from talkingpiece.core.events import Event, Keep, Paused
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import By, Happened, Scene

from . import commands as c
from . import events as e
from .floors import UNSIGNED, may_open
from .fold import evolve_cards
from .state import LEAVES, To, votable

A = TypeVar("A")
Further = TypeVar("Further", c.NewReply, c.NewQuick)
WithId = TypeVar("WithId", c.NewCard, c.NewTap, c.NewReply, c.NewQuick, c.UnsignedText)


@dataclass(frozen=True)
class Brought:
    """What one beat brought, as far as it opens. Every list is sorted by id, with each id once."""

    session: Session
    beat: c.OpenBeat

    @cached_property
    def cards(self) -> tuple[c.NewCard, ...]:
        new = [card for card in self._all(c.NewCard) if card.id not in self.session.cards]
        return _each_once(card for card in new if self._in_time(card) and self._may(self.n, card.floor))

    @cached_property
    def replies(self) -> tuple[c.NewReply, ...]:
        return tuple(reply for reply in self._further(c.NewReply) if self._may(self.n_of(reply), reply.floor))

    @cached_property
    def quick(self) -> tuple[c.NewQuick, ...]:
        taken = {(reply.card, reply.seq) for reply in self.replies}
        further = (quick for quick in self._further(c.NewQuick) if (quick.card, quick.seq) not in taken)
        return tuple(quick for quick in further if self._may(self._since(quick)))

    @cached_property
    def taps(self) -> tuple[c.NewTap, ...]:
        before = {tap.id for tap in self.session.box.taps}
        return _each_once(tap for tap in self._all(c.NewTap) if tap.id not in before and self._may(self.beat.taps))

    @cached_property
    def marks(self) -> dict[str, tuple[str, ...]]:
        if not self._may(self.beat.taps):
            return {}
        found: dict[str, set[str]] = {}
        for ballot in self._all(c.NewMeToo):
            if ballot.thing in votable(self.session) and ballot.thing not in self.withdrawn:
                found.setdefault(ballot.thing, set()).add(ballot.mark)
        new = {thing: marks - self.session.cards[thing].marks for thing, marks in sorted(found.items())}
        return {thing: tuple(sorted(marks)) for thing, marks in new.items() if marks}

    @cached_property
    def withdrawn(self) -> tuple[str, ...]:
        """Whoever takes words back is never asked to wait, whatever the numbers."""
        cards = self.session.cards
        asked = {act.card for act in self._all(c.NewWithdraw) if act.card in cards}
        return tuple(sorted(id for id in asked if cards[id].state != "withdrawn"))

    def texts(self, thing: str | None) -> tuple[c.UnsignedText, ...]:
        """The answers to a question."""
        given = [act for act in self._all(c.NewText) if act.thing == thing and self._may(self.n, act.floor)]
        return _each_once(answer for act in given for answer in act.answers)

    @cached_property
    def n(self) -> int:
        """So many could have written what is new: not those who, as all know, wrote something else at this beat."""
        if not self.beat.opening:
            return self.beat.taps
        named = {self.session.cards[reply.card].owner for reply in self._further(c.NewReply) if self._by_name(reply)}
        return self.beat.n - len(named)

    def n_of(self, reply: c.NewReply) -> int:
        """So many could have said more about a card: they were there at each beat at which its author said something,
        and wrote nothing else then."""
        if self._by_name(reply):
            return self._since(reply)
        return self._since(reply) - (self.beat.n - self.n)

    def _by_name(self, reply: c.NewReply) -> bool:
        return self.session.cards[reply.card].owner is not None and self._may(self._since(reply), reply.floor)

    def _since(self, act: c.NewReply | c.NewQuick) -> int:
        card = self.session.cards[act.card]
        return min(self.beat.since.get(card.beat, 0) - card.less, card.n)

    def _further(self, kind: type[Further]) -> tuple[Further, ...]:
        """What a card's author adds to it, one for each number. Words only at an opening."""
        found: dict[tuple[str, int], Further] = {}
        for act in sorted(self._all(kind), key=_order):
            card = self.session.cards.get(act.card)
            fits = card and card.state != "withdrawn" and card.id not in self.withdrawn
            if card and fits and act.seq not in card.said and (self.beat.opening or isinstance(act, c.NewQuick)):
                found.setdefault((act.card, act.seq), act)
        return tuple(sorted(found.values(), key=_order))

    def _in_time(self, card: c.NewCard) -> bool:
        return self.beat.opening or (card.soon and self.session.box.soon)

    def _may(self, n: int, floor: int = UNSIGNED) -> bool:
        return may_open(n, floor, self.session.box.floor)

    def _all(self, kind: type[A]) -> Iterator[A]:
        return (act for act in self.beat.acts if isinstance(act, kind))


def open_beat(scene: Scene, by: By, command: c.OpenBeat) -> Happened:
    """All that a beat brought. Nothing to open: no events."""
    if scene.session.phase != "running":
        return
    brought = Brought(scene.session, command)
    answers = list(_answers(scene, brought))
    opened = _opened(brought)
    lists = (opened.cards, opened.replies, opened.quick, opened.taps, opened.marks, opened.withdrawn)
    if not any((answers, *lists)):
        return
    yield opened
    yield from _words(brought, opened)
    yield from answers
    yield from _threshold(scene, evolve_cards(scene.session, opened), brought.marks)


def take_up(scene: Scene, by: By, command: c.TakeUp) -> Happened:
    """Fresh leaves for all that one can vote on."""
    box, things = scene.session.box, sorted(votable(scene.session))
    if not things and command.epoch == box.epoch and command.seed is None:
        return
    yield e.LeavesGiven(leaves=dict(zip(things, leaves(box.next_leaf), strict=False)), epoch=command.epoch)
    if command.seed is not None:
        yield Keep("seed", command.seed)


def leaves(first: int) -> Iterator[int | None]:
    """Leaves from this one on, for ever; None when there are no more."""
    yield from range(first, LEAVES)
    while True:
        yield None


def _opened(brought: Brought) -> e.Opened:
    beat, session = brought.beat, brought.session
    cards = zip(brought.cards, leaves(session.box.next_leaf), strict=False)
    return e.Opened(
        beat=beat.beat,
        opening=beat.opening,
        everything=beat.everything,
        n=brought.n if beat.opening else 0,
        taps_n=beat.taps,
        cards=tuple(_card(brought, card, leaf) for card, leaf in cards),
        replies=tuple(e.ReplyOpened(id=r.id, card=r.card, seq=r.seq, n=brought.n_of(r)) for r in brought.replies),
        quick=tuple(e.QuickOpened(id=q.id, card=q.card, seq=q.seq, what=q.what) for q in brought.quick),
        taps=tuple(e.TapOpened(id=tap.id, what=tap.what) for tap in brought.taps),
        marks=tuple(e.Marked(thing=thing, marks=marks) for thing, marks in brought.marks.items()),
        withdrawn=brought.withdrawn,
    )


def _card(brought: Brought, card: c.NewCard, leaf: int | None) -> e.CardOpened:
    soon = not brought.beat.opening or (card.soon and not brought.beat.everything)  # perhaps not written for this end
    to: To = "all" if brought.session.led == "peers" else card.to  # then no single person can hold a card
    return e.CardOpened(id=card.id, key=card.key, to=to, weight=card.weight, soon=soon, n=brought.n, leaf=leaf)


def _words(brought: Brought, opened: e.Opened) -> Iterator[Keep]:
    for card, shape in zip(brought.cards, opened.cards, strict=True):
        yield Keep(f"card:{card.id}", card.text)
        if card.secret and shape.to == "lead":  # a key to what everybody reads would protect nothing
            yield Keep(f"secret:{card.id}", card.secret)
    for reply in brought.replies:
        yield Keep(f"said:{reply.id}", reply.text)


def _answers(scene: Scene, brought: Brought) -> Iterable[Event | Keep]:
    """The questions and window steps whose end this opening is."""
    session = scene.session
    for index in sorted(set(brought.beat.questions)) if brought.beat.opening else ():
        if index in session.states:
            kind = KINDS[session.module.steps[index].kind]
            texts = brought.texts(kind.question(session, index))
            yield from kind.opened(replace(scene, index=index), texts, brought.n)


def _threshold(scene: Scene, after: Session, things: Iterable[str]) -> Happened:
    """What the group agreed is done by itself, once for each card: nobody has to ask for it."""
    agreed = after.box.threshold
    reached = [after.cards[thing] for thing in things]
    kept = [card for card in reached if agreed and len(card.marks) >= agreed and not card.kept]
    for card in kept:
        yield e.ThresholdKept(card=card.id, metoos=len(card.marks))
    if kept and not after.clock.paused:
        yield Paused(remaining_ms=after.clock.left(scene.now_ms))


def _each_once(acts: Iterable[WithId]) -> tuple[WithId, ...]:
    found: dict[str, WithId] = {}
    for act in sorted(acts, key=_order):
        found.setdefault(act.id, act)
    return tuple(found.values())


def _order(act: WithId) -> tuple[str, str]:
    return act.id, repr(act)
