"""Recorded sessions: does the real thing do what the model takes for granted, and do its packets say nothing?"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from statistics import fmean, median_low
from typing import Any
from unittest import mock

import numpy as np

from benchmarks.anonymity import rhythms
from benchmarks.anonymity.attackers import Attackers
from benchmarks.anonymity.figures import Tally, figure
from benchmarks.anonymity.model import BEAT, Model
from benchmarks.anonymity.people import Flags, Sessions, play
from benchmarks.anonymity.recorder import OnTheWire, Recording, record
from benchmarks.anonymity.rhythms import Opening, Spans
from benchmarks.anonymity.traffic import Packet, Traffic
from talkingpiece.channel import rhythm
from talkingpiece.core.cards import opening

# More cards than people write, so that a few sessions are enough to look at many packets.
BUSY = Model(seconds=3300, cards_a_minute=3.0)


@dataclass
class Found:
    """All that was recorded: for C, packets of authors and of others; and what was checked, each with its outcome."""

    authors: list[Packet]
    others: list[Packet]
    checks: dict[str, Any]

    @property
    def passed(self) -> bool:
        """Did every check come out as it should?"""
        return all(value is not False for value in self.checks.values())


def one_session(model: Model, people: int, seed: int, course: Any) -> Sessions:
    """A session of the model in which people come and go between beats only."""
    batch = play(model, people, 1, seed, course=course)
    batch.present = np.repeat(batch.present[:, :, ::BEAT], BEAT, 2)
    return batch


def _lively(people: int, seed: int, course: Any) -> Sessions:
    """One from which something opens: where people come and go, there may be too few for the first."""
    sessions = (one_session(BUSY, people, seed, course) for seed in count(seed))
    return next(session for session in sessions if rhythms.words(session))


async def look(people: list[int], seed: int = 1) -> Found:
    """Record sessions of each size, with cards, window steps and taps, and look at them."""
    recordings = []
    for size in people:
        for course in ("open", "steps") if size <= 12 else ("open",):
            recordings.append(await record(_lively(size, seed, course)))
        recordings.append(await record(one_session(BUSY, size, seed, "taps"), taps=True))
    pairs = [(one, opened(one)) for one in recordings]
    twins = [rhythms.taps(one.batch) if one.taps else rhythms.words(one.batch) for one in recordings]
    dice = Random(seed)
    packets = [packet for one in recordings for packet in _packets(one, dice)]
    authors = [packet for wrote, packet in packets if wrote]
    places = [packet.place for packet in authors]
    middle, reach = fmean(places), 1.96 * 0.289 / math.sqrt(len(places))
    checks: dict[str, Any] = {
        "sessions": len(recordings), "beats": sum(len(one.beats) for one in recordings),
        "cards_and_taps": sum(len(one.authors) for one in recordings),
        "packets": len(packets), "packets_of_authors": len(authors),
        "sizes_alike": all(_alike(beat) for one in recordings for beat in one.beats),
        "frames_alike": all(_same_frames(one) for one in recordings),
        "no_seat_stored_beside_a_card": all(_no_seat(one) for one in recordings),
        "order_says_nothing": all(_sorted(one) for one in recordings),
        "openings_as_modelled": all(_same(real, twin) for (_, real), twin in zip(pairs, twins, strict=True)),
        "odds_as_modelled": all(_same_odds(one, real, twin) for (one, real), twin in zip(pairs, twins, strict=True)),
        "place_of_authors": round(middle, 3), "place_low": round(middle - reach, 3),
        "place_high": round(middle + reach, 3), "times_alike": middle - reach <= 0.5 <= middle + reach,
    }  # fmt: skip
    return Found(authors, [packet for wrote, packet in packets if not wrote], checks)


async def controls(seed: int = 2) -> dict[str, Any]:
    """The same server made to do what it does not: words every minute, however few sent, with cover and without."""
    found: dict[str, Any] = {}
    with mock.patch.object(rhythm, "WINDOW", 2), mock.patch.object(opening, "may_open", return_value=True):
        for covered in (True, False):
            batch = one_session(replace(BUSY, cards_a_minute=0.6), 8, seed, "open")
            recording = await record(batch, covered=covered)
            readers = Attackers(batch, Traffic([], []), seed)
            named = readers.name("C", opened(recording), covered=covered)
            row = figure("60 s", 8, "C", Tally().add(named), "reported").row()
            found["with_cover" if covered else "without_cover"] = {
                name: row[name] for name in ("cards", "named", "low", "high", "shown")
            }
    return found


# --- from a recording to what the readers read ------------------------------------------------------------------


def opened(one: Recording) -> list[Opening]:
    """The openings as everybody could see them: from frames, stored events, and who sent a packet on the wire."""
    calm = rhythms.quiet(one.batch, 0)
    openings = [0, 0, *(beat.beat for beat in one.beats if beat.opening)]
    by_beat = {beat.beat: beat for beat in one.beats}
    found = []
    for event in _events(one):
        beat, what = event["beat"], event["taps" if one.taps else "cards"]
        if not what:
            continue
        before, since = (max(0, beat - 2), beat - 1) if one.taps else [b for b in openings if b < beat][-2:]
        named = not one.taps and by_beat[beat].named
        sealed, earlier = _spans(calm, since, beat, inside=named), _spans(calm, before, since, inside=False)
        senders = np.zeros(one.batch.shape[1], bool)
        senders[[who for who, seen in by_beat[beat].seen.items() if any(s.up and not s.socket for s in seen)]] = True
        cards = tuple(one.authors[act["id"]] for act in what)
        n = event["taps_n"] if one.taps else event["n"]
        left = () if named else earlier
        found.append(Opening(0, beat * BEAT, sealed, left, n, senders, cards, beat, since + 1, named))
    return found


def _spans(calm: Flags, since: int, beat: int, *, inside: bool) -> Spans:
    """The seconds between two beats, but for those of window steps; or of the last of these, which ended at `beat`."""
    found = rhythms.spans(calm if inside else ~calm, since * BEAT + 1, beat * BEAT + 1)
    return found[-1:] if inside else found


def _events(one: Recording) -> Iterator[dict[str, Any]]:
    for entry in one.events:
        yield from (event for event in json.loads(entry) if event["type"] == "opened")


def _packets(one: Recording, dice: Random) -> Iterator[tuple[bool, Packet]]:
    """Of each packet at a beat at which somebody had something to say: was it theirs, and how it looked beside the
    others. Only within a beat: a group of 30 takes longer than one of 5, whoever writes."""
    for beat in one.beats:
        times, sizes = {}, {}
        for who, seen in beat.seen.items():
            down = [s.at for s in seen if not s.up and s.socket]
            posted = [s.at for s in seen if s.up and not s.socket]
            if down and posted:
                times[who], sizes[who] = posted[0] - down[0], sum(s.size for s in seen if s.up)
        if not beat.wrote & times.keys() or len(times) < 2:
            continue
        usual = median_low(sizes.values())
        order = sorted(times, key=lambda who: times[who])
        for rank, who in enumerate(order):
            yield who in beat.wrote, Packet((rank + dice.random()) / len(order), sizes[who] - usual)


def _alike(beat: OnTheWire) -> bool:
    """Whoever sent a packet and asked for as many tokens sent just as many bytes, whatever was in it."""
    sent = {sum(s.size for s in seen if s.up and not s.socket) for seen in beat.seen.values()} - {0}
    return len(sent) <= 1


def _same_frames(one: Recording) -> bool:
    """What is meant for all is the same bytes for all: of one beat, or of one version of a section. (Whoever is slow
    may miss a version.)"""
    found: dict[tuple[object, ...], str] = {}
    for frame in (frame for frames in one.frames.values() for frame in frames):
        said = json.loads(frame)
        of = (said["type"], said.get("beat"), said.get("section"), said.get("version"))
        if found.setdefault(of, frame) != frame:
            return False
    return True


def _no_seat(one: Recording) -> bool:
    """No line of the log that opens something has anybody's seat in it, or a time other than its beat."""
    lines = [entry for entry in one.events if b'"type":"opened"' in entry]
    return bool(lines) and not any(seat.encode() in line or b"_ms" in line for seat in one.seats for line in lines)


