"""Bounds on strangers, counted: who has tried how often, and who is still unknown."""

from __future__ import annotations

import pytest

from talkingpiece.web import limits
from talkingpiece.web.limits import Guesses, Strangers, bucket
from tests.fake_clock import FakeClock

MINUTE_MS = 60_000


def test_when_many_addresses_guess_an_alarm_is_raised_once_and_the_limits_are_tightened(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = FakeClock()
    guesses = Guesses(clock)
    for n in range(limits.ALARM_AT):
        guesses.wrong(f"10.0.{n // 250}.{n % 250}")
        guesses.wrong("192.0.2.1") if n < 3 else None
    assert caplog.text.count("somebody is guessing codes") == 1
    assert "10.0." not in caplog.text
    assert guesses.alarmed
    assert not guesses.allows("192.0.2.1"), "three wrong tries are too many now"
    assert guesses.allows("192.0.2.2"), "a newcomer is not to blame"
    clock.advance(MINUTE_MS)
    assert guesses.allows("192.0.2.1")
    assert not guesses.alarmed
    assert not guesses._wrong, "addresses are forgotten"


def test_a_household_is_one_address_and_its_neighbours_are_others() -> None:
    assert bucket("2001:db8:1:2::1") == bucket("2001:db8:1:2:ffff::9") != bucket("2001:db8:1:3::1")
    assert bucket("192.0.2.1") != bucket("192.0.2.2")
    assert bucket("::ffff:192.0.2.1") == bucket("192.0.2.1")
    assert bucket("no address") == "no address"


def test_strangers_are_counted_in_all_and_forgotten_when_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_STRANGERS", 2)
    strangers = Strangers()
    with strangers.one("192.0.2.1") as first, strangers.one("192.0.2.2") as second, strangers.one("192.0.2.3") as third:
        assert (first, second, third) == (True, True, False)
    with strangers.one("192.0.2.3") as fourth:
        assert fourth
    assert not strangers._each
