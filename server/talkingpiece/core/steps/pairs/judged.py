"""What the planner thinks of an arrangement, in words and numbers: worked out once for each, as many may look at it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from talkingpiece.core import pairing
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.kind import Look

from .state import SIZES, PairsState, settings_of
from .unfold import with_today

MOST_FORESEEN = 60  # people for whom the rounds to come are planned
MOST_KEPT = 128  # answers


class Judgement(NamedTuple):
    """A reason for each group; how many pairs have met before; the fewest that these people allow."""

    reasons: tuple[str, ...]
    repeats: int
    bound: int


class _Same:
    """The very same objects: what is frozen never changes."""

    __slots__ = ("things",)

    def __init__(self, *things: object) -> None:
        self.things = things

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(self.things) != len(other.things):
            return False
        return all(a is b for a, b in zip(self.things, other.things, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.things)))


_kept: OrderedDict[_Same, Any] = OrderedDict()


def _once(same: _Same, work_out: Callable[[], Any]) -> Any:
    if same not in _kept:
        _kept[same] = work_out()
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return _kept[same]


def _told(known: Known) -> Known:
    """Without wishes: a private wish shows in no word and in no number."""
    return replace(known, wishes=frozenset(), asked={})


def judgement(look: Look, state: PairsState) -> Judgement:
    """Of the groups as they are, by who had met before this round."""

    def work_out() -> Judgement:
        known = _told(with_today(look.known, look.session, but=look.index, also=state.before))
        people = [seat for group in state.groups for seat in group]
        return Judgement(
            tuple(pairing.reason(group, known) if len(group) > 1 else "" for group in state.groups),
            sum(known.met.get(pair, 0) > 0 for pair in pairing.pairs_of(state.groups)),
            pairing.bound(people, SIZES[settings_of(look.step).size], known) if people else 0,
        )

    same = _Same(judgement, state.groups, state.before, *_drawn_on(look))
    found: Judgement = _once(same, work_out)
    return found


def ahead(look: Look, state: PairsState) -> tuple[str, ...]:
    """What the rounds of this session that are still to come look like, in sentences."""
    rounds = sum(step.kind == "pairs" for step in look.session.module.steps[look.index + 1 :])
    people = tuple(seat for seat in look.session.taking_part() if seat in state.here)
    if not rounds or not 2 <= len(people) <= MOST_FORESEEN:
        return ()

    def work_out() -> pairing.Season:
        known = _told(with_today(look.known, look.session))
        return pairing.season(people, SIZES[settings_of(look.step).size], known, rounds, look.dice())

    same = _Same(ahead, state.groups, state.here, state.met, *_drawn_on(look))
    season: pairing.Season = _once(same, work_out)
    return pairing.fairness(season, look.names)  # in the names of this moment


def _drawn_on(look: Look) -> Iterator[object]:
    """What is known but for wishes, so that these do not even cost time; and what was in the other steps."""
    known = look.known
    yield from (known.apart, known.together, known.tags, known.differ, known.met, known.ago, known.odd)
    yield from (state for index, state in look.session.states.items() if index != look.index)
