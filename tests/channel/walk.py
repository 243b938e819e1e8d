"""A whole session as its openings see it: beats, steps, and whoever leads. No packets and no keys: that is fast."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from talkingpiece.channel import rhythm
from talkingpiece.channel.openings import Due, Openings
from talkingpiece.core.cards.commands import OpenBeat
from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.core.decide import ROOM
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.sealed.issue import AHEAD
from tests.cast import ANA, NOON, Played, card, only

FLUSH_MS = 5_000
QUESTION, MOMENT = 1, 2
_KINDS = ("present", "collect", "window", "present", "collect", "window", "present")
_STEPS = only(*_KINDS).steps
EVENING = replace(
    only("present"),
    steps=tuple(replace(s, settings={"signed": "unsigned"} if s.kind == "collect" else {}) for s in _STEPS),
)


def evening() -> Played:
    return Played.running(EVENING, ANA)


@dataclass
class Walk:
    """`full`, `named`: the beats at which all words, or only those for steps, were opened; `opened_at`: by step."""

    played: Played = field(default_factory=evening)
    openings: Openings = field(default_factory=Openings)
    beat: int = 0
    full: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    opened_at: dict[int, int] = field(default_factory=dict)
    silent: bool = False

    @property
    def session(self) -> Session:
        return self.played.session

    @property
    def all(self) -> list[int]:
        return sorted(self.full + self.named)

    def asks(self, verb: Any, *, after_ms: int = 10_000, **fields: Any) -> None:
        """Whoever leads does something, so long after the beat that is on began: or is told why not."""
        self.played.now_ms = max(self.played.now_ms, NOON + self.beat * BEAT_MS + after_ms)
        with suppress(Refused):
            self.played.leader_says(verb, **fields)

    def beats(self, number: int = 1) -> Walk:
        """So many pass. At each opening something opens, unless everybody is `silent`."""
        for _ in range(number):
            self.beat += 1
            due = self.openings.due(self.session, self.beat)
            if due:
                self._open(due)
        return self

    def _open(self, due: Due) -> None:
        self.played.now_ms = NOON + self.beat * BEAT_MS + FLUSH_MS
        self.played.ask(
            ROOM,
            OpenBeat(
                beat=self.beat, opening=True, n=8, taps=8, questions=due.steps, everything=due.everything,
                acts=() if self.silent else (card(f"of-{self.beat}"),),
            ),
        )  # fmt: skip
        self.openings.opened(self.beat, everything=due.everything)
        (self.full if due.everything else self.named).append(self.beat)
        self.opened_at.update(dict.fromkeys(due.steps, self.beat))

    def told(self) -> tuple[int, int | None]:
        """The beats at which all words, and those for the step that is on, are said to open."""
        return self.openings.next(self.session, self.beat)

    def fork(self) -> Walk:
        """What would be, if nobody did anything any more."""
        played = replace(self.played, log=[*self.played.log], words={**self.played.words})
        return replace(
            self, played=played, openings=deepcopy(self.openings), full=[], named=[], opened_at={**self.opened_at}
        )

    def taken_up(self) -> Openings:
        """What somebody who takes the session up at this moment makes of its log."""
        return Openings.taken_up(self.session, self.beat, self.beat + AHEAD + 1)

    def quiet(self, beat: int) -> bool:
        return rhythm.quiet(self.session, rhythm.silences(self.session), beat)
