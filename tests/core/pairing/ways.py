"""Every way to put a few people together, one by one: what the planner is held against. And people at random."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from hypothesis import strategies as st

from talkingpiece.core.pairing import Group, Known, Pair

NAMES = "abcdefghijklmnopqrstuvwxyz"


def people(count: int) -> list[str]:
    return [f"p{i:03}" for i in range(count)]


def pairs(*written: str) -> frozenset[Pair]:
    """`pairs("ab", "cd")`: a with b, and c with d."""
    return frozenset(map(frozenset, written))


def within(groups: Iterable[Sequence[str]]) -> list[Pair]:
    return [frozenset(two) for group in groups for two in combinations(group, 2)]


def everyone(groups: Iterable[Sequence[str]]) -> list[str]:
    return sorted(one for group in groups for one in group)


def sizes(count: int, size: int) -> list[int]:
    """How large the groups of so many people should be: said once more, in other words than the planner's."""
    if count < 2:
        return []
    if size == 2:
        return sorted([2] * ((count - 3 * (count % 2)) // 2) + [3] * (count % 2))
    fewest = next(groups for groups in range(1, count) if groups * size >= count)
    return sorted((count + groups) // fewest for groups in range(fewest))


def ways(rest: Sequence[str], most: int) -> Iterator[list[Group]]:
    """All partitions into groups of one to `most`."""
    if not rest:
        yield []
        return
    first, *others = rest
    for size in range(min(most, len(rest))):
        for company in combinations(others, size):
            left = [one for one in others if one not in company]
            yield from ([(first, *company), *way] for way in ways(left, most))


def legal(way: Iterable[Group], known: Known) -> bool:
    return not any(pair in known.forbidden for pair in within(way))


def alone(way: Iterable[Group]) -> int:
    return sum(len(group) == 1 for group in way)


def repeats(groups: Iterable[Sequence[str]], known: Known) -> int:
    kept = known.together - known.forbidden
    return sum(known.met.get(pair, 0) > 0 and pair not in kept for pair in within(groups))


def somebody(least: int, most: int) -> st.SearchStrategy[list[str]]:
    """So many people, each number as likely as another."""
    return st.integers(least, most).flatmap(lambda count: st.permutations(NAMES).map(lambda names: names[:count]))


def couples(most: int, names: str = NAMES) -> st.SearchStrategy[frozenset[Pair]]:
    return st.frozensets(st.frozensets(st.sampled_from(names), min_size=2, max_size=2), max_size=most)


TAGS = st.dictionaries(st.sampled_from(["department", "site"]), st.sampled_from(["", "x", "y"]))


@st.composite
def knowledge(draw: st.DrawFn, names: str = NAMES, rules: int = 20, met: int = 60) -> Known:
    """Rules, wishes, tags and meetings of people called by these letters, some of whom may not be here."""
    meetings = draw(couples(met, names))
    return Known(
        apart=draw(couples(rules, names)),
        wishes=draw(couples(rules // 2, names)),
        together=draw(couples(rules // 3, names)),
        tags=draw(st.dictionaries(st.sampled_from(names), TAGS)),
        differ=tuple(draw(st.sets(st.sampled_from(["department", "site"])).map(sorted))),
        met={pair: draw(st.sampled_from([0.25, 0.5, 1, 2])) for pair in sorted(meetings, key=sorted)},
        ago={pair: draw(st.integers(0, 5)) for pair in sorted(meetings, key=sorted)},
        odd=draw(st.dictionaries(st.sampled_from(names), st.integers(0, 3))),
    )
