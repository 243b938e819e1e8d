"""A group's memory and its season, for whoever keeps it; and what of it the rooms of its circles know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kept_group import KeptGroup
from tests.place import Place


async def met(place: Place) -> KeptGroup:
    """A group in which Ana has met Ben, and =Chi has met Dov."""
    kept = await KeptGroup.begin(place, "Ana", "Ben", "=Chi", "Dov")
    session = await kept.open()
    for name in kept.ids:
        await kept.join(name)
    await kept.remember(session, "Ana-Ben", "=Chi-Dov")
    return kept


async def test_who_met_whom_can_be_taken_along_and_forgotten(place: Place) -> None:
    kept = await met(place)
    assert (await kept.show())["meetings"] == 2
    history = (await kept.does("GET", "/history"))["met"]
    assert [set(one) for one in history] == [{"week", "a", "b"}] * 2, "no finer time than a week"
    assert {frozenset((kept.name_of(one["a"]), kept.name_of(one["b"]))) for one in history} == {
        frozenset(("Ana", "Ben")), frozenset(("=Chi", "Dov")),
    }  # fmt: skip
    table = await kept.ask("GET", "/history?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    rows = table.text.splitlines()
    assert rows[0] == "week,a,b"
    assert any("'=Chi" in row for row in rows), "a name is no formula"
    await kept.does("DELETE", "/history")
    assert (await kept.does("GET", "/history"))["met"] == []
    assert not [id for id in await place.store.records(kept.id) if id.startswith("met:")]


async def test_nothing_is_left_in_the_store_of_an_erased_member(place: Place) -> None:
    kept = await met(place)
    ana = kept.ids["Ana"]
    room = await place.house.circle_of(kept.id)
    assert room is not None
    seat = {seat.member: seat.id for seat in room.session.seats.values()}
    await place.house.company.wish(room.session, seat[ana], [seat[kept.ids["Dov"]]], seat.values())
    await place.house.company.wish(room.session, seat[kept.ids["Dov"]], [seat[ana]], seat.values())
    await kept.does("PUT", "/rules", json={"apart": [[ana, kept.ids["Ben"]]]})
    await kept.does("PUT", "/season", json={"sessions": 2, "rounds": 1, "size": 2})
    before = await place.store.records(kept.id)
    assert {id.partition(":")[0] for id in before if ana in id} == {"member", "rule", "wish", "met", "ahead"}
    await kept.does("DELETE", f"/members/{ana}")
    after = await place.store.records(kept.id)
    assert not [id for id, body in after.items() if ana in id or ana.encode() in body or b"Ana" in body]
    assert len((await kept.does("GET", "/history"))["met"]) == 1
    log = await place.store.read(kept.id)
    assert {entry.events for entry in log.entries} == {b"[]"}, "the log itself has nothing about anybody"
    assert not [entry for entry in log.entries if ana in entry.command_id]


async def test_wishes_are_shown_to_nobody_who_keeps_the_group(place: Place) -> None:
    kept = await met(place)
    room = await place.house.circle_of(kept.id)
    assert room is not None
    a, b, *_ = room.session.seats
    before = [(await kept.ask("GET", path)).text for path in ("", "/history", "/history?format=csv")]
    await place.house.company.wish(room.session, a, [b], room.session.seats)
    assert place.house.company.known(room.session).wishes == {frozenset((a, b))}, "the premise: it is kept"
    assert [(await kept.ask("GET", path)).text for path in ("", "/history", "/history?format=csv")] == before


async def test_a_season_tells_nobody_of_a_wish_neither_before_nor_after_it_is_announced(place: Place) -> None:
    kept = await met(place)
    room = await place.house.circle_of(kept.id)
    assert room is not None
    seats = list(room.session.seats)
    path, company = "/season?sessions=3&rounds=1&size=2", place.house.company
    shown = [(await kept.ask("GET", path)).text]
    await company.wish(room.session, seats[0], [seats[1]], seats)
    shown.append((await kept.ask("GET", path)).text)
    assert shown[0] == shown[1], "nothing is missing in what could be announced"
    await kept.does("PUT", "/season", json={"sessions": 3, "rounds": 1, "size": 2})
    told = (await kept.ask("GET", path)).text
    everybody = [(one, other) for one in seats for other in seats if one != other]
    for one in seats:
        await company.wish(room.session, one, [other for who, other in everybody if who == one], seats)
    assert (await kept.ask("GET", path)).text == told, "nor in what was"
    assert company.known(room.session).announced == (), "though no plan puts them together"


# --- a season --------------------------------------------------------------------------------------------------


def groups(kept: KeptGroup, shown: Any) -> list[list[frozenset[str]]]:
    return [[frozenset(map(kept.name_of, group)) for group in one["groups"]] for one in shown["rounds"]]


async def test_a_season_is_shown_before_it_is_announced_and_is_then_the_same(place: Place) -> None:
    kept = await KeptGroup.begin(place, *(f"P{n}" for n in range(8)))
    shown = await kept.does("GET", "/season?sessions=7&rounds=1&size=2")
    assert shown["announced"] is False
    assert len({two for one in groups(kept, shown) for two in one}) == 28, "in seven rounds of eight all have met"
    assert shown["fairness"] == {
        "first_repeat": None, "repeats": 0, "bound": 0, "odd": {"least": 0, "most": 0}, "left": [],
    }  # fmt: skip
    assert shown["words"]
    told = await kept.does("PUT", "/season", json={"sessions": 7, "rounds": 1, "size": 2})
    assert told["announced"] is True
    assert groups(kept, told) == groups(kept, shown)
    assert groups(kept, await kept.does("GET", "/season")) == groups(kept, told)
    await kept.does("DELETE", "/season")
    assert (await kept.does("GET", "/season"))["announced"] is False
    assert not [id for id in await place.store.records(kept.id) if id.startswith(("ahead:", "season"))]


async def test_when_somebody_comes_or_goes_those_announced_together_stay_together(place: Place) -> None:
    kept = await KeptGroup.begin(place, *(f"P{n}" for n in range(8)))
    told = groups(kept, await kept.does("PUT", "/season", json={"sessions": 5, "rounds": 1, "size": 2}))
    await kept.add("Yan", "Zoe")
    after = groups(kept, await kept.does("GET", "/season"))
    assert len(after) == 5
    for before, now in zip(told, after, strict=True):
        assert set(before) < set(now)
        assert {one for group in now for one in group} >= {"Yan", "Zoe"}
    await kept.does("DELETE", f"/members/{kept.ids['P0']}")
    for before, now in zip(after, groups(kept, await kept.does("GET", "/season")), strict=True):
        assert all(any(two <= group for group in now) for two in before if "P0" not in two)
        assert len({one for group in now for one in group}) == 9, "whoever was to be with P0 has company too"


async def announced(kept: KeptGroup) -> list[frozenset[str]]:
    """The next announced round, as the open circle's room knows it."""
    room = await kept.place.house.circle_of(kept.id)
    assert room is not None
    member = {seat.id: seat.member or "" for seat in room.session.seats.values()}
    told = kept.place.house.company.known(room.session).announced
    assert told == kept.place.house.company.known(room.session).announced
    return [frozenset(kept.name_of(member[seat]) for seat in group) for group in told]


