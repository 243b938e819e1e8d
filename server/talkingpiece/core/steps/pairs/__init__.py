"""pairs: people are put together for an icebreaker, and nobody is left alone.

A round goes: gathering ("Are you there?") -> planned (those who lead look at it) -> talking -> back (share-back).
Each group has a place (its index), which is its room for the whole round: a moved person goes to a room, a room never
goes to a person. Turns within a pair are equal parts of the time, so all groups end together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from talkingpiece.core.events import StepEvent
from talkingpiece.core.refusal import Refused
from talkingpiece.core.rooms import room_links
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import Alarm, By, ConsolePart, Happened, Kind, Look, Scene, StagePart

from . import board, here, rounds, telling
from . import commands as c
from . import events as e
from .fold import fold
from .parts import PairsBoard, PairsConsole, PairsHead, PairsSeat, PairsTally
from .shown import console_part, seat_part, stage_parts
from .state import PairsSettings, PairsState
from .unfold import Unfolding

ALONE_MS = 8_000  # milliseconds somebody is alone before company comes: a partner may be back, and 15 s are promised


class Pairs(Kind[PairsState]):
    name = "pairs"
    Settings = PairsSettings
    State = PairsState
    gated = True
    commands = c.OF_SEATS
    leading = c.OF_LEADS
    timed = c.OF_THE_ROOM
    fleeting = ("wish:", "line:", "told:")
    events = e.EVENTS
    stage_parts = (PairsHead, PairsTally, PairsBoard)
    seat_part = PairsSeat
    console_part = PairsConsole

    def decide(self, scene: Scene, by: By, command: Any) -> Happened:
        un = self._unfolding(scene)
        if isinstance(command, c.OfDraw) and command.expecting != un.state.draw:
            raise Refused("stale", "The pairs have been drawn again since. Look at the board once more.")
        _RULES[type(command)](un, by, command)
        return un.happened

    def left(self, scene: Scene, seat: str) -> Happened:
        un = self._unfolding(scene)
        here.left(un, seat)
        return un.happened

    def finish(self, scene: Scene) -> Happened:
        un = self._unfolding(scene)
        rounds.finish(un)
        return un.happened

    def _unfolding(self, scene: Scene) -> Unfolding:
        return Unfolding(scene, self.state(scene.session, scene.index))

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


# --- around the pairs ------------------------------------------------------------------------------------------


def _together(un: Unfolding, by: By, command: c.WeAreTogether) -> None:
    place = un.state.place_of(here.seat_of(by))
    if place is not None:
        _room_is(un, by, c.RoomIs(place, "together"))


def _room_is(un: Unfolding, by: By, command: c.RoomIs) -> None:
    if un.state.phase == "talking" and un.state.where.get(command.place) != command.where:
        un.then(e.PairsWhere(step=un.step, place=command.place, where=command.where))


def _call_lead(un: Unfolding, by: By, command: c.CallLead) -> None:
    place = un.state.place_of(here.seat_of(by))
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


_RULES: dict[type, Callable[[Unfolding, By, Any], None]] = {
    c.IAmHere: here.i_am_here, c.SitOut: here.sit_out, c.NotWith: here.not_with, c.CountIn: here.count_in,
    c.PartnerMissing: here.partner_missing, c.AnotherPair: here.another_pair, c.Rescue: here.rescue,
    c.LeadTakesPart: here.lead_takes_part,
    c.PlanPairs: rounds.plan_pairs, c.OpenPairs: rounds.open_pairs, c.DrawAgain: rounds.draw_again,
    c.ExtendPairs: rounds.extend, c.CallBack: rounds.call_back, c.RoundOver: rounds.round_over,
    c.HalfTime: rounds.half_time, c.PassBaton: rounds.pass_baton,
    c.WeAreTogether: _together, c.RoomIs: _room_is, c.CallLead: _call_lead, c.AnswerCall: _answer_call,
    c.SetRooms: _set_rooms, c.MovePerson: board.move,
    c.LockPair: board.lock, c.UndoMove: board.undo, c.TellPairs: telling.tell_pairs,
    c.WriteLine: telling.write, c.TickLine: telling.tick, c.DropLine: telling.drop,
}  # fmt: skip
