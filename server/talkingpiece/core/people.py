"""Rules of people: taking a seat, agreeing, coming back, leaving, one's name, and handing on the lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import commands as c
from . import events as e
from .evolve import evolve
from .refusal import Refused
from .session import Session
from .steps import KINDS, needs_agreement
from .steps.agree import AgreeCommand, Agreed
from .steps.kind import By, Happened, Scene
from .texts import name_of


def _take_seat(scene: Scene, by: By, command: c.TakeSeat) -> Happened:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed.")
    if command.seat in scene.session.seats:  # never hand a place that somebody has to another key
        return
    # The lead that somebody has is passed on, never taken: not by a second use of the key that gave it.
    lead = command.lead and scene.session.lead is None
    taken = e.SeatTaken(seat=command.seat, key=command.key, lead=lead, member=command.member)
    yield taken
    yield e.Keep(f"name:{command.seat}", name_of(command.name))
    if command.pronoun:
        yield e.Keep(f"pronoun:{command.seat}", command.pronoun)
    yield from _now_taking_part(scene, evolve(scene.session, taken), command.seat)


def _agree(scene: Scene, by: By, command: AgreeCommand) -> Happened:
    index = scene.session.agreement
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed.")
    if index is None or by.seat is None or not _asked_to_agree(scene, index):
        raise Refused("not_yet", "There is nothing to agree to yet.")
    if by.seat in scene.session.accepted:
        return
    agreed = Agreed(step=index, seat=by.seat)
    yield agreed
    yield from _now_taking_part(scene, evolve(scene.session, agreed), by.seat)


def _asked_to_agree(scene: Scene, index: int) -> bool:
    """The agreement was open, or it covers the step that is on because the group came here past it."""
    running = scene.session.phase == "running"
    return index in scene.session.states or (running and needs_agreement(scene.step))


def _come_back(scene: Scene, by: By, command: c.ComeBack) -> Happened:
    if by.seat is None or not scene.session.seats[by.seat].left:
        return
    returned = e.SeatReturned(seat=by.seat)
    yield returned
    yield from _now_taking_part(scene, evolve(scene.session, returned), by.seat)


def _leave(scene: Scene, by: By, command: c.Leave) -> Happened:
    if by.seat is None or scene.session.seats[by.seat].left:
        return
    if by.seat == scene.session.lead and scene.session.phase != "ended" and len(scene.session.here()) > 1:
        raise Refused("leading", "You lead. Pass the lead on first, so that the others are not stuck.")
    left = e.SeatLeft(seat=by.seat)
    yield left
    if scene.session.phase == "running":
        after = replace(scene, session=evolve(scene.session, left))
        yield from KINDS[scene.step.kind].left(after, by.seat)


def _now_taking_part(scene: Scene, session: Session, seat: str) -> Happened:
    if session.phase == "running" and seat in session.taking_part():
        yield from KINDS[scene.step.kind].joined(replace(scene, session=session), seat)


def _rename(scene: Scene, by: By, command: c.Rename) -> Happened:
    if by.seat is None:
        raise Refused("no_seat", "Only somebody with a place has a place card.")
    return (e.SeatRenamed(seat=by.seat), e.Keep(f"name:{by.seat}", name_of(command.name)))


def _pass_lead(scene: Scene, by: By, command: c.PassLead) -> Happened:
    if scene.session.led != "peers":
        raise Refused("not_peer_led", "Here the lead goes with the facilitator's link, not with a place.")
    if command.seat not in scene.session.here():
        raise Refused("not_here", "This person has left. Choose somebody who is here.")
    return () if command.seat == scene.session.lead else (e.LeadPassed(seat=command.seat),)


PEOPLE_RULES: dict[type, Callable[[Scene, By, Any], Happened]] = {
    c.TakeSeat: _take_seat, AgreeCommand: _agree, c.ComeBack: _come_back, c.Leave: _leave, c.Rename: _rename,
    c.PassLead: _pass_lead,
}  # fmt: skip
