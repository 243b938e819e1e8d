"""A module's folder as it lies on disk: which files belong to it, and their text, if it is fit to be read.

A module may come from anybody. So nothing outside its folder is opened, nothing large is read to its end, and
nothing that could hang a reader (a pipe, a device) is touched.
"""

from __future__ import annotations

import re
from pathlib import Path

from .faults import Tell, first_hidden, hidden_fault, quoted

LARGEST = 64 * 1024  # bytes; a hundred pages of prompts
MOST_STEPS = 60
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
STEP_FILE = re.compile(r"([0-9]{1,4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")


def entries(folder: Path) -> list[Path]:
    """What is in a folder, by name, without hidden files. Raises OSError."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__")))


def stray(path: Path) -> str | None:
    """What to say about a file that is no step, or None: other files, such as a licence, may lie here unread."""
    if path.is_dir():
        return "a module's folder holds no other folders. Move it out."
    if path.suffix.lower() in (".md", ".markdown"):
        return "a step's file is named by its number and one or more words in small letters, like 10-arrive.md."
    return None


def read_text(path: Path, folder: Path, tell: Tell) -> str | None:
    """The text of a file of this folder, its line ends made one kind; None when told why it cannot be had."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            tell(1, "this is a link to a file outside of the folder. Put the file itself here.")
            return None
        if not real.is_file():
            tell(1, "this is not a file with text. Put a Markdown file here.")
            return None
        with real.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links that go round in a circle
        tell(1, "this file cannot be opened. Is it there, and are you allowed to read it?")
        return None
    if len(raw) > LARGEST:
        tell(1, f"this file is larger than {LARGEST // 1024} kB. Keep the words people need in the meeting.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        tell(line, "some letters here are not in UTF-8. Save the file again with the encoding UTF-8.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if all_visible(text, tell) else None


def all_visible(text: str, tell: Tell, first_line: int = 1) -> bool:
    """False, and told, when a hidden character is in the text."""
    place = first_hidden(text)
    if place is not None:
        tell(first_line + text.count("\n", 0, place), hidden_fault(text[place]))
    return place is None


def name_fault(folder: Path) -> str | None:
    """What is wrong with a module's folder name, which is also its name in links and commands."""
    name = folder.resolve().name
    if NAME.fullmatch(name) and len(name) <= 60:
        return None
    return (
        f"the folder's name {quoted(name)} is the module's name in links. "
        'Use small letters a-z, digits and hyphens, up to 60, like "a-good-start".'
    )
