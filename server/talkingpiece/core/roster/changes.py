"""What whoever keeps a group may change: people, links, rules. Each gives the records to write and to erase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from talkingpiece.core.pairing.known import Pair
from talkingpiece.core.refusal import Refused
from talkingpiece.core.texts import clean, name_of

from .state import Change, Member, Person, Roster, ahead_id, group_record, member_record, pair, rule_id, written_json

MOST_MEMBERS = 5000
MOST_TAGS = 20  # of one person
MOST_SHUT = 20  # sessions
TAG_LENGTH = 40  # letters, of a tag and of what it says
PRONOUN_LENGTH = 40
GROUP_NAME_LENGTH = 120
KEEP_MONTHS = range(1, 37)

Fresh = Callable[[], tuple[str, str]]  # a new member's id, and the hash of their link's key


def member_name(raw: str) -> str:
    """A member's name as on a place card. Raises Refused."""
    try:
        return name_of(raw)
    except Refused as refusal:
        if refusal.code == "name_long":
            raise
        raise Refused("name_empty", "Everybody in a group needs a name.") from None


def same_name(name: str) -> str:
    """Two names are one when this is equal."""
    return name.casefold()


def short(raw: str, most: int, what: str) -> str:
    """One line, at most so many letters. Raises Refused."""
    text = " ".join(clean(raw[: 4 * most + 4]).split())
    if len(text) > most or len(raw) > 4 * most + 4:
        raise Refused("too_long", f"Up to {most} letters fit there: {what}.")
    return text


def cleaned(person: Person) -> Person:
    """What was written, as it is kept; a tag that says nothing is none. Raises Refused."""
    tags = {short(tag, TAG_LENGTH, "a tag"): short(says, TAG_LENGTH, "a tag") for tag, says in person.tags.items()}
    kept = {tag: says for tag, says in tags.items() if tag and says}
    if len(kept) > MOST_TAGS:
        raise Refused("too_many_tags", f"At most {MOST_TAGS} tags for one person.")
    return Person(member_name(person.name), short(person.pronoun, PRONOUN_LENGTH, "a pronoun"), kept)


def by_name(roster: Roster) -> dict[str, Member]:
    """Members by name; no two have the same."""
    return {same_name(member.name): member for member in roster.members.values()}


def added(roster: Roster, people: Sequence[Person], fresh: Fresh) -> tuple[Change, tuple[Member, ...]]:
    """New members. Raises Refused when a name is taken, or the group would be too large."""
    taken = set(by_name(roster))
    new = []
    for person in map(cleaned, people):
        if same_name(person.name) in taken:
            raise Refused("name_taken", f"There is somebody called {person.name} already. Add what tells them apart.")
        taken.add(same_name(person.name))
        id, key = fresh()
        new.append(Member(id, person.name, key, person.pronoun, person.tags))
    check_size(len(roster.members) + len(new))
    return Change({id: body for member in new for id, body in member_record(member).items()}), tuple(new)


def check_size(members: int) -> None:
    """Raises Refused for more people than a group may have."""
    if members > MOST_MEMBERS:
        raise Refused("too_many_members", f"A group has at most {MOST_MEMBERS:,} members.")


def member_of(roster: Roster, id: str) -> Member:
    """Raises Refused when there is nobody of this id."""
    if id not in roster.members:
        raise Refused("no_member", "This person is not in the group, or no longer.")
    return roster.members[id]


def changed(roster: Roster, id: str, name: str | None, pronoun: str | None, tags: Mapping[str, str] | None) -> Change:
    """Somebody's name, pronoun or tags; None leaves them. Raises Refused."""
    member = member_of(roster, id)
    new = cleaned(
        Person(
            member.name if name is None else name,
            member.pronoun if pronoun is None else pronoun,
            member.tags if tags is None else tags,
        )
    )
    namesake = by_name(roster).get(same_name(new.name))
    if namesake is not None and namesake.id != id:
        raise Refused("name_taken", f"There is somebody called {new.name} already. Add what tells them apart.")
    written = replace(member, name=new.name, pronoun=new.pronoun, tags=new.tags)
    return Change() if written == member else Change(member_record(written))


def relinked(roster: Roster, id: str, key: str, seated_in: Iterable[str]) -> Change:
    """A new personal link; the old one is dead, and so are the seat keys it gave in these sessions. Raises Refused."""
    member = member_of(roster, id)
    shut = tuple(dict.fromkeys((*member.shut, *seated_in)))[-MOST_SHUT:]
    return Change(member_record(replace(member, key=key, shut=shut)))


def removed(roster: Roster, id: str) -> Change:
    """Every record with this person in its id. Raises Refused."""
    member_of(roster, id)
    rules = [rule_id("apart", two) for two in roster.apart if id in two]
    rules += [rule_id("together", two) for two in roster.together if id in two]
    wishes = [f"wish:{who}:{other}" for who, other in roster.wishes if id in (who, other)]
    met = [record for record, met in roster.meetings.items() if id in (met.a, met.b)]
    ahead = [ahead_id(*key) for key in roster.ahead if id in key[1]]
    return Change(erased=(f"member:{id}", *rules, *wishes, *met, *ahead))


def described(roster: Roster, name: str | None, keep_months: int | None) -> Change:
    """The group's own name, and for how many months it remembers who met whom. Raises Refused."""
    called = roster.name if name is None else short(name, GROUP_NAME_LENGTH, "a group's name")
    if not called:
        raise Refused("name_empty", "The group needs a name.")
    months = roster.keep_months if keep_months is None else keep_months
    if months not in KEEP_MONTHS:
        raise Refused("keep_months", f"Who met whom is kept for {KEEP_MONTHS[0]} to {KEEP_MONTHS[-1]} months.")
    new = replace(roster, name=called, keep_months=months)
    return Change() if new == roster else Change(group_record(new))


def cleared(roster: Roster) -> Change:
    """Forget who met whom."""
    return Change(erased=tuple(roster.meetings))


# --- rules -----------------------------------------------------------------------------------------------------


def ruled(
    roster: Roster, apart: Iterable[Sequence[str]], together: Iterable[Sequence[str]], differ: Iterable[str]
) -> Change:
    """All rules anew. Raises Refused for somebody unknown, for one person alone, and for a pair in both lists."""
    far, near = ({_two(roster, names) for names in rule} for rule in (apart, together))
    if both := sorted(sorted(roster.members[id].name for id in two) for two in far & near):
        raise contradiction(*both[0])
    tags = tuple(dict.fromkeys(filter(None, (short(tag, TAG_LENGTH, "a tag") for tag in differ))))
    written = {rule_id("apart", two): b"1" for two in far - roster.apart}
    written |= {rule_id("together", two): b"1" for two in near - roster.together}
    if tags != roster.differ:
        written["rule:differ"] = written_json(tags)
    gone = [rule_id("apart", two) for two in roster.apart - far]
    return Change(written, (*gone, *(rule_id("together", two) for two in roster.together - near)))


def _two(roster: Roster, ids: Sequence[str]) -> Pair:
    a, b = (member_of(roster, id).id for id in ids)
    if a == b:
        raise Refused("one_person", f"A rule is about two people, and {roster.members[a].name} is one.")
    return pair(a, b)


def contradiction(a: str, b: str) -> Refused:
    """Two rules that cannot both be kept."""
    return Refused("contradiction", f"{a} and {b} are to be kept apart and together. Choose one of the two.")
