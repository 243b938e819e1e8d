"""Floods: bounded work, a void beat that all are told of, and nothing that is lost by it."""

from __future__ import annotations

import asyncio

from talkingpiece.channel.rhythm import WINDOW
from tests.place import Place
from tests.web.circles import Circle, beats, circle


async def begun(place: Place) -> Circle:
    c = await circle(place)
    await c.beat(4)
    return c


def rubbish(beat: int, count: int) -> list[bytes]:
    return [bytes([1, 0, 0, 0]) + beat.to_bytes(4) + number.to_bytes(32) + bytes(4_056) for number in range(count)]


async def test_a_flood_voids_the_beat_for_all_is_told_to_all_and_everything_goes_the_next_time(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    await c.chi.taps("stop")
    await c.pulse.begin()
    statuses = await asyncio.gather(*(c.ben.posts(one) for one in rubbish(beat, 20 * 6 + 1)))
    assert set(statuses) == {204}
    await c.pulse.end()
    for person in c.everyone:
        assert person.tally["box"]["void"] is True
        assert person.cards["taps"] == []
    assert len(c.chi.panel.pending) == 1
    await c.beat(1)
    assert c.dov.tally["box"]["void"] is False
    assert [taps["stop"] for taps in c.dov.cards["taps"]] == [1]


async def test_a_flood_below_the_budget_takes_nothing_from_anybody(place: Place) -> None:
    c = await begun(place)
    beat = beats(c.chi)[-1]["beat"] + 1
    await c.chi.taps("stop")
    await c.pulse.begin()
    await asyncio.gather(*(c.ben.posts(one) for one in rubbish(beat, 100)))
    await c.pulse.end()
    assert (c.dov.tally["box"]["void"], c.dov.tally["box"]["taps"]) == (False, 6)
    assert [taps["stop"] for taps in c.dov.cards["taps"]] == [1]


async def test_a_flooded_opening_is_made_up_for_at_the_next_beat(place: Place) -> None:
    c = await circle(place)
    id = await c.ben.writes_card("Too fast", to="all")
    await c.beat(WINDOW)
    await c.pulse.begin()
    assert beats(c.chi)[-1] == {**beats(c.chi)[-1], "beat": WINDOW, "opening": True}
    await asyncio.gather(*(c.chi.posts(one) for one in rubbish(WINDOW, 121)))
    await c.pulse.end()
    assert c.ana.cards["ids"] == []
    await c.beat(1)
    assert c.shown(id)["beat"] == WINDOW + 1


async def test_a_flood_of_strangers_who_know_no_room_costs_nobody_anything(place: Place) -> None:
    c = await begun(place)
    await c.chi.taps("stop")
    await c.pulse.begin()
    beat = beats(c.chi)[-1]["beat"]
    answers = await asyncio.gather(*(place.http.post("/sealed/" + "x" * 22, content=one) for one in rubbish(beat, 150)))
    assert {answer.status_code for answer in answers} == {404}
    await c.pulse.end()
    assert (c.dov.tally["box"]["void"], c.dov.tally["box"]["taps"]) == (False, 6)
