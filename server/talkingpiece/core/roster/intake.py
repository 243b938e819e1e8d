"""Takes a table of people into a group: checked as a whole, and taken over as a whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from talkingpiece.core.pairing.known import Pair

from .changes import MOST_MEMBERS, TAG_LENGTH, Fresh, by_name, same_name
from .state import Change, Member, Roster, member_record, pair, rule_id
from .table import Faults, Row


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import does. `changed`, `apart`, `together`: how many are new or different."""

    change: Change
    added: tuple[Member, ...]
    changed: int
    apart: int
    together: int


def imported(roster: Roster, rows: Sequence[Row], fresh: Fresh) -> Imported:
    """Take a table over: a known name is the same member, tags and rules are added to those there are. Raises Faulty
    for unknown names, for rules about one person or against one another, and for too many people.
    """
    faults = Faults()
    before = by_name(roster)
    people = {same_name(row.name): _member(row, before.get(same_name(row.name)), fresh) for row in rows}
    everybody = {**before, **people}
    if len(everybody) > MOST_MEMBERS:
        words = f"A group has at most {MOST_MEMBERS:,} members; this would make {len(everybody):,}."
        faults.add(rows[-1].at, "", words)
    rules = _rules(roster, rows, everybody, faults)
    faults.stop_if_any()
    old = {member.id for member in before.values()}
    new = tuple(member for member in people.values() if member.id not in old)
    other = [member for member in people.values() if member.id in old and member != roster.members[member.id]]
    far, near = rules["apart"] - roster.apart, rules["together"] - roster.together
    written = {id: body for member in (*new, *other) for id, body in member_record(member).items()}
    written |= {rule_id("apart", two): b"1" for two in far} | {rule_id("together", two): b"1" for two in near}
    return Imported(Change(written), new, len(other), len(far), len(near))


def _member(row: Row, before: Member | None, fresh: Fresh) -> Member:
    if before is None:
        id, key = fresh()
        return Member(id, row.name, key, row.pronoun or "", {tag: says for tag, says in row.tags.items() if says})
    tags = {tag: says for tag, says in {**before.tags, **row.tags}.items() if says}
    pronoun = before.pronoun if row.pronoun is None else row.pronoun
    return Member(before.id, row.name, before.key, pronoun, tags, before.shut)


def _rules(
    roster: Roster, rows: Sequence[Row], everybody: Mapping[str, Member], faults: Faults
) -> dict[str, set[Pair]]:
    kept = {"apart": set(roster.apart), "together": set(roster.together)}
    for row in rows:
        me = everybody[same_name(row.name)]
        for rule, heading, name in row.links:
            them = everybody.get(same_name(name))
            if them is None:
                faults.add(row.at, heading, f"There is nobody called {name[:TAG_LENGTH]} in this table or this group.")
            elif them.id == me.id:
                faults.add(row.at, heading, f"This is {row.name} again; a rule is about two people.")
            elif pair(me.id, them.id) in kept["together" if rule == "apart" else "apart"]:
                faults.add(row.at, heading, f"{row.name} and {them.name} are to be kept apart and together.")
            else:
                kept[rule].add(pair(me.id, them.id))
    return kept
