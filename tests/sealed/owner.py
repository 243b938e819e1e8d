"""Whoever owns a session, what it keeps, and panels around it, without a server: the real tokens, packets and keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Self

from talkingpiece.sealed.acts import Act, Ballot, Card, Text, Withdraw, answers, id_of, raw
from talkingpiece.sealed.collect import Beat, Collecting, Words
from talkingpiece.sealed.issue import AHEAD, Declined, Issuing
from talkingpiece.sealed.marks import mark_of
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.packet import acts_in
from talkingpiece.sealed.panel import text_of
from talkingpiece.sealed.tokens import TokenKey
from talkingpiece.sealed.tree import BEATS, KeyTree
from tests.sealed.seats import SESSION, TREE


@dataclass
class Log:
    """What is durable. `times`: how often each id was opened, which a second opening must not raise."""

    cards: dict[str, Card] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    leaves: dict[str, int] = field(default_factory=dict)
    marks: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=dict)
    next_leaf: int = BEATS

    def copy(self) -> Self:
        return deepcopy(self)

    def keep(self, act: Act) -> None:
        """An act is opened; one whose id is there already is not."""
        if isinstance(act, Ballot):
            self.marks[act.thing].add(mark_of(act))
            return
        said = dict(answers(act)) if isinstance(act, Text) else {id_of(act): getattr(act, "text", "")}
        if not said.keys() <= self.ids:
            self.ids |= said.keys()
            self.times.update(said.keys())
            self.words |= said
            if isinstance(act, Card):
                self.cards[id_of(act)] = act
                self.give_leaf(id_of(act))
            elif isinstance(act, Withdraw):
                self.leaves.pop(act.card, None)
                self.words.pop(act.card)

    def give_leaf(self, thing: str) -> None:
        """A fresh one: ballots on an older one do not count any more."""
        self.leaves[thing], self.next_leaf = self.next_leaf, self.next_leaf + 1
        self.marks[thing] = set()

    def merge(self, whole: str, *parts: str) -> None:
        for part in parts:
            self.leaves.pop(part)
        self.parts[whole] = [*parts]
        self.give_leaf(whole)

    def ballot_key(self, thing: str, tree: KeyTree) -> TokenKey | None:
        return tree.key(self.leaves[thing]) if thing in self.leaves else None


class Owner:
    """The one process that holds the session: issues, collects, opens."""

    def __init__(self, log: Log, beat: int = 0, tree: KeyTree = TREE, *, first: int | None = None) -> None:
        """Takes up at `beat`. Every open thing gets a fresh leaf: which ballots were issued is not known here."""
        self.log, self.tree, self.beat = log, tree, beat
        self.desk = Issuing(tree, beat + AHEAD if first is None else first)
        for thing in sorted(log.leaves):
            log.give_leaf(thing)
        self._open: set[int] = set()
        self.advance(beat)

    def advance(self, beat: int, *, opening: bool = False, soon: bool = True, questions: Collection[str] = ()) -> None:
        self.beat, self.opening, self.soon, self.questions = beat, opening, soon, questions
        self.desk.advance(beat)
        for leaf in sorted(set(self.log.leaves.values()) - self._open):
            self.desk.open(leaf)
            self._open.add(leaf)
        self._collecting = Collecting(beat, self.tree.key(beat), SESSION, len(self.desk.seats(beat)))

    # --- what it says to panels ------------------------------------------------------------------------------

    @property
    def frame(self) -> dict[str, Any]:
        leaf = self.beat + AHEAD
        return {
            "type": "beat", "beat": self.beat, "opening": self.opening, "soon": self.soon,
            "questions": [*self.questions], **key_of(self.tree, leaf),
        }  # fmt: skip

    @property
    def keys(self) -> dict[str, Any]:
        things = [{"thing": thing, **key_of(self.tree, leaf)} for thing, leaf in self.log.leaves.items()]
        return {"type": "keys", "things": things}

    @property
    def cards(self) -> dict[str, Any]:
        """As much of the stage's cards as panels need."""
        return {
            "ids": sorted(self.log.ids | self.log.parts.keys()),
            "withdrawn": sorted(self.log.cards.keys() - self.log.words.keys()),
            "marks": {thing: [mark[:8] for mark in sorted(self.log.marks[thing])] for thing in self.log.leaves},
            "cards": [{"id": id, "parts": [{"id": part} for part in parts]} for id, parts in self.log.parts.items()],
        }

    # --- what it is told -------------------------------------------------------------------------------------

    def issue(self, seat: str, blind: dict[str, Any]) -> dict[str, Any]:
        return {"type": "issued", "tokens": [self._token(seat, asked) for asked in blind["tokens"]]}

    def _token(self, seat: str, asked: dict[str, Any]) -> dict[str, Any]:
        given = self.desk.issue(seat, asked["leaf"], raw(asked["element"]))
        if isinstance(given, Declined):
            return {"leaf": asked["leaf"], "element": None, "proof": None, "no": given.value}
        answer = given.evaluation
        return {"leaf": given.leaf, "element": text_of(answer.element), "proof": text_of(answer.proof), "no": None}

    def take(self, packet: bytes) -> None:
        self._collecting.take(packet)

    # --- the flush -------------------------------------------------------------------------------------------

    def card_key(self, card: str) -> str | None:
        return self.log.cards[card].key if card in self.log.cards else None

    def ballot_key(self, thing: str) -> TokenKey | None:
        return self.log.ballot_key(thing, self.tree)

    def flush(self) -> Beat:
        """What this beat brought, kept."""
        words: Words = "all" if self.opening or self.questions else "soon" if self.soon else "none"
        brought = self._collecting.flush(self, words)
        for act in brought.acts:
            self.log.keep(act)
        return brought


