"""Random schedules of everything that can go wrong, over each of the stores: whatever happens, the law holds.

Packets lost, late and doubled, answers to `blind` lost, panels that miss beats, come back by another process, forget,
or vanish; owners that die before, in and after an append, stall and come back, or are overtaken; a full store; appends
of which nobody knows the fate; restores from a backup. Three broken designs show that the law has teeth.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from talkingpiece.core.cards.commands import TakeUp
from talkingpiece.core.cards.events import LeavesGiven
from talkingpiece.core.cards.opening import take_up
from talkingpiece.core.decide import RULES
from talkingpiece.core.steps.kind import By, Happened, Scene
from talkingpiece.sealed.acts import Act
from talkingpiece.sealed.mine import Mine
from tests.channel.kept import InMemory, Kept
from tests.channel.processes import MOMENT
from tests.channel.schedules import Storm, storm

NET_S = 120  # a safety net: a storm takes a quarter of a second


async def one_storm(seed: int, kept: Kept, panel: type[Mine] = Mine, **more: float) -> Storm:
    async with storm(seed, kept, panel, **more) as made:
        await asyncio.wait_for(made.rage(), NET_S)
    return made


@pytest.mark.parametrize("seed", range(48))
async def test_whatever_happens_each_thing_said_is_there_once(seed: int, kept: Kept) -> None:
    await one_storm(seed, kept)


@pytest.mark.parametrize("kept", ["sqlite", "redis"], indirect=True)
@pytest.mark.parametrize("seed", range(1000, 1008))
async def test_whatever_happens_each_thing_said_is_there_once_and_on_disk(seed: int, kept: Kept) -> None:
    await one_storm(seed, kept)


@pytest.mark.soak
@pytest.mark.parametrize("kept", ["memory"], indirect=True)
@pytest.mark.parametrize("hundred", range(20))
async def test_two_thousand_schedules_keep_the_law(hundred: int, kept: Kept) -> None:
    for seed in range(2000 + 100 * hundred, 2100 + 100 * hundred):
        await one_storm(seed, kept)


@pytest.mark.soak
@pytest.mark.parametrize("kept", ["sqlite", "redis"], indirect=True)
@pytest.mark.parametrize("fifty", range(6))
async def test_six_hundred_schedules_on_disk_keep_the_law(fifty: int, kept: Kept) -> None:
    for seed in range(10_000 + 50 * fifty, 10_050 + 50 * fifty):
        await one_storm(seed, kept)


async def test_a_storm_brings_everything_that_the_law_is_about(kept: Kept) -> None:
    """The premise of all the others, over a few of them."""
    storms = [await one_storm(seed, kept) for seed in range(100, 112)]
    told = " ".join(line for one in storms for line in one.log)
    for trouble in ("dies in an append", "dies while it collects", "stalls", "comes back", "restored", "forgets"):
        assert trouble in told, trouble
    cards = [card for one in storms for card in one.law.session.cards.values()]
    assert sum(bool(card.parts) for card in cards) > 0, "cards were put together"
    assert sum(card.state == "withdrawn" for card in cards) > 0
    assert sum(len(card.replies) for card in cards) > 1
    assert sum(card.kept for card in cards) > 2, "thresholds fired"
    assert sum(len(card.marks) for card in cards) > 10
    assert sum(len(one.law.session.box.taps) for one in storms) > 10
    assert sum(len(one.said.questions) for one in storms) > 40
    moments = [one.law.session.states[MOMENT].beat for one in storms if MOMENT in one.law.session.states]
    assert sum(beat is not None for beat in moments) > 6, "moments to write came to their end"
    assert sum(card.beat in moments for card in cards) > 4, "and what was written in them opened"


class Forgetful(Mine):
    """A panel that believes a thing said once it is sent."""

    def _chosen(self, frame: object) -> list[Act]:
        chosen = super()._chosen(frame)  # type: ignore[arg-type]
        self._said = [said for said in self._said if said.act not in chosen]
        return chosen


class Hasty(Mine):
    """A panel that sends whatever it has at any end."""

    def _chosen(self, frame: Mapping[str, Any]) -> list[Act]:
        return super()._chosen({**frame, "opening": frame["opening"] or bool(frame["questions"])})


def same_leaves(scene: Scene, by: By, command: TakeUp) -> Happened:
    """A new owner that goes on with the ballots of the one before, of which it does not know who has one."""
    for one in take_up(scene, by, command):
        keeps = isinstance(one, LeavesGiven) and command.seed is None
        yield replace(one, leaves={}) if keeps else one  # type: ignore[type-var]


async def breaks_the_law(seeds: Iterator[int], panel: type[Mine] = Mine, **more: float) -> str:
    """Which part of it, at the first storm in which it shows."""
    for seed in seeds:
        kept = InMemory()
        await kept.open()
        try:
            await one_storm(seed, kept, panel, **more)
        except AssertionError as broken:
            return str(broken.args[0])
    return ""


async def test_a_panel_that_forgets_after_sending_breaks_the_law(quick: None) -> None:
    assert "something is lost" in await breaks_the_law(iter(range(200, 230)), Forgetful)


async def test_a_panel_that_waits_for_no_opening_of_all_words_breaks_the_law(quick: None) -> None:
    broken = await breaks_the_law(iter(range(200, 230)), Hasty)
    assert "at an end that it was not written for" in broken


async def test_ballots_that_outlive_their_owner_break_the_law(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, TakeUp, same_leaves)
    broken = await breaks_the_law(iter(range(200, 260)), forgetting=0.15)
    assert any(word in broken for word in ("me-too", "count", "never heard of")), broken
