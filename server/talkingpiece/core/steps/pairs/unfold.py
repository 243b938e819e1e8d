"""A pairs step as its rules see it: every event that a rule decides moves the state on at once for the next rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from talkingpiece.core.events import Event, Keep, StepEvent
from talkingpiece.core.pairing import Known, Pair, Size
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import Scene

from .fold import fold
from .state import LEAD, SIZES, PairsState, settings_of


class Unfolding:
    """What happens in one decision, in order, and the state after it."""

    def __init__(self, scene: Scene, state: PairsState) -> None:
        self.scene, self.state = scene, state
        self.settings = settings_of(scene.step)
        self.happened: list[Event | Keep] = []

    def then(self, event: StepEvent) -> None:
        """This happens."""
        self.happened.append(event)
        self.state = fold(self.state, event)

    def also(self, *others: Event | Keep) -> None:
        """Something beside the step's own state: its clock, or words to keep."""
        self.happened.extend(others)

    @property
    def step(self) -> int:
        return self.scene.index

    @property
    def size(self) -> Size:
        """How many the step puts together."""
        return SIZES[self.settings.size]

    @property
    def largest(self) -> int:
        """How many a group may grow to by itself."""
        return max(5, self.size + 1)

    @property
    def known(self) -> Known:
        """What is known of people, with whom they met today."""
        return with_today(self.scene.known, self.scene.session)

    @property
    def counted(self) -> tuple[str, ...]:
        """Those who are in a plan: all who are here, and last a facilitator who takes part."""
        return (*self.seats, LEAD) if self._lead_joins(len(self.seats)) else self.seats

    @property
    def seats(self) -> tuple[str, ...]:
        """Those who said that they are here, and still are."""
        return tuple(seat for seat in self.scene.session.taking_part() if seat in self.state.here)

    def _lead_joins(self, others: int) -> bool:
        """`spare`: when somebody would be left over; whoever was moved to the facilitator by hand stays there."""
        if self.scene.session.led != "facilitator" or self.state.lead == "out":
            return False
        place = self.state.place_of(LEAD) if self.state.phase == "planned" else None
        return self.state.lead == "in" or place in self.state.locked or (others + 1) % self.size == 0

    @property
    def lead_is_free(self) -> bool:
        """Would the facilitator be somebody's company, and is in nobody's yet?"""
        joins = self.scene.session.led == "facilitator" and self.state.lead != "out"
        return joins and LEAD not in self.state.placed()

    @property
    def may_drop_in(self) -> bool:
        """May somebody be put into a pair that talks? Not into deep talk, and not after half-time."""
        return self.scene.step.level <= DEEPEST and not self.state.half

    def allowed(self, seat: str, others: Iterable[str]) -> bool:
        """Does no rule and no wish keep this seat from these?"""
        return not any(frozenset((seat, other)) in self.scene.known.forbidden for other in others)


DEEPEST = 2  # the highest level of disclosure at which somebody may join a pair that talks


def with_today(known: Known, session: Session, but: int | None = None, also: frozenset[Pair] = frozenset()) -> Known:
    """Add to what is known who met in this session, and who had a place in an odd group. `but`: a step to leave out,
    of which only the meetings in `also` count.
    """
    states = [s for index, s in session.states.items() if isinstance(s, PairsState) and index != but]
    today = Counter(pair for state in states for pair in state.met)
    today.update(also)
    odd = Counter(known.odd)
    for state in states:
        odd.update(state.odd)
    if not today and not odd:
        return known
    met = {**known.met, **{pair: known.met.get(pair, 0) + times for pair, times in today.items()}}
    return replace(known, met=met, ago={**known.ago, **dict.fromkeys(today, 0)}, odd=odd)
