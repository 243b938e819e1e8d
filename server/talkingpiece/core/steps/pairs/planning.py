"""From "Are you there?" to the opening: who is counted, the plan, and whoever comes or goes before the pairs talk."""

from __future__ import annotations

from talkingpiece.core import pairing
from talkingpiece.core.clockwork import with_left
from talkingpiece.core.refusal import Refused

from . import events as e
from .company import admit, settle
from .state import PairsState
from .unfold import Unfolding

LEAST_TALK_S = 30  # seconds: a share-back never takes all of the step's time


def plan(un: Unfolding) -> None:
    """Plan for all who are counted. What was locked by hand stays as it is. Raises Refused when nobody is."""
    counted = un.counted
    if not counted:
        raise Refused("nobody_here", "Nobody has said yet that they are here.")
    kept = [group for place, group in enumerate(un.state.groups) if place in _locked(un, counted)]
    inside = {seat for group in kept for seat in group}
    free = [seat for seat in counted if seat not in inside]
    drawn = _joined_pairs(un, free, kept) if un.settings.joins else None
    if drawn is None:
        drawn = pairing.plan(
            free, un.size, un.known, un.scene.dice, locked=kept, announced=un.scene.known.announced  # type: ignore[arg-type]
        )  # fmt: skip
    un.then(e.PairsPlanned(step=un.step, groups=drawn.groups, left=drawn.left, locked=tuple(range(len(kept)))))


def _locked(un: Unfolding, counted: tuple[str, ...]) -> set[int]:
    """Places kept by hand whose people are all still here. After a round, the next one begins afresh."""
    if un.state.phase != "planned":
        return set()
    kept = ((place, set(un.state.groups[place])) for place in un.state.locked)
    return {place for place, group in kept if group and group <= set(counted)}


def _joined_pairs(un: Unfolding, free: list[str], kept: list[pairing.Group]) -> pairing.Plan | None:
    """Fours out of the pairs of the pairs step before. None when there was none."""
    states = un.scene.session.states
    before = [s for i, s in sorted(states.items()) if i < un.step and isinstance(s, PairsState) and s.draw]
    if not before:
        return None
    whole = [tuple(seat for seat in group if seat in free) for group in before[-1].groups]
    groups = [group for group in whole if len(group) > 1]
    drawn = pairing.join_pairs(groups, un.known, un.scene.dice)
    single = [seat for seat in free if not any(seat in group for group in groups)]
    return pairing.Plan((*kept, *drawn.groups), (*drawn.left, *single), drawn.relaxed, drawn.repeats, drawn.bound)


def plan_when_all_answered(un: Unfolding) -> None:
    """Nobody has to press anything when everyone has said whether they are here."""
    asked = set(un.scene.session.taking_part())
    if un.state.phase == "gathering" and asked <= un.state.here | un.state.out and un.counted:
        plan(un)


def open_pairs(un: Unfolding) -> None:
    """The pairs talk, with the whole of their time. Whoever would begin alone gets company first."""
    if un.state.phase != "planned":
        plan(un)
    for seat in [*sorted(un.state.alone), *un.state.waiting()]:
        if un.state.place_of(seat) is None or seat in un.state.waiting():
            admit(un, seat)
    settle(un)
    odd = tuple(seat for group in un.state.groups if group and len(group) != un.size for seat in group)
    un.then(e.PairsOpened(step=un.step, odd=odd))
    talk = talk_ms(un)
    un.also(with_left(un.scene.session.clock, un.scene.now_ms, talk, talk))


def talk_ms(un: Unfolding) -> int:
    """How long the pairs talk: the step's time without the share-back."""
    return max(LEAST_TALK_S, un.scene.step.seconds - un.settings.share_seconds) * 1000
