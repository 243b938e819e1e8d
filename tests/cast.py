"""The cast of all tests: eight people, one tiny module with every kind of step, and sessions played without waiting.

`Played` does what a room does, without its world: it decides, keeps the log and the side records, folds, and winds the
step's alarms, which ring only while somebody waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Self

import pytest

from talkingpiece import journal, views, wire
from talkingpiece.alarms import Alarms
from talkingpiece.circle import Circle, NoGroup
from talkingpiece.core import commands as c
from talkingpiece.core.cards.commands import Act, NewCard, OpenBeat
from talkingpiece.core.decide import ROOM, Decision, decide
from talkingpiece.core.events import Door, Event, Led, SessionOpened
from talkingpiece.core.evolve import evolve, fold
from talkingpiece.core.module import Module, Notes, Step
from talkingpiece.core.pairing import NOTHING, Known
from talkingpiece.core.presence import Presence
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps.agree import AgreeCommand
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.pairs.commands import IAmHere, OfDraw, OpenPairs
from tests.fake_clock import HandClock

ANA, BEN, CHI, DOV, ELI, FAY, GUS, HANA = EVERYONE = tuple(
    f"{name}-seat" for name in ("ana", "ben", "chi", "dov", "eli", "fay", "gus", "hana")
)
FOUR = EVERYONE[:4]

ARRIVE, AGREEMENT, ALONE, NAMED, UNSIGNED, CIRCLE, PAIRS, MORE_PAIRS, CLOSING = range(9)

TINY = Module(
    name="tiny",
    title="A tiny module",
    summary="Every kind of step once, and pairs twice.",
    people=(1, 40),
    objectives=("met",),
    steps=(
        Step(id="10-arrive", kind="present", title="Arrive", seconds=60, body="<p>Welcome.</p>",
             notes=Notes(say="Good to see you.", watch="Who is quiet?", mend="Wait.")),
        Step(id="20-agreement", kind="agree", title="How we want to be here", seconds=60,
             body="<p>We keep it here.</p>"),
        Step(id="30-alone", kind="solo", title="For yourself", seconds=60, level=1, body="<p>Write.</p>"),
        Step(id="40-one-thing", kind="collect", title="One thing", seconds=120, level=1,
             settings={"signed": "named", "label": "One thing"}),
        Step(id="50-unsigned", kind="collect", title="Without a name", seconds=120, level=2,
             settings={"signed": "unsigned", "label": "What is hard"}),
        Step(id="60-circle", kind="round", title="A round", seconds=480, level=2, settings={"seconds_each": 60}),
        Step(id="70-pairs", kind="pairs", title="In pairs", seconds=300, level=1,
             settings={"turns": True, "share_seconds": 60}),
        Step(id="80-more-pairs", kind="pairs", title="In other pairs", seconds=300, level=1, settings={"turns": False}),
        Step(id="90-closing", kind="close", title="Go well", seconds=60),
    ),
)  # fmt: skip

NOON = 1_800_000_000_000  # server ms at which every played session begins


def name_of(seat: str) -> str:
    """The name on somebody's place card: "Ana" for `ana-seat`."""
    return seat.partition("-")[0].capitalize()


def card(id: str, text: str = "words", **other: Any) -> NewCard:
    """A card for those who lead, by somebody who accepts that two others could have written it."""
    said = {"to": "lead", "weight": "thought", "soon": False, "floor": 3, **other}
    return NewCard(id=id, key=f"key-of-{id}", text=text, **said)


