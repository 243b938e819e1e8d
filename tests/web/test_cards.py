"""Cards over real HTTP: held until their window ends, opened together, and without a person all the way."""

from __future__ import annotations

import pytest

from tests.cast import UNSIGNED
from tests.people import Person, fresh_id
from tests.place import Place, Session

WINDOW_MS = 60_000


async def opened(session: Session, *texts: str, led: bool = True, **fields: object) -> tuple[Person, Person]:
    """A facilitator and Ben, and cards with these texts whose window has ended."""
    ana, ben = await session.lead(id=fresh_id()), await session.join("Ben")
    at_the_beginning_of_a_window(session.place)
    for text in texts:
        assert (await session.card(ben, text, **fields)).status_code == 204
    end_of_window(session.place)
    await ana.until(lambda me: len(me.console("cards")["cards"]) == len(texts), "the cards")
    return ana, ben


def at_the_beginning_of_a_window(place: Place) -> None:
    place.clock.advance(WINDOW_MS - place.clock.now_ms() % WINDOW_MS + 1_000)


def end_of_window(place: Place) -> None:
    place.clock.advance(WINDOW_MS - place.clock.now_ms() % WINDOW_MS)


async def test_a_card_is_held_until_its_window_ends(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    at_the_beginning_of_a_window(place)
    assert (await session.card(ben, "Too fast")).status_code == 204
    place.clock.advance(WINDOW_MS - 2_000 - place.clock.now_ms() % WINDOW_MS)
    await place.quiet()
    assert ana.console("cards")["cards"] == [], "nobody holds it before the others' cards open too"
    end_of_window(place)
    await ana.until(lambda me: [card["text"] for card in me.console("cards")["cards"]] == ["Too fast"], "the card")


async def test_cards_of_one_window_open_together_sorted_by_their_random_ids(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    at_the_beginning_of_a_window(place)
    ids = ["z" * 22, "a" * 22, "M" * 22]
    for id in ids:
        await session.card(ben, f"card {id[0]}", id=id)
    end_of_window(place)
    await ana.until(lambda me: me.console("cards")["cards"], "the cards")
    views = [m for m in ana.heard if m["type"] == "console" and m["section"] == "cards"]
    assert [len(view["cards"]) for view in views] == [0, 3], "all at once"
    assert [card["id"] for card in views[-1]["cards"]] == sorted(ids)


async def test_those_who_lead_see_text_and_window_and_nothing_that_says_who(place: Place) -> None:
    ana, _ = await opened(await place.start(), "Too fast", to="lead", weight="slow")
    (card,) = ana.console("cards")["cards"]
    assert card.pop("id")
    assert card == {
        "window": place.clock.now_ms() // WINDOW_MS - 1, "weight": "slow", "to": "lead", "state": "open",
        "shown": False, "text": "Too fast", "answer": None,
    }  # fmt: skip


async def test_before_it_is_shown_participants_and_walls_are_told_of_a_card_only_that_it_arrived(place: Place) -> None:
    session = await place.start()
    wall = await session.wall()
    ana, ben = await opened(session, "Too fast")
    await place.quiet()
    id = ana.console("cards")["cards"][0]["id"]
    for person in (ben, wall):
        assert person.cards["ids"] == [id], "so that its author's panel knows"
        assert person.cards["cards"] == []
        assert "Too fast" not in "".join(person.raw)


async def test_a_card_is_shown_to_all_parked_and_answered(place: Place) -> None:
    ana, ben = await opened(await place.start(), "Too fast")
    id = ana.console("cards")["cards"][0]["id"]
    await ana.does("show_card", card=id)
    await ben.until(lambda me: me.cards["cards"][0]["text"] == "Too fast", "the card on the stage")
    await ana.does("answer_card", card=id, text="We slow down.")
    await ben.until(lambda me: me.cards["cards"][0]["answer"] == "We slow down.", "the answer")
    await ana.does("park_card", card=id)
    await ben.until(lambda me: me.cards["cards"][0]["state"] == "parked", "the parked card")
    assert (await ana.say("show_card", card="nothing"))["code"] == "no_card"


async def test_a_card_for_all_is_on_the_stage_at_once(place: Place) -> None:
    _, ben = await opened(await place.start(), "A pause, please", to="all", weight="stop")
    await ben.until(lambda me: me.cards["cards"][0]["text"] == "A pause, please", "the card on the stage")


async def test_in_a_peer_led_session_cards_open_to_the_group_and_no_single_person_holds_one(place: Place) -> None:
    ana, ben = await opened(await place.start(led="peers"), "Too fast", to="lead")
    await ben.until(lambda me: me.cards["cards"][0]["text"] == "Too fast", "the card on the stage")
    assert (await ana.say("park_card", card=ana.console("cards")["cards"][0]["id"]))["code"] == "not_alone"


async def test_a_card_posted_twice_is_one_card_before_and_after_its_opening(place: Place) -> None:
    session, mine = await place.start(), fresh_id()
    ana, ben = await session.lead(), await session.join("Ben")
    for _ in range(3):
        at_the_beginning_of_a_window(place)
        for _ in range(2):
            assert (await session.card(ben, "Too fast", id=mine)).status_code == 204
        end_of_window(place)
        await ana.until(lambda me: me.console("cards")["cards"], "the card")
        await place.quiet()
        assert [card["id"] for card in ana.console("cards")["cards"]] == [mine]


async def test_after_the_end_the_box_is_closed(place: Place) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("end")
    answer = await session.card(ben)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "ended"


async def test_text_of_a_card_stays_text(place: Place) -> None:
    html = "<script>alert(1)</script> & <b>bold</b> \u202edrawkcab\u202c"
    ana, _ = await opened(await place.start(), html)
    assert ana.console("cards")["cards"][0]["text"] == "<script>alert(1)</script> & <b>bold</b> drawkcab"


@pytest.mark.parametrize(
    ("card", "status", "code"),
    [
        ({"text": ""}, 422, "text_empty"),
        ({"text": " \u202e\n "}, 422, "text_empty"),
        ({"text": "x" * 2_401}, 422, "text_long"),
        ({"text": "ü" * 1_201}, 422, "text_long"),
        ({"text": "x" * 20_000}, 413, "too_large"),
        ({"id": "short"}, 422, "bad_field"),
        ({"id": "x" * 23}, 422, "bad_field"),
        ({"to": "everybody"}, 422, "bad_field"),
        ({"weight": 3}, 422, "bad_field"),
        ({"by": "Ben"}, 422, "bad_field"),
        ({"seat": "b0"}, 422, "bad_field"),
        ({"text": None}, 422, "bad_field"),
        ({"step": "4"}, 422, "bad_field"),
    ],
    ids=str,
)
async def test_a_card_that_cannot_be_taken_is_refused_in_words(
    place: Place, card: dict[str, object], status: int, code: str
) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    answer = await session.card(ben, **{"text": "Too fast", **card})  # type: ignore[arg-type]
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, code)
    assert error["message"].endswith(".")


async def test_the_longest_card_that_fits_is_taken(place: Place) -> None:
    session = await place.start()
    assert (await session.card(await session.join("Ben"), "ü" * 1_200)).status_code == 204


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"id":"\\ud800"}', b"[" * 9_000])
async def test_what_is_no_card_is_refused_in_words(place: Place, body: bytes) -> None:
    session = await place.start()
    answer = await place.http.post(await session.room_of(await session.join("Ben")), content=body)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"].keys() == {"code", "message"}


