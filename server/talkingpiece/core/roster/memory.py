"""Who has met whom in a group, how much that still counts, and what is announced.

A meeting counts 1, and half as much after every `HALF_LIFE` sessions of the group in which people met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from talkingpiece.core.pairing.known import Group, Known, Pair

from .state import Change, Meeting, Roster, Season, Sitting, ahead_id, pair, season_record, sitting_record

HALF_LIFE = 4  # sessions
MOST_OPEN = 20  # sessions of one group


def number_of(roster: Roster, session: str | None) -> int:
    """The number of a session of the group: its own once people met in it, else the next."""
    sitting = roster.sessions.get(session or "")
    if sitting is not None and sitting.number is not None:
        return sitting.number
    of_meetings = max((met.session for met in roster.meetings.values()), default=0)
    return 1 + max((sitting.number or 0 for sitting in roster.sessions.values()), default=of_meetings)


def known(roster: Roster, session: str | None = None) -> Known:
    """What a plan for this session draws on, by member: all that was before it. Its own rounds the session knows
    itself, those too that nobody remembers. `session` None: the next one.
    """
    now = number_of(roster, session)
    before = [one for one in roster.meetings.values() if one.session != now]
    met: dict[Pair, float] = {}
    ago: dict[Pair, int] = {}
    for one in before:
        two, since = pair(one.a, one.b), max(0, now - one.session)
        met[two] = met.get(two, 0.0) + 0.5 ** (since / HALF_LIFE)
        ago[two] = min(since, ago.get(two, since))
    return Known(
        apart=roster.apart,
        wishes=frozenset(pair(*two) for two in roster.wishes),
        asked=_asked(roster.wishes),
        together=roster.together,
        tags={member.id: member.tags for member in roster.members.values()},
        differ=roster.differ,
        met=met,
        ago=ago,
        odd=_odd(before),
        announced=announced(roster),
    )


def _asked(wishes: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    asked: dict[str, set[str]] = {}
    for who, other in wishes:
        asked.setdefault(who, set()).add(other)
    return {who: frozenset(others) for who, others in asked.items()}


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


def wished(roster: Roster, member: str, not_with: Iterable[str], among: Iterable[str]) -> Change:
    """Keep somebody's private list. It replaces what they wished of those `among` whom they were asked about; what they
    wished of others stays.
    """
    if member not in roster.members:
        return Change()
    others = {other for other in not_with if other != member and other in roster.members}
    mine = {other for who, other in roster.wishes if who == member}
    return Change(
        {f"wish:{member}:{other}": b"1" for other in sorted(others - mine)},
        tuple(f"wish:{member}:{other}" for other in sorted((mine & set(among)) - others)),
    )


def opened(roster: Roster, session: str) -> Change:
    """A session of the group was opened; of very many that may be open, the oldest is not looked for any more."""
    order = 1 + max((sitting.order for sitting in roster.sessions.values()), default=0)
    oldest = sorted(roster.sessions, key=lambda id: roster.sessions[id].order)
    over = oldest[: len(oldest) + 1 - MOST_OPEN] if len(oldest) >= MOST_OPEN else []
    return Change(sitting_record(session, Sitting(order)), tuple(f"session:{id}" for id in over))


# --- what is announced -----------------------------------------------------------------------------------------


def announced(roster: Roster, *, ahead: int = 0, told: bool = False) -> tuple[Group, ...]:
    """The groups of the next announced round (`ahead` 0) or a later one, without those that a rule or a wish made
    since forbids. `told`: to whoever keeps the group, who would see whose wish it is by what is missing.
    """
    if roster.season is None:
        return ()
    forbidden = roster.apart if told else roster.apart | {pair(*two) for two in roster.wishes}
    round = roster.season.used + ahead
    groups = sorted((place, group) for (of, group), place in roster.ahead.items() if of == round)
    return tuple(group for _, group in groups if not any(pair(*two) in forbidden for two in combinations(group, 2)))
