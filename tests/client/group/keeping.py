"""A group as its server keeps it, held in memory: what was asked is kept, and the next answer can be a refusal."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Page, Route

GROUP = "group-of-the-ward-000000"
KEEPER_KEY = "keeper-key-000000000000"
MODULES = [
    {"name": "first-words", "title": "First Words", "minutes": 25, "people": [4, 16], "summary": "A short round."},
    {"name": "grounds", "title": "Grounds for Trust", "minutes": 90, "people": [4, 12], "summary": "A long evening."},
]
Refusal = tuple[int, dict[str, Any]]


def member(name: str, pronoun: str = "", **tags: str) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "pronoun": pronoun, "tags": tags}


@dataclass
class Ward:
    """One group. `refuse`: the answer to the next request of this kind, e.g. `("POST", "/import")`."""

    origin: str = ""
    page: Page | None = None
    name: str = "Ward 4, nights"
    members: list[dict[str, Any]] = field(default_factory=list)
    rules: dict[str, Any] = field(default_factory=lambda: {"apart": [], "together": [], "differ": []})
    sessions: list[dict[str, Any]] = field(default_factory=list)
    meetings: int = 0
    months: int = 12
    announced: dict[str, int] | None = None
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    keys: set[str | None] = field(default_factory=set)
    refuse: dict[tuple[str, str], Refusal] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"{self.origin}/g/{GROUP}"

    def said(self, method: str, path: str) -> list[Any]:
        return [body for how, where, body in self.asked if (how, where) == (method, path)]

    async def heard(self, method: str, path: str, count: int = 1) -> list[Any]:
        """What was asked, once it was asked so many times."""
        async with asyncio.timeout(5):
            while len(self.said(method, path)) < count:
                await asyncio.sleep(0.01)
        return self.said(method, path)

    def whole(self) -> dict[str, Any]:
        return {
            "group": GROUP, "name": self.name, "members": self.members, **self.rules, "keep_months": self.months,
            "sessions": self.sessions, "meetings": self.meetings,
        }  # fmt: skip

    def plan(self, query: dict[str, list[str]]) -> dict[str, Any]:
        ids = [one["id"] for one in self.members]
        asked = {name: int(query[name][0]) for name in ("sessions", "rounds")}
        told = self.announced or {**asked, "used": 0}
        rounds = told["sessions"] * told["rounds"] - told["used"]
        groups = [ids[at : at + 2] for at in range(0, len(ids), 2)]
        return {
            "announced": self.announced is not None,
            "season": self.announced,
            "rounds": [{"groups": groups, "repeats": min(1, at)} for at in range(rounds)],
            "fairness": {"first_repeat": 2, "repeats": 1, "bound": 0, "odd": {"least": 0, "most": 1}, "left": []},
            "words": ["Nobody meets twice before the fifth circle.", "Everybody sits in a three once or twice."],
        }

    # --- how it answers --------------------------------------------------------------------------------------

    async def api(self, route: Route) -> None:
        request = route.request
        at = urlsplit(request.url)
        path = at.path.removeprefix(f"/api/groups/{GROUP}")
        body = request.post_data
        if body and request.headers.get("content-type") == "application/json":
            body = json.loads(body)
        self.keys.add(request.headers.get("authorization"))
        self.asked.append((request.method, path, body))
        if refusal := self.refuse.pop((request.method, path), None):
            await route.fulfill(status=refusal[0], json=refusal[1])
            return
        status, answer = self.answer(request.method, path, body, parse_qs(at.query))
        if answer is None:
            await route.fulfill(status=204)
        elif isinstance(answer, str):
            await route.fulfill(status=status, body=answer, content_type="text/csv")
        else:
            await route.fulfill(status=status, json=answer)

    def answer(self, method: str, path: str, body: Any, query: dict[str, list[str]]) -> tuple[int, Any]:
        parts = path.strip("/").split("/")
        match (method, parts):
            case ("GET", [""]):
                return 200, self.whole()
            case ("PATCH", [""]):
                self.name, self.months = body.get("name", self.name), body.get("keep_months", self.months)
            case ("POST", ["members"]):
                return 201, {"members": [self.added(one) for one in body["members"]]}
            case ("POST", ["members", who, "link"]):
                return 200, {"link": f"{self.origin}/j#m=fresh-{who}-0000000000"}
            case ("PATCH", ["members", who]):
                next(one for one in self.members if one["id"] == who).update(body)
            case ("DELETE", ["members", who]):
                self.members = [one for one in self.members if one["id"] != who]
            case ("PUT", ["rules"]):
                self.rules = body
            case ("POST", ["import"]):
                return 200, {"added": [self.added({"name": "Zoe"})], "changed": 1, "apart": 2, "together": 0}
            case ("GET", ["season"]):
                return 200, self.plan(query)
            case ("PUT", ["season"]):
                self.announced = {**body, "used": 1}
            case ("DELETE", ["season"]):
                self.announced = None
            case ("GET", ["history"]):
                return 200, "week,a,b\n" if "format" in query else {"met": []}
            case ("DELETE", ["history"]):
                self.meetings = 0
        return 204, None

    def added(self, given: dict[str, Any]) -> dict[str, Any]:
        one = member(given["name"], given.get("pronoun", ""))
        self.members.append(one)
        return {"id": one["id"], "name": one["name"], "link": f"{self.origin}/j#m=key-of-{one['id']}-0000000000"}