async def test_whoever_comes_has_a_place_in_what_is_announced_and_whoever_is_left_by_somebody_too(place: Place) -> None:
    kept = await KeptGroup.begin(place, *(f"P{n}" for n in range(6)))
    await kept.does("PUT", "/season", json={"sessions": 3, "rounds": 1, "size": 2})
    await kept.open()
    for name in kept.ids:
        await kept.join(name)
    await kept.add("Yan", "Zoe")
    for name in ("Yan", "Zoe"):
        await kept.join(name)
    assert sorted(one for group in await announced(kept) for one in group) == sorted(kept.ids)
    (two,) = [group for group in await announced(kept) if "P0" in group]
    (other,) = two - {"P0"}
    await kept.does("DELETE", f"/members/{kept.ids['P0']}")
    everybody = [one for group in await announced(kept) for one in group]
    assert sorted(everybody) == sorted(kept.ids.keys() - {"P0"}), f"{other} has other company, and nobody two places"
    pair = next(group for group in await announced(kept) if len(group) == 2)
    await kept.does("PUT", "/rules", json={"apart": [[kept.ids[name] for name in pair]]})
    assert pair not in await announced(kept)
    assert sorted(one for group in await announced(kept) for one in group) == sorted(everybody)


async def test_the_next_announced_round_is_for_those_who_are_there_and_moves_on(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi", "Dov")
    told = groups(kept, await kept.does("PUT", "/season", json={"sessions": 3, "rounds": 1, "size": 2}))
    session = await kept.open()
    for name in ("Ana", "Ben", "Chi"):
        await kept.join(name)
    assert await announced(kept) == [two for two in told[0] if "Dov" not in two], "only whole groups"
    await kept.join("Dov")
    assert await announced(kept) == told[0]
    await kept.remember(session, *("-".join(two) for two in told[0]))
    await kept.remember(session, *("-".join(two) for two in told[0]))
    assert await announced(kept) == told[1]
    assert groups(kept, await kept.does("GET", "/season")) == told[1:]


@pytest.mark.parametrize(
    "asked", ["sessions=0", "sessions=x", "size=5", "size=1", "rounds=13", "sessions=52&rounds=12", "more=1"]
)
async def test_a_season_that_cannot_be_is_told(place: Place, asked: str) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    assert (await kept.fault("GET", f"/season?{asked}"))[0] == 422
    numbers = dict(one.split("=") for one in asked.split("&"))
    body = {name: int(value) if value.isdigit() else value for name, value in numbers.items()}
    assert (await kept.fault("PUT", "/season", json=body))[0] == 422


@pytest.mark.parametrize("people", [0, 1, 2, 3])
async def test_a_season_of_very_few_is_no_trouble(place: Place, people: int) -> None:
    kept = await KeptGroup.begin(place, *(f"P{n}" for n in range(people)))
    for size in (2, 3, 4):
        shown = await kept.does("PUT", "/season", json={"sessions": 2, "rounds": 1, "size": size})
        assert len(shown["rounds"]) == 2
