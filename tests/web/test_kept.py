"""What is kept of cards, for anybody who was there: read from the store itself, and nothing made nicer."""

from __future__ import annotations

import json

import pytest

from talkingpiece import store
from talkingpiece.web import kept
from tests.cast import AGREEMENT, UNSIGNED
from tests.people import Message
from tests.place import Place
from tests.web.circles import Circle, circle


async def what_is_kept(c: Circle, key: str = "") -> Message:
    key = key or c.session.opened["facilitator_key"]
    answer = await c.place.http.get("/api/kept", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def words(told: Message) -> dict[str, tuple[str | None, int]]:
    return {word["id"]: (word["text"], word["bytes"]) for word in told["words"]}


async def test_entries_are_those_of_the_log_word_for_word_and_the_others_are_counted(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.leads("park_card", card=id)
    told = await what_is_kept(c)
    part = await place.store.read(c.id)
    assert isinstance(part, store.Slice)
    rows = {entry.seq: entry for entry in part.entries}
    assert len(told["entries"]) + told["others"] == len(rows)
    types = [event["type"] for entry in told["entries"] for event in entry["events"]]
    assert types == ["leaves_given", "opened", "window_opened", "card_parked"]
    for entry in told["entries"]:
        row = rows[entry["seq"]]
        assert (entry["id"], entry["hash"]) == (row.command_id, row.body_hash.hex())
        assert entry["events"] == json.loads(row.events)
    named = {entry["seq"] for entry in told["entries"]}
    assert not any(id in row.events.decode() for seq, row in rows.items() if seq not in named)


async def test_it_is_whole_however_long_the_log_is(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    c = await circle(place)
    await c.card(c.ben, to="all")
    whole = await what_is_kept(c)
    monkeypatch.setattr(kept, "PAGE", 2)
    assert await what_is_kept(c) == whole


async def test_words_that_all_can_read_are_told_and_those_for_who_leads_by_their_length(place: Place) -> None:
    c = await circle(place)
    lead = await c.card(c.ben, "Between us, ü")
    said = await c.chi.writes_card("Too fast", to="all")
    held = await c.dov.writes_card("It was Eli", to="all")
    await c.opening()
    reply = await c.chi.replies(said, "Since then")
    await c.opening()
    await c.leads("answer_card", card=lead, text="Thank you")
    await c.leads("answer_card", card=said, text="We slow down")
    await c.leads("hold_card", card=held, why="names")
    for key in ("", c.ben.welcome["seat_key"], c.eli.welcome["seat_key"]):
        told = await what_is_kept(c, key)
        assert words(told) == {
            f"card:{lead}": (None, 14), f"secret:{lead}": (None, 43), f"reply:{lead}": (None, 9),
            f"card:{said}": ("Too fast", 8), f"said:{reply}": ("Since then", 10), f"reply:{said}": ("We slow down", 12),
            f"card:{held}": (None, 10),
        }  # fmt: skip
    await c.leads("show_card", card=lead)
    told = await what_is_kept(c)
    assert words(told)[f"card:{lead}"] == ("Between us, ü", 14)
    assert words(told)[f"secret:{lead}"] == (None, 43), "never"
    assert words(told)[f"reply:{lead}"] == (None, 9), "this was for its author alone"


async def test_a_card_that_was_taken_back_has_no_words_any_more_and_its_entries_stay(place: Place) -> None:
    c = await circle(place)
    id = await c.card(c.ben, to="all")
    await c.ben.withdraws(id)
    await c.beat(1)
    told = await what_is_kept(c)
    assert words(told) == {}
    assert [
        len(entry["events"][0]["withdrawn"]) for entry in told["entries"] if entry["events"][0]["type"] == "opened"
    ] == [0, 1]


async def test_unsigned_answers_are_among_it_and_named_ones_are_not(place: Place) -> None:
    c = await circle(place)
    await c.beat(4)
    await c.leads("go_to_step", step=UNSIGNED, expecting=AGREEMENT)
    (id,) = await c.ben.answers("The pace")
    await c.beat(6)
    told = await what_is_kept(c)
    assert words(told) == {f"unsigned:{id}": ("The pace", 8)}
    assert "Ben" not in json.dumps(told)
    assert not any(person.welcome["seat"] in json.dumps(told) for person in c.people.values())


async def test_neither_seed_nor_name_nor_code_is_told(place: Place) -> None:
    c = await circle(place)
    await c.card(c.ben)
    records = await place.store.records(c.id)
    told = json.dumps(await what_is_kept(c))
    for id in ("seed", "room", "code"):
        assert records[id].decode() not in told


@pytest.mark.parametrize("which", ["none", "code", "wall", "session", "half", "spoiled"])
async def test_without_a_key_of_somebody_who_was_there_there_is_nothing(place: Place, which: str) -> None:
    c, other = await circle(place, "Ben"), await place.start()
    key = c.session.opened["facilitator_key"]
    given = {
        "none": "", "code": c.session.code, "wall": c.session.opened["wall_key"], "session": c.id, "half": key[:-1],
        "spoiled": f"{c.id}.{other.opened['facilitator_key'].partition('.')[2]}",
    }[which]  # fmt: skip
    headers = {"authorization": f"Bearer {given}"} if given else {}
    answer = await place.http.get("/api/kept", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_entry")


async def test_a_key_of_another_session_tells_of_that_one_only(place: Place) -> None:
    c, other = await circle(place), await circle(place)
    await c.card(c.ben, to="all")
    told = await what_is_kept(other)
    assert "opened" not in json.dumps(told["entries"])
    assert told["words"] == []
    assert "opened" in json.dumps((await what_is_kept(c))["entries"])
