"""What is shown of cards to everybody, and to those who lead: the same card, and never more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS

from .floors import standing
from .parts import ConsoleCard, HeldCard, Letter, OpenCard, OpenPart, OpenReply, ShownTaps
from .state import Card, QuickWords, Tap, TapWhat, begins, votable

MARK = 8  # letters of a ballot's mark that are shown: enough to know one's own again

P = TypeVar("P", OpenCard, ConsoleCard)


@dataclass(frozen=True)
class Shown:
    """The parts of one moment. `words`: side records by id; `names`: of seats, as others see them."""

    session: Session
    words: Mapping[str, str]
    names: Mapping[str, str]

    def ids(self) -> tuple[str, ...]:
        """Everything that ever opened, in an order that says nothing."""
        session = self.session
        found = {*session.cards, *(tap.id for tap in session.box.taps)}
        for card in session.cards.values():
            found |= {*(reply.id for reply in card.replies), *(quick.id for quick in card.quick)}
        for index in session.states:
            found |= {*KINDS[session.module.steps[index].kind].listed(session, index)}
        return tuple(sorted(found))

    def withdrawn(self) -> tuple[str, ...]:
        """The cards that were taken back, shown or not: an author's panel goes on saying so until it is known here."""
        cards = self.session.cards
        return tuple(id for id in sorted(cards) if cards[id].state == "withdrawn" and not cards[id].parts)

    def marks(self) -> dict[str, tuple[str, ...]]:
        """How the ballots begin that were counted, by card."""
        cards = self.session.cards
        return {id: tuple(sorted(mark[:MARK] for mark in cards[id].marks)) for id in sorted(votable(self.session))}

    def cards(self) -> tuple[OpenCard, ...]:
        """What everyone may read."""
        return tuple(self._card(OpenCard, card) for card in self._in_order() if card.shown and card.state != "held")

    def console(self) -> tuple[ConsoleCard, ...]:
        """All cards."""
        return tuple(self._card(ConsoleCard, card, shown=card.shown) for card in self._in_order())

    def kept(self) -> tuple[OpenCard, ...]:
        """What stays in the report: what everyone could read, if the group chose to keep it."""
        kept = self.cards() if self.session.keep_cards else ()
        return tuple(card for card in kept if card.state != "withdrawn")

    def held(self) -> tuple[HeldCard, ...]:
        """That there is one, and why."""
        return tuple(
            HeldCard(id=card.id, why=card.why) for card in self._in_order() if card.state == "held" and card.why
        )

    def letters(self, sealed: Mapping[str, str]) -> tuple[Letter, ...]:
        """Answers for the authors of cards. `sealed`: by card."""
        return tuple(Letter(card=card, sealed=sealed[card]) for card in sorted(sealed) if card in self.session.cards)

    def taps(self) -> tuple[ShownTaps, ...]:
        """The taps of each beat that brought any, oldest first."""
        beats: dict[int, list[Tap]] = {}
        for tap in self.session.box.taps:
            beats.setdefault(tap.beat, []).append(tap)
        return tuple(self._taps(beat, taps) for beat, taps in sorted(beats.items()))

    def _taps(self, beat: int, taps: list[Tap]) -> ShownTaps:
        n = taps[0].n

        def count(what: TapWhat) -> int:
            return min(n, sum(tap.what == what for tap in taps))  # a panel that taps twice is still one of n

        at = begins(self.session, beat)
        return ShownTaps(beat=beat, at=at, n=n, slow=count("slow"), stop=count("stop"), tries=count("try"))

    def _in_order(self) -> Iterator[Card]:
        """By beat and random id. What is part of another card stands within it."""
        cards = (card for card in self.session.cards.values() if card.into is None)
        return iter(sorted(cards, key=lambda card: (card.beat, card.id)))

    def _card(self, shape: type[P], card: Card, **more: Any) -> P:
        heard = card.aloud or shape is ConsoleCard  # else the answer was for its author alone
        return shape(
            id=card.id, beat=card.beat, at=begins(self.session, card.beat), n=card.n,
            standing=standing(card.n, soon=card.soon), to=card.to, weight=card.weight, state=card.state,
            why=card.why or None, text=self._text(card), answer=self._of(card, f"reply:{card.id}") if heard else None,
            replies=tuple(self._replies(card)), quick=tuple(self._quick(card)),
            metoos=card.count, at_least=not card.exact, kept=card.kept,
            owner=None if card.owner is None else self.names.get(card.owner, ""),
            parts=tuple(OpenPart(id=id, text=self._text(self.session.cards[id])) for id in card.parts),
            votes=card.votes, **more,
        )  # fmt: skip

    def _replies(self, card: Card) -> Iterator[OpenReply]:
        """What its author added, or the authors of its parts; in the order of beats."""
        said = [(reply, part) for part in self._threads(card) for reply in part.replies]
        for reply, part in sorted(said, key=lambda one: (one[0].beat, one[0].seq, one[0].id)):
            text = self._of(part, f"said:{reply.id}")
            yield OpenReply(id=reply.id, text=text, n=reply.n, standing=standing(reply.n))

    def _quick(self, card: Card) -> Iterator[QuickWords]:
        for part in self._threads(card):
            yield from (quick.what for quick in sorted(part.quick, key=lambda quick: quick.seq))

    def _threads(self, card: Card) -> tuple[Card, ...]:
        """A card and all that it was put together from."""
        return (card, *(self.session.cards[id] for id in card.parts))

    def _text(self, card: Card) -> str | None:
        return "" if card.parts else self._of(card, f"card:{card.id}")

    def _of(self, card: Card, record: str) -> str | None:
        """Words of a card; none of it once its author has taken it back, also while a record is still to be erased."""
        return None if card.state == "withdrawn" else self.words.get(record)
