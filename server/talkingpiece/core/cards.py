"""Rules of concern cards, first version. No type here has a field for a person, a connection, or a finer time than
the window; what `SEALED.md` adds later replaces how cards arrive, not what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import commands as c
from . import events as e
from .refusal import Refused
from .session import Card
from .steps.kind import By, Happened, Scene
from .texts import words_of


def _open_cards(scene: Scene, by: By, command: c.OpenCards) -> Happened:
    """Sorting by random ids is the shuffle: any order of arrival gives the same bytes."""
    new = sorted((card for card in command.cards if card.id not in scene.session.cards), key=lambda card: card.id)
    if not new or scene.session.phase == "ended":
        return
    peers = scene.session.led == "peers"  # then no single person can hold a card
    opened = tuple(e.CardOpened(id=card.id, to="all" if peers else card.to, weight=card.weight) for card in new)
    yield e.CardsOpened(window=command.window, cards=opened)
    for card in new:
        yield e.Keep(f"card:{card.id}", card.text)


def _show(scene: Scene, by: By, command: c.ShowCard) -> Happened:
    card = _card(scene, command.card)
    return () if card.shown and card.state == "open" else (e.CardShown(card=card.id),)


def _park(scene: Scene, by: By, command: c.ParkCard) -> Happened:
    if scene.session.led == "peers":
        raise Refused("not_alone", "In a circle without a facilitator no single person sets a card aside.")
    card = _card(scene, command.card)
    return () if card.state == "parked" else (e.CardParked(card=card.id),)


def _answer(scene: Scene, by: By, command: c.AnswerCard) -> Happened:
    card = _card(scene, command.card)
    yield e.CardAnswered(card=card.id)
    yield e.Keep(f"reply:{card.id}", words_of(command.text))


def _keep(scene: Scene, by: By, command: c.KeepCards) -> Happened:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed; what it kept cannot change any more.")
    return () if command.keep == scene.session.keep_cards else (e.CardsKept(keep=command.keep),)


def _card(scene: Scene, id: str) -> Card:
    if card := scene.session.cards.get(id):
        return card
    raise Refused("no_card", "There is no such card.")


CARD_RULES: dict[type, Callable[[Scene, By, Any], Happened]] = {
    c.OpenCards: _open_cards, c.ShowCard: _show, c.ParkCard: _park, c.AnswerCard: _answer, c.KeepCards: _keep,
}  # fmt: skip
