"""Who has met whom in a group: how much it counts, by seat and by member, and for how long."""

from __future__ import annotations

import pytest

from talkingpiece.core import roster as r
from talkingpiece.core.pairing.known import Known
from tests.core.test_roster import Kept

WEEK = "2026-W47"


class Remembering(Kept):
    """A group that meets. People are called by name throughout."""

    def open(self, session: str) -> None:
        self.does(r.opened(self.roster, session))

    def met(self, session: str | None, *groups: str, week: str = WEEK) -> None:
        pairs = [[self.id(name) for name in group.split("-")] for group in groups]
        self.does(r.remembered(self.roster, session, week, pairs))

    def weight(self, two: str, session: str | None = None) -> float:
        return r.known(self.roster, session).met.get(self.pair(two), 0)

    def ago(self, two: str, session: str | None = None) -> int | None:
        return r.known(self.roster, session).ago.get(self.pair(two))

    def pair(self, two: str) -> frozenset[str]:
        return frozenset(self.id(name) for name in two.split("-"))


def four() -> Remembering:
    return Remembering("Ana", "Ben", "Chi", "Dov")


def sessions(kept: Remembering, *names: str) -> None:
    """So many sessions, in each of which Chi and Dov meet."""
    for name in names:
        kept.open(name)
        kept.met(name, "Chi-Dov")


def test_a_meeting_counts_half_after_four_sessions_and_a_quarter_after_eight() -> None:
    kept = four()
    kept.open("s0")
    kept.met("s0", "Ana-Ben")
    assert (kept.weight("Ana-Ben"), kept.ago("Ana-Ben")) == (0.5 ** (1 / 4), 1), "in the next session"
    sessions(kept, "s1", "s2", "s3", "s4")
    assert (kept.weight("Ana-Ben", "s4"), kept.ago("Ana-Ben", "s4")) == (0.5, 4)
    sessions(kept, "s5", "s6", "s7", "s8")
    assert (kept.weight("Ana-Ben", "s8"), kept.ago("Ana-Ben", "s8")) == (0.25, 8)


def test_its_own_rounds_a_session_knows_itself() -> None:
    kept = four()
    for name in ("s0", "s1"):
        kept.open(name)
        kept.met(name, "Ana-Ben")
    assert kept.ago("Ana-Ben", "s1") == 1
    assert kept.weight("Ana-Ben", "s1") == pytest.approx(0.5 ** (1 / 4)), "once, and not for today"
    assert kept.weight("Ana-Ben") == pytest.approx(0.5 ** (1 / 4) + 0.5 ** (2 / 4)), "twice, for tomorrow"
    assert kept.ago("Ana-Ben") == 1


def test_two_rounds_of_one_session_are_one_session() -> None:
    kept = four()
    kept.open("s0")
    kept.met("s0", "Ana-Ben")
    kept.met("s0", "Ana-Chi")
    assert kept.ago("Ana-Ben") == kept.ago("Ana-Chi") == 1
    assert kept.ago("Ana-Ben", "s0") is None


def test_sessions_in_which_nobody_met_do_not_count() -> None:
    kept = four()
    kept.open("s0")
    kept.met("s0", "Ana-Ben")
    for name in ("s1", "s2", "s3"):
        kept.open(name)
    assert (kept.weight("Ana-Ben", "s3"), kept.ago("Ana-Ben", "s3")) == (0.5 ** (1 / 4), 1)


def test_the_order_of_two_people_does_not_matter_and_is_not_kept() -> None:
    one, other = four(), four()
    one.met(None, "Ana-Ben")
    other.met(None, "Ben-Ana")
    assert one.records == other.records


def test_nothing_finer_than_a_week_is_kept() -> None:
    kept = four()
    kept.open("s0")
    kept.met("s0", "Ana-Ben")
    (met,) = [(id, body) for id, body in kept.records.items() if id.startswith("met:")]
    assert met == ("met:2026-W47:1:m1:m2", b"1")


def test_whoever_is_not_a_member_is_left_out() -> None:
    kept = four()
    ana = kept.id("Ana")
    assert r.remembered(kept.roster, None, WEEK, [[ana, "stranger"], [ana, ana], []][:2]) == r.Change()
    kept.does(r.removed(kept.roster, kept.id("Ben")))
    assert r.remembered(kept.roster, None, WEEK, [[ana, "m2"]]) == r.Change()


def test_a_trio_among_pairs_is_an_odd_place_and_a_pair_among_trios_too() -> None:
    kept = Remembering("Ana", "Ben", "Chi", "Dov", "Eli", "Fay", "Gus")
    kept.met(None, "Ana-Ben", "Chi-Dov", "Eli-Fay", "Eli-Gus", "Fay-Gus")
    odd = {kept.roster.members[id].name: times for id, times in r.known(kept.roster).odd.items()}
    assert odd == {"Eli": 1, "Fay": 1, "Gus": 1}
    kept.met(None, "Ana-Ben", "Ana-Chi", "Ben-Chi", "Dov-Eli")
    odd = {kept.roster.members[id].name: times for id, times in r.known(kept.roster).odd.items()}
    assert odd == {"Eli": 2, "Fay": 1, "Gus": 1, "Dov": 1}


