"""Sessions in which random people ask for random things: mostly sensible, often stale, sometimes odd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from random import Random
from typing import Any

from talkingpiece.core import commands as c
from talkingpiece.core.cards.commands import (
    Act,
    NewMeToo,
    NewQuick,
    NewReply,
    NewTap,
    NewText,
    NewWithdraw,
    OpenBeat,
    TakeUp,
    UnsignedText,
)
from talkingpiece.core.decide import ROOM
from talkingpiece.core.events import Led
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.kind import AnyKind, By
from talkingpiece.core.steps.pairs.commands import (
    DropLine,
    IAmHere,
    MovePerson,
    OpenPairs,
    PassBaton,
    TellPairs,
    TickLine,
    WriteLine,
)
from talkingpiece.core.steps.pairs.state import LEAD, PairsState
from tests.cast import (
    AGREEMENT,
    EVERYONE,
    FOUR,
    PAIRS,
    TINY,
    Played,
    name_of,
)
from tests.cast import card as new_card

VERBS: tuple[type[c.Command], ...] = tuple(
    dict.fromkeys((*c.LEADING, *c.SEATED, *(v for kind in KINDS.values() for v in (*kind.commands, *kind.leading))))
)
LIKELY = {
    "gathering": (IAmHere, OpenPairs), "planned": (IAmHere, OpenPairs), "talking": (WriteLine, TickLine, DropLine),
}  # fmt: skip
TEXTS = ("A few words", "", "x" * 3000, "\u202e\x00", "two\nlines", "<b>bold</b>")


def some_ask(circle: Played, dice: Random) -> tuple[By, object]:
    """Something that somebody could ask for: mostly sensible, often stale, sometimes odd."""
    what = dice.random()
    if what < 0.08:
        return _at_the_door(circle, dice)
    if what < 0.2:
        return ROOM, some_beat(circle, dice)
    if what < 0.21:
        return ROOM, TakeUp(dice.choice(["one", "other"]), dice.choice([None, None, "5eed"]))
    verb = _verb(circle, dice)
    return _somebody(verb, circle, dice), _filled(verb, circle, dice)


def some_beat(circle: Played, dice: Random) -> OpenBeat:
    """A beat that brings all sorts of acts, on cards that are there and on others, from few people or many."""
    session, n = circle.session, dice.choice([0, 2, 3, 5, 8])
    ends = {step: _kind(circle, step).names_end(session, step) for step in session.states}
    due = tuple(step for step, end in ends.items() if end is not None and end <= circle.now_ms)
    acts = sorted((_act(circle, dice, due) for _ in range(dice.randrange(6))), key=repr)
    since = {card.beat: dice.choice([n, n, 2]) for card in session.cards.values()}
    opening = dice.random() < 0.6
    everything = opening and (not due or n > 3)
    questions = due if opening else ()
    return OpenBeat(circle.asked, opening, n, dice.choice([n, 8]), since, questions, everything, tuple(acts))


def _act(circle: Played, dice: Random, due: Sequence[int]) -> Act:
    id, card, floor = f"a-{circle.asked}-{dice.randrange(9**9)}", _some_card(circle, dice), dice.choice([3, 3, 5])
    things = [thing for step in due if (thing := _kind(circle, step).question(circle.session, step))]
    match dice.randrange(8 if things else 7):
        case 0 | 1:
            to: Any = dice.choice(["lead", "all"])
            soon, secret = dice.random() < 0.3, dice.choice([None, "secret"])
            return new_card(f"c-{dice.randrange(9)}", to=to, soon=soon, floor=floor, secret=secret)
        case 2:
            return NewTap(id, dice.choice(["slow", "stop", "try"]))
        case 3:
            return NewReply(id, card, dice.randrange(4), "words", floor)
        case 4:
            return NewQuick(id, card, dice.randrange(4), dice.choice(["yes", "not_yet", "thanks"]))
        case 5:
            return NewWithdraw(id, card) if dice.random() < 0.3 else NewMeToo(card, id)
        case 6:
            return NewMeToo(card, id)
    return NewText(dice.choice(things), (UnsignedText(id, "words"),), floor)


def _kind(circle: Played, step: int) -> AnyKind:
    return KINDS[circle.session.module.steps[step].kind]


def _some_card(circle: Played, dice: Random) -> str:
    cards = sorted(circle.session.cards)
    return dice.choice(cards) if cards and dice.random() < 0.8 else f"c-{dice.randrange(9)}"


def _verb(circle: Played, dice: Random) -> type[c.Command]:
    kind = KINDS[circle.session.current.kind]
    what = dice.random()
    if what < (0.1 if kind.name == "pairs" else 0.2) or circle.session.phase == "before":
        return dice.choice((c.Start, c.NextStep, c.GoToStep))
    if what < 0.7 and (own := (*kind.commands, *kind.leading)):
        phase = getattr(circle.session.states.get(circle.session.step), "phase", "")
        return dice.choice(LIKELY[phase] if phase in LIKELY and dice.random() < 0.3 else own)
    others = (*c.LEADING, *c.SEATED) if what < 0.9 else VERBS
    return c.End if what > 0.995 else dice.choice([verb for verb in others if verb is not c.End])


def _at_the_door(circle: Played, dice: Random) -> tuple[By, object]:
    seat = dice.choice(EVERYONE)
    if seat in circle.session.seats and dice.random() < 0.8:
        return By(seat=seat), c.ComeBack()
    leads = circle.session.led == "peers" and dice.random() < 0.5
    return ROOM, c.TakeSeat(seat=seat, key=f"hash-{seat}", name=dice.choice([name_of(seat), "Ana", ""]), lead=leads)


def _somebody(verb: type[c.Command], circle: Played, dice: Random) -> By:
    leading = {*c.LEADING, *KINDS[circle.session.current.kind].leading}
    if circle.session.led == "facilitator" and dice.random() < (0.8 if verb in leading else 0.1):
        return By(leads=True)
    state = circle.session.states.get(circle.session.step)
    holder = getattr(state, "holder", None)
    placed = sorted(state.placed() - {LEAD}) * 3 if isinstance(state, PairsState) else []
    seats = [*circle.session.seats, *([holder] * 4 if holder else []), *placed]
    if circle.session.lead and verb in leading:
        seats += [circle.session.lead] * 9
    seat = dice.choice(seats) if seats else None
    return By(seat=seat, leads=seat is not None and seat == circle.session.lead)


def _filled(verb: type[c.Command], circle: Played, dice: Random) -> c.Command:
    names = {own.name for own in fields(verb)} - {"type", "id"}
    said = {name: _value(name, verb, circle, dice) for name in sorted(names)}
    state = circle.session.states.get(circle.session.step)
    if verb is MovePerson and isinstance(state, PairsState) and dice.random() < 0.8:  # the board shows where they are
        said["was"] = state.place_of(said["seat"])
    return verb(id=f"c{circle.asked}", **said)


def _value(name: str, verb: type[c.Command], circle: Played, dice: Random) -> Any:
    step, state = circle.session.step, circle.session.states.get(circle.session.step)
    odd = dice.random() < 0.15
    match name:
        case "expecting" if verb is PassBaton and isinstance(state, PairsState):
            return state.turn + odd
        case "expecting" if verb.__dataclass_fields__["expecting"].type == "str":
            return dice.choice(EVERYONE) if odd else getattr(state, "holder", None) or ""
        case "expecting":
            return dice.choice([-1, step + 1, 10**40]) if odd else getattr(state, "draw", step)
        case "step":
            return dice.choice([-1, 99, 10**40]) if odd else dice.choice([step, step, dice.randrange(len(TINY.steps))])
        case "to" | "was" | "place":
            nowhere = verb in (MovePerson, TellPairs) and dice.random() < 0.2
            return None if nowhere else dice.choice([-1, 99]) if odd else dice.randrange(4)
        case "line" if verb is not WriteLine and isinstance(state, PairsState) and state.lines and not odd:
            return dice.choice(sorted(state.lines))
        case "line":
            return "too-short" if odd else f"line-{dice.randrange(9)}" + "-" * 16
        case "about":
            return dice.choice(
                [None, None, None, *(sorted(state.placed()) if isinstance(state, PairsState) else EVERYONE)]
            )
        case "seats":
            return tuple(dice.sample(EVERYONE, dice.randrange(3)))
        case "on" | "coming" | "deliberate" | "at_once":
            return dice.random() < 0.6
        case "links":
            return dice.choice([(), ("https://call.example/{room}",), ("https://a.example", "http://b.example")])
        case "joins":
            return dice.choice(["out", "in", "spare"])
        case "seconds":
            return dice.choice([0, 60, -60, 180, 3600, -3600, 10**9])
        case "seat":
            return dice.choice(["nobody", LEAD]) if odd else dice.choice(EVERYONE)
        case "card":
            return "nothing" if odd else _some_card(circle, dice)
        case "cards":
            return tuple(_some_card(circle, dice) for _ in range(dice.randrange(4)))
        case "why":
            return dice.choice(["names", "care", "later"])
        case "floor" | "metoos" | "number":
            return dice.choice([-1, 10**40]) if odd else dice.choice([2, 3, 3, 4])
        case "allowed" | "last":
            return dice.random() < 0.6
        case "sig":
            return "signed"
        case "keep":
            return odd
        case "name":
            return dice.choice(["Ana", "Zoe", "", "x" * 10_000])
        case "text":
            return dice.choice(TEXTS) if dice.random() < 0.3 else "A few words"
    raise AssertionError(f"a new field {name}: say here what people may put in it")


def played(seed: int, asks: int, led: Led) -> Iterator[Played]:
    """A session in which random people ask for random things. Yields after each."""
    dice = Random(seed)
    circle = Played.opened(TINY, *FOUR[: dice.randrange(5)], led=led, seed=seed, room_links=["https://call.example/1"])
    if dice.random() < 0.7:  # or few would come far enough for turns and pairs
        circle.leader_says(c.Start)
        circle.go_to(AGREEMENT)
        circle.agree(*circle.session.seats)
        circle.go_to(dice.choice([PAIRS, dice.randrange(len(TINY.steps))]))
        if circle.session.step == PAIRS and circle.session.taking_part():
            circle.talk()
    for circle.asked in range(asks):
        circle.wait(dice.choice([*[0] * 16, 0.1, 5, 40, 400]))
        by, command = some_ask(circle, dice)
        before = circle.session
        try:
            circle.ask(by, command)
        except Refused:
            assert circle.session is before
        yield circle
