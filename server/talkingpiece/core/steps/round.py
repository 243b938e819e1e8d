"""round: the talking piece goes round. Whoever holds it speaks and passes it on; nothing cuts anybody off.

The practice comes from Indigenous circle traditions. How long somebody held the piece is never logged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.commands import Command
from talkingpiece.core.events import StepEvent
from talkingpiece.core.session import Session

from .kind import (
    By,
    Happened,
    Kind,
    Look,
    Part,
    Person,
    Refused,
    Scene,
    SeatPart,
    Section,
    StagePart,
    replace,
)

Turn = Literal["spoke", "passed"]


@dataclass(frozen=True, kw_only=True)
class RoundSettings:
    """`seconds_each`: how long a turn takes, about; shown, never enforced."""

    seconds_each: int = 120


@dataclass(frozen=True, slots=True)
class RoundState:
    """`order` is the circle as drawn; `queue` those still to come; `turns` what became of the others."""

    order: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    holder: str | None = None
    turns: tuple[tuple[str, Turn], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PassPiece(Command):
    """I have spoken: the piece goes on. Whoever leads may do it for a holder who is not there.

    `expecting` is the holder (seat) the asker saw, so two taps pass the piece once.
    """

    type: Literal["pass_piece"] = "pass_piece"
    expecting: str


@dataclass(frozen=True, kw_only=True)
class PassTurn(Command):
    """I would rather not speak in this round. No reason is asked. `step`: the round (index) that was meant."""

    type: Literal["pass_turn"] = "pass_turn"
    step: int


@dataclass(frozen=True, kw_only=True)
class ComeBackToMe(Command):
    """Not yet: I would like to come last. `step`: the round (index) that was meant."""

    type: Literal["come_back_to_me"] = "come_back_to_me"
    step: int


@dataclass(frozen=True, kw_only=True)
class RoundBegan(StepEvent):
    """The circle is drawn; the first of it holds the piece."""

    type: Literal["round_began"] = "round_began"
    order: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TurnTaken(StepEvent):
    """A seat is done in this round: it spoke or it passed."""

    type: Literal["turn_taken"] = "turn_taken"
    seat: str
    turn: Turn


@dataclass(frozen=True, kw_only=True)
class TurnPostponed(StepEvent):
    """A seat comes last now."""

    type: Literal["turn_postponed"] = "turn_postponed"
    seat: str


@dataclass(frozen=True, kw_only=True)
class CircleJoined(StepEvent):
    """A seat came late: the piece reaches it last."""

    type: Literal["circle_joined"] = "circle_joined"
    seat: str


@dataclass(frozen=True, kw_only=True)
class CircleLeft(StepEvent):
    """A seat left on purpose: the piece does not wait for it."""

    type: Literal["circle_left"] = "circle_left"
    seat: str


@dataclass(frozen=True, kw_only=True)
class RoundHead(StagePart):
    """Who has the piece, who is next, how far the round is. `since`: server ms at which the holder got it."""

    kind: Literal["round"] = "round"
    holder: Person | None
    next: Person | None
    since: int | None
    seconds_each: int
    done: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Place(Part):
    """One place in the circle."""

    seat: str
    name: str
    turn: Literal["spoke", "passed", "holds", "waits"]


@dataclass(frozen=True, kw_only=True)
class RoundBoard(StagePart):
    """The circle, in its drawn order."""

    section: ClassVar[Section] = "board"
    kind: Literal["round"] = "round"
    circle: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class RoundSeat(SeatPart):
    """This seat's own turn. `ahead`: how many come before it, None when it is not waiting."""

    kind: Literal["round"] = "round"
    turn: Literal["spoke", "passed", "holds", "waits", "out"]
    ahead: int | None


