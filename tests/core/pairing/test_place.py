"""One more person, and fours made of pairs."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.core.pairing import NOTHING, Known, join_pairs, place
from tests.core.pairing.ways import couples, everyone, knowledge, pairs, somebody, within

# --- one more ----------------------------------------------------------------------------------------------


def test_who_comes_late_joins_somebody_alone_first():
    assert place([("a", "b"), ("c",)], "x", NOTHING) == 1
    assert place([("a", "b"), ("c",)], "x", Known(met={frozenset("cx"): 5})) == 1


def test_a_pair_becomes_a_trio_before_a_trio_becomes_a_four():
    assert place([("a", "b", "c"), ("d", "e")], "x", Known(met={frozenset("dx"): 3})) == 1
    assert place([("a", "b", "c")], "x", NOTHING) == 0
    assert place([("a", "b", "c", "d")], "x", NOTHING) is None
    assert place([("a", "b", "c")], "x", NOTHING, largest=3) is None


def test_who_comes_late_joins_those_they_have_met_least():
    groups = [("a", "b"), ("c", "d"), ("e", "f")]
    assert place(groups, "x", Known(met={frozenset("ax"): 1, frozenset("dx"): 1})) == 2
    assert place(groups[:2], "x", Known(met={frozenset("ax"): 0.25, frozenset("dx"): 1})) == 0
    assert place(groups[:2], "x", Known(met={frozenset("ax"): 0.25, frozenset("bx"): 0.25, frozenset("dx"): 3})) == 1


def test_among_equals_those_make_room_who_have_had_fewest_odd_places():
    assert place([("a", "b"), ("c", "d")], "x", Known(odd={"a": 1})) == 1


@pytest.mark.parametrize("hard", ["apart", "wishes"])
def test_nobody_is_placed_against_a_hard_rule_not_even_with_somebody_alone(hard):
    known = Known(**{hard: pairs("ax", "cx")})
    assert place([("a",), ("b", "c"), ("d", "e", "f")], "x", known) == 2
    assert place([("a",), ("b", "c")], "x", known) is None


def test_an_empty_place_is_no_company_and_some_are_passed_over():
    assert place([(), ("a", "b"), ("c", "d")], "x", NOTHING) == 1
    assert place([(), ("a", "b"), ("c", "d")], "x", NOTHING, avoid=[1]) == 2
    assert place([(), ("a", "b")], "x", NOTHING, avoid=[1]) is None
    assert place([], "x", NOTHING) is None


@given(st.lists(st.integers(0, 4), max_size=6), knowledge(), st.sets(st.integers(0, 5)), st.integers(2, 4))
def test_a_place_is_allowed_or_there_is_none(sizes, known, avoid, largest):
    names = iter("abcdefghijklmnopqrstuvwxy")
    groups = [tuple(next(names) for _ in range(size)) for size in sizes]
    fine = [
        index
        for index, group in enumerate(groups)
        if group and index not in avoid and len(group) < largest
        if not any(frozenset((one, "z")) in known.forbidden for one in group)
    ]
    found = place(groups, "z", known, avoid=avoid, largest=largest)
    assert found in fine if fine else found is None
    if found is not None:
        assert len(groups[found]) == min(len(groups[index]) for index in fine)


# --- fours out of pairs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []), ([2], [2]), ([3], [3]), ([2, 2], [4]), ([2, 3], [5]), ([2, 2, 2], [2, 4]), ([2, 2, 3], [3, 4]),
        ([2, 2, 2, 3], [2, 3, 4]), ([2] * 20, [4] * 10), ([2] * 149 + [3], [2, 3] + [4] * 74),
    ],
)  # fmt: skip
def test_pairs_join_by_twos_and_what_is_over_stays_as_it_is(sizes, expected):
    names = iter(range(400))
    groups = [tuple(f"p{next(names):03}" for _ in range(size)) for size in sizes]
    joined = join_pairs(groups, NOTHING, Random(1))
    assert sorted(map(len, joined.groups)) == expected
    assert everyone(joined.groups) == everyone(groups)
    assert (joined.left, joined.relaxed) == ((), ())


@given(somebody(0, 26), couples(40), st.integers())
def test_pairs_stay_whole_and_hard_rules_are_kept_between_them(here, apart, seed):
    groups = [tuple(here[i : i + 2]) for i in range(0, len(here) - 1, 2)]
    apart -= set(within(groups))
    joined = join_pairs(groups, Known(apart=apart), Random(seed))
    assert everyone(joined.groups) == everyone(groups)
    assert set(within(groups)) <= set(within(joined.groups))
    assert not apart & set(within(joined.groups))
    assert {len(group) for group in joined.groups} <= {2, 4}


def test_pairs_meet_others_whom_they_have_not_met():
    met = {frozenset(pair): 1 for pair in ("ac", "be", "dg", "ab", "cd", "ef", "gh")}
    joined = join_pairs([("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")], Known(met=met), Random(1))
    assert set(map(frozenset, joined.groups)) == {frozenset("abgh"), frozenset("cdef")}
    assert joined.repeats == 0


def test_a_repeat_between_pairs_is_told():
    joined = join_pairs([("a", "b"), ("c", "d")], Known(met={frozenset("ac"): 1, frozenset("ab"): 1}), Random(1))
    assert (joined.relaxed, joined.repeats) == (("repeats",), 1)


def test_pairs_that_may_not_join_stay_pairs():
    assert set(join_pairs([("a", "b"), ("c", "d")], Known(wishes=pairs("ac")), Random(1)).groups) == {
        ("a", "b"),
        ("c", "d"),
    }
    assert set(join_pairs([("a", "b"), ("c", "d", "e")], Known(apart=pairs("ac")), Random(1)).groups) == {
        ("a", "b"),
        ("c", "d", "e"),
    }
