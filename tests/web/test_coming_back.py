"""Reconnecting: the same seat, step and pair; nothing lost, nothing done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from talkingpiece.store.sqlite import SqliteStore
from talkingpiece.web import serve
from tests.fake_clock import FakeClock
from tests.people import Person, fresh_id
from tests.place import Place, Session, serving


async def test_the_same_seat_opened_twice_belongs_to_the_newer(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    newer = await session.enter(seat_key=ben.welcome["seat_key"])
    assert await ben.closed() == 4409
    await newer.does("hand", up=True)
    await place.quiet()
    assert [(p["name"], p["line"]) for p in chi.board["people"]] == [("Ben", "ok"), ("Chi", "ok")]


async def test_a_join_whose_answer_was_lost_finds_its_own_seat(place: Place) -> None:
    session, mine = await place.start(), fresh_id()
    first = await place.stranger()
    await first.send(f'{{"type":"hello","code":"{session.code}","name":"Ben","id":"{mine}"}}')
    first.vanish()
    ben = await session.join("Ben", id=mine)
    await place.quiet()
    assert ben.names == ["Ben"], "no empty chair"


async def test_a_join_sent_twice_at_once_is_one_seat(place: Place) -> None:
    session, mine = await place.start(), fresh_id()
    (one, said), (two, too) = await asyncio.gather(*(session.knock("Ben", id=mine) for _ in range(2)))
    assert said["seat"] == too["seat"]
    assert sorted([one.is_closed, two.is_closed]) in ([False, True], [False, False])
    chi = await session.join("Chi")
    assert chi.names == ["Ben", "Chi"]


async def test_a_lost_join_still_finds_its_seat_when_newcomers_knock_by_now(place: Place) -> None:
    session, mine = await place.start(), fresh_id()
    ana, ben = await session.lead(), await session.join("Ben", id=mine)
    await ana.does("start")
    again = await session.join("Ben", id=mine)
    assert again.welcome["seat"] == ben.welcome["seat"]


async def test_a_lost_line_is_shown_and_changes_nothing_else(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    ben.vanish()
    await ana.until(lambda me: me.console("roster")["people"][0]["line"] == "lost", "a lost line")
    assert ana.console("roster")["lost"][ben.welcome["seat"]] <= place.clock.now_ms()
    assert ana.tally["here"] == 1, "a silent panel is not an absent person"
    await session.enter(seat_key=ben.welcome["seat_key"])
    await ana.until(lambda me: me.console("roster")["people"][0]["line"] == "ok", "the line again")
    assert ana.console("roster")["lost"] == {}


async def test_a_retried_command_acts_once_also_over_another_connection(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await ana.does("start")
    await ana.at_step(0)
    total = ana.head["total_ms"]
    await ana.ask({"type": "add_time", "id": "once", "seconds": 60}, ("ok",), "once")
    await ana.go()
    again = await session.lead()
    answer = await again.ask({"type": "add_time", "id": "once", "seconds": 60}, ("ok", "refused"), "once")
    assert answer["type"] == "ok"
    await place.quiet()
    assert again.head["total_ms"] == total + 60_000


async def test_an_id_with_another_body_is_refused_and_nothing_happens(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await ana.does("start")
    await ana.ask({"type": "add_time", "id": "once", "seconds": 60}, ("ok",), "once")
    answer = await ana.ask({"type": "add_time", "id": "once", "seconds": 90}, ("ok", "refused"), "once")
    assert answer["code"] == "reused_id"


async def test_ids_of_one_seat_do_not_get_in_the_way_of_anothers(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    for person, name in ((ben, "Bo"), (chi, "Cleo")):
        answer = await person.ask({"type": "rename", "id": "1", "name": name}, ("ok", "refused"), "1")
        assert answer["type"] == "ok"
    await ben.until(lambda me: me.names == ["Bo", "Cleo"], "both names")


# --- the server starts again ------------------------------------------------------------------------------------


def everything(person: Person) -> dict[tuple[str, str], dict[str, object]]:
    """All that is on somebody's screen, without the count of changes, which starts anew."""
    return {slot: {**view, "version": 0} for slot, view in person.views.items()}


async def all_back(session: Session, keys: list[dict[str, str]]) -> list[Person]:
    people = [await session.enter(**key) for key in keys]
    for person in people:
        await person.until(lambda me: me.head["lead"]["here"] and "lost" not in str(me.board["people"]), "all here")
    await session.place.quiet()
    return people


