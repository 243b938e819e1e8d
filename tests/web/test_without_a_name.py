"""Cards over real sockets and plain HTTP: sealed by a panel, opened at a beat, talked about, and nobody's all along."""

from __future__ import annotations

from tests.cast import AGREEMENT
from tests.people import Person
from tests.place import Place, Session
from tests.pulse import Pulse

NAMES = ("Ben", "Chi", "Dov", "Eli", "Fay")


async def begun(place: Place) -> tuple[Session, Pulse, Person, list[Person]]:
    """A circle of five that has just started and agreed on how to be here, and whoever leads it."""
    session = await place.start()
    ana = await session.lead()
    people = [await session.join(name) for name in NAMES]
    await ana.does("start")
    await ana.does("go_to_step", step=AGREEMENT, expecting=0)
    for person in people:
        await person.at_step(AGREEMENT)
        await person.does("agree")
    return session, Pulse(session), ana, people


async def test_a_card_opens_with_all_others_is_answered_and_its_author_says_more(own_place: Place) -> None:
    _, pulse, ana, (ben, chi, dov, eli, fay) = await begun(own_place)
    id = await ben.writes_card("Too fast for me", to="all", weight="slow", floor=5)
    await pulse.beat(4)
    assert fay.cards["ids"] == [], "it waits for the opening"
    await pulse.opening()
    (card,) = fay.cards["cards"]
    assert (card["id"], card["text"], card["n"], card["standing"]) == (id, "Too fast for me", 5, "anonymous")
    await chi.agrees(id)
    await dov.agrees(id)
    await ben.says_quickly(id, "not_yet")
    reply = await ben.replies(id, "Since the joke.")
    await ana.does("answer_card", card=id, text="We slow down.")
    await pulse.beat(2)
    (card,) = eli.cards["cards"]
    assert (card["metoos"], card["quick"], card["answer"]) == (2, ["not_yet"], "We slow down.")
    assert ben.panel.pending == {reply}, "words wait"
    await pulse.opening()
    assert [one["text"] for one in eli.cards["cards"][0]["replies"]] == ["Since the joke."]
    assert all(person.panel.pending == frozenset() for person in (ben, chi, dov))


async def test_an_answer_to_a_card_for_those_who_lead_is_read_by_its_author_alone(own_place: Place) -> None:
    _, pulse, ana, people = await begun(own_place)
    ben, chi, *_ = people
    id = await ben.writes_card("We laughed at him", to="lead")
    await pulse.opening()
    await ana.does("answer_card", card=id, text="Thank you for telling me.")
    await ben.until(lambda me: me.cards["letters"], "the letter")
    await own_place.quiet()
    assert chi.cards["letters"] == ben.cards["letters"], "all get it"
    (letter,) = ben.cards["letters"]
    assert [one.panel.read_letter(id, letter["sealed"]) for one in people] == ["Thank you for telling me.", *[None] * 4]
    assert "Thank you for telling me" not in "".join(raw for one in people for raw in one.raw)


async def test_taps_open_at_the_next_beat_and_all_packets_look_alike(own_place: Place) -> None:
    _, pulse, _, people = await begun(own_place)
    await pulse.beat(3)
    await people[0].taps("stop")
    await pulse.beat()
    (taps,) = people[1].cards["taps"]
    assert (taps["stop"], taps["n"]) == (1, 5)
    assert {len(packet) for one in people for packet in one.packets} == {4096}
    assert {status for one in people for status in one.posted} == {204}


async def test_a_packet_that_never_came_is_made_up_for_at_the_next_beat(own_place: Place) -> None:
    _, pulse, _, (ben, chi, *_) = await begun(own_place)
    await pulse.beat(3)
    await ben.taps("slow")
    ben.keeps_back = True
    await pulse.beat()
    assert chi.cards["taps"] == []
    ben.keeps_back = False
    await pulse.beat()
    assert [taps["slow"] for taps in chi.cards["taps"]] == [1]


async def test_everybody_hears_the_same_beat_in_the_same_bytes(own_place: Place) -> None:
    _, pulse, ana, people = await begun(own_place)
    await pulse.beat(3)
    beats = [[raw for raw in one.raw if '"type":"beat"' in raw] for one in people]
    assert len(beats[0]) == 3
    assert all(heard == beats[0] for heard in beats)
    assert not any('"type":"beat"' in raw for raw in ana.raw), "who has no seat sends nothing"
