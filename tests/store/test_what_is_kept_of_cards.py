"""What is in the files, the log and the memory of each store after people have used the box: what opened, and nothing
of how it came. No packet, no token, no blinded element, no words that did not open; and what was taken back is gone.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis

from talkingpiece.sealed.acts import Ballot
from talkingpiece.sealed.packet import acts_in
from talkingpiece.store import Slice, Store
from talkingpiece.store.redis import RedisStore
from talkingpiece.store.sqlite import SqliteStore
from tests.people import Person
from tests.place import serving
from tests.servers import RedisServer
from tests.store.meeting import until
from tests.web.circles import Circle, circle, of_type

TAKEN_BACK = "I felt left out on Tuesday, and nobody asked me why."
AND_SO_ON = "It was the joke about the boat."
ANSWERED = "Thank you for that boat story."
OPEN = "The pace is fine for me, and the garden too."
CLOSED = "Only if a thousand of us were here."
UNSENT = "These words never leave my panel."


@dataclass
class Meeting:
    """One that has used everything the box has. `asked`: the blinded elements that panels sent."""

    circle: Circle
    card: str = ""
    asked: list[str] = field(default_factory=list)

    @property
    def packets(self) -> list[bytes]:
        return [packet for person in self.circle.everyone for packet in person.packets]

    async def plays(self) -> None:
        """Two cards open, one stays closed, one stays in its panel; reply, answer, me-too, tap."""
        here = self.circle
        here.fay.keeps_back = True
        await here.fay.writes_card(UNSENT)
        await here.eli.writes_card(CLOSED, floor=1000)
        self.card = await here.chi.writes_card(TAKEN_BACK, to="lead")
        other = await here.card(here.dov, OPEN, to="all")
        assert self.card in here.ana.cards["ids"], "premise: both opened"
        await here.leads("answer_card", card=self.card, text=ANSWERED)
        await here.chi.replies(self.card, AND_SO_ON)
        await here.ben.agrees(other)
        await here.gus.taps("slow")
        await here.opening()
        await here.beat(2)
        assert here.tray(self.card)["replies"], "premise: the reply opened"
        assert here.shown(other)["metoos"] == 1
        for words in (CLOSED, TAKEN_BACK):
            assert any(words.encode() in packet for packet in self.packets), "premise: it was sent"

    async def takes_back(self) -> None:
        await self.circle.chi.withdraws(self.card)
        await self.circle.beat(2)

    def traces(self) -> dict[str, bytes]:
        """Everything that must be nowhere, in all the ways in which it could be written."""
        found: dict[str, bytes] = {"closed words": CLOSED.encode(), "unsent words": UNSENT.encode()}
        for packet in self.packets:
            found |= written("token", packet[8:40]) | written("mac", packet[40:72])
            for act in acts_in(packet):
                found |= (
                    written("ballot", raw(act.t)) if isinstance(act, Ballot) else written("signature", raw(act.sig))
                )
        for person in self.circle.everyone:
            for issued in of_type(person, "issued"):
                for token in issued["tokens"]:
                    found |= written("element", raw(token["element"])) | written("proof", raw(token["proof"]))
        for element in self.asked:
            found |= written("blinded element", raw(element))
        return found


def written(what: str, data: bytes) -> dict[str, bytes]:
    forms = (
        data,
        data.hex().encode(),
        base64.urlsafe_b64encode(data).rstrip(b"="),
        base64.b64encode(data).rstrip(b"="),
    )
    return {f"{what} {data.hex()[:8]} {number}": form for number, form in enumerate(forms) if data}


def raw(text: str | None) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if text else b""


@pytest.fixture
async def met(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Callable[[Store], Any]:
    """A meeting over a store, as a context; everything that our server could log is logged."""
    asked: list[str] = []
    original: Any = Person._ask_for

    async def noted(self: Person, tokens: dict[str, Any] | None) -> None:
        asked.extend(one["element"] for one in (tokens or {}).get("tokens", ()))
        await original(self, tokens)

    monkeypatch.setattr(Person, "_ask_for", noted)

    @asynccontextmanager
    async def meeting(store: Store) -> AsyncIterator[Meeting]:
        async with serving(store=store) as place:
            caplog.set_level(logging.DEBUG, "talkingpiece")  # a server that starts sets it higher
            made = Meeting(await circle(place), asked=asked)
            await made.plays()
            yield made

    return meeting


def assert_nowhere(meeting: Meeting, where: dict[str, bytes]) -> None:
    traces = meeting.traces()
    assert len(traces) > 500, "premise: there is much to look for"
    for place, data in where.items():
        assert not [what for what, trace in traces.items() if trace in data], place


def sqlite_files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.glob(path.name + "*") if "shm" not in file.name}


async def no_seat_in_rows(meeting: Meeting, store: Store) -> None:
    """In no entry in which a card is named is there a seat, nor in the names and the words of a card's records."""
    found = await store.read(meeting.circle.id)
    assert isinstance(found, Slice)
    seats = [person.welcome["seat"] for person in meeting.circle.everyone if person.welcome["seat"]]
    log = b"".join(entry.events for entry in found.entries).decode()
    assert all(seat in log for seat in seats), "premise: seats can be found where they belong"
    of_cards = [entry for entry in found.entries if b'"opened"' in entry.events or b'"card_' in entry.events]
    assert len(of_cards) >= 4, "premise: cards were named"
    rows = "".join(f"{entry.command_id} {entry.events.decode()}" for entry in of_cards)
    records = await store.records(meeting.circle.id)
    rows += "".join(
        f"{id} {text.decode()}" for id, text in records.items() if not id.startswith(("name:", "seed", "code"))
    )
    for person in meeting.circle.everyone:
        for trace in (person.welcome["seat"], person.welcome.get("seat_key")):
            assert not trace or trace not in rows
    assert OPEN in rows, "premise: these are the cards' own records"


