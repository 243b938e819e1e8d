"""The HTTP API of a group's memory: who met whom, and the season to come. See docs/groups.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict

from pydantic import Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from talkingpiece.core import pairing
from talkingpiece.core import roster as r
from talkingpiece.groups import season
from talkingpiece.groups.book import Book
from talkingpiece.groups.keeper import Keeper
from talkingpiece.web.groups import Desk
from talkingpiece.web.posted import NO_STORE, Fault, Said, answer, body_of, done, read_json, refusals


class SaidSeason(Said):
    """So many sessions to come, with so many rounds each, in groups of this size."""

    sessions: int = Field(6, ge=1, le=52)
    rounds: int = Field(1, ge=1, le=12)
    size: int = Field(2, ge=2, le=4)


class MemoryApi(Desk):
    """The routes' handlers. All need the keeper's key."""

    def routes(self) -> list[Route]:
        """What is where."""
        group = "/api/groups/{group}"
        return [
            Route(f"{group}/history", self.history, methods=["GET"]),
            Route(f"{group}/history", self.forget, methods=["DELETE"]),
            Route(f"{group}/season", self.season, methods=["GET"]),
            Route(f"{group}/season", self.announce, methods=["PUT"]),
            Route(f"{group}/season", self.withdraw, methods=["DELETE"]),
        ]

    async def history(self, request: Request) -> Response:
        roster = (await self.kept(request)).roster
        met = sorted(roster.meetings.values(), key=lambda one: (one.week, one.round, one.a, one.b))
        if request.query_params.get("format") != "csv":
            return answer({"met": [{"week": one.week, "a": one.a, "b": one.b} for one in met]})
        rows = [(one.week, *(_cell(roster.members[id].name) for id in (one.a, one.b))) for one in met]
        named = {**NO_STORE, "Content-Disposition": 'attachment; filename="who-met-whom.csv"'}
        return Response(_csv([("week", "a", "b"), *rows]), media_type="text/csv", headers=named)

    async def forget(self, request: Request) -> Response:
        book = await self.kept(request)
        with refusals():
            await Keeper(book).forget_meetings()
        return done()

    # --- season ------------------------------------------------------------------------------------------------

    async def season(self, request: Request) -> Response:
        book = await self.kept(request)
        wanted = book.roster.season
        if wanted is None:
            try:
                asked = SaidSeason.model_validate_strings(dict(request.query_params))
            except ValidationError:
                raise Fault(422, "bad_field", "A season has sessions, rounds and a size, in whole numbers.") from None
            wanted = _wanted(book, asked)
        return answer(_season(book, await season.preview(book, wanted)))

    async def announce(self, request: Request) -> Response:
        book = await self.kept(request)
        wanted = _wanted(book, read_json(TypeAdapter(SaidSeason), await body_of(request)))
        with refusals():
            plan = await season.announce(book, wanted)
        return answer(_season(book, plan))

    async def withdraw(self, request: Request) -> Response:
        book = await self.kept(request)
        with refusals():
            await season.withdraw(book)
        return done()


def _wanted(book: Book, said: SaidSeason) -> r.Season:
    most = season.most_rounds(len(book.roster.members))
    if said.sessions * said.rounds > most:
        raise Fault(422, "too_long", f"For so many people at most {most} rounds can be planned at once.")
    return r.Season(said.sessions, said.rounds, said.size)


def _season(book: Book, plan: pairing.Season) -> dict[str, object]:
    names = {id: member.name for id, member in book.roster.members.items()}
    told = book.roster.season
    return {
        "announced": told is not None,
        "season": None if told is None else asdict(told),
        "rounds": [{"groups": [list(group) for group in one.groups], "repeats": one.repeats} for one in plan.rounds],
        "fairness": {
            "first_repeat": plan.first_repeat,
            "repeats": plan.repeats,
            "bound": plan.bound,
            "odd": {"least": plan.least_odd, "most": plan.most_odd},
            "left": sorted({id for one in plan.rounds for id in one.left}),
        },
        "words": list(pairing.fairness(plan, names)),
    }


def _cell(text: str) -> str:
    """A name that a table program does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _csv(rows: Iterable[Iterable[str]]) -> str:
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue()
