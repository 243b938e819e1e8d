"""What is going to be played: who comes, how they are led, and what goes wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from talkingpiece.core.cards.floors import UNSIGNED
from talkingpiece.core.module import Module

Weather = Literal["fair", "bad"]

CAST = ("Ana", "Ben", "Chi", "Dov", "Eli", "Fay", "Ana", "Hana", "Ivo", "Jun", "Kim", "Lou", "Mia", "Noé", "Ola", "Pía")
FACILITATOR = "Mara"
HAZARD = 0.02  # the chance that a line breaks at a frame, in bad weather
FAST_RATE = 60.0  # server ms per real ms when nobody waits: a beat is over in half a second
AT_MOST = 12  # people at that rate; more of them need longer to send what they send at a beat
BAD_RATE = 20.0  # the same in bad weather, where it is measured how long somebody is alone: 15 s are 750 real ms


@dataclass(frozen=True, slots=True)
class Plan:
    """One rehearsal. The same seed draws the same people, words and incidents; the network has its own mind.

    `patience_s`: real seconds that whoever leads waits for somebody who does not follow, when nobody waits otherwise.
    `late_ms`: real ms after which a view is late.
    """

    module: Module
    people: int = 8
    weather: Weather = "fair"
    peer_led: bool = False
    seed: int = 1
    fast: bool = False
    patience_s: float = 6.0
    late_ms: float = 1000.0
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(CAST[i % len(CAST)] for i in range(self.people))  # two of one name must be told apart
        object.__setattr__(self, "names", names)

    @property
    def rate(self) -> float:
        """Server ms per real ms."""
        if not self.fast:
            return 1.0
        return min(BAD_RATE if self.bad else FAST_RATE, FAST_RATE * AT_MOST / self.people)

    def real_s(self, server_s: float) -> float:
        """So many server seconds, in real ones."""
        return server_s / self.rate

    @property
    def bad(self) -> bool:
        return self.weather == "bad"

    def dice(self, what: str) -> Random:
        """Chance for one purpose, so that one more throw here changes nothing there."""
        return Random(f"{self.seed}/{what}")

    def step_of_kind(self, *kinds: str) -> int | None:
        """The first step of one of these kinds."""
        return next((i for i, step in enumerate(self.module.steps) if step.kind in kinds), None)

    # --- incidents: the step (index) during which each happens; None: it does not -----------------------------

    @property
    def late_at(self) -> int | None:
        """The last of the cast comes after the start, and knocks: while pairs talk, or early on."""
        if not self.bad or self.people < 4:
            return None
        found = self.step_of_kind("pairs")
        return min(2, len(self.module.steps) - 1) if found is None else found

    @property
    def leaves_at(self) -> int | None:
        """The second of the cast leaves on purpose, and is back at the next step. Not while the server restarts: their
        panel would bring them back at once."""
        if not self.bad or self.people < 4 or len(self.module.steps) < 4:
            return None
        at = min(3, len(self.module.steps) - 2)
        return None if at == self.restart_at else at

    @property
    def restart_at(self) -> int | None:
        """The server restarts while people write, or in the middle."""
        if not self.bad:
            return None
        found = self.step_of_kind("collect")
        return len(self.module.steps) // 2 if found is None else found

    @property
    def lead_passed_at(self) -> int | None:
        """In a peer-led session the first of the cast passes the lead on; never while somebody knocks."""
        if not self.peer_led or self.people < 3:
            return None
        return 3 if len(self.module.steps) > 3 else 0

    @property
    def slow_to_agree(self) -> int | None:
        """Who does not say yes when all others do, but when the next step asks for it. Never the one who leads."""
        agreement = self.step_of_kind("agree")
        gated = [
            i for i, step in enumerate(self.module.steps) if agreement is not None and i > agreement and step.level > 1
        ]
        return 2 if self.people > 3 and gated else None

    # --- in pairs: who of the cast, None for nobody -----------------------------------------------------------

    @property
    def wisher(self) -> int | None:
        """Asks, where nobody sees it, not to be with somebody."""
        return 0 if self.people > 3 else None

    @property
    def quiet(self) -> int | None:
        """Their panel lies behind the call, and its line breaks, while they sit there and talk."""
        return 3 if self.bad and self.people > 5 else None

    @property
    def vanishes(self) -> int | None:
        """Is really gone in the middle of the talk, and comes back."""
        return 4 if self.bad and self.people > 5 else None

    @property
    def sits_out(self) -> int | None:
        """Sits one out: when asked, or in bad weather in the middle of the talk."""
        return 5 if self.people > 6 else None

    # --- without a name --------------------------------------------------------------------------------------

    @property
    def can_be_unsigned(self) -> bool:
        """Are there three people from the start on? With fewer nothing is written without a name."""
        return self.people - (self.late_at is not None) >= UNSIGNED

    def cards_by_step(self) -> dict[int, tuple[int, ...]]:
        """Who raises a concern during which step."""
        return self._by_step("cards", max(2, min(5, self.people // 2)))

    def taps_by_step(self) -> dict[int, tuple[int, ...]]:
        """Who taps during which step."""
        return self._by_step("taps", 2)

    def _by_step(self, what: str, number: int) -> dict[int, tuple[int, ...]]:
        if not self.can_be_unsigned:
            return {}
        dice, steps = self.dice(what), len(self.module.steps)
        wanted = [dice.randrange(steps) for _ in range(number)]
        early = self.people - 1 if self.late_at is None else self.people - 2
        found: dict[int, tuple[int, ...]] = {}
        for step in wanted:
            who = dice.randrange(max(1, early))
            if not (self.leaves_at is not None and who == 1 and step == self.leaves_at):
                found[step] = (*found.get(step, ()), who)
        return found
