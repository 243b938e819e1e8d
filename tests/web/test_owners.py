"""Whoever holds a session holds its channel: after a restart, after a restore, and when another owner takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.seeds import Trees
from talkingpiece.store.base import Store
from talkingpiece.store.sqlite import SqliteStore
from tests.fake_clock import FakeClock
from tests.place import Place, serving
from tests.web.circles import circle, opened_in


@asynccontextmanager
async def own_keys(kept: Store, clock: FakeClock) -> AsyncIterator[Place]:
    """A server whose sessions have trees of their own, as in earnest."""
    async with serving(store=kept, clock=clock) as place:
        place.house.trees = Trees()
        yield place


# --- the same owner again ---------------------------------------------------------------------------------------


async def test_after_a_restart_the_root_and_the_keys_of_pockets_are_the_same_and_everything_goes_on(
    tmp_path: Path,
) -> None:
    clock, file = FakeClock(), tmp_path / "tp.db"
    async with own_keys(SqliteStore(file), clock) as place:
        c = await circle(place)
        old = await c.card(c.ben, to="all")
        await c.chi.agrees(old)
        await c.beat(2)
        id = await c.dov.writes_card("Too fast", to="all")
        before = {name: person.welcome for name, person in c.people.items()}
        leaf = c.dov.panel._leaves[old]
    async with own_keys(SqliteStore(file), clock) as place:
        await c.back(place)
        for name, person in c.people.items():
            assert person.welcome["root"] == before[name]["root"]
            assert person.welcome["wrap"] == before[name]["wrap"]
        assert c.dov.panel._leaves[old] > leaf, "to whom tokens were given was in memory only"
        assert (c.shown(old)["metoos"], c.shown(old)["at_least"]) == (1, True)
        await c.eli.agrees(old)
        await c.beat(5)
        assert (c.shown(old)["metoos"], c.shown(old)["at_least"]) == (2, False), "cast anew, once each"
        await c.opening()
        assert c.shown(id)["text"] == "Too fast"
        assert {person.panel.pending for person in c.people.values()} == {frozenset()}
        assert sorted(await opened_in(place.store, c.id)) == sorted([old, id])


async def test_packets_that_an_owner_had_when_it_died_are_sent_again_to_the_next_one(tmp_path: Path) -> None:
    clock, file = FakeClock(), tmp_path / "tp.db"
    async with own_keys(SqliteStore(file), clock) as place:
        c = await circle(place)
        id = await c.ben.writes_card("Too fast", to="all")
        await c.beat(WINDOW)
        await c.pulse.begin()
        assert c.ben.packets, "premise: it has left the panel, at the opening"
    async with own_keys(SqliteStore(file), clock) as place:
        await c.back(place)
        assert c.ben.panel.pending == {id}
        await c.beat(8)
        assert c.shown(id)["n"] == 6, "an opening that died is made up for, not 25 minutes later"
        assert await opened_in(place.store, c.id) == [id]


async def test_an_opening_for_which_nobody_can_have_a_token_waits_until_they_have(tmp_path: Path) -> None:
    clock, file = FakeClock(), tmp_path / "tp.db"
    async with own_keys(SqliteStore(file), clock) as place:
        c = await circle(place)
        id = await c.ben.writes_card("Too fast", to="all")
        await c.beat(WINDOW)
    async with own_keys(SqliteStore(file), clock) as place:
        await c.back(place)
        await c.beat(6)
        assert WINDOW < c.shown(id)["beat"] < WINDOW + 6, "not 25 minutes later"


# --- a store from a backup ----------------------------------------------------------------------------------------


async def test_a_restored_store_has_a_new_seed_and_whatever_it_does_not_have_comes_again(tmp_path: Path) -> None:
    clock, file, backup = FakeClock(), tmp_path / "tp.db", tmp_path / "backup.db"
    async with own_keys(SqliteStore(file), clock) as place:
        c = await circle(place)
        old = await c.card(c.ben, to="all")
    backup.write_bytes(file.read_bytes())
    async with own_keys(SqliteStore(file), clock) as place:
        await c.back(place)
        id = await c.chi.writes_card("Too fast", to="all")
        await c.dov.agrees(old)
        await c.beat(4)
        await c.opening()
        seed = (await place.store.records(c.id))["seed"]
        assert {person.panel.pending for person in c.people.values()} == {frozenset()}, "premise: all of it was kept"
        seen = c.eli.welcome["seen"].split(".")[0], c.eli.welcome["root"]
        tail = await c.session.enter(seat_key=c.eli.welcome["seat_key"])
        latest = tail.welcome["seen"]
    for rest in tmp_path.glob("tp.db*"):
        rest.unlink()
    file.write_bytes(backup.read_bytes())
    async with own_keys(SqliteStore(file), clock) as place:
        early = await place.stranger()
        answer = await early.hello(seat_key=c.eli.welcome["seat_key"], seen=latest)
        assert answer["code"] == 4503, "premise: that something is missing is noticed by those who saw more"
        await c.back(place)
        assert c.eli.welcome["seen"].split(".")[0] != seen[0]
        assert c.eli.welcome["root"] != seen[1], "other keys, and other words to be read aloud"
        assert (await place.store.records(c.id))["seed"] != seed
        assert c.chi.panel.pending == {id}
        assert c.dov.panel.pending == {f"me-too {old}"}
        await c.beat(6)
        assert c.shown(old)["metoos"] == 1
        await c.opening()
        assert c.shown(id)["text"] == "Too fast"
        assert {person.panel.pending for person in c.people.values()} == {frozenset()}
        assert await opened_in(place.store, c.id) == [old, id]


# --- two owners ---------------------------------------------------------------------------------------------------


def shares_its_store(place: Place, holder: str) -> None:
    """As on a store that several processes have."""
    place.house.rules = replace(place.house.rules, holder=holder, lease_ms=3_000)


async def test_of_two_owners_the_stalled_one_opens_nothing_and_the_other_opens_it_once(tmp_path: Path) -> None:
    clock, file = FakeClock(), tmp_path / "tp.db"
    async with own_keys(SqliteStore(file), clock) as one, own_keys(SqliteStore(file), clock) as two:
        shares_its_store(one, "one")
        shares_its_store(two, "two")
        c = await circle(one)
        id = await c.ben.writes_card("Too fast", to="all")
        await c.beat(WINDOW)
        await c.pulse.begin()  # an opening: the stalled owner has everybody's packets
        clock.advance(4_000)
        first = c.people
        eli = await two.stranger()
        welcome = await eli.hello(seat_key=c.eli.welcome["seat_key"])
        assert welcome["type"] == "welcome", "premise: the lease has run out"
        clock.advance(2_000)
        for person in first.values():
            assert await person.closed() == 4503
        assert not one.house.rooms, "it has given the session up"
        assert await opened_in(two.store, c.id) == [], "what it opened was refused"
        await c.back(two)
        assert c.eli.welcome["root"] == welcome["root"] == first["Eli"].welcome["root"]
        await c.beat(8)
        assert c.shown(id)["text"] == "Too fast"
        assert await opened_in(two.store, c.id) == [id]
        assert c.ben.panel.pending == frozenset()