async def test_the_sqlite_file_has_what_opened_and_nothing_of_how_it_came(
    met: Callable[[Store], Any], tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "store.db"
    async with SqliteStore(path) as store, met(store) as meeting:
        files = sqlite_files(path)
        assert any(name.endswith("-wal") for name in files), "premise: there is a write-ahead log"
        everything = b"".join(files.values())
        for words in (TAKEN_BACK, AND_SO_ON, ANSWERED, OPEN):
            assert words.encode() in everything, "premise: what is there can be found"
        await no_seat_in_rows(meeting, store)
        await meeting.takes_back()
        assert_nowhere(meeting, sqlite_files(path))
        for name, data in sqlite_files(path).items():
            for words in (TAKEN_BACK, AND_SO_ON, ANSWERED):
                assert words.encode() not in data, name
        logging.getLogger("talkingpiece.tests").debug("premise: this is caught")
        told = caplog.text + "".join(capfd.readouterr())
        assert "premise: this is caught" in told
        assert_nowhere(meeting, {"the server's log": told.encode()})
        assert not [words for words in (TAKEN_BACK, OPEN, ANSWERED) if words in told]


@pytest.fixture
async def curious(admin: Redis) -> AsyncIterator[Redis]:
    """An operator who has everything written down, and nothing compressed, so that it can be found."""
    wanted = {"slowlog-log-slower-than": 0, "slowlog-max-len": 1_000_000, "rdbcompression": "no"}
    before = {name: (await admin.config_get(name))[name] for name in wanted}
    for name, value in wanted.items():
        await admin.config_set(name, value)
    await admin.slowlog_reset()
    yield admin
    for name, value in before.items():
        await admin.config_set(name, value)
    await admin.slowlog_reset()


def redis_files(server: RedisServer, ending: str) -> bytes:
    return b"".join(file.read_bytes() for file in server.folder.rglob(f"*{ending}"))


async def slow_log(admin: Redis) -> bytes:
    entries: Any = await admin.execute_command("SLOWLOG", "GET", "-1")
    return b"\n".join(argument for entry in entries for argument in entry[3])


async def test_redis_has_what_opened_and_nothing_of_how_it_came(
    met: Callable[[Store], Any], curious: Redis, redis_server: RedisServer, redis_url: str
) -> None:
    async with RedisStore(redis_url, rewrite_s=0.01) as store, met(store) as meeting:
        await curious.save()
        before = {"AOF": redis_files(redis_server, ".aof"), "RDB": redis_files(redis_server, "dump.rdb")}
        for place, data in before.items():
            for words in (TAKEN_BACK, AND_SO_ON, ANSWERED, OPEN):
                assert words.encode() in data, f"premise: {place} has what is there"
        assert b'"opened"' in await slow_log(curious), "premise: the slow log has the openings"
        assert_nowhere(meeting, {**before, "slow log": await slow_log(curious)})
        await no_seat_in_rows(meeting, store)
        await meeting.takes_back()
        await until(gone_from(lambda: redis_files(redis_server, ".aof")))
        await curious.save()
        assert await gone_from(lambda: redis_files(redis_server, "dump.rdb"))()
        assert OPEN.encode() in redis_files(redis_server, ".aof") + redis_files(redis_server, ".rdb")
        everything = {file.name: file.read_bytes() for file in redis_server.folder.rglob("*") if file.is_file()}
        assert_nowhere(meeting, {**everything, "slow log": await slow_log(curious)})


def gone_from(data: Callable[[], bytes]) -> Callable[[], Awaitable[bool]]:
    """Are the words that were taken back, and what was said about them, no longer in there?"""

    async def gone() -> bool:
        now = data()
        return not any(words.encode() in now for words in (TAKEN_BACK, AND_SO_ON, ANSWERED))

    return gone


async def test_an_entry_of_an_opening_has_a_beat_and_no_time(met: Callable[[Store], Any], store: Store) -> None:
    async with met(store) as meeting:
        found = await store.read(meeting.circle.id)
        assert isinstance(found, Slice)
        opened = [event for entry in found.entries for event in json.loads(entry.events) if event["type"] == "opened"]
        assert opened, "premise: something was"
        for event in opened:
            assert event.keys() == {
                "v", "type", "beat", "opening", "everything", "n", "taps_n",
                "cards", "replies", "quick", "taps", "marks", "withdrawn",
            }  # fmt: skip
            for kind in ("cards", "replies", "quick", "taps"):
                ids = [one["id"] for one in event[kind]]
                assert ids == sorted(ids), "an order that says nothing"
