"""Cards and taps over real sockets and plain HTTP: held until a beat opens them, for everybody at once."""

from __future__ import annotations

import asyncio

import pytest

from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.core.cards.state import BEAT_MS
from tests.place import Place
from tests.web.circles import SIX, beats, circle, frames_with, of_type


async def test_a_card_opens_at_the_opening_and_for_everyone_in_the_same_round_of_views(place: Place) -> None:
    c = await circle(place)
    wall = await c.session.wall()
    id = await c.ben.writes_card("Too fast", to="all")
    await c.beat(WINDOW - 1)
    assert c.ana.cards["ids"] == [], "nobody holds it before the others' cards open too"
    await c.beat(2)
    assert beats(c.ben)[-1]["beat"] == WINDOW, "premise: 25 minutes after the start"
    for person in (*c.everyone, wall):
        assert person.cards["ids"] == [id]
        assert [card["text"] for card in person.cards["cards"]] == ["Too fast"]


async def test_cards_of_one_opening_are_sorted_by_their_random_ids_whoever_was_first(place: Place) -> None:
    c = await circle(place)
    written = [await person.writes_card(f"card {name}") for name, person in c.people.items()]
    await c.opening()
    views = [view for view in of_type(c.ana, "console") if view["section"] == "cards"]
    assert next(len(view["cards"]) for view in views if view["cards"]) == 6, "all at once"
    assert [card["id"] for card in c.ana.console("cards")["cards"]] == sorted(written)


async def test_those_who_lead_see_words_beat_and_numbers_and_nothing_that_says_who(place: Place) -> None:
    c = await circle(place)
    card = c.tray(await c.card(c.ben, "Too fast", weight="slow"))
    started = c.pulse.room.session.started_at
    assert card.pop("id")
    assert card.pop("at") == started + card["beat"] * BEAT_MS, "a beat, and no finer time"
    assert 4 <= card.pop("beat") <= 6
    assert card == {
        "n": 6, "standing": "anonymous", "to": "lead", "weight": "slow", "state": "open", "why": None,
        "text": "Too fast", "answer": None, "replies": [], "quick": [], "metoos": 0, "at_least": False, "kept": False,
        "owner": None, "parts": [], "votes": False, "shown": False,
    }  # fmt: skip


async def test_before_it_is_shown_participants_and_walls_are_told_of_a_card_only_that_it_arrived(place: Place) -> None:
    c = await circle(place)
    wall = await c.session.wall()
    id = await c.card(c.ben, "Too fast")
    for person in (*c.people.values(), wall):
        assert person.cards["ids"] == [id], "so that its author's panel knows"
        assert person.cards["cards"] == []
    assert frames_with([*c.people.values(), wall], "Too fast") == []
    await c.leads("show_card", card=id)
    assert len(frames_with([*c.people.values(), wall], "Too fast")) == 7


async def test_a_held_card_is_listed_and_why_it_is_held_and_its_words_are_not_there(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, "It was Chi", to="all")
    await c.leads("hold_card", card=id, why="names")
    assert c.ben.cards["held"] == [{"id": id, "why": "names"}]
    assert id in c.ben.cards["ids"]
    assert c.ben.panel.pending == frozenset(), "it arrived"
    assert c.ben.cards["cards"] == []
    newcomer = await c.session.join("Hana")
    await place.quiet()
    assert frames_with([newcomer], "It was Chi") == []


async def test_a_card_is_shown_parked_answered_and_done_for_all(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, "Too fast")
    await c.leads("show_card", card=id)
    await c.leads("answer_card", card=id, text="We slow down.")
    assert c.shown(id)["answer"] == "We slow down."
    for verb, state in (("park_card", "parked"), ("done_card", "done"), ("show_card", "open")):
        await c.leads(verb, card=id)
        assert c.shown(id)["state"] == state
    assert (await c.ana.say("show_card", card="nothing"))["code"] == "no_card"
    assert (await c.ben.say("show_card", card=id))["code"] == "unknown_type", "not for those who do not lead"


async def test_among_peers_cards_open_to_the_group_and_no_single_person_holds_one(place: Place) -> None:
    c = await circle(place, *SIX[:5], led="peers")
    id = await c.card(c.ana, "Too fast", to="lead")
    assert c.shown(id)["text"] == "Too fast"
    assert (c.shown(id)["to"], c.shown(id)["n"]) == ("all", 6), "whoever leads sends a packet like all others"
    for verb, fields in (("park_card", {}), ("hold_card", {"why": "care"})):
        assert (await c.ana.say(verb, card=id, **fields))["code"] == "not_alone"


