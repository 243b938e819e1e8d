"""Who leads: a facilitator with a console, or one of the group, who keeps a seat."""

from __future__ import annotations

import pytest

from tests.people import fresh_id
from tests.place import Place

LEADING = {
    "start": {}, "next_step": {"expecting": 0}, "previous_step": {"expecting": 0}, "add_time": {"seconds": 60},
    "go_to_step": {"step": 1, "expecting": 0}, "resume": {}, "pass_lead": {"seat": "x"}, "end": {},
    "keep_cards": {"keep": True}, "show_card": {"card": "x"}, "park_card": {"card": "x"},
    "answer_card": {"card": "x", "text": "yes"}, "admit": {"seat": "x"}, "decline": {"seat": "x"},
    "open_answers": {}, "move_person": {"seat": "x", "to": 0}, "draw_again": {"expecting": 0},
}  # fmt: skip


@pytest.mark.parametrize("led", ["facilitator", "peers"])
async def test_a_leading_verb_does_not_exist_for_those_who_do_not_lead(place: Place, led: str) -> None:
    session = await place.start(led=led)
    ana = await session.lead(id=fresh_id())
    ben, wall = await session.join("Ben"), await session.wall()
    for verb, fields in LEADING.items():
        for person in (ben, wall):
            answer = await person.say(verb, **fields)
            assert answer["code"] == "unknown_type", verb
    assert ana.head["phase"] == "before", "and nothing happened"


async def test_in_a_facilitated_session_nobody_else_pauses(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    assert (await ben.say("pause"))["code"] == "unknown_type"
    await ana.does("pause")
    await ben.until(lambda me: me.head["paused"], "a held clock")


async def test_the_facilitators_key_of_a_peer_led_session_gives_a_seat_and_the_lead(place: Place) -> None:
    session = await place.start(led="peers")
    ana = await session.lead("Ana", id=fresh_id())
    assert ana.welcome["role"] == "participant"
    assert ana.welcome["seat_key"]
    await ana.until(lambda me: me.seat["lead"] and me.console("roster"), "the controls beside one's own seat")
    assert ana.head["lead"] == {"seat": ana.welcome["seat"], "name": "Ana", "here": True}


async def test_that_key_gives_the_lead_once(place: Place) -> None:
    session = await place.start(led="peers")
    ana = await session.lead("Ana", id=fresh_id())
    mallory = await place.stranger()
    answer = await mallory.hello(facilitator_key=session.opened["facilitator_key"], name="Mallory", id=fresh_id())
    assert answer["code"] == 4401
    assert ana.names == ["Ana"], "no seat was given either"


async def test_the_starter_whose_welcome_was_lost_gets_the_same_seat_and_lead(place: Place) -> None:
    session, mine = await place.start(led="peers"), fresh_id()
    ana = await session.lead("Ana", id=mine)
    again = await session.lead("Ana", id=mine)
    assert again.welcome["seat"] == ana.welcome["seat"]
    await again.until(lambda me: me.seat["lead"], "the lead")
    assert again.names == ["Ana"]


async def test_the_seat_key_carries_seat_and_lead(place: Place) -> None:
    session = await place.start(led="peers")
    ana = await session.lead("Ana", id=fresh_id())
    key = ana.welcome["seat_key"]
    await ana.go()
    again = await session.enter(seat_key=key)
    await again.until(lambda me: me.seat["lead"], "the lead")
    await again.does("start")


async def test_in_a_peer_led_session_anyone_may_pause(place: Place) -> None:
    session = await place.start(led="peers")
    ana, ben = await session.lead(id=fresh_id()), await session.join("Ben")
    await ana.does("start")
    await ben.does("pause")
    await ana.until(lambda me: me.head["paused"] and me.head["remaining_ms"] > 0, "a held clock")
    assert (await ben.say("resume"))["code"] == "unknown_type"
    await ana.does("resume")
    await ben.until(lambda me: not me.head["paused"], "a running clock")


async def test_the_lead_is_passed_on_and_with_it_the_console(place: Place) -> None:
    session = await place.start(led="peers")
    ana, ben = await session.lead(id=fresh_id()), await session.join("Ben")
    await ana.does("pass_lead", seat=ben.welcome["seat"])
    await ben.until(lambda me: me.console("roster") and me.head["lead"]["name"] == "Ben", "the console")
    await ben.does("start")
    assert (await ana.say("next_step", expecting=0))["code"] == "unknown_type"
    await ana.until(lambda me: not me.seat["lead"], "her place without the lead")


async def test_notes_are_for_all_only_where_the_group_leads_itself(place: Place) -> None:
    for led, shown in (("peers", True), ("facilitator", False)):
        session = await place.start(led=led)
        ana, ben = await session.lead(id=fresh_id()), await session.join("Ben")
        await ana.does("start")
        await ben.at_step(0)
        assert (ben.head["notes"] is not None) is shown
        assert ana.console("header")["notes"]["say"] == "Good to see you."


async def test_whoever_leads_drops_and_the_session_holds_and_says_so(place: Place) -> None:
    session = await place.start(led="peers")
    ana, ben = await session.lead(id=fresh_id()), await session.join("Ben")
    await ana.does("start")
    ana.vanish()
    await ben.until(lambda me: not me.head["lead"]["here"], "word that the lead is away")
    assert ben.head["lead"]["seat"] == ana.welcome["seat"], "nobody is elected by itself"
    assert (await ben.say("next_step", expecting=0))["type"] == "refused"


async def test_everyone_connected_is_listed_to_all(place: Place) -> None:
    session = await place.start()
    ana, gus = await session.lead("Ana"), await session.lead("Gus")
    ben, wall = await session.join("Ben"), await session.wall()
    for person in (ana, gus, ben, wall):
        await person.until(
            lambda me: (me.board["facilitators"], me.board["walls"], me.names) == (["Ana", "Gus"], 1, ["Ben"]),
            "everyone on the list",
        )
    await wall.go()
    await gus.go()
    await ben.until(lambda me: (me.board["facilitators"], me.board["walls"]) == (["Ana"], 0), "a shorter list")


async def test_two_facilitators_move_one_session_and_tapping_at_once_moves_it_once(place: Place) -> None:
    session = await place.start()
    ana, gus = await session.lead("Ana"), await session.lead("Gus")
    await ana.does("start")
    await gus.at_step(0)
    answers = [await ana.say("next_step", expecting=0), await gus.say("next_step", expecting=0)]
    assert sorted(answer.get("code", "ok") for answer in answers) == ["ok", "stale"]
    await gus.at_step(1)


async def test_the_facilitators_name_may_be_left_out(place: Place) -> None:
    session = await place.start()
    await session.enter(facilitator_key=session.opened["facilitator_key"])
