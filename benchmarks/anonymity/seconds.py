"""Reader B: knows the exact second of everything that everybody did, in the panel and in the call.

Where nothing was done there may have been writing. For every person, every second at which a card may have been sealed
and every time it may have taken, this weighs how likely it is that just this person was silent just then, beside how
likely their silence was anyway: whether a panel is visible is not known, but is inferred from all that was done before
and after (a hidden Markov chain with two states, solved exactly).
"""

from __future__ import annotations

import numpy as np

from benchmarks.anonymity.durations import PAD, durations
from benchmarks.anonymity.people import Flags, Numbers, Sessions, Weights, Written


class Seconds:
    """What B can work out of one batch before any card is looked at. A panel is in sight while somebody writes in it
    and for some seconds after; then it is as it was before, in sight or covered (two planes).

    For writing from s to e: `before[s] * after[e]` on each plane, and nothing if the silence before e is younger.
    """

    def __init__(self, batch: Sessions, *, taps: bool = False) -> None:
        self._batch, self._taps = batch, taps
        likely, seen = _forward(batch)
        spoke = np.equal(batch.speaker[:, None, :], np.arange(batch.shape[1])[:, None])
        silent, since = _since_last(_chosen_cost(batch) - np.log(seen), batch.clicks | spoke | ~batch.present)
        hindered = spoke & (not (taps and batch.model.tap_speaking))
        begins = begin_rate(batch)[:, None, :] * (batch.present & ~hindered) * np.exp(-silent)
        ends = np.exp(silent) * self._in_sight(seen) * self._clicked_after()
        states = [likely, 1 - likely] if batch.model.glance else [likely]
        self._before = [_padded(state * begins) for state in states]
        later = _backward(batch, seen)[: len(states)]
        self._after = [ends * _ahead(plane, batch.model.lingers(taps)) for plane in later]
        self._since = since + PAD

    def weigh(self, session: int, card: Written, seconds: range) -> Weights:
        """[person]: see `Hearing`."""
        ends = np.arange(seconds.start, min(seconds.stop, self._batch.shape[2]))
        since = self._since[session][:, ends]
        weighed = np.zeros(len(since))
        starts = [(seconds.start - takes + PAD) for takes in durations(self._batch.model, card, self._taps)]
        silent = [np.arange(start, start + len(ends)) >= since for start in starts]
        for before, after in zip(self._before, self._after, strict=True):
            total = np.zeros(since.shape, np.float32)
            for start, fits in zip(starts, silent, strict=True):
                total += before[session][:, start : start + len(ends)] * fits
            weighed += (total * after[session][:, ends]).sum(1, dtype=np.float64)
        return weighed

    def _in_sight(self, seen: Numbers) -> Numbers:
        """How much more likely the next seconds are if the panel is in sight for all of them."""
        batch = self._batch
        rate = np.where(batch.present, batch.click_rate[:, :, None], 0) * _calm(batch)[:, None, :]
        each = np.log(np.where(batch.clicks, np.maximum(rate, 1e-9), 1 - rate)) - np.log(seen)
        sums = np.concatenate([np.zeros_like(each[:, :, :1]), np.cumsum(each, 2, dtype=np.float64)], 2)
        there: Numbers = np.exp(_ahead(sums, batch.model.lingers(self._taps))[:, :, :-1] - sums[:, :, :-1])
        return there

    def _clicked_after(self) -> Numbers:
        """How much more likely what was clicked is after sealing: 7 of 10 do so within seconds."""
        model, batch = self._batch.model, self._batch
        share = np.where(batch.in_step & (not model.asked_after), 0, model.after_share)[:, None, :]
        if self._taps and not model.tap_after:
            share = np.zeros_like(share)
        hits = np.zeros(batch.shape, np.float32)
        for later in range(1, model.after_within + 1):
            hits[:, :, :-later] += batch.clicks[:, :, later:]
        rate = batch.click_rate[:, :, None] * _calm(batch)[:, None, :]
        after: Numbers = (1 - share + share / model.after_within * hits / rate).astype(np.float32)
        return after


def _calm(batch: Sessions) -> Numbers:
    """[session, second]: clicks, as a share of what is usual."""
    calm: Numbers = np.where(batch.in_step, batch.model.asked_clicks, 1).astype(np.float32)
    return calm


def _ahead(values: Numbers, seconds: int) -> Numbers:
    """What is there so many seconds later; at the end, what is there last."""
    last = np.repeat(values[:, :, -1:], seconds, 2)
    return np.concatenate([values[:, :, seconds:], last], 2)


