"""Round after round: nobody twice before all have met, and odd places shared. `soak` has all numbers, and many dice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from benchmarks.company import Company, Tally
from benchmarks.pairing import matched
from talkingpiece.core.pairing import NOTHING, Known, Plan, Size, bound, plan
from tests.core.pairing.ways import everyone, people, within


def series(here: list[str], size: Size, rounds: int, seed: int, rules: Known = NOTHING) -> Iterator[Plan]:
    """Each round knows no more of those before than who has met."""
    met, odd, dice = Counter[frozenset[str]](rules.met), Counter[str](), Random(seed)
    for _ in range(rounds):
        planned = plan(here, size, replace(rules, met=met, odd=odd), dice)
        met.update(within(planned.groups))
        odd.update(everyone(group for group in planned.groups if len(group) != size))
        yield planned


def all_meet_before_anybody_meets_twice(count: int, seed: int) -> None:
    planned = list(series(people(count), 2, count - 1, seed))
    assert [one.repeats for one in planned] == [0] * (count - 1)
    met = Counter(pair for one in planned for pair in within(one.groups))
    assert len(met) == count * (count - 1) // 2
    assert set(met.values()) == {1}


@pytest.mark.parametrize("count", [2, 4, 6, 8, 10, 16, 26, 40])
def test_in_a_steady_circle_all_meet_before_anybody_meets_twice(count):
    for seed in range(6 if count <= 10 else 1):
        all_meet_before_anybody_meets_twice(count, seed)


@pytest.mark.soak
@pytest.mark.parametrize("count", range(2, 41, 2))
def test_with_any_dice_all_meet_before_anybody_meets_twice(count):
    for seed in range(50):
        all_meet_before_anybody_meets_twice(count, seed)


@pytest.mark.parametrize("count", [4, 6, 12, 20])
def test_when_all_have_met_the_next_time_round_is_as_even_as_the_first(count):
    met = Counter(pair for one in series(people(count), 2, 3 * (count - 1), 1) for pair in within(one.groups))
    assert set(met.values()) == {3}


@pytest.mark.parametrize("count", [6, 12, 24])
def test_two_who_are_kept_together_leave_the_others_a_whole_series(count):
    both = frozenset({frozenset(people(2))})
    planned = list(series(people(count), 2, count - 3, 1, Known(together=both)))
    assert all(both <= set(within(one.groups)) for one in planned)
    assert [one.repeats for one in planned] == [0] * (count - 3)


def departments(count: int, sizes: int) -> Known:
    """So many people of each department, one after the other."""
    return Known(tags={one: {"at": str(i // sizes)} for i, one in enumerate(people(count))}, differ=("at",))


@pytest.mark.parametrize(("count", "sizes"), [(6, 3), (8, 2), (10, 2), (12, 4), (20, 5)])
def test_departments_are_mixed_first_and_still_all_meet_before_anybody_meets_twice(count, sizes):
    planned = list(series(people(count), 2, count - 1, 1, departments(count, sizes)))
    assert [one.repeats for one in planned] == [0] * (count - 1)
    inside = ["differ" in one.relaxed for one in planned]
    assert inside[: count // 3] == [False] * (count // 3)


def test_once_the_circle_is_broken_departments_are_mixed_as_well_as_they_can_be():
    """These have met as no round of the circle goes: there is nothing left to save it for."""
    rules = departments(20, 10)
    for seed in range(5):
        dice = Random(seed)
        met = {
            frozenset((one, other))
            for one, other in zip(people(20)[:10], dice.sample(people(20)[10:], 10), strict=True)
        }
        (planned,) = series(people(20), 2, 1, seed, replace(rules, met=dict.fromkeys(met, 1)))
        assert planned.relaxed == ()


@pytest.mark.parametrize("count", [10, 20])
def test_a_rule_costs_no_more_repeats_than_it_must_in_the_longest_series(count):
    """One more than the bound may be needed: what it leaves does not always divide."""
    rules = Known(apart=frozenset({frozenset(people(2))}))
    planned = list(series(people(count), 2, count - 1, 1, rules))
    assert bound(people(count), 2, rules, count - 1) == 1
    assert sum(one.repeats for one in planned) <= 2


@pytest.mark.parametrize(("count", "size", "rounds"), [(7, 2, 3), (13, 2, 8), (39, 2, 30), (50, 4, 10), (24, 3, 8)])
def test_other_numbers_and_sizes_too_begin_without_a_repeat(count, size, rounds):
    assert [one.repeats for one in series(people(count), size, rounds, 1)] == [0] * rounds


@pytest.mark.parametrize(("count", "size", "rounds"), [(7, 2, 12), (13, 2, 12), (11, 4, 12), (50, 4, 6), (301, 2, 12)])
def test_odd_places_are_shared(count, size, rounds):
    had = Counter(dict.fromkeys(people(count), 0))
    for planned in series(people(count), size, rounds, 1):
        had.update(everyone(group for group in planned.groups if len(group) != size))
    assert max(had.values()) - min(had.values()) <= 1


def companies(count: int, size: Size, churn: bool, seeds: range) -> Iterator[Tally]:
    """Ten rounds of companies as in the benchmark."""
    for seed in seeds:
        company, dice = Company(count, churn, Random(f"company {seed} {count}")), Random(seed)
        tally = Tally(company)
        for here in company.rounds(10):
            tally.add(here, size, plan(here, size, tally.known(), dice).groups)
        yield tally


@pytest.mark.parametrize(("count", "size", "above"), [(8, 2, 0), (13, 2, 1), (50, 2, 0), (50, 4, 1)])
def test_a_company_repeats_as_little_as_it_can(count, size, above):
    for tally in companies(count, size, False, range(3)):
        assert tally.forbidden == 0
        assert tally.repeats <= tally.bound() + above


@pytest.mark.soak
@pytest.mark.parametrize(
    ("count", "size", "above", "seeds"),
    [(8, 2, 0, 60), (13, 2, 1, 60), (50, 2, 0, 60), (50, 4, 1, 60), (301, 2, 0, 10), (1000, 2, 0, 5), (5000, 2, 0, 2)],
)
def test_with_any_dice_a_company_repeats_as_little_as_it_can(count, size, above, seeds):
    for tally in companies(count, size, False, range(seeds)):
        assert tally.forbidden == 0
        assert tally.repeats <= tally.bound() + above


@pytest.mark.soak
@pytest.mark.parametrize(("count", "seeds"), [(8, 60), (13, 60), (50, 20)])
def test_when_people_come_and_go_the_exact_matching_of_each_round_is_no_better(count, seeds):
    ours = sum(tally.repeats for tally in companies(count, 2, True, range(seeds)))
    theirs = 0
    for seed in range(seeds):
        company, dice = Company(count, True, Random(f"company {seed} {count}")), Random(seed)
        tally = Tally(company)
        for here in company.rounds(10):
            tally.add(here, 2, matched(here, 2, tally.known(), dice))
        theirs += tally.repeats
    assert ours <= theirs + seeds // 30  # neither looks ahead: at 13, one company in sixty has a repeat by ill luck
