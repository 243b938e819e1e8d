"""Moments in which all write, over real sockets: what opens at their end, and what all are told of it."""

from __future__ import annotations

from tests.place import Place
from tests.web.circles import beats, circle


async def test_what_is_written_in_a_moment_opens_at_its_end_and_what_was_sealed_before_it_stays_sealed(
    place: Place,
) -> None:
    c = await circle(place)
    before = await c.ben.writes_card("From before", to="all")
    await c.beat(5)
    thing = await c.moment()
    during = await c.chi.writes_card("From the moment", to="all", asked=thing)
    await c.pulse.named()
    assert [(frame["opening"], frame["questions"]) for frame in beats(c.dov)[-1:]] == [(False, [thing])]
    assert c.dov.cards["ids"] == [during]
    assert (c.shown(during)["n"], c.shown(during)["standing"]) == (6, "anonymous")
    assert "From before" not in "".join(frame for person in c.everyone for frame in person.raw)
    await c.leads("next_step", expecting=c.ana.head["step"])
    await c.pulse.opening()
    assert sorted(c.dov.cards["ids"]) == sorted([before, during])
    assert c.ben.panel.pending == c.chi.panel.pending == frozenset()


async def test_after_the_last_words_the_box_says_so_and_what_missed_them_can_open_with_others(place: Place) -> None:
    c = await circle(place)
    await c.beat(4)
    assert not c.ben.tally["box"]["closing"]
    before = await c.ben.writes_card("From before", to="all")
    await c.leads("start_window", seconds=120, last=True)
    await c.pulse.opening()
    assert c.dov.cards["ids"] == [before]
    assert c.ben.tally["box"]["closing"]
    late = await c.chi.writes_card("I was in a tunnel", to="all")
    await c.leads("start_window", seconds=120, last=True)
    await c.pulse.opening()
    assert sorted(c.dov.cards["ids"]) == sorted([before, late])


async def test_more_on_a_card_that_is_written_in_a_moment_opens_at_its_end(place: Place) -> None:
    c = await circle(place)
    card = await c.card(c.ben, to="all")
    await c.beat(4)
    reply = await c.ben.replies(card, "Since the joke.", asked=await c.moment())
    await c.pulse.named()
    assert [one["id"] for one in c.shown(card)["replies"]] == [reply]


async def test_all_are_told_the_same_of_when_it_opens_and_how_many_could_have_written(place: Place) -> None:
    c = await circle(place)
    await c.beat(5)
    sealed = c.ben.tally["box"]
    assert (sealed["asked"], sealed["things"]) == (None, [])
    thing = await c.moment()
    box = c.ben.tally["box"]
    assert box["things"] == [thing]
    assert box["opens"] > sealed["opens"], "nobody is counted as silent while all are quiet"
    assert (box["asked"]["n"], box["asked"]["opens"] < box["opens"]) == (6, True)
    await c.leads("pause")
    assert c.ben.tally["box"]["asked"]["opens"] is None
    await c.leads("resume")
    told = c.ben.tally["box"]["asked"]["opens"]
    await c.pulse.named()
    assert told == c.pulse.room.session.started_at + beats(c.ben)[-1]["beat"] * 30_000 + 5_000
    assert c.ben.tally["box"] == c.ana.tally["box"]
    assert c.ben.tally["box"]["asked"] is None
