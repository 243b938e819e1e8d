"""Fold one event of cards into the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from talkingpiece.core.events import Event
from talkingpiece.core.session import Session

from . import events as e
from .owning import own
from .state import Box, Card, Quick, Reply, Tap, Weight

_HEAVY: tuple[Weight, ...] = ("thought", "slow", "stop")  # lightest first


def evolve_cards(session: Session, event: Event) -> Session:
    """The session after one event. What is no event of cards changes nothing here."""
    match event:
        case e.Opened():
            return _opened(session, event)
        case e.LeavesGiven():
            return _leaves_given(session, event)
        case e.CardsMerged():
            return _merged(session, event)
        case e.CardOwned(card=card, seat=seat):
            return replace(session, cards=own(session.cards, card, seat))
        case e.CardsKept(keep=keep):
            return replace(session, keep_cards=keep)
        case e.FloorRaised(floor=floor):
            return _box(session, floor=floor)
        case e.SoonAllowed(allowed=allowed):
            return _box(session, soon=allowed)
        case e.ThresholdAgreed(metoos=metoos):
            return _box(session, threshold=metoos)
        case e.NumberCalled(number=number):
            return _box(session, number=number)
    return _of_card(session, event)


def _of_card(session: Session, event: Event) -> Session:
    match event:
        case e.CardShown(card=card):
            return _card(session, card, shown=True, state="open", why="")
        case e.CardHeld(card=card, why=why):
            return _card(session, card, state="held", why=why, leaf=None)
        case e.CardParked(card=card):
            return _card(session, card, state="parked", why="")
        case e.CardDone(card=card):
            return _card(session, card, state="done", why="", leaf=None)
        case e.CardAnswered(card=card, aloud=aloud):
            return _card(session, card, answered=True, aloud=aloud)
        case e.ThresholdKept(card=card):
            return _card(session, card, kept=True)
    return session


def _opened(session: Session, event: e.Opened) -> Session:
    cards = {**session.cards, **{card.id: _new(event, card) for card in event.cards}}
    for reply in event.replies:
        said = Reply(id=reply.id, seq=reply.seq, beat=event.beat, n=reply.n)
        cards[reply.card] = replace(cards[reply.card], replies=(*cards[reply.card].replies, said))
    for quick in event.quick:
        told = Quick(id=quick.id, seq=quick.seq, what=quick.what)
        cards[quick.card] = replace(cards[quick.card], quick=(*cards[quick.card].quick, told))
    for marked in event.marks:
        cards[marked.thing] = replace(cards[marked.thing], marks=cards[marked.thing].marks.union(marked.marks))
    for id in event.withdrawn:
        cards[id] = replace(cards[id], state="withdrawn", why="", leaf=None)
        _without_words(cards, cards[id].into)
    taps = tuple(Tap(id=tap.id, what=tap.what, beat=event.beat, n=event.taps_n) for tap in event.taps)
    box = replace(
        session.box,
        taps=(*session.box.taps, *taps),
        next_leaf=_after(session.box, (card.leaf for card in event.cards)),
        openings=(*(() if event.everything else session.box.openings), *((event.beat,) if event.opening else ())),
        all_opened=event.beat if event.everything else session.box.all_opened,
    )
    return replace(session, cards=cards, box=box)


def _new(event: e.Opened, card: e.CardOpened) -> Card:
    return Card(
        id=card.id, key=card.key, beat=event.beat, n=card.n, to=card.to, weight=card.weight, soon=card.soon,
        leaf=card.leaf, shown=card.to == "all",
    )  # fmt: skip


def _without_words(cards: dict[str, Card], whole: str | None) -> None:
    """A card put together from others goes with the last of them."""
    if whole and all(cards[id].state == "withdrawn" for id in cards[whole].parts if not cards[id].parts):
        cards[whole] = replace(cards[whole], state="withdrawn", why="", leaf=None)


def _leaves_given(session: Session, event: e.LeavesGiven) -> Session:
    """What was counted stays; marks of another leaf cannot be compared with those of this one."""
    given = {
        id: replace(session.cards[id], leaf=leaf, marks=frozenset(), metoos=session.cards[id].count)
        for id, leaf in event.leaves.items()
    }
    box = replace(session.box, epoch=event.epoch, next_leaf=_after(session.box, event.leaves.values()))
    return replace(session, cards={**session.cards, **given}, box=box)


def _merged(session: Session, event: e.CardsMerged) -> Session:
    own_parts = [session.cards[id] for id in event.parts]
    ids = sorted({id for part in own_parts for id in (part.id, *part.parts)})
    whole = Card(
        id=event.card,
        key="",
        beat=max(part.beat for part in own_parts),
        n=min(part.n for part in own_parts),
        to=own_parts[0].to if len({part.to for part in own_parts}) == 1 else "all",
        weight=max((part.weight for part in own_parts), key=_HEAVY.index),
        soon=any(part.soon for part in own_parts),
        leaf=event.leaf,
        shown=own_parts[0].shown,
        metoos=max(part.count for part in own_parts),
        kept=any(part.kept for part in own_parts),
        parts=tuple(ids),
    )
    parts = {id: _into(session.cards, id, whole.id) for id in ids}
    box = replace(session.box, next_leaf=_after(session.box, (event.leaf,)))
    return replace(session, cards={**session.cards, **parts, whole.id: whole}, box=box)


def _into(cards: Mapping[str, Card], id: str, whole: str) -> Card:
    """A part of a card; one that was taken back stays so."""
    card = cards[id]
    return replace(card, into=whole, leaf=None, why="", state="withdrawn" if card.state == "withdrawn" else "merged")


def _after(box: Box, leaves: Iterable[int | None]) -> int:
    """The first leaf that was never given."""
    return max(box.next_leaf, *(leaf + 1 for leaf in leaves if leaf is not None), 0)


def _box(session: Session, **change: Any) -> Session:
    return replace(session, box=replace(session.box, **change))


def _card(session: Session, card: str, **change: Any) -> Session:
    return replace(session, cards={**session.cards, card: replace(session.cards[card], **change)})
