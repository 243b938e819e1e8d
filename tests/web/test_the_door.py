"""The door: who enters, who knocks, and how names and hands are told apart."""

from __future__ import annotations

import pytest

from talkingpiece.lines import Lines
from tests.people import Person, fresh_id
from tests.place import Place, Session


async def knocking(session: Session, name: str = "Eli", **fields: object) -> Person:
    person, answer = await session.knock(name, **fields)
    assert answer["type"] == "waiting", answer
    return person


async def seat_at_the_door(ana: Person, name: str = "Eli") -> str:
    found = await ana.until(
        lambda me: [knock for knock in me.console("roster")["knocks"] if knock["name"] == name], f"{name}'s knock"
    )
    return str(found[0]["seat"])


async def test_before_the_start_all_who_have_the_link_enter_and_afterwards_newcomers_knock(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await session.join("Ben")
    await ana.does("start")
    eli = await knocking(session)
    assert not eli.views, "whoever waits outside sees nothing of the circle"
    await seat_at_the_door(ana)


async def test_an_open_door_stays_open_and_a_closed_one_closed(place: Place) -> None:
    session = await place.start(door="open")
    await (await session.lead()).does("start")
    await session.join("Ben")
    session = await place.start(door="knock")
    await session.lead()
    await knocking(session, "Ben")


async def test_who_is_admitted_sees_what_others_see(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    eli = await knocking(session)
    await ana.does("admit", seat=await seat_at_the_door(ana))
    await eli.until(lambda me: me.welcome["seat_key"] and me.seat["name"] == "Eli", "a welcome")
    await ben.until(lambda me: "Eli" in me.names, "Eli on the list")
    await place.quiet()
    for section in ("head", "tally", "cards", "board"):
        mine, theirs = eli.views["stage", section], ben.views["stage", section]
        assert mine == theirs, "the same bytes for all, versions too"
    assert ana.console("roster")["knocks"] == []


async def test_who_is_declined_is_told_so_and_nobody_else_notices(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    eli = await knocking(session)
    seat = await seat_at_the_door(ana)
    await place.quiet()
    before = len(ben.heard)
    await ana.does("decline", seat=seat)
    assert await eli.closed() == 4403
    await place.quiet()
    assert [m for m in ben.heard[before:] if m["type"] != "pong"] == []


async def test_whoever_waits_can_only_wait(place: Place) -> None:
    session = await place.start(door="knock")
    await session.lead()
    eli = await knocking(session)
    for verb, fields in {"start": {}, "agree": {}, "hand": {"up": True}, "admit": {"seat": "x"}, "leave": {}}.items():
        assert (await eli.say(verb, **fields))["code"] == "unknown_type"
    await eli.settled()


async def test_a_knock_that_goes_away_leaves_the_list(place: Place) -> None:
    session = await place.start(door="knock")
    ana = await session.lead()
    eli = await knocking(session)
    seat = await seat_at_the_door(ana)
    await eli.go()
    await ana.until(lambda me: me.console("roster")["knocks"] == [], "an empty door")
    assert (await ana.say("admit", seat=seat))["code"] == "nobody_there"


async def test_the_same_knock_again_takes_the_older_ones_place(place: Place) -> None:
    session, mine = await place.start(door="knock"), fresh_id()
    ana = await session.lead()
    older = await knocking(session, id=mine)
    newer = await knocking(session, id=mine)
    assert await older.closed() == 4409
    await place.quiet()
    assert len(ana.console("roster")["knocks"]) == 1
    await ana.does("admit", seat=await seat_at_the_door(ana))
    await newer.until(lambda me: me.welcome, "a welcome")


async def test_whoever_goes_while_being_admitted_is_not_shown_as_here(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await place.start(door="knock")
    ana = await session.lead()
    eli = await knocking(session)
    seat = await seat_at_the_door(ana)
    take = Lines.take_from_door

    def gone_at_that_moment(self: Lines, asked: str) -> object:
        knock = take(self, asked)
        self.leave(knock.line)
        return knock

    monkeypatch.setattr(Lines, "take_from_door", gone_at_that_moment)
    await ana.does("admit", seat=seat)
    await ana.until(lambda me: me.console("roster")["people"], "a place for Eli")
    assert [person["line"] for person in ana.console("roster")["people"]] == ["lost"]
    await eli.go()


async def test_the_end_closes_the_door(place: Place) -> None:
    session = await place.start()
    ana = await session.lead()
    await ana.does("start")
    eli = await knocking(session)
    await seat_at_the_door(ana)
    await ana.does("end")
    assert await eli.closed() == 4401


# --- names and hands ------------------------------------------------------------------------------------------


async def test_two_people_of_one_name_can_be_told_apart(place: Place) -> None:
    session = await place.start()
    first, second = await session.join("Ana"), await session.join("ana")
    await first.until(lambda me: me.names == ["Ana", "ana 2"], "two names")
    assert second.seat["name"] == "ana 2"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("  Ana \n Li ", "Ana Li"), ("\u202eAna\u202c", "Ana"), ("A\x00n\x07a", "Ana"), ("<b>Ana</b>", "<b>Ana</b>")],
)
async def test_a_name_is_cleaned_of_what_could_disguise_it(place: Place, name: str, shown: str) -> None:
    person = await (await place.start()).join(name)
    assert person.names == [shown]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "A" * 10_000, None])
async def test_a_name_that_cannot_be_read_may_be_given_again(place: Place, name: str | None) -> None:
    session = await place.start()
    person, answer = await session.knock("x", name=name)
    assert answer["type"] == "refused"
    assert answer["code"] in ("name_empty", "name_long")
    assert (await person.hello(code=session.code, name="Ana"))["type"] == "welcome"


async def test_hands_go_up_in_order_and_come_down(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    await chi.does("hand", up=True)
    await ben.does("hand", up=True)
    await ben.until(lambda me: [p["hand"] for p in me.board["people"]] == [2, 1], "two hands in order")
    assert ben.seat["hand"]
    await chi.does("hand", up=False)
    await ben.until(lambda me: [p["hand"] for p in me.board["people"]] == [1, None], "one hand")


async def test_leaving_takes_the_hand_along_and_coming_back_gives_the_same_place(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    await chi.does("hand", up=True)
    await chi.does("leave")
    await ben.until(lambda me: me.names == ["Ben"] and me.board["people"][0]["hand"] is None, "Chi gone")
    key, seat = chi.welcome["seat_key"], chi.welcome["seat"]
    await chi.go()
    chi = await session.enter(seat_key=key)
    assert chi.welcome["seat"] == seat
    await ben.until(lambda me: me.names == ["Ben", "Chi"], "Chi back")


async def test_a_name_can_be_changed(place: Place) -> None:
    session = await place.start()
    ben, chi = await session.join("Ben"), await session.join("Chi")
    await ben.does("rename", name="Benedikt")
    await chi.until(lambda me: me.names == ["Benedikt", "Chi"], "the new name")
    assert (await ben.say("rename", name=" "))["code"] == "name_empty"
