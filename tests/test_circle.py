"""Between a room and its group: what plans draw on, and what the group is told, once and not by way of the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from talkingpiece.circle import Circle
from talkingpiece.core.pairing import NOTHING, Known
from talkingpiece.core.session import Session
from talkingpiece.core.steps.pairs.commands import NotWith
from tests.cast import ANA, BEN, CHI, DOV, FOUR, Played
from tests.core.steps.in_pairs import TALK_S, draw_again, gathering, open_them, talking


@dataclass
class Group:
    """A group that remembers what it was told."""

    knows: Known = NOTHING
    told: list[object] = field(default_factory=list)

    def known(self, session: Session) -> Known:
        return self.knows

    async def remember(self, session: Session, step: int, draw: int, pairs: Iterable[frozenset[str]]) -> None:
        self.told.append((step, draw, frozenset(pairs)))

    async def wish(self, session: Session, seat: str, not_with: Iterable[str], among: Iterable[str]) -> None:
        self.told.append((seat, sorted(not_with), sorted(among)))


def wishing(*others: str) -> Played:
    played = gathering(*FOUR)
    played.says(ANA, NotWith, step=0, seats=others)
    return played


def pair(*two: str) -> frozenset[str]:
    return frozenset(two)


# --- what is known --------------------------------------------------------------------------------------------


def test_what_the_group_knows_is_known():
    group = Group(Known(apart=frozenset({pair(ANA, BEN)})))
    assert Circle({}, group).known(gathering(*FOUR).session) == group.knows
    assert Circle({}).known(gathering(*FOUR).session) == NOTHING


def test_a_wish_of_this_session_is_added():
    played = wishing(CHI, BEN)
    known = Circle(played.words).known(played.session)
    assert known.asked == {ANA: frozenset({BEN, CHI})}
    assert known.wishes == {pair(ANA, BEN), pair(ANA, CHI)}


def test_what_was_wished_before_and_what_is_wished_today_both_hold():
    """Of people who come later only the group knows; and it has heard of what was taken back."""
    asked = {ANA: frozenset({BEN}), DOV: frozenset({CHI})}
    group = Group(Known(asked=asked, wishes=frozenset({pair(ANA, BEN), pair(CHI, DOV)})))
    played = wishing(CHI)
    known = Circle(played.words, group).known(played.session)
    assert known.wishes == {pair(ANA, BEN), pair(ANA, CHI), pair(CHI, DOV)}
    assert known.asked == {ANA: frozenset({BEN, CHI}), DOV: frozenset({CHI})}


async def test_a_new_list_is_the_whole_list_from_the_moment_it_is_kept():
    played = wishing(CHI)
    circle = Circle(played.words)
    for others in ((DOV,), ()):
        played.says(ANA, NotWith, step=0, seats=others)
        await circle.note(played.session, ANA, played.log[-1], played.words)
        assert circle.known(played.session).wishes == {pair(ANA, other) for other in others}


async def test_it_is_put_together_once_for_as_long_as_nothing_changes_and_then_anew():
    """It is asked for with every command and every round of views, and of thousands of people."""
    played, group = wishing(CHI), Group()
    circle = Circle(played.words, group)
    before = circle.known(played.session)
    assert circle.known(played.session) is before
    group.knows = Known(apart=frozenset({pair(ANA, BEN)}))
    assert circle.known(played.session).forbidden == {pair(ANA, BEN), pair(ANA, CHI)}


# --- what the group is told ---------------------------------------------------------------------------------------


async def test_the_group_is_told_who_was_together_for_half_of_a_round():
    group, played = Group(), talking((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    await Circle({}, group).note(played.session, None, played.log[-1], played.words)
    assert group.told == [(0, 1, frozenset({pair(ANA, BEN), pair(CHI, DOV)}))]


async def test_and_of_a_wish_by_whom_it_is():
    group, played = Group(), wishing(CHI, BEN)
    await Circle({}, group).note(played.session, ANA, played.log[-1], played.words)
    assert group.told == [(ANA, [BEN, CHI], list(FOUR))], "and among whom they could name"


async def test_of_anything_else_it_is_told_nothing():
    group, played = Group(), talking((ANA, BEN))
    for entry in played.log:
        await Circle({}, group).note(played.session, ANA, entry, played.words)
    assert group.told == []


async def test_what_it_may_not_have_heard_is_said_again():
    group, played = Group(), wishing(CHI)
    played.talk()
    for _ in range(2):
        played.wait(TALK_S)
        draw_again(played)
        open_them(played)
    await Circle({}, group).remind(played.session)
    assert [told[:2] for told in group.told] == [(0, 1), (0, 2)]


async def test_a_session_without_a_group_keeps_nothing_beyond_itself():
    played = wishing(CHI)
    await Circle({}).note(played.session, ANA, played.log[-1], played.words)
    await Circle({}).remind(played.session)