class Round(Kind[RoundState]):
    name = "round"
    Settings = RoundSettings
    State = RoundState
    gated = True
    commands = (PassPiece, PassTurn, ComeBackToMe)
    leading = (PassPiece,)
    events = (RoundBegan, TurnTaken, TurnPostponed, CircleJoined, CircleLeft)
    stage_parts = (RoundHead, RoundBoard)
    seat_part = RoundSeat

    def begin(self, scene: Scene) -> Happened:
        order = list(scene.session.taking_part())
        scene.dice.shuffle(order)
        if len(order) > 1 and order[0] == scene.session.lead:  # whoever leads does not set the tone by speaking first
            order.append(order.pop(0))
        yield RoundBegan(step=scene.index, order=tuple(order))

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        state = self.state(scene.session, scene.index)
        if isinstance(command, PassPiece):
            return self._pass_on(scene, state, by, command)
        seat = by.seat
        if seat is None or (seat != state.holder and seat not in state.queue):
            raise Refused("no_turn", "Your turn is over, or you are not in this round.")
        if isinstance(command, PassTurn):
            return (TurnTaken(step=scene.index, seat=seat, turn="passed"),)
        if not [s for s in state.queue if s != seat] and state.holder in (seat, None):
            raise Refused("last_one", "You are the last one. Take your time, or pass.")
        return (TurnPostponed(step=scene.index, seat=seat),)

    def _pass_on(self, scene: Scene, state: RoundState, by: By, command: PassPiece) -> Happened:
        if state.holder is None or state.holder != command.expecting:
            raise Refused("stale", "The piece has moved on already.")
        if by.seat != state.holder and not by.leads:
            raise Refused("not_holder", "Only whoever holds the piece passes it on.")
        return (TurnTaken(step=scene.index, seat=state.holder, turn="spoke"),)

    def joined(self, scene: Scene, seat: str) -> Happened:
        state = self.state(scene.session, scene.index)
        known = {seat for seat, _ in state.turns} | set(state.queue) | {state.holder}
        return () if seat in known else (CircleJoined(step=scene.index, seat=seat),)

    def left(self, scene: Scene, seat: str) -> Happened:
        state = self.state(scene.session, scene.index)
        waits = seat == state.holder or seat in state.queue
        return (CircleLeft(step=scene.index, seat=seat),) if waits else ()

    def evolve(self, state: RoundState, event: StepEvent) -> RoundState:
        match event:
            case RoundBegan(order=order):
                return RoundState(order=order, holder=order[0] if order else None, queue=order[1:])
            case TurnTaken(seat=seat, turn=turn):
                return without(replace(state, turns=(*state.turns, (seat, turn))), seat)
            case TurnPostponed(seat=seat):
                state = replace(state, queue=(*(s for s in state.queue if s != seat), seat))
                return handed_on(state) if state.holder == seat else state
            case CircleJoined(seat=seat):
                order = state.order if seat in state.order else (*state.order, seat)
                state = replace(state, order=order, queue=(*state.queue, seat))
                return state if state.holder else handed_on(state)
            case CircleLeft(seat=seat):
                return without(replace(state, order=tuple(s for s in state.order if s != seat)), seat)
        return state

    def arrangement(self, session: Session, index: int) -> str | None:
        return self.state(session, index).holder

    def stage(self, look: Look) -> Iterable[StagePart]:
        state = self.state(look.session, look.index)
        yield RoundHead(
            holder=look.person(state.holder) if state.holder else None,
            next=look.person(state.queue[0]) if state.queue else None,
            since=look.since if state.holder else None,
            seconds_each=RoundSettings(**look.step.settings).seconds_each,  # type: ignore[arg-type]  # see library
            done=len(state.turns),
            of=len(state.order),
        )
        yield RoundBoard(
            circle=tuple(Place(seat=s, name=look.names.get(s, ""), turn=turn_of(state, s)) for s in state.order)
        )

    def seat(self, look: Look, seat: str) -> RoundSeat:
        state = self.state(look.session, look.index)
        if seat not in state.order:
            return RoundSeat(turn="out", ahead=None)
        ahead = state.queue.index(seat) + 1 if seat in state.queue else None
        return RoundSeat(turn=turn_of(state, seat), ahead=ahead)


def turn_of(state: RoundState, seat: str) -> Literal["spoke", "passed", "holds", "waits"]:
    """What the circle shows at this seat's place."""
    if seat == state.holder:
        return "holds"
    if seat in state.queue:
        return "waits"
    return dict(state.turns).get(seat, "passed")


def handed_on(state: RoundState) -> RoundState:
    """The piece goes to the next in the queue, or back to the middle when nobody is left."""
    return replace(state, holder=state.queue[0] if state.queue else None, queue=state.queue[1:])


def without(state: RoundState, seat: str) -> RoundState:
    """A seat neither holds nor waits any more."""
    if state.holder == seat:
        return handed_on(state)
    return replace(state, queue=tuple(s for s in state.queue if s != seat))
