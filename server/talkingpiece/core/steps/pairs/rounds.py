"""A round: drawn, opened, made longer or shorter, called back, over; and then who introduces whom."""

from __future__ import annotations

from talkingpiece.core.clockwork import changed, with_left
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Clock
from talkingpiece.core.steps.kind import By

from . import commands as c
from . import company, planning
from . import events as e
from .unfold import Unfolding

LAST_SENTENCE_MS = 30_000  # milliseconds between being called back and being back


def plan_pairs(un: Unfolding, by: By, command: c.PlanPairs) -> None:
    """Plan with those who are counted."""
    if un.state.phase != "gathering":
        raise Refused("stale", "There is a plan already.")
    planning.plan(un)


def open_pairs(un: Unfolding, by: By, command: c.OpenPairs) -> None:
    """Let the pairs talk."""
    if un.state.phase == "talking":
        return
    if un.state.phase == "back":
        raise Refused("round_over", "This round is over. Draw another one, or move on.")
    planning.open_pairs(un)


def draw_again(un: Unfolding, by: By, command: c.DrawAgain) -> None:
    """Another plan; nobody who talks is moved by it. After a round everybody is asked again: somebody may have gone."""
    match un.state.phase:
        case "gathering":
            raise Refused("no_plan", "There is no plan yet: people are being asked whether they are there.")
        case "planned":
            planning.plan(un)
        case "talking":
            company.settle(un)
        case "back":
            un.then(e.PairsAsked(step=un.step))


def extend(un: Unfolding, by: By, command: c.ExtendPairs) -> None:
    """More time for the round that runs, or less."""
    _talking(un)
    un.also(changed(un.scene.session.clock, un.scene.now_ms, command.seconds))


def call_back(un: Unfolding, by: By, command: c.CallBack) -> None:
    """Back at once, or after a last sentence. A clock that was held runs: nobody waits for a bell that never rings."""
    _talking(un)
    clock, now = un.scene.session.clock, un.scene.now_ms
    if command.at_once:
        _over(un)
    elif clock.paused or clock.left(now) > LAST_SENTENCE_MS:
        left = min(LAST_SENTENCE_MS, max(0, clock.left(now)))
        un.also(with_left(Clock(), now, left, clock.total_ms - clock.left(now) + left))


def _talking(un: Unfolding) -> None:
    if un.state.phase != "talking":
        raise Refused("round_over", "This round is over; the pairs are back, or on their way.")


def round_over(un: Unfolding, by: By, command: c.RoundOver) -> None:
    """The time is over, unless somebody has added some while the bell was on its way."""
    clock = un.scene.session.clock
    if un.state.phase == "talking" and not clock.paused and clock.left(un.scene.now_ms) <= 0:
        _over(un)


def half_time(un: Unfolding, by: By, command: c.HalfTime) -> None:
    """Half of the time is over, unless somebody has added some while the bell was on its way."""
    clock = un.scene.session.clock
    half = not clock.paused and 2 * clock.left(un.scene.now_ms) <= clock.total_ms
    if un.state.phase == "talking" and half and not un.state.half:
        un.then(e.PairsHalf(step=un.step))


def finish(un: Unfolding) -> None:
    """The group moves on, also out of the middle of a round."""
    if un.state.phase == "talking":
        un.then(e.PairsBack(step=un.step, cut=_cut(un)))


def _over(un: Unfolding) -> None:
    """Everybody is back; with a share-back, it has its own time."""
    seconds = un.settings.share_seconds
    un.then(e.PairsBack(step=un.step, baton=_introductions(un) if seconds else (), cut=_cut(un)))
    if seconds:
        un.also(with_left(un.scene.session.clock, un.scene.now_ms, seconds * 1000, seconds * 1000))


def _cut(un: Unfolding) -> bool:
    """Was it less than half of the time that was planned, whatever became of the clock?"""
    clock = un.scene.session.clock
    return 2 * (clock.total_ms - clock.left(un.scene.now_ms)) < planning.talk_ms(un)


def _introductions(un: Unfolding) -> tuple[tuple[str, str], ...]:
    """Who introduces whom: pair by pair, by lot, each the next of their own group."""
    groups = [group for group in un.state.groups if len(group) > 1]
    un.scene.dice.shuffle(groups)
    return tuple((one, group[(i + 1) % len(group)]) for group in groups for i, one in enumerate(group))


def pass_baton(un: Unfolding, by: By, command: c.PassBaton) -> None:
    """An introduction is done."""
    if command.expecting != un.state.turn or un.state.turn >= len(un.state.baton):
        raise Refused("stale", "The word has gone on already.")
    if not by.leads and by.seat != un.state.baton[un.state.turn][0]:
        raise Refused("not_holder", "Only whoever introduces passes the word on.")
    un.then(e.BatonPassed(step=un.step))
