"""Tokens over the socket: to whom they are given, for which beat and thing, and what no panel would ask for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from talkingpiece.sealed.panel import Asked, text_of
from tests.people import Message, Person
from tests.place import Place
from tests.web.circles import SIX, Circle, beats, circle, of_type

FIELD = 2**255 - 19
NOT_AN_ELEMENT = {
    "the identity": bytes(32),
    "negative": (1).to_bytes(32, "little"),
    "not canonical": (FIELD + 2).to_bytes(32, "little"),
    "the field's order": FIELD.to_bytes(32, "little"),
    "all ones": b"\xff" * 32,
    "its top bit set": bytes(31) + b"\x80",
    "off the curve": (3).to_bytes(32, "little"),
}


async def asks(person: Person, *tokens: tuple[int, str]) -> list[Message]:
    """Ask for tokens of these leaves; returns what was issued."""
    said = {"type": "blind", "tokens": [{"leaf": leaf, "element": element} for leaf, element in tokens]}
    answer = await person.ask(said, ("issued", "refused"))
    return list(answer["tokens"])


def element() -> str:
    return text_of(Asked().element)


async def begun(place: Place, beats: int = 4) -> tuple[Circle, int]:
    """A circle at a beat, and the leaf that is given out at it."""
    c = await circle(place)
    await c.beat(beats)
    await c.pulse.begin()
    return c, beats + 2


async def test_everybody_asks_at_every_beat_for_the_one_after_next(place: Place) -> None:
    c, leaf = await begun(place)
    for person in c.people.values():
        issued = [token["leaf"] for frame in of_type(person, "issued") for token in frame["tokens"]]
        assert issued == [2, 3, 4, 5, 6], "whatever anybody wants to write"
        assert leaf == 6


async def test_the_same_element_is_answered_again_and_another_is_not(place: Place) -> None:
    c, leaf = await begun(place)
    mine = element()
    (first,), (again,) = await asks(c.ben, (leaf, mine)), await asks(c.ben, (leaf, mine))
    assert (first["no"], first["element"]) == ("issued", None), "his panel has asked already"
    assert again == first
    hana = await c.session.join("Hana")
    await hana.does("agree")
    (one,), (two,) = await asks(hana, (leaf, mine)), await asks(hana, (leaf, mine))
    assert one["element"] == two["element"] is not None
    assert (await asks(hana, (leaf, element())))[0] == {"leaf": leaf, "element": None, "proof": None, "no": "issued"}


@pytest.mark.parametrize("what", NOT_AN_ELEMENT)
async def test_what_is_no_element_is_not_signed_and_the_next_try_is(place: Place, what: str) -> None:
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    (token,) = await asks(hana, (leaf, text_of(NOT_AN_ELEMENT[what])))
    assert token == {"leaf": leaf, "element": None, "proof": None, "no": "unreadable"}
    assert (await asks(hana, (leaf, element())))[0]["no"] is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "A" * 42,
        "A" * 44,
        "A" * 64,
        "=" * 43,
        "+" * 43,
        "ü" * 43,
        " " + "A" * 42,
        "A" * 43 + "=",
        "A" * 42 + "B",
    ],
)
async def test_what_is_no_base64url_of_an_element_is_not_signed(place: Place, text: str) -> None:
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    assert (await asks(hana, (leaf, text)))[0]["no"] == "unreadable"
    assert not hana.is_closed


async def test_an_element_that_is_written_in_another_way_is_no_other_element(place: Place) -> None:
    """The last letter has loose bits: were it another name, one seat would have as many tokens as there are names."""
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    mine, letters = element(), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    loose = mine[:-1] + letters[letters.index(mine[-1]) + 1]
    (one,), (two,) = await asks(hana, (leaf, mine)), await asks(hana, (leaf, loose))
    assert two["element"] == one["element"] is not None


@pytest.mark.parametrize("away", [-100, -6, -3, -2, 1, 2, 100, 1529, 1530, 2041, 2042, 10**9, 10**30, -(10**30)])
async def test_no_token_is_given_for_a_beat_that_is_over_or_far_away_or_for_nothing(place: Place, away: int) -> None:
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    assert (await asks(hana, (leaf + away, element())))[0]["no"] == "not_now"


async def test_of_a_thing_there_is_one_token_for_each_seat_while_it_is_open(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    (thing,) = of_type(c.ben, "keys")[-1]["things"]
    assert (thing["thing"], thing["leaf"]) == (id, 1536)
    assert (await asks(c.ben, (1536, element())))[0]["no"] == "issued", "asked for by all panels at once"
    hana = await c.session.join("Hana")
    await hana.does("agree")
    assert (await asks(hana, (1537, element())))[0]["no"] == "not_now"
    await c.leads("done_card", card=id)
    assert (await asks(hana, (1536, element())))[0]["no"] == "not_now"


async def test_before_the_agreement_there_are_no_tokens_for_anything(place: Place) -> None:
    c = await circle(place, *SIX[:5])
    await c.card(c.ben, to="all")
    gus = await c.session.join("Gus")
    leaf = beats(c.ben)[-1]["beat"] + 2
    for asked in ((leaf, element()), (1536, element()), (99, "nonsense")):
        assert (await asks(gus, asked)) == [{"leaf": asked[0], "element": None, "proof": None, "no": "not_now"}]
    await gus.does("agree")
    assert (await asks(gus, (1536, element())))[0]["no"] is None


async def test_who_has_no_seat_does_not_even_have_the_word(place: Place) -> None:
    c, leaf = await begun(place)
    wall = await c.session.wall()
    for person in (c.ana, wall):
        said = {"type": "blind", "tokens": [{"leaf": leaf, "element": element()}]}
        answer = await person.ask(said, ("issued", "refused"))
        assert (answer["type"], answer["code"]) == ("refused", "unknown_type")
        assert not {"beat", "keys", "issued"} & {message["type"] for message in person.heard}


async def test_at_the_door_there_are_no_tokens(place: Place) -> None:
    c = await circle(place, door=None)
    await c.beat(1)
    gus, answer = await c.session.knock("Gus")
    assert answer["type"] == "waiting"
    refused = await gus.ask({"type": "blind", "tokens": [{"leaf": 3, "element": element()}]}, ("issued", "refused"))
    assert (refused["type"], refused["code"]) == ("refused", "unknown_type")


TOKEN: dict[str, Any] = {"leaf": 6, "element": "A" * 43}


@pytest.mark.parametrize(
    "tokens",
    [[], [TOKEN] * 65, None, "A", [None], [{}], [{"leaf": 6}], [{"element": "A"}], [{**TOKEN, "leaf": "6"}],
     [{**TOKEN, "leaf": 6.5}], [{**TOKEN, "element": 7}], [{**TOKEN, "seat": "x"}], [{**TOKEN, "leaf": True}]],
    ids=lambda tokens: repr(tokens)[:30],
)  # fmt: skip
async def test_what_is_not_asked_for_properly_is_refused_kindly_and_gives_nothing(place: Place, tokens: object) -> None:
    c, _ = await begun(place)
    answer = await c.ben.ask({"type": "blind", "tokens": tokens}, ("issued", "refused"))
    assert (answer["type"], answer["code"]) == ("refused", "bad_field")
    assert str(answer["message"]).endswith(".")
    await c.pulse.end()
    await c.beat(2)
    assert c.chi.tally["box"]["taps"] == 6, "and his panel goes on as ever"


async def test_sixty_four_at_once_are_answered_one_by_one(place: Place) -> None:
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    given = await asks(hana, *((n, element()) for n in range(leaf - 32, leaf + 32)))
    assert [token["leaf"] for token in given] == list(range(leaf - 32, leaf + 32))
    assert [token["leaf"] for token in given if token["no"] is None] == [leaf - 1, leaf], "one beat of grace"


async def test_a_line_that_asks_without_end_is_closed_and_nobody_else_notices(place: Place) -> None:
    c, leaf = await begun(place)
    hana = await c.session.join("Hana")
    for _ in range(200):
        await hana.send(json.dumps({"type": "blind", "tokens": [{"leaf": leaf, "element": element()}]}))
    assert await hana.closed() == 4429
    await c.pulse.end()
    await c.beat(3)
    assert c.chi.tally["box"]["taps"] == 6
