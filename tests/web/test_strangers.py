"""Before somebody is known: hello in time and in form, wrong tries counted, sockets bounded."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from talkingpiece import keys, wire
from talkingpiece.web import limits
from talkingpiece.web.limits import Guesses
from tests.people import Person, fresh_id
from tests.place import Place, Session, serving
from tests.raw import raw_peer

MINUTE_MS = 60_000


async def test_who_says_no_hello_within_ten_seconds_is_asked_to_leave(own_place: Place) -> None:
    silent = await own_place.stranger()
    while not own_place.clock._alarms:
        await asyncio.sleep(0)
    own_place.clock.advance(9_999)
    await asyncio.sleep(0.01)
    assert not silent.is_closed
    own_place.clock.advance(1)
    assert await silent.closed() == wire.Close.NO_HELLO


async def test_hellos_without_end_are_no_way_to_stay(place: Place) -> None:
    person = await place.stranger()
    for _ in range(5):
        assert (await person.hello())["code"] == "one_key"
    assert await person.closed() == wire.Close.TOO_MANY


async def test_a_known_person_may_be_silent_as_long_as_they_like(place: Place) -> None:
    ben = await (await place.start()).join("Ben")
    place.clock.advance(3_600_000)
    await ben.settled()


@pytest.mark.parametrize("offered", ["talkingpiece.v2", "", "chat"])
async def test_an_unknown_protocol_is_told_so_by_its_close_code(place: Place, offered: str) -> None:
    options = {"subprotocols": [offered] if offered else None}
    person = await place.stranger(**options)
    assert person.socket.subprotocol is None
    assert await person.closed() == wire.Close.UNKNOWN_PROTOCOL


async def test_of_several_protocols_ours_is_chosen(place: Place) -> None:
    person = await place.stranger(subprotocols=["chat", "talkingpiece.v1"])
    assert person.socket.subprotocol == "talkingpiece.v1"


async def test_compression_is_not_negotiated(place: Place) -> None:
    person = await place.stranger(compression="deflate")
    assert person.socket.protocol.extensions == []


async def test_two_keys_in_a_hello_are_one_too_many(place: Place) -> None:
    session = await place.start()
    person = await place.stranger()
    answer = await person.hello(code=session.code, wall_key=session.opened["wall_key"], name="Ben")
    assert answer["code"] == "one_key"
    assert (await person.hello(code=session.code, name="Ben"))["type"] == "welcome", "a better hello may follow"


@pytest.mark.parametrize("frame", [{"type": "start", "id": "1"}, {"type": "ping", "sent": 1}, {"type": "nonsense"}])
async def test_before_hello_there_is_nothing_else_to_say(place: Place, frame: dict[str, object]) -> None:
    person = await place.stranger()
    assert (await person.ask(frame, ("refused",)))["code"] == "unknown_type"


async def test_a_handshake_with_sixteen_kilobytes_of_headers_gets_a_400(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        answer = await peer.shake(place.host, *[f"X-Filler-{n}: {'x' * 1_000}" for n in range(16)])
    assert answer.startswith(b"HTTP/1.1 400 ")


async def test_headers_without_end_are_not_collected(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        await peer.send(b"GET / HTTP/1.1\r\nX-Endless: ")
        for _ in range(64):
            await peer.send(b"x" * 8_192)
            await asyncio.sleep(0)
        assert await peer.hung_up()


async def test_a_peer_that_never_finishes_its_request_is_let_go(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkingpiece.web.serve.REQUEST_S", 0.02)
    for beginning in (b"", b"GET / HT", b"POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"):
        async with raw_peer(place.host) as peer:
            await peer.send(beginning)
            assert await peer.hung_up()


# --- codes and keys ---------------------------------------------------------------------------------------------


async def answers(session: Session, **hello: object) -> list[dict[str, object]]:
    person = await session.place.stranger()
    await person.hello(**hello)
    await person.closed()
    return [*person.heard, {"closed": person.code, "reason": person.socket.close_reason}]


async def test_a_wrong_an_expired_and_a_full_code_get_the_same_answer() -> None:
    async with serving(people=1) as place:
        full, over, gone = [await place.start() for _ in range(3)]
        await full.join("Ana")
        await (await over.lead()).does("end")
        await place.store.erase(gone.opened["session"])
        place.house.rooms.pop(gone.opened["session"], None)
        said = [
            await answers(full, code=code, name="Ben", id=fresh_id())
            for code in (full.code, over.code, gone.code, "22222222", "no code at all", "")
        ]
        said += [
            await answers(full, facilitator_key=key, name="Ben")
            for key in (keys.new_key(full.opened["session"]), keys.new_key(fresh_id()), "no key")
        ]
        said.append(await answers(full, wall_key=full.opened["facilitator_key"]))
        said.append(await answers(full, seat_key=full.opened["wall_key"]))
        said.append(await answers(full, facilitator_key=full.opened["wall_key"]))
        assert said == [[{"closed": wire.Close.NO_ENTRY, "reason": ""}]] * len(said)


async def test_the_same_wrong_key_twice_at_once_is_wrong_twice(own_place: Place) -> None:
    key = keys.new_key(fresh_id())
    people = [await own_place.stranger() for _ in range(4)]
    codes = await asyncio.gather(*(person.hello(facilitator_key=key) for person in people))
    assert [answer["code"] for answer in codes] == [wire.Close.NO_ENTRY] * 4


async def guess(place: Place, code: str = "22222222") -> int | None:
    person = await place.stranger()
    await person.send(json.dumps({"type": "hello", "code": code, "name": "Mallory"}))
    return await person.closed()


async def test_wrong_tries_from_one_address_are_limited_and_forgotten_after_a_minute(own_place: Place) -> None:
    session = await own_place.start(door="open")
    ben = await session.join("Ben")
    codes = [await guess(own_place) for _ in range(limits.WRONG_A_MINUTE + 2)]
    assert codes == [wire.Close.NO_ENTRY] * limits.WRONG_A_MINUTE + [wire.Close.TOO_MANY] * 2
    assert await guess(own_place, session.code) == wire.Close.TOO_MANY, "a right one tells nothing either"
    again = await session.enter(seat_key=ben.welcome["seat_key"])
    assert again.welcome["seat"] == ben.welcome["seat"], "who has a key is let in whatever others at this address do"
    own_place.clock.advance(MINUTE_MS)
    await session.join("Chi")


async def test_guessing_many_codes_at_once_gives_no_more_answers_than_one_by_one(
    own_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await own_place.start(door="open")
    find, wrong, asked, counted = own_place.store.find, Guesses.wrong, asyncio.Semaphore(0), asyncio.Event()

    async def find_when_all_have_asked(alias: bytes) -> str | None:
        asked.release()
        while asked._value < 60:
            await asyncio.sleep(0)
        if alias == keys.alias("code", session.code):
            await counted.wait()
        return await find(alias)

    def count(self: Guesses, address: str) -> None:
        wrong(self, address)
        if not self.allows(address):
            counted.set()

    monkeypatch.setattr(own_place.store, "find", find_when_all_have_asked)
    monkeypatch.setattr(Guesses, "wrong", count)
    people = [await own_place.stranger() for _ in range(60)]
    tries = ["22222222"] * 59 + [session.code]
    said = await asyncio.gather(*(p.hello(code=code, name="M") for p, code in zip(people, tries, strict=True)))
    told = [answer.get("code", answer["type"]) for answer in said]
    assert told[-1] == wire.Close.TOO_MANY, "the right one tells nothing either"
    assert told.count(wire.Close.NO_ENTRY) == limits.WRONG_A_MINUTE


async def test_three_hundred_people_of_one_address_join_within_a_minute(own_place: Place) -> None:
    session, begun = await own_place.start(), own_place.clock.now_ms()
    people = [await own_place.stranger() for _ in range(300)]
    said = await asyncio.gather(*(p.hello(code=session.code, name=f"P{n}") for n, p in enumerate(people)))
    assert {answer["type"] for answer in said} == {"welcome"}
    assert own_place.clock.now_ms() - begun < MINUTE_MS
    await people[0].until(lambda me: me.tally["here"] == 300, "everybody")


async def test_sockets_without_a_hello_are_bounded_and_those_who_are_in_stay(
    own_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_STRANGERS_EACH", 3)
    session = await own_place.start()
    people = [await session.join(name) for name in ("Ana", "Ben", "Chi", "Dov")]
    silent = [await own_place.stranger() for _ in range(3)]
    await asyncio.sleep(0.01)
    fourth = await own_place.stranger()
    assert await fourth.closed() == wire.Close.TRY_LATER
    await silent[0].go()
    while (late := await session.knock("Eli"))[1]["type"] == "closed":
        pass
    assert late[1]["type"] == "welcome"
    assert not any(person.is_closed for person in people)


async def test_no_wrong_try_is_logged_with_its_code_or_address(
    own_place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "talkingpiece")
    caplog.set_level(logging.DEBUG, "uvicorn")
    await guess(own_place, "K7P4M2XQ")
    key = keys.new_key(fresh_id())
    person: Person = await own_place.stranger()
    await person.hello(facilitator_key=key)
    for trace in ("K7P4M2XQ", key, "127.0.0.1"):
        assert trace not in caplog.text
