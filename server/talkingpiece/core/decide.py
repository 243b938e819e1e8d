"""Turn what is asked into what happens: (session, by, command, now, dice) -> events and side records, or Refused.

Pure: the clock and the dice come in as arguments, and nothing is changed. Time never runs backwards here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from . import commands as c
from . import events as e
from .cards.rules import CARD_RULES
from .clockwork import changed
from .evolve import evolve
from .interlude import interlude, interrupted
from .pairing import NOTHING, Known
from .people import PEOPLE_RULES
from .refusal import Refused
from .session import Session
from .steps import KINDS
from .steps.kind import By, Happened, Scene

ROOM = By()


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
    known: Known = NOTHING,
) -> Decision:
    """What follows from a command. `now_ms` is the server's clock; `known` is what people's pairs are planned by, and
    no log holds.

    Raises Refused with words for the person who asked. An empty decision means: it is so already.
    """
    scene = Scene(session, session.step, now_ms, dice, known)
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
            return kind.decide(replace(scene, index=index), by, command)
    raise Refused("step_over", "The group has moved on from that step. Your words are still with you.")


# --- moving the session --------------------------------------------------------------------------------


def _start(scene: Scene, by: By, command: c.Start) -> Happened:
    if scene.session.phase == "ended":
        raise Refused("ended", "This circle is closed.")
    return () if scene.session.phase == "running" else _open(scene, 0)


def _next(scene: Scene, by: By, command: c.NextStep) -> Happened:
    following = scene.session.following
    if following is None and command.expecting == scene.index:
        raise Refused("last_step", "This is the last step. You can close the circle.")
    return _move(scene, command.expecting, scene.index if following is None else following)


def _previous(scene: Scene, by: By, command: c.PreviousStep) -> Happened:
    if scene.index == 0 and command.expecting == 0:
        raise Refused("first_step", "This is the first step.")
    return _move(scene, command.expecting, scene.session.added.get(scene.index, scene.index - 1))


def _go_to(scene: Scene, by: By, command: c.GoToStep) -> Happened:
    if not 0 <= command.step < scene.session.planned:  # an interlude is over when the group has left it
        raise Refused("no_step", "There is no such step in this module.")
    if scene.session.phase == "running" and command.step == scene.index == command.expecting:
        return ()
    return _move(scene, command.expecting, command.step)


def _move(scene: Scene, expecting: int, target: int) -> Happened:
    if scene.session.phase != "running":
        raise Refused("not_running", "The circle is not open.")
    if expecting != scene.index:
        raise Refused("stale", "The group is at another step already.")
    return [*_finish(scene, target), *_open(scene, target)]


def _finish(scene: Scene, target: int | None) -> Happened:
    """The group leaves the step that is on, and also the one it interrupted, unless it goes back there."""
    yield from KINDS[scene.step.kind].finish(scene)
    back = scene.session.added.get(scene.index)
    if back not in (None, target):
        before = interrupted(scene)
        yield from KINDS[before.step.kind].finish(before)


def _start_window(scene: Scene, by: By, command: c.StartWindow) -> Happened:
    """Nothing is finished by it: the group comes back."""
    added = interlude(scene, command)
    yield added
    yield from _open(replace(scene, session=evolve(scene.session, added)), len(scene.session.module.steps))


def _open(scene: Scene, index: int) -> Happened:
    """Open a step. One that was open before goes on as it was, with what was left of its time."""
    session, step = scene.session, scene.session.module.steps[index]
    inside = replace(scene, index=index)
    for event in _clocked(scene, index):
        yield event
        inside = replace(inside, session=evolve(inside.session, event))
    if index not in session.states:
        yield from KINDS[step.kind].begin(inside)
    else:  # people left and came while the group was elsewhere
        gone = [seat.id for seat in session.seats.values() if seat.left]
        for one in _each(inside, gone, KINDS[step.kind].left):
            yield one
            if isinstance(one, e.Event):
                inside = replace(inside, session=evolve(inside.session, one))
        yield from _each(inside, session.taking_part(), KINDS[step.kind].joined)


def _clocked(scene: Scene, index: int) -> Iterator[e.Event]:
    """The step and its clock. After an interlude it is the clock that was set aside, held if it was held."""
    session, now, length = scene.session, scene.now_ms, scene.session.length_ms(index)
    back, aside = session.added.get(session.step) == index, session.aside
    total = length + aside.total_ms - session.left_ms[index] if back else length
    yield e.StepOpened(step=index, opening=session.opening + 1, at=now, ends_at=now + length, total_ms=total)
    if back and aside.paused:
        yield e.Paused(remaining_ms=length)


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
        yield from _finish(scene, None)
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
    c.StartWindow: _start_window, c.AddTime: _add_time, c.Pause: _pause, c.Resume: _resume,
    **PEOPLE_RULES, **CARD_RULES,
}  # fmt: skip
