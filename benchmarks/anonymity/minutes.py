"""Reader A: has everything that is stored or sent, and is given more than that: how often everybody did something in
every minute, and who was there. Not the seconds, and nothing of the call.

The same reasoning as B's on a grid of five seconds, with the clicks of a minute known only as a number: the chain's
state is whether the panel is visible and how many of the minute's clicks are behind it.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from benchmarks.anonymity.durations import PAD, durations
from benchmarks.anonymity.people import Numbers, Sessions, Weights, Written
from benchmarks.anonymity.seconds import begin_rate

SLOT = 5  # seconds
_MINUTE = 60 // SLOT  # slots
_MOST = 8  # clicks in a minute; more count as so many less one
_BACK = PAD // SLOT
_STRAY = 1e-4  # for what falls between two slots


class Minutes:
    """What A can work out of one batch. Arrays are [session, person, slot] or [..., clicks so far in the minute]."""

    def __init__(self, batch: Sessions, *, taps: bool = False) -> None:
        self._batch, self._taps = batch, taps
        sessions, people, _ = batch.shape
        slots = batch.clicks.reshape(sessions, people, -1, _MINUTE, SLOT).any(4)
        self._counts = np.minimum(slots.sum(3), _MOST - 1)
        self._here = batch.present[:, :, ::SLOT]
        self._grid = _Grid(batch)
        before, seen = self._forward()
        begins = (begin_rate(batch)[:, None, ::SLOT] * self._here)[..., None]
        planes = slice(2 if batch.model.glance else 1)  # whoever had covered the panel does so again afterwards
        self._before = [_padded(plane * begins) for plane in before[planes]]
        self._after = [self._clicked_after(plane) for plane in self._backward(seen)[planes]]
        self._across(seen)
        self._alone = [self._last_click(plane * begins) for plane in before[planes]]

    def weigh(self, session: int, card: Written, seconds: range) -> Weights:
        """[person]: see `Hearing`. On the grid of slots."""
        first = seconds.start // SLOT
        until = max(first + 1, min((seconds.stop - 1) // SLOT, self._here.shape[2]))
        ends = slice(first, until)
        minute, earliest = np.arange(first, until) // _MINUTE, self._earliest[session][:, ends]
        later = [after[session][:, ends] for after in self._after]
        weighed = np.zeros(self._batch.shape[1])
        slots = Counter(max(0 if self._taps else 1, round(takes / SLOT)) for takes in self._durations(card))
        for takes, share in slots.items():
            starts = slice(first - takes + _BACK, until - takes + _BACK)
            begun = np.arange(first - takes, until - takes)
            same, far = begun // _MINUTE == minute, begun >= earliest
            for before, after, alone in zip(self._before, later, self._alone, strict=True):
                within = np.einsum("pkc,pkc->pk", before[session][:, starts], after)
                across = alone[session][:, starts] * after[:, :, 0] * self._reach[session][:, ends] * far
                weighed += share * np.where(same, within, across).sum(1)
        return weighed

    def _durations(self, card: Written) -> list[int]:
        return durations(self._batch.model, card, self._taps)

    def _forward(self) -> tuple[Numbers, Numbers]:
        """Of each slot: visible or hidden, with so many clicks behind; and how likely each minute's number was."""
        sessions, people, slots = self._here.shape
        share = self._batch.model.visible_share
        before = np.zeros((2, sessions, people, slots, _MOST), np.float32)
        seen = np.ones((sessions, people, slots // _MINUTE), np.float32)
        now = np.zeros((2, sessions, people, _MOST), np.float32)
        now[0, ..., 0], now[1, ..., 0] = share, 1 - share
        for slot in range(slots):
            before[:, :, :, slot] = now
            now = self._grid.step(now, slot)
            if (slot + 1) % _MINUTE == 0:
                minute = slot // _MINUTE
                kept = np.take_along_axis(now, self._counts[None, :, :, minute, None], 3)[..., 0]
                seen[:, :, minute] = total = np.maximum(kept.sum(0), 1e-12)
                now = np.zeros_like(now)
                now[..., 0] = kept / total
        return before, seen

    def _backward(self, seen: Numbers) -> Numbers:
        """How much more likely all from here on is if the panel is visible or hidden with so many clicks behind."""
        sessions, people, slots = self._here.shape
        after = np.ones((2, sessions, people, slots + 1, _MOST), np.float32)
        later = np.ones((2, sessions, people, _MOST), np.float32)
        for slot in reversed(range(slots)):
            if (slot + 1) % _MINUTE == 0:
                minute = slot // _MINUTE
                told = np.arange(_MOST) == self._counts[:, :, minute, None]
                later = np.where(told, later[..., :1] / seen[:, :, minute, None], 0).astype(np.float32)
            later = self._grid.back(later, slot)
            after[:, :, :, slot] = later
        return after

    def _clicked_after(self, after: Numbers) -> Numbers:
        """With the click that seven of ten make within seconds of sealing."""
        model, batch = self._batch.model, self._batch
        share = np.where(batch.in_step[:, ::SLOT] & (not model.asked_after), 0, model.after_share)[:, None, :, None]
        if self._taps and not model.tap_after:
            share = np.zeros_like(share)
        one_more = np.pad(after[:, :, :-1, 1:], ((0, 0), (0, 0), (0, 0), (0, 1)))
        mixed: Numbers = ((1 - share) * after[:, :, :-1] + share * one_more).astype(np.float32)
        return mixed

    def _across(self, seen: Numbers) -> None:
        """For writing that goes over the turn of a minute: no clicks after it began, none in the minutes between."""
        minutes = np.arange(seen.shape[2])
        busy = np.maximum.accumulate(np.where(self._counts > 0, minutes, 0), 2)
        self._quiet = np.concatenate([np.zeros_like(busy[..., :1]), busy[..., :-1]], 2)
        ended = np.where(self._here, 0, np.arange(1, self._here.shape[2] + 1))
        gap = np.concatenate([np.zeros_like(ended[..., :1]), np.maximum.accumulate(ended, 2)[..., :-1]], 2)
        self._earliest = np.maximum(gap, np.repeat(self._quiet * _MINUTE, _MINUTE, 2))
        # Sums from the last busy minute on, so that they stay small enough to be powers of.
        sums = np.concatenate([np.zeros_like(seen[..., :1]), np.cumsum(np.log(seen), 2, dtype=np.float64)], 2)
        base = np.take_along_axis(sums, busy, 2)
        self._own = np.exp(np.repeat(sums[..., :-1] - base, _MINUTE, 2)).astype(np.float32)
        last = np.take_along_axis(sums, self._quiet, 2)
        self._reach = np.repeat(np.exp(last - sums[..., :-1]), _MINUTE, 2).astype(np.float32)

    def _last_click(self, before: Numbers) -> Numbers:
        """All clicks of the minute were made before the writing began."""
        behind = np.repeat(self._counts, _MINUTE, 2)[..., None].astype(np.int64)
        return _padded(np.take_along_axis(before, behind, 3)[..., 0] * self._own)


class _Grid:
    """One slot's chances: clicks, and whether the panel stays in sight. Planes are visible and hidden."""

    def __init__(self, batch: Sessions) -> None:
        self._batch, model = batch, batch.model
        self._stays = float((1 - 1 / model.visible_for) ** SLOT)
        self._shows = float(1 - (1 - 1 / model.hidden_for) ** SLOT)
        self._begins = [{step.begins // SLOT for step in steps} for steps in batch.asked]

    def _chances(self, slot: int) -> tuple[Numbers, Numbers, Numbers]:
        batch, model = self._batch, self._batch.model
        calm = np.where(batch.in_step[:, slot * SLOT], model.asked_clicks, 1)[:, None]
        some = batch.present[:, :, slot * SLOT : (slot + 1) * SLOT].any(2)
        click = 1 - (1 - batch.click_rate * calm * some) ** SLOT  # two in five seconds count as one
        stays = np.full((len(calm), 1), self._stays)
        shows = np.full((len(calm), 1), self._shows)
        for row, begins in enumerate(self._begins):
            if slot in begins:
                stays[row] = shows[row] = model.asked_visible
        return click[..., None], stays[..., None], shows[..., None]

    def step(self, now: Numbers, slot: int) -> Numbers:
        """One slot on."""
        click, stays, shows = self._chances(slot)
        more = np.concatenate([np.zeros_like(now[0][..., :1]), now[0][..., :-1]], 2)
        more[..., -1] += now[0][..., -1]
        visible = now[0] * (1 - click) + more * click + _STRAY * more
        moved = np.stack([visible * stays + now[1] * shows, visible * (1 - stays) + now[1] * (1 - shows)])
        return self._settled(moved, slot)

    def back(self, later: Numbers, slot: int) -> Numbers:
        """One slot back."""
        click, stays, shows = self._chances(slot)
        share, gone = self._batch.model.visible_share, ~self._batch.present[:, :, slot * SLOT, None]
        mixed = share * later[0] + (1 - share) * later[1]
        visible = np.where(gone, mixed, later[0] * stays + later[1] * (1 - stays))
        hidden = np.where(gone, mixed, later[0] * shows + later[1] * (1 - shows))
        more = np.concatenate([visible[..., 1:], visible[..., -1:]], 2)
        return np.stack([visible * (1 - click) + more * (click + _STRAY), hidden]).astype(np.float32)

    def _settled(self, now: Numbers, slot: int) -> Numbers:
        """Who is away comes back with the panel in sight or not, as usual."""
        share, gone = self._batch.model.visible_share, ~self._batch.present[:, :, slot * SLOT, None]
        total = now.sum(0)
        return np.stack([np.where(gone, share * total, now[0]), np.where(gone, (1 - share) * total, now[1])]).astype(
            np.float32
        )


def _padded(values: Numbers) -> Numbers:
    width = [(0, 0)] * values.ndim
    width[2] = (_BACK, 0)
    return np.pad(values, width)
