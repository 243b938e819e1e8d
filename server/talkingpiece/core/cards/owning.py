"""What it tells of others when somebody says: this card is mine.

One packet holds one text. So whatever else opened at the same beats, in other threads, is by somebody else: for each of
these one person fewer could have written it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .floors import UNSIGNED
from .state import Card

if TYPE_CHECKING:
    from collections.abc import Mapping


def own(cards: Mapping[str, Card], id: str, seat: str) -> dict[str, Card]:
    """The cards after the author of one has said who they are, with all numbers that this lowers."""
    after = {**cards, id: replace(cards[id], owner=seat)}
    for other in touched(cards, cards[id]):
        after[other.id] = _lowered(other)
        if other.into and (whole := after.get(other.into)):
            after[whole.id] = replace(whole, n=min(whole.n, other.n - 1))
    return after


def touched(cards: Mapping[str, Card], card: Card) -> tuple[Card, ...]:
    """The other threads of which it is then known that this card's author did not write them."""
    beats = _beats(card)
    return tuple(other for other in cards.values() if other.id != card.id and _unknown(other) and beats & _beats(other))


def too_few(cards: Mapping[str, Card], card: Card) -> bool:
    """Would it leave fewer than three for a card that the group still has before it?"""
    live = (thread for thread in touched(cards, card) if _is_live(cards, thread))
    return any(min((thread.n, *(reply.n for reply in thread.replies))) <= UNSIGNED for thread in live)


def _beats(card: Card) -> frozenset[int]:
    return frozenset((card.beat, *(reply.beat for reply in card.replies)))


def _unknown(card: Card) -> bool:
    """Has it an author of whom nobody knows? A card put together from others has none of its own."""
    return card.owner is None and card.state != "withdrawn" and not card.parts


def _is_live(cards: Mapping[str, Card], card: Card) -> bool:
    whole = cards[card.into] if card.into else card
    return whole.state in ("open", "held", "parked")


def _lowered(card: Card) -> Card:
    replies = tuple(replace(reply, n=reply.n - 1) for reply in card.replies)
    return replace(card, n=card.n - 1, less=card.less + 1, replies=replies)
