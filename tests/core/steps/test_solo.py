"""solo: private writing. What is written never leaves the browser, so nothing here could receive it."""

from __future__ import annotations

from talkingpiece import wire
from talkingpiece.core.steps import KINDS
from tests.cast import ALONE, ANA, Played, only


def test_there_is_no_verb_no_event_and_no_state_for_what_is_written():
    kind = KINDS["solo"]
    assert kind.inputs == "private"
    assert (kind.commands, kind.leading, kind.events) == ((), (), ())
    assert kind.stage_parts == ()
    assert kind.seat_part is kind.console_part is None


def test_everyone_reads_the_prompt_and_nobody_sees_who_writes():
    circle = Played.running(at=ALONE)
    circle.come(ANA)
    assert circle.stage()["head"].kind == "solo"
    assert circle.stage()["head"].body == "<p>Write.</p>"
    assert circle.stage()["tally"].part is None


def test_moving_on_takes_nothing_along():
    circle = Played.running(only("solo", "present"), ANA)
    before = len(circle.log)
    circle.next_step()
    assert [type(event).__name__ for entry in circle.log[before:] for event in entry] == ["StepOpened"]


def test_no_message_of_any_role_belongs_to_this_kind():
    modules = {verb.__module__ for allowed in wire.ROLES.values() for verb in allowed}
    assert not any(module.endswith(".solo") for module in modules)
