"""One more person in a round that is planned already, and fours made of pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .known import Group, Known


def place(
    groups: Sequence[Group], one: str, known: Known, *, avoid: Iterable[int] = (), largest: int = 4
) -> int | None:
    """Index of the best group for one more person, or None when there is none that hard rules allow.

    Somebody alone comes first, then the smallest groups, so that a trio becomes a four last; among these, who have met
    least, then who have had fewest odd places. Empty groups and those in `avoid` are passed over; none grows beyond
    `largest`.
    """
    forbidden, avoided = known.forbidden, set(avoid)

    def burden(index: int) -> tuple[int, int, float, int, int]:
        group = groups[index]
        met = [known.met.get(frozenset((one, other)), 0) for other in group]
        odd = sum(known.odd.get(other, 0) for other in group)
        return (len(group), sum(weight > 0 for weight in met), sum(met), odd, index)

    possible = [
        index
        for index, group in enumerate(groups)
        if 0 < len(group) < largest and index not in avoided
        if not any(frozenset((one, other)) in forbidden for other in group)
    ]
    return min(possible, key=burden, default=None)
