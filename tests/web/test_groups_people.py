"""Members come in by their personal links: to whatever circle their group has open, and always to the same place."""

from __future__ import annotations

import asyncio

import pytest

from talkingpiece.web import limits
from talkingpiece.web.sockets import HELLO_TRIES
from tests.kept_group import KeptGroup, end, state
from tests.people import fresh_id
from tests.place import Place

# --- the way in ------------------------------------------------------------------------------------------------


async def test_a_personal_link_leads_to_the_circle_that_is_open_with_name_and_pronoun_from_the_roster(
    place: Place,
) -> None:
    kept = await KeptGroup.begin(place)
    await kept.add("Ana", pronoun="she/her")
    session = await kept.open()
    ana = await kept.join("Ana", name="Somebody else", id=fresh_id())
    assert ana.names == ["Ana"], "a typed name selects nobody"
    assert ana.welcome["role"] == "participant"
    assert ana.welcome["join_url"].endswith(session.code)
    room = await place.house.room(session.opened["session"])
    assert room is not None
    (seat,) = room.session.seats.values()
    assert seat.member == kept.ids["Ana"]
    assert room.ledger.words[f"pronoun:{seat.id}"] == "she/her"
    assert room.session.group == kept.id


async def test_the_same_link_leads_to_the_same_place_from_anywhere_and_twice_at_once(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    await kept.open()
    (one, first), (two, second) = await asyncio.gather(kept.knock("Ana"), kept.knock("Ana"))
    assert first["seat"] == second["seat"]
    assert first["seat_key"] == second["seat_key"]
    assert sorted([one.is_closed, two.is_closed]) in ([False, True], [False, False])
    ben = await kept.join("Ben")
    again = await kept.join("Ana")
    assert again.welcome["seat"] == first["seat"]
    await ben.until(lambda me: sorted(me.names) == ["Ana", "Ben"], "two places, not three")


async def test_the_seat_key_that_came_with_it_opens_the_place_too(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    session = await kept.open()
    ana = await kept.join("Ana")
    again = await session.enter(seat_key=ana.welcome["seat_key"])
    assert again.welcome["seat"] == ana.welcome["seat"]


async def test_whoever_left_on_purpose_comes_back_by_the_link(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    await kept.open()
    ana, ben = await kept.join("Ana"), await kept.join("Ben")
    await ana.does("leave")
    await ben.until(lambda me: me.names == ["Ben"], "Ana's leaving")
    await kept.join("Ana")
    await ben.until(lambda me: sorted(me.names) == ["Ana", "Ben"], "Ana again")


async def test_of_two_open_circles_the_newer_is_entered_and_the_older_when_that_has_ended(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    older, newer = await kept.open(title="Older"), await kept.open(title="Newer")
    assert [one["title"] for one in (await kept.show())["sessions"]] == ["Newer", "Older"]
    ana = await kept.join("Ana")
    assert ana.welcome["join_url"].endswith(newer.code)
    await end(newer)
    back = await kept.join("Ana")
    assert back.welcome["join_url"].endswith(older.code)
    assert back.welcome["seat"] != ana.welcome["seat"]
    shown = (await kept.show())["sessions"]
    assert shown == [
        {
            "session": older.opened["session"], "code": older.code, "title": "Older", "phase": "before",
            "join_url": older.opened["join_url"],
        }
    ]  # fmt: skip
    assert set(place.house.groups.sessions(kept.id)) == {older.opened["session"]}, "what has ended is not looked for"


async def test_where_no_circle_is_open_the_same_line_may_try_again(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    ana, answer = await kept.knock("Ana")
    assert (answer["type"], answer["code"]) == ("refused", "no_circle")
    assert answer["message"] == "No circle of this group is open just now. This link stays yours."
    await kept.open()
    assert (await ana.hello(member_key=kept.links["Ana"]))["type"] == "welcome"


async def test_asking_for_ever_on_one_line_has_an_end(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    ana, _ = await kept.knock("Ana")
    for _ in range(HELLO_TRIES - 1):
        await ana.hello(member_key=kept.links["Ana"])
    assert await ana.closed() == 4429


async def test_a_wrong_link_opens_nothing_and_counts_as_a_wrong_try(own_place: Place) -> None:
    kept = await KeptGroup.begin(own_place, "Ana")
    session = await kept.open()
    for n in range(limits.WRONG_A_MINUTE):
        person = await own_place.stranger()
        key = [kept.key, f"{kept.id}.{fresh_id()}", f"{fresh_id()}.{fresh_id()}", "x"][n % 4]
        assert (await person.hello(member_key=key))["code"] == 4401
    _, answer = await session.knock("Ben")
    assert answer["code"] == 4429, "codes are not to be guessed from there"
    await kept.join("Ana")


@pytest.mark.parametrize("more", [{"code": "K7P4M2XQ"}, {"seat_key": "x"}, {"facilitator_key": "x"}])
async def test_a_hello_has_one_way_in(place: Place, more: dict[str, str]) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    _, answer = await kept.knock("Ana", **more)
    assert answer["code"] == "one_key"


# --- the door --------------------------------------------------------------------------------------------------


async def test_after_the_start_a_member_knocks_like_everybody_and_is_who_they_are_when_let_in(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open(door="knock")
    lead = await session.lead("Chi")
    ana, answer = await kept.knock("Ana")
    assert (answer["type"], answer["name"]) == ("waiting", "Ana")
    (knock,) = await lead.until(lambda me: me.console("roster")["knocks"], "a knock")
    await lead.does("admit", seat=knock["seat"])
    await ana.until(lambda me: me.seat["name"] == "Ana", "a place")
    (seat,) = (await state(session)).seats.values()
    assert seat.member == kept.ids["Ana"]
    await ana.go()
    assert (await kept.join("Ana")).welcome["seat"] == seat.id, "who has a place need not knock"


async def test_a_circle_that_is_full_answers_like_a_wrong_link(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open()
    await kept.join("Ana")
    here = len((await state(session)).seats)
    monkeypatch.setattr(place.house, "rules", place.house.rules.__class__("b", most_seats=here))
    _, answer = await kept.knock("Ben")
    assert answer["code"] == 4401
    await kept.join("Ana")


async def test_a_visitor_by_the_code_has_a_place_and_no_history(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open()
    ana, visitor = await kept.join("Ana"), await session.join("Ben")
    await kept.does("PUT", "/rules", json={"apart": [[kept.ids["Ana"], kept.ids["Ben"]]]})
    played = await state(session)
    assert played.seats[visitor.welcome["seat"]].member is None, "a typed name is nobody"
    assert place.house.company.known(played).apart == frozenset()
    await place.house.company.remember(played, 0, 0, [[ana.welcome["seat"], visitor.welcome["seat"]]])
    assert (await kept.show())["meetings"] == 0


# --- links given anew, people who go ---------------------------------------------------------------------------


async def relink(kept: KeptGroup, name: str) -> str:
    """A new link for somebody; gives the old one's key."""
    old = kept.links[name]
    link = (await kept.does("POST", f"/members/{kept.ids[name]}/link"))["link"]
    kept.links[name] = link.partition("#m=")[2]
    return old


async def test_a_new_link_leads_to_the_same_place_and_the_old_one_nowhere(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    session = await kept.open()
    ana = await kept.join("Ana")
    old = await relink(kept, "Ana")
    stranger = await place.stranger()
    assert (await stranger.hello(member_key=old))["code"] == 4401
    stranger = await place.stranger()
    assert (await stranger.hello(seat_key=ana.welcome["seat_key"]))["code"] == 4401, "nor does what it gave"
    assert not ana.is_closed, "nobody is thrown out in mid-sentence"
    again = await kept.join("Ana")
    assert await ana.closed() == 4409
    assert again.welcome["seat"] == ana.welcome["seat"]
    assert again.welcome["seat_key"] is None, "the place has the old key: come by the link"
    assert len((await state(session)).seats) == 1


async def test_a_link_given_anew_before_the_circle_gives_seat_keys_like_any_other(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana")
    session = await kept.open()
    await relink(kept, "Ana")
    ana = await kept.join("Ana")
    await session.enter(seat_key=ana.welcome["seat_key"])


async def test_somebody_erased_during_a_circle_stays_in_it_and_is_known_no_more(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben", "Chi")
    session = await kept.open()
    people = {name: await kept.join(name) for name in kept.ids}
    await kept.does("PUT", "/rules", json={"apart": [[kept.ids["Ana"], kept.ids["Ben"]]]})
    seat = {name: person.welcome["seat"] for name, person in people.items()}
    assert place.house.company.known(await state(session)).apart == {frozenset((seat["Ana"], seat["Ben"]))}
    await kept.does("DELETE", f"/members/{kept.ids['Ana']}")
    await place.quiet()
    assert not people["Ana"].is_closed
    assert place.house.company.known(await state(session)).apart == frozenset()
    await place.house.company.remember(await state(session), 0, 0, [list(seat.values())])
    met = (await kept.does("GET", "/history"))["met"]
    assert [{kept.name_of(one["a"]), kept.name_of(one["b"])} for one in met] == [{"Ben", "Chi"}]
    await people["Ana"].go()
    assert (await kept.knock("Ana"))[1]["code"] == 4401
    await session.enter(seat_key=people["Ana"].welcome["seat_key"])
    await place.quiet()


async def test_a_group_erased_during_a_circle_leaves_the_circle_in_peace(place: Place) -> None:
    kept = await KeptGroup.begin(place, "Ana", "Ben")
    session = await kept.open()
    ana, ben = await kept.join("Ana"), await kept.join("Ben")
    await kept.does("DELETE")
    played = await state(session)
    assert place.house.company.known(played) == place.house.company.known(played).__class__()
    assert place.house.company.known(played).announced == ()
    await place.house.company.remember(played, 0, 0, [[ana.welcome["seat"], ben.welcome["seat"]]])
    await place.house.company.wish(played, ana.welcome["seat"], [ben.welcome["seat"]], played.seats)
    assert await place.store.records(kept.id) == {}
    again = await session.enter(seat_key=ben.welcome["seat_key"])
    await again.until(lambda me: len(me.names) == 2, "both")
