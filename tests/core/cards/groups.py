"""Sessions with cards, for the tests of cards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards.commands import Act, NewCard
from talkingpiece.core.cards.state import Card
from tests.cast import EVERYONE, TINY, Played, card

THREE = (
    card("c-2", "Too fast for me."),
    card("c-9", "Who hears this?", weight="stop"),
    card("c-1", "Thank you.", to="all"),
)


def group(led: Any = "facilitator") -> Played:
    """Eight people, the circle open, no cards yet."""
    return Played.running(TINY, *EVERYONE, led=led)


def with_cards(*cards: NewCard, led: Any = "facilitator", **counted: Any) -> Played:
    """Eight people and the cards of one opening, at beat 20."""
    circle = group(led)
    circle.open_beat(*cards, **counted)
    return circle


def for_all(*ids: str, led: Any = "facilitator", **counted: Any) -> Played:
    """Eight people and cards that everybody reads."""
    return with_cards(*(card(id, f"Words of {id}", to="all") for id in ids), led=led, **counted)


def of(circle: Played, id: str) -> Card:
    """A card as it is now."""
    return circle.session.cards[id]


def shown(circle: Played, id: str) -> Any:
    """A card as everybody sees it; None when it is not among those."""
    return next((one for one in circle.stage()["cards"].cards if one.id == id), None)


def by_me(circle: Played, id: str) -> Any:
    """A card as those who lead see it."""
    return next((one for one in circle.console()["cards"].cards if one.id == id), None)


def nothing_happens(circle: Played, *acts: Act, opening: bool = True, **counted: Any) -> bool:
    """Does a beat that brings this leave no trace at all?"""
    before = (circle.session, dict(circle.words), len(circle.log))
    decision = (circle.open_beat if opening else circle.tap_beat)(*acts, **counted)
    return (decision.events, dict(decision.records)) == ((), {}) and before == (
        circle.session, circle.words, len(circle.log),
    )  # fmt: skip


def at_floor(act: Any, floor: int) -> Any:
    """The same act by an author who accepts this n."""
    return replace(act, floor=floor)


def me_too(circle: Played, thing: str, *people: str, beat: int = 21, **counted: Any) -> Any:
    """These people's panels say me-too at a beat. A ballot's mark is of its leaf: on another leaf it is another."""
    leaf = of(circle, thing).leaf
    return circle.tap_beat(*(k.NewMeToo(thing, f"mark-of-{who}-{leaf}") for who in people), beat=beat, **counted)


def agreed(metoos: int, *ids: str, led: Any = "facilitator") -> Played:
    circle = for_all(*ids, led=led)
    circle.leader_says(k.AgreeThreshold, metoos=metoos)
    return circle
