"""What is known of members, said of the seats they have in a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from talkingpiece.core.pairing.known import Known, Pair

from .state import pair

T = TypeVar("T")

NOBODY = Known()


class BySeat(Mapping[Pair, T]):
    """What is known of pairs of members, by pairs of seats. Looked up one by one: people come in by the hundred, each
    changes who is here, and a group's memory may be long. Put together when somebody goes through all of it.
    """

    def __init__(self, by_member: Mapping[Pair, T], member_of: Mapping[str, str], seat_of: Mapping[str, str]) -> None:
        self._by_member, self._member_of, self._seat_of = by_member, member_of, seat_of
        self._all: dict[Pair, T] | None = None

    def __getitem__(self, seats: Pair) -> T:
        return self._by_member[frozenset(self._member_of[seat] for seat in seats)]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._put_together())

    def __len__(self) -> int:
        return len(self._put_together())

    def _put_together(self) -> dict[Pair, T]:
        if self._all is None:
            seat_of = self._seat_of
            self._all = {
                pair(seat_of[a], seat_of[b]): known
                for (a, b), known in self._by_member.items()
                if a in seat_of and b in seat_of
            }
        return self._all


def seated(by_member: Known, member_of: Mapping[str, str]) -> Known:
    """The same by seat. `member_of`: seat -> member; of members without a seat nothing is said, and of announced groups
    those are left of which everybody has one.
    """
    seat_of = {member: seat for seat, member in member_of.items()}

    def seats(members: Iterable[str]) -> tuple[str, ...]:
        return tuple(seat_of[member] for member in members if member in seat_of)

    def among(pairs: Iterable[Pair]) -> frozenset[Pair]:
        return frozenset(frozenset(seats(two)) for two in pairs if seat_of.keys() >= two)

    asked, tags, odd = by_member.asked, by_member.tags, by_member.odd
    return Known(
        apart=among(by_member.apart),
        wishes=among(by_member.wishes),
        asked={seat: frozenset(seats(asked[member])) for seat, member in member_of.items() if member in asked},
        together=among(by_member.together),
        tags={seat: tags[member] for seat, member in member_of.items() if tags.get(member)},
        differ=by_member.differ,
        met=BySeat(by_member.met, member_of, seat_of),
        ago=BySeat(by_member.ago, member_of, seat_of),
        odd={seat: odd[member] for seat, member in member_of.items() if member in odd},
        announced=tuple(seats(group) for group in by_member.announced if seat_of.keys() >= set(group)),
    )
