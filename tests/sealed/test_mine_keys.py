"""A panel that is shown keys which are not everybody's says nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from talkingpiece.sealed import panel
from talkingpiece.sealed.mine import Mine, Untrue
from talkingpiece.sealed.tree import KeyTree
from tests.sealed.owner import Circle, Log, Owner, key_of, with_a_card
from tests.sealed.seats import SESSION, TREE

OTHER_KEYS = KeyTree(bytes(32), SESSION)
QUESTION = panel.text_of(b"what shall we do")


def other_key(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | {"key": key_of(OTHER_KEYS, frame["leaf"])["key"]}


def other_keys(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | key_of(OTHER_KEYS, frame["leaf"])


def other_leaf(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | key_of(TREE, frame["leaf"] + 1)


def short_path(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | {"path": frame["path"][:-1]}


def unreadable(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | {"key": "!"}


@pytest.mark.parametrize("spoil", [other_key, other_keys, other_leaf, short_path, unreadable])
def test_a_beat_with_a_key_that_is_not_everybodys_silences_the_panel_for_good(
    spoil: Callable[[dict[str, Any]], dict[str, Any]],
) -> None:
    circle = Circle()
    circle["ana"].tap("slow")
    with pytest.raises(Untrue):
        circle["ana"].beat(spoil(circle.owner.frame))
    assert circle["ana"].fault
    assert circle["ana"].beat(circle.owner.frame) == (None, None)
    assert circle["ana"].keys(circle.owner.keys) is None


def test_so_does_a_thing_with_such_a_key_or_with_the_key_of_another_thing() -> None:
    circle, _ = with_a_card()
    (thing,) = circle.owner.keys["things"]
    for bad in (other_keys(thing), thing | {"thing": QUESTION}, thing | key_of(TREE, 500)):
        mine = Mine(SESSION, TREE.root)
        mine.keys(circle.owner.keys)
        with pytest.raises(Untrue):
            mine.keys({"things": [bad]})
        assert mine.fault


@pytest.mark.parametrize("field", ["element", "proof"])
def test_so_does_an_answer_by_another_key(field: str) -> None:
    circle = Circle()
    _, asked = circle["ana"].beat(circle.owner.frame)
    assert asked is not None
    good = circle.owner.issue("ana", asked)
    other = Owner(Log(), circle.owner.beat, OTHER_KEYS, first=0).issue("ana", asked)
    good["tokens"][0][field] = other["tokens"][0][field]
    with pytest.raises(Untrue):
        circle["ana"].issued(good)
    assert circle["ana"].beat(circle.owner.frame | {"beat": 50, **key_of(TREE, 52)}) == (None, None)


def test_an_answer_that_was_not_asked_for_is_left_lying() -> None:
    circle = Circle()
    stranger = Mine(SESSION, TREE.root)
    _, asked = stranger.beat(circle.owner.frame)
    assert asked is not None
    circle["ana"].issued(circle.owner.issue("somebody", asked) | {})
    assert not circle["ana"].can_send(asked["tokens"][0]["leaf"])


def test_with_a_root_that_the_person_agreed_to_everything_is_said_again() -> None:
    circle, card = with_a_card()
    circle["ben"].metoo(card)
    circle.beat()
    beat, log = circle.owner.beat, Log()
    circle.owner = Owner(log, beat + 3, OTHER_KEYS)
    with pytest.raises(Untrue):
        circle["ana"].beat(circle.owner.frame)
    for mine in circle.panels.values():
        mine.renew(OTHER_KEYS.root)
    circle.show()
    assert circle["ana"].pending == {card}
    for _ in range(2):
        circle.beat()
    circle.opening()
    circle.beat()
    circle.beat()
    assert (log.times[card], len(log.marks[card])) == (1, 1)
