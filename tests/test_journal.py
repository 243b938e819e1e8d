"""Events to bytes and back. What this build does not know it does not guess, and never repeats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece import journal
from talkingpiece.core.events import Event, SeatTaken, SessionOpened
from talkingpiece.core.module import Module, Step
from talkingpiece.core.upcast import LIFTS, upcast
from tests.cast import ANA, TINY, Played

SECRET = "planted-7261"
EVENTS = pytest.mark.parametrize("event", journal.EVENTS, ids=lambda event: event.type)


STEPS = st.builds(
    Step, settings=st.dictionaries(st.text(max_size=5), st.booleans() | st.integers() | st.text(max_size=5))
)
MODULES = st.builds(Module, steps=st.lists(STEPS, max_size=2).map(tuple))
MADE = {
    str(Step): STEPS,
    str(Module): MODULES,
    str(Mapping[str, int | None]): st.dictionaries(st.text(max_size=5), st.none() | st.integers()),
}


def any_of(event: type[Event]) -> st.SearchStrategy[Event]:
    """Any event of this class as this build writes it."""
    fixed = {"type": st.just(event.type), "v": st.just(event.v)}  # type: ignore[attr-defined]
    hints = {name: hint for name, hint in get_type_hints(event).items() if name not in fixed}
    fields = {name: MADE[str(hint)] if str(hint) in MADE else st.from_type(hint) for name, hint in hints.items()}
    return st.builds(event, **fixed, **fields)


@EVENTS
def test_every_event_comes_back_as_it_was(event):
    @settings(max_examples=15)
    @given(st.lists(any_of(event), min_size=1, max_size=2))
    def comes_back(events: list[Event]) -> None:
        entry = journal.encode(events)
        assert journal.decode(entry) == events
        assert journal.encode(journal.decode(entry)) == entry

    comes_back()


def test_an_entry_keeps_its_events_together_and_in_order():
    circle = Played.running(TINY, ANA, at=6)
    for entry in circle.log:
        assert tuple(journal.decode(journal.encode(entry))) == entry


def test_what_is_true_or_false_in_a_module_stays_so():
    """A setting that came back as 1 instead of True would be another module than the one that began."""
    (opened,) = journal.decode(journal.encode(Played.opened().log[0]))
    assert isinstance(opened, SessionOpened)
    assert opened.module == TINY
    assert opened.module.steps[6].settings["turns"] is True


def test_every_kind_of_event_has_its_own_name_and_its_version():
    names = [event.type for event in journal.EVENTS]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names)
    for event in journal.EVENTS:
        assert {"type", "v"} <= set(event.__dataclass_fields__)


@EVENTS
def test_no_event_has_a_field_for_a_name_or_a_text(event):
    """Names and texts are side records, so that each can be erased alone; the module is what its author wrote."""
    assert not {"name", "text", "words", "pronouns", "label"} & set(event.__dataclass_fields__)


# --- what cannot be read -----------------------------------------------------------------------------------


def entry_with(**changed: Any) -> bytes:
    fields = json.loads(journal.encode([SeatTaken(seat=SECRET, key=SECRET)]))[0]
    return json.dumps([{**fields, **changed}]).encode()


def test_the_entry_the_bad_ones_are_made_from_is_good():
    assert journal.decode(entry_with()) == [SeatTaken(seat=SECRET, key=SECRET)]


BAD = {
    "a newer version": entry_with(v=2),
    "a newer version with a new field": entry_with(v=2, mood="calm"),
    "an event of a newer build": entry_with(type="seat_reserved"),
    "no version": json.dumps([{"type": "seat_taken", "seat": SECRET, "key": SECRET}]).encode(),
    "version 0": entry_with(v=0),
    "a version that is a word": entry_with(v=SECRET),
    "a version that is a list": entry_with(v=[1]),
    "a type that is a list": entry_with(type=[SECRET]),
    "a missing field": json.dumps([{"type": "seat_taken", "v": 1, "seat": SECRET}]).encode(),
    "a wrong field": entry_with(seat=[SECRET]),
    "not a list": json.dumps({"type": "seat_taken", "secret": SECRET}).encode(),
    "a list of words": json.dumps([SECRET]).encode(),
    "half of it": entry_with()[:-9],
    "not JSON": SECRET.encode(),
    "not UTF-8": b"\xff" + SECRET.encode(),
    "nothing": b"",
    "null": b"null",
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_says_which_entry_and_never_what_is_in_it(what):
    with pytest.raises(journal.UnreadableLog) as told:
        journal.decode(BAD[what], seq=41)
    assert "41" in str(told.value)
    assert SECRET not in str(told.value) + repr(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__, "or a traceback would print the payload"


# --- lifts -------------------------------------------------------------------------------------------------


@pytest.fixture
def example_lifts() -> dict[Any, Any]:
    """As if `seat_taken` had had a number before it had an id, and the key another name before that."""

    def key_renamed(fields: dict[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in fields.items() if name != "hash"}
        return {**rest, "key": fields["hash"]}

    def number_to_id(fields: dict[str, Any]) -> dict[str, Any]:
        rest = {name: value for name, value in fields.items() if name != "number"}
        return {**rest, "seat": f"seat-{fields['number']}"}

    return {("seat_taken", -1): key_renamed, ("seat_taken", 0): number_to_id}


def test_an_older_event_is_lifted_step_by_step(example_lifts):
    old = {"type": "seat_taken", "v": -1, "number": 3, "hash": "k", "lead": False}
    assert upcast(old, example_lifts) == {"type": "seat_taken", "v": 1, "seat": "seat-3", "key": "k", "lead": False}
    assert old["v"] == -1, "lifting changes nothing in place"


def test_an_event_in_between_is_lifted_the_rest_of_the_way(example_lifts):
    old = {"type": "seat_taken", "v": 0, "number": 3, "key": "k"}
    assert upcast(old, example_lifts)["seat"] == "seat-3"


def test_what_needs_no_lift_stays_as_it_is(example_lifts):
    new = {"type": "seat_taken", "v": 1, "seat": "s", "key": "k"}
    other = {"type": "seat_left", "v": 0, "seat": "s"}
    assert upcast(new, example_lifts) == new
    assert upcast(other, example_lifts) == other


def test_reading_a_log_lifts_it(example_lifts, monkeypatch):
    entry = json.dumps([{"type": "seat_taken", "v": -1, "number": 3, "hash": "k"}]).encode()
    with pytest.raises(journal.UnreadableLog):
        journal.decode(entry)
    for known, lift in example_lifts.items():
        monkeypatch.setitem(LIFTS, known, lift)
    assert journal.decode(entry) == [SeatTaken(seat="seat-3", key="k")]


def test_no_lift_leads_beyond_what_this_build_writes():
    current = {event.type: event.v for event in journal.EVENTS}  # type: ignore[attr-defined]
    assert all(version < current[type] for type, version in LIFTS)
