"""Interludes: a window step that whoever leads puts in between, because something is in the air. The best answer to
"please stop" is that all are quiet and write: nobody's silence stands out then, and the words open soon."""

from __future__ import annotations

from dataclasses import replace

from .commands import StartWindow
from .events import StepAdded
from .module import Notes, Step
from .refusal import Refused
from .session import Clock
from .steps import KINDS
from .steps.ends import LONGEST_S, SHORTEST_S
from .steps.kind import Scene


def interlude(scene: Scene, command: StartWindow) -> StepAdded:
    """The step that is put in. Raises Refused. From an interlude whose words are open, the next leads back to the same
    step as the first: they are never nested.
    """
    session = scene.session
    if session.phase != "running":
        raise Refused("not_running", "The circle is not open.")
    if not SHORTEST_S <= command.seconds <= LONGEST_S:
        raise Refused("too_much", "A moment to write takes two to fifteen minutes.")
    if scene.step.kind == "window" and not KINDS["window"].state(session, scene.index).over:
        raise Refused("writing", "Everybody is writing already. You can add time.")
    step = (_last if command.last else _moment)(f"window-{len(session.added) + 1}", command.seconds)
    return StepAdded(step=step, back=session.added.get(scene.index, scene.index))


def interrupted(scene: Scene) -> Scene:
    """The step that the interlude interrupted, at the moment when it did."""
    session = scene.session
    back = session.added[scene.index]
    clock = Clock(remaining_ms=session.left_ms[back], total_ms=session.aside.total_ms)
    return replace(scene, index=back, session=replace(session, clock=clock))


def _moment(id: str, seconds: int) -> Step:
    return Step(
        id=id, kind="window", title="A moment to write", seconds=seconds, level=1,
        body="<p>We are all quiet and write: what is hard to say, what is missing, what goes too fast. "
        "You need not write anything; then just be quiet with us.</p>"
        "<p>What you put into the box has no name on it. All of it opens together, when the time is over.</p>",
        notes=Notes(
            say="<p>“Let us all take a moment to write. Nobody has to. When the time is over, it opens together.”"
            "</p>",
            watch="<p>Whoever speaks now takes away the quiet in which others write. Be quiet yourself, too.</p>",
            mend="<p>Nobody has written anything: thank everyone for the quiet, and go on where you were.</p>",
        ),
    )  # fmt: skip


def _last(id: str, seconds: int) -> Step:
    return Step(
        id=id, kind="window", title="Last words before we close", seconds=seconds, level=1,
        settings={"about": "What should be said before we part?", "last": True},
        body="<p>Is there something that should be said before we part? We are all quiet and write. "
        "You need not write anything; then just be quiet with us.</p>"
        "<p>What you put into the box has no name on it. All of it opens together, when the time is over. "
        "After that the box is closed.</p>",
        notes=Notes(
            say="<p>“Before we close, let us all take a moment to write. Nobody has to.”</p>",
            watch="<p>Leave time after it: what opens now wants to be read, and a word on when you take it up.</p>",
            mend="<p>Something large comes up: do not go into it now, and do not wave it away. Agree on when, and with "
            "whom.</p>",
        ),
    )  # fmt: skip
