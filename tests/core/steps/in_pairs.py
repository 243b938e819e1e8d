"""People in pairs: a pairs step that is on, with company chosen by the test instead of by chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from talkingpiece.core.module import Module
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.pairs.commands import (
    DrawAgain,
    MovePerson,
    OpenPairs,
    PartnerMissing,
    PlanPairs,
    TickLine,
    WriteLine,
)
from talkingpiece.core.steps.pairs.parts import PairsConsole, PairsSeat
from tests.cast import Played, only

TALK_S = 300  # the length of the step; half-time is at 150
ALONE_S = 8  # until company comes by itself
A, B, C = (letter * 22 for letter in "abc")  # ids of lines
LINKS = tuple(f"https://call.example/room-{i}" for i in range(1, 4))


def steps(*kinds: str, level: int = 1, **settings: Any) -> Module:
    """A module of these kinds; settings go to the last of them."""
    return only(*kinds, level=level, **settings)


def gathering(
    *people: str, known: Known | None = None, led: Any = "facilitator", seed: int = 8, **settings: Any
) -> Played:
    """A pairs step in which nobody has answered yet."""
    links = settings.pop("room_links", ())
    played = Played.running(steps("pairs", **settings), *people, led=led, seed=seed, room_links=links)
    played.known = known or Known()
    return played


def planned(*groups: tuple[str, ...], known: Known | None = None, **how: Any) -> Played:
    """A plan of just these groups; everyone in them is counted."""
    told = replace(known or Known(), announced=groups)
    played = gathering(*sorted(seat for group in groups for seat in group), known=told, **how)
    played.here(*played.session.taking_part())
    assert played.state.phase == "planned", "premise: everyone has answered"
    assert played.state.groups == groups, "premise: they are put together as the test wants it"
    return played


def talking(*groups: tuple[str, ...], **how: Any) -> Played:
    """These groups, talking."""
    played = planned(*groups, **how)
    open_them(played)
    assert played.state.groups == groups, "premise: opening moves nobody"
    return played


def plan(played: Played) -> None:
    """Whoever leads asks for the plan."""
    played.leader_says(PlanPairs, expecting=played.state.draw)


def open_them(played: Played) -> None:
    """Whoever leads lets the pairs talk."""
    played.leader_says(OpenPairs, expecting=played.state.draw)


def draw_again(played: Played) -> None:
    """Whoever leads draws again; for another round, everyone who was here says once more that they are."""
    before = played.state
    played.leader_says(DrawAgain, expecting=before.draw)
    if before.phase == "back":
        for seat in sorted(before.here & set(played.session.taking_part())):
            played.here(seat)
        if played.state.phase == "gathering":
            played.leader_says(PlanPairs, expecting=played.state.draw)


def move(played: Played, seat: str, to: int | None, *, deliberate: bool = False) -> None:
    """Whoever leads moves somebody by hand, from where they are."""
    played.leader_says(MovePerson, seat=seat, was=played.state.place_of(seat), to=to, deliberate=deliberate)


def is_missing(played: Played, seat: str, says: str) -> None:
    """Somebody says that this one of their pair is not here."""
    played.says(says, PartnerMissing, step=played.session.step, seat=seat)


def bells(played: Played) -> list[object]:
    """What the room would ask by itself, sooner or later."""
    return [alarm.command for alarm in KINDS["pairs"].alarms(played.session, played.session.step)]


def company(played: Played, seat: str) -> set[str]:
    """Who somebody is with."""
    return {other for group in played.state.groups if seat in group for other in group} - {seat}


def pairs(played: Played) -> set[frozenset[str]]:
    """Every two who are together."""
    return {frozenset(two) for group in played.state.groups for two in combinations(group, 2)}


def being(played: Played, seat: str) -> str:
    """How it stands with somebody, as their panel is told."""
    mine: PairsSeat = played.seat_part(seat)
    return mine.being


def board(played: Played) -> PairsConsole:
    """The board of those who lead."""
    part: PairsConsole = played.console()["board"].part
    return part


# --- what they write down, and what is told of it


def sharing(*groups: tuple[str, ...], **how: Any) -> Played:
    """These groups, talking, in a step with a share-back."""
    return talking(*groups, share_seconds=60, **how)


def writes(played: Played, seat: str, line: str, text: str, *, about: str | None = None) -> None:
    played.says(seat, WriteLine, step=played.session.step, line=line, about=about, text=text)


def ticks(played: Played, seat: str, line: str, *, on: bool = True) -> None:
    played.says(seat, TickLine, step=played.session.step, line=line, on=on)


def lines(played: Played, seat: str) -> list[tuple[str, bool, bool, bool]]:
    """What somebody's note shows: text, may I release it, have I, is it released."""
    return [(line.text, line.mine, line.ticked, line.released) for line in played.seat_part(seat).lines]


def told(played: Played) -> dict[str, tuple[str, ...]]:
    """What the group hears of whom."""
    return {one.whom.seat: one.lines for one in played.part("board").introductions}
