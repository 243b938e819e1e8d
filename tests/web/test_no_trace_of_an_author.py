"""Who wrote a card can be read nowhere: not in what anybody is sent, not in what is stored, not in what is logged."""

from __future__ import annotations

import itertools
import json
import logging
import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import httpx
import pytest

from talkingpiece import keys
from talkingpiece.store.memory import MemoryStore
from tests.cast import UNSIGNED
from tests.fake_clock import FakeClock
from tests.people import Person
from tests.place import Place, Session, serving

WORDS = "I felt left out on Tuesday"
CARD_ID = "c" * 22
TEXT_ID = "t" * 22


@contextmanager
def counted_tokens() -> Iterator[None]:
    """Keys, codes and ids come in order instead of by chance, so that two meetings can be compared byte by byte."""
    tokens = (f"{n:022d}" for n in itertools.count(1))
    with patch.object(keys, "new_token", lambda: next(tokens)), patch.object(keys, "new_code", lambda: "K7P4M2XQ"):
        yield


@dataclass
class Remains:
    """Everything that is left of one meeting."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    rows: list[object] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)


@asynccontextmanager
async def own_browser(place: Place) -> AsyncIterator[httpx.AsyncClient]:
    """A connection nobody else uses: an address of its own, as far as the server can tell."""
    async with httpx.AsyncClient(base_url=place.base, trust_env=False) as http:
        yield http


async def meeting(author: str, caplog: pytest.LogCaptureFixture) -> Remains:
    """One whole meeting; `author` posts one card and one unsigned answer from their own browser."""
    remains, store = Remains(), MemoryStore()
    caplog.clear()
    with counted_tokens():
        async with serving(store=store, seed=7, clock=FakeClock(soon_ms=-1)) as place:
            session = await place.start()
            people = {"Gus": await place.stranger()}
            await people["Gus"].hello(facilitator_key=session.opened["facilitator_key"], name="Gus")
            await a_breath(place)
            for number, name in enumerate(("Ana", "Ben", "Chi", "Dov", "Eli")):
                people[name], _ = await session.knock(name, id=f"{number:022d}")
                await a_breath(place)
            await play(session, people, author)
            for name, person in people.items():
                remains.sent[name] = [without_random(frame, place) for frame in person.raw if '"pong"' not in frame]
            kept = store._sessions[session.opened["session"]]
            remains.rows = [*kept.log, *sorted(kept.records.items()), kept.standing.head]
    remains.logged = [record.getMessage() for record in caplog.records if "talkingpiece" in record.name]
    return remains


async def a_breath(place: Place) -> None:
    """All that was asked is done, and only then a second passes: views go out in the same rounds every time."""
    await place.quiet()
    place.clock.advance(1_000)
    await place.quiet()


async def play(session: Session, people: dict[str, Person], author: str) -> None:
    place, gus = session.place, people["Gus"]

    async def does(verb: str, **fields: object) -> None:
        await gus.ask({"type": verb, "id": verb + str(fields), **fields}, ("ok",), verb + str(fields))
        await a_breath(place)

    await does("start")
    place.clock.advance_to(place.clock.now_ms() // 60_000 * 60_000 + 61_000)
    async with own_browser(place) as http:
        await post(http, session, people[author], {"id": CARD_ID, "text": WORDS})
        place.clock.advance_to(place.clock.now_ms() // 60_000 * 60_000 + 60_000)
        await a_breath(place)
        assert [card["id"] for card in gus.console("cards")["cards"]] == [CARD_ID]
        await does("show_card", card=CARD_ID)
        await does("go_to_step", step=UNSIGNED, expecting=0)
        for person in people.values():
            if person is not gus:
                await person.ask({"type": "agree", "id": "yes"}, ("ok",), "yes")
                await a_breath(place)
        await post(http, session, people[author], {"id": TEXT_ID, "text": WORDS, "step": UNSIGNED})
        await does("open_answers")
    await does("keep_cards", keep=True)
    await does("end")


async def post(http: httpx.AsyncClient, session: Session, author: Person, body: dict[str, Any]) -> None:
    answer = await http.post(await session.room_of(author), json=body)
    assert answer.status_code == 204, answer.text
    await a_breath(session.place)


def without_random(frame: str, place: Place) -> str:
    """A frame without what chance gave it in spite of all: the port, the store's epoch, its mark."""
    message = json.loads(frame.replace(place.host, "HOST"))
    if message["type"] == "welcome":
        message["seen"] = message["seen"].split(".")[1]
    return json.dumps(message)


