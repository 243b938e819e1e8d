"""Whoever holds a session holds its channel: a restart, a restore, another owner, trouble while something is opened."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from talkingpiece import hold, store
from talkingpiece.seeds import Trees
from talkingpiece.store import StoreFault
from talkingpiece.store.base import Store
from talkingpiece.store.sqlite import SqliteStore
from tests.fake_clock import FakeClock
from tests.faulty_store import FaultyStore
from tests.place import Place, serving
from tests.web.circles import Circle, circle


@asynccontextmanager
async def own_keys(kept: Store, clock: FakeClock) -> AsyncIterator[Place]:
    """A server whose sessions have trees of their own, as in earnest."""
    async with serving(store=kept, clock=clock) as place:
        place.house.trees = Trees()
        yield place


async def opened_in(kept: Store, session: str) -> list[str]:
    """The ids of all cards that the log says were opened, as often as it says so."""
    part = await kept.read(session)
    assert isinstance(part, store.Slice)
    events = [event for entry in part.entries for event in json.loads(entry.events)]
    return [card["id"] for event in events if event["type"] == "opened" for card in event["cards"]]


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
        await c.beat(20)
        await c.pulse.begin()
        assert c.ben.packets, "premise: it has left the panel, at the opening"
    async with own_keys(SqliteStore(file), clock) as place:
        await c.back(place)
        assert c.ben.panel.pending == {id}
        await c.beat(8)
        assert c.shown(id)["n"] == 6, "an opening that died is made up for, not ten minutes later"
        assert await opened_in(place.store, c.id) == [id]


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
        await c.beat(20)
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


# --- trouble while something is opened -----------------------------------------------------------------------------


@pytest.fixture
async def troubled(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Circle, FaultyStore, str]]:
    """A card is on its way, at an opening that has just begun."""
    monkeypatch.setattr(hold, "FIRST_WAIT_S", 0)
    kept = FaultyStore()
    async with serving(store=kept) as place:
        c = await circle(place)
        id = await c.ben.writes_card("Too fast", to="all")
        await c.beat(20)
        await c.pulse.begin()
        yield c, kept, id
        kept.down = False


@pytest.mark.parametrize(
    "trouble", [["lost answer"], [store.Unknown("disk")] * 3, ["overtaken"], ["lost answer", store.Unknown("disk")]], ids=str
)
async def test_trouble_that_passes_is_not_felt_and_nothing_is_opened_twice(
    troubled: tuple[Circle, FaultyStore, str], trouble: list[store.AppendOutcome | str]
) -> None:
    c, kept, id = troubled
    kept.next_appends.extend(trouble)
    await c.pulse.end()
    await c.beat(2)
    assert not kept.next_appends, "premise: there was trouble"
    assert c.shown(id)["beat"] == 20
    assert await opened_in(kept, c.id) == [id]


async def test_a_store_that_is_full_for_some_seconds_delays_the_opening(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.append(store.Refused("full"))
    c.place.clock.advance(5_000)
    await c.place.quiet()
    assert c.ana.cards["ids"] == []
    assert c.ben.panel.pending == {id}
    c.place.clock.advance(5_000)
    await c.ana.until(lambda me: me.cards["ids"] == [id], "the card")
    assert await opened_in(kept, c.id) == [id]


async def test_while_the_store_is_away_beats_go_on_as_void_and_everything_comes_once_it_is_back(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.extend([store.Refused("unreachable")] * 5)
    for _ in range(6):
        c.place.clock.advance(5_000)
        await c.place.quiet()
        await c.place.quiet()
    assert c.chi.tally["box"]["void"] is True, "and all panels say that it is kept there until it can be sent"
    assert c.ben.panel.pending == {id}
    assert not any(person.is_closed for person in c.everyone)
    kept.next_appends.clear()
    await c.beat(2)
    assert c.chi.tally["box"]["void"] is False
    assert c.shown(id)["beat"] in (21, 22), "an opening that was void is made up for"
    assert await opened_in(kept, c.id) == [id]


async def test_when_nobody_can_say_whether_it_was_opened_all_come_back_and_it_is_there_once(
    troubled: tuple[Circle, FaultyStore, str],
) -> None:
    c, kept, id = troubled
    kept.next_appends.append("goes down")
    c.place.clock.advance(5_000)
    assert await c.ben.closed() == 4503
    kept.down = False
    await c.back()
    assert c.shown(id)["text"] == "Too fast", "it was written before"
    assert c.ben.panel.pending == frozenset()
    await c.beat(8)
    await c.opening()
    assert await opened_in(kept, c.id) == [id]


async def test_words_that_could_not_be_erased_at_once_are_erased_when_the_session_is_next_opened(
    troubled: tuple[Circle, FaultyStore, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    c, kept, id = troubled
    await c.pulse.end()

    async def away(session: str, ids: object) -> None:
        raise StoreFault("away")

    await c.ben.withdraws(id)
    with monkeypatch.context() as now:
        now.setattr(kept, "erase_records", away)
        await c.beat(2)
    assert c.shown(id)["text"] is None, "shown to nobody all the same"
    assert f"card:{id}" in await kept.records(c.id), "premise: it is still there"
    c.place.house.give_up(c.pulse.room)
    await c.back()
    assert f"card:{id}" not in await kept.records(c.id)
    assert c.shown(id)["state"] == "withdrawn"


# --- the end --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [False, True])
async def test_with_the_end_all_keys_and_secrets_are_erased_and_words_too_unless_they_are_kept(
    own_place: Place, keep: bool
) -> None:
    own_place.house.trees = Trees()
    c = await circle(own_place)
    for_all = await c.card(c.ben, "Too fast", to="all")
    said = await c.ben.replies(for_all, "Since Tuesday")
    for_lead = await c.card(c.chi, "Between us")
    await c.leads("answer_card", card=for_lead, text="Thank you")
    await c.leads("answer_card", card=for_all, text="We slow down")
    before = await own_place.store.records(c.id)
    assert len(before["seed"]) == 64, "premise: this is where it is"
    assert f"secret:{for_lead}" in before
    await c.leads("keep_cards", keep=keep)
    await c.leads("end")
    after = await own_place.store.records(c.id)
    kept = {f"card:{for_all}", f"said:{said}", f"reply:{for_all}"} if keep else set()
    assert {id for id in after if id.startswith(("card:", "said:", "reply:", "secret:", "seed"))} == kept
    assert c.pulse.room.channel is None, "nor are keys kept in memory"
    await own_place.house.tend()
    assert not any(key[0] == c.id for key in own_place.house.trees._ready)
    for _ in range(2):
        again = await c.session.enter(seat_key=c.ben.welcome["seat_key"])
        assert (again.welcome["root"], again.welcome["wrap"]) == ("", None)
        await own_place.part()
        own_place.clock.advance(600_000)
        await own_place.house.tend()


async def test_the_seed_and_the_secrets_are_told_to_nobody(own_place: Place) -> None:
    own_place.house.trees = Trees()
    c = await circle(own_place)
    id = await c.card(c.ben)
    await c.leads("answer_card", card=id, text="Thank you")
    records = await own_place.store.records(c.id)
    part = await own_place.store.read(c.id)
    assert isinstance(part, store.Slice)
    told = "".join(frame for person in c.everyone for frame in person.raw) + str([entry.events for entry in part.entries])
    for name in ("seed", f"secret:{id}"):
        assert len(records[name]) > 40
        assert records[name].decode() not in told
