"""What is kept of a group: through restarts, in files and in memory, and written from two sides at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from talkingpiece.core import pairing
from talkingpiece.core import roster as r
from talkingpiece.groups import season
from talkingpiece.groups.book import Book
from talkingpiece.store.base import Store
from talkingpiece.store.memory import MemoryStore
from talkingpiece.store.redis import RedisStore
from talkingpiece.store.sqlite import SqliteStore
from tests.kept_group import KeptGroup, lived_in
from tests.place import Place, serving
from tests.servers import start_redis

# --- restarts --------------------------------------------------------------------------------------------------


class Unclosed(MemoryStore):
    """A memory that outlives the server."""

    async def close(self) -> None:
        return


@pytest.fixture(params=["memory", "sqlite", "redis"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Callable[[], Store]]:
    """A store on the same data each time: before and after a restart."""
    if request.param == "memory":
        memory = Unclosed()
        yield lambda: memory
    elif request.param == "sqlite":
        yield lambda: SqliteStore(tmp_path / "store.db", look_s=0.01)
    else:
        server = start_redis(tmp_path)
        yield lambda: RedisStore(server.url)
        server.stop()


async def test_after_a_restart_everything_of_a_group_is_as_it_was(stores: Callable[[], Store]) -> None:
    async with serving(store=stores()) as place:
        kept, session = await lived_in(place)
        await kept.does("PUT", "/season", json={"sessions": 3, "rounds": 1, "size": 2})
        before = [(await kept.ask("GET", path)).json() for path in ("", "/history", "/season")]
        seat = (await kept.join("Ana")).welcome["seat"]
        room = await place.house.room(session.opened["session"])
        assert room is not None
        known, announced = place.house.company.known(room.session), place.house.company.known(room.session).announced
        assert known.apart
        assert known.wishes
    async with serving(store=stores()) as place:
        kept.place = session.place = place
        assert (await kept.join("Ana")).welcome["seat"] == seat
        after = [(await kept.ask("GET", path)).json() for path in ("", "/history", "/season")]
        after[0]["sessions"][0]["join_url"] = before[0]["sessions"][0]["join_url"]  # another port
        assert after == before
        room = await place.house.room(session.opened["session"])
        assert room is not None
        company = place.house.company
        assert (company.known(room.session), company.known(room.session).announced) == (known, announced)
        await kept.remember(session, "Ana-Ben")
        assert (await kept.show())["meetings"] == 1, "said again after the restart, and done once"
        assert place.house.company.known(room.session).announced == announced, "nor did the season move on twice"


async def test_what_was_erased_is_gone_from_the_files(tmp_path: Path) -> None:
    async with serving(store=SqliteStore(tmp_path / "store.db", look_s=0.01)) as place:
        kept = await KeptGroup.begin(place, "Xanthippe", "Ben")
        await kept.does("PATCH", f"/members/{kept.ids['Xanthippe']}", json={"tags": {"site": "Ulaanbaatar"}})
        await kept.does("PUT", "/rules", json={"apart": [list(kept.ids.values())]})

        def in_the_files(text: str) -> bool:
            return any(text.encode() in file.read_bytes() for file in tmp_path.iterdir())

        gone = kept.ids["Xanthippe"]
        assert in_the_files("Xanthippe")
        await kept.does("DELETE", f"/members/{gone}")
        assert not in_the_files("Xanthippe")
        assert not in_the_files("Ulaanbaatar")
        assert not in_the_files(gone), "not in a rule, not in the log either"
        assert in_the_files(kept.ids["Ben"]), "the premise: one can find things in the files"


async def test_a_group_nobody_asks_for_leaves_the_memory_and_comes_back(own_place: Place) -> None:
    kept = await KeptGroup.begin(own_place, "Ana")
    house = own_place.house
    await kept.show()
    assert house.groups.held(kept.id)
    await house.tend()
    assert house.groups.held(kept.id), "not at once"
    own_place.clock.advance(11 * 60_000)
    await house.tend()
    assert house.groups.held(kept.id) is None
    assert len((await kept.show())["members"]) == 1


async def test_a_group_whose_circle_is_open_stays_in_memory(own_place: Place) -> None:
    kept = await KeptGroup.begin(own_place, "Ana", "Ben")
    await kept.open()
    await kept.join("Ana")
    own_place.clock.advance(11 * 60_000)
    await own_place.house.tend()
    assert own_place.house.groups.held(kept.id)


# --- two at once -----------------------------------------------------------------------------------------------


@pytest.fixture
async def on_disk(tmp_path: Path) -> AsyncIterator[Place]:
    """A server whose store takes its time."""
    async with serving(store=SqliteStore(tmp_path / "store.db", look_s=0.01)) as place:
        yield place


async def test_two_who_keep_a_group_may_write_at_once(on_disk: Place) -> None:
    kept = await KeptGroup.begin(on_disk)
    answers = await asyncio.gather(
        *(kept.ask("POST", "/members", json={"members": [{"name": f"P{n}"}]}) for n in range(20)),
        *(kept.ask("POST", "/import", content=f"name,site\nAna,S{n}\nP{n},Pune\n".encode()) for n in range(20)),
    )
    assert {answer.status_code for answer in answers} <= {200, 201, 422}
    refused = {a.json()["error"]["code"] for a in answers if a.status_code == 422}
    assert refused <= {"name_taken"}, "added and imported at once: the second is told"
    members = [one["name"] for one in (await kept.show())["members"]]
    assert sorted(members) == sorted({"Ana", *(f"P{n}" for n in range(20))}), "each once"


async def test_a_table_and_rules_at_once_leave_no_contradiction(on_disk: Place) -> None:
    kept = await KeptGroup.begin(on_disk, "Ana", "Ben")
    both = list(kept.ids.values())
    one, other = await asyncio.gather(
        kept.ask("PUT", "/rules", json={"together": [both]}),
        kept.ask("POST", "/import", content=b"name,reports_to\nAna,Ben\nBen,\n"),
    )
    shown = await kept.show()
    assert not (shown["apart"] and shown["together"])
    assert sorted((one.status_code, other.status_code)) in ([200, 204], [204, 422])


async def test_a_season_announced_while_somebody_comes_has_a_place_for_them(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi")
    plan, late = season.preview, ["Zoe"]

    async def slow(book: Book, wanted: r.Season) -> pairing.Season:
        planned = await plan(book, wanted)
        while late:
            await kept.add(late.pop())
        return planned

    monkeypatch.setattr(season, "preview", slow)
    told = await kept.does("PUT", "/season", json={"sessions": 2, "rounds": 1, "size": 2})
    assert not late, "the premise: she came while it was planned"
    for one in (told, await kept.does("GET", "/season")):
        assert all(len({id for group in round["groups"] for id in group}) == 4 for round in one["rounds"])
