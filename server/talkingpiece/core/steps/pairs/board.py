"""Arranged by hand: moves, locks, undo. A rule gives way only when whoever leads says so twice."""

from __future__ import annotations

from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps.kind import By

from . import commands as c
from . import events as e
from .company import left_behind
from .here import may_be_counted
from .state import LEAD, moved
from .unfold import Unfolding

MOST_IN_A_GROUP = 6  # people; more is a meeting of its own


def move(un: Unfolding, by: By, command: c.MovePerson) -> None:
    """Put somebody elsewhere, and keep both groups as they are from a new draw."""
    _may_arrange(un)
    seat, to = command.seat, command.to
    if seat != LEAD or un.state.lead == "out":
        may_be_counted(un, seat)
    was = un.state.place_of(seat)
    if was == to and (to is not None or seat in un.state.alone or seat == LEAD):
        return
    if was != command.was:
        raise Refused("stale", "Somebody has moved this person already. Look at the board again.")
    if to is not None:
        _may_enter(un, command, to)
    if seat not in un.state.here and seat != LEAD:
        un.then(e.PairsCame(step=un.step, seat=seat))
    groups = moved(un.state.groups, [(seat, to)])
    touched = {place for place in (was, to) if place is not None and place < len(groups) and groups[place]}
    alone = (un.state.alone - {seat}) if to is not None or seat == LEAD else un.state.alone | {seat}
    _arrange(un, groups, un.state.locked | touched, alone, deliberate=command.deliberate)
    if un.state.phase == "talking":
        left_behind(un, was)


def _may_arrange(un: Unfolding) -> None:
    if un.state.phase == "gathering":
        raise Refused("no_plan", "Plan the pairs first; then you can move people.")
    if un.state.phase == "back":
        raise Refused("round_over", "This round is over; the pairs are back.")


def _may_enter(un: Unfolding, command: c.MovePerson, to: int) -> None:
    if not 0 <= to <= len(un.state.groups):
        raise Refused("no_place", "There is no such pair. Look at the board again.")
    group = un.state.groups[to] if to < len(un.state.groups) else ()
    if len(group) >= MOST_IN_A_GROUP:
        raise Refused("full", f"There are {MOST_IN_A_GROUP} people already. Choose another place.")
    # Only rules that whoever leads keeps are spoken of: a participant's own wish warns nobody.
    if any(frozenset((command.seat, other)) in un.scene.known.apart for other in group):
        if un.scene.session.led == "peers":
            raise Refused("not_there", "This place is not free for them. Choose another one.")
        if not command.deliberate:
            raise Refused("keep_apart", "A rule of yours keeps two of these people apart. Move them all the same?")


def _arrange(
    un: Unfolding,
    groups: e.Groups,
    locked: frozenset[int],
    alone: frozenset[str],
    *,
    undone: bool = False,
    deliberate: bool = False,
) -> None:
    kept = tuple(sorted(place for place in locked if place < len(groups) and groups[place]))
    un.then(
        e.PairsArranged(
            step=un.step,
            groups=groups,
            locked=kept,
            alone=tuple(sorted(alone)),
            undone=undone,
            deliberate=deliberate,
        )
    )


def lock(un: Unfolding, by: By, command: c.LockPair) -> None:
    """Keep a group from the next draw, or no longer."""
    _may_arrange(un)
    if not 0 <= command.place < len(un.state.groups) or not un.state.groups[command.place]:
        raise Refused("no_place", "There is no such pair. Look at the board again.")
    if (command.place in un.state.locked) != command.on:
        _arrange(un, un.state.groups, un.state.locked ^ {command.place}, un.state.alone)


def undo(un: Unfolding, by: By, command: c.UndoMove) -> None:
    """Back to how it was before the last move by hand. Who left meanwhile does not come back by it."""
    _may_arrange(un)
    if not un.state.undo:
        raise Refused("nothing_to_undo", "There is no move to take back: people have come or gone since.")
    last = un.state.undo[-1]
    placed = {seat for group in last.groups for seat in group}
    alone = last.alone | (un.state.here - placed)  # whoever that move had counted in stays counted
    _arrange(un, last.groups, last.locked, alone, undone=True)
