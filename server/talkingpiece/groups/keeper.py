"""What whoever keeps a group does with it. Every change is durable when it returns; an announced season follows it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from talkingpiece import keys
from talkingpiece.core import roster as r
from talkingpiece.groups.book import Book
from talkingpiece.groups.season import replan

Links = dict[str, str]  # member -> the key of their personal link, told once


class Keeper:
    """One group, in the hands of whoever keeps it. Everything raises Refused, Lost and StoreFault as `Book.write`."""

    def __init__(self, book: Book) -> None:
        self.book = book

    async def describe(self, name: str | None, keep_months: int | None) -> None:
        """The group's name, and how long it remembers."""
        await self.book.write(lambda roster: r.described(roster, name, keep_months))

    async def add(self, people: Sequence[r.Person]) -> tuple[tuple[r.Member, ...], Links]:
        """New members, and the keys of their links."""
        made: Links = {}
        new: tuple[r.Member, ...] = ()

        def decide(roster: r.Roster) -> r.Change:
            nonlocal new
            change, new = r.added(roster, people, self._fresh(made))
            return change

        await self.book.write(decide)
        await replan(self.book)
        return new, made

    async def change(self, member: str, name: str | None, pronoun: str | None, tags: Mapping[str, str] | None) -> None:
        """What is written about somebody."""
        await self.book.write(lambda roster: r.changed(roster, member, name, pronoun, tags))

    async def remove(self, member: str) -> None:
        """Erase a person: who they are, rules, wishes and meetings with them."""
        await self.book.write(lambda roster: r.removed(roster, member))
        await replan(self.book)

    async def relink(self, member: str, seated_in: Iterable[str]) -> str:
        """A new personal link's key; the old one is dead. `seated_in`: open sessions in which they have a seat."""
        key, sessions = keys.new_key(self.book.group), tuple(seated_in)
        await self.book.write(lambda roster: r.relinked(roster, member, keys.hashed(key), sessions))
        return key

    async def rule(
        self, apart: Sequence[Sequence[str]], together: Sequence[Sequence[str]], differ: Sequence[str]
    ) -> None:
        """All rules anew."""
        await self.book.write(lambda roster: r.ruled(roster, apart, together, differ))
        await replan(self.book)

    async def take_over(self, table: bytes) -> tuple[r.Imported, Links]:
        """A roster as CSV, as a whole or not at all. Raises roster.Faulty with what to mend."""
        rows = await asyncio.to_thread(r.read_table, table)
        made: Links = {}
        done: list[r.Imported] = []

        def decide(roster: r.Roster) -> r.Change:
            done.append(r.imported(roster, rows, self._fresh(made)))
            return done[-1].change

        await self.book.write(decide)
        await replan(self.book)
        return done[-1], made

    async def forget_meetings(self) -> None:
        """Erase who met whom."""
        await self.book.write(r.cleared)

    def _fresh(self, made: Links) -> Callable[[], tuple[str, str]]:
        def fresh() -> tuple[str, str]:
            member, key = secrets.token_urlsafe(9), keys.new_key(self.book.group)
            made[member] = key
            return member, keys.hashed(key)

        return fresh
