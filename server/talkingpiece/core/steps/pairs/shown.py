"""Projections of a pairs step. A plan is nobody's business before it is opened, a note nobody's but the pair's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from talkingpiece.core.pairing import Group
from talkingpiece.core.rooms import link_for
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import Look, Person, StagePart

from .judged import ahead, judgement
from .parts import (
    Being,
    ConsolePair,
    Introduction,
    PairGroup,
    PairLine,
    PairsBoard,
    PairsConsole,
    PairsHead,
    PairsSeat,
    PairsTally,
    Partner,
    ToldPart,
)  # fmt: skip
from .state import LEAD, SIZES, Line, PairsState, Whereabouts, pairs_before, settings_of


def person(look: Look, seat: str) -> Person:
    """Somebody in a pair; a facilitator without a seat is called what the circle calls them."""
    return Person(seat=LEAD, name=look.lead_name) if seat == LEAD else look.person(seat)


# --- the stage -----------------------------------------------------------------------------------------------


def stage_parts(look: Look, state: PairsState) -> Iterable[StagePart]:
    """For everybody."""
    settings = settings_of(look.step)
    size = SIZES[settings.size]
    yield PairsHead(
        phase=state.phase,
        draw=state.draw,
        half=state.half,
        size=size,
        turns=settings.turns,
        shares=settings.share_seconds > 0,
    )
    asked = set(look.session.taking_part())
    answered = state.here | state.out | state.missing.keys()  # the count must not tell who was taken for absent
    yield PairsTally(answered=len(asked & answered), of=len(asked))
    # Whoever is alone for a moment is not shown to everybody as the one who was left.
    groups = [(i, group) for i, group in enumerate(state.groups) if len(group) > 1] if state.phase == "talking" else []
    yield PairsBoard(
        draw=state.draw,
        turns=settings.turns,
        groups=tuple(PairGroup(place=i + 1, people=tuple(person(look, seat) for seat in group)) for i, group in groups),
        introductions=tuple(_introductions(look, state)),
        turn=state.turn,
    )


def _introductions(look: Look, state: PairsState) -> Iterator[Introduction]:
    notes = [pairs.note for pairs in (_before(look), state) if pairs]
    written = [line for note in notes for line in note.items()]
    for by, whom in state.baton:
        lines = (
            look.words.get(f"line:{id}", "")
            for id, line in written
            if line.released and (line.about == whom or (line.about is None and {by, whom} <= line.consent))
        )
        yield Introduction(by=person(look, by), whom=person(look, whom), lines=tuple(filter(None, lines)))


# --- one seat --------------------------------------------------------------------------------------------------


def seat_part(look: Look, state: PairsState, seat: str) -> PairsSeat:
    """For one seat: its own pair, its own wishes, and the note of its own pair."""
    being = _being(look, state, seat)
    place = state.place_of(seat) if state.phase == "talking" else None
    group = state.groups[place] if place is not None else ()
    asked = look.known.asked.get(seat, frozenset())
    return PairsSeat(
        being=being,
        place=None if place is None else place + 1,
        partners=tuple(_partner(look, other) for other in group if other != seat),
        order=tuple(person(look, other) for other in group) if len(group) > 1 else (),
        room_link=None if place is None else room_link(look.session, look.index, state, place),
        turns=len(group) if settings_of(look.step).turns and len(group) > 1 else 0,
        together=place is not None and state.where.get(place) == "together",
        company_by=look.due.get(f"alone:{seat}") if being == "waiting" else None,
        call="no" if place is None else state.calls.get(place, "no"),
        told=_told_to(look, state, place) if state.phase == "talking" else (),
        lines=tuple(_lines(look, state, seat, group)),
        not_with=tuple(sorted(asked)),
        unwished=bool(asked & set(group)),
    )


def _being(look: Look, state: PairsState, seat: str) -> Being:
    if seat in state.out:
        return "out"
    if seat in state.missing:
        return "missing"
    if state.phase == "back":
        return "back"
    if seat not in state.here:
        return "asked"
    if state.phase != "talking":
        return "counted"
    if seat in state.waiting():
        return "waiting"
    if state.place_of(seat) is not None:
        return "paired"
    # Whoever leads is with nobody else while they talk in a pair of their own.
    return "with_lead" if look.session.led == "facilitator" and LEAD not in state.placed() else "alone"


def _partner(look: Look, seat: str) -> Partner:
    return Partner(seat=seat, name=person(look, seat).name, pronoun=look.words.get(f"pronoun:{seat}", ""))


def _told_to(look: Look, state: PairsState, place: int | None) -> tuple[str, ...]:
    mine = f"{look.index}-{state.draw}-"
    return tuple(
        look.words.get(f"told:{told.id}", "")
        for told in state.told
        if told.id.startswith(mine) and (told.place is None or told.place == place)
    )


def _lines(look: Look, state: PairsState, seat: str, group: Group) -> Iterator[PairLine]:
    """The note of this seat's pair: lines this seat wrote, or whose word is asked for; in a four made of two pairs,
    first what they bring along: one's own lines, and of the others' what they had released.
    """
    for id, line in _brought(look, seat, group):
        if text := look.words.get(f"line:{id}", ""):
            yield PairLine(
                id=id,
                text=text,
                about=None if line.about is None else person(look, line.about),
                mine=False,
                ticked=seat in line.ticks,
                released=line.released,
                drops=False,
            )
    for id in state.lines_of(seat):
        line, text = state.lines[id], look.words.get(f"line:{id}", "")
        if not text:
            continue
        yield PairLine(
            id=id,
            text=text,
            about=None if line.about is None else person(look, line.about),
            mine=seat in line.consent,
            ticked=seat in line.ticks,
            released=line.released,
            drops=seat in (line.by, line.about),
        )


def _before(look: Look) -> PairsState | None:
    return pairs_before(look.session.states, look.index) if settings_of(look.step).joins else None


def _brought(look: Look, seat: str, group: Group) -> Iterator[tuple[str, Line]]:
    before = _before(look) if group else None
    for id, line in before.note.items() if before else ():
        if seat in line.pair or (line.released and line.consent & set(group)):
            yield id, line


# --- those who lead ----------------------------------------------------------------------------------------------


def console_part(look: Look, state: PairsState) -> PairsConsole:
    """The board."""
    session, peers = look.session, look.session.led == "peers"
    inside = state.placed()
    seats = session.taking_part()
    judged = judgement(look, state)
    return PairsConsole(
        phase=state.phase,
        draw=state.draw,
        groups=tuple(
            _console_pair(look, state, place, "" if peers else judged.reasons[place])
            for place in range(len(state.groups))
        ),
        apart=tuple(look.person(seat) for seat in session.here() if seat not in inside),
        unasked=_people(look, (s for s in seats if s not in state.here | state.out | frozenset(state.missing))),
        out=_people(look, sorted(state.out & set(seats))),
        missing=_people(look, sorted(set(state.missing) & set(seats))),
        alone=_people(look, sorted(state.alone)),
        told=tuple(
            ToldPart(text=look.words.get(f"told:{told.id}", ""), place=None if told.place is None else told.place + 1)
            for told in state.told
        ),
        lead=state.lead,
        links=len(links_of(session, look.index)),
        undo=bool(state.undo),
        repeats=judged.repeats,
        bound=judged.bound,
        ahead=() if peers else ahead(look, state),
        share_back=settings_of(look.step).share_seconds > 0,
    )


def _people(look: Look, seats: Iterable[str]) -> tuple[Person, ...]:
    return tuple(person(look, seat) for seat in seats)


def _console_pair(look: Look, state: PairsState, place: int, reason: str) -> ConsolePair:
    group = state.groups[place]
    link = room_link(look.session, look.index, state, place)
    return ConsolePair(
        place=place + 1,
        people=tuple(person(look, seat) for seat in group),
        room_link=link,
        reason=reason if len(group) > 1 else "",
        locked=place in state.locked,
        where=_where(state, place, link),
        call=state.calls.get(place, "no"),
        company_by=look.due.get(f"alone:{group[0]}") if len(group) == 1 else None,
    )


def _where(state: PairsState, place: int, link: str | None) -> Whereabouts:
    if state.phase in ("gathering", "planned"):
        return "planned"
    if state.phase == "back":
        return "returned"
    return state.where.get(place, "moving" if link else "manual")


def links_of(session: Session, index: int) -> tuple[str, ...]:
    """The links of rooms at this step: the last that were set in a pairs step, else the session's own."""
    states = [s for i, s in sorted(session.states.items()) if isinstance(s, PairsState) and s.links is not None]
    here = session.states.get(index)
    chosen = here if isinstance(here, PairsState) and here.links is not None else (states[-1] if states else None)
    return session.room_links if chosen is None or chosen.links is None else chosen.links


def room_link(session: Session, index: int, state: PairsState, place: int) -> str | None:
    """Where the pair of this place meets: the same for the whole round."""
    return link_for(links_of(session, index), place, session.facilitator_key, f"{session.id}|{index}|{state.draw}")
