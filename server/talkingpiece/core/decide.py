"""Turn what is asked into what happens: (session, by, command, now, dice) -> events and side records, or Refused.

Pure: the clock and the dice come in as arguments, and nothing is changed. Time never runs backwards here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from . import commands as c
from . import events as e
from .cards import CARD_RULES
from .evolve import evolve
from .refusal import Refused
from .session import Session
from .steps import KINDS, needs_agreement
from .steps.agree import AgreeCommand, Agreed
from .steps.kind import By, Happened, Scene
from .texts import name_of

ROOM = By()
LONGEST_CHANGE_S = 3600  # seconds that one `add_time` may add or cut
LEAST_RETURN_MS = 60_000  # a step the group returns to has at least a minute


@dataclass(frozen=True, slots=True)
class Decision:
    """What happened, and the side records (id -> text) to be written in the same transaction."""

    events: tuple[e.Event, ...]
    records: Mapping[str, str]


def decide(
    session: Session,
    by: By,
    command: object,
    now_ms: int,
    dice: Random,
    waiting: Sequence[c.UnsignedText] = (),
) -> Decision:
    """What follows from a command. `now_ms` is the server's clock; `waiting` are unsigned texts held for this step.

    Raises Refused with words for the person who asked. An empty decision means: it is so already.
    """
    scene = Scene(session, session.step, now_ms, dice, waiting)
    _may(scene, by, command)
    rule = RULES.get(type(command), _of_the_step)
    happened = list(rule(scene, by, command))
    events = tuple(one for one in happened if isinstance(one, e.Event))
    records = {one.id: one.text for one in happened if isinstance(one, e.Keep)}
    return Decision(events, records)


def _may(scene: Scene, by: By, command: object) -> None:
    """A second lock behind the decoders: a lead may have been passed on while the command travelled."""
    kind = KINDS[scene.step.kind]
    leading = {*c.LEADING, *kind.leading} - set(kind.commands)
    anyone = isinstance(command, c.Pause) and scene.session.led == "peers" and by.seat is not None
    if type(command) in leading and not by.leads and not anyone:
        raise Refused("not_leading", "Only whoever leads can do that.")


def _of_the_step(scene: Scene, by: By, command: Any) -> Happened:
    kind = KINDS[scene.step.kind]
    if scene.session.phase != "running":
        raise Refused("not_running", "This has to wait until the circle is open.")
    if getattr(command, "step", None) not in (None, scene.index):
        raise Refused("step_over", "The group has moved on from that step. Your words are still with you.")
    if type(command) not in (*kind.commands, *kind.leading):
        raise Refused("step_over", "The group has moved on; this step has no place for that.")
    return kind.decide(scene, by, command)


# --- moving the session --------------------------------------------------------------------------------


def _start(scene: Scene, by: By, command: c.Start) -> Happened:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed.")
    return () if scene.session.phase == "running" else _open(scene, 0)


def _next(scene: Scene, by: By, command: c.NextStep) -> Happened:
    if scene.index + 1 >= len(scene.session.module.steps) and command.expecting == scene.index:
        raise Refused("last_step", "This is the last step. You can close the circle.")
    return _move(scene, command.expecting, scene.index + 1)


def _previous(scene: Scene, by: By, command: c.PreviousStep) -> Happened:
    if scene.index == 0 and command.expecting == 0:
        raise Refused("first_step", "This is the first step.")
    return _move(scene, command.expecting, scene.index - 1)


def _go_to(scene: Scene, by: By, command: c.GoToStep) -> Happened:
    if not 0 <= command.step < len(scene.session.module.steps):
        raise Refused("no_step", "There is no such step in this module.")
    if scene.session.phase == "running" and command.step == scene.index == command.expecting:
        return ()
    return _move(scene, command.expecting, command.step)


def _move(scene: Scene, expecting: int, target: int) -> Happened:
    if scene.session.phase != "running":
        raise Refused("not_running", "The circle is not open.")
    if expecting != scene.index:
        raise Refused("stale", "The group is at another step already.")
    finished = list(KINDS[scene.step.kind].finish(scene))
    return [*finished, *_open(scene, target)]


def _open(scene: Scene, index: int) -> Happened:
    """Open a step. One that was open before goes on as it was, with what was left of its time."""
    session, now = scene.session, scene.now_ms
    step = session.module.steps[index]
    left = session.left_ms.get(index)
    length = step.seconds * 1000 if left is None else max(left, LEAST_RETURN_MS)
    opened = e.StepOpened(step=index, opening=session.opening + 1, at=now, ends_at=now + length, total_ms=length)
    yield opened
    inside = Scene(evolve(session, opened), index, now, scene.dice)
    if index not in session.states:
        yield from KINDS[step.kind].begin(inside)
    else:  # people left and came while the group was elsewhere
        gone = [seat.id for seat in session.seats.values() if seat.left]
        for one in _each(inside, gone, KINDS[step.kind].left):
            yield one
            if isinstance(one, e.Event):
                inside = Scene(evolve(inside.session, one), index, now, scene.dice)
        yield from _each(inside, session.taking_part(), KINDS[step.kind].joined)


def _each(scene: Scene, seats: Sequence[str], rule: Callable[[Scene, str], Happened]) -> Happened:
    """Apply a rule seat by seat, each seeing what the one before it did."""
    for seat in seats:
        for one in rule(scene, seat):
            yield one
            if isinstance(one, e.Event):
                scene = Scene(evolve(scene.session, one), scene.index, scene.now_ms, scene.dice)


def _end(scene: Scene, by: By, command: c.End) -> Happened:
    if scene.session.phase == "ended":
        return
    if scene.session.phase == "running":
        yield from KINDS[scene.step.kind].finish(scene)
    yield e.SessionEnded(at=scene.now_ms)


# --- time ------------------------------------------------------------------------------------------------


def _add_time(scene: Scene, by: By, command: c.AddTime) -> Happened:
    clock = _running(scene).clock
    if not -LONGEST_CHANGE_S <= command.seconds <= LONGEST_CHANGE_S:
        raise Refused("too_much", "At most an hour can be added or cut at once.")
    before = clock.left(scene.now_ms)
    left = _changed(before, command.seconds * 1000)
    total = clock.total_ms + left - before
    if clock.paused:
        yield e.TimeChanged(ends_at=None, remaining_ms=left, total_ms=total)
    else:
        yield e.TimeChanged(ends_at=scene.now_ms + left, remaining_ms=None, total_ms=total)


def _changed(left_ms: int, change_ms: int) -> int:
    """What is left after the change. Over time, "one more minute" means one from now; a cut ends at now at most."""
    if change_ms > 0:
        return max(0, left_ms) + change_ms
    return min(left_ms, max(0, left_ms + change_ms))


def _pause(scene: Scene, by: By, command: c.Pause) -> Happened:
    clock = _running(scene).clock
    return () if clock.paused else (e.Paused(remaining_ms=clock.left(scene.now_ms)),)


def _resume(scene: Scene, by: By, command: c.Resume) -> Happened:
    clock = _running(scene).clock
    if clock.remaining_ms is None:
        return ()
    return (e.Resumed(ends_at=scene.now_ms + clock.remaining_ms),)


def _running(scene: Scene) -> Session:
    if scene.session.phase != "running":
        raise Refused("not_running", "There is no step whose time could change.")
    return scene.session


# --- people ----------------------------------------------------------------------------------------------


def _take_seat(scene: Scene, by: By, command: c.TakeSeat) -> Happened:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed.")
    if command.seat in scene.session.seats:  # never hand a place that somebody has to another key
        return
    # The lead that somebody has is passed on, never taken: not by a second use of the key that gave it.
    taken = e.SeatTaken(seat=command.seat, key=command.key, lead=command.lead and scene.session.lead is None)
    yield taken
    yield e.Keep(f"name:{command.seat}", name_of(command.name))
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
        after = Scene(evolve(scene.session, left), scene.index, scene.now_ms, scene.dice)
        yield from KINDS[scene.step.kind].left(after, by.seat)


def _now_taking_part(scene: Scene, session: Session, seat: str) -> Happened:
    if session.phase == "running" and seat in session.taking_part():
        yield from KINDS[scene.step.kind].joined(Scene(session, scene.index, scene.now_ms, scene.dice), seat)


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


Rule = Callable[[Scene, By, Any], Happened]

RULES: dict[type, Rule] = {
    c.Start: _start, c.NextStep: _next, c.PreviousStep: _previous, c.GoToStep: _go_to, c.End: _end,
    c.AddTime: _add_time, c.Pause: _pause, c.Resume: _resume,
    c.TakeSeat: _take_seat, AgreeCommand: _agree, c.ComeBack: _come_back, c.Leave: _leave, c.Rename: _rename,
    c.PassLead: _pass_lead, **CARD_RULES,
}  # fmt: skip
