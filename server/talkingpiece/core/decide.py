"""Turn what is asked into what happens: (session, by, command, now, dice) -> events and side records, or Refused.

Pure: the clock and the dice come in as arguments, and nothing is changed. Time never runs backwards here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from . import commands as c
from . import events as e
from .cards import CARD_RULES
from .clockwork import changed
from .evolve import evolve
from .pairing import NOTHING, Known
from .people import PEOPLE_RULES
from .refusal import Refused
from .session import Session
from .steps import KINDS
from .steps.kind import By, Happened, Scene

ROOM = By()
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
    known: Known = NOTHING,
) -> Decision:
    """What follows from a command. `now_ms` is the server's clock; `waiting` are unsigned texts held for this step;
    `known` is what people's pairs are planned by, and no log holds.

    Raises Refused with words for the person who asked. An empty decision means: it is so already.
    """
    scene = Scene(session, session.step, now_ms, dice, waiting, known)
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
    meant = getattr(command, "step", scene.index)
    if meant != scene.index:
        return _late(scene, by, command, meant)
    if type(command) not in (*kind.commands, *kind.leading, *kind.timed):
        raise Refused("step_over", "The group has moved on; this step has no place for that.")
    return kind.decide(scene, by, command)


def _late(scene: Scene, by: By, command: Any, index: int) -> Happened:
    """Words for a step that the group has left: some kinds still take them, so that nobody's are lost."""
    if index in scene.session.states:
        kind = KINDS[scene.session.module.steps[index].kind]
        if type(command) in kind.late:
            return kind.decide(replace(scene, index=index, waiting=()), by, command)
    raise Refused("step_over", "The group has moved on from that step. Your words are still with you.")


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
    inside = replace(scene, session=evolve(session, opened), index=index, waiting=())
    if index not in session.states:
        yield from KINDS[step.kind].begin(inside)
    else:  # people left and came while the group was elsewhere
        gone = [seat.id for seat in session.seats.values() if seat.left]
        for one in _each(inside, gone, KINDS[step.kind].left):
            yield one
            if isinstance(one, e.Event):
                inside = replace(inside, session=evolve(inside.session, one))
        yield from _each(inside, session.taking_part(), KINDS[step.kind].joined)


def _each(scene: Scene, seats: Sequence[str], rule: Callable[[Scene, str], Happened]) -> Happened:
    """Apply a rule seat by seat, each seeing what the one before it did."""
    for seat in seats:
        for one in rule(scene, seat):
            yield one
            if isinstance(one, e.Event):
                scene = replace(scene, session=evolve(scene.session, one))


def _end(scene: Scene, by: By, command: c.End) -> Happened:
    if scene.session.phase == "ended":
        return
    if scene.session.phase == "running":
        yield from KINDS[scene.step.kind].finish(scene)
    yield e.SessionEnded(at=scene.now_ms)


# --- time ------------------------------------------------------------------------------------------------


def _add_time(scene: Scene, by: By, command: c.AddTime) -> Happened:
    return (changed(_running(scene).clock, scene.now_ms, command.seconds),)


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


Rule = Callable[[Scene, By, Any], Happened]

RULES: dict[type, Rule] = {
    c.Start: _start, c.NextStep: _next, c.PreviousStep: _previous, c.GoToStep: _go_to, c.End: _end,
    c.AddTime: _add_time, c.Pause: _pause, c.Resume: _resume,
    **PEOPLE_RULES, **CARD_RULES,
}  # fmt: skip
