"""How many repeats there must be: by the formula, and by looking at all ways."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.company import Company
from talkingpiece.core.pairing import NOTHING, Known, bound
from tests.core.pairing.ways import knowledge, legal, pairs, people, repeats, sizes, ways, within


@pytest.mark.parametrize(
    ("count", "size", "rounds", "least"),
    [(0, 2, 3, 0), (1, 2, 3, 0), (2, 2, 1, 0), (2, 2, 3, 2), (4, 2, 3, 0), (4, 2, 4, 2), (8, 2, 7, 0), (8, 2, 10, 12)],
)
def test_nobody_can_meet_more_often_than_there_are_people(count, size, rounds, least):
    assert bound(people(count), size, NOTHING, rounds) == least


@pytest.mark.parametrize(("count", "least"), [(8, 13), (13, 13), (50, 0)])
def test_reporting_lines_leave_less(count, least):
    """In the companies of the benchmark, ten rounds of pairs."""
    company = Company(count, False, Random(1))
    assert bound(company.people, 2, Known(apart=company.apart), 10) == least


def test_who_has_met_everybody_must_repeat():
    assert bound("abcd", 2, Known(met=dict.fromkeys(pairs("ab", "ac", "ad"), 1))) == 1
    assert bound("abcd", 2, Known(met=dict.fromkeys(within(["abcd"]), 0.25))) == 2
    busy = {pair: 1 for pair in within(["abcdef"]) if pair & {*"abc"}}
    assert bound("abcdef", 2, Known(met=busy)) == 2  # two of the three can be each other's repeat


def test_people_who_are_not_here_do_not_count():
    assert bound("abcd", 2, Known(met=dict.fromkeys(pairs("ax", "ay", "xy"), 1), apart=pairs("bx"))) == 0


def test_who_are_kept_together_do_not_repeat():
    assert bound("ab", 2, Known(together=pairs("ab"), met={frozenset("ab"): 2}), 5) == 0
    assert bound("ab", 2, Known(together=pairs("ab"), apart=pairs("ab")), 2) == 2


@given(st.integers(2, 7), st.sampled_from([2, 3, 4]), knowledge(names="abcdefg", rules=6))
@settings(max_examples=60)
def test_no_way_at_all_is_below_the_bound(count, size, known):
    here = "abcdefg"[:count]
    usual = [way for way in ways(here, max(size, 3)) if sorted(map(len, way)) == sizes(count, size)]
    for way in usual:
        if legal(way, known):
            assert bound(here, size, known) <= repeats(way, known)
