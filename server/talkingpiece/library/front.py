"""Front matter: a few `key: value` lines of YAML between two lines of three dashes, read with their line numbers.

Only YAML's flat part is welcome. Anchors and aliases (a small file that unfolds into a huge one), tags (which name
code) and deep nesting are refused before anything is composed, and a value is judged by how it is written, so that
YAML's own readings of `no` (false) or `1:30` (ninety) surprise nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from .faults import Tell, quoted
from .files import all_visible

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Entry:
    """One key's value as YAML's own node, and the line (from 1) its key stands on."""

    line: int
    node: yaml.Node


@dataclass(frozen=True, slots=True)
class Page:
    """A file in its two halves. `above` is the number of lines before the body's first; 0 when there are no halves."""

    entries: Mapping[str, Entry]
    body: str
    above: int
    fit: bool
    """False when the front matter had faults, so what is in `entries` is not all."""


def read_page(text: str, tell: Tell) -> Page:
    """A file's front matter and body; what cannot be read is told and left out."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        tell(1, "the file begins with a line of three dashes (---), then lines like `kind: round`, then --- again.")
        return Page({}, text, 0, fit=False)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        tell(1, "the lines at the top have no end. Put a line of three dashes (---) below the last of them.")
        return Page({}, "", 0, fit=False)
    found = _entries("\n".join(lines[1:end]), tell)
    return Page(found or {}, "\n".join(lines[end + 1 :]), end + 1, fit=found is not None)


def line_of(node: yaml.Node) -> int:
    """The line in the file: YAML counts from 0, and the fence comes before it."""
    return int(node.start_mark.line) + 2


def _entries(source: str, tell: Tell) -> dict[str, Entry] | None:
    if not _harmless(source, tell):
        return None
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        tell(line_of(root), "write one `key: value` on each line, like `minutes: 6`.")
        return None
    return _unique(root, tell)


def _unique(root: yaml.MappingNode, tell: Tell) -> dict[str, Entry] | None:
    found: dict[str, Entry] = {}
    fit = True
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode):
            tell(line_of(key), "a key is one plain word, like `minutes`.")
            fit = False
        elif key.value in found:
            first = found[key.value].line
            tell(line_of(key), f"{quoted(key.value)} is here twice (first in line {first}). Keep one of them.")
            fit = False
        else:
            found[key.value] = Entry(line_of(key), value)
    return found if fit else None


def _harmless(source: str, tell: Tell) -> bool:
    """Read as a stream of events, which never unfolds anything: True when composing it is safe."""
    line, depth = 2, 0
    try:
        for event in yaml.parse(source, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 2 if event.start_mark else line
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if (message := _unwelcome(event, depth)) is not None:
                tell(line, message)
                return False
            if isinstance(event, yaml.ScalarEvent) and not all_visible(event.value, tell, line):
                return False
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        tell(mark.line + 2 if mark else line, _unreadable(fault))
    except (yaml.YAMLError, ValueError, OverflowError):  # a letter or number that does not exist
        tell(line, "this line cannot be read. Write it plainly, like `key: some words`.")
    else:
        return True
    return False


def _unwelcome(event: yaml.Event, depth: int) -> str | None:
    if getattr(event, "anchor", None) is not None:
        return "words that begin with & or * need quotes around them."
    if getattr(event, "tag", None) is not None:
        return "words that begin with ! need quotes around them."
    if depth > 2:
        return "this is nested too deeply. Every key has one value, or one plain list."
    if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
        return "only lines like `minutes: 6` belong here, between the two lines of dashes."
    return None


def _unreadable(fault: yaml.MarkedYAMLError) -> str:
    problem = fault.problem or ""
    if "mapping values are not allowed" in problem:
        return 'there are two colons in this line. Put quotes around the words: `key: "first: second"`.'
    if "\\t" in problem or "'\t'" in problem:
        return "there is a tab in this line. Use spaces."
    if "could not find expected ':'" in problem:
        return "a colon is missing about here. Write `key: value`; a second line of words begins with spaces."
    return "this line cannot be read. Write `key: value`; words with : # [ { * & ! or % need quotes around them."
