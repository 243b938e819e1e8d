"""Where packets arrive: bad manners of every kind, and one answer for whatever has the size of a packet."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest

from talkingpiece.sealed.packet import SIZE
from talkingpiece.sealed.panel import packet, packet_of
from talkingpiece.web import packets
from tests.place import Place
from tests.raw import raw_peer
from tests.web.circles import Circle, beats, circle, token_for

BLANK = bytes(SIZE)


async def posted(place: Place, path: str, *headers: str, body: bytes = b"", method: str = "POST") -> bytes:
    """The whole raw answer but its date, the only line in it that changes by itself."""
    async with raw_peer(place.host) as peer:
        lines = (f"{method} {path} HTTP/1.1", f"Host: {place.host}", "Connection: close", *headers, "", "")
        await peer.send("\r\n".join(lines).encode() + body)
        answer = await asyncio.wait_for(peer.reader.read(), 10)
    return re.sub(rb"\r\ndate: [^\r]*", b"", answer)


async def packet_answer(place: Place, path: str, body: bytes) -> bytes:
    return await posted(place, path, f"Content-Length: {len(body)}", body=body)


@pytest.fixture
async def room(place: Place) -> str:
    """The address of a channel."""
    session = await place.start()
    return await session.room_of(await session.join("Ben"))


# --- what no panel ever sends ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
async def test_a_packet_is_posted_and_nothing_else(place: Place, room: str, method: str) -> None:
    answer = await place.http.request(method, room, content=BLANK)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("length", "status"),
    [(None, 400), ("0", 400), ("1", 400), ("4095", 400), ("04096", 400), ("4097", 413), ("1000000000", 413),
     ("99999999999", 413), ("-1", 400), ("+4096", 400), ("4096.0", 400), ("4096, 4096", 400), ("0x1000", 400)],
)  # fmt: skip
async def test_a_length_that_is_not_that_of_a_packet_is_refused_before_the_body_is_read(
    place: Place, room: str, length: str | None, status: int
) -> None:
    answer = await posted(place, room, *([] if length is None else [f"Content-Length: {length}"]))
    assert answer.startswith(b"HTTP/1.1 %d " % status)


async def test_a_body_in_pieces_without_a_length_is_refused_and_not_read(place: Place, room: str) -> None:
    answer = await posted(place, room, "Transfer-Encoding: chunked", body=b"1000\r\n" + BLANK + b"\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")


async def test_a_packet_may_come_in_pieces(place: Place) -> None:
    c = await circle(place)
    await c.beat(3)
    token = token_for(c.ben, 3)
    await c.pulse.begin()
    own = packet(c.id, 3, token)
    async with raw_peer(place.host) as peer:
        head = f"POST {await c.session.room_of(c.ben)} HTTP/1.1\r\nHost: {place.host}\r\nContent-Length: {SIZE}\r\n\r\n"
        for part in (head.encode(), own[:1], own[1:100], own[100:]):
            await peer.send(part)
            await asyncio.sleep(0.01)
        assert (await peer.answer()).startswith(b"HTTP/1.1 204 ")
    await c.pulse.end()
    assert c.chi.tally["box"]["taps"] == 6


async def test_a_body_that_does_not_come_is_answered_like_any_other_and_counts_for_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packets, "BODY_S", 0.05)
    c = await circle(place)
    await c.beat(3)
    token = token_for(c.ben, 3)
    await c.pulse.begin()
    path, own = await c.session.room_of(c.ben), packet(c.id, 3, token)
    slow = await posted(place, path, f"Content-Length: {SIZE}", body=own[:-1])
    assert slow == await packet_answer(place, path, BLANK)
    await c.pulse.end()
    assert c.chi.tally["box"]["taps"] == 5


async def test_a_packet_that_breaks_off_leaves_no_trace(
    place: Place, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)
    c = await circle(place)
    path = await c.session.room_of(c.ben)
    caplog.clear()
    for body in (b"", BLANK[:100], BLANK[:-1]):
        async with raw_peer(place.host) as peer:
            await peer.send(
                f"POST {path} HTTP/1.1\r\nHost: {place.host}\r\nContent-Length: {SIZE}\r\n\r\n".encode() + body
            )
            await place.quiet()
    await c.beat(4)
    assert c.chi.tally["box"]["taps"] == 6, "the others' packets come as ever"
    assert not [record for record in caplog.records if record.name.startswith(("talkingpiece", "uvicorn"))]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("room", ["x" * 22, "-", "K7P4M2XQ", "%2e%2e", "ü", "x" * 5_000, "%00"])
async def test_an_address_nobody_has_takes_no_packets(place: Place, room: str) -> None:
    answer = await place.http.post(f"/sealed/{room}", content=BLANK)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_room")


async def test_neither_code_nor_session_nor_any_key_is_the_address_of_a_channel(place: Place) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    names = [*session.opened.values(), ben.welcome["seat"], ben.welcome["seat_key"], ben.welcome["root"]]
    for name in names:
        if "/" not in name:
            assert (await place.http.post(f"/sealed/{name}", content=BLANK)).status_code == 404, name


async def test_what_is_beside_the_packet_is_not_looked_at(place: Place, room: str) -> None:
    plain = await packet_answer(place, room, BLANK)
    for header in ("Cookie: seat=1", "Authorization: Bearer x", "Referer: http://127.0.0.1/j/K", "Range: bytes=0-1",
                   "X-Forwarded-For: 1.2.3.4", "Content-Type: text/plain", "Accept-Encoding: gzip"):  # fmt: skip
        assert await posted(place, room, header, f"Content-Length: {SIZE}", body=BLANK) == plain, header
    assert await packet_answer(place, room + "?seat=1", BLANK) == plain


# --- one answer for all -------------------------------------------------------------------------------------------


async def kinds_of_packets(c: Circle) -> dict[str, bytes]:
    """At a beat that is on: what Ben's panel would have sent for it, and everything it should not."""
    beat = beats(c.chi)[-1]["beat"] + 1
    token, other, third = (token_for(person, beat) for person in (c.ben, c.chi, c.dov))
    expired = c.ben.packets[-1]
    await c.pulse.begin()
    good, card = packet(c.id, beat, token), c.ben.panel
    card.card("Too fast")
    full = packet(c.id, beat, other, [card._said[-1].act])
    return {
        "blank": good,
        "doubled": good,
        "the same token with other words": packet_of(c.id, beat, token, b"[]  "),
        "full": full,
        "tampered": full[:100] + bytes([full[100] ^ 1]) + full[101:],
        "tampered after its end": good[:-1] + b"\1",
        "another token": good[:8] + bytes(32) + good[40:],
        "another mark": good[:40] + bytes(32) + good[72:],
        "expired": expired,
        "of the beat after": packet(c.id, beat + 1, token),
        "for another session": packet("x" * 22, beat, token),
        "of another version": b"\2" + good[1:],
        "nothing": BLANK,
        "noise": bytes(range(256)) * 16,
        "no json": packet_of(c.id, beat, third, b"\xff" * 100),
    }


