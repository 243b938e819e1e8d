"""Who has met whom in a group, how much that still counts, and what is announced.

A meeting counts 1 in the session it is of, and half as much every `HALF_LIFE` sessions of the group with meetings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from talkingpiece.core.pairing.known import Group, Known, Pair

from .state import Change, Meeting, Roster, Season, Sitting, ahead_id, pair, season_record, sitting_record

HALF_LIFE = 4  # sessions
MOST_OPEN = 20  # sessions of one group
NOBODY = Known()


def number_of(roster: Roster, session: str | None) -> int:
    """The number of a session of the group: its own once people met in it, else the next."""
    sitting = roster.sessions.get(session or "")
    if sitting is not None and sitting.number is not None:
        return sitting.number
    of_meetings = max((met.session for met in roster.meetings.values()), default=0)
    return 1 + max((sitting.number or 0 for sitting in roster.sessions.values()), default=of_meetings)


def known(roster: Roster, session: str | None = None) -> Known:
    """What a plan for this session draws on, by member. `session` None: the next one."""
    now = number_of(roster, session)
    met: dict[Pair, float] = {}
    ago: dict[Pair, int] = {}
    for one in roster.meetings.values():
        two, since = pair(one.a, one.b), max(0, now - one.session)
        met[two] = met.get(two, 0.0) + 0.5 ** (since / HALF_LIFE)
        ago[two] = min(since, ago.get(two, since))
    return Known(
        apart=roster.apart,
        wishes=frozenset(pair(*two) for two in roster.wishes),
        together=roster.together,
        tags={member.id: member.tags for member in roster.members.values()},
        differ=roster.differ,
        met=met,
        ago=ago,
        odd=_odd(roster.meetings.values()),
    )


def _odd(meetings: Iterable[Meeting]) -> dict[str, int]:
    """How often each was in a group of another size than most people of that round."""
    partners: dict[int, Counter[str]] = {}
    for met in meetings:
        partners.setdefault(met.round, Counter()).update((met.a, met.b))
    odd: Counter[str] = Counter()
    for of_round in partners.values():
        usual = Counter(of_round.values()).most_common(1)[0][0]
        odd.update(member for member, others in of_round.items() if others != usual)
    return dict(odd)


def seated(by_member: Known, seats: Mapping[str, str]) -> Known:
    """The same by seat. `seats`: seat -> member; of members without a seat nothing is said."""
    seat_of = {member: seat for seat, member in seats.items()}

    def two(members: Pair) -> Pair | None:
        a, b = members
        return pair(seat_of[a], seat_of[b]) if a in seat_of and b in seat_of else None

    def among(pairs: Iterable[Pair]) -> frozenset[Pair]:
        return frozenset(here for here in map(two, pairs) if here)

    return Known(
        apart=among(by_member.apart),
        wishes=among(by_member.wishes),
        together=among(by_member.together),
        tags={seat: by_member.tags[member] for seat, member in seats.items() if by_member.tags.get(member)},
        differ=by_member.differ,
        met={here: much for members, much in by_member.met.items() if (here := two(members))},
        ago={here: since for members, since in by_member.ago.items() if (here := two(members))},
        odd={seat: by_member.odd[member] for seat, member in seats.items() if member in by_member.odd},
    )


# --- remembering -----------------------------------------------------------------------------------------------


def remembered(roster: Roster, session: str | None, week: str, pairs: Iterable[Sequence[str]]) -> Change:
    """Keep who was together in one round of a session; the announced round, if any, is used up. Whoever is not (or no
    longer) a member is left out. `week`: ISO, such as 2026-W47.
    """
    met = {pair(a, b) for a, b in pairs if a != b and a in roster.members and b in roster.members}
    if not met:
        return Change()
    number = number_of(roster, session)
    round = 1 + max((one.round for one in roster.meetings.values()), default=0)
    written = {":".join(("met", week, str(round), *sorted(two))): b"%d" % number for two in met}
    if session is not None and (sitting := roster.sessions.get(session)):
        written |= sitting_record(session, Sitting(sitting.order, number))
    if (season := roster.season) and season.remaining:
        used = Season(season.sessions, season.rounds, season.size, season.used + 1)
        written |= season_record(used)
    return Change(written)


def outdated(roster: Roster, oldest: str) -> Change:
    """What has had its time: meetings of weeks before `oldest`, and announced rounds that are over."""
    gone = [id for id, met in roster.meetings.items() if met.week < oldest]
    used = roster.season.used if roster.season else 0
    over = [ahead_id(*key) for key in roster.ahead if roster.season is None or key[0] < used]
    return Change(erased=(*gone, *over))


def wished(
    roster: Roster, member: str, not_with: Iterable[str], session: str, among: Iterable[str] | None = None
) -> Change:
    """Keep somebody's private list. It replaces what they said in this same session; what they said in an earlier one
    stays, for they may not have been shown it. `among`: of these they were shown all, so there it replaces everything.
    """
    others = {other for other in not_with if other != member and other in roster.members}
    if member not in roster.members:
        return Change()
    shown = None if among is None else set(among)

    def taken_back(other: str, said_in: str) -> bool:
        return other not in others and (said_in == session if shown is None else other in shown)

    mine = {other: said_in for (who, other), said_in in roster.wishes.items() if who == member}
    new = {other for other in others if mine.get(other) != session}
    return Change(
        {f"wish:{member}:{other}": session.encode() for other in sorted(new)},
        tuple(f"wish:{member}:{other}" for other, said_in in sorted(mine.items()) if taken_back(other, said_in)),
    )


def opened(roster: Roster, session: str) -> Change:
    """A session of the group was opened; of very many that may be open, the oldest is not looked for any more."""
    order = 1 + max((sitting.order for sitting in roster.sessions.values()), default=0)
    oldest = sorted(roster.sessions, key=lambda id: roster.sessions[id].order)
    over = oldest[: len(oldest) + 1 - MOST_OPEN] if len(oldest) >= MOST_OPEN else []
    return Change(sitting_record(session, Sitting(order)), tuple(f"session:{id}" for id in over))


# --- what is announced -----------------------------------------------------------------------------------------


def announced(roster: Roster, *, ahead: int = 0) -> tuple[Group, ...]:
    """The groups of the next announced round (`ahead` 0) or a later one, without those that a rule or a wish made
    since forbids.
    """
    if roster.season is None:
        return ()
    forbidden = roster.apart | {pair(*two) for two in roster.wishes}
    round = roster.season.used + ahead
    groups = sorted((place, group) for (of, group), place in roster.ahead.items() if of == round)
    return tuple(group for _, group in groups if not any(pair(*two) in forbidden for two in combinations(group, 2)))
