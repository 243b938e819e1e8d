"""Who was there throughout a window: the seats from which n is counted."""

from __future__ import annotations

from collections.abc import Iterable

from talkingpiece.channel.attendance import Attendance

FIRST, LAST = 20, 39


def heard(first: int = 0, /, **beats: Iterable[int]) -> Attendance:
    attendance = Attendance(first)
    for seat, at in beats.items():
        for beat in at:
            attendance.heard(seat, beat)
    return attendance


def window(*missed: int) -> set[int]:
    return set(range(FIRST, LAST + 1)) - set(missed)


def test_one_missed_beat_is_forgiven_and_a_second_is_not() -> None:
    seen = heard(ana=window(), ben=window(25), chi=window(25, 31), dov=())
    assert seen.throughout(FIRST, LAST) == {"ana", "ben"}


def test_who_came_late_was_not_there_throughout() -> None:
    assert heard(late=range(22, 40), nearly=range(21, 40)).throughout(FIRST, LAST) == {"nearly"}


def test_beats_before_the_window_help_nobody() -> None:
    assert heard(ana=range(20)).throughout(FIRST, LAST) == frozenset()


def test_only_those_who_are_asked_about_are_counted() -> None:
    assert heard(ana=window(), ben=window()).throughout(FIRST, LAST, {"ana", "new"}) == {"ana"}


def test_a_new_owner_asks_of_nobody_what_it_cannot_know() -> None:
    assert heard(30, ana=range(30, 40)).throughout(FIRST, LAST) == {"ana"}
