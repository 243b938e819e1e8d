"""What follows on a card, over real sockets: answers, replies, me-toos, withdrawal, merging, thresholds, owning."""

from __future__ import annotations

from talkingpiece.sealed.acts import raw
from tests.place import Place
from tests.web.circles import SIX, circle, frames_with, of_type


async def test_an_answer_to_a_card_for_those_who_lead_is_read_by_its_authors_panel_alone(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, "We laughed at him")
    other = await c.card(c.chi, "Too fast")
    for card, text in ((id, "Thank you for telling me."), (other, "No."), (other, "We slow down, and then some more.")):
        await c.leads("answer_card", card=card, text=text)
    letters = {letter["card"]: letter["sealed"] for letter in c.dov.cards["letters"]}
    assert {len(raw(sealed)) for sealed in letters.values()} == {2628}, "all of one length"
    assert c.ben.cards == c.dov.cards == c.chi.cards == c.ana.cards, "the same for all"
    read = {
        name: [one.panel.read_letter(card, sealed) for card, sealed in letters.items()]
        for name, one in c.people.items()
    }
    answers = {id: "Thank you for telling me.", other: "We slow down, and then some more."}
    assert read == {
        **{name: [None, None] for name in c.people},
        "Ben": [answers[id] if card == id else None for card in letters],
        "Chi": [answers[other] if card == other else None for card in letters],
    }
    assert frames_with(c.people.values(), "Thank you for telling me") == []


async def test_an_answer_for_an_author_alone_stays_so_when_the_card_is_shown_afterwards(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, "We laughed at him")
    await c.leads("answer_card", card=id, text="Thank you for telling me.")
    await c.leads("show_card", card=id)
    assert (c.shown(id)["text"], c.shown(id)["answer"]) == ("We laughed at him", None)
    assert frames_with(c.people.values(), "Thank you for telling me") == []