def key_of(tree: KeyTree, leaf: int) -> dict[str, Any]:
    """A leaf with its key and path, as frames have them."""
    return {"leaf": leaf, "key": text_of(tree.public(leaf)), "path": [text_of(node) for node in tree.path(leaf)]}


EVERYONE = ("ana", "ben", "cem")


class Circle:
    """Panels around one owner, on lines on which nothing is lost. `sent`: what each sent at the newest beat."""

    def __init__(self, *names: str) -> None:
        self.owner = Owner(Log())
        self.panels = {name: Mine(SESSION, TREE.root) for name in names or EVERYONE}
        self.sent: dict[str, bytes] = {}
        self.tell_keys()
        for _ in range(2):
            self.beat()

    def __getitem__(self, name: str) -> Mine:
        return self.panels[name]

    def tell_keys(self) -> None:
        for name, mine in self.panels.items():
            self.answer(name, mine.keys(self.owner.keys))

    def answer(self, name: str, blind: dict[str, Any] | None) -> None:
        if blind:
            self.panels[name].issued(self.owner.issue(name, blind))

    def show(self) -> None:
        for mine in self.panels.values():
            mine.seen(self.owner.cards)

    def beat(self, *, lost: tuple[str, ...] = (), **frame: Any) -> Beat:
        """One whole beat: frame, packets but those that are `lost`, tokens, flush, keys, views."""
        self.owner.questions = frame.pop("questions", self.owner.questions)
        self.sent = {}
        for name, mine in self.panels.items():
            packet, blind = mine.beat(self.owner.frame | frame)
            if packet is not None:
                self.sent[name] = packet
                if name not in lost:
                    self.owner.take(packet)
            self.answer(name, blind)
        brought = self.owner.flush()
        self.owner.advance(self.owner.beat + 1)
        self.tell_keys()
        self.show()
        return brought

    def opening(self, **frame: Any) -> Beat:
        """All that is sealed may open, and answers to questions that are named in the frame."""
        self.owner.opening = True
        return self.beat(**frame)

    def named(self, *things: str, lost: tuple[str, ...] = ()) -> Beat:
        """The end of a step: what was sealed for these things may open, and nothing else."""
        return self.beat(lost=lost, questions=things)

    def said(self, name: str) -> tuple[Act, ...]:
        """What this one's newest packet carries."""
        return acts_in(self.sent[name])


def with_a_card() -> tuple[Circle, str]:
    circle = Circle()
    card = circle["ana"].card("It goes fast.")
    circle.opening()
    return circle, card