def _sorted(one: Recording) -> bool:
    return all(
        [act["id"] for act in event[what]] == sorted(act["id"] for act in event[what])
        for event in _events(one)
        for what in ("cards", "taps")
    )


def _same(real: list[Opening], twin: list[Opening]) -> bool:
    """The product opened cards of the same authors at the same beats, and showed the same n."""

    def shape(openings: list[Opening]) -> list[tuple[object, ...]]:
        return sorted((one.at, one.n, one.senders.tolist(), sorted(c.author for c in one.cards)) for one in openings)

    return shape(real) == shape(twin)


def _same_odds(one: Recording, real: list[Opening], twin: list[Opening]) -> bool:
    """Read from the recording or from its twin in the model: to B everybody is as likely an author of each card."""
    readers = Attackers(one.batch, Traffic([], []), 1, taps=one.taps)
    near = 0.01 if one.taps else 1e-6  # which of two taps by one hand goes first is a matter of their ids

    def odds(openings: list[Opening]) -> dict[tuple[int, int, int], np.ndarray[Any, Any]]:
        found = readers.name("B", sorted(openings, key=lambda opening: opening.beat))
        return {(named.opening.beat, named.author, place): named.odds for place, named in enumerate(found)}

    mine, theirs = odds(real), odds(twin)
    return len(mine) == len(theirs) and all(
        any(np.allclose(row, other, atol=near) for key, other in theirs.items() if key[:2] == (beat, author))
        for (beat, author, _), row in mine.items()
    )
