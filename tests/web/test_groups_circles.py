"""Circles of a group: who may open one, and what is known from one to the next."""

from __future__ import annotations

from tests.kept_group import KeptGroup, end, lived_in, state, wish
from tests.people import Person, fresh_id
from tests.place import Place


async def open_with(place: Place, key: str, group: str | None, **headers: str) -> tuple[int, str]:
    body = {"module": "tiny", **({"group": group} if group else {})}
    bearer = {"Authorization": f"Bearer {key}"} if key else {}
    answer = await place.http.post("/api/sessions", json=body, headers={**bearer, **headers})
    return answer.status_code, answer.json().get("error", {}).get("code", "")


AFAR = {"X-Forwarded-For": "203.0.113.9"}


async def test_from_elsewhere_a_groups_key_opens_its_own_circles_and_no_others(place: Place) -> None:
    kept, other = await KeptGroup.begin(place, "Ana"), await KeptGroup.begin(place)
    assert await open_with(place, kept.key, kept.id, **AFAR) == (201, "")
    assert await open_with(place, kept.key, other.id, **AFAR) == (403, "no_key")
    assert await open_with(place, kept.key, None, **AFAR) == (403, "no_key")
    assert await open_with(place, kept.links["Ana"], kept.id, **AFAR) == (403, "no_key")
    assert await open_with(place, "", kept.id, **AFAR) == (403, "no_key")
    assert len((await kept.show())["sessions"]) == 1


async def test_a_group_that_is_not_there_has_no_circles(place: Place) -> None:
    kept = await KeptGroup.begin(place)
    assert await open_with(place, "", fresh_id()) == (404, "no_group")
    assert await open_with(place, "", "x") == (404, "no_group")
    assert await open_with(place, "", kept.id) == (201, ""), "whoever may start sessions here may start this one"
    assert await open_with(place, kept.key, fresh_id()) == (404, "no_group")


async def test_a_session_of_no_group_knows_nobody(place: Place) -> None:
    session = await place.start(door="open")
    ana, ben = await session.join("Ana"), await session.join("Ben")
    played = await state(session)
    seats = [ana.welcome["seat"], ben.welcome["seat"]]
    assert place.house.company.known(played) == place.house.company.known(played).__class__()
    await place.house.company.remember(played, 0, 0, [seats])
    await place.house.company.wish(played, seats[0], seats[1:], seats)


# --- from one circle to the next -------------------------------------------------------------------------------


def seats_of(people: dict[str, Person]) -> dict[str, str]:
    return {person.welcome["seat"]: name for name, person in people.items()}


async def test_what_is_remembered_of_one_circle_is_known_in_the_next(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi")
    first = await kept.open()
    people = {name: await kept.join(name) for name in kept.ids}
    await kept.remember(first, "Ana-Ben")
    assert place.house.company.known(await state(first)).met == {}, "its own rounds a session knows itself"
    chi, ana = people["Chi"].welcome["seat"], people["Ana"].welcome["seat"]
    await place.house.company.wish(await state(first), chi, [ana], [ana])
    await end(first)
    second = await kept.open()
    people = {name: await kept.join(name) for name in kept.ids}
    here = seats_of(people)
    later = place.house.company.known(await state(second))
    assert {frozenset(map(here.get, two)): later.ago[two] for two in later.met} == {frozenset(("Ana", "Ben")): 1}
    seat = {name: id for id, name in here.items()}
    assert later.met[frozenset((seat["Ana"], seat["Ben"]))] == 0.5 ** (1 / 4)
    assert later.met.get(frozenset((seat["Ana"], seat["Chi"])), 0) == 0
    assert later.met.get(frozenset((seat["Ana"], "a visitor")), 0) == 0
    assert {frozenset(map(here.get, two)) for two in later.wishes} == {frozenset(("Ana", "Chi"))}
    assert later.asked == {seat["Chi"]: frozenset((seat["Ana"],))}


async def test_what_is_known_is_reckoned_once_and_anew_when_something_changed(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open()
    await kept.join("Ana")
    played = await state(session)
    known = place.house.company.known(played)
    assert place.house.company.known(played) is known
    await kept.join("Ben")
    await kept.does("PUT", "/rules", json={"apart": [list(kept.ids.values())]})
    assert len(place.house.company.known(await state(session)).apart) == 1
    assert place.house.company.known(played).apart == frozenset(), "and for the seats that were asked about"


async def test_a_room_that_is_opened_again_has_its_group_in_memory(own_place: Place) -> None:
    kept, session = await lived_in(own_place)
    known = own_place.house.company.known(await state(session))
    assert known.apart, "the premise"
    await own_place.part()
    await own_place.house.close()
    assert own_place.house.groups.held(kept.id) is None
    await session.lead()
    assert own_place.house.company.known(await state(session)) == known


async def test_a_wish_can_be_taken_back_and_of_somebody_who_is_away_it_stays(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi")
    first = await kept.open()
    for name in kept.ids:
        await kept.join(name)
    await wish(kept, first, "Ana", "Ben", "Chi")
    await end(first)
    second = await kept.open()
    people = {name: await kept.join(name) for name in ("Ana", "Ben")}
    assert len(place.house.company.known(await state(second)).wishes) == 1, "the premise: of those who are here"
    await wish(kept, second, "Ana")
    assert place.house.company.known(await state(second)).wishes == frozenset()
    chi = (await kept.join("Chi")).welcome["seat"]
    assert place.house.company.known(await state(second)).wishes == {frozenset((people["Ana"].welcome["seat"], chi))}


# --- among peers -----------------------------------------------------------------------------------------------


async def test_whoever_begins_among_peers_is_the_member_they_are_by_either_way_in(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open(led="peers", begins=kept.ids["Ana"])
    ana = await session.lead("somebody else's name")
    ben = await kept.join("Ben")
    seats = (await state(session)).seats
    assert seats[ana.welcome["seat"]].member == kept.ids["Ana"]
    assert (await state(session)).lead == ana.welcome["seat"]
    again = await kept.join("Ana")
    assert again.welcome["seat"] == ana.welcome["seat"], "her personal link leads to the same place"
    assert ben.welcome["seat"] != ana.welcome["seat"]


async def test_the_member_who_begins_may_come_by_their_personal_link_alone(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open(led="peers", begins=kept.ids["Ana"])
    ben, ana = await kept.join("Ben"), await kept.join("Ana")
    assert (await state(session)).lead == ana.welcome["seat"] != ben.welcome["seat"]


async def test_only_a_member_of_the_group_begins_and_only_among_peers(place: Place) -> None:
    kept, other = await KeptGroup.begin(place, "Ana"), await KeptGroup.begin(place, "Ben")
    for wanted in ({"led": "peers", "begins": other.ids["Ben"]}, {"led": "facilitator", "begins": kept.ids["Ana"]}):
        body = {"module": "tiny", "group": kept.id, **wanted}
        answer = await place.http.post("/api/sessions", json=body, headers={"Authorization": f"Bearer {kept.key}"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "no_member")
