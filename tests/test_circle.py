"""Between a room and its group: what plans draw on, and what the group is told, once and not by way of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from talkingpiece.circle import ALONE, Circle
from talkingpiece.core.pairing import NOTHING, Known
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps.pairs.commands import NotWith
from talkingpiece.core.steps.pairs.events import PairsBack, WishKept
from talkingpiece.store.base import StoreFault
from tests.cast import ANA, BEN, CHI, DOV, FOUR, Played
from tests.core.steps.in_pairs import TALK_S, draw_again, gathering, open_them, talking


@dataclass
class Group:
    """A group that remembers what it was told, or cannot."""

    knows: Known = NOTHING
    fault: Exception | None = None
    told: list[object] = field(default_factory=list)

    @property
    def circle(self) -> Circle:
        return Circle(lambda session: self.knows, self.remember, self.wish)

    async def remember(self, session: Session, step: int, draw: int, pairs: Iterable[frozenset[str]]) -> None:
        if self.fault:
            raise self.fault
        self.told.append((step, draw, frozenset(pairs)))

    async def wish(self, session: Session, seat: str, others: Iterable[str], among: Iterable[str]) -> None:
        if self.fault:
            raise self.fault
        self.told.append((seat, sorted(others), sorted(among)))


def wishing(*others: str) -> Played:
    played = gathering(*FOUR)
    played.says(ANA, NotWith, step=0, seats=others)
    return played


def pair(*two: str) -> frozenset[str]:
    return frozenset(two)


# --- what is known --------------------------------------------------------------------------------------------


def test_what_the_group_knows_is_known():
    group = Group(Known(apart=frozenset({pair(ANA, BEN)})))
    assert group.circle.known(gathering(*FOUR).session, {}) == group.knows
    assert ALONE.known(gathering(*FOUR).session, {}) == NOTHING


def test_a_wish_of_this_session_is_added():
    played = wishing(CHI, BEN)
    known = ALONE.known(played.session, played.words)
    assert known.asked == {ANA: frozenset({BEN, CHI})}
    assert known.wishes == {pair(ANA, BEN), pair(ANA, CHI)}


def test_what_was_wished_before_and_what_is_wished_today_both_hold():
    """Of people who come later only the group knows; and it has heard of what was taken back."""
    asked = {ANA: frozenset({BEN}), DOV: frozenset({CHI})}
    group = Group(Known(asked=asked, wishes=frozenset({pair(ANA, BEN), pair(CHI, DOV)})))
    played = wishing(CHI)
    known = group.circle.known(played.session, played.words)
    assert known.wishes == {pair(ANA, BEN), pair(ANA, CHI), pair(CHI, DOV)}
    assert known.asked == {ANA: frozenset({BEN, CHI}), DOV: frozenset({CHI})}


def test_without_a_group_a_new_list_is_the_whole_list():
    played = wishing(CHI)
    played.says(ANA, NotWith, step=0, seats=(DOV,))
    assert ALONE.known(played.session, played.words).wishes == {pair(ANA, DOV)}
    played.says(ANA, NotWith, step=0, seats=())
    assert ALONE.known(played.session, played.words).wishes == frozenset()


# --- what the group is told ---------------------------------------------------------------------------------------


async def test_the_group_is_told_who_was_together_for_half_of_a_round():
    group, played = Group(), talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    await group.circle.note(played.session, None, played.log[-1], played.words)
    assert group.told == [(0, 1, frozenset({pair(ANA, BEN), pair(CHI, DOV)}))]


async def test_and_of_a_wish_by_whom_it_is():
    group, played = Group(), wishing(CHI, BEN)
    await group.circle.note(played.session, ANA, played.log[-1], played.words)
    assert group.told == [(ANA, [BEN, CHI], list(FOUR))], "and among whom they could name"


async def test_of_anything_else_it_is_told_nothing():
    group, played = Group(), talking((ANA, BEN))
    for entry in played.log:
        await group.circle.note(played.session, ANA, entry, played.words)
    assert group.told == []


@pytest.mark.parametrize("fault", [StoreFault("disk"), Refused("not_kept", "Not now."), Lost()])
async def test_a_group_that_cannot_be_told_spoils_nothing(fault, caplog):
    group, played = Group(fault=fault), wishing(CHI)
    await group.circle.note(played.session, ANA, [WishKept(step=0)], played.words)
    played.talk()
    played.wait(TALK_S)
    await group.circle.note(played.session, None, [PairsBack(step=0)], played.words)
    assert len(caplog.records) == 2
    assert CHI not in caplog.text


async def test_what_it_may_not_have_heard_is_said_again():
    group, played = Group(), wishing(CHI)
    played.talk()
    for _ in range(2):
        played.wait(TALK_S)
        draw_again(played)
        open_them(played)
    await group.circle.remind(played.session)
    assert [told[:2] for told in group.told] == [(0, 1), (0, 2)]


async def test_a_session_without_a_group_keeps_nothing_beyond_itself():
    played = wishing(CHI)
    await ALONE.note(played.session, ANA, played.log[-1], played.words)
    await ALONE.remind(played.session)