async def test_swapping_the_author_changes_nothing_that_anybody_is_sent_or_that_is_stored(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "talkingpiece")
    by_ana, by_eli = await meeting("Ana", caplog), await meeting("Eli", caplog)
    told = "".join(frame for frames in by_ana.sent.values() for frame in frames)
    assert told.count(WORDS) >= 12, "premise: the card and the answer reached everybody"
    assert WORDS in str(dict(row for row in by_ana.rows if isinstance(row, tuple)).values()), "premise: they were kept"
    assert by_ana.sent.keys() == by_eli.sent.keys()
    for name in by_ana.sent:
        assert by_ana.sent[name] == by_eli.sent[name], name
    assert by_ana.rows == by_eli.rows
    assert by_ana.logged == by_eli.logged


async def test_the_comparison_would_show_another_author(caplog: pytest.LogCaptureFixture) -> None:
    """The premise of the test above: what one person does under her name does make a difference."""
    original = Session.room_of

    async def room_and_hand(self: Session, person: Person) -> str:
        await person.ask({"type": "hand", "id": "up", "up": True}, ("ok",), "up")
        return await original(self, person)

    with patch.object(Session, "room_of", room_and_hand):
        by_ana, by_eli = await meeting("Ana", caplog), await meeting("Eli", caplog)
    assert by_ana.sent != by_eli.sent


async def test_neither_address_nor_words_of_a_card_reach_any_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving() as place:
        session = await place.start()
        ana, ben = await session.lead(), await session.join("Ben")
        logging.getLogger("talkingpiece.tests").warning("premise: this is caught")
        sys.stderr.write("premise: and this")
        caught = len(caplog.records)
        async with own_browser(place) as http:
            room = await session.room_of(ben)
            local = None
            for body in ({"id": CARD_ID, "text": WORDS}, {"id": "bad", "text": WORDS}, {"id": CARD_ID, "word": WORDS}):
                async with http.stream("POST", room, json=body) as answer:
                    await answer.aread()
                    local = answer.extensions["network_stream"].get_extra_info("client_addr")
            await http.post(room, content=WORDS)
            await http.post("/cards/nobody", json={"id": CARD_ID, "text": WORDS})
        assert local, "premise: the server could have seen a port of its own for this browser"
        place.clock.advance(120_000)
        await ana.until(lambda me: me.console("cards")["cards"], "the card")
    spoken = capfd.readouterr()
    everything = spoken.out + spoken.err + "".join(map(str, (vars(r) for r in ours(caplog.records[caught:]))))
    assert "premise: and this" in everything
    assert caught
    for trace in (WORDS, "Tuesday", CARD_ID, room, f"127.0.0.1:{local[1]}", f"'127.0.0.1', {local[1]}"):
        assert trace not in everything, trace


def ours(records: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """Not what the test's own http client says of itself."""
    return [record for record in records if not re.match(r"httpx|httpcore|websockets\.client", record.name)]


async def test_a_fault_of_ours_quotes_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    session = await place.start()
    ben = await session.join("Ben")

    async def break_it(what: str, value: str) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr(place.house, "room_by_alias", break_it)
    answer = await session.card(ben, WORDS)
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "fault"
    stranger = await place.stranger()
    assert (await stranger.hello(code=session.code, name="Eli"))["code"] == 4503
    told = caplog.text + "".join(capfd.readouterr())
    assert "a request broke: ValueError at test_no_trace" in told, "premise: it was told at all"
    assert "a connection broke: ValueError" in told
    assert "Tuesday" not in told


async def test_a_card_lost_in_a_crash_is_posted_again_and_found(tmp_path: Any) -> None:
    from talkingpiece.store.sqlite import SqliteStore

    file = tmp_path / "tp.db"
    async with serving(store=SqliteStore(file)) as place:
        session = await place.start()
        ana, ben = await session.lead(), await session.join("Ben")
        assert (await session.card(ben, WORDS, id=CARD_ID)).status_code == 204
        room = await session.room_of(ben)
    async with serving(store=SqliteStore(file)) as place:
        ana = await Session(place, session.opened).lead()
        assert ana.cards["ids"] == [], "premise: the box was in memory only"
        body = {"id": CARD_ID, "text": WORDS}
        assert (await place.http.post(room, json=body)).status_code == 204
        place.clock.advance(60_000)
        await ana.until(lambda me: me.cards["ids"] == [CARD_ID], "the card")
    async with serving(store=SqliteStore(file)) as place:
        ana = await Session(place, session.opened).lead()
        assert (await place.http.post(room, json=body)).status_code == 204
        place.clock.advance(60_000)
        await place.quiet()
        assert [card["id"] for card in ana.console("cards")["cards"]] == [CARD_ID]
