"""Who meets whom: pairs, one trio when odd, nobody left out, nobody twice while that can be avoided."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkingpiece.core.pairing import Group, cost, draw, joined, with_company, without

Met = Counter[frozenset[str]]


def people(count: int) -> list[str]:
    return [f"p{i:03}" for i in range(count)]


def meet(groups: tuple[Group, ...], met: Met) -> Met:
    return met + Counter(frozenset(two) for group in groups for two in combinations(group, 2))


def everyone(groups: tuple[Group, ...]) -> list[str]:
    return sorted(seat for group in groups for seat in group)


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [2, 3]), (6, [2] * 3), (7, [2, 2, 3])]
)
def test_everyone_has_company_in_twos_and_one_three(count, sizes):
    groups = draw(people(count), {}, Random(1))
    assert sorted(map(len, groups)) == sizes
    assert everyone(groups) == people(count)


@pytest.mark.parametrize("count", [41, 42, 199, 200])
def test_large_circles_too_have_company_in_twos_and_one_three(count):
    met: Met = Counter()
    for seed in range(3):
        groups = draw(people(count), met, Random(seed))
        trios = count % 2
        assert sorted(map(len, groups)) == [2] * (count // 2 - trios) + [3] * trios
        assert everyone(groups) == people(count)
        assert cost(groups, met) == 0
        met = meet(groups, met)


@pytest.mark.parametrize("count", range(2, 41, 2))
def test_in_a_steady_circle_everyone_meets_everyone_before_anyone_meets_twice(count):
    met: Met = Counter()
    for rounds in range(count - 1):
        groups = draw(people(count), met, Random(rounds))
        assert cost(groups, met) == 0, f"somebody met twice in round {rounds + 1}"
        met = meet(groups, met)
    assert set(met.values()) == {1}
    assert len(met) == count * (count - 1) // 2


@pytest.mark.parametrize("count", [7, 9, 15, 39])
def test_an_odd_circle_too_repeats_nobody_in_its_first_rounds(count):
    met: Met = Counter()
    for rounds in range(3):
        groups = draw(people(count), met, Random(rounds))
        assert cost(groups, met) == 0
        met = meet(groups, met)


def test_among_five_the_one_repeat_that_cannot_be_avoided_is_the_only_one():
    """A second trio takes at least two of five who sat together, in the first trio or in the pair beside it."""
    met = meet(draw(people(5), {}, Random(1)), Counter())
    assert cost(draw(people(5), met, Random(2)), met) == 1


def test_the_trio_is_not_always_the_same_persons():
    met: Met = Counter()
    trios = []
    for rounds in range(4):
        groups = draw(people(7), met, Random(rounds))
        trios += [frozenset(group) for group in groups if len(group) == 3]
        met = meet(groups, met)
    assert len(set(trios)) == 4


def test_after_people_came_and_went_still_nobody_meets_twice():
    met = meet(draw(people(8), {}, Random(1)), Counter())
    others = [*people(6), "late-1", "late-2"]
    assert cost(draw(others, met, Random(2)), met) == 0


def test_when_all_have_met_the_least_repeated_are_put_together():
    met: Met = Counter({frozenset(two): 1 for two in combinations(people(4), 2)})
    met[frozenset(people(2))] += 5
    assert frozenset(people(2)) not in map(frozenset, draw(people(4), met, Random(1)))


@pytest.mark.parametrize("count", [3, 8, 13, 50])
def test_the_same_dice_give_the_same_plan(count):
    assert draw(people(count), {}, Random(5)) == draw(people(count), {}, Random(5))


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_who_begins_is_left_to_chance(count):
    """The first of a pair speaks first: it must not always be whoever came first."""
    first = {next(group[0] for group in draw(people(count), {}, Random(seed)) if "p000" in group) for seed in range(40)}
    assert "p000" in first
    assert len(first) > 1


# --- coming ------------------------------------------------------------------------------------------------


def test_who_comes_late_joins_somebody_alone_first():
    assert joined([("a", "b"), ("c",)], "d", {}) == (("a", "b"), ("c", "d"))


def test_who_comes_late_makes_a_trio_with_those_they_have_met_least():
    met = {frozenset("ad"): 1}
    assert joined([("a", "b"), ("c", "e")], "d", met) == (("a", "b"), ("c", "e", "d"))


def test_a_trio_becomes_a_four_only_when_there_is_no_pair():
    met = {frozenset("dx"): 3}
    assert joined([("a", "b", "c"), ("d", "e")], "x", met) == (("a", "b", "c"), ("d", "e", "x"))
    assert joined([("a", "b", "c")], "x", {}) == (("a", "b", "c", "x"),)


def test_the_first_who_comes_is_a_group_of_one():
    assert joined([], "a", {}) == (("a",),)


# --- going -------------------------------------------------------------------------------------------------


def test_who_is_left_alone_joins_others_and_the_rooms_keep_their_numbers():
    assert without([("a", "b"), ("c", "d")], "a", {}) == ((), ("c", "d", "b"))


def test_a_trio_that_loses_somebody_stays_together():
    assert without([("a", "b", "c"), ("d", "e")], "a", {}) == (("b", "c"), ("d", "e"))


def test_the_last_person_is_alone_because_nobody_else_is_there():
    assert without([("a", "b")], "a", {}) == (("b",),)
    assert without([("b",)], "b", {}) == ((),)


SEATS = st.lists(st.text("abcdefgh", min_size=1, max_size=3), max_size=14, unique=True)
MEETINGS = st.dictionaries(st.frozensets(st.sampled_from("abcdefgh"), min_size=2, max_size=2), st.integers(1, 3))


@given(SEATS, MEETINGS, st.integers())
def test_everyone_is_in_exactly_one_group_and_nobody_is_alone(seats, met, seed):
    groups = draw(seats, met, Random(seed))
    assert everyone(groups) == sorted(seats)
    if len(seats) >= 2:
        assert {len(group) for group in groups} <= {2, 3}
        assert sum(len(group) == 3 for group in groups) == len(seats) % 2


@given(SEATS.filter(len), MEETINGS, st.integers())
def test_whoever_comes_and_goes_nobody_is_lost_doubled_or_alone(seats, met, seed):
    dice = Random(seed)
    groups = draw(seats[1:], met, dice)
    groups = joined([group for group in groups if group], seats[0], met)
    assert everyone(groups) == sorted(seats)
    here = list(seats)
    dice.shuffle(here)
    while here:
        groups = without(groups, here.pop(), met)
        assert everyone(groups) == sorted(here)
        assert len(here) < 2 or all(len(group) != 1 for group in groups)


@given(st.lists(st.integers(0, 4), max_size=8), MEETINGS)
def test_company_is_found_for_everyone_who_is_alone(sizes, met):
    seats = iter(people(40))
    groups = tuple(tuple(next(seats) for _ in range(size)) for size in sizes)
    settled = with_company(groups, met)
    assert everyone(settled) == everyone(groups)
    assert len(settled) == len(groups)
    assert sum(sizes) < 2 or all(len(group) != 1 for group in settled)
