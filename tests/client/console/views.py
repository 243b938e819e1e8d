"""What a console hears, as short as a test wants it: real shapes, a group of six, a module of five steps."""

from __future__ import annotations

from typing import Any

from talkingpiece import parts
from talkingpiece.core.cards.floors import standing
from talkingpiece.core.cards.parts import BoxNow, ConsoleCard, HeldCard, OpenCard, ShownTaps
from talkingpiece.core.steps.kind import Person
from talkingpiece.core.steps.pairs.parts import (
    ConsolePair,
    Introduction,
    PairGroup,
    PairsBoard,
    PairsConsole,
    PairsHead,
    PairsTally,
)
from talkingpiece.core.steps.round import Place, RoundBoard, RoundHead
from talkingpiece.core.steps.window import WindowHead
from tests.client.scripted import CODE, board, cards, head, now_ms, person, tally
from tests.client.views import box as channel
from tests.client.views import box_for as channel_for

NAMES = ("Ben", "Chi", "Dov", "Eli", "Fay", "Gus")
TITLES = ("Arrive", "How we want to be here", "A round", "Pairs", "Close")
PAIRS = (("Ben", "Fay"), ("Dov", "Eli"), ("Chi", "Gus"))


def header(step: int = 0, **more: Any) -> parts.Header:
    outline = tuple(parts.OutlineStep(title=title, kind="present", seconds=300) for title in TITLES)
    given: dict[str, Any] = {
        "phase": "running", "title": "Harbour team", "module": "A good start", "led": "facilitator", "door": "auto",
        "code": CODE, "outline": outline, "next": outline[step + 1] if step + 1 < len(outline) else None,
        "notes": parts.NotesPart(say="<p>Welcome.</p>", watch="<p>Haste.</p>", mend=""),
        "started_at": now_ms(), "planned_ms": 1_500_000, "after_ms": 300_000 * (4 - step), "keep_cards": False,
    }  # fmt: skip
    return parts.Header(step=step, **{**given, **more})


def roster(step: int = 0, **more: Any) -> parts.Roster:
    given: dict[str, Any] = {
        "people": tuple(map(person, NAMES)), "lost": {}, "knocks": (), "facilitators": ("Ana",), "walls": 1,
    }  # fmt: skip
    return parts.Roster(step=step, **{**given, **more})


def card(id: str, text: str | None, *, n: int = 6, **more: Any) -> ConsoleCard:
    """For whoever leads alone, unless it is `shown`."""
    given: dict[str, Any] = {
        "beat": 4, "at": now_ms() - 60_000, "n": n, "standing": standing(n), "to": "lead", "weight": "slow",
        "state": "open", "why": None, "shown": False, "answer": None, "replies": (), "quick": (), "metoos": 0,
        "at_least": False, "kept": False, "owner": None, "parts": (), "votes": False,
    }  # fmt: skip
    return ConsoleCard(id=id, text=text, **{**given, **more})


def on_stage(one: ConsoleCard) -> OpenCard:
    """The same card, as everybody reads it."""
    return OpenCard(**{name: value for name, value in vars(one).items() if name != "shown"})


def tapped(beat: int = 4, **more: Any) -> ShownTaps:
    given = {"at": now_ms() - 30_000, "n": 6, "slow": 0, "stop": 0, "tries": 0}
    return ShownTaps(beat=beat, **{**given, **more})


def tray(*opened: ConsoleCard, step: int = 0) -> parts.ConsoleCards:
    return parts.ConsoleCards(step=step, cards=opened)


def named(*names: str) -> tuple[Person, ...]:
    return tuple(Person(seat=name.lower(), name=name) for name in names)


def pair(place: int, *names: str, **more: Any) -> ConsolePair:
    """`place` counts from 1, as on every screen."""
    given: dict[str, Any] = {
        "room_link": None, "reason": "First time together", "locked": False, "where": "manual", "call": "no",
        "company_by": None,
    }  # fmt: skip
    return ConsolePair(place=place, people=named(*names), **{**given, **more})


def pairing(*groups: tuple[str, ...] | ConsolePair, **more: Any) -> parts.ConsoleBoard:
    """The board of those who lead; a group is its names, or a `pair`."""
    made = tuple(g if isinstance(g, ConsolePair) else pair(i + 1, *g) for i, g in enumerate(groups))
    given: dict[str, Any] = {
        "phase": "talking", "draw": 1, "groups": made, "apart": (), "unasked": (), "out": (), "missing": (),
        "alone": (), "told": (), "lead": "out", "links": 0, "undo": False, "repeats": 0, "bound": 0, "ahead": (),
        "share_back": False,
    }  # fmt: skip
    for people in ("apart", "unasked", "out", "missing", "alone"):
        if people in more:
            more[people] = named(*more[people])
    return parts.ConsoleBoard(step=3, part=PairsConsole(**{**given, **more}))


