"""The next state of a pairs step. No decision is made here."""

from __future__ import annotations

from dataclasses import replace

from talkingpiece.core.events import StepEvent
from talkingpiece.core.pairing import pairs_of

from . import events as e
from .state import LEAD, Line, PairsState, Told, moved

MOST_UNDO = 20  # arrangements


def fold(state: PairsState, event: StepEvent) -> PairsState:
    """After one event."""
    after = _after(state, event)
    return after if after.groups is state.groups else _without_empty_places(after)


def _after(state: PairsState, event: StepEvent) -> PairsState:
    match event:
        case e.PairsAsked():
            return _asked(state)
        case e.PairsCame(seat=seat):
            return replace(_without_marks(state, seat), here=state.here | {seat})
        case e.PairsSatOut(seat=seat):
            away = _out_of_group(_without_marks(state, seat), seat)
            return replace(away, here=away.here - {seat}, out=away.out | {seat})
        case e.PairsGone(seat=seat):
            away = _out_of_group(_without_marks(state, seat), seat)
            baton = _baton_without(state, seat)
            return replace(away, here=away.here - {seat}, baton=baton)
        case e.PairsMissing(seat=seat):
            place = state.place_of(seat)
            away = _out_of_group(_without_marks(state, seat), seat)
            missing = away.missing if place is None else {**away.missing, seat: place}
            return replace(away, here=away.here - {seat}, missing=missing)
        case e.PairsPlanned():
            return _planned(state, event)
        case e.PairsMoved(moves=moves):
            return _moved(state, moves)
        case e.PairsArranged():
            return _arranged(state, event)
        case e.RoomsSet(links=links):
            return replace(state, links=links)
        case e.LeadJoined(joins=joins):
            return replace(state, lead=joins, undo=())
    return _round(state, event)


def _round(state: PairsState, event: StepEvent) -> PairsState:
    match event:
        case e.PairsOpened(odd=odd):
            return _opened(state, odd)
        case e.PairsHalf():
            return replace(state, half=True, midway=frozenset(pairs_of(state.groups)))
        case e.PairsBack():
            return _back(state, event)
        case e.BatonPassed():
            return replace(state, turn=state.turn + 1)
        case e.PairsWhere(place=place, where=where):
            return replace(state, where={**state.where, place: where})
        case e.PairsCalled(place=place, call=call):
            others = {p: c for p, c in state.calls.items() if p != place}
            return replace(state, calls=others if call == "no" else {**others, place: call})
        case e.PairsTold(id=id, place=place):
            return replace(state, told=(*state.told, Told(id, place)))
    return _note(state, event)


def _note(state: PairsState, event: StepEvent) -> PairsState:
    match event:
        case e.LineWritten(line=id, by=by, about=about, pair=pair, consent=consent):
            # Whoever writes for all agrees to it; what is about somebody waits for their own word, also the writer's.
            ticks = frozenset({by}) if about is None else frozenset()
            line = Line(state.draw, by, about, frozenset(pair), frozenset(consent), ticks)
            return replace(state, lines={**state.lines, id: line})
        case e.LineTicked(line=id, seat=seat, on=on):
            line = state.lines[id]
            ticks = line.ticks | {seat} if on else line.ticks - {seat}
            return replace(state, lines={**state.lines, id: replace(line, ticks=ticks)})
        case e.LineDropped(line=id):
            return replace(state, lines={key: line for key, line in state.lines.items() if key != id})
    return state


def _without_marks(state: PairsState, seat: str) -> PairsState:
    """Neither out, nor missing, nor without a pair."""
    missing = {s: place for s, place in state.missing.items() if s != seat}
    return replace(state, out=state.out - {seat}, missing=missing, alone=state.alone - {seat})


def _out_of_group(state: PairsState, seat: str) -> PairsState:
    """Undo never brings back who went, also not to a group they had been moved out of before."""
    if state.place_of(seat) is None:
        return replace(state, undo=())
    return replace(state, groups=moved(state.groups, [(seat, None)]), undo=())


def _without_empty_places(state: PairsState) -> PairsState:
    """Whoever has an empty room next is somebody else: it calls nobody, is kept by nobody, and nobody's way back."""
    used = {place for place, group in enumerate(state.groups) if group}
    return replace(
        state,
        locked=state.locked & used,
        calls={place: call for place, call in state.calls.items() if place in used},
        where={place: where for place, where in state.where.items() if place in used},
        missing={seat: place if place in used else None for seat, place in state.missing.items()},
    )


def _asked(state: PairsState) -> PairsState:
    return replace(
        state, phase="gathering", here=frozenset(), out=frozenset(), missing={}, groups=(), locked=frozenset(),
        alone=frozenset(), where={}, baton=(), turn=0, half=False,
    )  # fmt: skip


def _planned(state: PairsState, event: e.PairsPlanned) -> PairsState:
    return replace(
        state, phase="planned", draw=state.draw + 1, groups=event.groups, alone=frozenset(event.left) - {LEAD},
        locked=frozenset(event.locked), half=False, undo=(), calls={}, where={}, baton=(), turn=0,
        midway=frozenset(), before=state.met, missing=dict.fromkeys(state.missing),
    )  # fmt: skip


def _opened(state: PairsState, odd: tuple[str, ...]) -> PairsState:
    together = frozenset(pairs_of(state.groups))
    counts = {**state.odd, **{seat: state.odd.get(seat, 0) + 1 for seat in odd}}
    return replace(state, phase="talking", began=together, met=state.met | together, half=False, undo=(), odd=counts)


def _back(state: PairsState, event: e.PairsBack) -> PairsState:
    ran = {**state.ran, state.draw: frozenset() if event.cut else _ran(state)}
    return replace(state, phase="back", ran=ran, baton=event.baton, turn=0, calls={}, alone=frozenset(), undo=())


def _moved(state: PairsState, moves: tuple[tuple[str, int | None], ...]) -> PairsState:
    groups = moved(state.groups, moves)
    placed = {seat for seat, place in moves if place is not None}
    alone = (state.alone - placed) | {seat for seat, place in moves if place is None and seat != LEAD}
    met = state.met | frozenset(pairs_of(groups)) if state.phase == "talking" else state.met
    return replace(state, groups=groups, alone=alone, met=met, undo=())


def _arranged(state: PairsState, event: e.PairsArranged) -> PairsState:
    undo = state.undo[:-1] if event.undone else (*state.undo, state.arrangement())[-MOST_UNDO:]
    met = state.met | frozenset(pairs_of(event.groups)) if state.phase == "talking" else state.met
    return replace(
        state, groups=event.groups, locked=frozenset(event.locked), alone=frozenset(event.alone), undo=undo, met=met
    )  # fmt: skip


def _ran(state: PairsState) -> frozenset[frozenset[str]]:
    """Who was together for at least half of the round: from its opening to half-time, or from there to its end.

    Found without any time of day in the log. Nobody counts as met in a round that was cut before half-time.
    """
    if not state.half:
        return frozenset()
    return state.midway & (state.began | frozenset(pairs_of(state.groups)))


def _baton_without(state: PairsState, seat: str) -> tuple[tuple[str, str], ...]:
    """Introductions still to come in which this seat has no part."""
    return tuple(two for i, two in enumerate(state.baton) if i < state.turn or seat not in two)
