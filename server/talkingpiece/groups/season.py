"""A season: the rounds of the sessions to come, planned together, announced, and followed as people come and go."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import cast

from talkingpiece.core import pairing
from talkingpiece.core import roster as r
from talkingpiece.core.pairing.known import Group
from talkingpiece.core.refusal import Lost, Refused
from talkingpiece.core.roster.state import ahead_id, season_record
from talkingpiece.groups.book import Book
from talkingpiece.store.base import StoreFault

TRIES = 6  # when the group changes while a season is planned for it
MOST_ROUNDS = 100
MOST_PLACES = 60_000  # people times rounds: some seconds of reckoning

log = logging.getLogger(__name__)


class _Stale(Exception):
    """The group has changed while a season was planned for it."""


def most_rounds(people: int) -> int:
    """How many rounds can be planned at once for so many people."""
    return min(MOST_ROUNDS, MOST_PLACES // max(1, people))


async def preview(book: Book, season: r.Season) -> pairing.Season:
    """The season as it would be, or as it was announced. The same question has the same answer while nobody comes,
    goes or meets: what is announced is what was shown. Wishes are obeyed when a session draws, and not here: a pair
    that is gone from a season since some session, or is never in it, would tell its keeper of them.
    """
    roster = book.roster
    known = replace(book.known(None), wishes=frozenset(), asked={})
    told = _told(roster)
    people = len(roster.members)
    dice = Random(f"{book.group}|{season.size}|{people}|{len(roster.meetings)}")
    size = cast(pairing.Size, season.size)
    return await asyncio.to_thread(
        pairing.season, tuple(roster.members), size, known, season.remaining, dice, announced=told
    )


async def announce(book: Book, season: r.Season) -> pairing.Season:
    """Plan and keep a season. What was announced before stays where its people are still there and no rule is broken.
    Raises Refused, Lost, StoreFault.
    """
    for _ in range(TRIES):
        revision = book.revision
        plan = await preview(book, season)
        ahead = _ahead(plan, season)

        def decide(roster: r.Roster, revision: int = revision, ahead: dict[str, bytes] = ahead) -> r.Change:
            if book.revision != revision:
                raise _Stale
            return _kept(roster, season, ahead)

        try:
            await book.write(decide)
        except _Stale:
            continue
        return plan
    raise Lost


async def replan(book: Book) -> None:
    """Somebody came or went, or a rule changed: an announced season follows. If it cannot just now, what was asked is
    done all the same, and whoever came is put together with others in the session itself.
    """
    season = book.roster.season
    if season is None or not season.remaining:
        return
    try:
        await announce(book, season)
    except (Refused, Lost, StoreFault):
        log.warning("an announced season could not be planned anew")


async def withdraw(book: Book) -> None:
    """Nothing is announced any more. Raises Refused, Lost, StoreFault."""
    await book.write(lambda roster: r.Change(erased=("season", *_ids(roster))) if roster.season else r.Change())


def _told(roster: r.Roster) -> Sequence[Sequence[Group]]:
    rounds = roster.season.remaining if roster.season else 0
    return [r.announced(roster, ahead=round, told=True) for round in range(rounds)]


def _ahead(plan: pairing.Season, season: r.Season) -> dict[str, bytes]:
    return {
        ahead_id(season.used + number, group): b"%d" % place
        for number, one in enumerate(plan.rounds)
        for place, group in enumerate(one.groups)
    }


def _ids(roster: r.Roster) -> tuple[str, ...]:
    return tuple(ahead_id(*key) for key in roster.ahead)


def _kept(roster: r.Roster, season: r.Season, ahead: dict[str, bytes]) -> r.Change:
    old = {ahead_id(*key): b"%d" % place for key, place in roster.ahead.items()}
    written = {id: place for id, place in ahead.items() if old.get(id) != place}
    if season != roster.season:
        written |= season_record(season)
    return r.Change(written, tuple(id for id in old if id not in ahead))
