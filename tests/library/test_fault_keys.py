"""Front matter: keys and values that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Written

KEYS = [
    ("20-round.md", "minutes: 6", "minutes: lots", "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    ("20-round.md", "minutes: 6", 'minutes: "6"', "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    ("20-round.md", "minutes: 6", "minutes: 1:30", "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    ("20-round.md", "minutes: 6", "minutes: -6", "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    ("20-round.md", "minutes: 6", "minutes: .inf", "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    ("20-round.md", "minutes: 6", "minutes: " + "9" * 5000, "20-round.md:3: minutes must be a number, like 6 or 2.5"),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 0",
        "20-round.md:3: minutes must be more than 0 and up to 240, like 6 or 2.5",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 241",
        "20-round.md:3: minutes must be more than 0 and up to 240, like 6 or 2.5",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes:",
        "20-round.md:3: minutes is empty. It must be a number, like 6 or 2.5; write it after the colon.",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: [6]",
        "20-round.md:3: minutes must be a number, like 6 or 2.5, not a list.",
    ),
    ("20-round.md", "minutes: 6\n", "", "20-round.md:1: a line is missing at the top: `minutes: 6`."),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 6\nminuts: 7",
        '20-round.md:4: "minuts" is not a key of a round step. Did you mean "minutes"?',
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 6\nsigned: named",
        '20-round.md:4: "signed" is not a key of a round step. It is a key of collect.',
    ),
    (
        "10-agree.md",
        "minutes: 2",
        "minutes: 2\norder: 1",
        '10-agree.md:4: "order" is not a key of an agree step. '
        "The number in the file's name is the order, like 30 in 30-round.md.",
    ),
    (
        "module.md",
        "people: 4-16",
        "people: 4-16\ntitle: Twice",
        'module.md:4: "title" is not a key of module.md. The title is the first heading below the dashes: `# A title`.',
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 6\nminutes: 7",
        '20-round.md:4: "minutes" is here twice (first in line 3). Keep one of them.',
    ),
    ("20-round.md", "kind: round\n", "", "20-round.md:1: a line is missing at the top: `kind: present`."),
    (
        "20-round.md",
        "kind: round",
        "kind: rounds",
        '20-round.md:2: there is no kind "rounds". Did you mean "round"? '
        "The kinds are: present, agree, solo, collect, round, pairs, window, close.",
    ),
    (
        "20-round.md",
        "kind: round",
        "kind: ''",
        '20-round.md:2: there is no kind "". '
        "The kinds are: present, agree, solo, collect, round, pairs, window, close.",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 6\nseconds_each: soon",
        "20-round.md:4: seconds_each must be a whole number from 1 to 3600, like seconds_each: 3.",
    ),
    (
        "20-round.md",
        "minutes: 6",
        "minutes: 6\nseconds_each: 0",
        "20-round.md:4: seconds_each must be a whole number from 1 to 3600, like seconds_each: 3.",
    ),
    ("20-round.md", "level: 1", "level: 6", "20-round.md:4: level must be a whole number from 0 to 5, like level: 3."),
    (
        "20-round.md",
        "objectives: voice",
        "objectives: voice, voces",
        '20-round.md:5: "voces" is not an objective of the module. Did you mean "voice"?',
    ),
    ("20-round.md", "kind: round", "kind: pairs\nturns: maybe", "20-round.md:3: turns must be yes or no."),
    (
        "20-round.md",
        "kind: round",
        "kind: collect\nsigned: unsinged",
        '20-round.md:3: signed cannot be "unsinged". Did you mean "unsigned"?',
    ),
    (
        "20-round.md",
        "kind: round",
        "kind: collect\nlabel: 7",
        '20-round.md:3: label must be words. For a number, put quotes around it: label: "7".',
    ),
    (
        "20-round.md",
        "kind: round",
        "kind: collect\nlabel: " + "a" * 81,
        "20-round.md:3: label is 81 letters long; up to 80 fit.",
    ),
    (
        "module.md",
        "people: 4-16",
        "people: many",
        "module.md:3: people must be the smallest and largest group from 2 to 5000, like 4-16.",
    ),
    (
        "module.md",
        "people: 4-16",
        "people: 16-4",
        "module.md:3: people must be the smallest and largest group from 2 to 5000, like 4-16.",
    ),
    (
        "module.md",
        "summary: A short one.",
        'summary: "  "',
        "module.md:2: summary is empty. Write its words after the colon, or take the line out.",
    ),
    (
        "module.md",
        "  voice: Everyone has spoken",
        "  voice: Everyone has spoken\n  The Voice: twice",
        "module.md:6: an id is one short word of small letters, digits and hyphens, like `voice`.",
    ),
    (
        "module.md",
        "  voice: Everyone has spoken",
        "  voice: Everyone has spoken\n  voice: twice",
        'module.md:6: "voice" is here twice. Keep one of them.',
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), KEYS)
def test_a_key_or_value_that_does_not_fit_is_told_alone_and_in_its_line(
    written: Written, file: str, old: str, new: str, told: str
) -> None:
    assert written.faults() == [], "the premise: nothing else is wrong"
    written.change(file, old, new)
    assert written.faults() == [told]
