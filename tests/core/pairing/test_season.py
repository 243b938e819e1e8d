"""Several rounds at once: planned together, kept as announced, and told in sentences."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkingpiece.core.pairing import NOTHING, Known, Season, bound, fairness, season
from tests.core.pairing.ways import everyone, knowledge, legal, pairs, people, somebody, within


@given(somebody(0, 14), st.sampled_from([2, 3, 4]), knowledge(rules=8), st.integers(0, 5), st.integers())
@settings(max_examples=40)
def test_all_rounds_are_told_as_they_are(here, size, known, rounds, seed):
    planned = season(here, size, known, rounds, Random(seed))
    assert len(planned.rounds) == rounds
    met = Counter(known.met)
    for one in planned.rounds:
        assert sorted([*everyone(one.groups), *one.left]) == sorted(here)
        assert legal(one.groups, known)
        kept = known.together - known.forbidden
        assert one.repeats == sum(met[pair] > 0 and pair not in kept for pair in within(one.groups))
        met.update(within(one.groups))
    repeats = [one.repeats for one in planned.rounds]
    assert planned.repeats == sum(repeats)
    assert planned.first_repeat == next((number for number, many in enumerate(repeats, 1) if many), None)
    assert planned == season(here, size, known, rounds, Random(seed))


@pytest.mark.parametrize(("count", "rounds", "first"), [(8, 7, None), (8, 10, 8), (20, 19, None), (13, 8, None)])
def test_nobody_meets_twice_before_all_have_met(count, rounds, first):
    planned = season(people(count), 2, NOTHING, rounds, Random(1))
    assert planned.first_repeat == first
    assert planned.repeats == planned.bound == bound(people(count), 2, NOTHING, rounds)


def test_who_has_met_before_is_known_to_all_rounds():
    met = {pair: 1 for pair in within([people(6)]) if "p000" in pair and "p001" not in pair}
    planned = season(people(6), 2, Known(met=met), 3, Random(1))
    assert planned.repeats == planned.bound == 2  # p000 has one left to meet, and three rounds
    assert planned.first_repeat == 2


def test_odd_places_are_shared_and_those_of_these_rounds_are_told():
    planned = season(people(9), 2, Known(odd={"p000": 2}), 6, Random(1))
    trios = Counter(one for each in planned.rounds for group in each.groups if len(group) == 3 for one in group)
    assert trios["p000"] <= 1
    assert (planned.least_odd, planned.most_odd) == (trios["p000"], max(trios.values()))
    assert planned.most_odd <= 3


def test_groups_of_one_size_have_no_odd_places():
    planned = season(people(9), 4, NOTHING, 3, Random(1))
    assert (planned.least_odd, planned.most_odd) == (0, 0)


def test_what_was_announced_stays_in_its_round():
    first = season(people(12), 2, NOTHING, 4, Random(1))
    told = [one.groups for one in first.rounds]
    again = season(people(12), 2, NOTHING, 5, Random(2), announced=told)
    assert [set(one.groups) for one in again.rounds[:4]] == [set(groups) for groups in told]
    fewer = season(people(12)[1:], 2, NOTHING, 4, Random(2), announced=told)
    for groups, one in zip(told, fewer.rounds, strict=True):
        assert len(set(groups) & set(one.groups)) == 4  # one pair lost somebody, one has taken in who was left


# --- in words ------------------------------------------------------------------------------------------------


def told(count: int, rounds: int, known: Known = NOTHING) -> tuple[str, ...]:
    names = {one: one.upper() for one in people(count)}
    return fairness(season(people(count), 2, known, rounds, Random(1)), names)


def test_fairness_is_told_in_sentences():
    assert told(8, 5) == ("Nobody meets twice.",)
    assert told(4, 5) == ("Nobody meets twice before round 4.",)
    assert told(9, 3) == ("Nobody meets twice.", "Nobody is in more than one trio.")
    assert told(7, 7)[1] == "Everybody is in 3 trios."
    assert told(0, 0) == ()


def test_repeats_from_the_first_round_on_are_told():
    met = dict.fromkeys(within([people(4)]), 1)
    assert told(4, 1, Known(met=met)) == ("People who have met before are together 2 times in all.",)
    assert told(2, 1, Known(met={frozenset(people(2)): 1})) == ("People who have met before are together once in all.",)


def test_who_has_no_place_is_named_with_the_rounds():
    apart = frozenset(frozenset(("p000", other)) for other in people(5)[1:])
    assert told(5, 2, Known(apart=apart)) == ("Nobody meets twice.", "P000 has no place in any round.")
    taking_turns = Season(
        rounds=(season("abc", 2, Known(apart=pairs("ab", "bc", "ac")), 1, Random(1)).rounds[0],) * 2
        + season("abcd", 2, NOTHING, 1, Random(1)).rounds,
        first_repeat=None, repeats=0, bound=0, least_odd=0, most_odd=0,
    )  # fmt: skip
    names = {"a": "Ana", "b": "Ben"}
    assert fairness(taking_turns, names)[1:] == (
        "Ana has no place in round 1 and 2.",
        "Ben has no place in round 1 and 2.",
        "Somebody has no place in round 1 and 2.",
    )


@given(somebody(2, 12), knowledge(rules=3), st.integers())
@settings(max_examples=30)
def test_the_bound_of_a_season_is_never_above_its_repeats(here, known, seed):
    planned = season(here, 2, known, 6, Random(seed))
    if not any(one.left for one in planned.rounds):
        assert planned.bound <= planned.repeats
