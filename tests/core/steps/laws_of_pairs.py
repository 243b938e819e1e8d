"""What holds in any life of a pairs step, looked at after everything that happens in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from talkingpiece import journal
from talkingpiece.core.commands import Leave
from talkingpiece.core.decide import Decision
from talkingpiece.core.events import Event
from talkingpiece.core.session import Session
from talkingpiece.core.steps.kind import By
from talkingpiece.core.steps.pairs import commands as p
from talkingpiece.core.steps.pairs.events import PairsPlanned, WishKept
from talkingpiece.core.steps.pairs.state import LEAD, PairsState
from tests.cast import Played

RESCUE_MS = 15_000  # milliseconds after which nobody is alone any more
DEEPEST = 2  # the level above which nobody joins a pair that talks
BY_HAND = (p.MovePerson, p.UndoMove, p.LockPair)


class Watched(Played):
    """A session in which every decision is held against the laws."""

    def ask(self, by: By, command: object) -> Decision:
        before = self.session
        decision = super().ask(by, command)
        if decision.events and self.session.step in self.session.states:
            same_step = before.step == self.session.step and before.opening == self.session.opening
            _check(self, before if same_step else None, _actor(by, command), command, decision.events)
        return decision

    @property
    def lonely(self) -> dict[str, int]:
        """Since when (server ms) who is alone in a round that runs."""
        return self.__dict__.setdefault("_lonely", {})


def _actor(by: By, command: Any) -> str | None:
    """Who moves by their own wish, or because those who see it say that they are not there."""
    if isinstance(command, p.LeadTakesPart):
        return LEAD
    if isinstance(command, p.PartnerMissing | p.CountIn):
        return command.seat
    return by.seat if isinstance(command, p.IAmHere | p.SitOut | p.AnotherPair | Leave) else None


def pairs_of(state: PairsState) -> set[frozenset[str]]:
    return {frozenset(two) for group in state.groups for two in combinations(group, 2)}


def _check(
    played: Watched, before: Session | None, actor: str | None, command: object, events: Sequence[Event]
) -> None:
    now: PairsState = played.state
    everybody_is_somewhere(played, now)
    _lonely_for_long(played, now)
    if before is None:
        return
    was: PairsState = before.states[before.step]
    if isinstance(command, BY_HAND):
        _by_hand(played, was, now, command)
        return
    planned = [event for event in events if isinstance(event, PairsPlanned)]
    for event in planned:
        _drawn(played, was, event)
    assert not (was.phase == "talking" and planned), "a draw took away the pairs of people who talk"
    if was.phase == now.phase == "talking":
        _nobody_who_talks_is_moved(was, now, actor)
        _nobody_is_dropped_in_late(played, was, now, actor)
    if not planned:
        new = pairs_of(now) - pairs_of(was)
        assert not new & played._known_now().forbidden, "a rule or a wish was broken by the system"


# --- the laws ---------------------------------------------------------------------------------------------------


def everybody_is_somewhere(played: Played, now: PairsState) -> None:
    """Nobody twice; nobody counted is forgotten; nobody who went is still there."""
    placed = [seat for group in now.groups for seat in group]
    assert len(placed) == len(set(placed)), "somebody is in two groups"
    assert not now.out & now.here
    assert not now.missing.keys() & now.here
    if now.phase not in ("planned", "talking"):
        return
    counted = set(played.session.taking_part()) & now.here
    assert counted == (set(placed) | now.alone) - {LEAD}, "somebody counted is in no group, or somebody gone in one"
    assert not now.alone & set(placed)
    assert LEAD not in now.alone
    assert LEAD not in placed or (now.lead != "out" and played.session.led == "facilitator")


def _lonely_for_long(played: Watched, now: PairsState) -> None:
    waiting = set(now.waiting()) if now.phase == "talking" else set()
    assert all(played.now_ms - since <= RESCUE_MS for since in played.lonely.values()), "alone for too long"
    for seat in played.lonely.keys() - waiting:
        del played.lonely[seat]
    for seat in waiting:
        played.lonely.setdefault(seat, played.now_ms)


def _by_hand(played: Played, was: PairsState, now: PairsState, command: object) -> None:
    new = pairs_of(now) - pairs_of(was)
    if new & played._known_now().apart and isinstance(command, p.MovePerson):
        assert command.deliberate, "a rule gave way without a second word"
        assert played.session.led == "facilitator", "a rule gave way in a peer-led session"


def _drawn(played: Played, was: PairsState, event: PairsPlanned) -> None:
    fresh = [group for place, group in enumerate(event.groups) if place not in event.locked]
    new = {frozenset(two) for group in fresh for two in combinations(group, 2)}
    assert not new & played._known_now().forbidden, "a draw broke a rule or a wish"
    if was.phase == "planned":
        counted = {*played.session.taking_part(), LEAD} & {*was.here, LEAD}
        kept = [set(was.groups[place]) for place in was.locked]
        for group in kept:
            if len(group) > 1 and group <= counted - ({LEAD} if was.lead == "out" else set()):
                assert any(group <= set(other) for other in event.groups), "a lock was not kept"


def _nobody_who_talks_is_moved(was: PairsState, now: PairsState, actor: str | None) -> None:
    for place, group in enumerate(was.groups):
        if len(group) > 1:
            for seat in group:
                assert seat == actor or now.place_of(seat) == place, "somebody who talks was moved"


def _nobody_is_dropped_in_late(played: Played, was: PairsState, now: PairsState, actor: str | None) -> None:
    if not was.half and played.session.current.level <= DEEPEST:
        return
    for place, group in enumerate(was.groups):
        if len(set(group) - {actor}) > 1 and place < len(now.groups):
            new = set(now.groups[place]) - set(group)
            assert not new or (new == {actor} and was.missing.get(actor or "") == place), "dropped into a talking pair"


# --- what is seen, what is kept ------------------------------------------------------------------------------------


def nothing_is_seen_that_should_not_be(played: Played) -> None:
    """A note only by its pair, until it is released and told; no rule, no reason in the hands of peers."""
    state: PairsState = played.state
    views = played.all_views()
    for id, line in state.lines.items():
        text = played.words.get(f"line:{id}", "")
        readers = {who for who, view in views.items() if text and text in view}
        told = {"stage", "stage before yes"} if line.released and state.phase == "back" else set()
        assert readers <= line.pair | told, "a note left its pair"
    if played.session.led == "peers":
        assert not any(f'"reason":"{letter}' in views["console"] for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if state.phase == "planned":
        _plan_is_nobodys_business(played, views)


def _plan_is_nobodys_business(played: Played, views: dict[str, str]) -> None:
    hidden = replace(played.state, groups=(), alone=frozenset(), locked=frozenset())
    session = played.session
    played.session = replace(session, states={**session.states, session.step: hidden})
    without = played.all_views()
    played.session = session
    assert {who for who in views if views[who] != without[who]} <= {"console"}, "somebody sees a plan"


def the_log_tells_nothing(played: Played, words: Sequence[str]) -> None:
    """Neither words nor whose wish it was; and it gives the same session again, on every screen."""
    log = b"".join(journal.encode(entry) for entry in played.log).decode()
    assert not [word for word in words if word in log]
    wishes = [event for event in played.events if isinstance(event, WishKept)]
    assert all(set(vars(event)) == {"v", "step", "type"} for event in wishes)
    again = played.again()
    assert again.session == played.session
    assert again.all_views() == played.all_views()