async def test_whatever_a_packet_is_the_answer_is_byte_for_byte_the_same(place: Place) -> None:
    c = await circle(place)
    await c.beat(6)
    path = await c.session.room_of(c.ben)
    answers = {name: await packet_answer(place, path, body) for name, body in (await kinds_of_packets(c)).items()}
    await c.pulse.end()
    answers["late"] = await packet_answer(place, path, c.ben.packets[-1])
    assert len(c.ben.cards["taps"]) == 0
    assert c.chi.tally["box"]["taps"] == 6, "premise: the good ones of Ben, Chi and Dov were good"
    await c.leads("end")
    answers["after the end"] = await packet_answer(place, path, c.ben.packets[-1])
    assert set(answers.values()) == {answers["blank"]}
    head = answers["blank"].decode().split("\r\n")
    assert head[0] == "HTTP/1.1 204 No Content"
    assert "cache-control: no-store" in head
    assert answers["blank"].endswith(b"\r\n\r\n"), "and nothing after it"
    assert not any(name in answers["blank"].lower() for name in (b"set-cookie", b"server:", b"etag", b"id:"))


async def test_a_blank_packet_and_a_full_one_are_of_one_size_and_so_are_all_of_a_meeting(place: Place) -> None:
    c = await circle(place)
    await c.ben.writes_card("ü" * 1_200, to="all")
    await c.chi.writes_card("x", to="all")
    await c.opening()
    assert len(c.ana.cards["ids"]) == 2
    assert {len(one) for person in c.people.values() for one in person.packets} == {SIZE}
    assert {status for person in c.people.values() for status in person.posted} == {204}
