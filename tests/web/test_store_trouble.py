"""The store is full, slow, gone, overtaken: answers stay kind, nothing is lost, and nobody else notices."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from talkingpiece import hold, store
from talkingpiece.sealed.packet import SIZE
from tests.faulty_store import FaultyStore
from tests.people import Person
from tests.place import Place, Session, serving


@dataclass
class Circle:
    place: Place
    kept: FaultyStore
    session: Session
    ana: Person
    ben: Person

    async def nobody_noticed(self) -> None:
        await self.place.quiet()
        assert not self.ana.is_closed
        assert not self.ben.is_closed


@pytest.fixture
async def circle(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Circle]:
    monkeypatch.setattr(hold, "FIRST_WAIT_S", 0)
    kept = FaultyStore()
    async with serving(store=kept) as place:
        session = await place.start(door="open")
        ana, ben = await session.lead(), await session.join("Ben")
        await ana.does("start")
        await ben.at_step(0)
        yield Circle(place, kept, session, ana, ben)
        kept.down = False


async def add_a_minute(person: Person) -> dict[str, object]:
    return await person.ask({"type": "add_time", "id": "more", "seconds": 60}, ("ok", "refused"), "more")


@pytest.mark.parametrize("reason", ["full", "locked", "read_only", "disk", "too_large", "unreachable", "closed"])
async def test_what_cannot_be_kept_is_refused_kindly_and_can_be_sent_again(
    circle: Circle, reason: store.base.RefusedReason
) -> None:
    circle.kept.next_appends.append(store.Refused(reason))
    answer = await add_a_minute(circle.ana)
    assert answer["code"] == "not_kept"
    assert str(answer["message"]).endswith(".")
    await circle.nobody_noticed()
    assert circle.ben.head["total_ms"] == 60_000
    assert (await add_a_minute(circle.ana))["type"] == "ok", "the same id, once there is room"
    await circle.ben.until(lambda me: me.head["total_ms"] == 120_000, "the longer step")


@pytest.mark.parametrize(
    "trouble",
    [["lost answer"], ["lost answer", store.Unknown("disk")], [store.Unknown("connection_lost")], ["overtaken"],
     [store.WrongEpoch()], [store.Unknown("disk")] * 4],
    ids=str,
)  # fmt: skip
async def test_trouble_that_passes_is_not_felt_and_nothing_is_done_twice(
    circle: Circle, trouble: list[store.AppendOutcome | str]
) -> None:
    circle.kept.next_appends.extend(trouble)
    before = circle.kept.asked
    assert (await add_a_minute(circle.ana))["type"] == "ok"
    assert circle.kept.asked > before + 1 or trouble == ["lost answer"], "premise: there was trouble"
    await circle.ben.until(lambda me: me.head["total_ms"] == 120_000, "the longer step")
    assert (await add_a_minute(circle.ana))["type"] == "ok"
    await circle.nobody_noticed()
    assert circle.ben.head["total_ms"] == 120_000


async def test_after_a_restore_nobody_goes_on_with_the_old_copy_and_what_was_asked_for_is_asked_again(
    circle: Circle,
) -> None:
    circle.kept.next_appends.append("restored")
    assert (await add_a_minute(circle.ana))["code"] == 4503, "other keys are needed, and nobody has tokens of those"
    assert await circle.ben.closed() == 4503
    ana = await circle.session.lead()
    assert (await add_a_minute(ana))["type"] == "ok"
    await circle.place.quiet()
    assert ana.head["total_ms"] == 120_000


async def test_trouble_that_stays_sends_everyone_away_to_come_back_and_nothing_is_done_twice(circle: Circle) -> None:
    circle.kept.next_appends.extend(["lost answer", *[store.Unknown("disk")] * 20])
    answer = await add_a_minute(circle.ana)
    assert answer["code"] == 4503, "neither yes nor no: come back and ask again"
    assert await circle.ben.closed() == 4503
    circle.kept.next_appends.clear()
    ana = await circle.session.lead()
    assert (await add_a_minute(ana))["type"] == "ok"
    await circle.place.quiet()
    assert ana.head["total_ms"] == 120_000, "it was kept the first time"


async def test_when_nobody_can_say_whether_it_was_kept_nobody_says_so(circle: Circle) -> None:
    circle.kept.next_appends.append("goes down")
    assert (await add_a_minute(circle.ana))["code"] == 4503, "it was kept, so that a no would be untrue"
    circle.kept.down = False
    ana = await circle.session.lead()
    assert (await add_a_minute(ana))["type"] == "ok"
    await circle.place.quiet()
    assert ana.head["total_ms"] == 120_000


async def test_while_the_store_is_away_nobody_is_told_that_something_was_done(circle: Circle) -> None:
    circle.kept.down = True
    answer = await add_a_minute(circle.ana)
    assert answer["code"] == "not_kept"
    stranger = await circle.place.stranger()
    assert (await stranger.hello(code=circle.session.code, name="Chi"))["code"] == 4503
    starting = await circle.place.http.post("/api/sessions", json={"module": "tiny"})
    assert (starting.status_code, starting.json()["error"]["code"]) == (503, "not_kept")
    packet = await circle.place.http.post(await circle.session.room_of(circle.ben), content=bytes(SIZE))
    assert (packet.status_code, packet.json()["error"]["code"]) == (503, "store")
    circle.kept.down = False
    ana = await circle.session.lead()
    await ana.until(lambda me: me.head["total_ms"] == 60_000, "the step as it was")


async def test_another_process_that_takes_the_session_sends_everyone_away(circle: Circle) -> None:
    session = circle.session.opened["session"]
    kept = circle.kept._sessions[session]
    kept.standing = replace(kept.standing, holder="another", lease_until_ms=2**60, fence=99)
    house = circle.place.house
    house.rules = replace(house.rules, lease_ms=6_000)  # as on a store that several processes share
    await house.tend()
    assert await circle.ana.closed() == 4503
    assert await circle.ben.closed() == 4503


async def test_a_log_of_a_newer_version_is_not_misread_and_its_people_are_told_to_come_back(
    circle: Circle, caplog: pytest.LogCaptureFixture
) -> None:
    session = circle.session.opened["session"]
    kept = circle.kept._sessions[session]
    kept.add(store.NewEntry("newer", b"x", b'[{"type":"from_the_future","v":1,"words":"secret words"}]'))
    circle.place.house.give_up(circle.place.house.rooms[session])
    stranger = await circle.place.stranger()
    assert (await stranger.hello(code=circle.session.code, name="Chi"))["code"] == 4503
    room = await circle.session.room_of(circle.ben)
    assert (await circle.place.http.post(room, content=bytes(SIZE))).status_code in (500, 503)
    assert "secret words" not in caplog.text
    assert "UnreadableLog" in caplog.text, "whoever runs the server learns of it"


async def test_readiness_says_whether_something_could_be_kept_now(circle: Circle) -> None:
    http = circle.place.http
    assert (await http.get("/readyz")).json() == {"ready": True, "modules": 3}
    circle.kept.down = True
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "store")
    assert "secret-password" not in answer.text
    assert (await http.get("/healthz")).status_code == 200, "the process itself is well"


async def test_metrics_have_no_series_for_a_session(circle: Circle) -> None:
    metrics = (await circle.place.http.get("/metrics")).text
    assert "talkingpiece_open_sockets" in metrics
    for value in circle.session.opened.values():
        assert value not in metrics


async def test_what_is_due_is_erased_and_those_inside_are_told_that_it_is_over(
    own_place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "talkingpiece")
    session = await own_place.start()
    ben = await session.join("Ben")
    own_place.clock.advance(29 * 24 * 3_600_000)
    await own_place.house.tend()
    assert not ben.is_closed
    own_place.clock.advance(24 * 3_600_000 + 1)
    await own_place.house.tend()
    assert await ben.closed() == 4401
    stranger = await own_place.stranger()
    assert (await stranger.hello(seat_key=ben.welcome["seat_key"]))["code"] == 4401


async def test_a_room_without_people_is_put_away_and_found_again(own_place: Place) -> None:
    session = await own_place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    own_place.clock.advance(600_000)
    await own_place.house.tend()
    assert own_place.house.rooms, "premise: a room with people stays"
    await own_place.part()
    own_place.clock.advance(600_000)
    await own_place.house.tend()
    assert not own_place.house.rooms
    again = await session.enter(seat_key=ben.welcome["seat_key"])
    await again.at_step(0)


async def test_who_knocks_where_nobody_leads_is_not_sent_away(own_place: Place) -> None:
    session = await own_place.start(door="knock")
    eli, answer = await session.knock("Eli")
    assert answer["type"] == "waiting"
    own_place.clock.advance(600_000)
    await own_place.house.tend()
    await eli.settled()
    assert not eli.is_closed
