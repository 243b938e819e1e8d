"""What is known of people before they are put together. It comes from outside the log, as an argument, like dice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Group = tuple[str, ...]  # ids of people, whoever begins first; a pair, a trio or a four
Pair = frozenset[str]  # two ids, unordered


@dataclass(frozen=True, slots=True)
class Known:
    """Ids are of one kind throughout: seats within a session, members within a group.

    `apart`: rules of whoever keeps the group, hard. `wishes`: somebody's private "not with ...", hard, and never to be
    told, counted or named in a reason. `together`: soft. `tags`: person -> tag -> value; `differ`: the tags in which
    people of one group should differ, soft. `met`: how much two have met, decayed (1 is once, lately). `ago`: how many
    sessions ago they last met, 0 is today. `odd`: how often somebody has had a place in a group of the odd size.
    `asked`: whose wish a wish is; only they themselves are reminded of it. `announced`: the next round of a season.
    """

    apart: frozenset[Pair] = frozenset()
    wishes: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()
    tags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    differ: tuple[str, ...] = ()
    met: Mapping[Pair, float] = field(default_factory=dict)
    ago: Mapping[Pair, int] = field(default_factory=dict)
    odd: Mapping[str, int] = field(default_factory=dict)
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    announced: tuple[Group, ...] = ()

    @property
    def forbidden(self) -> frozenset[Pair]:
        """Nobody is put together against one of these, except by hand."""
        return self.apart | self.wishes


NOTHING = Known()