async def test_an_answer_to_a_card_that_all_can_read_is_read_by_all(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.leads("answer_card", card=id, text="We slow down.")
    assert c.shown(id)["answer"] == "We slow down."
    assert c.dov.cards["letters"] == []


async def test_a_ready_made_reply_comes_with_the_next_beat_and_words_with_the_next_opening(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    reply = await c.ben.replies(id, "Since the joke.")
    await c.ben.says_quickly(id, "not_yet")
    await c.beat(1)
    assert (c.shown(id)["quick"], c.shown(id)["replies"]) == (["not_yet"], [])
    await c.opening()
    assert c.shown(id)["replies"] == [{"id": reply, "text": "Since the joke.", "n": 6, "standing": "anonymous"}]
    assert c.ben.panel.pending == frozenset()


async def test_a_reply_counts_only_those_who_never_left_since_the_card(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.gus.go()
    await c.beat(3)
    c.people["Gus"] = await c.session.enter(seat_key=c.gus.welcome["seat_key"])
    await c.beat(3)
    beat = str(c.shown(id)["beat"])
    assert (c.ben.tally["box"]["since"][beat], c.ben.tally["box"]["taps"]) == (5, 6)
    await c.ben.replies(id, "Since the joke.")
    other = await c.chi.writes_card("Another", to="all")
    await c.beat(16)
    await c.opening()
    assert c.shown(id)["replies"][0]["n"] == 5
    assert c.shown(other)["n"] >= 5


async def test_a_reply_waits_while_too_few_for_its_author_were_there(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.gus.go()
    await c.beat(3)
    await c.ben.replies(id, "Since the joke.", floor=6)
    await c.opening()
    assert c.shown(id)["replies"] == []
    assert len(c.ben.panel.pending) == 1


async def test_me_toos_are_counted_once_for_each_seat_at_the_next_beat(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    for _ in range(2):
        for person in (c.chi, c.dov):
            await person.agrees(id)
        await c.beat(2)
    assert (c.shown(id)["metoos"], c.shown(id)["at_least"]) == (2, False)
    assert len(c.ana.cards["marks"][id]) == 2
    assert all(len(mark) == 8 for mark in c.ana.cards["marks"][id]), "no whole mark"
    await c.eli.agrees(id)
    await c.beat(1)
    assert c.shown(id)["metoos"] == 3
    assert {person.panel.pending for person in c.people.values()} == {frozenset()}


async def test_a_newcomer_can_say_me_too_to_a_card_from_before(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    hana = await c.session.join("Hana")
    await hana.does("agree")
    await c.beat(4)
    await hana.agrees(id)
    await c.beat(2)
    assert c.shown(id)["metoos"] == 1


async def test_keys_of_what_can_be_voted_on_are_the_same_bytes_for_all_and_go_when_a_card_is_done(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    frames = {tuple(raw for raw in person.raw if '"type":"keys"' in raw)[-1] for person in c.people.values()}
    assert len(frames) == 1
    assert [one["thing"] for one in of_type(c.chi, "keys")[-1]["things"]] == [id]
    await c.leads("done_card", card=id)
    assert of_type(c.chi, "keys")[-1]["things"] == []
    await c.chi.agrees(id)
    await c.beat(2)
    assert c.shown(id)["metoos"] == 0


async def test_an_agreed_number_of_me_toos_holds_the_clock_once(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.leads("agree_threshold", metoos=2)
    await c.chi.agrees(id)
    await c.beat(2)
    assert c.chi.head["paused"] is False
    await c.dov.agrees(id)
    await c.beat(2)
    assert c.chi.head["paused"] is True
    assert (c.shown(id)["kept"], c.chi.cards["threshold"]) == (True, 2)
    await c.leads("resume")
    await c.eli.agrees(id)
    await c.beat(2)
    assert (c.shown(id)["metoos"], c.chi.head["paused"]) == (3, False), "once for each card"


async def test_a_card_that_was_taken_back_is_gone_from_all_screens_and_from_the_store(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, "We laughed at him", to="all")
    said = await c.ben.replies(id, "Since Tuesday")
    await c.opening()
    await c.leads("answer_card", card=id, text="I am sorry")
    before = await place.store.records(c.id)
    assert {f"card:{id}", f"said:{said}", f"reply:{id}"} <= before.keys(), "premise: they were kept"
    await c.ben.withdraws(id)
    await c.beat(1)
    assert (c.shown(id)["state"], c.shown(id)["text"], c.shown(id)["answer"]) == ("withdrawn", None, None)
    assert c.shown(id)["replies"] == [{"id": said, "text": None, "n": 6, "standing": "anonymous"}]
    assert id in c.ben.cards["ids"]
    assert c.ben.panel.pending == frozenset()
    after = await place.store.records(c.id)
    assert before.keys() - after.keys() == {f"card:{id}", f"said:{said}", f"reply:{id}"}
    hana = await c.session.join("Hana")
    await place.quiet()
    assert frames_with([hana], "We laughed") == []


async def test_a_card_is_taken_back_however_few_are_there(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    for person in (c.chi, c.dov, c.eli, c.fay, c.gus):
        await person.go()
    await c.ben.withdraws(id)
    await c.beat(2)
    assert c.shown(id)["text"] is None


async def test_a_card_that_was_taken_back_before_it_opened_never_opens(place: Place) -> None:
    c = await circle(place)
    id = await c.ben.writes_card("Too fast", to="all")
    await c.beat(4)
    await c.ben.withdraws(id)
    await c.opening()
    assert c.ana.cards["ids"] == []


async def test_cards_that_were_put_together_are_one_and_those_who_said_so_count_once_each(place: Place) -> None:
    c = await circle(place)
    one, two = await c.card(c.ben, "Too fast", to="all"), await c.card(c.chi, "Much too fast", to="all")
    for person, cards in ((c.dov, (one, two)), (c.eli, (one,)), (c.fay, (two,))):
        for card in cards:
            await person.agrees(card)
    await c.beat(2)
    assert (c.shown(one)["metoos"], c.shown(two)["metoos"]) == (2, 2), "premise: they overlap"
    await c.leads("merge_cards", cards=[one, two])
    (whole,) = c.chi.cards["cards"]
    assert (whole["metoos"], whole["at_least"]) == (2, True)
    assert {part["text"] for part in whole["parts"]} == {"Too fast", "Much too fast"}
    await c.beat(3)
    assert (c.shown(whole["id"])["metoos"], c.shown(whole["id"])["at_least"]) == (5, False), "three, and two authors"


# --- by name ---------------------------------------------------------------------------------------------------


async def test_an_author_who_says_so_is_named_and_others_of_that_opening_are_one_fewer(place: Place) -> None:
    c = await circle(place)
    other = await c.chi.writes_card("Another", to="all")
    id = await c.card(c.ben, to="all")
    assert (await c.ben.owns(id))["type"] == "ok"
    await place.quiet()
    assert (c.shown(id)["owner"], c.shown(other)["owner"]) == ("Ben", None)
    assert (c.shown(id)["n"], c.shown(other)["n"]) == (6, 5)


async def test_nobody_says_it_of_anothers_card_nor_with_anothers_signature(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    mine = await c.card(c.chi, to="all")
    seat = c.chi.welcome["seat"]
    foreign = c.chi.panel.owns(mine, seat)
    for sig in (foreign, c.ben.panel.owns(id, c.ben.welcome["seat"]), "A" * 86, "", "ü", "A" * 5_000):
        answer = await c.chi.say("own_card", card=id, sig=sig)
        assert (answer["type"], answer["code"]) == ("refused", "not_yours"), sig[:10]
    assert (await c.chi.say("own_card", card="nothing", sig=foreign))["code"] == "not_yours"
    assert (await c.ana.say("own_card", card=id, sig=foreign))["code"] == "unknown_type"
    assert c.shown(id)["owner"] is None


async def test_nobody_is_named_where_it_would_leave_too_few_behind_anothers_card(place: Place) -> None:
    c = await circle(place, *SIX[:3])
    await c.chi.writes_card("Another", to="all")
    id = await c.card(c.ben, to="all")
    assert (await c.ben.owns(id))["code"] == "too_few"
    assert c.shown(id)["owner"] is None
