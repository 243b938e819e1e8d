"""Bad input over the wire: it is refused in kind words or by a listed close code, and nobody else notices."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from talkingpiece import wire
from tests.people import Person
from tests.place import Place, Session
from tests.raw import BINARY, raw_peer

SECRET = "my-secret-words"


@dataclass
class Circle:
    """A running session whose Ana and Ben must not notice anything."""

    session: Session
    ana: Person
    ben: Person
    before: int = 0


@pytest.fixture
async def circle(place: Place) -> AsyncIterator[Circle]:
    session = await place.start(door="open")
    ana, ben = await session.lead(), await session.join("Ben")
    mallory = await session.join("Mallory")
    await ana.does("start")
    await place.quiet()
    place.people.remove(mallory)
    made = Circle(session, ana, mallory)
    made.before = len(ben.heard)
    yield made
    await mallory.go()
    await place.quiet()
    heard = [m for m in ben.heard[made.before :] if m["type"] != "pong"]
    only_her_line = [m for m in heard if m.get("section") == "board"]
    assert heard == only_her_line, "nobody else notices more than that she went"
    assert not ana.is_closed
    assert not ben.is_closed


async def close_of(circle: Circle, frame: str | bytes) -> int | None:
    await circle.ben.send(frame)
    return await circle.ben.closed()


@pytest.mark.parametrize(
    "frame",
    [
        "", "hello", "{", "null", "[]", "7", '"start"', "{}", '{"type":7}', '{"type":null,"id":"1"}',
        '{"type":"start","id":"\\ud800"}', '{"type":"start","id":"1"} {}', "[" * 20_000, '{"a":' * 5_000,
        '{"type":"ping","sent":' + "9" * 5_000 + "}", "\ufeff{}",
    ],
    ids=lambda frame: repr(frame)[:24],
)  # fmt: skip
async def test_what_is_no_message_closes_the_line(circle: Circle, frame: str) -> None:
    assert await close_of(circle, frame) == wire.Close.UNREADABLE


async def test_a_binary_frame_closes_the_line(circle: Circle) -> None:
    assert await close_of(circle, b'{"type":"ping","sent":1}') == wire.Close.BINARY


async def test_a_frame_above_64_kib_closes_the_line(circle: Circle) -> None:
    assert await close_of(circle, json.dumps({"type": "rename", "id": "1", "name": "x" * 65_536})) == 1009


async def test_a_frame_of_64_kib_is_read(circle: Circle) -> None:
    frame = json.dumps({"type": "rename", "id": "1", "name": ""})
    full = frame.replace('""', f'"{"x" * (65_536 - len(frame))}"')
    assert len(full) == 65_536
    answer = await circle.ben.ask(json.loads(full), ("refused",), "1")
    assert answer["code"] == "name_long"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "fly"}, "unknown_type"),
        ({"type": SECRET}, "unknown_type"),
        ({"type": "hello", "code": "K7P4M2XQ"}, "unknown_type"),
        ({"type": "welcome"}, "unknown_type"),
        ({"type": "take_seat", "seat": "x", "key": "y", "name": "z"}, "unknown_type"),
        ({"type": "open_cards", "window": 1, "cards": []}, "unknown_type"),
        ({"type": "rename"}, "bad_field"),
        ({"type": "rename", "name": 7}, "bad_field"),
        ({"type": "rename", "name": "Ben", "seat": "another"}, "bad_field"),
        ({"type": "rename", "name": "Ben", SECRET: SECRET}, "bad_field"),
        ({"type": "hand", "up": "yes"}, "bad_field"),
        ({"type": "hand", "up": 1}, "bad_field"),
        ({"type": "write", "step": 1e400, "text": "x"}, "bad_field"),
        ({"type": "write", "step": 1.5, "text": "x"}, "bad_field"),
        ({"type": "write", "step": 10**300, "text": "x"}, "step_over"),
        ({"type": "write", "step": -1, "text": "x"}, "step_over"),
        ({"type": "pass_piece", "expecting": "x" * 60_000}, "step_over"),
        ({"type": "rename", "name": "x" * 10_000}, "name_long"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_message_that_cannot_be_taken_is_refused_by_its_id_and_never_quoted(
    circle: Circle, message: dict[str, object], code: str
) -> None:
    answer = await circle.ben.ask({"id": "the-id", **message}, ("refused",))
    assert (answer["code"], answer["id"]) == (code, "the-id")
    assert SECRET not in json.dumps(answer)
    assert answer["message"].endswith((".", "?"))
    await circle.ben.settled()


async def test_a_number_that_is_none_is_refused(circle: Circle) -> None:
    for number in ("NaN", "Infinity", "1e999", '"1"', "null"):
        before = len(circle.ben.heard)
        await circle.ben.send(f'{{"type":"ping","sent":{number}}}')
        answer = await circle.ben.until(lambda me, before=before: me.heard[before:][0], "an answer")
        assert (answer["type"], answer["code"]) == ("refused", "bad_field")


@pytest.mark.parametrize("id", ["", "x" * 65, "a\nb", "é", 7, None, ["1"]], ids=str)
async def test_an_id_that_is_none_is_refused(circle: Circle, id: object) -> None:
    answer = await circle.ben.ask({"type": "hand", "up": True, "id": id}, ("refused",))
    assert answer["code"] == "bad_field"
    assert answer["id"] in ("", id)


async def test_an_id_of_64_letters_is_an_id(circle: Circle) -> None:
    assert (await circle.ben.ask({"type": "hand", "up": False, "id": "~" * 64}, ("ok", "refused")))["type"] == "ok"


async def test_huge_numbers_do_no_harm(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await ana.does("start")
    huge = 10**4_000
    for verb, fields, code in (
        ("next_step", {"expecting": huge}, "stale"), ("go_to_step", {"step": huge, "expecting": 0}, "no_step"),
        ("add_time", {"seconds": huge}, "too_much"), ("add_time", {"seconds": -huge}, "too_much"),
    ):  # fmt: skip
        assert (await ana.say(verb, **fields))["code"] == code
    await ana.send(f'{{"type":"ping","sent":{huge}}}')
    await ana.settled()


async def test_a_stale_expecting_moves_nothing(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await ana.does("start")
    await ana.does("next_step", expecting=0)
    for verb, fields in (("next_step", {}), ("previous_step", {}), ("go_to_step", {"step": 5})):
        assert (await ana.say(verb, expecting=0, **fields))["code"] == "stale"
    await place.quiet()
    assert ana.head["step"] == 1


async def test_who_talks_too_fast_is_sent_away(circle: Circle) -> None:
    for number in range(81):
        await circle.ben.send(json.dumps({"type": "ping", "sent": number}))
    assert await circle.ben.closed() == wire.Close.TOO_MANY


async def test_who_talks_all_the_time_at_an_ordinary_pace_is_not(place: Place) -> None:
    ben = await (await place.start()).join("Ben")
    for _ in range(12):
        for _ in range(20):
            await ben.settled()
        place.clock.advance(1_000)
    assert not ben.is_closed


# --- frames no client library would send ------------------------------------------------------------------------


async def test_invalid_utf_8_in_a_text_frame_closes_the_line(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        await peer.shake(place.host)
        await peer.say(b'{"type":"\xff"}')
        assert await peer.close_code() == 1007


async def test_a_frame_said_to_be_huge_is_not_waited_for(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        await peer.shake(place.host)
        await peer.send(b"\x81\xff" + (2**40).to_bytes(8, "big") + bytes(4))
        assert await peer.close_code() == 1009


async def test_a_message_in_endless_fragments_is_not_collected(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        await peer.shake(place.host)
        for first in [True, *[False] * 70]:
            await peer.send(bytes([1 if first else 0]) + b"\xfe" + (1_000).to_bytes(2, "big") + bytes(4) + b"x" * 1_000)
        assert await peer.close_code() == 1009


async def test_a_binary_first_frame_is_no_hello(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        await peer.shake(place.host)
        await peer.say({"type": "hello", "code": "K7P4M2XQ", "name": "Ben"}, BINARY)
        assert await peer.close_code() == 1003