# --- by seat ---------------------------------------------------------------------------------------------------


def test_what_is_known_of_seats_is_what_is_known_of_the_members_in_them() -> None:
    kept = four()
    ana, ben, chi, dov = kept.roster.members
    kept.does(r.changed(kept.roster, ana, None, None, {"site": "Pune"}))
    kept.does(r.ruled(kept.roster, [[ana, ben]], [[ana, chi]], ["site"]))
    kept.does(r.wished(kept.roster, ben, [chi, dov], [chi, dov]))
    kept.met(None, "Ana-Ben", "Chi-Dov")
    known = r.seated(r.known(kept.roster), {"A": ana, "B": ben, "C": chi})
    assert known.apart == {frozenset("AB")}
    assert known.together == {frozenset("AC")}
    assert known.wishes == {frozenset("BC")}, "Dov has no seat: nothing is said of her"
    assert known.asked == {"B": frozenset("C")}, "whose wish it is, for their own eyes"
    assert known.tags == {"A": {"site": "Pune"}}
    assert known.differ == ("site",)
    assert set(known.met) == set(known.ago) == {frozenset("AB")}
    assert r.seated(r.known(kept.roster), {}) == Known(differ=("site",))


def test_of_the_announced_groups_those_are_said_of_which_everybody_has_a_seat() -> None:
    kept = announced()
    ana, ben, chi, dov = kept.roster.members
    assert r.seated(r.known(kept.roster), {"A": ana, "B": ben, "C": chi}).announced == (("A", "B"),)
    assert r.seated(r.known(kept.roster), {"A": ana, "B": ben, "C": chi, "D": dov}).announced == (
        ("A", "B"),
        ("D", "C"),
    )


# --- forgetting ------------------------------------------------------------------------------------------------


def test_weeks_before_the_oldest_kept_are_forgotten() -> None:
    kept = four()
    kept.met(None, "Ana-Ben", week="2025-W52")
    kept.met(None, "Ana-Ben", week="2026-W01")
    kept.does(r.outdated(kept.roster, "2026-W01"))
    assert [met.week for met in kept.roster.meetings.values()] == ["2026-W01"]
    assert r.outdated(kept.roster, "2026-W01") == r.Change()
    kept.does(r.cleared(kept.roster))
    assert not kept.roster.meetings


def test_of_very_many_open_sessions_the_oldest_is_not_looked_for_any_more() -> None:
    kept = four()
    for n in range(25):
        kept.open(f"s{n}")
    assert set(kept.roster.sessions) == {f"s{n}" for n in range(5, 25)}
    assert kept.roster.sessions["s24"].order > kept.roster.sessions["s23"].order


# --- what is announced -----------------------------------------------------------------------------------------


def announced() -> Remembering:
    """Two rounds were announced: Ana with Ben and Chi with Dov, then Ana with Chi and Ben with Dov."""
    kept = four()
    ana, ben, chi, dov = kept.roster.members
    kept.does(
        r.Change(
            {
                "season": b'{"sessions":2,"rounds":1,"size":2,"used":0}',
                f"ahead:0:{dov}:{chi}": b"1", f"ahead:0:{ana}:{ben}": b"0",
                f"ahead:1:{ana}:{chi}": b"0", f"ahead:1:{ben}:{dov}": b"1",
            }
        )
    )  # fmt: skip
    return kept


def next_round(kept: Remembering) -> list[str]:
    return ["-".join(kept.roster.members[id].name for id in group) for group in r.announced(kept.roster)]


def test_the_announced_round_is_the_next_until_it_was_held() -> None:
    kept = announced()
    assert next_round(kept) == ["Ana-Ben", "Dov-Chi"], "in its order, and in the order within each"
    kept.met("s1", "Ana-Ben", "Chi-Dov")
    assert next_round(kept) == ["Ana-Chi", "Ben-Dov"]
    kept.met("s2", "Ana-Chi")
    assert next_round(kept) == []
    kept.met("s3", "Ana-Dov")
    assert next_round(kept) == []


def test_rounds_that_were_held_are_not_kept_as_plans() -> None:
    kept = announced()
    kept.met("s1", "Ana-Ben")
    kept.does(r.outdated(kept.roster, WEEK))
    assert {round for round, _ in kept.roster.ahead} == {1}
    assert next_round(kept) == ["Ana-Chi", "Ben-Dov"]


def test_who_was_announced_together_is_not_when_a_rule_or_a_wish_forbids_it_since() -> None:
    kept = announced()
    ana, ben, chi, dov = kept.roster.members
    kept.does(r.wished(kept.roster, ben, [ana], [ana]))
    assert next_round(kept) == ["Dov-Chi"]
    kept.does(r.ruled(kept.roster, [[chi, dov]], [], []))
    assert next_round(kept) == []
