"""What a group is: the fold of its records. Each record can be erased alone, and goes with any person in its id.

| record | holds |
| --- | --- |
| `group` | name, hash of the keeper key, months of memory |
| `member:<m>` | name, pronoun, tags, hash of the personal link's key |
| `rule:apart:<m>:<m>`, `rule:together:<m>:<m>`, `rule:differ` | rules of whoever keeps the group |
| `wish:<m>:<m>` | a private "not with ..." |
| `met:<week>:<round>:<m>:<m>` | two who were put together, and the number of that session; no finer time |
| `session:<session>` | a session that may be open: its number once people met in it, and its order |
| `season`, `ahead:<round>:<m>:<m>...` | what was announced |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from talkingpiece.core.pairing.known import Group, Pair

MONTHS = 12  # of memory, unless whoever keeps the group decides otherwise


@dataclass(frozen=True, slots=True)
class Person:
    """What whoever keeps a group writes about somebody."""

    name: str
    pronoun: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the group. `key`: hash of their link's key. `shut`: sessions in which a seat key from an older link
    opens nothing any more.
    """

    id: str
    name: str
    key: str = field(repr=False)
    pronoun: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    shut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two members were put together, for at least half of the time. `round` and `session` count within the group."""

    week: str
    round: int
    session: int
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of the group that may still be open. `number`: given when people first met in it."""

    order: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """What was announced: so many sessions of so many rounds, in groups of this size; `used` rounds are over."""

    sessions: int
    rounds: int
    size: int
    used: int = 0

    @property
    def remaining(self) -> int:
        """Rounds to come."""
        return max(0, self.sessions * self.rounds - self.used)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything kept of one group. `ahead`: the announced groups of people by round, in their order."""

    name: str = ""
    key: str = field(default="", repr=False)
    keep_months: int = MONTHS
    members: Mapping[str, Member] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()
    differ: tuple[str, ...] = ()
    wishes: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    sessions: Mapping[str, Sitting] = field(default_factory=dict)
    season: Season | None = None
    ahead: Mapping[tuple[int, Group], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """Records to write, all or none, and records to erase after that."""

    written: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    erased: tuple[str, ...] = ()


def pair(a: str, b: str) -> Pair:
    """Two people, unordered."""
    return frozenset((a, b))


def applied(roster: Roster, written: Mapping[str, bytes], erased: Iterable[str] = ()) -> Roster:
    """The group after these records. Raises ValueError, KeyError or TypeError for one that cannot be read."""
    draft = _Draft(roster)
    for id, body in written.items():
        draft.take(id.split(":"), body)
    for id in erased:
        draft.take(id.split(":"), None)
    return draft.done()


class _Draft:
    """A roster that is being changed, record by record. A body of None erases."""

    def __init__(self, roster: Roster) -> None:
        self.plain: dict[str, Any] = {
            name: getattr(roster, name) for name in ("name", "key", "keep_months", "differ", "season")
        }
        self.members, self.wishes, self.meetings = dict(roster.members), set(roster.wishes), dict(roster.meetings)
        self.sessions, self.ahead = dict(roster.sessions), dict(roster.ahead)
        self.rules = {"apart": set(roster.apart), "together": set(roster.together)}

    def done(self) -> Roster:
        return Roster(
            **self.plain,
            members=self.members,
            apart=frozenset(self.rules["apart"]),
            together=frozenset(self.rules["together"]),
            wishes=frozenset(self.wishes),
            meetings=self.meetings,
            sessions=self.sessions,
            ahead=self.ahead,
        )

    def take(self, id: list[str], body: bytes | None) -> None:
        """One record; kinds that only a newer build knows are left where they are."""
        match id:
            case ["group"] if body is not None:
                self.plain.update(json.loads(body))
            case ["member", member]:
                _put(self.members, member, body and Member(**_member(member, json.loads(body))))
            case ["rule", "differ"]:
                self.plain["differ"] = () if body is None else tuple(json.loads(body))
            case ["rule", ("apart" | "together") as rule, a, b]:
                (self.rules[rule].discard if body is None else self.rules[rule].add)(pair(a, b))
            case ["wish", member, other]:
                (self.wishes.discard if body is None else self.wishes.add)((member, other))
            case ["met", week, round, a, b]:
                _put(self.meetings, ":".join(id), body and Meeting(week, int(round), int(body), a, b))
            case ["session", session]:
                _put(self.sessions, session, body and Sitting(**json.loads(body)))
            case ["season"]:
                self.plain["season"] = body and Season(**json.loads(body))
            case ["ahead", round, *group]:
                _put(self.ahead, (int(round), tuple(group)), None if body is None else int(body))


def _put(into: dict[Any, Any], key: object, value: object) -> None:
    if value is None:
        into.pop(key, None)
    else:
        into[key] = value


def _member(id: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "id": id, "shut": tuple(fields.get("shut", ()))}


# --- records to write ----------------------------------------------------------------------------------------


def written_json(value: object) -> bytes:
    """The body of a record."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def group_record(roster: Roster) -> dict[str, bytes]:
    """The record of the group itself."""
    return {"group": written_json({"name": roster.name, "key": roster.key, "keep_months": roster.keep_months})}


def member_record(member: Member) -> dict[str, bytes]:
    """The record of one member."""
    fields = {name: value for name, value in asdict(member).items() if name != "id" and value}
    return {f"member:{member.id}": written_json(fields)}


def sitting_record(session: str, sitting: Sitting) -> dict[str, bytes]:
    """The record of a session of the group."""
    return {f"session:{session}": written_json(asdict(sitting))}


def season_record(season: Season) -> dict[str, bytes]:
    """The record of what was announced, but for the people."""
    return {"season": written_json(asdict(season))}


def rule_id(rule: str, two: Pair) -> str:
    """The record of one rule."""
    return ":".join(("rule", rule, *sorted(two)))


def ahead_id(round: int, group: Group) -> str:
    """The record of people announced together."""
    return ":".join(("ahead", str(round), *group))


def with_member(roster: Roster, member: Member) -> Roster:
    """The group with somebody added or changed."""
    return replace(roster, members={**roster.members, member.id: member})
