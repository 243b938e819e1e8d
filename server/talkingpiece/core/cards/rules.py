"""What those who lead do with cards, and an author who wants to be named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps.kind import By, Happened, Keep, Scene
from talkingpiece.core.texts import words_of

from . import commands as c
from . import events as e
from .floors import MOST, UNSIGNED
from .opening import leaves, open_beat, take_up
from .owning import too_few
from .state import Card, merged_id

LEAST_PARTS, MOST_PARTS = 2, 8  # cards that may be put together at once
LEAST_METOOS = 2
NUMBERS = 100


def _show(scene: Scene, by: By, command: c.ShowCard) -> Happened:
    card = _card(scene, command.card)
    if card.shown and card.state == "open":
        return
    yield e.CardShown(card=card.id)
    if card.leaf is None and (leaf := next(leaves(scene.session.box.next_leaf))) is not None:
        yield e.LeavesGiven(leaves={card.id: leaf}, epoch=scene.session.box.epoch)


def _hold(scene: Scene, by: By, command: c.HoldCard) -> Happened:
    _not_alone(scene)
    card = _card(scene, command.card)
    held = card.state == "held" and card.why == command.why
    return () if held else (e.CardHeld(card=card.id, why=command.why),)


def _park(scene: Scene, by: By, command: c.ParkCard) -> Happened:
    _not_alone(scene)
    card = _card(scene, command.card)
    return () if card.state == "parked" else (e.CardParked(card=card.id),)


def _done(scene: Scene, by: By, command: c.DoneCard) -> Happened:
    card = _card(scene, command.card)
    return () if card.state == "done" else (e.CardDone(card=card.id),)


def _answer(scene: Scene, by: By, command: c.AnswerCard) -> Happened:
    card = _card(scene, command.card)
    yield e.CardAnswered(card=card.id, aloud=card.shown)
    yield Keep(f"reply:{card.id}", words_of(command.text))


def _merge(scene: Scene, by: By, command: c.MergeCards) -> Happened:
    ids = sorted(set(command.cards))
    whole = merged_id(ids)
    if whole in scene.session.cards:  # said twice
        return
    if not LEAST_PARTS <= len(ids) <= MOST_PARTS:
        raise Refused("how_many", "Two to eight cards can be put together at once.")
    cards = [_card(scene, id) for id in ids]
    if any(card.state != "open" for card in cards):
        raise Refused("not_open", "Only cards that are open can be put together. Take the others up again first.")
    if len({card.shown for card in cards}) > 1:
        raise Refused("not_shown", "Some of these are not shown to everyone. Show them first, or leave them apart.")
    yield e.CardsMerged(card=whole, parts=tuple(ids), leaf=next(leaves(scene.session.box.next_leaf)))


def _own(scene: Scene, by: By, command: c.OwnCard) -> Happened:
    """That it is really theirs, by the card's key, the room has checked."""
    card = _card(scene, command.card, merged=True)
    if by.seat is None or by.seat not in scene.session.seats:
        raise Refused("not_here", "Only somebody with a place can say that a card is theirs.")
    if card.owner == by.seat:
        return
    if card.owner is not None:
        raise Refused("owned", "Somebody has said already that this card is theirs.")
    if too_few(scene.session.cards, card):
        few = "Not just now: it would leave too few people behind another card. Say it aloud when that one is closed."
        raise Refused("too_few", few)
    yield e.CardOwned(card=card.id, seat=by.seat)


def _raise_floor(scene: Scene, by: By, command: c.RaiseFloor) -> Happened:
    _open_yet(scene)
    if not UNSIGNED <= command.floor <= MOST:
        raise Refused("floor_range", "It takes at least three people, and at most a thousand can be asked for.")
    if command.floor < scene.session.box.floor:
        raise Refused("floor_lower", "This number can only be raised: others have relied on it.")
    return () if command.floor == scene.session.box.floor else (e.FloorRaised(floor=command.floor),)


def _allow_soon(scene: Scene, by: By, command: c.AllowSoon) -> Happened:
    _open_yet(scene)
    return () if command.allowed == scene.session.box.soon else (e.SoonAllowed(allowed=command.allowed),)


def _agree_threshold(scene: Scene, by: By, command: c.AgreeThreshold) -> Happened:
    _open_yet(scene)
    if command.metoos is not None and not LEAST_METOOS <= command.metoos <= MOST:
        raise Refused("threshold_range", "Agree on two me-toos or more; one person alone stops us by saying so.")
    same = command.metoos == scene.session.box.threshold
    return () if same else (e.ThresholdAgreed(metoos=command.metoos),)


def _call_number(scene: Scene, by: By, command: c.CallNumber) -> Happened:
    _open_yet(scene)
    if not 0 <= command.number < NUMBERS:
        raise Refused("number_range", "Ask somebody for a number from 0 to 99.")
    return () if command.number == scene.session.box.number else (e.NumberCalled(number=command.number),)


def _keep(scene: Scene, by: By, command: c.KeepCards) -> Happened:
    _open_yet(scene)
    return () if command.keep == scene.session.keep_cards else (e.CardsKept(keep=command.keep),)


def _card(scene: Scene, id: str, *, merged: bool = False) -> Card:
    """A card that something can still be done with. `merged`: also one that is part of another."""
    _open_yet(scene)
    card = scene.session.cards.get(id)
    if card is None:
        raise Refused("no_card", "There is no such card.")
    if card.state == "withdrawn":
        raise Refused("withdrawn", "Whoever wrote this card has taken it back.")
    if card.state == "merged" and not merged:
        raise Refused("merged", "This card is part of another one now.")
    return card


def _open_yet(scene: Scene) -> None:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed; what it kept cannot change any more.")


def _not_alone(scene: Scene) -> None:
    if scene.session.led == "peers":
        raise Refused("not_alone", "In a circle without a facilitator no single person sets a card aside.")


CARD_RULES: dict[type, Callable[[Scene, By, Any], Happened]] = {
    c.OpenBeat: open_beat, c.TakeUp: take_up,
    c.ShowCard: _show, c.HoldCard: _hold, c.ParkCard: _park, c.DoneCard: _done, c.AnswerCard: _answer,
    c.MergeCards: _merge, c.OwnCard: _own, c.RaiseFloor: _raise_floor, c.AllowSoon: _allow_soon,
    c.AgreeThreshold: _agree_threshold, c.CallNumber: _call_number, c.KeepCards: _keep,
}  # fmt: skip