@pytest.mark.parametrize("room", ["x" * 22, "-", "K7P4M2XQ", "%2e%2e", "ü"])
async def test_a_room_nobody_has_takes_no_cards(place: Place, room: str) -> None:
    answer = await place.http.post(f"/cards/{room}", json={"id": fresh_id(), "text": "Hello?"})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "no_room"


async def test_neither_code_nor_session_opens_the_box(place: Place) -> None:
    session = await place.start()
    for name in (session.code, session.opened["session"], session.opened["facilitator_key"]):
        assert (await place.http.post(f"/cards/{name}", json={"id": fresh_id(), "text": "x"})).status_code == 404


async def test_a_full_box_says_so_and_is_open_again_in_the_next_window(place: Place) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    at_the_beginning_of_a_window(place)
    answers = [await session.card(ben, f"card {n}") for n in range(24)]
    assert [answer.status_code for answer in answers] == [204] * 23 + [422]
    assert answers[-1].json()["error"]["code"] == "too_many"
    end_of_window(place)
    assert (await session.card(ben, "later")).status_code == 204


# --- unsigned answers go this way too -----------------------------------------------------------------------------


async def test_an_unsigned_answer_goes_the_cards_way_and_opens_with_the_others(place: Place) -> None:
    session = await place.start()
    ana, ben, chi = await session.lead(), await session.join("Ben"), await session.join("Chi")
    await ana.does("start")
    await ana.does("go_to_step", step=UNSIGNED, expecting=0)
    for person in (ben, chi):
        await person.at_step(UNSIGNED)
        await person.does("agree")
    assert (await ben.say("write", step=UNSIGNED, text="mine"))["code"] == "not_here", "never over one's own line"
    twice = fresh_id()
    for id, text in ((twice, "one"), (fresh_id(), "two"), (twice, "one")):
        assert (await session.card(ben, text, id=id, step=UNSIGNED)).status_code == 204
    await place.quiet()
    assert ana.tally["part"] == {"kind": "collect", "given": None, "of": 2}, "not even a running count"
    await ana.does("open_answers")
    await chi.until(lambda me: len(me.board["part"]["answers"]) == 2, "the answers")
    answers = chi.board["part"]["answers"]
    assert [answer["id"] for answer in answers] == sorted(answer["id"] for answer in answers)
    assert {answer["name"] for answer in answers} == {None}
    late = await session.card(ben, "three", step=UNSIGNED)
    assert late.json()["error"]["code"] == "too_late"
    assert (await session.card(ben, "one", id=twice, step=UNSIGNED)).status_code == 204, "it did arrive"


@pytest.mark.parametrize("step", [0, 3, 8, 99, -1])
async def test_an_unsigned_answer_to_a_step_that_wants_none_is_refused(place: Place, step: int) -> None:
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    await ana.does("start")
    answer = await session.card(ben, "mine", step=step)
    assert answer.json()["error"]["code"] == "too_late"
