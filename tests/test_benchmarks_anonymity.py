"""The attackers of the anonymity benchmark can read, and what they are measured by is sound.

How much they can read is the benchmark's own affair; the whole run is in `make soak`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.anonymity import rhythms
from benchmarks.anonymity.attackers import Attackers, Reader
from benchmarks.anonymity.figures import Tally, figure, wilson
from benchmarks.anonymity.model import Model
from benchmarks.anonymity.naming import shares
from benchmarks.anonymity.people import Asked, Sessions, Written, play
from benchmarks.anonymity.recorded import BUSY, one_session, opened
from benchmarks.anonymity.recorder import record
from benchmarks.anonymity.seconds import Seconds
from benchmarks.anonymity.traffic import Packet, Traffic
from talkingpiece.channel.rhythm import WINDOW
from tests.test_benchmarks import ROOT, explained, measured

BLIND = Traffic([], [])


def a_still_session(people: int = 4) -> Sessions:
    """Everybody is there and nobody does anything. One card, of about a minute."""
    batch = play(replace(Model(), seconds=WINDOW * 30 + 60, cards_a_minute=1e-9), people, 1, seed=1)
    batch.present[:] = True
    batch.clicks[:] = False
    batch.speaker[:], batch.turns[:] = -1, False
    return batch


CARD = Written(session=0, author=0, begun=300, sealed=360, rough=60.0, asked=False)


def test_who_was_busy_all_the_time_cannot_have_written_it() -> None:
    batch = a_still_session()
    batch.clicks[0, 1, ::10] = True
    fits = Seconds(batch).weigh(0, CARD, range(1, 601))
    assert fits[0] > 0
    assert fits[1] < 1e-6 * fits[0]


def test_who_does_something_just_after_a_long_silence_is_suspected() -> None:
    batch = a_still_session()
    batch.clicks[0, :, 300] = True  # everybody, so that all are as likely to be there
    batch.clicks[0, 2, 363] = True
    fits = Seconds(batch).weigh(0, CARD, range(301, 601))
    assert fits.argmax() == 2


def test_two_cards_of_one_opening_have_two_authors() -> None:
    fits = np.array([[9.0, 1.0], [8.0, 1.0]])
    found = shares(fits, np.array([True, True]))
    assert found[0, 0] + found[1, 0] == pytest.approx(1, abs=0.05)  # of two people each wrote one


def test_a_single_card_is_shared_out_as_it_fits() -> None:
    found = shares(np.array([[3.0, 1.0, 5.0]]), np.array([True, True, False]))
    assert found[0] == pytest.approx([0.75, 0.25, 0.0], abs=1e-6)


def named(reader: Reader, batch: Sessions, found: list[rhythms.Opening], traffic: Traffic = BLIND) -> Tally:
    return Tally().add(Attackers(batch, traffic, 1).name(reader, found))


def test_the_readers_are_as_often_right_as_they_think() -> None:
    batch = play(Model(), 8, 40, seed=3)
    for reader in ("A", "B"):
        tally = named(reader, batch, rhythms.words(batch, rhythms.evenly(2)))
        assert tally.cards > 400
        assert tally.named / tally.cards == pytest.approx(tally.claimed / tally.cards, abs=0.07)
        assert tally.named > 2 * tally.chance


def test_a_card_that_makes_its_packet_late_is_found_by_its_packet() -> None:
    batch = play(Model(), 12, 20, seed=4)
    found = [opening for opening in rhythms.words(batch, rhythms.evenly(2)) if len(opening.cards) == 1]
    late, others = [Packet(0.99, 0)] * 200, [Packet(i / 2000, 0) for i in range(2000)]
    alike, betrayed = (named("C", batch, found, Traffic(cards, others)) for cards in (others[::10], late))
    assert betrayed.named > 1.3 * alike.named
    assert alike.named / alike.cards < 0.65


def test_whoever_came_during_the_window_is_taken_off_n() -> None:
    batch = a_still_session(people=8)
    batch.cards.append(replace(CARD, author=3))
    assert [opening.n for opening in rhythms.words(batch)] == [8]
    batch.present[0, 7, :200] = False
    assert [opening.n for opening in rhythms.words(batch)] == [7]


def test_what_was_sealed_before_a_window_step_does_not_open_with_it_but_with_the_last_words() -> None:
    batch = a_still_session(people=8)
    batch.asked[0].append(Asked(begins=400, ends=520))
    batch.cards += [CARD, replace(CARD, author=3, begun=410, sealed=470, asked=True)]
    assert [(one.beat, [card.author for card in one.cards]) for one in rhythms.words(batch)] == [(18, [3])]
    both = [(one.beat, sorted(card.author for card in one.cards)) for one in rhythms.words(batch, rhythms.last_words)]
    assert both == [(18, [0, 3])]


def test_fewer_than_three_open_nothing() -> None:
    batch = a_still_session(people=2)
    batch.cards.append(CARD)
    assert rhythms.words(batch) == []


def test_the_interval_is_that_of_wilson() -> None:
    low, high = wilson(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)


def test_a_bound_is_held_by_the_upper_end_of_the_interval() -> None:
    tally = Tally(cards=6000, named=960, shown=6000 / 7)  # 16.0 %, and 1/n is 14.3
    assert figure("window", 8, "B", tally, "bound").passed
    assert not figure("window", 8, "B", replace(tally, named=1000), "bound").passed  # 16.7 %, up to 17.6
    assert not figure("window", 8, "B", Tally(), "bound").passed  # nothing read is nothing shown


def test_the_command_runs_and_every_key_is_explained() -> None:
    little = ("--share", "0.005", "--people", "8", "--modelled")
    command = [sys.executable, "-m", "benchmarks", "anonymity", "--json", *little]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    found = json.loads(ended.stdout)
    assert (ended.returncode == 0) == found["passed"]
    rows = {(one["rhythm"], one["reader"]) for one in found["modelled"]}
    assert rows >= {("window", "C"), ("window step", "B"), ("tap", "B"), ("soon", "A"), ("60 s without cover", "C")}
    assert {*found["modelled"][0], "failed", "modelled", "model", "recorded"} <= explained()


async def test_a_recorded_session_is_what_the_model_says_and_its_packets_are_alike() -> None:
    batch = one_session(replace(BUSY, seconds=2 * WINDOW * 30 + 60), 5, 1, "steps")
    recording = await record(batch)
    real = opened(recording)
    assert sum(len(one.cards) for one in real) > 5
    assert _shape(real) == _shape(rhythms.words(batch))
    wires = [beat for beat in recording.beats if beat.wrote]
    assert wires
    sizes = {sum(s.size for s in seen if s.up and not s.socket) for beat in wires for seen in beat.seen.values()} - {0}
    assert len(sizes) == 1
    assert sizes.pop() > 4096


def _shape(openings: list[rhythms.Opening]) -> list[tuple[int, int, list[int]]]:
    return sorted((one.beat, one.n, sorted(card.author for card in one.cards)) for one in openings)


async def test_without_cover_only_those_send_who_have_something_to_say() -> None:
    batch = one_session(replace(BUSY, seconds=WINDOW * 30 + 90, cards_a_minute=1.5), 5, 1, "open")
    recording = await record(batch, covered=False)
    beats = [beat for beat in recording.beats if beat.opening]
    assert [beat.beat for beat in beats] == [WINDOW]
    sent = {who for who, seen in beats[0].seen.items() if any(s.up and not s.socket for s in seen)}
    assert 0 < len(sent) < 5
    assert sent == beats[0].wrote


def test_a_hundred_panels_are_measured_and_every_key_is_explained() -> None:
    found = measured("sealed", "--panels", "100", "--rounds", "1", "--beats", "0")  # a beat is 30 real seconds
    assert found["passed"]
    assert found["packets_mib"] == pytest.approx(100 * 4096 / 2**20, abs=0.01)
    assert {*found} - {"benchmark", "panels", "passed"} <= explained()


@pytest.mark.soak
def test_nobody_is_named_more_often_than_promised() -> None:
    command = [sys.executable, "-m", "benchmarks", "anonymity", "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800, check=False)
    assert ended.returncode == 0, json.loads(ended.stdout)["failed"]
