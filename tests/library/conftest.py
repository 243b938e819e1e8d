"""A small sound module on disk, to be spoiled one line at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkingpiece.library import check

SOUND = {
    "module.md": """\
---
summary: A short one.
people: 4-16
objectives:
  voice: Everyone has spoken
---
# A small module
""",
    "10-agree.md": """\
---
kind: agree
minutes: 2
---
# How we are here

We listen to each other.

## Say

Read it aloud.
""",
    "20-round.md": """\
---
kind: round
minutes: 6
level: 1
objectives: voice
---
# What helped

Say what helped you lately.
""",
    "30-close.md": """\
---
kind: close
minutes: 1
---
# Before we part

Thank you.
""",
}


class Written:
    """A module's folder while it is being written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name, text in SOUND.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def change(self, name: str, old: str, new: str) -> None:
        text = SOUND[name]
        assert text.count(old) == 1, "the premise: these words are there, once"
        self.write(name, text.replace(old, new))

    def faults(self) -> list[str]:
        """What `talkingpiece check` would print, without the way to the folder."""
        return [str(fault).removeprefix(f"{self.folder}/") for fault in check([self.folder])]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path / "small-module")