def at_the_round(
    phase: str, *, draw: int = 1, half: bool = False, answered: int = 6, of: int = 6, **more: Any
) -> tuple[Any, ...]:
    """The step of the pairs, in a phase of its round, without the board."""
    part: Any = PairsHead(phase=phase, draw=draw, half=half, size=2, turns=True, shares=True)  # type: ignore[arg-type]
    return (*in_step(3, "pairs", part=part, **more), tally(3, of, PairsTally(answered=answered, of=of)))


def shared(*introductions: Introduction, turn: int = 0, groups: tuple[PairGroup, ...] = ()) -> parts.StageBoard:
    """What the stage says of the pairs."""
    part = PairsBoard(draw=1, turns=True, groups=groups, introductions=introductions, turn=turn)
    return board(3, NAMES, part=part)


def introduction(by: str, whom: str, *lines: str) -> Introduction:
    return Introduction(by=named(by)[0], whom=named(whom)[0], lines=lines)


def in_step(step: int, kind: str = "present", **more: Any) -> tuple[Any, ...]:
    """All that a console hears at a step."""
    told = {"title": TITLES[step], "session_title": "Harbour team", "body": "<p>What helped you?</p>", **more}
    return (
        head(kind, step, steps=5, **told),
        header(step), roster(step), tally(step, 6), board(step), cards(step), tray(step=step),
        parts.ConsoleBoard(step=step, part=None),
    )  # fmt: skip


def with_cards(*opened: ConsoleCard, step: int = 1, box: BoxNow | None = None, **stage: Any) -> tuple[Any, ...]:
    """A step, and what has opened so far. `stage`: what everybody is told of cards: taps, threshold, number ..."""
    held = tuple(HeldCard(id=one.id, why=one.why) for one in opened if one.state == "held" and one.why)
    read = tuple(on_stage(one) for one in opened if one.shown and one.state != "held")
    told = cards(step, tuple(one.id for one in opened), read, held=held, **stage)
    return (*in_step(step), told, tray(*opened, step=step), tally(step, 6, box=box or channel(n=6)))


def interlude(*, last: bool = False, back: int = 2, box: BoxNow | None = None, **window: Any) -> tuple[Any, ...]:
    """A window step that whoever leads put in; then it goes back to step `back`."""
    opened = bool(window.get("opened") or window.get("left"))
    thing = None if opened else "a-step-where-all-writeQ"
    part = WindowHead(about="What is on your mind?", thing=thing, last=last, **window)
    box = box or (channel(n=6) if thing is None else channel_for(thing, 6))
    title = "Last words before we close" if last else "A moment to write"
    on = head(
        "window", 5, steps=5, added=True, back=back, title=title, session_title="Harbour team",
        body="<p>We are quiet.</p>",
        part=part, ends_at=now_ms() + 95_000, total_ms=120_000,
    )  # fmt: skip
    following = parts.OutlineStep(title=TITLES[back], kind="present", seconds=300)
    return (
        on, header(5, next=following), roster(5), board(5), cards(5), tray(step=5),
        tally(5, 6, box=box), parts.ConsoleBoard(step=5, part=None),
    )  # fmt: skip


BEFORE = (head("before", 0, steps=5, ends_at=None, title="Harbour team"), header(phase="before", started_at=None))


def round_at(holder: str, following: str) -> tuple[Any, ...]:
    order = [Place(seat=n.lower(), name=n, turn="holds" if n == holder else "waits") for n in NAMES]
    part = RoundHead(holder=named(holder)[0], next=named(following)[0], since=now_ms(), seconds_each=120, done=1, of=6)
    return (*in_step(2, "round", part=part), board(2, part=RoundBoard(circle=tuple(order))))


def pairs_at(*groups: tuple[str, ...] | ConsolePair, **more: Any) -> tuple[Any, ...]:
    """The pairs talk."""
    people = [g.people if isinstance(g, ConsolePair) else named(*g) for g in groups]
    shown = tuple(PairGroup(place=i + 1, people=g) for i, g in enumerate(people) if g)
    return (*at_the_round("talking", draw=more.get("draw", 1)), shared(groups=shown), pairing(*groups, **more))
