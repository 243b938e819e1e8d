"""From "Are you there?" to the opening: who is counted, the plan, and whoever comes or goes before the pairs talk."""

from __future__ import annotations

from collections.abc import Sequence

from talkingpiece.core import pairing
from talkingpiece.core.clockwork import with_left
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Clock

from . import events as e
from .company import settle, with_lead
from .state import pairs_before
from .unfold import Unfolding

TRIES = 8  # draws, to find another plan than the one that was not wanted
LEAST_TALK_S = 30  # seconds: a share-back never takes all of the step's time


def plan(un: Unfolding) -> None:
    """Plan for all who are counted. What was locked by hand stays as it is. Raises Refused when nobody is."""
    somebody_here(un)
    counted = un.counted
    kept = [group for place, group in enumerate(un.state.groups) if place in _locked(un, counted)]
    inside = {seat for group in kept for seat in group}
    free = [seat for seat in counted if seat not in inside]
    drawn = (_joined_pairs(un, free, kept) if un.settings.joins else None) or _drawn(un, free, kept)
    un.then(e.PairsPlanned(step=un.step, groups=drawn.groups, left=drawn.left, locked=tuple(range(len(kept)))))
    settle(un)
    with_lead(un)


def somebody_here(un: Unfolding) -> None:
    """Raises Refused when nobody is counted."""
    if not un.seats:
        raise Refused("nobody_here", "Nobody has said yet that they are here.")


def _drawn(un: Unfolding, free: list[str], kept: list[pairing.Group]) -> pairing.Plan:
    """A plan; asked for another one, another one wherever there is one."""
    known = un.known
    seen = set(pairing.pairs_of(un.state.groups)) if un.state.phase == "planned" else set()
    announced = [] if seen else [group for group in known.announced if not _have_met(group, known)]
    for _ in range(TRIES):
        drawn = pairing.plan(free, un.size, known, un.scene.dice, locked=kept, announced=announced)
        if set(pairing.pairs_of(drawn.groups)) != seen:
            break
    return drawn


def _have_met(group: pairing.Group, known: pairing.Known) -> bool:
    """In this session: what was announced for it has been, and is not held again."""
    return any(known.met.get(pair, 0) > 0 and known.ago.get(pair) == 0 for pair in pairing.pairs_of([group]))


def _locked(un: Unfolding, counted: tuple[str, ...]) -> set[int]:
    """Places kept by hand whose people are all still here. After a round, the next one begins afresh; and nobody is
    kept alone."""
    if un.state.phase != "planned":
        return set()
    kept = ((place, set(un.state.groups[place])) for place in un.state.locked)
    return {place for place, group in kept if len(group) > 1 and group <= set(counted)}


def _joined_pairs(un: Unfolding, free: list[str], kept: list[pairing.Group]) -> pairing.Plan | None:
    """Fours out of the pairs of the pairs step before. None when there was none."""
    before = pairs_before(un.scene.session.states, un.step)
    if before is None:
        return None
    whole = [tuple(seat for seat in group if seat in free) for group in before.groups]
    groups = [group for group in whole if len(group) > 1]
    if not groups:
        return None
    drawn = pairing.join_pairs(groups, un.known, un.scene.dice)
    single = [seat for seat in free if not any(seat in group for group in groups)]
    return pairing.Plan((*kept, *drawn.groups), (*drawn.left, *single), drawn.relaxed, drawn.repeats, drawn.bound)


def plan_when_all_answered(un: Unfolding) -> None:
    """Nobody has to press anything when everyone has said whether they are here."""
    asked = set(un.scene.session.taking_part())
    if un.state.phase == "gathering" and asked <= un.state.here | un.state.out and un.seats:
        plan(un)


def open_pairs(un: Unfolding) -> None:
    """The pairs talk, with the whole of their time, also when the clock was held before. Whoever would begin alone gets
    company first."""
    if un.state.phase != "planned":
        plan(un)
    somebody_here(un)  # they may all have left since
    _obey_late_wishes(un)
    settle(un)
    odd = tuple(seat for group in un.state.groups if group and len(group) != un.size for seat in group)
    un.then(e.PairsOpened(step=un.step, odd=odd))
    talk = talk_ms(un)
    un.also(with_left(Clock(), un.scene.now_ms, talk, talk))


def _obey_late_wishes(un: Unfolding) -> None:
    """Most people say that they are here first, and whom they would rather not be with after that: the plan may be made
    by then. It is mended at the opening and no sooner, so that no plan moves at the moment of somebody's wish. What was
    put together by hand stays: the one who asked is offered a way out."""
    known, groups = un.known, un.state.groups
    broken = _against(known.wishes, groups)
    if broken <= un.state.locked:
        return
    stay = un.state.locked | (_against(known.apart, groups) - broken)
    drawn = pairing.plan(
        [seat for place, group in enumerate(groups) if place not in stay for seat in group],
        un.size,
        known,
        un.scene.dice,
        announced=[group for place, group in enumerate(groups) if place not in stay and len(group) > 1],
    )
    same = {frozenset(group): place for place, group in enumerate(groups) if group}
    fresh = [group for group in drawn.groups if frozenset(group) not in same]
    taken = stay | {same[frozenset(group)] for group in drawn.groups if frozenset(group) in same}
    rooms = [place for place in range(len(groups) + len(fresh)) if place not in taken]
    moves = [(seat, place) for group, place in zip(fresh, rooms, strict=False) for seat in group]
    un.then(e.PairsMoved(step=un.step, moves=(*moves, *((seat, None) for seat in drawn.left))))


def _against(rules: frozenset[pairing.Pair], groups: Sequence[pairing.Group]) -> set[int]:
    """Places at which two are together who should not be."""
    return {place for place, group in enumerate(groups) if not rules.isdisjoint(pairing.pairs_of([group]))}


def talk_ms(un: Unfolding) -> int:
    """How long the pairs talk: the step's time without the share-back."""
    return max(LEAST_TALK_S, un.scene.step.seconds - un.settings.share_seconds) * 1000
