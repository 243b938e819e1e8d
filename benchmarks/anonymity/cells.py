"""Which rhythms are compared, and what one batch of sessions says about each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.anonymity import rhythms
from benchmarks.anonymity.attackers import READERS, Attackers, Reader
from benchmarks.anonymity.figures import Tally
from benchmarks.anonymity.model import Model
from benchmarks.anonymity.people import Course, Sessions, play
from benchmarks.anonymity.threads import threads
from benchmarks.anonymity.traffic import Traffic

Cell = tuple[str, int, Reader]  # rhythm, people, reader
Found = dict[Cell, Tally]

# How many sessions of each course bring 6,000 cards, about, to most of what is read in them.
SESSIONS: dict[Course, dict[int, int]] = {
    "open": {5: 590, 8: 450, 12: 440, 30: 410},
    "steps": {5: 1300, 8: 620, 12: 300, 30: 130},
    "taps": {5: 275, 8: 300, 12: 310, 30: 315},
}
# And how many more bring 6,000 to the windows of 25 minutes, and 2,000 to 3,500 to those of sessions with steps: of
# these nothing else is read.
MORE: dict[Course, dict[int, int]] = {
    "open": {5: 800, 8: 370, 12: 200, 30: 150},
    "steps": {5: 1450, 8: 560, 12: 300, 30: 160},
    "taps": {},
}
_SEATS = 1200  # in a batch: what is worked out for them then takes some hundred megabytes


@dataclass(frozen=True)
class Batch:
    """A piece of work for one process. `more`: of the words of full windows alone."""

    course: Course
    people: int
    sessions: int
    seed: int
    variant: str
    model: Model
    traffic: Traffic
    more: bool = False

    def run(self) -> Found:
        """Play it, read it, count."""
        batch = play(self.model, self.people, self.sessions, self.seed, course=self.course)
        readers = Attackers(batch, self.traffic, self.seed, taps=self.course == "taps")
        found: Found = defaultdict(Tally)
        read = _windows if self.more else _READ[self.course]
        for rhythm, reader, tally in read(batch, readers, self.variant):
            found[rhythm, self.people, reader].join(tally)
        return dict(found)


def batches(
    course: Course, people: int, share: float, model: Model, traffic: Traffic, variant: str = ""
) -> list[Batch]:
    """A course's sessions, in pieces. `share`: of the full number of sessions."""
    most, found = max(1, _SEATS // people), list[Batch]()
    further = 0 if variant else MORE[course].get(people, 0)
    for more, sessions in ((False, max(1, SESSIONS[course][people] * share)), (True, further * share)):
        left = round(sessions)
        while left > 0:
            seed = people * 1000 + len(found) + 1_000_000 * sum(map(ord, course + variant))
            found.append(Batch(course, people, min(left, most), seed, variant, model, traffic, more))
            left -= most
    return found


_Rows = Iterator[tuple[str, Reader, Tally]]


def _windows(batch: Sessions, readers: Attackers, _: str) -> _Rows:
    kept = [one for one in rhythms.words(batch) if not one.asked]
    for reader in READERS:
        rhythm = "window with steps" if any(batch.asked) else "window"
        yield rhythm, reader, Tally().add(readers.name(reader, kept))


def _open(batch: Sessions, readers: Attackers, variant: str) -> _Rows:
    kept = rhythms.words(batch)
    for reader in READERS:
        found = readers.name(reader, kept)
        yield f"window{variant}", reader, Tally().add(found)
        if reader == "B" and not variant:
            yield "thread of 2", reader, Tally().add(threads(batch, found))
    if variant:
        return
    for beats in OTHER_WINDOWS:
        named = readers.name("B", rhythms.words(batch, rhythms.evenly(beats)))
        yield f"window of {beats // 2} min", "B", Tally().add(named)
    minute, half = (rhythms.words(batch, rhythms.evenly(beats)) for beats in (2, 1))
    for reader in READERS:
        yield "60 s with cover", reader, Tally().add(readers.name(reader, minute))
        yield "soon", reader, Tally().add(readers.name(reader, half))
        yield "at once", reader, Tally().add(readers.name(reader, rhythms.at_once(batch)))
    yield "60 s without cover", "C", Tally().add(readers.name("C", minute, covered=False))


def _steps(batch: Sessions, readers: Attackers, variant: str) -> _Rows:
    kept = rhythms.words(batch)
    for reader in READERS:
        found = readers.name(reader, kept)
        yield f"window step{variant}", reader, Tally().add(one for one in found if one.opening.asked)
        if not variant:
            yield "window with steps", reader, Tally().add(one for one in found if not one.opening.asked)
    if not variant:
        found = readers.name("B", rhythms.words(batch, rhythms.last_words))
        closing = (one for one in found if one.opening.closing and not one.asked)
        yield "before the last words", "B", Tally().add(closing)


def _taps(batch: Sessions, readers: Attackers, variant: str) -> _Rows:
    kept = rhythms.taps(batch)
    for reader in READERS:
        yield f"tap{variant}", reader, Tally().add(readers.name(reader, kept))


OTHER_WINDOWS = (20, 30, 40)  # beats
_READ = {"open": _open, "steps": _steps, "taps": _taps}

PLAIN = Model()
# What if? Reported beside the plain model, never instead of it.
VARIANTS: tuple[tuple[str, Course, Model], ...] = (
    (", panel in sight", "open", replace(PLAIN, glance=False)),
    (", no click after", "open", replace(PLAIN, after_share=0.0)),
    (", panel in sight", "taps", replace(PLAIN, glance=False)),
    (", clicking when done", "steps", replace(PLAIN, asked_after=True, asked_clicks=0.25)),
    (", clicking after", "taps", replace(PLAIN, tap_after=True)),
    (", not while speaking", "taps", replace(PLAIN, tap_speaking=False)),
)
