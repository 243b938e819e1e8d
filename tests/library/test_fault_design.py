"""The design: orders of steps that would not be safe or possible for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Written

DESIGN = [
    ("10-agree.md", "kind: agree", "kind: present", "20-round.md:2: a round step needs an agree step before it."),
    (
        "30-close.md",
        "kind: close",
        "kind: present",
        "30-close.md:2: the last step must be of kind close, so that people part well.",
    ),
    (
        "20-round.md",
        "objectives: voice\n",
        "",
        'module.md:5: no step serves the objective "voice". Name it in a step (`objectives: voice`), or take it out.',
    ),
    (
        "20-round.md",
        "level: 1",
        "level: 3",
        "20-round.md:4: the first step in which people tell something has level 3. Begin with 0 to 2.",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 239",
        "module.md:1: all steps together take 242 minutes; up to 240 fit. Make two modules of it.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), DESIGN)
def test_a_design_that_would_not_carry_people_is_told_where_it_breaks(
    written: Written, file: str, old: str, new: str, told: str
) -> None:
    assert written.faults() == [], "the premise: nothing else is wrong"
    written.change(file, old, new)
    assert written.faults() == [told]


@pytest.mark.parametrize("level", [2, 4, 5])
def test_disclosure_before_the_agreement_is_told(written: Written, level: int) -> None:
    written.write("05-solo.md", f"---\nkind: solo\nminutes: 2\nlevel: {level}\n---\n# Alone\n\nWrite.\n")
    assert f"05-solo.md:4: level {level} needs an agree step before it; up to 1 goes without." in written.faults()


def test_level_one_goes_without_an_agreement(written: Written) -> None:
    written.write("05-solo.md", "---\nkind: solo\nminutes: 2\nlevel: 1\n---\n# Alone\n\nWrite.\n")
    assert written.faults() == []


def step(kind: str, level: int) -> str:
    return f"---\nkind: {kind}\nminutes: 5\nlevel: {level}\n---\n# A step\n\nWords.\n"


def test_a_steep_rise_is_told_and_a_listening_step_between_does_not_make_it_gentle(written: Written) -> None:
    written.write("22-present.md", step("present", 3))
    written.write("25-pairs.md", step("pairs", 4))
    assert written.faults() == [
        "25-pairs.md:4: level 4 comes right after level 1 (20-round.md). Rise by 2 at most, or put a step in between."
    ]


def test_a_rise_of_two_and_any_way_down_are_fine(written: Written) -> None:
    written.write("25-pairs.md", step("pairs", 3))
    written.write("26-round.md", step("round", 5))
    written.write("27-collect.md", step("collect", 0))
    assert written.faults() == []


def test_a_module_may_have_no_objectives(written: Written) -> None:
    written.change("module.md", "objectives:\n  voice: Everyone has spoken\n", "")
    written.change("20-round.md", "objectives: voice\n", "")
    assert written.faults() == []


def test_the_design_is_judged_only_when_every_front_matter_could_be_read(written: Written) -> None:
    """Else one mistyped kind would look like a missing agreement, a missing close and more."""
    written.change("10-agree.md", "kind: agree", "kind: agreee")
    assert [fault.split(" ")[0] for fault in written.faults()] == ["10-agree.md:2:"]


def test_an_objective_mistyped_in_its_only_step_is_one_fault_and_not_two(written: Written) -> None:
    written.change("20-round.md", "objectives: voice", "objectives: vioce")
    assert [fault.split(" ")[0] for fault in written.faults()] == ["20-round.md:5:"]


def pairs(*own: str, minutes: str = "5") -> str:
    return "\n".join(["---", "kind: pairs", f"minutes: {minutes}", *own, "---", "# In pairs", "", "Talk.", ""])


def test_the_talk_has_at_least_as_much_time_as_the_telling(written: Written) -> None:
    written.write("25-pairs.md", pairs("share_seconds: 150"))
    assert written.faults() == [], "half of five minutes is fine"
    written.write("25-pairs.md", pairs("share_seconds: 151"))
    assert written.faults() == [
        "25-pairs.md:4: share_seconds takes 151 of 300 seconds. Leave at least half of the minutes for the pairs "
        "themselves: up to 150, or more minutes."
    ]


def test_fours_that_join_need_pairs_before_them(written: Written) -> None:
    joining = pairs("size: fours", "joins: yes")
    written.write("26-fours.md", joining)
    assert written.faults() == ["26-fours.md:5: joins needs a pairs step before it, whose pairs meet here."]
    written.write("25-pairs.md", pairs("size: trios"))
    assert written.faults() == ["26-fours.md:5: joins needs pairs to make fours of; 25-pairs.md has trios."]
    written.write("25-pairs.md", pairs())
    assert written.faults() == []


def test_only_fours_are_made_of_what_met_before(written: Written) -> None:
    written.write("25-pairs.md", pairs())
    written.write("26-again.md", pairs("joins: yes"))
    assert written.faults() == [
        "26-again.md:4: joins makes fours of two pairs. Write `size: fours`, or take this line out."
    ]


def quiet(*own: str, kind: str = "window", minutes: str = "2") -> str:
    return "\n".join(["---", f"kind: {kind}", f"minutes: {minutes}", *own, "---", "# Quiet", "", "Write.", ""])


def test_a_window_is_long_enough_for_who_writes_slowly_and_short_enough_to_be_quiet(written: Written) -> None:
    for minutes in ("2", "15"):
        written.write("25-window.md", quiet(minutes=minutes))
        assert written.faults() == []
    for minutes in ("1.9", "15.1"):
        written.write("25-window.md", quiet(minutes=minutes))
        assert written.faults() == [
            "25-window.md:3: a window step takes 2 to 15 minutes: in less, whoever writes slowly stands out; "
            "more is hard to be quiet for."
        ]


def test_a_window_asks_nobody_to_have_agreed_before(written: Written) -> None:
    written.write("05-window.md", quiet("level: 1"))
    assert written.faults() == []
    written.write("25-window.md", quiet("level: 2"))
    assert written.faults() == [
        "25-window.md:4: a window step is for everyone, also for those who have not agreed to anything yet: level 1 at "
        "most."
    ]


def test_a_window_between_two_steps_is_no_way_down(written: Written) -> None:
    written.write("22-pairs.md", step("pairs", 3))
    written.write("25-window.md", quiet("level: 0"))
    written.write("27-pairs.md", step("pairs", 4))
    assert written.faults() == []


def test_unsigned_answers_have_two_minutes_at_least(written: Written) -> None:
    written.write("25-collect.md", quiet("signed: unsigned", kind="collect", minutes="1.5"))
    assert written.faults() == ["25-collect.md:3: unsigned answers need 2 minutes at least: they open no sooner."]
    written.write("25-collect.md", quiet("signed: named", kind="collect", minutes="1.5"))
    assert written.faults() == []


def test_only_an_interlude_says_that_its_words_are_the_last(written: Written) -> None:
    written.write("25-window.md", quiet("last: yes"))
    assert [fault.split(" ")[0] for fault in written.faults()] == ["25-window.md:4:"]
