"""Replay equals live on every store: what a ledger holds after a session is what another reads from the log."""

from __future__ import annotations

from random import Random

import pytest

from talkingpiece import journal
from talkingpiece.core import commands as c
from talkingpiece.core.events import SessionOpened
from talkingpiece.core.presence import Presence
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import By
from talkingpiece.ledger import Ledger
from talkingpiece.store import Created, NewEntry, Store
from talkingpiece.views import World, console, seat, stage
from tests.cast import TINY, Played
from tests.random_play import some_ask

NOW = 1_800_000_000_000
ID = "A" * 22
LEASE_MS = 60_000


async def opened(store: Store, led: str) -> Ledger:
    event = SessionOpened(
        session=ID, module=TINY, title="Tiny", led=led, door="auto", facilitator_key="f", wall_key="w"
    )  # fmt: skip
    made = await store.create(ID, NewEntry("open", b"o", journal.encode([event])), [], NOW + 10**9)
    assert isinstance(made, Created)
    return await reopened(store)


async def reopened(store: Store) -> Ledger:
    ledger = await Ledger.open(store, ID, "here", LEASE_MS, NOW)
    assert ledger is not None
    return ledger


def all_views(ledger: Ledger) -> list[object]:
    """Everything anybody sees of it, with nobody connected."""
    world = World(ledger.session, ledger.words, Presence(), NOW)
    return [
        *stage(world),
        *stage(world, accepted=False),
        *console(world),
        *(seat(world, own) for own in ledger.session.seats),
    ]


@pytest.mark.parametrize("led", ["facilitator", "peers"])
async def test_another_process_reads_the_session_that_the_first_one_lived(store: Store, led: str):
    ledger = await opened(store, led)
    dice, written = Random(4), 0
    for at in range(250):
        circle = Played(session=ledger.session, log=[], dice=dice)
        by, command = some_ask(circle, dice)
        if isinstance(command, c.End) and at < 240:  # or little would happen
            continue
        try:
            written += bool(await ledger.act(by, command, f"c{at}", NOW + at * 1000, dice))
        except Refused:
            continue
        if at % 50 == 49:
            again = await reopened(store)
            assert again.session == ledger.session
            assert again.words == ledger.words
            assert all_views(again) == all_views(ledger)
    assert written > 40, "the premise: something happened"
    again = await reopened(store)
    assert (again.session, again.words, again.seq) == (ledger.session, ledger.words, ledger.seq)
    kinds = {again.session.module.steps[index].kind for index in again.session.states}
    assert len(kinds) >= 4, f"the premise: steps of several of {set(KINDS)} were opened, not {kinds} alone"


async def test_a_command_that_is_sent_again_acts_once_also_after_a_restart(store: Store):
    ledger = await opened(store, "facilitator")
    start = c.Start(id="1")
    assert await ledger.act(By(leads=True), start, "f:1", NOW, Random(1))
    assert await ledger.act(By(leads=True), start, "f:1", NOW + 5, Random(1)) == ()
    again = await reopened(store)
    assert await again.act(By(leads=True), start, "f:1", NOW + 9, Random(1)) == ()
    assert again.seq == ledger.seq
    with pytest.raises(Refused) as told:
        await again.act(By(leads=True), c.AddTime(id="1", seconds=60), "f:1", NOW + 9, Random(1))
    assert told.value.code == "reused_id"
