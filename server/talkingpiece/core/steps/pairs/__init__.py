"""pairs: people are put together for an icebreaker, and nobody is left alone.

A round goes: gathering ("Are you there?") -> planned (those who lead look at it) -> talking -> back (share-back).
Each group has a place (its index), which is its room for the whole round: a moved person goes to a room, a room never
goes to a person. Turns within a pair are equal parts of the time, so all groups end together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from talkingpiece.core.clockwork import changed, with_left
from talkingpiece.core.commands import Command
from talkingpiece.core.events import Keep, StepEvent
from talkingpiece.core.refusal import Refused
from talkingpiece.core.rooms import room_links
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import Alarm, By, ConsolePart, Happened, Kind, Look, Scene, StagePart

from . import board, company, planning, telling
from . import commands as c
from . import events as e
from .fold import fold
from .parts import PairsBoard, PairsConsole, PairsHead, PairsSeat, PairsTally
from .shown import console_part, seat_part, stage_parts
from .state import LEAD, PairsSettings, PairsState
from .unfold import Unfolding

ALONE_MS = 8_000  # milliseconds somebody is alone before company comes: a partner may be back, and 15 s are promised
LAST_SENTENCE_MS = 30_000  # milliseconds between being called back and being back


class Pairs(Kind[PairsState]):
    name = "pairs"
    Settings = PairsSettings
    State = PairsState
    gated = True
    commands = c.OF_SEATS
    leading = c.OF_LEADS
    timed = c.OF_THE_ROOM
    events = e.EVENTS
    stage_parts = (PairsHead, PairsTally, PairsBoard)
    seat_part = PairsSeat
    console_part = PairsConsole

    def decide(self, scene: Scene, by: By, command: Any) -> Happened:
        un = Unfolding(scene, self.state(scene.session, scene.index))
        _RULES[type(command)](un, by, command)
        return un.happened

    def left(self, scene: Scene, seat: str) -> Happened:
        un = Unfolding(scene, self.state(scene.session, scene.index))
        if seat in un.state.here | un.state.out | un.state.placed():
            company.go(un, e.PairsGone(step=un.step, seat=seat))
        return un.happened

    def finish(self, scene: Scene) -> Happened:
        un = Unfolding(scene, self.state(scene.session, scene.index))
        if un.state.phase == "talking":
            un.then(e.PairsBack(step=un.step))
        return un.happened

    def alarms(self, session: Session, index: int) -> Iterable[Alarm]:
        state, clock = self.state(session, index), session.clock
        if state.phase != "talking":
            return
        if clock.ends_at is not None:
            if not state.half:
                yield Alarm(f"half:{state.draw}", c.HalfTime(), at_ms=clock.ends_at - clock.total_ms // 2)
            yield Alarm(f"over:{state.draw}", c.RoundOver(), at_ms=clock.ends_at)
        for seat in state.waiting():
            yield Alarm(f"alone:{seat}", c.Rescue(seat), after_ms=ALONE_MS)

    def evolve(self, state: PairsState, event: StepEvent) -> PairsState:
        return fold(state, event)

    def stage(self, look: Look) -> Iterable[StagePart]:
        return stage_parts(look, self.state(look.session, look.index))

    def seat(self, look: Look, seat: str) -> PairsSeat:
        return seat_part(look, self.state(look.session, look.index), seat)

    def console(self, look: Look) -> ConsolePart:
        return console_part(look, self.state(look.session, look.index))


# --- who is here -------------------------------------------------------------------------------------------


def _seat_of(by: By) -> str:
    if by.seat is None:
        raise Refused("no_seat", "Only somebody with a place can say that.")
    return by.seat


def _i_am_here(un: Unfolding, by: By, command: c.IAmHere) -> None:
    company.come(un, _seat_of(by))
    planning.plan_when_all_answered(un)


def _count_in(un: Unfolding, by: By, command: c.CountIn) -> None:
    if command.seat not in un.scene.session.taking_part():
        raise Refused("not_here", "This person has left, or has not accepted the agreement yet.")
    company.come(un, command.seat)
    planning.plan_when_all_answered(un)


def _sit_out(un: Unfolding, by: By, command: c.SitOut) -> None:
    seat = _seat_of(by)
    if seat not in un.state.out:
        company.go(un, e.PairsSatOut(step=un.step, seat=seat))
        planning.plan_when_all_answered(un)


def _not_with(un: Unfolding, by: By, command: c.NotWith) -> None:
    seat = _seat_of(by)
    if seat in command.seats or not set(command.seats) <= set(un.scene.session.seats):
        raise Refused("not_here", "One of these people is not in this circle.")
    un.then(e.WishKept(step=un.step))
    un.also(Keep(f"wish:{seat}", " ".join(sorted(set(command.seats)))))


def _partner_missing(un: Unfolding, by: By, command: c.PartnerMissing) -> None:
    place = un.state.place_of(command.seat)
    own = by.seat is not None and by.seat != command.seat and un.state.place_of(by.seat) == place
    if place is None or not (own or by.leads):
        raise Refused("not_your_pair", "This person is not in your pair any more.")
    company.go(un, e.PairsMissing(step=un.step, seat=command.seat))


def _another_pair(un: Unfolding, by: By, command: c.AnotherPair) -> None:
    seat = _seat_of(by)
    place = un.state.place_of(seat)
    group = un.state.groups[place] if place is not None else ()
    if not un.scene.known.asked.get(seat, frozenset()) & set(group):
        raise Refused("no_wish", "Your pair is as it was drawn. You can sit this one out.")
    un.then(e.PairsMoved(step=un.step, moves=((seat, None),)))
    company.left_behind(un, place)
    if seat in un.state.alone:
        company.admit(un, seat)


def _rescue(un: Unfolding, by: By, command: c.Rescue) -> None:
    if command.seat in un.state.waiting():
        company.admit(un, command.seat)


# --- the round -----------------------------------------------------------------------------------------------


def _expect(un: Unfolding, draw: int) -> None:
    if draw != un.state.draw:
        raise Refused("stale", "The pairs have been drawn again already.")


def _plan_pairs(un: Unfolding, by: By, command: c.PlanPairs) -> None:
    _expect(un, command.expecting)
    if un.state.phase != "gathering":
        raise Refused("stale", "There is a plan already.")
    planning.plan(un)


def _open_pairs(un: Unfolding, by: By, command: c.OpenPairs) -> None:
    _expect(un, command.expecting)
    if un.state.phase == "talking":
        return
    if un.state.phase == "back":
        raise Refused("round_over", "This round is over. Draw another one, or move on.")
    planning.open_pairs(un)


def _draw_again(un: Unfolding, by: By, command: c.DrawAgain) -> None:
    _expect(un, command.expecting)
    if un.state.phase != "talking":
        planning.plan(un)
        return
    for seat in [*un.state.waiting(), *sorted(un.state.alone)]:  # nobody who talks is moved by a draw
        if seat in un.state.alone or seat in un.state.waiting():
            company.admit(un, seat)


def _talking(un: Unfolding, draw: int) -> None:
    if un.state.phase != "talking" or draw != un.state.draw:
        raise Refused("round_over", "This round is over; the pairs are back, or on their way.")


def _extend(un: Unfolding, by: By, command: c.ExtendPairs) -> None:
    _talking(un, command.expecting)
    un.also(changed(un.scene.session.clock, un.scene.now_ms, command.seconds))


def _call_back(un: Unfolding, by: By, command: c.CallBack) -> None:
    _talking(un, command.expecting)
    clock, now = un.scene.session.clock, un.scene.now_ms
    if clock.left(now) <= LAST_SENTENCE_MS:
        _over(un)
    else:
        un.also(with_left(clock, now, LAST_SENTENCE_MS, clock.total_ms - clock.left(now) + LAST_SENTENCE_MS))


def _round_over(un: Unfolding, by: By, command: c.RoundOver) -> None:
    clock = un.scene.session.clock
    if un.state.phase == "talking" and not clock.paused and clock.left(un.scene.now_ms) <= 0:
        _over(un)


def _half_time(un: Unfolding, by: By, command: c.HalfTime) -> None:
    if un.state.phase == "talking" and not un.state.half:
        un.then(e.PairsHalf(step=un.step))


def _over(un: Unfolding) -> None:
    """Everybody is back; with a share-back, it has its own time."""
    seconds = un.settings.share_seconds
    un.then(e.PairsBack(step=un.step, baton=_introductions(un) if seconds else ()))
    if seconds:
        un.also(with_left(un.scene.session.clock, un.scene.now_ms, seconds * 1000, seconds * 1000))


def _introductions(un: Unfolding) -> tuple[tuple[str, str], ...]:
    """Who introduces whom: pair by pair, by lot, each the next of their own group."""
    groups = [group for group in un.state.groups if len(group) > 1]
    un.scene.dice.shuffle(groups)
    return tuple((one, group[(i + 1) % len(group)]) for group in groups for i, one in enumerate(group))


def _pass_baton(un: Unfolding, by: By, command: c.PassBaton) -> None:
    if command.expecting != un.state.turn or un.state.turn >= len(un.state.baton):
        raise Refused("stale", "The word has gone on already.")
    if not by.leads and by.seat != un.state.baton[un.state.turn][0]:
        raise Refused("not_holder", "Only whoever introduces passes the word on.")
    un.then(e.BatonPassed(step=un.step))


# --- around the pairs ------------------------------------------------------------------------------------------


def _together(un: Unfolding, by: By, command: c.WeAreTogether) -> None:
    place = un.state.place_of(_seat_of(by))
    if place is not None:
        _room_is(un, by, c.RoomIs(place, "together"))


def _room_is(un: Unfolding, by: By, command: c.RoomIs) -> None:
    if un.state.phase == "talking" and un.state.where.get(command.place) != command.where:
        un.then(e.PairsWhere(step=un.step, place=command.place, where=command.where))


def _call_lead(un: Unfolding, by: By, command: c.CallLead) -> None:
    place = un.state.place_of(_seat_of(by))
    if un.state.phase != "talking" or place is None:
        raise Refused("no_pair", "You are in no pair just now. Raise your hand instead.")
    if (place in un.state.calls) != command.on:
        un.then(e.PairsCalled(step=un.step, place=place, call="asked" if command.on else "no"))


def _answer_call(un: Unfolding, by: By, command: c.AnswerCall) -> None:
    if command.place not in un.state.calls:
        raise Refused("stale", "This pair does not call any more.")
    un.then(e.PairsCalled(step=un.step, place=command.place, call="coming" if command.coming else "no"))


def _set_rooms(un: Unfolding, by: By, command: c.SetRooms) -> None:
    un.then(e.RoomsSet(step=un.step, links=room_links(command.links)))


def _lead_takes_part(un: Unfolding, by: By, command: c.LeadTakesPart) -> None:
    if un.scene.session.led == "peers":
        raise Refused("has_seat", "You have a place like everyone; say whether you are here.")
    if command.joins != un.state.lead:
        place = un.state.place_of(LEAD)
        un.then(e.LeadJoined(step=un.step, joins=command.joins))
        if command.joins == "out" and place is not None:
            un.then(e.PairsMoved(step=un.step, moves=((LEAD, None),)))
            company.left_behind(un, place)


_RULES: dict[type[Command] | type, Callable[[Unfolding, By, Any], None]] = {
    c.IAmHere: _i_am_here, c.SitOut: _sit_out, c.NotWith: _not_with, c.CountIn: _count_in,
    c.PartnerMissing: _partner_missing, c.AnotherPair: _another_pair, c.Rescue: _rescue, c.RoomIs: _room_is,
    c.PlanPairs: _plan_pairs, c.OpenPairs: _open_pairs, c.DrawAgain: _draw_again, c.ExtendPairs: _extend,
    c.CallBack: _call_back, c.RoundOver: _round_over, c.HalfTime: _half_time, c.PassBaton: _pass_baton,
    c.WeAreTogether: _together, c.CallLead: _call_lead, c.AnswerCall: _answer_call, c.SetRooms: _set_rooms,
    c.LeadTakesPart: _lead_takes_part,
    c.MovePerson: board.move,
    c.LockPair: lambda un, by, command: board.lock(un, command),
    c.UndoMove: lambda un, by, command: board.undo(un, command),
    c.TellPairs: lambda un, by, command: telling.tell_pairs(un, command),
    c.WriteLine: lambda un, by, command: telling.write(un, _seat_of(by), command),
    c.TickLine: lambda un, by, command: telling.tick(un, _seat_of(by), command),
    c.DropLine: lambda un, by, command: telling.drop(un, _seat_of(by), command),
}  # fmt: skip