async def test_words_that_cannot_wait_open_at_the_next_beat_and_are_never_called_anonymous(place: Place) -> None:
    c = await circle(place)
    await c.beat(3)
    id = await c.ben.writes_card("I need a break", to="all", soon=True)
    await c.beat(1)
    assert (c.shown(id)["n"], c.shown(id)["standing"]) == (6, "unsigned")


async def test_a_group_that_switched_it_off_lets_no_words_out_between_openings(place: Place) -> None:
    c = await circle(place)
    await c.leads("allow_soon", allowed=False)
    await c.beat(3)
    id = await c.ben.writes_card("I need a break", to="all", soon=True)
    await c.beat(3)
    assert not beats(c.ben)[-1]["soon"]
    assert c.ben.cards["ids"] == []
    await c.opening()
    assert c.shown(id)["standing"] == "anonymous", "opened like any other"


@pytest.mark.parametrize("what", ["slow", "stop", "try"])
async def test_a_tap_opens_at_the_next_beat_and_all_see_how_many_could_have_tapped(place: Place, what: str) -> None:
    c = await circle(place)
    await c.beat(3)
    await c.ben.taps(what)
    await c.chi.taps(what)
    assert c.dov.cards["taps"] == []
    await c.beat()
    (taps,) = c.dov.cards["taps"]
    at, counts = taps.pop("at"), {"slow": 0, "stop": 0, "tries": 0}
    assert taps == {"beat": beats(c.dov)[-1]["beat"], "n": 6, **counts, {"try": "tries"}.get(what, what): 2}
    assert (at - c.pulse.room.session.started_at) % BEAT_MS == 0


# --- whatever happens on the way -----------------------------------------------------------------------------


async def test_packets_are_sent_by_all_at_every_beat_whether_or_not_anybody_says_anything(place: Place) -> None:
    c = await circle(place)
    await c.ben.writes_card("Too fast")
    await c.beat(8)
    assert {len(person.packets) for person in c.people.values()} == {5}, "all but the first three beats"
    assert {len(packet) for person in c.people.values() for packet in person.packets} == {4096}


async def test_who_has_not_accepted_the_agreement_gets_no_tokens_and_all_others_do(place: Place) -> None:
    c = await circle(place, agreed=False)
    await asyncio.gather(*(c.people[name].does("agree") for name in SIX[:5]))
    await c.beat(5)
    assert c.gus.packets == []
    assert {token["no"] for issued in of_type(c.gus, "issued") for token in issued["tokens"]} == {"not_now"}
    assert len(c.ben.packets) == 2


async def test_whoever_leaves_once_a_card_is_on_its_way_leaves_it_behind_and_nothing_else(place: Place) -> None:
    c = await circle(place)
    id = await c.ben.writes_card("Too fast", to="all")
    await c.beat(WINDOW)
    await c.pulse.begin()
    await c.ben.go()
    await c.pulse.end()
    assert (c.shown(id, to=c.chi)["text"], c.shown(id, to=c.chi)["n"]) == ("Too fast", 6)


async def test_whoever_leaves_before_the_opening_takes_their_words_along(place: Place) -> None:
    c = await circle(place)
    await c.ben.writes_card("Too fast", to="all")
    await c.beat(12)
    await c.ben.go()
    await c.beat(WINDOW)
    assert c.chi.cards["ids"] == []
    assert "Too fast" not in str(await place.store.records(c.id))


async def test_after_the_end_the_channel_is_closed_and_nothing_waits_for_an_answer(place: Place) -> None:
    c = await circle(place)
    await c.beat(4)
    await c.ben.taps("stop")
    await c.leads("end")
    heard = len(beats(c.ben))
    place.clock.advance(5 * BEAT_MS)
    await place.quiet()
    assert len(beats(c.ben)) == heard
    assert await c.ben.posts(c.ben.packets[-1]) == 204, "the same answer as always"
    assert c.chi.cards["taps"] == []
    assert c.chi.tally["box"] is None


async def test_words_of_a_card_stay_words(place: Place) -> None:
    c = await circle(place)
    html = "<script>alert(1)</script> & <b>bold</b> \u202edrawkcab\u202c"
    id = await c.card(c.ben, html, to="all")
    assert c.shown(id)["text"] == "<script>alert(1)</script> & <b>bold</b> drawkcab"
