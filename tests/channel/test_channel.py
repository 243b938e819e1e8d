"""Beats, openings and n, as panels meet them: real tokens and packets, a clock moved by hand, and no network."""

from __future__ import annotations

from talkingpiece.channel import Channel
from talkingpiece.channel.rhythm import WINDOW
from talkingpiece.core.cards.commands import AllowSoon, RaiseFloor
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.core.commands import End
from tests.cast import AGREEMENT, ANA, BEN, CHI, DOV, ELI, FAY, FOUR
from tests.channel.circle import SIX, TREE, Circle, beats, started


async def test_beats_come_every_thirty_seconds_from_the_start_on_and_the_fiftieth_opens() -> None:
    circle = await started(*SIX)
    await circle.beat(2 * WINDOW + 1)
    assert [frame.beat for frame in beats(circle)] == list(range(2 * WINDOW + 2))
    assert [frame.beat for frame in beats(circle) if frame.opening] == [WINDOW, 2 * WINDOW]


async def test_every_panel_sends_one_packet_a_beat_from_the_third_on_whether_or_not_it_says_anything() -> None:
    circle = await started(*SIX)
    circle.panels[BEN].card("Too fast for me.")
    await circle.beat(5)
    assert len(circle.packets) == 4 * len(SIX)
    assert {len(packet) for packet in circle.packets} == {4096}


async def test_a_card_opens_at_the_next_opening_and_not_before() -> None:
    circle = await started(*SIX)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW)
    assert id not in circle.session.cards
    await circle.beat()
    card = circle.session.cards[id]
    assert (card.beat, card.n) == (WINDOW, 6)
    assert circle.panels[BEN].pending == frozenset()


async def test_a_tap_opens_at_the_next_beat() -> None:
    circle = await started(*SIX)
    await circle.beat(3)
    circle.panels[CHI].tap("stop")
    await circle.beat(2)
    [tap] = circle.session.box.taps
    assert (tap.what, tap.n) == ("stop", 6)


async def test_words_that_cannot_wait_open_at_the_next_beat_unless_the_group_switched_that_off() -> None:
    circle = await started(*SIX)
    await circle.beat(3)
    id = circle.panels[CHI].card("I need a break.", soon=True)
    await circle.beat(2)
    assert circle.session.cards[id].soon
    circle.asks(AllowSoon, allowed=False)
    other = circle.panels[DOV].card("Me too, now.", soon=True)
    await circle.beat(3)
    assert other not in circle.session.cards
    await circle.beat(WINDOW)
    assert other in circle.session.cards, "it opens with the others"


async def test_whoever_came_in_the_middle_of_the_window_takes_one_away_from_n() -> None:
    circle = await started(*SIX)
    circle.there.remove(FAY)
    await circle.beat(8)
    circle.comes(FAY)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW - 7)
    assert circle.session.cards[id].n == 5, "six packets came, and one may be a newcomer's"


async def test_before_they_accepted_the_agreement_nobody_is_given_tokens_but_they_are_heard() -> None:
    circle = Circle.of(*SIX)
    circle.start(agreed=False)
    await circle.beat(10)
    assert circle.packets == []
    assert circle.channel.now().n == 0, "nobody could say anything"  # type: ignore[union-attr]
    circle.played.go_to(AGREEMENT)
    circle.played.agree(*SIX[:5])
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW - 9)
    assert circle.session.cards[id].n == 5, "all were there from the beginning, and five could send"
    assert not circle.panels[FAY].can_send(WINDOW + 2)


async def test_a_missed_beat_is_forgiven() -> None:
    circle = await started(*SIX)
    await circle.beat(8)
    circle.there.remove(FAY)
    await circle.beat()
    circle.comes(FAY)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW - 8)
    assert circle.session.cards[id].n == 6


async def test_a_seat_that_sends_nothing_never_counts() -> None:
    circle = await started(*SIX)
    circle.late = {ELI, FAY}
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW + 1)
    assert circle.session.cards[id].n == 4


async def test_where_too_few_are_for_its_author_a_card_waits_and_opens_once_they_are_enough() -> None:
    circle = await started(*SIX)
    circle.late = {ELI, FAY}
    id = circle.panels[BEN].card("Too fast for me.", floor=5)
    await circle.beat(WINDOW + 1)
    assert id not in circle.session.cards
    assert id in circle.panels[BEN].pending
    circle.late = set()
    await circle.beat(WINDOW)
    assert circle.session.cards[id].n == 6


async def test_below_three_nothing_opens_at_all() -> None:
    circle = await started(ANA, BEN)
    before = len(circle.played.log)
    circle.panels[BEN].card("Too fast for me.", floor=3)
    circle.panels[BEN].tap("stop")
    await circle.beat(2 * WINDOW + 2)
    assert not circle.session.cards
    assert not circle.session.box.taps
    assert len(circle.played.log) == before, "nothing is written of what was not opened"


