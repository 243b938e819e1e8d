"""The values behind the keys of front matter: each asked for by its type, each refused in words that mend."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

import yaml

from .faults import Tell, nearest, quoted
from .front import Entry, Page, line_of

SWITCH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
STR, BOOL, NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "bool", "null"))
NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
WHOLE = re.compile(r"[0-9]{1,6}")
PEOPLE = re.compile(r"([0-9]{1,6})\s*(?:[-–]\s*([0-9]{1,6}))?")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Keys:
    """The front matter of one file. Each method gives a key's value, or None when it is not there or was told."""

    def __init__(self, page: Page, tell: Tell) -> None:
        self._entries = page.entries
        self._tell = tell
        self._readable = page.fit
        self.fit = page.fit  # False as soon as something was told

    def tell(self, key: str, message: str) -> None:
        """A fault in the line of this key; of the first line when the key is not there."""
        self.fit = False
        self._tell(self.line(key), message)

    def line(self, key: str) -> int:
        entry = self._entries.get(key)
        return entry.line if entry else 1

    def only(self, known: Collection[str], of: str, elsewhere: dict[str, str]) -> None:
        """Tells of every key that is not known `of` this file. `elsewhere`: where a key would have its place."""
        for key in self._entries:
            if key not in known:
                hint = elsewhere.get(key) or nearest(key, sorted(known))
                self.tell(key, f"{quoted(key)} is not a key of {of}. {hint}")

    def missing(self, key: str, example: str) -> bool:
        """True, and told, when a key that has to be there is not."""
        if key in self._entries:
            return False
        if self._readable:  # unreadable front matter is one fault, not one for every key it may have held
            self.tell(key, f"a line is missing at the top: `{key}: {example}`.")
        return True

    def words(self, key: str, longest: int) -> str | None:
        """Words on one or more lines, blanks made single."""
        node = self._scalar(key, "words")
        if node is None:
            return None
        if node.style is None and node.tag not in (STR, BOOL):
            self.tell(key, f'{key} must be words. For a number, put quotes around it: {key}: "{node.value}".')
            return None
        words = " ".join(node.value.split())
        if not words:
            self.tell(key, f"{key} is empty. Write its words after the colon, or take the line out.")
            return None
        if len(words) > longest:
            self.tell(key, f"{key} is {len(words)} letters long; up to {longest} fit.")
            return None
        return words

    def word(self, key: str) -> str | None:
        """A word as it is written."""
        node = self._scalar(key, "one word")
        return node.value if node else None

    def choice(self, key: str, choices: Collection[str]) -> str | None:
        """One of some words."""
        node = self._scalar(key, "one word")
        if node is None or node.value in choices:
            return node.value if node else None
        self.tell(key, f"{key} cannot be {quoted(node.value)}. {nearest(node.value, choices)}")
        return None

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number between two bounds."""
        node = self._scalar(key, "a whole number")
        if node is None:
            return None
        if node.style is not None or not WHOLE.fullmatch(node.value) or not low <= int(node.value) <= high:
            self.tell(key, f"{key} must be a whole number from {low} to {high}, like {key}: {min(high, 3)}.")
            return None
        return int(node.value)

    def seconds(self, key: str, most_minutes: int) -> int | None:
        """Minutes, also with a decimal, as whole seconds."""
        node = self._scalar(key, "a number, like 6 or 2.5")
        if node is None:
            return None
        if node.style is not None or not NUMBER.fullmatch(node.value):
            self.tell(key, f"{key} must be a number, like 6 or 2.5")
            return None
        seconds = round(Decimal(node.value) * 60)
        if not 10 <= seconds <= most_minutes * 60:
            self.tell(key, f"{key} must be more than 0 and up to {most_minutes}, like 6 or 2.5")
            return None
        return seconds

    def switch(self, key: str) -> bool | None:
        """Yes or no."""
        node = self._scalar(key, "yes or no")
        if node is None:
            return None
        if node.style is not None or node.value.lower() not in SWITCH:
            self.tell(key, f"{key} must be yes or no.")
            return None
        return SWITCH[node.value.lower()]

    def people(self, key: str, most: int) -> tuple[int, int] | None:
        """`6`, or `4-16`: the smallest and the largest number."""
        node = self._scalar(key, "a number or two, like 4-16")
        if node is None:
            return None
        match = PEOPLE.fullmatch(node.value)
        low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 2 <= low <= high <= most:
            self.tell(key, f"{key} must be the smallest and largest group from 2 to {most}, like 4-16.")
            return None
        return low, high

    def named_words(self, key: str, longest: int) -> dict[str, str]:
        """One short id and its words on each line below the key."""
        entry = self._entries.get(key)
        if entry is None:
            return {}
        example = (
            f"{key} is a list of short ids with words, each on a line of its own like `  voice: Everyone has spoken`."
        )
        if not isinstance(entry.node, yaml.MappingNode):
            self.tell(key, example)
            return {}
        found: dict[str, str] = {}
        for name, node in entry.node.value:
            if fault := _pair_fault(name, node, found, longest):
                self.fit = False
                self._tell(line_of(name), fault)
            else:
                found[name.value] = " ".join(node.value.split())
        return found

    def lines_below(self, key: str) -> dict[str, int]:
        """The line of each id below a key."""
        entry = self._entries.get(key)
        pairs = entry.node.value if entry and isinstance(entry.node, yaml.MappingNode) else []
        return {name.value: line_of(name) for name, _ in pairs if isinstance(name, yaml.ScalarNode)}

    def ids(self, key: str) -> tuple[str, ...]:
        """Ids after commas, with or without brackets."""
        entry = self._entries.get(key)
        if entry is None:
            return ()
        nodes = entry.node.value if isinstance(entry.node, yaml.SequenceNode) else [entry.node]
        if not all(isinstance(node, yaml.ScalarNode) for node in nodes):
            self.tell(key, f"{key} names ids, like `{key}: voice, people`.")
            return ()
        words = [word.strip() for node in nodes for word in node.value.split(",")]
        found = tuple(dict.fromkeys(word for word in words if word))
        if not found:
            self.tell(key, f"{key} is empty. Name ids, like `{key}: voice, people`, or take the line out.")
        return found

    def _scalar(self, key: str, what: str) -> yaml.ScalarNode | None:
        entry: Entry | None = self._entries.get(key)
        if entry is None:
            return None
        if not isinstance(entry.node, yaml.ScalarNode):
            self.tell(key, f"{key} must be {what}, not a list.")
            return None
        if entry.node.tag == NULL and entry.node.style is None:
            self.tell(key, f"{key} is empty. It must be {what}; write it after the colon.")
            return None
        return entry.node


def _pair_fault(name: yaml.Node, node: yaml.Node, found: Collection[str], longest: int) -> str | None:
    if not isinstance(name, yaml.ScalarNode) or not ID.fullmatch(name.value) or len(name.value) > 30:
        return "an id is one short word of small letters, digits and hyphens, like `voice`."
    if name.value in found:
        return f"{quoted(name.value)} is here twice. Keep one of them."
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or (node.tag != STR and node.style is None):
        return f"write words after `{name.value}:`."
    if len(node.value) > longest:
        return f"these words are {len(node.value)} letters long; up to {longest} fit."
    return None
