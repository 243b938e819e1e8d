"""What a module author wrote: a facilitation design as ordered steps. Plain data; `library` reads it from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Notes:
    """For whoever leads, as sanitised HTML: what to say, what to watch for, what to do if it goes wrong."""

    say: str = ""
    watch: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a module. `body` and `alternative` are sanitised HTML that everyone reads.

    `level` is how much people disclose here (0 task-near ... 5 an unresolved difficulty); `settings` are the
    kind's own front-matter keys, already checked against the kind's `Settings`.
    """

    id: str
    kind: str
    title: str
    seconds: int
    body: str = ""
    alternative: str = ""
    level: int = 0
    objectives: tuple[str, ...] = ()
    notes: Notes = Notes()
    settings: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Module:
    """A whole design. `people` is the smallest and the largest number of people it works for."""

    name: str
    title: str
    summary: str
    people: tuple[int, int]
    objectives: tuple[str, ...] = ()
    credits: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: what a calendar entry needs."""
        return -(-sum(step.seconds for step in self.steps) // 60)
