"""How many could have written a card: what is counted, what is said of it, and what waits where they are too few."""

from __future__ import annotations

import pytest

from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.core.cards.state import BEAT_MS
from tests.place import Place
from tests.web.circles import SIX, circle, of_type


@pytest.mark.parametrize(
    ("people", "opens", "standing"),
    [(2, False, None), (3, True, "unsigned"), (4, True, "unsigned"), (5, True, "anonymous")],
)
async def test_what_may_be_said_of_a_card_follows_from_how_many_could_have_written_it(
    place: Place, people: int, opens: bool, standing: str | None
) -> None:
    c = await circle(place, *SIX[:people])
    id = await c.ben.writes_card("Too fast", to="all")
    await c.opening()
    assert [card["standing"] for card in c.chi.cards["cards"]] == ([standing] if opens else [])
    assert c.ben.panel.pending == (frozenset() if opens else {id})


async def test_where_too_few_are_for_its_author_a_card_waits_and_nobody_is_told_that_it_exists(place: Place) -> None:
    c = await circle(place, *SIX[:4])
    id = await c.ben.writes_card("Too fast", to="all", floor=5)
    await c.opening()
    assert c.ana.cards["ids"] == []
    assert c.ben.panel.pending == {id}
    await c.beat(5)
    c.people["Fay"] = await c.session.join("Fay")
    await c.fay.does("agree")
    await c.beat(3)
    await c.opening()
    assert c.ana.cards["ids"] == [], "whoever came late is one who could not have written it"
    await c.opening()
    assert c.shown(id)["n"] == 5
    assert c.ben.panel.pending == frozenset()


async def test_whoever_is_away_at_the_opening_does_not_count_and_whoever_leads_without_a_seat_never_does(
    place: Place,
) -> None:
    c = await circle(place)
    id = await c.ben.writes_card("Too fast", to="all")
    await c.gus.go()
    await c.opening()
    assert c.shown(id)["n"] == 5
    assert (c.ana.packets, of_type(c.ana, "beat"), of_type(c.ana, "keys")) == ([], [], [])


async def test_whoever_came_during_the_window_takes_one_away_and_is_not_counted_either(place: Place) -> None:
    c = await circle(place)
    await c.beat(10)
    hana = await c.session.join("Hana")
    await hana.does("agree")
    id = await c.ben.writes_card("Too fast", to="all")
    await c.beat(WINDOW - 9)
    assert hana.posted, "premise: she sends packets"
    assert c.shown(id)["n"] == 6, "seven packets came, and one may be hers"


async def test_a_second_device_of_a_seat_has_no_second_voice(place: Place) -> None:
    c = await circle(place)
    await c.beat(4)
    again = await c.session.enter(seat_key=c.ben.welcome["seat_key"])
    id = await c.chi.writes_card("Too fast", to="all")
    await c.opening()
    assert await c.ben.closed() == 4409
    assert again.posted, "premise: it sends"
    assert c.shown(id, to=c.chi)["n"] == 6, "one seat, one packet"


async def test_a_floor_that_was_raised_holds_for_everything_and_is_never_lowered(place: Place) -> None:
    c = await circle(place)
    await c.leads("raise_floor", floor=7)
    assert c.ben.cards["floor"] == 7
    await c.ben.writes_card("Too fast", to="all")
    await c.chi.taps("stop")
    await c.opening()
    assert (c.dov.cards["cards"], c.dov.cards["taps"]) == ([], [])
    assert (await c.ana.say("raise_floor", floor=5))["code"] == "floor_lower"


async def test_what_is_shown_beside_the_box_is_how_many_there_are_so_far(place: Place) -> None:
    c = await circle(place)
    await c.beat(4)
    now = c.ben.tally["box"]
    assert (now["n"], now["taps"], now["void"], now["closed"]) == (6, 6, False, False)
    assert now["opens"] == c.pulse.room.session.started_at + WINDOW * BEAT_MS + 5_000
    await c.gus.go()
    await c.beat(3)
    assert c.ben.tally["box"]["n"] == 5
    assert c.ben.tally["box"] == c.ana.tally["box"], "the same for all"
