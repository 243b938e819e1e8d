"""A group as it is kept: records there and back, who comes and goes, rules, and nothing left of whoever is erased."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.core import roster as r
from talkingpiece.core.refusal import Refused
from talkingpiece.core.roster.changes import MOST_MEMBERS
from talkingpiece.core.roster.state import group_record
from tests.cast import refused


class Kept:
    """A group and its records, as the store has them."""

    def __init__(self, *names: str) -> None:
        self.records: dict[str, bytes] = group_record(r.Roster("Monday", "hash-k"))
        self.roster = r.applied(r.Roster(), self.records)
        self._ids = count(1)
        self.add(*names)

    def does(self, change: r.Change) -> r.Change:
        """Have a change kept, the way a book does."""
        self.records |= change.written
        self.records = {id: body for id, body in self.records.items() if id not in change.erased}
        self.roster = r.applied(self.roster, change.written, change.erased)
        return change

    def fresh(self) -> tuple[str, str]:
        number = next(self._ids)
        return f"m{number}", f"hash-{number}"

    def add(self, *names: str) -> None:
        self.does(r.added(self.roster, [r.Person(name) for name in names], self.fresh)[0])

    def id(self, name: str) -> str:
        return next(member.id for member in self.roster.members.values() if member.name == name)

    def names(self, pairs: Iterable[Iterable[str]]) -> set[str]:
        return {"-".join(sorted(self.roster.members[id].name for id in two)) for two in pairs}


def four() -> Kept:
    return Kept("Ana", "Ben", "Chi", "Dov")


# --- records ---------------------------------------------------------------------------------------------------


def lived_in() -> Kept:
    """A group in which everything there is has happened."""
    kept = four()
    ana, ben, chi, dov = (kept.id(name) for name in ("Ana", "Ben", "Chi", "Dov"))
    kept.does(r.changed(kept.roster, ana, None, "she/her", {"site": "Pune: east", "team": "Web"}))
    kept.does(r.ruled(kept.roster, [[ana, ben]], [[chi, dov]], ["site", "team"]))
    kept.does(r.opened(kept.roster, "s1"))
    kept.does(r.remembered(kept.roster, "s1", "2026-W47", [[ana, chi], [ben, dov]]))
    kept.does(r.wished(kept.roster, ben, [chi], [chi]))
    kept.does(r.relinked(kept.roster, dov, "hash-new", ["s1"]))
    kept.does(r.Change({"season": b'{"sessions":2,"rounds":1,"size":2,"used":0}', f"ahead:0:{ana}:{dov}": b"0"}))
    return kept


def test_a_group_read_back_from_its_records_is_the_same_group() -> None:
    kept = lived_in()
    assert kept.roster.season
    assert kept.roster.wishes
    assert r.applied(r.Roster(), kept.records) == kept.roster


def test_whatever_a_newer_build_keeps_is_left_alone() -> None:
    kept = lived_in()
    assert r.applied(kept.roster, {"mood:m1": b"\xff", "rule:later:m1:m2": b"{}"}) == kept.roster


def test_nothing_is_left_of_a_person_who_was_erased() -> None:
    for name in ("Ana", "Ben", "Chi", "Dov"):
        kept = lived_in()
        gone = kept.id(name)
        assert sum(gone in id for id in kept.records) >= 3, "the premise: much is kept of everybody"
        kept.does(r.removed(kept.roster, gone))
        assert not [id for id in kept.records if gone in id.split(":")]
        assert not [body for body in kept.records.values() if name.encode() in body]
        assert r.applied(r.Roster(), kept.records) == kept.roster


def test_no_record_but_a_members_own_has_a_name_in_it() -> None:
    kept = lived_in()
    for id, body in kept.records.items():
        assert id.startswith("member:") or not any(name.encode() in body for name in ("Ana", "Ben", "Chi", "Dov"))
        assert not any(name in id for name in ("Ana", "Ben", "Chi", "Dov"))


def test_no_repr_has_a_key_or_a_wish_in_it() -> None:
    roster = lived_in().roster
    assert "hash-" not in repr(roster)
    assert "wishes" not in repr(roster)
    assert "member" not in repr(r.Change({"member:x": b"Ana"}))


# --- people ----------------------------------------------------------------------------------------------------


def test_names_are_cleaned_and_no_two_members_have_the_same() -> None:
    kept = Kept("  Ana\u202e   Maria ")
    assert kept.id("Ana Maria")
    with refused("name_taken"):
        kept.add("ANA maria")
    with refused("name_taken"):
        kept.add("Zoe", "zoe")
    with refused("name_empty"):
        kept.add(" \u200b ")
    with refused("name_long"):
        kept.add("x" * 41)
    assert len(kept.roster.members) == 1, "all or none"


def test_tags_that_say_nothing_are_none_and_there_are_not_too_many() -> None:
    _, (ana,) = r.added(r.Roster(), [r.Person("Ana", "  she/her ", {" site ": " Pune ", "team": " ", "": "x"})], fresh)
    assert (ana.pronoun, ana.tags) == ("she/her", {"site": "Pune"})
    with refused("too_many_tags"):
        r.added(r.Roster(), [r.Person("Ana", "", {f"t{n}": "x" for n in range(21)})], fresh)
    with refused("too_long"):
        r.added(r.Roster(), [r.Person("Ana", "", {"site": "x" * 41})], fresh)
    with refused("too_long"):
        r.added(r.Roster(), [r.Person("Ana", "x" * 41)], fresh)


def fresh() -> tuple[str, str]:
    return "m", "hash"


def test_a_group_has_a_most_of_members() -> None:
    kept = Kept(*(f"P{n}" for n in range(MOST_MEMBERS)))
    with refused("too_many_members"):
        kept.add("One more")


def test_what_is_not_said_of_somebody_stays() -> None:
    kept = lived_in()
    ana = kept.id("Ana")
    kept.does(r.changed(kept.roster, ana, "Anna", None, None))
    assert kept.roster.members[ana].pronoun == "she/her"
    assert kept.roster.members[ana].tags == {"site": "Pune: east", "team": "Web"}
    assert kept.roster.members[ana].key == "hash-1", "her link still opens"
    assert r.changed(kept.roster, ana, "Anna", None, None) == r.Change(), "nothing to write"
    with refused("name_taken"):
        r.changed(kept.roster, ana, "ben", None, None)
    with refused("no_member"):
        r.changed(kept.roster, "nobody", "Zoe", None, None)


def test_a_new_link_shuts_the_seats_that_the_old_one_gave() -> None:
    kept = four()
    ana = kept.id("Ana")
    for n in range(25):
        kept.does(r.relinked(kept.roster, ana, f"hash-{n}", [f"s{n}", "s0"]))
    member = kept.roster.members[ana]
    assert member.key == "hash-24"
    assert "s24" in member.shut
    assert len(member.shut) == 20, "of sessions long over nothing needs to be kept"


@pytest.mark.parametrize("months", [0, 37, -1])
def test_a_memory_has_a_least_and_a_most(months: int) -> None:
    with refused("keep_months"):
        r.described(r.Roster("Monday"), None, months)


def test_a_group_has_a_name() -> None:
    with refused("name_empty"):
        r.described(r.Roster("Monday"), " ", None)
    with refused("too_long"):
        r.described(r.Roster("Monday"), "x" * 121, None)
    assert r.described(r.Roster("Monday"), "Monday", 12) == r.Change()


# --- rules -----------------------------------------------------------------------------------------------------


def test_rules_are_replaced_as_a_whole() -> None:
    kept = four()
    ana, ben, chi, _ = kept.roster.members
    kept.does(r.ruled(kept.roster, [[ana, ben], [ben, ana]], [[ben, chi]], ["site", "site", " "]))
    assert kept.names(kept.roster.apart) == {"Ana-Ben"}
    assert kept.roster.differ == ("site",)
    assert r.ruled(kept.roster, [[ben, ana]], [[ben, chi]], ["site"]) == r.Change()
    kept.does(r.ruled(kept.roster, [], [[ana, ben]], []))
    assert kept.names(kept.roster.apart) == set()
    assert kept.names(kept.roster.together) == {"Ana-Ben"}
    assert r.applied(r.Roster(), kept.records) == kept.roster


def test_rules_that_cannot_be_kept_are_told_with_both_names() -> None:
    kept = four()
    ana, ben, *_ = kept.roster.members
    with pytest.raises(Refused) as told:
        r.ruled(kept.roster, [[ana, ben]], [[ben, ana]], [])
    assert told.value.code == "contradiction"
    assert "Ana and Ben" in told.value.message
    with refused("one_person"):
        r.ruled(kept.roster, [[ana, ana]], [], [])
    with refused("no_member"):
        r.ruled(kept.roster, [], [[ana, "nobody"]], [])


# --- wishes ----------------------------------------------------------------------------------------------------


def wishes(kept: Kept) -> set[str]:
    name = {id: member.name for id, member in kept.roster.members.items()}
    return {f"{name[who]} not {name[other]}" for who, other in kept.roster.wishes}


def test_a_list_said_anew_replaces_what_was_wished_of_those_it_was_about() -> None:
    kept = four()
    ana, ben, chi, dov = kept.roster.members
    everybody = list(kept.roster.members)
    kept.does(r.wished(kept.roster, ana, [ben, chi, ana, "nobody"], everybody))
    kept.does(r.wished(kept.roster, dov, [ana], everybody))
    assert wishes(kept) == {"Ana not Ben", "Ana not Chi", "Dov not Ana"}
    kept.does(r.wished(kept.roster, ana, [chi], everybody))
    assert wishes(kept) == {"Ana not Chi", "Dov not Ana"}


def test_a_list_of_today_does_not_undo_what_was_wished_of_somebody_who_is_away() -> None:
    kept = four()
    ana, ben, chi, dov = kept.roster.members
    kept.does(r.wished(kept.roster, ana, [ben], [ana, ben]))
    kept.does(r.wished(kept.roster, ana, [dov], [ana, chi, dov]))
    assert wishes(kept) == {"Ana not Ben", "Ana not Dov"}, "Ben is away: she was not asked about him"
    kept.does(r.wished(kept.roster, ana, [], [ana, ben, dov]))
    assert wishes(kept) == set()


def test_whoever_is_not_a_member_wishes_nothing() -> None:
    kept = four()
    assert r.wished(kept.roster, "nobody", list(kept.roster.members), list(kept.roster.members)) == r.Change()


# --- whatever happens ------------------------------------------------------------------------------------------

ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "meet", "wish", "rule", "open", "relink"]), st.randoms()), max_size=25
)


@given(ACTS)
def test_whatever_happens_records_and_group_agree_and_nobody_erased_is_in_them(acts) -> None:
    kept, erased = Kept("Ana", "Ben"), set[str]()
    for turn, (act, dice) in enumerate(acts):
        people = list(kept.roster.members)
        some = dice.sample(people, min(len(people), 2))
        if act == "add":
            kept.add(f"N{turn}")
        elif act == "open":
            kept.does(r.opened(kept.roster, f"s{turn}"))
        elif len(some) < 2:
            continue
        elif act == "remove":
            erased.add(some[0])
            kept.does(r.removed(kept.roster, some[0]))
        elif act == "meet":
            kept.does(r.remembered(kept.roster, None, f"2026-W{dice.randint(10, 50)}", [some]))
        elif act == "wish":
            kept.does(r.wished(kept.roster, some[0], some[1:], people))
        elif act == "rule":
            kept.does(r.ruled(kept.roster, [some] if dice.random() < 0.5 else [], [], []))
        else:
            kept.does(r.relinked(kept.roster, some[0], "hash", ["s"]))
    assert r.applied(r.Roster(), kept.records) == kept.roster
    assert not [id for id in kept.records if erased & set(id.split(":"))]
