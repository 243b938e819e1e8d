"""What each audience may see: THE boundary. The only caller of the kinds' projections.

Stage: the same bytes for all; but for those who have not accepted the agreement, a step that needs it is covered by
the agreement itself. Seat: one's own. Console: what those who lead see, and never more about a card than the card.
Every view is whole; clients never fold events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from .core.cards.parts import BoxNow
from .core.cards.shown import Shown
from .core.module import Step
from .core.pairing import NOTHING, Known
from .core.presence import Presence
from .core.session import Session
from .core.steps import KINDS, needs_agreement
from .core.steps.kind import AnyKind, ConsolePart, Line, Look, SeatPart, StagePart
from .parts import (
    Console,
    ConsoleBoard,
    ConsoleCards,
    Header,
    Knocking,
    Leader,
    NotesPart,
    OutlineStep,
    PersonHere,
    Roster,
    SeatView,
    Stage,
    StageBoard,
    StageCards,
    StageHead,
    StageTally,
    Unagreed,
)  # fmt: skip

_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


@dataclass(frozen=True)
class World:
    """All that projections may draw from: the session, its side records as text, and who is connected.

    `box`: the channel of cards, None when there is none just now; `letters`: sealed answers, by card.
    """

    session: Session
    words: Mapping[str, str]
    presence: Presence
    now_ms: int
    known: Known = NOTHING
    box: BoxNow | None = None
    letters: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        return labels(self.session, self.words)

    @cached_property
    def shown(self) -> Shown:
        """What is shown of cards."""
        return Shown(self.session, self.words, self.names)

    @cached_property
    def kind(self) -> AnyKind:
        return KINDS[self.session.current.kind]

    @cached_property
    def look(self) -> Look:
        return self.look_at(self.session.step)

    @cached_property
    def covered(self) -> bool:
        """Does the step that is on need the agreement? Asked once for all seats."""
        return covered(self.session)

    @cached_property
    def accepted(self) -> frozenset[str]:
        """Seats that may be asked to disclose."""
        return self.session.accepted if self.session.agreement is not None else frozenset(self.session.seats)

    def look_at(self, index: int) -> Look:
        presence = self.presence
        return Look(
            self.session, index, self.words, self.names, presence.since, presence.due, self.known, leader(self).name,
            lambda: Random(self.session.id),
        )  # fmt: skip


def labels(session: Session, words: Mapping[str, str]) -> dict[str, str]:
    """Names as others see them. The second Ana is "Ana 2", so that two people can be told apart by ear and eye."""
    seen: dict[str, int] = {}
    named: dict[str, str] = {}
    taken: set[str] = set()
    for seat in session.seats:
        name = label = words.get(f"name:{seat}") or "Somebody"
        while _sound(label) in taken:  # also when somebody is really called "Ana 2"
            count = seen[_sound(name)] = seen.get(_sound(name), 1) + 1
            label = f"{name} {count}"
        taken.add(_sound(label))
        named[seat] = label
    return named


def _sound(name: str) -> str:
    """What makes two names one to the ear: neither case nor the joiners that some scripts need inside words."""
    return name.translate(_JOINERS).casefold()


def covered(session: Session) -> bool:
    """Does the step that is on need the agreement?"""
    return session.phase == "running" and session.agreement is not None and needs_agreement(session.current)


# --- stage -------------------------------------------------------------------------------------------------


def stage(world: World, *, accepted: bool = True) -> Iterable[Stage]:
    """All sections of the stage, for those who have accepted the agreement or for those who have not."""
    cover = not accepted and covered(world.session)
    parts = {part.section: part for part in _stage_parts(world, cover)}
    yield _head(world, parts.get("head"), cover)
    here, part = len(world.session.here()), parts.get("tally")
    yield StageTally(step=world.session.step, here=here, box=world.box, part=part)
    yield _stage_cards(world, cover)
    yield _board(world, parts.get("board"))


def _stage_parts(world: World, cover: bool) -> Iterable[StagePart]:
    if world.session.phase != "running":
        return ()
    if cover:
        assert world.session.agreement is not None
        return KINDS["agree"].stage(world.look_at(world.session.agreement))
    return world.kind.stage(world.look)


def _head(world: World, part: StagePart | None, cover: bool) -> StageHead:
    session, clock = world.session, world.session.clock
    shown = session.module.steps[session.agreement] if cover and session.agreement is not None else session.current
    running = session.phase == "running"
    return StageHead(
        step=session.step,
        steps=session.planned,
        opening=session.opening,
        added=session.step in session.added,
        back=session.added.get(session.step),
        phase=session.phase,
        kind=shown.kind if running else session.phase,
        step_id=shown.id if running else session.phase,
        title=shown.title if running else session.title,
        body=shown.body if running else "",
        alternative=shown.alternative if running else "",
        gate=cover,
        level=shown.level if running else 0,
        ends_at=clock.ends_at,
        paused=clock.paused,
        remaining_ms=clock.remaining_ms,
        total_ms=clock.total_ms,
        session_title=session.title,
        led=session.led,
        lead=leader(world),
        notes=_notes(shown) if session.led == "peers" and running and not cover else None,
        part=part,
    )


def leader(world: World) -> Leader:
    """Who leads, and whether their line is open. When it is not, the session holds; nobody is elected by itself."""
    session, presence = world.session, world.presence
    if session.led == "peers":
        name = world.names.get(session.lead or "", "")
        return Leader(seat=session.lead, name=name, here=session.lead in presence.connected)
    name = next(iter(presence.facilitators), presence.last_facilitator)
    return Leader(seat=None, name=name, here=bool(presence.facilitators))


def _notes(step: Step) -> NotesPart:
    return NotesPart(say=step.notes.say, watch=step.notes.watch, mend=step.notes.mend)


def _stage_cards(world: World, cover: bool) -> StageCards:
    session, shown = world.session, world.shown
    box = session.box
    return StageCards(
        step=session.step,
        ids=shown.ids(),
        withdrawn=shown.withdrawn(),
        marks=shown.marks(),
        cards=() if cover else shown.cards(),
        held=() if cover else shown.held(),
        letters=shown.letters(world.letters),
        taps=() if cover else shown.taps(),
        floor=box.floor,
        soon=box.soon,
        threshold=box.threshold,
        number=box.number,
        keep=session.keep_cards,
    )


def _board(world: World, part: StagePart | None) -> StageBoard:
    return StageBoard(
        step=world.session.step,
        people=tuple(_people(world)),
        facilitators=world.presence.facilitators,
        walls=world.presence.walls,
        part=part,
    )


def _people(world: World) -> Iterable[PersonHere]:
    hands = {seat: place for place, seat in enumerate(world.presence.hands, 1)}
    for seat in world.session.here():
        yield PersonHere(
            seat=seat,
            name=world.names[seat],
            line="ok" if seat in world.presence.connected else "lost",
            lead=seat == world.session.lead,
            hand=hands.get(seat),
        )


# --- seat --------------------------------------------------------------------------------------------------


def seat(world: World, own: str) -> SeatView:
    """One seat's own view: its turn, its company, its own input, and nobody else's."""
    session = world.session
    accepted = own in world.accepted
    cover = world.covered and not accepted
    return SeatView(
        step=session.step,
        seat=own,
        name=world.names.get(own, ""),
        accepted=accepted,
        unagreed=None if accepted or cover else _unagreed(session),
        lead=session.lead == own,
        hand=own in world.presence.hands,
        part=_seat_part(world, own, cover),
    )


def _unagreed(session: Session) -> Unagreed | None:
    """Once the group has come to it: who joins at a step that is open to all could not say yes to it otherwise."""
    index = session.agreement
    if session.phase != "running" or index is None or index not in session.states or index == session.step:
        return None
    return Unagreed(title=session.module.steps[index].title, body=session.module.steps[index].body)


def _seat_part(world: World, own: str, cover: bool) -> SeatPart | None:
    if world.session.phase == "ended":
        return KINDS["close"].seat(world.look, own)
    if world.session.phase != "running" or cover:
        return None
    return world.kind.seat(world.look, own)


# --- console -----------------------------------------------------------------------------------------------


def console(world: World) -> Iterable[Console]:
    """All sections for those who lead."""
    session = world.session
    part: ConsolePart | None = world.kind.console(world.look) if session.phase == "running" else None
    yield _header(world)
    yield _roster(world)
    yield ConsoleCards(step=session.step, cards=world.shown.console())
    yield ConsoleBoard(step=session.step, part=part)


def _header(world: World) -> Header:
    session = world.session
    steps, following = session.module.steps[: session.planned], session.following
    outline = tuple(OutlineStep(title=s.title, kind=s.kind, seconds=s.seconds) for s in steps)
    return Header(
        step=session.step,
        phase=session.phase,
        title=session.title,
        module=session.module.title,
        led=session.led,
        door=session.door,
        code=world.words.get("code", ""),
        outline=outline,
        notes=_notes(session.current) if session.phase != "ended" else None,
        next=None if following is None else outline[following],
        started_at=session.started_at,
        planned_ms=sum(s.seconds for s in steps) * 1000,
        after_ms=session.ahead_ms,
        keep_cards=session.keep_cards,
    )


def _roster(world: World) -> Roster:
    presence = world.presence
    return Roster(
        step=world.session.step,
        people=tuple(_people(world)),
        lost=dict(presence.lost),
        knocks=tuple(Knocking(seat=knock.seat, name=knock.name) for knock in presence.knocks),
        facilitators=presence.facilitators,
        walls=presence.walls,
        unagreed=sum(seat not in world.accepted for seat in world.session.here()) if world.covered else 0,
    )


# --- report ------------------------------------------------------------------------------------------------


def report(world: World) -> Iterable[tuple[Step, tuple[Line, ...]]]:
    """Step by step, what stays on the group's page: inputs the group opened, no cards, and so no interludes."""
    for index in sorted(index for index in world.session.states if index not in world.session.added):
        step = world.session.module.steps[index]
        yield step, tuple(KINDS[step.kind].report(world.look_at(index)))
