"""Made-up sessions: who was there, who clicked, who spoke, who wrote what from when to when. Second by second.

All sessions of a batch are played at once, one second after another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks.anonymity.model import HABITS, Model

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float32]
Weights = NDArray[np.float64]

Course = Literal["open", "steps", "taps"]

NOBODY = -1


@dataclass(frozen=True)
class Written:
    """A card as it was made. `rough`: the seconds that its length suggests it took."""

    session: int
    author: int
    begun: int
    sealed: int
    rough: float
    asked: bool  # for a window step


@dataclass(frozen=True)
class Asked:
    """A window step of one session, in seconds."""

    begins: int
    ends: int


@dataclass
class Sessions:
    """A batch. Arrays are [session, person, second] unless said otherwise."""

    model: Model
    present: Flags
    clicks: Flags
    speaker: NDArray[np.int16]  # [session, second]
    turns: Flags  # [session, second]: somebody begins to speak
    habits: NDArray[np.int8]  # [session, person]: which of HABITS
    talk: Numbers  # [session, person]: how often they are the next to speak
    asked: list[list[Asked]]
    in_step: Flags  # [session, second]
    cards: list[Written] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many sessions, people, seconds."""
        sessions, people, seconds = self.present.shape
        return sessions, people, seconds

    @property
    def click_rate(self) -> Numbers:
        """[session, person]: clicks a second, in the open course."""
        rates: Numbers = (np.array(HABITS, np.float32) / self.model.click_every)[self.habits]
        return rates

    def steps_begin(self, second: int) -> list[int]:
        """The sessions in which a window step begins now."""
        return [row for row, steps in enumerate(self.asked) if any(step.begins == second for step in steps)]


def play(model: Model, people: int, sessions: int, seed: int, *, course: Course = "open") -> Sessions:
    """A batch of sessions: in the open course, with window steps, or with taps. The same seed gives the same batch."""
    dice = np.random.default_rng(seed)
    batch = _empty(model, people, sessions, dice, course == "steps")
    _Play(batch, dice, course == "taps").run()
    batch.clicks &= batch.present
    return batch


def _empty(model: Model, people: int, sessions: int, dice: np.random.Generator, steps: bool) -> Sessions:
    shape = (sessions, people, model.seconds)
    asked = [_asked(model, dice) if steps else [] for _ in range(sessions)]
    in_step = np.zeros((sessions, model.seconds), bool)
    for row, those in enumerate(asked):
        for step in those:
            in_step[row, step.begins : step.ends] = True
    habits = dice.integers(len(HABITS), size=(2, sessions, people))
    return Sessions(
        model, np.zeros(shape, bool), np.zeros(shape, bool), np.full((sessions, model.seconds), NOBODY, np.int16),
        np.zeros((sessions, model.seconds), bool), habits[0].astype(np.int8),
        np.array(HABITS, np.float32)[habits[1]], asked, in_step,
    )  # fmt: skip


def _asked(model: Model, dice: np.random.Generator) -> list[Asked]:
    """Window steps of two to five minutes, every five to twelve."""
    steps, second = [], int(dice.integers(120, 480))
    while (ends := second + int(dice.integers(120, 301))) < model.seconds - 60:
        steps.append(Asked(second, ends))
        second = ends + int(dice.integers(300, 721))
    return steps


