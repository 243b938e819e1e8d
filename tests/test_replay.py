"""Live state equals replayed state, whatever people ask for; and who comes late sees what the others see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece import journal, views, wire
from talkingpiece.core import commands as c
from talkingpiece.core.decide import ROOM, RULES
from talkingpiece.core.events import Led
from talkingpiece.core.evolve import fold
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.collect import CollectState, Write
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.pairs import MovePerson, PairsState
from talkingpiece.core.steps.round import RoundState
from tests.cast import (
    AGREEMENT,
    ANA,
    BEN,
    CHI,
    CIRCLE,
    DOV,
    ELI,
    EVERYONE,
    FOUR,
    GUS,
    NAMED,
    PAIRS,
    TINY,
    Played,
    name_of,
    only,
)

VERBS: tuple[type[c.Command], ...] = tuple(
    dict.fromkeys((*c.LEADING, *c.SEATED, *(v for kind in KINDS.values() for v in (*kind.commands, *kind.leading))))
)
TEXTS = ("A few words", "", "x" * 3000, "\u202e\x00", "two\nlines", "<b>bold</b>")


def replayed(circle: Played) -> Session:
    """The session after the whole log went through bytes."""
    return fold(event for entry in circle.log for event in journal.decode(journal.encode(entry)))


# --- random play -------------------------------------------------------------------------------------------


def some_ask(circle: Played, dice: Random) -> tuple[By, object, tuple[c.UnsignedText, ...]]:
    """Something that somebody could ask for: mostly sensible, often stale, sometimes odd."""
    what = dice.random()
    if what < 0.08:
        return _at_the_door(circle, dice)
    if what < 0.14:
        cards = tuple(c.DropCard(id=f"c-{dice.randrange(9)}", text="words") for _ in range(dice.randrange(3)))
        return ROOM, c.OpenCards(window=dice.randrange(5), cards=cards), ()
    by = _somebody(circle, dice)
    verb = _verb(circle, dice)
    waiting = tuple(
        c.UnsignedText(id=f"u-{dice.randrange(9**9)}", step=circle.session.step, text="w") for _ in range(2)
    )
    return by, _filled(verb, circle, dice), waiting


def _verb(circle: Played, dice: Random) -> type[c.Command]:
    kind = KINDS[circle.session.current.kind]
    what = dice.random()
    if what < 0.2 or circle.session.phase == "before":
        return dice.choice((c.Start, c.NextStep, c.GoToStep))
    if what < 0.6 and (own := (*kind.commands, *kind.leading)):
        return dice.choice(own)
    return c.End if what > 0.995 else dice.choice([verb for verb in VERBS if verb is not c.End])


def _at_the_door(circle: Played, dice: Random) -> tuple[By, object, tuple[c.UnsignedText, ...]]:
    seat = dice.choice(EVERYONE)
    if seat in circle.session.seats and dice.random() < 0.8:
        return By(seat=seat), c.ComeBack(), ()
    leads = circle.session.led == "peers" and dice.random() < 0.5
    return ROOM, c.TakeSeat(seat=seat, key=f"hash-{seat}", name=dice.choice([name_of(seat), "Ana", ""]), lead=leads), ()


def _somebody(circle: Played, dice: Random) -> By:
    if circle.session.led == "facilitator" and dice.random() < 0.5:
        return By(leads=True)
    holder = getattr(circle.session.states.get(circle.session.step), "holder", None)
    seats = [*circle.session.seats, *([holder] * 4 if holder else []), *([circle.session.lead] * 4)]
    seat = dice.choice(seats) if seats else None
    return By(seat=seat, leads=seat is not None and seat == circle.session.lead)


def _filled(verb: type[c.Command], circle: Played, dice: Random) -> c.Command:
    names = set(verb.__dataclass_fields__) - {"type", "id"}
    return verb(id=f"c{circle.asked}", **{name: _value(name, verb, circle, dice) for name in sorted(names)})


def _value(name: str, verb: type[c.Command], circle: Played, dice: Random) -> Any:
    step, state = circle.session.step, circle.session.states.get(circle.session.step)
    odd = dice.random() < 0.15
    match name:
        case "expecting" if verb.__dataclass_fields__["expecting"].type == "str":
            return dice.choice(EVERYONE) if odd else getattr(state, "holder", None) or ""
        case "expecting":
            return dice.choice([-1, step + 1, 10**40]) if odd else getattr(state, "draw", step)
        case "step":
            return dice.choice([-1, 99, 10**40]) if odd else dice.choice([step, step, dice.randrange(len(TINY.steps))])
        case "to":
            return dice.choice([-1, 99]) if odd else dice.randrange(4)
        case "seconds":
            return dice.choice([0, 60, -60, 3600, -3600, 10**9])
        case "seat":
            return "nobody" if odd else dice.choice(EVERYONE)
        case "card":
            return "nothing" if odd else f"c-{dice.randrange(9)}"
        case "keep":
            return odd
        case "name":
            return dice.choice(["Ana", "Zoe", "", "x" * 10_000])
        case "text":
            return dice.choice(TEXTS)
    raise AssertionError(f"a new field {name}: say here what people may put in it")


def played(seed: int, asks: int, led: Led) -> Iterator[Played]:
    """A session in which random people ask for random things. Yields after each."""
    dice = Random(seed)
    circle = Played.opened(TINY, *FOUR[: dice.randrange(5)], led=led, seed=seed, room_links=["https://call.example/1"])
    if dice.random() < 0.7:  # or few would come far enough for turns and pairs
        circle.leader_says(c.Start)
        circle.go_to(AGREEMENT)
        circle.agree(*circle.session.seats)
        circle.go_to(dice.randrange(len(TINY.steps)))
    for circle.asked in range(asks):
        circle.pass_time(dice.choice([0, 0.1, 5, 400]))
        by, command, waiting = some_ask(circle, dice)
        before = circle.session
        try:
            circle.ask(by, command, waiting)
        except Refused:
            assert circle.session is before
        yield circle


def well_kept(circle: Played) -> None:
    """What is true at every moment, whatever was asked for."""
    session = circle.session
    for state in session.states.values():
        match state:
            case PairsState(groups=groups):
                assert max(Counter(seat for group in groups for seat in group).values(), default=0) <= 1
            case RoundState():
                waits = [*state.queue, *([state.holder] if state.holder else [])]
                assert len(waits) == len(set(waits))
                assert not set(waits) & {seat for seat, _ in state.turns}
                assert set(waits) <= set(state.order)
                assert state.holder or not state.queue
            case CollectState():
                assert len(state.seats) == len(set(state.seats))
    state = session.states.get(session.step)
    if session.phase == "running" and isinstance(state, PairsState):
        assert sorted(seat for group in state.groups for seat in group) == sorted(session.taking_part())
    if session.phase == "running" and isinstance(state, RoundState):
        assert {*state.order} >= {*session.taking_part()}
    assert session.clock.total_ms >= 0


@pytest.mark.parametrize("led", ["facilitator", "peers"])
@settings(max_examples=80)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_asked_the_replayed_session_is_the_live_one(led, seed):
    for circle in played(seed, 80, led):
        well_kept(circle)
    assert replayed(circle) == circle.session
    again = Played(replayed(circle), circle.log, circle.words, circle.now_ms, presence=circle.presence)
    assert again.all_views() == circle.all_views()


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_at_every_moment_every_view_can_be_shown_and_replay_shows_the_same(seed):
    for circle in played(seed, 30, "facilitator"):
        again = Played(replayed(circle), circle.log, circle.words, circle.now_ms)
        assert again.all_views() == circle.all_views()


def test_random_play_reaches_everything():
    """Or the tests above would show less than they say."""
    reached, steps, moves = set(), set(), set()
    for led in ("facilitator", "peers"):
        for seed in range(160):
            for circle in played(seed, 80, led):
                steps.add(circle.session.current.kind)
            reached |= {type(event) for event in circle.events}
            moves |= {len(circle.session.states)}
    assert steps == set(KINDS)
    assert reached == set(journal.EVENTS)
    assert max(moves) >= 7


def test_every_rule_is_asked_for_in_random_play():
    asked = {*VERBS, c.TakeSeat, c.ComeBack, c.OpenCards}
    assert set(RULES) <= asked
    assert MovePerson in asked


# --- coming late -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(len(TINY.steps)))
def test_who_comes_late_sees_the_stage_that_the_others_see(step):
    circle = Played.running(TINY, *FOUR, at=step)
    circle.come(GUS)
    if circle.session.agreement in circle.session.states:
        circle.agree(GUS)
    stages = {
        "".join(map(wire.encode, views.stage(circle.world, accepted=circle.session.has_accepted(seat))))
        for seat in (ANA, GUS)
    }
    assert len(stages) == 1


@pytest.mark.parametrize("step", [s for s in range(len(TINY.steps)) if s not in (CIRCLE, PAIRS, PAIRS + 1)])
def test_but_for_turns_and_pairs_it_makes_no_difference_when_somebody_came(step):
    def by_the_end(early: bool) -> dict[str, str]:
        circle = Played.opened(TINY, ANA, BEN, CHI, *([DOV] if early else []))
        circle.leader_says(c.Start)
        circle.go_to(1)
        circle.agree(ANA, BEN, CHI, *([DOV] if early else []))
        circle.go_to(step)
        if not early:
            circle.come(DOV)
            circle.agree(DOV)
        circle.says(DOV, c.Rename, name="Dov")
        return circle.all_views()

    assert by_the_end(early=True) == by_the_end(early=False)


def test_who_comes_back_sees_their_own_again():
    circle = Played.running(TINY, *FOUR, at=NAMED)
    circle.says(ANA, Write, step=NAMED, text="A question")
    before = circle.all_views()
    circle.says(ANA, c.Leave)
    circle.come_back(ANA)
    assert circle.all_views() == before


# --- what an entry is --------------------------------------------------------------------------------------


def test_an_entry_is_whole_or_not_at_all():
    """A name that is refused leaves no seat, although the seat is decided first."""
    circle = Played.running(only("pairs"), ANA, BEN)
    before = (len(circle.log), circle.session, dict(circle.words))
    with pytest.raises(Refused):
        circle.ask(ROOM, c.TakeSeat(seat=ELI, key="k", name=""))
    assert (len(circle.log), circle.session, circle.words) == before


def test_the_same_asks_at_the_same_times_with_the_same_dice_give_the_same_log():
    logs = [[*played(5, 80, "peers")][-1].log for _ in range(2)]
    assert logs[0] == logs[1]
    assert len(logs[0]) > 20, "much happened, or this shows nothing"
