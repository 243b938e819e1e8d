"""The store is full, slow, gone, or another process has the group: what is said of a group is true, and told kindly."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from talkingpiece import hold, keys, store
from tests.faulty_store import FaultyStore
from tests.kept_group import KeptGroup, lived_in, wish
from tests.place import Session, serving


@pytest.fixture
async def trouble(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[KeptGroup, Session, FaultyStore]]:
    monkeypatch.setattr(hold, "FIRST_WAIT_S", 0)
    kept = FaultyStore()
    async with serving(store=kept) as place:
        group, session = await lived_in(place)
        yield group, session, kept
        kept.down = False


@pytest.mark.parametrize(
    "trouble_with",
    [["lost answer"], ["lost answer", store.Unknown("disk")], ["overtaken"], ["restored"], [store.WrongEpoch()],
     [store.Unknown("disk")] * 4],
    ids=str,
)  # fmt: skip
async def test_trouble_that_passes_is_not_felt_and_nothing_is_done_twice(
    trouble: tuple[KeptGroup, Session, FaultyStore], trouble_with: list[Any]
) -> None:
    kept, session, faulty = trouble
    faulty.next_appends.extend(trouble_with)
    await kept.add("Zoe")
    faulty.next_appends.extend(trouble_with)
    await kept.remember(session, "Ana-Chi", draw=1)
    shown = await kept.show()
    assert [one["name"] for one in shown["members"]].count("Zoe") == 1
    assert shown["meetings"] == 2
    await kept.join("Zoe")


@pytest.mark.parametrize("reason", ["full", "locked", "read_only", "disk", "unreachable", "closed"])
async def test_what_cannot_be_kept_is_told_and_leaves_the_group_as_it_was(
    trouble: tuple[KeptGroup, Session, FaultyStore], reason: store.base.RefusedReason
) -> None:
    kept, session, faulty = trouble
    before = await kept.show()
    body = {"members": [{"name": "Zoe"}]}
    faulty.next_appends.append(store.Refused(reason))
    assert await kept.fault("POST", "/members", json=body) == (503, "not_kept")
    faulty.next_appends.append(store.Refused("too_large"))
    assert await kept.fault("POST", "/members", json=body) == (422, "too_much")
    faulty.next_appends.append(store.Refused(reason))
    await kept.remember(session, "Ana-Chi", draw=1)
    faulty.next_appends.append(store.Refused(reason))
    await wish(kept, session, "Ben", "Dov")
    assert not faulty.next_appends, "the premise: all of it was tried"
    assert await kept.show() == before, "and the session was not disturbed"
    await kept.remember(session, "Ana-Chi", draw=1)
    assert (await kept.show())["meetings"] == 2, "said again, it is kept"


async def test_when_nobody_can_say_whether_it_was_kept_nobody_says_so_and_the_truth_is_found_again(
    trouble: tuple[KeptGroup, Session, FaultyStore],
) -> None:
    kept, _, faulty = trouble
    faulty.next_appends.extend(["lost answer", *[store.Unknown("disk")] * 20])
    body = {"members": [{"name": "Zoe"}]}
    assert await kept.fault("POST", "/members", json=body) == (503, "store")
    faulty.next_appends.clear()
    assert "Zoe" in [one["name"] for one in (await kept.show())["members"]], "it was kept"
    assert await kept.fault("POST", "/members", json=body) == (422, "name_taken")


async def test_asking_for_a_group_by_a_sessions_id_takes_nobodys_lease(
    trouble: tuple[KeptGroup, Session, FaultyStore],
) -> None:
    kept, session, faulty = trouble
    id = session.opened["session"]
    await kept.place.house.close()
    held = await faulty.claim(id, "another process", 10_000, kept.place.clock.now_ms())
    assert isinstance(held, store.Claimed)
    headers = {"Authorization": f"Bearer {keys.new_key(id)}"}
    assert (await kept.place.http.get(f"/api/groups/{id}", headers=headers)).status_code == 404
    again = await faulty.claim(id, "another process", 10_000, kept.place.clock.now_ms())
    assert again == held


async def test_while_the_store_is_away_nothing_is_claimed_and_a_running_circle_still_knows(
    trouble: tuple[KeptGroup, Session, FaultyStore],
) -> None:
    kept, session, faulty = trouble
    room = await kept.place.house.room(session.opened["session"])
    assert room is not None
    known = kept.place.house.company.known(room.session)
    faulty.down = True
    assert (await kept.place.http.post("/api/groups", json={"name": "Tuesday"})).status_code == 503
    assert (await kept.fault("POST", "/members", json={"members": [{"name": "Zoe"}]}))[0] == 503
    await kept.remember(session, "Ana-Chi", draw=1)
    assert kept.place.house.company.known(room.session) == known
    stranger = {"Authorization": f"Bearer {keys.new_key(keys.new_token())}"}
    elsewhere = await kept.place.http.get(f"/api/groups/{stranger['Authorization'][7:29]}", headers=stranger)
    assert elsewhere.status_code == 503, "whether there is such a group cannot be said"
    faulty.down = False
    assert (await kept.show())["meetings"] == 1
    await kept.remember(session, "Ana-Chi", draw=1)
    assert (await kept.show())["meetings"] == 2


async def test_when_erasing_fails_it_is_said_and_can_be_asked_again(
    trouble: tuple[KeptGroup, Session, FaultyStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, _, faulty = trouble

    async def cannot(*_: object) -> None:
        raise store.StoreFault("no")

    with monkeypatch.context() as patch:
        patch.setattr(faulty, "erase_records", cannot)
        assert await kept.fault("DELETE", f"/members/{kept.ids['Ana']}") == (503, "store")
        assert len((await kept.show())["members"]) == 4, "nobody is told that she is erased"
    await kept.does("DELETE", f"/members/{kept.ids['Ana']}")
    assert not [id for id in await faulty.records(kept.id) if kept.ids["Ana"] in id]


async def test_a_group_that_another_process_has_is_told_to_come_back_later(
    trouble: tuple[KeptGroup, Session, FaultyStore],
) -> None:
    kept, _, faulty = trouble
    await kept.place.house.groups.close()
    await faulty.claim(kept.id, "another process", 10_000, kept.place.clock.now_ms())
    assert await kept.fault("GET") == (503, "store")
    _, answer = await kept.knock("Ana")
    assert answer["code"] == 4503
    kept.place.clock.advance(10_001)
    await kept.show()
    await kept.join("Ana")


async def test_nothing_about_people_is_ever_logged(
    trouble: tuple[KeptGroup, Session, FaultyStore], caplog: pytest.LogCaptureFixture
) -> None:
    kept, session, faulty = trouble
    caplog.set_level(logging.DEBUG)
    faulty.next_appends.append(store.Refused("full"))
    await wish(kept, session, "Ben", "Dov")
    faulty.next_appends.extend([store.Unknown("disk")] * 6)
    await kept.ask("POST", "/members", json={"members": [{"name": "Zoe"}]})
    await kept.ask("POST", "/import", content=b"name,reports_to\nZoe,Yan\n")
    await kept.knock("Ana")
    assert "could not be kept yet" in caplog.text, "the premise: something is logged"
    for secret in (*kept.ids, *kept.ids.values(), *kept.links.values(), kept.key, kept.id, "Zoe", "Yan"):
        assert secret not in caplog.text.replace("websockets", "").replace("httpx", "") or secret == kept.id