class _Play:
    """The state of all sessions at one second. Arrays are [session, person]."""

    def __init__(self, batch: Sessions, dice: np.random.Generator, taps: bool) -> None:
        self.batch, self.model, self.dice, self.taps = batch, batch.model, dice, taps
        self.lingers = self.model.lingers(taps)
        sessions, people, _ = batch.shape
        self.here = np.ones((sessions, people), bool)
        self.visible = dice.random((sessions, people)) < self.model.visible_share
        self.busy_until = np.full((sessions, people), -60, np.int32)
        self.covers = np.zeros((sessions, people), bool)  # who will cover their panel again
        self.speaker = np.full(sessions, NOBODY)
        self.silent_until = np.zeros(sessions)
        self.plans = np.full((sessions, people), NOBODY, np.int32)  # when somebody who was asked begins to write

    def run(self) -> None:
        for second in range(self.model.seconds):
            dice = self.dice.random((4, *self.here.shape), np.float32)
            busy = self.busy_until > second
            self._come_and_go(busy, dice[0])
            self._look_and_turn_away(second, busy, dice[1])
            self._speak(second, busy)
            self._begin(second, busy, dice[2])
            self._click(second, dice[3])

    def _come_and_go(self, busy: Flags, dice: Numbers) -> None:
        leaves = self.here & ~busy & (dice < 1 / self.model.here_for)
        returns = ~self.here & (dice < 1 / self.model.away_for)
        self.here = (self.here & ~leaves) | returns
        self.visible[returns] = self.dice.random(int(returns.sum())) < self.model.visible_share

    def _look_and_turn_away(self, second: int, busy: Flags, dice: Numbers) -> None:
        model = self.model
        held = self.busy_until + self.lingers > second
        self.visible &= ~(self.covers & ~held)
        self.covers &= held
        moved = np.where(self.visible, dice >= 1 / model.visible_for, dice < 1 / model.hidden_for)
        self.visible = np.where(held, self.visible, moved)
        for row in self.batch.steps_begin(second):
            people = self.here.shape[1]
            self.visible[row] = busy[row] | (self.dice.random(people) < model.asked_visible)
            self.covers[row] = False
            willing = self.dice.random(people) < model.asked_write
            starts = second + self.dice.integers(model.asked_within, size=people)
            self.plans[row] = np.where(willing, starts, NOBODY)

    def _speak(self, second: int, busy: Flags) -> None:
        asked = self.batch.in_step[:, second]
        for row in np.flatnonzero((self.silent_until <= second) | asked):
            weights = self.batch.talk[row] * (self.here[row] & ~busy[row])
            if asked[row] or not weights.any():
                self.speaker[row], self.silent_until[row] = NOBODY, second + 1
                continue
            self.speaker[row] = self.dice.choice(len(weights), p=weights / weights.sum())
            self.silent_until[row] = second + 2 + self.dice.exponential(self.model.turn)
            self.batch.turns[row, second] = True
        self.batch.speaker[:, second] = self.speaker

    def _begin(self, second: int, busy: Flags, dice: Numbers) -> None:
        people = self.here.shape[1]
        hindered = not (self.taps and self.model.tap_speaking)
        speaks = (self.speaker[:, None] == np.arange(people)) & hindered
        able = self.here & (self.busy_until + self.lingers <= second) & ~speaks
        asked = able & (self.plans == second) & self.visible
        wish = able & (dice < self.model.hazard(people)) & ~self.batch.in_step[:, second, None]
        if not self.model.glance:
            wish &= self.visible
        for row, author in zip(*np.nonzero(wish | asked), strict=True):
            self._write(int(row), int(author), second, bool(asked[row, author]))

    def _write(self, row: int, author: int, second: int, asked: bool) -> None:
        model = self.model
        takes = max(4, round(float(self.dice.lognormal(np.log(model.writing), model.writing_spread))))
        if self.taps:
            takes = 0
        if asked:
            ends = next(step.ends for step in self.batch.asked[row] if step.begins <= second < step.ends)
            takes = max(4, min(takes, ends - 1 - second))
        rough = takes * float(np.exp(self.dice.normal(0, model.length_spread)))
        sealed = second + takes
        self.batch.cards.append(Written(row, author, second, sealed, rough, asked))
        self.busy_until[row, author] = sealed
        if self.lingers:
            self.covers[row, author] = not self.visible[row, author]
            self.visible[row, author] = True
        clicks = model.tap_after if self.taps else model.asked_after or not asked
        if clicks and self.dice.random() < model.after_share:
            click = sealed + int(self.dice.integers(1, model.after_within + 1))
            if click < model.seconds:
                self.batch.clicks[row, author, click] = True

    def _click(self, second: int, dice: Numbers) -> None:
        rates = self.batch.click_rate * np.where(self.batch.in_step[:, second, None], self.model.asked_clicks, 1)
        self.batch.present[:, :, second] = self.here
        able = self.here & self.visible & (self.busy_until <= second)
        self.batch.clicks[:, :, second] |= able & (dice < rates)
