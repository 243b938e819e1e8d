"""Fold one event into the session. No decision is made here: what happened has happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from . import events as e
from .cards.fold import evolve_cards
from .session import Clock, Seat, Session
from .steps import KINDS
from .steps.agree import Agreed


def fold(events: Iterable[e.Event], session: Session | None = None) -> Session:
    """The session after these events. Raises ValueError when the log does not begin with `session_opened`."""
    for event in events:
        session = evolve(session, event)
    if session is None:
        raise ValueError("an empty log holds no session")
    return session


def evolve(session: Session | None, event: e.Event) -> Session:
    """The session after one event."""
    if session is None:
        if not isinstance(event, e.SessionOpened):
            raise ValueError(f"a log begins with session_opened, not {type(event).__name__}")
        return _opened(event)
    if isinstance(event, e.StepEvent):
        return _within_step(session, event)
    return _of_session(session, event)


def _opened(event: e.SessionOpened) -> Session:
    return Session(
        id=event.session, module=event.module, title=event.title, led=event.led, door=event.door,
        facilitator_key=event.facilitator_key, wall_key=event.wall_key, room_links=event.room_links,
        group=event.group, begins=event.begins,
    )  # fmt: skip


def _within_step(session: Session, event: e.StepEvent) -> Session:
    kind = KINDS[session.module.steps[event.step].kind]
    state = kind.evolve(kind.state(session, event.step), event)
    session = replace(session, states={**session.states, event.step: state})
    if isinstance(event, Agreed):
        session = replace(session, accepted=session.accepted | {event.seat})
    return session


def _of_session(session: Session, event: e.Event) -> Session:
    match event:
        case e.SeatTaken(seat=seat, key=key, lead=lead, member=member):
            seats = {**session.seats, seat: Seat(id=seat, key=key, member=member)}
            return replace(session, seats=seats, lead=seat if lead else session.lead)
        case e.SeatLeft(seat=seat):
            return _seat(session, seat, left=True)
        case e.SeatReturned(seat=seat):
            return _seat(session, seat, left=False)
        case e.StepAdded():
            return _step_added(session, event)
        case e.StepOpened():
            return _step_opened(session, event)
        case e.TimeChanged(ends_at=ends_at, remaining_ms=remaining, total_ms=total):
            return replace(session, clock=Clock(ends_at=ends_at, remaining_ms=remaining, total_ms=total))
        case e.Paused(remaining_ms=remaining):
            return replace(session, clock=replace(session.clock, ends_at=None, remaining_ms=remaining))
        case e.Resumed(ends_at=ends_at):
            return replace(session, clock=replace(session.clock, ends_at=ends_at, remaining_ms=None))
        case e.LeadPassed(seat=seat):
            return replace(session, lead=seat)
        case e.SessionEnded(at=at):
            return replace(session, phase="ended", ended_at=at, clock=Clock())
    return evolve_cards(session, event)


def _step_added(session: Session, event: e.StepAdded) -> Session:
    steps = session.module.steps
    return replace(
        session,
        module=replace(session.module, steps=(*steps, event.step)),
        added={**session.added, len(steps): event.back},
        aside=session.clock if session.step == event.back else session.aside,
    )


def _step_opened(session: Session, event: e.StepOpened) -> Session:
    left = dict(session.left_ms)
    if session.phase == "running":
        left[session.step] = session.clock.left(event.at)
    kind = KINDS[session.module.steps[event.step].kind]
    return replace(
        session,
        phase="running",
        step=event.step,
        opening=event.opening,
        clock=Clock(ends_at=event.ends_at, total_ms=event.total_ms),
        left_ms=left,
        started_at=event.at if session.started_at is None else session.started_at,
        begun={event.step: event.at, **session.begun},
        states={**session.states, event.step: kind.state(session, event.step)},
    )


def _seat(session: Session, seat: str, *, left: bool) -> Session:
    return replace(session, seats={**session.seats, seat: replace(session.seats[seat], left=left)})
