"""Files and folders that are not what they should be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from talkingpiece.library import Fault, check

if TYPE_CHECKING:
    from .conftest import Written

OUTSIDE = "20-round.md:1: this is a link to a file outside of the folder. Put the file itself here."
TOO_LARGE = "20-round.md:1: this file is larger than 64 kB. Keep the words people need in the meeting."
CANNOT_OPEN = "20-round.md:1: this file cannot be opened. Is it there, and are you allowed to read it?"
NO_TEXT = "20-round.md:1: this is not a file with text. Put a Markdown file here."


def test_two_files_of_one_number_are_told(written: Written) -> None:
    written.write("020-again.md", (written.folder / "20-round.md").read_bytes())
    assert written.faults() == ["20-round.md:1: 020-again.md has the number 20 already. Give this file another number."]


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1024 * 1024])
def test_a_large_file_is_told_and_not_read(written: Written, size: int) -> None:
    text = (written.folder / "20-round.md").read_bytes()
    written.write("20-round.md", text + b"x" * (64 * 1024 - len(text)))
    assert written.faults() == [], "the premise: one byte less is fine"
    written.write("20-round.md", text + b"x" * (size - len(text)))
    assert written.faults() == [TOO_LARGE]


def test_a_link_out_of_the_folder_is_told(written: Written, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_bytes((written.folder / "20-round.md").read_bytes())
    (written.folder / "20-round.md").unlink()
    (written.folder / "20-round.md").symlink_to(tmp_path / "elsewhere.md")
    assert written.faults() == [OUTSIDE]


def test_a_neighbour_whose_name_begins_alike_is_outside_too(written: Written, tmp_path: Path) -> None:
    twin = tmp_path / "small-module-2"
    twin.mkdir()
    (written.folder / "20-round.md").rename(twin / "20-round.md")
    (written.folder / "20-round.md").symlink_to(Path("..") / "small-module-2" / "20-round.md")
    assert written.faults() == [OUTSIDE]


def test_a_link_to_nowhere_and_a_link_in_a_circle_are_told(written: Written) -> None:
    (written.folder / "20-round.md").unlink()
    (written.folder / "20-round.md").symlink_to("absent.md")
    assert written.faults() == [CANNOT_OPEN]
    (written.folder / "20-round.md").unlink()
    (written.folder / "20-round.md").symlink_to("20-round.md")
    assert written.faults() == [CANNOT_OPEN]


def test_a_pipe_that_nobody_writes_to_hangs_nobody(written: Written) -> None:
    (written.folder / "20-round.md").unlink()
    os.mkfifo(written.folder / "20-round.md")
    assert written.faults() == [NO_TEXT]


def test_a_folder_named_like_a_step_is_told(written: Written) -> None:
    (written.folder / "20-round.md").unlink()
    (written.folder / "20-round.md").mkdir()
    assert written.faults() == [NO_TEXT]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_than_utf_8_is_told_in_its_line(written: Written, encoding: str) -> None:
    text = (written.folder / "20-round.md").read_text("utf-8").replace("lately", "neulich, schön")
    written.write("20-round.md", text.encode(encoding))
    line = {"latin-1": 9, "utf-16": 1}[encoding]
    assert written.faults() == [
        f"20-round.md:{line}: some letters here are not in UTF-8. Save the file again with the encoding UTF-8."
    ]


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x85", "\u2028", "\u2066"])
def test_a_hidden_character_is_told_in_its_line(written: Written, char: str) -> None:
    written.change("20-round.md", "lately", f"late{char}ly")
    assert written.faults() == [
        f"20-round.md:9: there is a hidden character (U+{ord(char):04X}) in this line. Type the line again by hand."
    ]


def test_joiners_of_persian_hindi_and_emoji_are_no_hidden_characters(written: Written) -> None:
    written.change("20-round.md", "lately", "می\u200cشود क्\u200dष 👩\u200d🏫")
    assert written.faults() == []


@pytest.mark.parametrize("name", ["20_round.md", "round.md", "25-Round.md", "25-.md", "12345-round.md", "README.md"])
def test_a_markdown_file_that_would_be_left_out_is_told(written: Written, name: str) -> None:
    written.write(name, "words")
    assert written.faults() == [
        f"{name}:1: a step's file is named by its number and one or more words in small letters, like 10-arrive.md."
    ]


def test_a_folder_within_a_module_is_told(written: Written) -> None:
    (written.folder / "more").mkdir()
    assert written.faults() == ["more:1: a module's folder holds no other folders. Move it out."]


def test_a_module_without_its_cover_is_told_at_the_cover(written: Written) -> None:
    (written.folder / "module.md").unlink()
    assert written.faults() == [CANNOT_OPEN.replace("20-round", "module")]


def test_a_module_without_steps_is_told(written: Written) -> None:
    for name in ("10-agree.md", "20-round.md", "30-close.md"):
        (written.folder / name).unlink()
    assert written.faults() == ["module.md:1: there are no steps. Write the first one as 10-arrive.md beside it."]


def test_more_steps_than_anybody_can_follow_are_told_and_not_read(written: Written) -> None:
    for number in range(100, 200):
        written.write(f"{number}-present.md", "no front matter")
    assert written.faults()[-1] == "module.md:1: there are 103 steps; up to 60 fit."
    assert len(written.faults()) < 60


@pytest.mark.parametrize("name", ["A Good Start", "start_here", "früh", "-", "a" * 61])
def test_a_folder_name_that_makes_no_good_link_is_told(written: Written, tmp_path: Path, name: str) -> None:
    folder = written.folder.rename(tmp_path / name)
    told = [str(fault) for fault in check([folder])]
    assert len(told) == 1
    assert told[0].startswith(f"{folder}/module.md:1: the folder's name ")


def test_a_module_named_by_a_dot_has_its_folders_name(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written.folder)
    assert check([Path()]) == []


def test_a_fault_is_one_printable_line_whatever_the_files_name_is() -> None:
    told = str(Fault(Path(os.fsdecode(b"a\nb\x1b\xff.md")), 3, "words"))
    assert told == "a\ufffdb\ufffd\ufffd.md:3: words"
    told.encode("utf-8")


def test_an_authors_words_in_a_message_stay_on_one_short_line(written: Written) -> None:
    written.change("20-round.md", "kind: round", 'kind: "' + "ro\\nund" * 100 + '"')
    (told,) = written.faults()
    assert "\n" not in told
    assert len(told) < 200
