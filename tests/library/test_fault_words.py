"""The Markdown: titles, sections and words that are missing or out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Written

WORDS = [
    (
        "30-close.md",
        "# Before we part\n",
        "",
        "30-close.md:6: the title is missing. Write it as the first line below the dashes: `# A title`.",
    ),
    (
        "30-close.md",
        "# Before we part\n",
        "#\n",
        "30-close.md:5: the title is empty. Write it after the #, like `# Who we are today`.",
    ),
    ("30-close.md", "# Before we part", "# " + "a" * 81, "30-close.md:5: the title is 81 letters long; up to 80 fit."),
    (
        "30-close.md",
        "# Before we part",
        "Hello.\n\n# Before we part",
        "30-close.md:5: these words stand before the title. Put the title first, the words below.",
    ),
    (
        "30-close.md",
        "Thank you.",
        "Thank you.\n\n# Again\n\nWords.",
        "30-close.md:9: this is a second title. Make it a heading of your own with ###.",
    ),
    (
        "30-close.md",
        "Thank you.\n",
        "",
        "30-close.md:5: this step has no words for people to read. Write them below the title.",
    ),
    (
        "10-agree.md",
        "We listen to each other.\n",
        "",
        "10-agree.md:5: this step has no words for people to read. Write them below the title.",
    ),
    (
        "10-agree.md",
        "Read it aloud.\n",
        "",
        '10-agree.md:9: nothing is written under "Say". Write its words, or take the heading out.',
    ),
    (
        "10-agree.md",
        "## Say",
        "## Watch fro",
        '10-agree.md:9: "Watch fro" is not a section. Did you mean "Watch for"? A heading of your own begins with ###.',
    ),
    (
        "10-agree.md",
        "Read it aloud.",
        "Read it aloud.\n\n## say\n\nAgain.",
        '10-agree.md:13: the section "say" is here twice. Make them one.',
    ),
    (
        "module.md",
        "# A small module\n",
        "# A small module\n\n## Say\n\nWords.\n",
        "module.md:9: module.md has no sections. Notes belong to the steps; a heading of your own begins with ###.",
    ),
    (
        "30-close.md",
        "Thank you.",
        "> # Loud\n\nThank you.",
        "30-close.md:7: a title cannot be part of a list or quote. Put it on a line of its own.",
    ),
    (
        "30-close.md",
        "Thank you.",
        "Thank\u202e you.",
        "30-close.md:7: there is a hidden character (U+202E) in this line. Type the line again by hand.",
    ),
    (
        "30-close.md",
        "Thank you.",
        "Thank\nyou &#x202e; all.",
        "30-close.md:8: there is a hidden character (U+202E) in this line. Type the line again by hand.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), WORDS)
def test_words_out_of_place_are_told_alone_and_in_their_line(
    written: Written, file: str, old: str, new: str, told: str
) -> None:
    assert written.faults() == [], "the premise: nothing else is wrong"
    written.change(file, old, new)
    assert written.faults() == [told]
