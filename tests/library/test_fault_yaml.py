"""Front matter: YAML that is more, or less, than plain lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Written

YAML = [
    (
        "module.md",
        "summary: A short one.",
        "summary: A short one: this",
        'module.md:2: there are two colons in this line. Put quotes around the words: `key: "first: second"`.',
    ),
    (
        "module.md",
        "summary: A short one.",
        "summary: &a A short one.",
        "module.md:2: words that begin with & or * need quotes around them.",
    ),
    ("module.md", "people: 4-16", "people: *a", "module.md:3: words that begin with & or * need quotes around them."),
    (
        "module.md",
        "people: 4-16",
        "people: !!python/name:os.system x",
        "module.md:3: words that begin with ! need quotes around them.",
    ),
    (
        "module.md",
        "people: 4-16",
        "people: " + "[" * 3000 + "]" * 3000,
        "module.md:3: this is nested too deeply. Every key has one value, or one plain list.",
    ),
    ("module.md", "people: 4-16", "\tpeople: 4-16", "module.md:3: there is a tab in this line. Use spaces."),
    (
        "module.md",
        "people: 4-16",
        'people: "\\U00110000"',
        "module.md:3: this line cannot be read. Write it plainly, like `key: some words`.",
    ),
    (
        "module.md",
        "summary: A short one.",
        'summary: "a \\u202e b"',
        "module.md:2: there is a hidden character (U+202E) in this line. Type the line again by hand.",
    ),
    (
        "30-close.md",
        "---\nkind",
        "kind",
        "30-close.md:1: the file begins with a line of three dashes (---), "
        "then lines like `kind: round`, then --- again.",
    ),
    (
        "30-close.md",
        "---\n# Before",
        "# Before",
        "30-close.md:1: the lines at the top have no end. Put a line of three dashes (---) below the last of them.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), YAML)
def test_yaml_beyond_plain_lines_is_told_alone_and_in_its_line(
    written: Written, file: str, old: str, new: str, told: str
) -> None:
    assert written.faults() == [], "the premise: nothing else is wrong"
    written.change(file, old, new)
    assert written.faults() == [told]


def test_a_value_after_a_tab_and_a_list_instead_of_keys_are_told(written: Written) -> None:
    written.change("module.md", "people: 4-16", "people:\t4-16")
    assert written.faults() == ["module.md:3: there is a tab in this line. Use spaces."]
    written.write("module.md", "---\n- summary\n---\n# A small module\n")
    assert written.faults()[0] == "module.md:2: write one `key: value` on each line, like `minutes: 6`."


def test_a_bomb_of_aliases_is_refused_before_it_unfolds(written: Written) -> None:
    layers = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise("abcdefghi")]
    written.write("module.md", "\n".join(["---", "a: &a x", *layers, "---", "# A bomb"]))
    assert "module.md:2: words that begin with & or * need quotes around them." in written.faults()


def test_empty_front_matter_is_told_key_by_key(written: Written) -> None:
    written.write("20-round.md", "---\n---\n# What helped\n\nSay it.\n")
    assert written.faults() == [
        "20-round.md:1: a line is missing at the top: `kind: present`.",
        "20-round.md:1: a line is missing at the top: `minutes: 6`.",
    ]


def test_all_faults_of_a_file_are_told_at_once(written: Written) -> None:
    written.write("20-round.md", "---\nkind: ronud\nminutes: x\nlevel: 9\n---\n# What helped\n\n<b>Say</b> it.\n")
    assert [fault.split(" ")[0] for fault in written.faults()] == [f"20-round.md:{line}:" for line in (2, 3, 4, 8)]


def test_a_settings_key_of_some_kind_is_not_blamed_while_the_kind_is_unknown(written: Written) -> None:
    written.change("20-round.md", "kind: round", "kind: circle\nseconds_each: 40")
    assert [fault.split(" ")[0] for fault in written.faults()] == ["20-round.md:2:"]
