"""Why these people are together, for whoever keeps the rules. And what is never said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from talkingpiece.core.pairing import NOTHING, Known, bound, reason
from tests.core.pairing.ways import knowledge, pairs, somebody


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (NOTHING, "First time together"),
        (Known(met={frozenset("ab"): 1}, ago={frozenset("ab"): 0}), "Met today already"),
        (Known(met={frozenset("ab"): 1}, ago={frozenset("ab"): 1}), "Met last session"),
        (Known(met={frozenset("ab"): 0.5}, ago={frozenset("ab"): 2}), "Met 2 sessions ago"),
        (Known(met={frozenset("ab"): 0.5}), "Met before"),
        (Known(met={frozenset("ac"): 1}), "First time together"),
        (Known(together=pairs("ab")), "Kept together. First time together"),
        (
            Known(apart=pairs("ab"), together=pairs("ab")),
            "Arranged by hand against a rule you keep. First time together",
        ),
        (Known(apart=pairs("ab")), "Arranged by hand against a rule you keep. First time together"),
    ],
)
def test_a_pair_is_explained(known, said):
    assert reason(("a", "b"), known) == said


def test_nobody_needs_a_reason_to_be_alone():
    assert reason(("a",), NOTHING) == reason((), NOTHING) == ""


def test_in_larger_groups_it_is_said_that_it_does_not_hold_for_all():
    ago = {frozenset("ab"): 3, frozenset("bc"): 2}
    assert reason(("a", "b", "c"), Known(met={frozenset("ab"): 1}, ago=ago)) == "Two of them met 3 sessions ago"
    both = {frozenset("ab"): 1, frozenset("bc"): 1}
    assert reason(("a", "b", "c"), Known(met=both, ago=ago)) == "Some of them met 2 sessions ago"


def test_a_shared_tag_is_told_with_how_many_have_it():
    sites = {"a": "Oslo", "b": "Oslo", "c": "Oslo", "d": "Rome", "e": "Rome", "f": "Bern", "g": "Bern"}
    known = Known(tags={one: {"site": site} for one, site in sites.items()}, differ=("site",))
    assert reason(("a", "b"), known) == "First time together. Same site: 43 % are in it"
    assert reason(("a", "d"), known) == "First time together"
    assert reason(("a", "b", "d", "e"), known).endswith("Same site: 43 % are in Oslo, 29 % are in Rome")
    assert reason(("a", "b"), replace(known, differ=())) == "First time together"


@given(somebody(2, 4), knowledge(names="abcdef"), st.frozensets(st.sampled_from("abcdef"), max_size=6))
@example(["a", "b"], Known(wishes=pairs("ab")), frozenset())
@example(["a", "b"], Known(wishes=pairs("ab"), together=pairs("ab"), apart=pairs("ab")), frozenset())
def test_a_wish_never_shows_in_a_reason_or_a_number(group, known, more):
    """Somebody asked in private. Whoever leads must not find it out, not even when they move people by hand."""
    without = replace(known, wishes=frozenset(), asked={})
    assert reason(tuple(group), known) == reason(tuple(group), without)
    assert bound({*group, *more}, 2, known, 3) == bound({*group, *more}, 2, without, 3)