async def test_a_floor_that_the_group_raised_holds_for_taps_too() -> None:
    circle = await started(*SIX)
    circle.asks(RaiseFloor, floor=7)
    circle.panels[BEN].tap("stop")
    await circle.beat(6)
    assert not circle.session.box.taps


async def test_a_late_packet_is_dropped_and_its_card_opens_at_the_next_opening() -> None:
    circle = await started(*SIX)
    circle.late = {BEN}
    id = circle.panels[BEN].card("Too fast for me.", floor=3)
    await circle.beat(WINDOW + 1)
    circle.late = set()
    await circle.beat(WINDOW - 1)
    assert id not in circle.session.cards, "at no beat between: that would tell when somebody came back"
    await circle.beat()
    assert circle.session.cards[id].beat == 2 * WINDOW


# --- trouble ---------------------------------------------------------------------------------------------------


async def test_a_flood_of_members_voids_the_beat_and_its_opening_is_made_up_for() -> None:
    circle = await started(*SIX)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW)
    for number in range(20 * len(SIX)):
        circle.channel.take(bytes([1, 0, 0, 0]) + WINDOW.to_bytes(4) + number.to_bytes(32) + bytes(4056))
    await circle.beat()
    assert id not in circle.session.cards
    assert circle.channel.now().void  # type: ignore[union-attr]
    await circle.beat()
    assert circle.session.cards[id].beat == WINDOW + 1


async def test_a_flood_of_strangers_in_a_beat_without_tokens_changes_nothing() -> None:
    circle = await started(*SIX)
    for _ in range(500):
        circle.channel.take(bytes([1]) + bytes(4095))
        circle.channel.take(b"")
        circle.channel.take(b"x" * 9_000)
    await circle.beat(4)
    assert circle.channel.now().n == 6  # type: ignore[union-attr]


async def test_a_store_that_is_full_for_a_moment_delays_what_opens_and_loses_nothing() -> None:
    circle = await started(*SIX)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW)
    circle.refusing = 2
    await circle.beat()
    assert circle.session.cards[id].beat == WINDOW


async def test_a_store_that_stays_full_voids_the_opening_which_then_is_made_up_for() -> None:
    circle = await started(*SIX)
    id = circle.panels[BEN].card("Too fast for me.")
    await circle.beat(WINDOW)
    circle.refusing = 100
    await circle.beat()
    assert id not in circle.session.cards
    circle.refusing = 0
    await circle.beat()
    assert circle.session.cards[id].beat == WINDOW + 1


async def test_a_new_owner_gives_tokens_only_for_beats_of_which_the_old_one_gave_none() -> None:
    circle = await started(*SIX)
    await circle.beat(8)
    circle.channel.stop()
    circle.channel = Channel(circle, circle.clock, TREE)
    circle.channel.wind()
    circle.panels[BEN].tap("slow")
    await circle.beat(3)
    assert circle.channel.now().taps == 0, "tokens of the old owner's are worth nothing"  # type: ignore[union-attr]
    await circle.beat(1)
    assert len(circle.session.box.taps) == 1, "said again by itself"


async def test_an_opening_that_died_with_its_owner_is_made_up_for() -> None:
    circle = await started(*SIX)
    id = circle.panels[BEN].card("Too fast for me.", floor=3)
    await circle.beat(WINDOW)
    circle.channel.stop()  # while packets of that beat are coming
    circle.channel = Channel(circle, circle.clock, TREE)
    circle.channel.wind()
    await circle.beat(8)
    assert id in circle.session.cards
    assert circle.session.cards[id].beat < WINDOW + 8


# --- when there are no beats -----------------------------------------------------------------------------------


async def test_without_anybody_there_are_no_beats_and_they_go_on_when_somebody_is_back() -> None:
    circle = await started(*SIX)
    circle.there.clear()
    circle.clock.advance(10 * BEAT_MS)
    await circle.settle()
    heard = len(beats(circle))
    assert heard <= 1
    circle.comes(ANA)
    await circle.beat(2)
    assert [frame.beat for frame in beats(circle)[heard:]] == [10, 11, 12]


async def test_before_the_start_and_after_the_end_nothing_is_sent() -> None:
    circle = Circle.of(*FOUR)
    circle.channel.wind()
    circle.clock.advance(5 * BEAT_MS)
    assert circle.frames == []
    assert circle.channel.now() is None
    circle.start()
    circle.asks(End)
    circle.clock.advance(5 * BEAT_MS)
    assert len(beats(circle)) <= 1


async def test_what_is_shown_before_writing_is_never_more_than_were_there() -> None:
    circle = Circle.of(*SIX)
    circle.there = set(SIX[:4])
    circle.start()
    await circle.beat(3)
    assert circle.channel.now().n == 4  # type: ignore[union-attr]
    circle.comes(ELI)
    await circle.beat(3)
    assert circle.channel.now().n == 4  # type: ignore[union-attr]
