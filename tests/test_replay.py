"""Live state equals replayed state, whatever people ask for; and who comes late sees what the others see."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece import journal, views, wire
from talkingpiece.core import commands as c
from talkingpiece.core.cards.commands import OpenBeat, TakeUp
from talkingpiece.core.decide import ROOM, RULES
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.collect import CollectState, Write
from talkingpiece.core.steps.pairs.state import LEAD, PairsState
from talkingpiece.core.steps.round import RoundState
from tests.cast import (
    ANA,
    BEN,
    CHI,
    CIRCLE,
    DOV,
    ELI,
    FOUR,
    GUS,
    NAMED,
    PAIRS,
    TINY,
    Played,
    only,
)
from tests.random_play import VERBS, played

# --- random play -------------------------------------------------------------------------------------------


def well_kept(circle: Played) -> None:
    """What is true at every moment, whatever was asked for."""
    session = circle.session
    for state in session.states.values():
        match state:
            case PairsState(groups=groups):
                assert max(Counter(seat for group in groups for seat in group).values(), default=0) <= 1
                assert not state.placed() & (state.alone | state.out | set(state.missing))
            case RoundState():
                waits = [*state.queue, *([state.holder] if state.holder else [])]
                assert len(waits) == len(set(waits))
                assert not set(waits) & {seat for seat, _ in state.turns}
                assert set(waits) <= set(state.order)
                assert state.holder or not state.queue
            case CollectState():
                assert len(state.seats) == len(set(state.seats))
    state = session.states.get(session.step)
    if session.phase == "running" and isinstance(state, PairsState):
        assert state.placed() <= {*session.taking_part(), LEAD}
        if state.phase == "talking":
            assert state.here & {*session.taking_part()} <= state.placed() | state.alone, "nobody is left out"
            assert {f"alone:{seat}" for seat in state.waiting()} <= set(circle.due), "and nobody alone is forgotten"
    if session.phase == "running" and isinstance(state, RoundState):
        assert {*state.order} >= {*session.taking_part()}
    assert session.clock.total_ms >= 0
    cards_well_kept(circle)


def cards_well_kept(circle: Played) -> None:
    """Of cards: no leaf twice, nothing open for fewer than three, what is part of another within it alone."""
    cards, box = circle.session.cards, circle.session.box
    leaves = [card.leaf for card in cards.values() if card.leaf is not None]
    assert len(leaves) == len(set(leaves))
    assert all(leaf < box.next_leaf for leaf in leaves)
    for card in cards.values():
        assert (card.into is not None) == any(card.id in whole.parts for whole in cards.values())
        assert card.n >= 3 or card.less or card.parts
        assert not card.votes or (card.shown and card.into is None)
        assert len(card.said) == len(card.replies) + len(card.quick), "each number of its author once"
        assert not (card.parts and (card.replies or card.owner or card.key))
    assert sorted(id.partition(":")[2] for id in circle.words if id.startswith("card:")) == sorted(
        id for id, card in cards.items() if not card.parts
    )


@pytest.mark.parametrize("led", ["facilitator", "peers"])
@settings(max_examples=80)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_asked_the_replayed_session_is_the_live_one(led, seed):
    for circle in played(seed, 80, led):
        well_kept(circle)
    again = circle.again()
    assert again.session == circle.session
    assert again.all_views() == circle.all_views()


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_at_every_moment_every_view_can_be_shown_and_replay_shows_the_same(seed):
    for circle in played(seed, 30, "facilitator"):
        assert circle.again().all_views() == circle.all_views()


def test_random_play_reaches_everything():
    """Or the tests above would show less than they say."""
    reached, steps, moves = set(), set(), set()
    for led in ("facilitator", "peers"):
        for seed in range(160):
            for circle in played(seed, 80, led):
                steps.add(circle.session.current.kind)
            reached |= {type(event) for event in circle.events}
            moves |= {len(circle.session.states)}
    assert steps == set(KINDS)
    assert reached == set(journal.EVENTS)
    assert max(moves) >= 7


def test_every_rule_is_asked_for_in_random_play():
    asked = {*VERBS, c.TakeSeat, c.ComeBack, OpenBeat, TakeUp}
    assert set(RULES) <= asked
    assert {verb for kind in KINDS.values() for verb in (*kind.commands, *kind.leading)} <= asked


# --- coming late -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(len(TINY.steps)))
def test_who_comes_late_sees_the_stage_that_the_others_see(step):
    circle = Played.running(TINY, *FOUR, at=step)
    circle.come(GUS)
    if circle.session.agreement in circle.session.states:
        circle.agree(GUS)
    stages = {
        "".join(map(wire.encode, views.stage(circle.world, accepted=circle.session.has_accepted(seat))))
        for seat in (ANA, GUS)
    }
    assert len(stages) == 1


@pytest.mark.parametrize("step", [s for s in range(len(TINY.steps)) if s not in (CIRCLE, PAIRS, PAIRS + 1)])
def test_but_for_turns_and_pairs_it_makes_no_difference_when_somebody_came(step):
    def by_the_end(early: bool) -> dict[str, str]:
        circle = Played.opened(TINY, ANA, BEN, CHI, *([DOV] if early else []))
        circle.leader_says(c.Start)
        circle.go_to(1)
        circle.agree(ANA, BEN, CHI, *([DOV] if early else []))
        circle.go_to(step)
        if not early:
            circle.come(DOV)
            circle.agree(DOV)
        circle.says(DOV, c.Rename, name="Dov")
        return circle.all_views()

    assert by_the_end(early=True) == by_the_end(early=False)


def test_who_comes_back_sees_their_own_again():
    circle = Played.running(TINY, *FOUR, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="A question")
    before = circle.all_views()
    circle.says(ANA, c.Leave)
    circle.come_back(ANA)
    assert circle.all_views() == before


# --- what an entry is --------------------------------------------------------------------------------------


def test_an_entry_is_whole_or_not_at_all():
    """A name that is refused leaves no seat, although the seat is decided first."""
    circle = Played.running(only("pairs"), ANA, BEN)
    before = (len(circle.log), circle.session, dict(circle.words))
    with pytest.raises(Refused):
        circle.ask(ROOM, c.TakeSeat(seat=ELI, key="k", name=""))
    assert (len(circle.log), circle.session, circle.words) == before


def test_the_same_asks_at_the_same_times_with_the_same_dice_give_the_same_log():
    logs = [[*played(5, 80, "peers")][-1].log for _ in range(2)]
    assert logs[0] == logs[1]
    assert len(logs[0]) > 20, "much happened, or this shows nothing"
