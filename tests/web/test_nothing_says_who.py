"""No name, seat or address stands near a card: in no frame, row, file, log or number that anybody can read."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from pathlib import Path

import pytest

from talkingpiece import store
from talkingpiece.sealed.packet import SIZE
from talkingpiece.store.sqlite import SqliteStore
from talkingpiece.web import packets
from tests.place import Place, serving
from tests.raw import raw_peer
from tests.traces import named
from tests.web.circles import SIX, Circle, circle, frames_with

WORDS = "I felt left out on Tuesday"


async def talked_about(c: Circle) -> list[str]:
    """Cards of all kinds and what follows on them. Returns the ids of everything."""
    await c.chi.writes_card("Between us")
    id = await c.card(c.ben, WORDS, to="all")
    reply = await c.ben.replies(id, "Since then")
    quick = await c.ben.says_quickly(id, "not_yet")
    tap = await c.dov.taps("stop")
    for person in (c.eli, c.fay):
        await person.agrees(id)
    await c.opening()
    lead = next(card["id"] for card in c.ana.console("cards")["cards"] if card["id"] != id)
    await c.leads("answer_card", card=lead, text="Thank you")
    await c.leads("hold_card", card=lead, why="care")
    await c.beat(2)
    assert c.shown(id)["metoos"] == 2, "premise"
    return [id, lead, reply, quick, tap]


async def test_no_frame_that_mentions_a_card_mentions_a_seat_or_a_name(place: Place) -> None:
    c = await circle(place)
    ids = await talked_about(c)
    seats = [person.welcome["seat"] for person in c.people.values()]
    frames = {frame for id in ids for frame in frames_with(c.everyone, id)}
    assert len(frames) > 10, "premise"
    for frame in frames:
        assert named(frame, (*seats, *SIX, "Ana")) == [], frame[:80]


async def test_no_row_and_no_record_that_mentions_a_card_mentions_a_seat_or_a_time(place: Place) -> None:
    c = await circle(place)
    ids = await talked_about(c)
    part = await place.store.read(c.id)
    assert isinstance(part, store.Slice)
    rows = [f"{entry.command_id} {entry.events.decode()}" for entry in part.entries]
    of_cards = [row for row in rows if any(id in row for id in ids) or '"opened"' in row]
    assert len(of_cards) >= 4, "premise"
    seats = [person.welcome["seat"] for person in c.people.values()]
    assert any(seat in row for row in rows for seat in seats), "premise: seats are named elsewhere"
    for row in of_cards:
        assert named(row, (*seats, *SIX)) == [], row[:80]
        assert not any(time in row for time in ('"at"', '"now_ms"', "1800000")), row[:80]
    records = {id: text.decode() for id, text in (await place.store.records(c.id)).items()}
    written = [id for id in records if id.startswith(("card:", "secret:", "said:", "reply:"))]
    assert len(written) == 5, "premise"
    assert not any(seat in f"{id}{records[id]}" for id in written for seat in seats)


async def test_a_word_that_was_taken_back_is_in_no_byte_of_the_stores_files(tmp_path: Path) -> None:
    async with serving(store=SqliteStore(tmp_path / "tp.db")) as place:
        c = await circle(place)
        id = await c.card(c.ben, WORDS, to="all")

        def files() -> bytes:
            return b"".join(file.read_bytes() for file in sorted(tmp_path.glob("tp.db*")))

        assert WORDS.encode() in files(), "premise: it is kept in the clear"
        await c.ben.withdraws(id)
        await c.beat(1)
        await c.ana.until(lambda me: me.cards["cards"][0]["text"] is None, "the card without its words")
        assert id.encode() in files(), "premise: these are the files"
        assert WORDS.encode() not in files()


async def test_nothing_is_logged_of_packets_whatever_they_are(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packets, "BODY_S", 0.05)
    async with serving() as place:
        for name in ("", "talkingpiece", "asyncio"):
            caplog.set_level(logging.DEBUG, name)
        c = await circle(place)
        room = str(c.ben.welcome["cards_url"]).rpartition("/")[2]
        logging.getLogger("talkingpiece.tests").debug("premise: this is caught")
        sys.stderr.write("premise: and this")
        id = await c.ben.writes_card(WORDS, to="all")
        await c.opening()
        port = await _bad_packets(c, place, room)
        await c.beat(2)
        assert id in c.chi.cards["ids"]
    spoken = capfd.readouterr()
    ours = [record for record in caplog.records if not re.match(r"httpx|httpcore|websockets\.client", record.name)]
    everything = spoken.out + spoken.err + "".join(str(vars(record)) for record in ours)
    assert "premise: and this" in everything
    assert "premise: this is caught" in everything
    packet = c.ben.packets[-1]
    traces = [WORDS, "Tuesday", id, room, str(port), packet.hex(), repr(packet[8:40])[2:-1], packet[8:40].hex()]
    traces += [person.welcome["seat"] for person in c.people.values()]
    for trace in traces:
        assert trace not in everything, trace


async def _bad_packets(c: Circle, place: Place, room: str) -> int:
    """Good ones, bad ones, slow ones, broken ones. Returns the port from which the last came."""
    for body in (c.ben.packets[-1], bytes(SIZE), b"", b"x" * 9_000, WORDS.encode()):
        await place.http.post(f"/sealed/{room}", content=body)
    await place.http.post(f"/sealed/{room}x", content=bytes(SIZE))
    async with raw_peer(place.host) as peer:
        head = f"POST /sealed/{room} HTTP/1.1\r\nHost: {place.host}\r\nContent-Length: {SIZE}\r\n\r\n"
        await peer.send(head.encode() + WORDS.encode())
        await peer.answer()
        return int(peer.writer.get_extra_info("sockname")[1])


async def test_a_fault_of_ours_quotes_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    session = await place.start()
    ben = await session.join("Ben")

    async def break_it(what: str, value: str) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(place.house, "room_by_alias", break_it)
    answer = await place.http.post(await session.room_of(ben), content=bytes(SIZE))
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "fault"
    stranger = await place.stranger()
    assert (await stranger.hello(code=session.code, name="Eli"))["code"] == 4503
    told = caplog.text + "".join(capfd.readouterr())
    assert "a request broke: ValueError at test_nothing" in told, "premise: it was told at all"
    assert "a connection broke: ValueError" in told
    assert "Tuesday" not in told


async def test_a_fault_in_the_flush_quotes_nobody_and_the_beats_go_on(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    c = await circle(place)
    id = await c.ben.writes_card(WORDS, to="all", soon=True)

    def broken(acts: object) -> object:
        raise ValueError(str(acts))

    with monkeypatch.context() as now:
        now.setattr("talkingpiece.channel.handed", broken)
        await c.beat(5)
    assert c.chi.tally["box"]["void"] is True
    await c.beat(2)
    assert c.shown(id)["text"] == WORDS
    told = caplog.text + "".join(capfd.readouterr())
    assert "ValueError" in told, "premise: whoever runs the server learns of it"
    assert "Tuesday" not in told


# --- numbers -------------------------------------------------------------------------------------------------------


async def numbers(place: Place) -> list[str]:
    text = (await place.http.get("/metrics")).text
    return [line for line in text.splitlines() if line.startswith("talkingpiece_") and "flush_seconds_sum" not in line]


def value(lines: list[str], name: str) -> float:
    return next(float(line.split()[1]) for line in lines if line.startswith(f"{name} "))


async def test_numbers_for_operators_move_at_the_flush_and_never_when_a_packet_arrives(own_place: Place) -> None:
    c = await circle(own_place)
    await c.beat(3)
    for person in c.people.values():
        person.keeps_back = True
    await c.pulse.begin()
    before = await numbers(own_place)
    for person in c.people.values():
        await person.posts(person.packets[-1])
        assert await numbers(own_place) == before
    await c.pulse.end()
    after = await numbers(own_place)
    assert value(after, "talkingpiece_packets_total") - value(before, "talkingpiece_packets_total") == 6
    assert value(after, "talkingpiece_flush_seconds_count") - value(before, "talkingpiece_flush_seconds_count") == 1


async def test_numbers_are_totals_of_all_sessions_and_say_nothing_of_cards(own_place: Place) -> None:
    c = await circle(own_place)
    before = await numbers(own_place)
    await c.ben.writes_card(WORDS, to="all", soon=True)
    await c.chi.taps("stop")
    await c.beat(5)
    after = await numbers(own_place)
    room = str(c.ben.welcome["cards_url"]).rpartition("/")[2]
    text = (await own_place.http.get("/metrics")).text
    for trace in (*c.session.opened.values(), room, c.ben.welcome["seat"]):
        assert trace not in text
    labels = {label for line in after for label in re.findall(r'(\w+)="', line)}
    assert labels <= {"le"}
    moved = {old.split()[0] for old, new in zip(before, after, strict=True) if old != new}
    assert {name.partition("{")[0] for name in moved} == {
        "talkingpiece_packets_total", "talkingpiece_flush_seconds_bucket", "talkingpiece_flush_seconds_count",
    }  # fmt: skip


async def test_two_who_post_at_once_are_not_told_apart_by_anything_that_is_kept_in_memory(place: Place) -> None:
    """What waits for the flush is the packets and nothing else: no address, no line, no time."""
    c = await circle(place)
    await c.beat(3)
    await asyncio.gather(c.ben.taps("stop"), c.chi.taps("stop"))
    await c.pulse.begin()
    round = c.pulse.room.channel._round  # type: ignore[union-attr]
    assert round is not None
    collecting = vars(round.collecting)
    assert len(collecting["_packets"]) == 6, "premise"
    assert {type(one) for one in collecting["_packets"].values()} == {bytes}
    assert json.dumps({name: str(type(one)) for name, one in collecting.items()}).count("Line") == 0