def begin_rate(batch: Sessions) -> Numbers:
    """[session, second]: how likely somebody who is able to begins to write."""
    model = batch.model
    rate = np.where(batch.in_step, 0.0, model.hazard(batch.shape[1])).astype(np.float32)
    for row, steps in enumerate(batch.asked):
        for step in steps:
            rate[row, step.begins : step.begins + model.asked_within] = model.asked_write / model.asked_within
    return rate


def _quiet(batch: Sessions, second: int) -> tuple[Numbers, Flags]:
    """How likely a visible panel is not clicked in, and where there is a panel to click in. [session, person]"""
    calm = np.where(batch.in_step[:, second, None], batch.model.asked_clicks, 1)
    return (1 - batch.click_rate * calm).astype(np.float32), batch.present[:, :, second]


def _moves(batch: Sessions, second: int) -> tuple[Numbers, Numbers]:
    """How likely a visible and a hidden panel are visible at `second`. [session, 1]"""
    model = batch.model
    stays = np.full((batch.shape[0], 1), 1 - 1 / model.visible_for, np.float32)
    shows = np.full((batch.shape[0], 1), 1 / model.hidden_for, np.float32)
    for row in batch.steps_begin(second):
        stays[row] = shows[row] = model.asked_visible
    return stays, shows


def _forward(batch: Sessions) -> tuple[Numbers, Numbers]:
    """How likely a panel is visible, given all before; and how likely what was seen then was. [session, person, s]"""
    likely, seen = np.empty(batch.shape, np.float32), np.empty(batch.shape, np.float32)
    now = np.full(batch.shape[:2], batch.model.visible_share, np.float32)
    for second in range(batch.shape[2]):
        if second:
            stays, shows = _moves(batch, second)
            now = now * stays + (1 - now) * shows
        quiet, here = _quiet(batch, second)
        clicked = batch.clicks[:, :, second]
        if_visible = np.where(here, np.where(clicked, 1 - quiet, quiet), 1)
        if_hidden = np.where(here & clicked, 0, 1)
        likely[:, :, second] = now
        seen[:, :, second] = total = now * if_visible + (1 - now) * if_hidden
        now = np.where(here, now * if_visible / total, batch.model.visible_share)
    return likely, seen


def _backward(batch: Sessions, seen: Numbers) -> list[Numbers]:
    """How much more likely all from here on is if the panel is visible now, and if it is hidden."""
    later = [np.empty(batch.shape, np.float32) for _ in range(2)]
    visible = hidden = np.ones(batch.shape[:2], np.float32)
    for second in reversed(range(batch.shape[2])):
        if second + 1 < batch.shape[2]:
            stays, shows = _moves(batch, second + 1)
            visible, hidden = visible * stays + hidden * (1 - stays), visible * shows + hidden * (1 - shows)
        quiet, here = _quiet(batch, second)
        clicked = batch.clicks[:, :, second]
        total = seen[:, :, second]
        visible = np.where(here, np.where(clicked, 1 - quiet, quiet) * visible / total, 1)
        hidden = np.where(here, np.where(clicked, 0, 1) * hidden / total, 1)
        later[0][:, :, second], later[1][:, :, second] = visible, hidden
    return later


def _chosen_cost(batch: Sessions) -> Numbers:
    """What somebody's writing makes more likely: that others were the next to speak. [session, person, second]"""
    weights = batch.talk[:, :, None] * batch.present
    share = np.minimum(weights / np.maximum(weights.sum(1, keepdims=True), 1e-6), 0.95)
    cost: Numbers = np.where(batch.turns[:, None, :], -np.log(1 - share), 0).astype(np.float32)
    return cost


def _since_last(cost: Numbers, broken: Flags) -> tuple[Numbers, np.ndarray[tuple[int, ...], np.dtype[np.int32]]]:
    """Costs added up from the last thing done, before each second; and the second after that thing."""
    seconds = np.arange(1, broken.shape[2] + 1, dtype=np.int32)
    last = np.maximum.accumulate(np.where(broken, seconds, 0), axis=2)
    since = np.concatenate([np.zeros_like(last[:, :, :1]), last[:, :, :-1]], axis=2)
    sums = np.concatenate([np.zeros_like(cost[:, :, :1]), np.cumsum(cost, axis=2, dtype=np.float64)], axis=2)
    silent = sums[:, :, :-1] - np.take_along_axis(sums, since.astype(np.int64), axis=2)
    return silent.astype(np.float32), since


def _padded(values: Numbers) -> Numbers:
    return np.pad(values, ((0, 0), (0, 0), (PAD, 0))).astype(np.float32)
