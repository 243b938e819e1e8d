"""A roster as CSV, from any table program: taken over as a whole, or told where to mend and not at all."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.core import roster as r
from talkingpiece.core.roster.changes import MOST_MEMBERS
from tests.core.test_roster import Kept


def taken(kept: Kept, table: str | bytes) -> r.Imported:
    """Import a table into a group."""
    body = table if isinstance(table, bytes) else table.encode()
    done = r.imported(kept.roster, r.read_table(body), kept.fresh)
    kept.does(done.change)
    return done


def faults(table: str | bytes, *names: str) -> list[tuple[int, str]]:
    """Where a table is faulty, by row and column; the group stays as it was."""
    kept = Kept(*names)
    before = kept.roster
    with pytest.raises(r.Faulty) as told:
        taken(kept, table)
    assert kept.roster is before, "nothing half-imported"
    assert all(fault.message.endswith(".") for fault in told.value.faults)
    return [(fault.row, fault.column) for fault in told.value.faults]


PEOPLE = (
    "name,pronoun,site,reports_to,apart,together\nAna,she/her,Pune,,Chi,\nBen,,Oslo,Ana,,Chi|Dov\nChi,,,,,\nDov,,,,,\n"
)


def test_a_table_gives_people_tags_and_rules() -> None:
    kept = Kept()
    done = taken(kept, PEOPLE)
    assert [member.name for member in done.added] == ["Ana", "Ben", "Chi", "Dov"]
    assert (done.changed, done.apart, done.together) == (0, 2, 2)
    ana = kept.roster.members[kept.id("Ana")]
    assert (ana.pronoun, ana.tags) == ("she/her", {"site": "Pune"})
    assert kept.names(kept.roster.apart) == {"Ana-Ben", "Ana-Chi"}
    assert kept.names(kept.roster.together) == {"Ben-Chi", "Ben-Dov"}


def test_the_same_table_again_changes_nothing() -> None:
    kept = Kept()
    taken(kept, PEOPLE)
    again = taken(kept, PEOPLE)
    assert again.change == r.Change()
    assert (again.added, again.changed, again.apart, again.together) == ((), 0, 0, 0)


@pytest.mark.parametrize(
    "table",
    [
        PEOPLE.replace("\n", "\r\n"),
        PEOPLE.replace("\n", "\r"),
        "\ufeff" + PEOPLE.replace("name", '"name"', 1),
        PEOPLE.replace(",", ";"),
        PEOPLE.replace(",", "\t"),
        PEOPLE.replace("Ana", '"Ana"'),
        PEOPLE.replace("\nBen", "\n\n,,,,,\nBen").rstrip("\n"),
        PEOPLE.replace("name,", " Name ,").replace("reports_to", "Reports To"),
        PEOPLE.replace("Ben,,Oslo,Ana,,Chi|Dov", "Ben,,Oslo,ANA,, chi ;dov;").replace("site", '"site"'),
        PEOPLE.replace(",together\n", ",together,\n"),
    ],
    ids=["windows", "old mac", "bom", "semicolons", "tabs", "quotes", "empty rows", "headings", "names", "no heading"],
)
def test_a_table_from_any_program_is_the_same_table(table: str) -> None:
    kept, plain = Kept(), Kept()
    taken(kept, table)
    taken(plain, PEOPLE)
    assert kept.names(kept.roster.apart) == plain.names(plain.roster.apart)
    assert kept.names(kept.roster.together) == plain.names(plain.roster.together)
    assert [(m.name, m.pronoun, m.tags) for m in kept.roster.members.values()] == [
        (m.name, m.pronoun, m.tags) for m in plain.roster.members.values()
    ]


def test_a_quoted_cell_may_hold_commas_and_lines() -> None:
    kept = Kept()
    taken(kept, 'name,site,apart\n"Ana","Pune, ""east""\nwing",Ben\nBen,,\n')
    assert kept.roster.members[kept.id("Ana")].tags == {"site": 'Pune, "east" wing'}


def test_a_name_that_is_known_is_the_same_person_and_what_the_table_does_not_say_stays() -> None:
    kept = Kept("Ana", "Ben")
    kept.does(r.changed(kept.roster, kept.id("Ana"), None, "she/her", {"site": "Pune", "team": "Web"}))
    kept.does(r.ruled(kept.roster, [list(kept.roster.members)], [], []))
    before = kept.roster.members[kept.id("Ana")]
    done = taken(kept, "name,site\nANA,\nBen,\nZoe,Oslo\n")
    after = kept.roster.members[before.id]
    assert (done.changed, [m.name for m in done.added]) == (1, ["Zoe"])
    assert (after.name, after.pronoun, after.tags, after.key) == ("ANA", "she/her", {"team": "Web"}, before.key)
    assert kept.roster.apart, "an import adds rules and takes none away"


@pytest.mark.parametrize(
    ("table", "where"),
    [
        (b"", [(1, "name")]),
        ("\n\n", [(1, "name")]),
        ("nom,site\nAna,Pune\n", [(1, "name")]),
        ("name\n", [(1, "")]),
        ("name,site,Site\nAna,a,b\n", [(1, "Site")]),
        ("name,reports to,Reports_To\nAna,,\n", [(1, "Reports_To")]),
        ("name," + "x" * 41 + "\nAna,a\n", [(1, "column 2")]),
        ("name," + ",".join(f"t{n}" for n in range(21)) + "\nAna\n", [(1, "")]),
        ("name,site\n,Pune\n", [(2, "name")]),
        ("site,name\nPune\nOslo,Ana\n", [(2, "name")]),
        ("name,site\n...,Pune\n", [(2, "name")]),
        ("name,site\n" + "x" * 41 + ",Pune\n", [(2, "name")]),
        ("name,site\nAna," + "x" * 41 + "\n", [(2, "site")]),
        ("name,site\nAna,Pune,extra\n", [(2, "column 3")]),
        ("name,,site\nAna,lost,Pune\n", [(2, "column 2")]),
        ("name\nAna\nBen\n\nana\n", [(5, "name")]),
        ("name,reports_to\nAna,Zoe\n", [(2, "reports_to")]),
        ("name,apart\nAna,Ben|Zoe|Yan\nBen,\n", [(2, "apart"), (2, "apart")]),
        ("name,together\nAna,ana\n", [(2, "together")]),
        ("name,reports_to\nAna,Ana\n", [(2, "reports_to")]),
        ("name,apart,together\nAna,Ben,\nBen,,Ana\n", [(3, "together")]),
        ("name,reports_to,together\nAna,Ben,Ben\nBen,,\n", [(2, "together")]),
        ('name,site\nAna,"Pune\nBen,Oslo\n', [(2, "")]),
        ('name,site\nAna,"Pu"ne\n', [(2, "")]),
        ("name,site\nAna,Pune\nJosé,Málaga\n".encode("latin-1"), [(3, "")]),
        ("name\nAna\n".encode("utf-16"), [(1, "")]),
        ("name,site\nAna," + "x" * 200_000 + "\n", [(2, "")]),
        ("name,site,pronoun\n,Pune,\nBen,Oslo," + "x" * 41 + "\nben,,\n", [(2, "name"), (3, "pronoun")]),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_over_is_told_by_row_and_column(table: str | bytes, where: list[tuple[int, str]]) -> None:
    assert faults(table) == where


def test_a_table_against_the_rules_there_are_is_told() -> None:
    kept = Kept("Ana", "Ben")
    kept.does(r.ruled(kept.roster, [], [list(kept.roster.members)], []))
    with pytest.raises(r.Faulty) as told:
        taken(kept, "name,reports_to\nAna,Ben\n")
    assert [(f.row, f.column) for f in told.value.faults] == [(2, "reports_to")]
    assert "Ana and Ben" in told.value.faults[0].message


def test_people_who_are_in_the_group_already_may_be_named_in_rules() -> None:
    kept = Kept("Ana")
    taken(kept, "name,apart\nBen,Ana\n")
    assert kept.names(kept.roster.apart) == {"Ana-Ben"}


def test_a_name_is_the_same_name_however_its_letters_are_put_together() -> None:
    kept = Kept()
    taken(kept, "name,apart\nRene\u0301,\nZoe,Rene\u0301\nUte,Ren\u00e9\n")
    assert len(kept.roster.apart) == 2


def test_more_people_than_a_group_may_have_are_told_once() -> None:
    table = "name\n" + "".join(f"P{n}\n" for n in range(MOST_MEMBERS + 1))
    assert faults(table) == [(MOST_MEMBERS + 2, "")]


def test_a_full_group_can_be_taken_over_at_once() -> None:
    kept = Kept()
    table = "name,site\n" + "".join(f"P{n},S{n % 7}\n" for n in range(MOST_MEMBERS))
    assert len(taken(kept, table).added) == MOST_MEMBERS


def test_very_many_faults_are_not_all_told() -> None:
    assert len(faults("name,site\n" + ",Pune\n" * 5_000)) == 100


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode) | st.text('name,;|"\n\r\tAB ', max_size=80).map(
    lambda text: f"name,apart,site\n{text}".encode()
))  # fmt: skip
def test_no_bytes_at_all_are_more_than_a_fault(body: bytes) -> None:
    kept = Kept("Ana")
    with contextlib.suppress(r.Faulty):
        taken(kept, body)
    assert r.applied(r.Roster(), kept.records) == kept.roster
