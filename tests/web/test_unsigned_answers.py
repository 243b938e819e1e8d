"""Unsigned answers to a step, over real sockets: they go the cards' way, and nothing is counted before they open."""

from __future__ import annotations

from talkingpiece.core.cards.state import question_id
from tests.cast import AGREEMENT, UNSIGNED
from tests.people import Person
from tests.place import Place
from tests.web.circles import Circle, beats, circle, of_type


async def at_the_question(place: Place, *names: str) -> Circle:
    c = await circle(place, *names)
    await c.beat(4)
    await c.leads("go_to_step", step=UNSIGNED, expecting=AGREEMENT)
    return c


def texts(person: Person) -> list[str]:
    return [answer["text"] for answer in person.board["part"]["answers"]]


async def test_answers_open_with_the_end_of_their_step_sorted_by_ids_and_without_a_name(place: Place) -> None:
    c = await at_the_question(place)
    thing = c.ben.head["part"]["thing"]
    assert thing == question_id(c.id, UNSIGNED)
    await c.ben.answers("The pace", "The jokes")
    await c.chi.answers("The pace")
    await c.beat(4)
    assert c.dov.board["part"] is None
    await c.beat(1)
    frame = beats(c.dov)[-1]
    assert (frame["opening"], frame["questions"]) == (False, [thing])
    answers = c.dov.board["part"]["answers"]
    assert [answer["id"] for answer in answers] == sorted(answer["id"] for answer in answers)
    assert sorted(texts(c.dov)) == ["The jokes", "The pace", "The pace"], "each apart: nobody tells whose two are"
    assert {answer["name"] for answer in answers} == {None}
    assert c.ben.panel.pending == c.chi.panel.pending == frozenset()


async def test_while_it_is_open_nobody_is_told_how_many_have_answered(place: Place) -> None:
    c = await at_the_question(place)
    heard = {name: len(person.heard) for name, person in c.people.items()}
    before = c.ana.tally["part"], c.ana.console("roster"), c.ana.console("board")
    await c.ben.answers("The pace")
    await c.beat(3)
    assert (c.ana.tally["part"], c.ana.console("roster"), c.ana.console("board")) == before
    assert c.ana.tally["part"] == {"kind": "collect", "given": None, "of": 6}
    for name, person in c.people.items():
        told = [message for message in person.heard[heard[name] :] if message["type"] == "seat"]
        assert told == [], name


async def test_over_ones_own_line_an_unsigned_answer_is_not_taken(place: Place) -> None:
    c = await at_the_question(place)
    assert (await c.ben.say("write", step=UNSIGNED, text="mine"))["code"] == "not_here"


async def test_whoever_leads_opens_them_early_at_the_next_beat_that_keeps_two_minutes(place: Place) -> None:
    c = await at_the_question(place)
    await c.ben.answers("The pace")
    await c.leads("open_answers")
    assert c.dov.board["part"] is None, "no button opens at once"
    await c.pulse.named()
    assert texts(c.dov) == ["The pace"]


async def test_an_answer_that_came_too_late_never_opens_and_does_not_change_what_was_opened(place: Place) -> None:
    c = await at_the_question(place)
    await c.ben.answers("The pace")
    c.chi.keeps_back = True
    await c.chi.answers("The jokes")
    await c.beat(5)
    opened = c.dov.board
    assert texts(c.dov) == ["The pace"]
    c.chi.keeps_back = False
    await c.opening()
    assert c.dov.cards["ids"] == [answer["id"] for answer in opened["part"]["answers"]]
    assert len(c.chi.panel.pending) == 1, "her panel knows"


async def test_answers_wait_for_nobody_where_too_few_could_have_written_them(place: Place) -> None:
    c = await at_the_question(place, "Ben", "Chi")
    await c.ben.answers("The pace")
    await c.beat(5)
    assert beats(c.chi)[-1]["questions"]
    assert "The pace" not in "".join(frame for person in c.everyone for frame in person.raw)


async def test_answers_open_without_the_cards_of_whoever_wrote_them(place: Place) -> None:
    c = await at_the_question(place)
    id = await c.ben.writes_card("Too fast", to="all")
    await c.ben.answers("The pace")
    await c.beat(5)
    assert texts(c.dov) == ["The pace"], "a card waits for its full window"
    assert id not in c.dov.cards["ids"]
    await c.opening()
    assert id in c.dov.cards["ids"]


async def test_the_question_is_no_thing_to_vote_on(place: Place) -> None:
    c = await at_the_question(place)
    assert of_type(c.ben, "keys")[-1]["things"] == []
