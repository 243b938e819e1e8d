"""What may be said, by whom, and what is answered to what may not."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece import wire
from talkingpiece.core.cards.commands import AgreeThreshold
from talkingpiece.core.commands import LEADING, SEATED, NextStep, Pause
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.pairs.commands import CallBack, MovePerson, TellPairs, WriteLine

PARTICIPANT, PEER, LEADING_PEER, FACILITATOR, WALL = (
    wire.ROLES[role] for role in ("participant", "peer", "leading_peer", "facilitator", "wall")
)
HELLO = (wire.Hello,)
EVERY_ROLE = pytest.mark.parametrize("allowed", [*wire.ROLES.values(), HELLO], ids=[*wire.ROLES, "hello"])

SEATED_TYPES = {
    "ping", "hand", "rename", "leave", "agree", "write", "take_back", "pass_piece", "pass_turn", "come_back_to_me",
    "i_am_here", "sit_out", "not_with", "partner_missing", "another_pair", "we_are_together", "call_lead",
    "write_line", "tick_line", "drop_line", "pass_baton", "blind", "own_card",
}  # fmt: skip
LEADING_TYPES = {
    "start", "next_step", "previous_step", "go_to_step", "add_time", "pause", "resume", "pass_lead", "keep_cards",
    "end", "show_card", "hold_card", "park_card", "done_card", "answer_card", "merge_cards", "raise_floor",
    "allow_soon", "agree_threshold", "call_number", "start_window", "open_window", "admit", "decline", "open_answers",
    "pass_piece",
    "partner_missing", "pass_baton", "count_in", "plan_pairs", "open_pairs", "draw_again", "move_person", "lock_pair",
    "undo_move", "tell_pairs", "answer_call", "call_back", "extend_pairs", "set_rooms", "lead_takes_part",
}  # fmt: skip
OF_BOTH = {"pass_piece", "partner_missing", "pass_baton"}  # said by seats, and by those who lead without one

FIELDS: dict[str, Any] = {
    "expecting": 0, "step": 0, "seconds": 1, "seat": "s", "keep": True, "card": "c", "text": "t", "name": "n",
    "up": True, "sent": 1, "to": 0, "was": 0, "place": 0, "on": True, "coming": True,
    "deliberate": True, "at_once": True,
    "line": "l" * 22, "about": "s", "seats": ["s"], "links": ["https://call.example/1"], "joins": "spare",
    "why": "care", "cards": ["c", "d"], "floor": 5, "allowed": True, "metoos": 3, "number": 7, "sig": "s",
    "last": False, "tokens": [{"leaf": 9, "element": "e"}],
}  # fmt: skip


MAY_BE_NOTHING = {
    (MovePerson, "was"),
    (MovePerson, "to"),
    (TellPairs, "place"),
    (WriteLine, "about"),
    (AgreeThreshold, "metoos"),
}
MAY_BE_LEFT_OUT = {(MovePerson, "deliberate"), (CallBack, "at_once")}


def types(allowed: tuple[type, ...]) -> set[str]:
    return {verb.type for verb in allowed}  # type: ignore[attr-defined]


def message(verb: type, **changed: Any) -> dict[str, Any]:
    """A message of this verb as a client sends it."""
    names = {own.name for own in fields(verb)} - {"type", "id"}  # type: ignore[arg-type]
    said = {name: FIELDS[name] for name in names}
    if verb.__name__ in ("PassPiece",):
        said["expecting"] = "s"
    with_id = {} if verb in (wire.Ping, wire.Blind) else {"id": "c1"}
    return {"type": verb.type, **with_id, **said, **changed}  # type: ignore[attr-defined]


def refusal(frame: str, allowed: tuple[type, ...]) -> wire.Misread:
    with pytest.raises(wire.Misread) as told:
        wire.decode(frame, allowed)
    return told.value


# --- who may say what --------------------------------------------------------------------------------------


def test_every_role_has_exactly_its_verbs():
    assert types(PARTICIPANT) == SEATED_TYPES
    assert types(PEER) == SEATED_TYPES | {"pause"}
    assert types(LEADING_PEER) == SEATED_TYPES | LEADING_TYPES
    assert types(FACILITATOR) == LEADING_TYPES | {"ping"}
    assert types(WALL) == {"ping"}


def test_every_verb_of_every_kind_is_in_exactly_the_decoders_it_should_be():
    for kind in KINDS.values():
        for verb in {*kind.commands, *kind.leading}:
            seated, leading = verb in kind.commands, verb in kind.leading
            assert (verb in PARTICIPANT, verb in PEER) == (seated, seated)
            assert verb in LEADING_PEER
            assert (verb in FACILITATOR) == leading
            assert verb not in WALL


LEADING_ONLY = [verb for verb in wire.leading_verbs() if verb not in wire.seat_verbs("facilitator")]


@pytest.mark.parametrize("verb", LEADING_ONLY, ids=lambda verb: verb.type)
def test_a_participants_line_has_no_decoder_for_what_leads(verb):
    frame = json.dumps(message(verb))
    assert isinstance(wire.decode(frame, FACILITATOR), verb), "it can be said, by those who lead"
    assert refusal(frame, PARTICIPANT).code == "unknown_type"
    assert refusal(frame, WALL).code == "unknown_type"
    if verb is Pause:
        assert isinstance(wire.decode(frame, PEER), Pause)
    else:
        assert refusal(frame, PEER).code == "unknown_type"


def test_what_leads_is_all_of_it():
    assert {*LEADING, wire.Admit, wire.Decline} < {*LEADING_ONLY}
    assert {verb.type for verb in LEADING_ONLY} == LEADING_TYPES - OF_BOTH


@pytest.mark.parametrize("verb", [*SEATED, wire.Hand], ids=lambda verb: verb.type)
def test_without_a_place_one_has_no_decoder_for_what_seats_say(verb):
    assert refusal(json.dumps(message(verb)), FACILITATOR).code == "unknown_type"


@pytest.mark.parametrize("verb", LEADING_PEER, ids=lambda verb: verb.type)
def test_what_is_said_arrives_as_it_was(verb):
    said = wire.decode(json.dumps(message(verb)), LEADING_PEER)
    assert type(said) is verb
    assert json.loads(json.dumps(asdict(said))) == message(verb)


@pytest.mark.parametrize("verb", LEADING_PEER, ids=lambda verb: verb.type)
def test_servers_refuse_fields_they_do_not_know(verb):
    assert refusal(json.dumps(message(verb, extra=1)), LEADING_PEER).code == "bad_field"


@pytest.mark.parametrize("verb", LEADING_PEER, ids=lambda verb: verb.type)
def test_every_field_is_needed_and_of_its_own_type(verb):
    whole = message(verb)
    for name in set(whole) - {"type"}:
        missing = {key: value for key, value in whole.items() if key != name}
        bad = [{**whole, name: {}}, {**whole, name: [whole[name]]}]
        if (verb, name) not in MAY_BE_LEFT_OUT:
            bad.append(missing)
        if (verb, name) not in MAY_BE_NOTHING:
            bad.append({**whole, name: None})
        for frame in bad:
            no = refusal(json.dumps(frame), LEADING_PEER)
            assert no.code == "bad_field"


@pytest.mark.parametrize(("verb", "name"), sorted(MAY_BE_NOTHING, key=str))
def test_what_may_be_nothing_has_to_say_so(verb, name):
    said = wire.decode(json.dumps(message(verb, **{name: None})), LEADING_PEER)
    assert getattr(said, name) is None


def test_a_move_is_against_a_rule_only_when_it_says_so():
    plain = {key: value for key, value in message(MovePerson).items() if key != "deliberate"}
    assert wire.decode(json.dumps(plain), FACILITATOR).deliberate is False


# --- what cannot be read -----------------------------------------------------------------------------------


@EVERY_ROLE
@pytest.mark.parametrize(
    "frame",
    [
        "", " ", "{", "hello", "null", "5", '"ping"', "[]", '[{"type":"ping","sent":1}]', "{}", '{"type":null}',
        '{"type":["ping"],"sent":1}', '{"sent":1}', '{"code":"K7P4M2XQ"}', "[" * 100_000, '{"a":' * 100_000,
        '{"type":"ping","sent":' + "[" * 100_000, '{"type":"ping","sent":1}x', "\x00", "{'type':'ping'}",
        '{"type":"ping","sent":' + "9" * 5000 + "}", '{"type":"hand","id":"\\ud800","up":true}',
    ],
    ids=lambda frame: f"{len(frame)}:{frame[:12]!a}",
)  # fmt: skip
def test_what_is_not_a_message_closes_the_line(frame, allowed):
    with pytest.raises(wire.Unreadable) as told:
        wire.decode(frame, allowed)
    assert str(told.value) == ""
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__ or told.value.__context__ is None


@EVERY_ROLE
def test_an_unknown_type_is_not_something_that_can_be_said(allowed):
    no = refusal('{"type":"sudo","id":"c7"}', allowed)
    assert (no.id, no.code) == ("c7", "unknown_type")


@pytest.mark.parametrize("sent", ["NaN", "Infinity", "-Infinity", "1e999", "true", '"1"', "null"])
def test_a_ping_carries_a_number_that_can_be_sent_back(sent):
    assert refusal(f'{{"type":"ping","sent":{sent}}}', WALL).code == "bad_field"


@pytest.mark.parametrize("sent", [0, -1, 1.5, 1_800_000_000_000, 10**300, 1e300])
def test_a_pong_gives_back_what_the_ping_sent(sent):
    ping = wire.decode(json.dumps({"type": "ping", "sent": sent}), WALL)
    assert json.loads(wire.encode(wire.Pong(sent=ping.sent, now=1)))["sent"] == sent


@pytest.mark.parametrize("number", ["1.0", "1e2", '"1"', "true", "NaN"])
def test_a_step_is_a_whole_number(number):
    frame = f'{{"type":"next_step","id":"c1","expecting":{number}}}'
    assert refusal(frame, FACILITATOR).code == "bad_field"


def test_a_huge_number_is_only_a_number():
    assert wire.decode(json.dumps(message(NextStep, expecting=10**400)), FACILITATOR)


def test_of_two_keys_of_one_name_the_last_counts_and_none_gets_past_the_decoder():
    assert wire.decode('{"type":"hand","id":"a","up":true,"up":false}', PARTICIPANT).up is False
    for first, last in (("hand", "end"), ("end", "sudo")):
        no = refusal(f'{{"type":"{first}","id":"a","up":true,"type":"{last}"}}', PARTICIPANT)
        assert no.code == "unknown_type"
    assert wire.decode('{"type":"end","id":"a","up":true,"type":"hand"}', PARTICIPANT) == wire.Hand(id="a", up=True)


SECRET = "planted-7261"


@EVERY_ROLE
@pytest.mark.parametrize(
    "frame",
    [
        {"type": SECRET, "id": "c1"},
        {"type": "write", "id": "c1", "step": SECRET, "text": SECRET},
        {"type": "write", "id": "c1", "step": 1, "text": [SECRET]},
        {"type": "write", "id": "c1", "step": 1, "text": "x", SECRET: 1},
        {"type": "rename", "id": "c1", "name": {SECRET: SECRET}},
        {"type": "answer_card", "id": "c1", "card": SECRET},
        {"type": "ping", "sent": SECRET},
        {"type": "hello", "code": [SECRET], "name": SECRET},
        {"type": "hello", SECRET: SECRET},
    ],
    ids=lambda frame: str(sorted(frame)),
)
def test_no_refusal_repeats_what_was_said(frame, allowed):
    no = refusal(json.dumps(frame), allowed)
    everything = (no.id, no.code, no.message, str(no), repr(no), repr(no.__cause__))
    assert not any(SECRET in text for text in everything)
    assert no.__suppress_context__, "or a traceback would print the input"
    assert SECRET not in wire.encode(wire.No(id=no.id, code=no.code, message=no.message))


def test_a_refusal_names_the_field_that_is_wrong():
    assert "name" in refusal('{"type":"rename","id":"c1","name":7}', PARTICIPANT).message
    assert "a field" in refusal('{"type":"rename","id":"c1","name":"n","planted":7}', PARTICIPANT).message


@pytest.mark.parametrize("id", ["x" * 65, "é", 7, None, ["a"], ""], ids=ascii)
def test_a_refusal_carries_only_an_id_that_could_be_one(id):
    assert refusal(json.dumps({"type": "sudo", "id": id}), PARTICIPANT).id == ""


@pytest.mark.parametrize("id", ["", "x" * 65, "é", "a\nb", "\x00", "\x7f"], ids=ascii)
def test_an_id_is_one_to_sixty_four_plain_letters(id):
    with pytest.raises(wire.Misread):
        wire.check_id(id)


def test_an_id_of_the_longest_kind_will_do():
    assert wire.check_id("x" * 64) == "x" * 64


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ODD = st.dictionaries(st.sampled_from(["id", *FIELDS]) | st.text(max_size=6), JSON, max_size=5)


@given(st.sampled_from(sorted(SEATED_TYPES | LEADING_TYPES | {"hello", "sudo"})), ODD, st.sampled_from([*wire.ROLES]))
def test_whatever_is_said_is_understood_or_refused(type, fields, role):
    frame = json.dumps({"type": type, **fields})
    try:
        said = wire.decode(frame, wire.ROLES[role])
    except (wire.Misread, wire.Unreadable):
        return
    assert said.type == type
    assert isinstance(said, wire.ROLES[role])


# --- hello -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["code", "seat_key", "facilitator_key", "wall_key"])
def test_a_hello_offers_one_way_in(way):
    hello = wire.decode(json.dumps({"type": "hello", way: "x", "name": "Ana"}), HELLO)
    assert (getattr(hello, way), hello.keys) == ("x", 1)


def test_a_hello_says_how_many_ways_in_it_offers():
    assert wire.Hello().keys == 0
    assert wire.Hello(code="x", wall_key="y").keys == 2


def test_a_hello_is_not_a_command_and_a_command_is_not_a_hello():
    assert refusal('{"type":"hello","code":"x"}', LEADING_PEER).code == "unknown_type"
    assert refusal('{"type":"leave","id":"c1"}', HELLO).code == "unknown_type"


# --- what the server says ----------------------------------------------------------------------------------


def test_answers_are_as_documented():
    assert json.loads(wire.encode(wire.Ok(id="c1"))) == {"type": "ok", "id": "c1"}
    assert json.loads(wire.encode(wire.No(id="c1", code="stale", message="Moved on."))) == {
        "type": "refused", "id": "c1", "code": "stale", "message": "Moved on.",
    }  # fmt: skip
    assert json.loads(wire.encode(wire.GoAway(retry_after_ms=5))) == {"type": "go_away", "retry_after_ms": 5}


def test_close_codes_of_ours_are_in_the_private_range():
    assert all(code < 1015 or 4400 <= code < 4600 for code in wire.Close)
    assert len(set(wire.Close)) == len(wire.Close)


# --- the schema --------------------------------------------------------------------------------------------


def test_the_schema_has_every_message_by_name():
    schema = wire.schema()
    said = {verb.__name__ for allowed in wire.ROLES.values() for verb in allowed}
    heard = {shape.__name__ for shape in (*wire.ANSWERS, *wire.VIEWS)}
    assert said | heard | {"Hello"} <= set(schema["$defs"])
    assert {f"{role}_says" for role in wire.ROLES} | {"hello", "server_says"} == set(schema["properties"])


def test_every_reference_in_the_schema_leads_somewhere():
    text = json.dumps(schema := wire.schema())
    references = {found.split('"')[0] for found in text.split('"#/$defs/')[1:]}
    assert references <= set(schema["$defs"])
    assert references, "there are references, or this shows nothing"


def test_every_part_of_every_kind_is_in_the_schema():
    shapes = {p for kind in KINDS.values() for p in (*kind.stage_parts, kind.seat_part, kind.console_part) if p}
    assert {shape.__name__ for shape in shapes} <= set(wire.schema()["$defs"])


def test_what_clients_say_takes_no_unknown_field_by_schema_either():
    schema = wire.schema()
    for verb in (wire.Hello, *LEADING_PEER):
        assert schema["$defs"][verb.__name__]["additionalProperties"] is False
