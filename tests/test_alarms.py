"""What happens by itself: bells and company ring when they are due, once, and never for what is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from talkingpiece.alarms import AGAIN_MS, OPENED_AGAIN_MS, Alarms
from talkingpiece.core.commands import End, Pause, Resume
from talkingpiece.core.session import Session
from talkingpiece.core.steps.pairs.commands import ExtendPairs, HalfTime, Rescue, RoundOver, WeAreTogether
from tests.cast import ANA, BEN, CHI, DOV, Played
from tests.core.steps.in_pairs import ALONE_S, TALK_S, is_missing, planned, steps, talking
from tests.fake_clock import NOON, FakeClock


class Watch:
    """Alarms on a clock of their own, and what they rang."""

    def __init__(self, session: Session, now_ms: int = NOON, *, opened_again: bool = False) -> None:
        self.clock = FakeClock(now_ms, soon_ms=-1)
        self.rung: list[tuple[int, object, str]] = []
        self.alarms = Alarms(self.clock, lambda command, id: self.rung.append((self.clock.now_ms(), command, id)))
        if not opened_again:  # then the room was there when it all began
            self.alarms.wind(replace(session, phase="before"))
        self.alarms.wind(session)

    @property
    def commands(self) -> list[object]:
        return [command for _, command, _ in self.rung]


@pytest.fixture
def played() -> Played:
    return talking((ANA, BEN), (CHI, DOV))


async def test_half_time_and_the_end_ring_when_they_are_due(played):
    watch = Watch(played.session)
    watch.clock.advance(TALK_S * 1000 // 2 - 1)
    assert watch.rung == []
    watch.clock.advance(1)
    assert watch.commands == [HalfTime()]
    played.wait(TALK_S / 2)
    watch.alarms.wind(played.session)
    watch.clock.advance(TALK_S * 1000 // 2)
    assert watch.commands == [HalfTime(), RoundOver()]
    assert watch.rung[-1][0] == NOON + TALK_S * 1000


async def test_an_id_says_which_alarm_of_which_opening_it_is_so_that_two_firers_are_harmless(played):
    one, other = Watch(played.session), Watch(played.session)
    for watch in (one, other):
        watch.clock.advance(TALK_S * 1000 // 2)
    assert one.rung == other.rung
    assert one.rung[0][2] == f"timer:0:1:{NOON + TALK_S * 500}:half:1"


async def test_before_the_start_and_after_the_end_nothing_rings(played):
    closed = Watch(Played.opened(steps("pairs"), ANA, BEN).session)
    played.leader_says(End)
    ended = Watch(played.session)
    for watch in (closed, ended, Watch(planned((ANA, BEN)).session)):
        watch.clock.advance(10 * TALK_S * 1000)
        assert watch.rung == []
        assert watch.alarms.due == {}


async def test_a_wait_counts_from_when_it_began_whatever_else_happens(played):
    is_missing(played, BEN, says=ANA)
    watch = Watch(played.session)
    due = NOON + ALONE_S * 1000
    assert watch.alarms.due[f"alone:{ANA}"] == due
    watch.clock.advance(5_000)
    played.wait(5)
    played.says(CHI, WeAreTogether, step=0)
    played.leader_says(ExtendPairs, expecting=1, seconds=60)
    watch.alarms.wind(played.session)
    assert watch.alarms.due[f"alone:{ANA}"] == due
    watch.clock.advance(3_000)
    assert watch.commands == [Rescue(ANA)]


async def test_a_wait_that_is_over_is_forgotten_and_another_one_begins_anew(played):
    is_missing(played, BEN, says=ANA)
    watch = Watch(played.session)
    watch.clock.advance(5_000)
    played.here(BEN)
    watch.alarms.wind(played.session)
    watch.clock.advance(10_000)
    assert watch.rung == []
    is_missing(played, BEN, says=ANA)
    watch.alarms.wind(played.session)
    assert watch.alarms.due[f"alone:{ANA}"] == watch.clock.now_ms() + ALONE_S * 1000


async def test_in_a_room_that_is_opened_again_nobody_waits_for_long_as_nobody_knows_how_long_they_did(played):
    is_missing(played, BEN, says=ANA)
    again = Watch(played.session, NOON + 60_000, opened_again=True)
    assert again.alarms.due[f"alone:{ANA}"] == NOON + 60_000 + OPENED_AGAIN_MS
    again.clock.advance(OPENED_AGAIN_MS)
    assert again.commands == [Rescue(ANA)]
    assert OPENED_AGAIN_MS < ALONE_S * 1000


async def test_what_was_due_while_nobody_had_the_room_open_rings_at_once(played):
    late = Watch(played.session, NOON + 2 * TALK_S * 1000)
    late.clock.advance(0)
    assert late.commands == [HalfTime(), RoundOver()], "in their order"


async def test_bells_of_a_clock_that_stands_still_wait(played):
    played.leader_says(Pause)
    watch = Watch(played.session)
    watch.clock.advance(10 * TALK_S * 1000)
    assert watch.rung == []
    played.now_ms = watch.clock.now_ms()
    played.leader_says(Resume)
    watch.alarms.wind(played.session)
    watch.clock.advance(TALK_S * 500)
    assert watch.commands == [HalfTime()]


async def test_an_alarm_of_which_nothing_came_rings_again_until_something_does(played):
    """A store that is full for a moment must not leave somebody alone, or a round without an end."""
    is_missing(played, BEN, says=ANA)
    watch = Watch(played.session)
    watch.clock.advance(ALONE_S * 1000)
    watch.clock.advance(AGAIN_MS)
    assert watch.commands == [Rescue(ANA)] * 2
    assert len({id for _, _, id in watch.rung}) == 1, "the same one: if it was done after all, it is not done twice"
    played.wait(ALONE_S)
    watch.alarms.wind(played.session)
    watch.clock.advance(10 * AGAIN_MS)
    assert watch.commands == [Rescue(ANA)] * 2


async def test_ringing_again_holds_up_no_other_alarm(played):
    is_missing(played, BEN, says=ANA)
    watch = Watch(played.session, NOON + TALK_S * 500 - ALONE_S * 1000 - 1)
    watch.clock.advance(ALONE_S * 1000)
    watch.clock.advance(1)
    assert watch.commands == [Rescue(ANA), Rescue(ANA), HalfTime()] or watch.commands == [Rescue(ANA), HalfTime()]


async def test_stopped_it_rings_no_more(played):
    watch = Watch(played.session)
    watch.alarms.stop()
    watch.clock.advance(10 * TALK_S * 1000)
    assert watch.rung == []
