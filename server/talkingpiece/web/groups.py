"""The HTTP API of groups, for whoever keeps one: people, links, rules. See docs/groups.md.

A wrong key and a group that does not exist have the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

from pydantic import Field, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from talkingpiece import keys
from talkingpiece.core import roster as r
from talkingpiece.core.roster.changes import MOST_MEMBERS
from talkingpiece.groups.book import Book
from talkingpiece.groups.keeper import Keeper, Links
from talkingpiece.house import House
from talkingpiece.room import Room
from talkingpiece.web.limits import Guesses
from talkingpiece.web.posted import Fault, Said, answer, bearer, body_of, done, may_start, read_json, refusals
from talkingpiece.web.security import Places

LARGEST_ROSTER = 2 * 1024 * 1024  # bytes: 5,000 people with some tags

Two = Annotated[list[str], Field(min_length=2, max_length=2)]


class NewGroup(Said):
    """The body of `POST /api/groups`."""

    name: str = Field(max_length=1000)


class ChangedGroup(Said):
    """What is left out stays."""

    name: str | None = Field(None, max_length=1000)
    keep_months: int | None = None


class SaidPerson(Said):
    """Somebody new."""

    name: str = Field(max_length=1000)
    pronoun: str = Field("", max_length=1000)
    tags: dict[str, str] = Field(default_factory=dict)


class NewMembers(Said):
    """People to add, all or none."""

    members: list[SaidPerson] = Field(min_length=1, max_length=MOST_MEMBERS)


class ChangedMember(Said):
    """What is left out stays; `tags` replaces all of them."""

    name: str | None = Field(None, max_length=1000)
    pronoun: str | None = Field(None, max_length=1000)
    tags: dict[str, str] | None = None


class SaidRules(Said):
    """All rules anew."""

    apart: list[Two] = Field(default_factory=list)
    together: list[Two] = Field(default_factory=list)
    differ: list[str] = Field(default_factory=list, max_length=20)


class Desk:
    """Where whoever keeps a group is served."""

    def __init__(self, house: House, places: Places, guesses: Guesses) -> None:
        self.house, self.places, self.guesses = house, places, guesses

    async def kept(self, request: Request) -> Book:
        """The group in the path, if whoever asks keeps it. Raises Fault."""
        key = bearer(request.headers)
        if keys.session_of(key) == request.path_params["group"] and (book := await self.house.groups.kept_by(key)):
            return book
        self.guesses.wrong(request.client.host if request.client else "")
        raise Fault(404, "no_group", "There is no group here, or this key is not its own.")


class GroupApi(Desk):
    """The routes' handlers. All but the first need the keeper's key."""

    def routes(self) -> list[Route]:
        """What is where."""
        group, member = "/api/groups/{group}", "/api/groups/{group}/members/{member}"
        return [
            Route("/api/groups", self.create, methods=["POST"]),
            Route(group, self.show, methods=["GET"]),
            Route(group, self.describe, methods=["PATCH"]),
            Route(group, self.erase, methods=["DELETE"]),
            Route(f"{group}/members", self.add, methods=["POST"]),
            Route(member, self.change, methods=["PATCH"]),
            Route(member, self.remove, methods=["DELETE"]),
            Route(f"{member}/link", self.relink, methods=["POST"]),
            Route(f"{group}/rules", self.rule, methods=["PUT"]),
            Route(f"{group}/import", self.take_over, methods=["POST"]),
        ]

    # --- the group ---------------------------------------------------------------------------------------------

    async def create(self, request: Request) -> Response:
        may_start(self.places, request.headers)
        said = read_json(TypeAdapter(NewGroup), await body_of(request))
        with refusals():
            group, key = await self.house.groups.create(said.name)
        url = f"{self.places.address(request.headers)}/g/{group}#k={key}"
        return answer({"group": group, "keeper_key": key, "keeper_url": url}, 201)

    async def show(self, request: Request) -> Response:
        book = await self.kept(request)
        roster, address = book.roster, self.places.address(request.headers)
        return answer(
            {
                "group": book.group,
                "name": roster.name,
                "members": [_member(member) for _, member in sorted(r.by_name(roster).items())],
                "apart": sorted(map(sorted, roster.apart)),
                "together": sorted(map(sorted, roster.together)),
                "differ": list(roster.differ),
                "keep_months": roster.keep_months,
                "meetings": len(roster.meetings),
                "sessions": [
                    {
                        "session": room.session.id,
                        "code": room.ledger.words["code"],
                        "title": room.session.title,
                        "phase": room.session.phase,
                        "join_url": _join_url(address, room),
                    }
                    for room in await self.house.circles_of(book.group)
                ],
            }
        )

    async def describe(self, request: Request) -> Response:
        book = await self.kept(request)
        said = read_json(TypeAdapter(ChangedGroup), await body_of(request))
        with refusals():
            await Keeper(book).describe(said.name, said.keep_months)
        await self.house.groups.tidy(book)
        return done()

    async def erase(self, request: Request) -> Response:
        book = await self.kept(request)
        await self.house.groups.erase(book.group)
        return done()

    # --- people ------------------------------------------------------------------------------------------------

    async def add(self, request: Request) -> Response:
        book = await self.kept(request)
        said = read_json(TypeAdapter(NewMembers), await body_of(request, LARGEST_ROSTER))
        with refusals():
            new, links = await Keeper(book).add([r.Person(one.name, one.pronoun, one.tags) for one in said.members])
        return answer({"members": self._linked(request, new, links)}, 201)

    def _linked(self, request: Request, members: Iterable[r.Member], links: Links) -> list[dict[str, str]]:
        return [{"id": one.id, "name": one.name, "link": self._link(request, links[one.id])} for one in members]

    def _link(self, request: Request, key: str) -> str:
        return f"{self.places.address(request.headers)}/j#m={key}"

    async def change(self, request: Request) -> Response:
        book = await self.kept(request)
        said = read_json(TypeAdapter(ChangedMember), await body_of(request))
        with refusals(no_member=404):
            await Keeper(book).change(request.path_params["member"], said.name, said.pronoun, said.tags)
        return done()

    async def remove(self, request: Request) -> Response:
        book = await self.kept(request)
        with refusals(no_member=404):
            await Keeper(book).remove(request.path_params["member"])
        return done()

    async def relink(self, request: Request) -> Response:
        book, member = await self.kept(request), request.path_params["member"]
        sessions = [room.session for room in await self.house.circles_of(book.group)]
        seated = [session.id for session in sessions if keys.member_seat(session.id, member) in session.seats]
        with refusals(no_member=404):
            key = await Keeper(book).relink(member, seated)
        return answer({"link": self._link(request, key)})

    async def rule(self, request: Request) -> Response:
        book = await self.kept(request)
        said = read_json(TypeAdapter(SaidRules), await body_of(request, LARGEST_ROSTER))
        with refusals():
            await Keeper(book).rule(said.apart, said.together, said.differ)
        return done()

    async def take_over(self, request: Request) -> Response:
        book = await self.kept(request)
        table = await body_of(request, LARGEST_ROSTER)
        try:
            with refusals():
                taken, links = await Keeper(book).take_over(table)
        except r.Faulty as faulty:
            words = "Nothing was taken over. These places need mending first."
            raise Fault(422, "csv", words, faults=[asdict(fault) for fault in faulty.faults]) from None
        added = self._linked(request, taken.added, links)
        return answer({"added": added, "changed": taken.changed, "apart": taken.apart, "together": taken.together})


def _member(member: r.Member) -> dict[str, object]:
    return {"id": member.id, "name": member.name, "pronoun": member.pronoun, "tags": dict(member.tags)}


def _join_url(address: str, room: Room) -> str:
    """The link to a session that is open, with what vouches for its channel's keys."""
    link = f"#k={room.channel.link}" if room.channel else ""
    return f"{address}/j/{room.ledger.words['code']}{link}"
