"""Why these people, in words for whoever keeps the rules. Never a word, a number or a gap that a wish has made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from .known import Group, Known, Pair


def reason(group: Group, known: Known) -> str:
    """Short sentences, or nothing for a group of one: rules first, then meetings, then tags."""
    pairs = [frozenset(two) for two in combinations(group, 2)]
    if not pairs:
        return ""
    said = []
    if any(pair in known.apart for pair in pairs):
        said.append("Arranged by hand against a rule you keep")
    if any(pair in known.together - known.apart for pair in pairs):
        said.append("Kept together")
    said.append(_meetings(pairs, known))
    said += [words for tag in known.differ if (words := _alike(group, tag, known))]
    return ". ".join(said)


def _meetings(pairs: Iterable[Pair], known: Known) -> str:
    all_pairs = list(pairs)
    met = [pair for pair in all_pairs if known.met.get(pair, 0) > 0]
    if not met:
        return "First time together"
    who = "Met" if len(all_pairs) == 1 else "Two of them met" if len(met) == 1 else "Some of them met"
    ago = min((known.ago[pair] for pair in met if pair in known.ago), default=None)
    if ago is None:
        return f"{who} before"
    if ago == 0:
        return f"{who} today already"
    return f"{who} last session" if ago == 1 else f"{who} {ago} sessions ago"


def _alike(group: Group, tag: str, known: Known) -> str:
    """The tag that some share though they should differ, and how many of all have the value: it may be no wonder."""
    values = [value for one in group if (value := known.tags.get(one, {}).get(tag))]
    shared = sorted({value for value in values if values.count(value) > 1})
    if not shared:
        return ""
    everyone = [tags.get(tag) for tags in known.tags.values()]
    parts = [round(100 * everyone.count(value) / len(everyone)) for value in shared]
    if len(parts) == 1:
        return f"Same {tag}: {parts[0]} % are in it"
    return f"Same {tag}: " + ", ".join(f"{part} % are in {value}" for part, value in zip(parts, shared, strict=True))
