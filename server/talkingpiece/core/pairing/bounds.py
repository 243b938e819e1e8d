"""How many repeats there must be at least, whoever plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .deal import Size, shape
from .known import Known


def bound(people: Iterable[str], size: Size, known: Known, rounds: int = 1) -> int:
    """Lower bound on the repeats of so many rounds with these people, as things stand; 0 says nothing.

    A meeting more than there are people to meet is a repeat: counted over all, and for each person. Who are kept
    together are left out, for nobody calls that a repeat. Wishes are left out because the bound is told to others;
    it holds all the same.
    """
    here = sorted(set(people))
    return bound_of(here, shape(len(here), size), known, rounds)


def bound_of(people: Sequence[str], sizes: Sequence[int], known: Known, rounds: int = 1) -> int:
    """The same for groups of these sizes."""
    count, here = len(people), set(people)
    kept = known.together - known.apart
    used = {pair for pair, weight in known.met.items() if weight > 0 and pair <= here} - kept
    used |= {pair for pair in known.apart if pair <= here}
    lost = Counter(one for pair in used for one in pair)
    wanted = [pair for pair in kept if pair <= here]
    extra = Counter(one for pair in wanted for one in pair)
    meetings = rounds * sum(size * (size - 1) // 2 for size in sizes)
    each = rounds * (min(sizes, default=1) - 1)
    fresh = count * (count - 1) // 2 - len(used) + (rounds - 1) * len(wanted)
    short = [max(0, each - (count - 1 - lost[one] + (rounds - 1) * extra[one])) for one in people]
    return max(0, meetings - fresh, (sum(short) + 1) // 2, *short)
