"""The registry of kinds. A new kind is one file here, one in `client_static/steps/`, one in `tests/core/steps/`."""

from __future__ import annotations

from talkingpiece.core.events import StepEvent
from talkingpiece.core.module import Step

from .agree import Agree
from .close import Close
from .collect import Collect
from .kind import AnyKind
from .pairs import Pairs
from .present import Present
from .round import Round
from .solo import Solo
from .window import Window

KINDS: dict[str, AnyKind] = {
    kind.name: kind for kind in (Present(), Agree(), Solo(), Collect(), Round(), Pairs(), Window(), Close())
}


DISCLOSING = 1  # a step above this level needs the agreement


def needs_agreement(step: Step) -> bool:
    """True for a step that nobody gets before accepting the agreement: a turn, a pair, or later disclosure."""
    return step.level > DISCLOSING or KINDS[step.kind].gated


def step_events() -> tuple[type[StepEvent], ...]:
    """Every event class of every kind, in the order of the registry."""
    return tuple(event for kind in KINDS.values() for event in kind.events)
