"""pairs: people are put together for an icebreaker; one trio when the count is odd, nobody twice while avoidable.

Each group has a place (its index), which is its room for the whole round: a moved person goes to a room, a room
never goes to a person. Turns within a pair are equal parts of the step's time, so all groups end together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Literal

from talkingpiece.core import pairing
from talkingpiece.core.commands import Command
from talkingpiece.core.events import StepEvent
from talkingpiece.core.session import Session

from .kind import (
    By,
    ConsolePart,
    Happened,
    Kind,
    Look,
    Part,
    Person,
    Refused,
    Scene,
    SeatPart,
    Section,
    StagePart,
    replace,
)


@dataclass(frozen=True, kw_only=True)
class PairsSettings:
    """`turns`: everyone has an equal part of the time (half-time swap); off for talk in common."""

    turns: bool = True


@dataclass(frozen=True, slots=True)
class PairsState:
    """`groups` by place; an empty one is a free room. `draw` counts the draws of this step."""

    groups: tuple[pairing.Group, ...] = ()
    draw: int = 0


@dataclass(frozen=True, kw_only=True)
class MovePerson(Command):
    """Put a seat into the group at this place (index from 0); one past the last opens a new place."""

    type: Literal["move_person"] = "move_person"
    seat: str
    to: int


@dataclass(frozen=True, kw_only=True)
class DrawAgain(Command):
    """Draw all pairs anew. `expecting` is the draw the asker saw."""

    type: Literal["draw_again"] = "draw_again"
    expecting: int


@dataclass(frozen=True, kw_only=True)
class PairsDrawn(StepEvent):
    """A draw: everyone has company."""

    type: Literal["pairs_drawn"] = "pairs_drawn"
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PairsChanged(StepEvent):
    """Somebody was moved, came or left; the groups as they are now."""

    type: Literal["pairs_changed"] = "pairs_changed"
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PairGroup(Part):
    """One pair (or trio, or four). `place` is its room number from 1; the first of `people` begins."""

    place: int
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class PairsBoard(StagePart):
    """Who is with whom. Room links are not on it: they are only for those who meet there.

    `turns`: everyone has an equal part of the time (pairs swap at half-time); else they talk in common.
    """

    section: ClassVar[Section] = "board"
    kind: Literal["pairs"] = "pairs"
    draw: int
    turns: bool
    groups: tuple[PairGroup, ...]


@dataclass(frozen=True, kw_only=True)
class PairsSeat(SeatPart):
    """This seat's company. `partners` is empty when alone.

    `turns`: how many equal parts the time has; 0 for talk in common.
    """

    kind: Literal["pairs"] = "pairs"
    place: int | None
    partners: tuple[Person, ...]
    order: tuple[Person, ...]
    room_link: str | None
    turns: int


@dataclass(frozen=True, kw_only=True)
class ConsolePair(Part):
    """A group on the board of those who lead, with why it is as it is, in words."""

    place: int
    people: tuple[Person, ...]
    room_link: str | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class PairsConsole(ConsolePart):
    """The board: all groups by place, and who is in none."""

    kind: Literal["pairs"] = "pairs"
    draw: int
    groups: tuple[ConsolePair, ...]
    apart: tuple[Person, ...]


class Pairs(Kind[PairsState]):
    name = "pairs"
    Settings = PairsSettings
    State = PairsState
    gated = True
    leading = (MovePerson, DrawAgain)
    events = (PairsDrawn, PairsChanged)
    stage_parts = (PairsBoard,)
    seat_part = PairsSeat
    console_part = PairsConsole

    def begin(self, scene: Scene) -> Happened:
        people = scene.session.taking_part()
        groups = pairing.draw(people, met(scene.session, scene.index), scene.dice)
        yield PairsDrawn(step=scene.index, groups=groups)

    def decide(self, scene: Scene, by: By, command: Command) -> Happened:
        state = self.state(scene.session, scene.index)
        if isinstance(command, DrawAgain):
            if command.expecting != state.draw:
                raise Refused("stale", "The pairs have been drawn again already.")
            people = scene.session.taking_part()
            groups = pairing.draw(people, met(scene.session), scene.dice)  # the present company counts as met
            return (PairsDrawn(step=scene.index, groups=groups),)
        assert isinstance(command, MovePerson)
        return self._move(scene, state, command)

    def _move(self, scene: Scene, state: PairsState, command: MovePerson) -> Happened:
        if command.seat not in scene.session.taking_part():
            raise Refused("not_here", "This person has left, or has not accepted the agreement yet.")
        if not 0 <= command.to <= len(state.groups):
            raise Refused("no_place", "There is no such pair. Look at the board again.")
        if command.seat in (*state.groups, ())[command.to]:
            return ()
        groups = [tuple(s for s in group if s != command.seat) for group in (*state.groups, ())]
        groups[command.to] = (*groups[command.to], command.seat)
        if not groups[-1]:
            groups.pop()
        return (PairsChanged(step=scene.index, groups=tuple(groups)),)

    def joined(self, scene: Scene, seat: str) -> Happened:
        groups = self.state(scene.session, scene.index).groups
        if any(seat in group for group in groups):
            return ()
        if not any(groups):  # everybody had left: the first place is free
            return (PairsChanged(step=scene.index, groups=((seat,), *groups[1:])),)
        placed = iter(pairing.joined([g for g in groups if g], seat, met(scene.session, scene.index)))
        return (PairsChanged(step=scene.index, groups=tuple(next(placed) if g else g for g in groups)),)

    def left(self, scene: Scene, seat: str) -> Happened:
        groups = self.state(scene.session, scene.index).groups
        if not any(seat in group for group in groups):
            return ()
        rest = pairing.without(groups, seat, met(scene.session, scene.index))
        return (PairsChanged(step=scene.index, groups=rest),)

    def evolve(self, state: PairsState, event: StepEvent) -> PairsState:
        match event:
            case PairsDrawn(groups=groups):
                return PairsState(groups=groups, draw=state.draw + 1)
            case PairsChanged(groups=groups):
                return replace(state, groups=groups)
        return state

    def stage(self, look: Look) -> Iterable[StagePart]:
        state = self.state(look.session, look.index)
        groups = tuple(
            PairGroup(place=i + 1, people=tuple(map(look.person, group)))
            for i, group in enumerate(state.groups)
            if group
        )
        yield PairsBoard(draw=state.draw, turns=settings(look).turns, groups=groups)

    def seat(self, look: Look, seat: str) -> PairsSeat:
        groups = self.state(look.session, look.index).groups
        place = next((i for i, group in enumerate(groups) if seat in group), None)
        order = tuple(map(look.person, groups[place])) if place is not None else ()
        return PairsSeat(
            place=None if place is None else place + 1,
            partners=tuple(person for person in order if person.seat != seat),
            order=order,
            room_link=None if place is None else room_link(look.session, place),
            turns=len(order) if settings(look).turns else 0,
        )

    def console(self, look: Look) -> PairsConsole:
        state = self.state(look.session, look.index)
        before = met(look.session, look.index)
        groups = tuple(
            ConsolePair(
                place=i + 1,
                people=tuple(map(look.person, group)),
                room_link=room_link(look.session, i),
                reason=reason(group, before),
            )
            for i, group in enumerate(state.groups)
        )
        inside = {seat for group in state.groups for seat in group}
        apart = tuple(look.person(seat) for seat in look.session.here() if seat not in inside)
        return PairsConsole(draw=state.draw, groups=groups, apart=apart)


def settings(look: Look) -> PairsSettings:
    """The step's own settings."""
    return PairsSettings(**look.step.settings)  # type: ignore[arg-type]  # checked by `library`


def met(session: Session, before: int | None = None) -> Counter[frozenset[str]]:
    """How often each two have met in this session's pairs steps, but for the one given. Derived, so a move by hand
    is counted too.
    """
    meetings: Counter[frozenset[str]] = Counter()
    for index, state in session.states.items():
        if index != before and isinstance(state, PairsState):
            for group in state.groups:
                meetings.update(frozenset(two) for two in combinations(group, 2))
    return meetings


def reason(group: pairing.Group, before: Counter[frozenset[str]]) -> str:
    """Why this group is fine, or what is not, in words for whoever leads."""
    if not group:
        return "Free"
    if len(group) == 1:
        return "Alone"
    again = max(before[frozenset(two)] for two in combinations(group, 2))
    return "First time together" if again == 0 else "Have met today"


def room_link(session: Session, place: int) -> str | None:
    """The https link of this place's room, when links were given."""
    return session.room_links[place] if place < len(session.room_links) else None
