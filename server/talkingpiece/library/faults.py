"""What stands in the way of using a module, told so that its author can mend it alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

Tell = Callable[[int, str], None]
"""Told of one file: its line, from 1, and the message."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing to mend. `line` counts from 1; `message` says what is there and how to mend it.

    As text it is `file:line: message`, always one line and always printable.
    """

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{one_line(str(self.file))}:{self.line}: {self.message}"


class ModuleFaults(Exception):
    """A module cannot be used yet. `faults` are all of them, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def hidden(char: str) -> bool:
    """True for what no reader sees but every reader may be misled by: controls, and marks that turn text around.

    Two line separators are among them because YAML and Markdown disagree on whether they end a line, and a
    fault told on the wrong line helps nobody. Joiners stay: Persian, Hindi and emoji need them.
    """
    if char == "\n":
        return False
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
        return char != "\t"
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char == "\ufeff"


def first_hidden(text: str) -> int | None:
    """Where the first hidden character is."""
    return next((place for place, char in enumerate(text) if hidden(char)), None)


def hidden_fault(char: str) -> str:
    """The message about a hidden character: people could be shown something else than the text says."""
    return f"there is a hidden character (U+{ord(char):04X}) in this line. Type the line again by hand."


def one_line(text: str) -> str:
    """The text with everything hidden, and line ends, made visible as one sign."""
    return "".join("\ufffd" if hidden(char) or char == "\n" else char for char in text)


def quoted(text: str) -> str:
    """An author's own words inside a message: one line, short."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return f'"{one_line(short)}"'


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or all of them when none is near."""
    words = list(known)
    near = get_close_matches(word[:60].casefold(), words, n=1)
    return f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(words)}."