@asynccontextmanager
async def begun_again(tmp_path: Path, *until: str) -> AsyncIterator[tuple[list[Person], list[Person]]]:
    """Five people at a pairs step, asked for these verbs by whoever leads; then the server starts again, and everyone
    comes back. Gives the people before and after."""
    clock = FakeClock()
    async with serving(store=SqliteStore(tmp_path / "tp.db"), clock=clock) as place:
        session = await place.start("pairs-close")
        ana = await session.lead()
        people = [ana, *[await session.join(name) for name in ("Ben", "Chi", "Dov", "Eli")]]
        await ana.does("start")
        await ana.does("pause")
        for person in people[1:]:
            await person.does("i_am_here", step=0)
        for verb in until:
            await ana.does(verb, expecting=1)
        await place.quiet()
        keys: list[dict[str, str]] = [{"facilitator_key": session.opened["facilitator_key"], "name": "Ana"}]
        keys += [{"seat_key": person.welcome["seat_key"]} for person in people[1:]]
    async with serving(store=SqliteStore(tmp_path / "tp.db"), clock=clock) as place:
        yield people, await all_back(Session(place, {**session.opened}), keys)


async def test_after_a_restart_everyone_has_the_same_seat_step_and_pair(tmp_path: Path) -> None:
    async with begun_again(tmp_path, "open_pairs") as (before, after):
        assert all(person.seat["part"]["partners"] for person in before[1:]), "the premise: they talk"
        for old, new in zip(map(everything, before), map(everything, after), strict=True):
            assert old.keys() == new.keys()
            for slot in old:
                if slot != ("stage", "board") or old[slot]["part"] is not None:
                    assert new[slot] == old[slot], slot


async def test_killed_between_the_plan_and_its_opening_the_same_plan_comes_back(tmp_path: Path) -> None:
    async with begun_again(tmp_path) as (before, after):
        plan = before[0].console("board")["part"]
        assert (plan["phase"], len(plan["groups"])) == ("planned", 2), "the premise: there is a plan"
        assert after[0].console("board")["part"] == plan
        await after[0].does("open_pairs", expecting=1)
        for person in after[1:]:
            await person.until(lambda me: me.seat["part"]["partners"], "a partner")
        planned = [[one["seat"] for one in group["people"]] for group in plan["groups"]]
        assert [[one["seat"] for one in group["people"]] for group in after[0].board["part"]["groups"]] == planned


async def test_a_command_acknowledged_before_a_restart_is_not_done_again_after_it(tmp_path: Path) -> None:
    verb = {"type": "add_time", "id": "once", "seconds": 60}
    async with serving(store=SqliteStore(tmp_path / "tp.db")) as place:
        session = await place.start()
        ana = await session.lead()
        await ana.does("start")
        await ana.ask(verb, ("ok",), "once")
        await ana.until(lambda me: me.head["total_ms"] == 120_000, "a longer step")
    async with serving(store=SqliteStore(tmp_path / "tp.db")) as place:
        ana = await Session(place, session.opened).lead()
        assert (await ana.ask(verb, ("ok", "refused"), "once"))["type"] == "ok"
        await place.quiet()
        assert ana.head["total_ms"] == 120_000


async def test_everyone_is_told_before_the_server_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert serve.GOODBYE_S > 0
    async with serving() as place:
        session = await place.start(door="knock")
        people = [await session.lead(), await session.wall(), (await session.knock("Eli"))[0]]
        place.people.clear()
    for person in people:
        assert await person.closed() == 1012
        assert person.heard[-1] == {"type": "go_away", "retry_after_ms": serve.RETRY_MS}


async def test_a_restored_store_is_noticed_and_gets_a_new_epoch(tmp_path: Path) -> None:
    file, backup = tmp_path / "tp.db", tmp_path / "backup.db"
    async with serving(store=SqliteStore(file)) as place:
        session = await place.start()
        ben = (await session.join("Ben")).welcome
    backup.write_bytes(file.read_bytes())
    async with serving(store=SqliteStore(file)) as place:
        eli = await Session(place, session.opened).join("Eli")
        seen, key = eli.welcome["seen"], eli.welcome["seat_key"]
    for rest in file.parent.glob("tp.db*"):
        rest.unlink()
    file.write_bytes(backup.read_bytes())
    async with serving(store=SqliteStore(file)) as place:
        session = Session(place, session.opened)
        early = await session.enter(seat_key=ben["seat_key"], seen=ben["seen"])
        ana = await place.stranger()
        answer = await ana.hello(facilitator_key=session.opened["facilitator_key"], seen=seen)
        assert answer["code"] == 4503, "come back soon"
        assert await early.closed() == 4503
        again = await session.enter(facilitator_key=session.opened["facilitator_key"], seen=seen)
        assert again.welcome["seen"].split(".")[0] != seen.split(".")[0]
        stranger = await place.stranger()
        assert (await stranger.hello(seat_key=key))["code"] == 4401, "what the backup did not have is gone"


@pytest.mark.parametrize("end", ["999999", "999999.", "999999.00000000000000000000000000000000", "x.y"])
async def test_nobody_can_pretend_to_have_seen_more_and_throw_the_others_out(place: Place, end: str) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    epoch, _, _ = ben.welcome["seen"].partition(".")
    chi = await session.join("Chi", seen=f"{epoch}.{end}")
    await ben.until(lambda me: "Chi" in me.names, "Chi")
    assert not chi.is_closed
    assert not ben.is_closed
