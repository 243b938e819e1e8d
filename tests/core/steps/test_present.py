"""present: everyone reads the same; nothing is asked of anybody."""

from __future__ import annotations

from talkingpiece.core.steps import KINDS
from tests.cast import ANA, ARRIVE, BEN, Played, only


def test_everyone_reads_the_text_of_the_step():
    circle = Played.running(only("present"), ANA)
    assert circle.stage()["head"].kind == "present"
    tiny = Played.running(at=ARRIVE)
    assert tiny.stage()["head"].body == "<p>Welcome.</p>"


def test_nothing_is_asked_and_nothing_is_kept():
    kind = KINDS["present"]
    assert (kind.inputs, kind.commands, kind.leading, kind.events) == ("nothing", (), (), ())
    assert kind.stage_parts == ()
    assert kind.seat_part is kind.console_part is None


def test_it_adds_nothing_to_any_view():
    circle = Played.running(only("present"), ANA, BEN)
    assert all(view.part is None for name, view in circle.stage().items() if name != "cards")
    assert circle.seat_part(ANA) is None
    assert circle.console()["board"].part is None


def test_coming_and_going_happen_beside_it():
    circle = Played.running(only("present"), ANA)
    circle.come(BEN)
    assert [type(event).__name__ for event in circle.log[-1]] == ["SeatTaken"]
