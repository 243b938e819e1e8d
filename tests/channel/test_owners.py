"""Two processes and one session: who owns it, what becomes of the other's memory, and what a lost answer hides."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from talkingpiece.sealed.mine import Mine
from talkingpiece.store import Slice
from tests.channel.kept import Kept
from tests.channel.processes import Process
from tests.channel.schedules import WINDOW, Storm, storm


@pytest.fixture
async def circle(kept: Kept) -> AsyncIterator[Storm]:
    """Five people at the first of two processes, in calm weather. Every fifth beat opens words."""
    async with storm(0, kept) as made:
        made.calm = True
        await made.begin()
        yield made


def mind(circle: Storm, number: int) -> Mine:
    mine = circle.panels[number].mine
    assert mine is not None
    return mine


def owners(circle: Storm) -> list[Process]:
    return [process for process in circle.processes if process.room(circle.session)]


async def beats(circle: Storm, number: int) -> None:
    for _ in range(number):
        await circle.one_beat()


async def with_a_card(circle: Storm) -> str:
    """It has just opened."""
    circle.said.card(circle.panels[0], mind(circle, 0), to="all")
    await beats(circle, WINDOW + 1)
    [card] = circle.law.session.cards
    return card


async def test_an_owner_that_stalled_with_packets_in_its_hands_opens_none_of_them_when_it_has_the_session_again(
    circle: Storm, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, (first, second) = await with_a_card(circle), circle.processes
    await beats(circle, 1)
    for number in (1, 2):
        circle.said.metoo(circle.panels[number], mind(circle, number), card)
    await circle.at(0)  # the packets of this beat are in
    circle.stalls(first)
    circle.beat += 3  # its lease is over
    for panel in circle.panels:
        panel.drop(noticed=False)
    monkeypatch.setattr(circle, "break_before", lambda: None)  # else it would come back at the next beat
    await beats(circle, 8)
    assert owners(circle) == [first, second], "premise: the first does not know"
    assert len(circle.law.session.cards[card].marks) == 2, "premise: both said it to the second owner"
    circle.dies(second, "without a word")
    circle.beat += 3
    first.stalled = False
    await circle.at(0)
    await circle.at(12_000)
    await circle.law.check(circle)
    assert len(circle.law.session.cards[card].marks) == 2
    await beats(circle, 6)
    assert len(circle.law.session.cards[card].marks) == 2
    assert not any(mind(circle, number).pending for number in range(5))


async def test_of_two_owners_the_one_that_was_overtaken_gives_up_and_nothing_is_there_twice(circle: Storm) -> None:
    first, second = circle.processes
    await beats(circle, 2)
    second.store.impatient = True  # as if the first had not been heard of
    circle.panels[4].drop()
    await circle.panels[4].connect(second)
    second.store.impatient = False
    assert owners(circle) == [first, second], "premise: both believe that it is theirs"
    circle.said.tap(circle.panels[1], mind(circle, 1))
    circle.said.tap(circle.panels[4], mind(circle, 4))
    await beats(circle, 8)
    assert owners(circle) == [second]
    assert all(panel.process is second for panel in circle.panels)
    assert len(circle.law.session.box.taps) == 2


async def test_a_restore_beneath_a_living_process_is_noticed_and_all_keys_are_new(circle: Storm) -> None:
    card = await with_a_card(circle)
    root = circle.panels[0]._root
    await circle.kept.restore(circle.session)
    await circle.kept.stores[0].new_epoch(circle.session)
    circle.law.begin_again()
    await beats(circle, 2 * WINDOW)
    assert circle.panels[0]._root != root
    assert card in circle.law.session.cards, "said again by itself"


async def test_an_opening_whose_answer_was_lost_is_acted_on_like_any_other(circle: Storm) -> None:
    """The cards' keys go out, and what was taken back is erased, although the store's answer never came."""
    circle.said.card(circle.panels[0], mind(circle, 0), to="all")
    await beats(circle, WINDOW)
    [owner] = owners(circle)
    room = owner.room(circle.session)
    assert room is not None
    await circle.at(0)
    owner.store.next_appends.append("lost after")
    await circle.at(5_000)
    [card] = room.session.cards
    assert card in mind(circle, 3)._leaves, "its key is there for all"
    await circle.at(29_000)
    circle.beat += 1
    circle.said.withdraw(circle.panels[0], mind(circle, 0), card)
    await circle.at(0)
    owner.store.next_appends.append("lost after")
    await circle.at(5_000)
    assert room.session.cards[card].state == "withdrawn"
    assert f"card:{card}" not in await circle.kept.stores[0].records(circle.session)


async def test_a_full_store_voids_the_beat_and_what_was_said_is_said_again(circle: Storm) -> None:
    await beats(circle, 3)
    circle.said.tap(circle.panels[1], mind(circle, 1))
    await circle.at(0)
    [owner] = owners(circle)
    owner.store.next_appends.extend(["full"] * 20)
    for ms in (5_000, 10_000, 15_000, 20_000, 25_000, 29_000):
        await circle.at(ms)
    found = await circle.kept.stores[0].read(circle.session)
    assert isinstance(found, Slice)
    room = owner.room(circle.session)
    assert room is not None
    assert not room.session.box.taps
    assert room.channel is not None
    box = room.channel.now()
    assert box is not None
    assert box.void
    owner.store.next_appends.clear()
    circle.beat += 1
    await beats(circle, 1)
    assert len(circle.law.session.box.taps) == 1