def only(*kinds: str, level: int = 0, **settings: str | int | bool) -> Module:
    """A module of just these kinds; settings go to the last of them."""
    last = len(kinds) - 1
    steps = [
        Step(id=f"{i}-{kind}", kind=kind, title=kind, seconds=300, level=level, settings=settings if i == last else {})
        for i, kind in enumerate(kinds)
    ]
    return replace(TINY, name="-".join(kinds), steps=tuple(steps))


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is inside is refused for this reason, in a sentence."""
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code
    assert told.value.message.endswith((".", "?"))


@dataclass
class Knowing(NoGroup):
    """A group that knows this, and is told nothing."""

    knows: Known

    def known(self, session: Session) -> Known:
        return self.knows


@dataclass
class Played:
    """A session as it is played: a clock that moves when told, seeded dice, the log entry by entry, the records.

    `known` is what its group knows of people, by seat; wishes of this session are added to it.
    """

    session: Session
    log: list[tuple[Event, ...]]
    words: dict[str, str] = field(default_factory=lambda: {"code": "K7P4M2XQ"})
    now_ms: int = NOON
    dice: Random = field(default_factory=lambda: Random(8))
    presence: Presence = field(default_factory=Presence)
    asked: int = 0
    known: Known = NOTHING

    def __post_init__(self) -> None:
        self._clock = HandClock(lambda: self.now_ms)
        self._alarms = Alarms(self._clock, self._rings)
        self._alarms.wind(self.session)

    @classmethod
    def opened(
        cls,
        module: Module = TINY,
        *people: str,
        led: Led = "facilitator",
        door: Door = "auto",
        seed: int = 8,
        room_links: Sequence[str] = (),
    ) -> Self:
        """A session before its start, with these people in it. In a peer-led one the first of them leads."""
        begun = SessionOpened(
            session="s1", module=module, title="Monday circle", led=led, door=door,
            facilitator_key="hash-f", wall_key="hash-w", room_links=tuple(room_links),
        )  # fmt: skip
        played = cls(session=evolve(None, begun), log=[(begun,)], dice=Random(seed))
        played.come(*people)
        return played

    @classmethod
    def running(cls, module: Module = TINY, *people: str, at: int = 0, **opened: Any) -> Self:
        """A session at this step. Everyone has accepted the agreement on the way, when there is one."""
        played = cls.opened(module, *people, **opened)
        played.leader_says(c.Start)
        agreement = played.session.agreement
        if agreement is not None and agreement < at:
            played.go_to(agreement)
            played.agree(*people)
        played.go_to(at)
        return played

    # --- what is asked ---------------------------------------------------------------------------------------

    def ask(self, by: By, command: object) -> Decision:
        """Decide, keep, fold. Raises Refused, and then nothing has changed."""
        decision = decide(self.session, by, command, self.now_ms, self.dice, self._known_now())
        if decision.events:
            self.log.append(decision.events)
            self.words.update(decision.records)
            self.session = fold(decision.events, self.session)
            self._alarms.wind(self.session)
        return decision

    def _known_now(self) -> Known:
        return Circle(self.words, Knowing(self.known)).known(self.session)

    def _rings(self, command: object, id: str) -> None:
        with suppress(Refused):
            self.ask(ROOM, command)

    def says(self, seat: str, verb: type[c.Command], /, **fields: Any) -> Decision:
        """A seat says something; it leads when it has the lead."""
        return self.ask(By(seat=seat, leads=seat == self.session.lead), self._new(verb, fields))

    def leader_says(self, verb: type[c.Command], /, **fields: Any) -> Decision:
        """Whoever leads says something: a facilitator without a seat, or the seat with the lead."""
        return self.ask(By(seat=self.session.lead, leads=True), self._new(verb, fields))

    def _new(self, verb: type[c.Command], fields: dict[str, Any]) -> c.Command:
        self.asked += 1
        if issubclass(verb, OfDraw):  # unless the test says otherwise, the board of this moment is before them
            fields = {"expecting": self.state.draw, **fields}
        return verb(id=f"c{self.asked}", **fields)

    # --- what often happens ----------------------------------------------------------------------------------

    def come(self, *seats: str) -> None:
        """People come in and get a place each."""
        for seat in seats:
            leads = self.session.led == "peers" and self.session.lead is None
            self.ask(ROOM, c.TakeSeat(seat=seat, key=f"hash-{seat}", name=name_of(seat), lead=leads))

    def come_back(self, seat: str) -> None:
        """Somebody who had left is here again."""
        self.ask(By(seat=seat), c.ComeBack())

    def agree(self, *seats: str) -> None:
        """These say yes to the agreement."""
        for seat in seats:
            self.says(seat, AgreeCommand)

    def go_to(self, step: int) -> Decision:
        """Whoever leads goes to this step."""
        return self.leader_says(c.GoToStep, step=step, expecting=self.session.step)

    def here(self, *seats: str) -> None:
        """These say that they are here, at a pairs step."""
        for seat in seats:
            self.says(seat, IAmHere, step=self.session.step)

    def talk(self) -> None:
        """Everybody says that they are here, and whoever leads lets the pairs talk."""
        self.here(*self.session.taking_part())
        self.leader_says(OpenPairs, expecting=self.state.draw)

    def next_step(self) -> Decision:
        """Whoever leads moves on."""
        return self.leader_says(c.NextStep, expecting=self.session.step)

    def open_beat(self, *acts: Act, beat: int = 20, by: By = ROOM, **counted: Any) -> Decision:
        """A beat brings these acts. Unless something else is said it is an opening, and eight people could have written
        any of it; one of all words, unless it is the end of a step."""
        since = {card.beat: 8 for card in self.session.cards.values()}
        said = {"opening": True, "n": 8, "taps": 8, "since": since, **counted}
        everything = said["opening"] and not said.get("questions")
        return self.ask(by, OpenBeat(**{"everything": everything, **said}, beat=beat, acts=acts))

    def tap_beat(self, *acts: Act, beat: int = 1, **counted: Any) -> Decision:
        """A beat that opens no words, but those that cannot wait, brings these acts."""
        return self.open_beat(*acts, beat=beat, **{"opening": False, "n": 0, **counted})

    def pass_time(self, seconds: float) -> None:
        """The clock moves; nothing else does."""
        self.now_ms += round(seconds * 1000)

    def wait(self, seconds: float) -> None:
        """The clock moves, and what is due on the way happens by itself."""
        until = self.now_ms + round(seconds * 1000)
        while bell := self._clock.take(until):
            self.now_ms = max(self.now_ms, bell.due_ms)
            bell.ring()
        self.now_ms = until

    def again(self) -> Played:
        """The same moment, from a log that went through bytes. How long somebody has waited is in no log."""
        session = fold(event for entry in self.log for event in journal.decode(journal.encode(entry)))
        presence = replace(self.presence, due=self.due)
        return Played(session, self.log, self.words, self.now_ms, presence=presence, known=self.known)

    # --- what is seen ----------------------------------------------------------------------------------------

    @property
    def state(self) -> Any:
        """The state of the step that is on."""
        return self.session.states[self.session.step]

    @property
    def events(self) -> list[Event]:
        """The whole log, without its entries' borders."""
        return [event for entry in self.log for event in entry]

    @property
    def due(self) -> dict[str, int]:
        """When the alarms of this step ring, by key."""
        return {**(self.presence.due or self._alarms.due)}

    @property
    def world(self) -> views.World:
        presence = replace(self.presence, due=self.due)
        return views.World(self.session, self.words, presence, self.now_ms, self._known_now())

    def stage(self, *, accepted: bool = True) -> dict[str, Any]:
        """The stage by sections."""
        return {view.section: view for view in views.stage(self.world, accepted=accepted)}  # type: ignore[attr-defined]

    def part(self, section: str) -> Any:
        """The kind's part in a section of the stage."""
        return self.stage()[section].part

    def seat_part(self, seat: str) -> Any:
        """The kind's part in one seat's own view."""
        return views.seat(self.world, seat).part

    def console(self) -> dict[str, Any]:
        """The console by sections."""
        return {view.section: view for view in views.console(self.world)}  # type: ignore[attr-defined]

    def all_views(self) -> dict[str, str]:
        """Everything that anybody is shown, as it goes over the wire, by audience."""
        world = self.world
        return {
            "stage": "".join(map(wire.encode, views.stage(world))),
            "stage before yes": "".join(map(wire.encode, views.stage(world, accepted=False))),
            "console": "".join(map(wire.encode, views.console(world))),
            **{seat: wire.encode(views.seat(world, seat)) for seat in self.session.seats},
        }
