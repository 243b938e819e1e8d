"""Somebody with a screen: keeps the newest view of every section, and writes down what they see in their diary."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any

from talkingpiece.demo.diary import (
    MARK,
    Being,
    Company,
    Diary,
    Heard,
    ShownAnswer,
    ShownIntroduction,
    Sight,
)  # fmt: skip
from talkingpiece.demo.line import Line, Net
from talkingpiece.demo.watch import Watch

MOST_SKEW_MS = 20 * 60_000
WHILE_TALKING = ("paired", "waiting", "with_lead", "alone")


class Viewer:
    """One screen. What it does about what it sees is for those who inherit from it."""

    def __init__(self, diary: Diary, url: str, key: dict[str, str], dice: Random, hazard: float) -> None:
        self.diary = diary
        self.watch = Watch(dice.uniform(-MOST_SKEW_MS, MOST_SKEW_MS))
        self.net = Net(dice, hazard)
        self.line = Line(url, key, self.watch, self._hear, self.net)
        self.views: dict[tuple[str, str], dict[str, Any]] = {}
        self.waiting = False
        self.said_yes = False
        self.seen_by_lead: Callable[[], None] | None = None
        self._news = asyncio.Event()

    async def go_home(self) -> None:
        """Close the screen for good."""
        await self.line.close()

    # --- what is on the screen -------------------------------------------------------------------------------

    @property
    def head(self) -> dict[str, Any]:
        return self.views.get(("stage", "head"), {})

    @property
    def own(self) -> dict[str, Any]:
        """The seat's own view."""
        return self.views.get(("seat", ""), {})

    @property
    def real_ms(self) -> float:
        """Now, on the clock all people share."""
        return self.watch.read() - self.watch.skew_ms

    def part(self, type: str, section: str = "") -> dict[str, Any]:
        """The kind's part in a section, empty when there is none."""
        return self.views.get((type, section), {}).get("part") or {}

    async def sees(self, true: Callable[[], bool]) -> None:
        """Look at the screen until this is so."""
        while not true():
            await self._news.wait()

    def look_again(self) -> None:
        """Something changed, on the screen or beside it."""
        self._news.set()
        self._news = asyncio.Event()

    # --- writing it down -------------------------------------------------------------------------------------

    def _hear(self, frame: str, said: dict[str, Any]) -> None:
        match said["type"]:
            case "welcome":
                self.waiting = False  # what is on the screen stays until the newest views replace it
                self.diary.seat = said.get("seat") or ""
                self._note_welcome()
                self.welcomed()
            case "waiting":
                self.waiting = True
            case "beat" | "keys" | "issued":
                self.heed(said, frame)
            case "stage" | "seat" | "console":
                where = (said["type"], said.get("section", ""))
                self.views[where] = said
                self._note(where, said, frame)
                self.changed(where)
                if self.seen_by_lead is not None:
                    self.seen_by_lead()
        self.look_again()

    def welcomed(self) -> None:
        """In again, or for the first time."""

    def heed(self, said: dict[str, Any], frame: str) -> None:
        """What panels say and hear without a name. A screen without a seat has no part in it."""

    def changed(self, where: tuple[str, str]) -> None:
        """This section is new."""

    def _note(self, where: tuple[str, str], view: dict[str, Any], frame: str) -> None:
        self._note_words(where, frame)
        if where == ("stage", "head"):
            self.diary.sights.append(self._sight(view))
        elif where == ("stage", "board"):
            self.diary.people = {one["seat"]: one["name"] for one in view["people"]}
            self._note_board(view.get("part") or {})
        elif where == ("seat", ""):
            self.diary.label = view["name"]
            self._note_own(view.get("part") or {})
        elif where[1] == "cards" and self.head.get("phase") != "ended":  # then texts go, unless the group keeps them
            self.diary.seen.note_cards(where, view, frame, self.real_ms)
        if where == ("stage", "tally"):
            self.diary.seen.note_counts(view["box"])
        self._note_counted(where, view.get("part") or {})

    def _note_welcome(self) -> None:
        if self.line.lost_at is not None:
            lost_ms, self.line.lost_at = self.watch.server_ms_at(self.line.lost_at), None
            self.diary.offline.append((lost_ms, self.watch.server_ms()))

    def _note_words(self, where: tuple[str, str], frame: str) -> None:
        server_ms, doubt_ms = self.watch.server_ms(), self.watch.doubt_ms
        for mark in set(MARK.findall(frame)):
            self.diary.heard.append(Heard(mark, where, server_ms, doubt_ms, self.real_ms))

    def _note_counted(self, where: tuple[str, str], part: dict[str, Any]) -> None:
        """Unsigned answers are not counted before they are open, on nobody's screen."""
        head = self.part("stage", "head")
        unsigned = part.get("kind") == "collect" and head.get("signed") == "unsigned" and not head["opened"]
        if unsigned and where in (("stage", "tally"), ("console", "board")) and part["given"]:
            self.diary.seen.counted.add(self.head["step"])

    def _sight(self, head: dict[str, Any]) -> Sight:
        ends_at, notes = head["ends_at"], head["notes"]
        late = None
        if ends_at is not None and self.watch.ready and self.head_is_new(head):
            opened_ms = ends_at - head["total_ms"]
            since = max(self.watch.true_ms(opened_ms), self.line.connected_at - self.watch.skew_ms)
            late = self.watch.read() - self.watch.skew_ms - since
        return Sight(
            opening=head["opening"], step=head["step"], steps=head["steps"], phase=head["phase"], kind=head["kind"],
            title=head["title"], body=head["body"], alternative=head["alternative"], gate=head["gate"],
            said_yes=self.said_yes, late_ms=late, total_ms=head["total_ms"],
            rings_at=None if ends_at is None or not self.watch.ready else self.watch.true_ms(ends_at),
            notes=None if notes is None else notes["say"], added=head["added"],
        )  # fmt: skip

    def head_is_new(self, head: dict[str, Any]) -> bool:
        """The first head of its opening; later ones are late for their own reasons, not the step's."""
        return not self.diary.sights or self.diary.sights[-1].opening != head["opening"]

    def _note_board(self, part: dict[str, Any]) -> None:
        opening = self.head.get("opening", 0)
        if part.get("kind") == "round":
            self.diary.circle[opening] = {place["seat"]: place["turn"] for place in part["circle"]}
        elif part.get("kind") == "collect":
            step = self.views["stage", "board"]["step"]
            self.diary.answers[step] = [ShownAnswer(one["text"], one["name"]) for one in part["answers"]]
            self.diary.answers_n[step] = part["n"]
        elif part.get("kind") == "pairs":
            seats = [one["seat"] for group in part["groups"] for one in group["people"]]
            if len(seats) != len(set(seats)):
                self.diary.twice.add(opening)
            if part["introductions"]:
                self.diary.introduced[opening] = [
                    ShownIntroduction(one["by"]["seat"], one["whom"]["seat"], tuple(one["lines"]))
                    for one in part["introductions"]
                ]

    def _note_pairs(self, part: dict[str, Any]) -> None:
        """Who is with this one now."""
        opening, being = self.head.get("opening", 0), part.get("being", "over")
        partners = frozenset(one["seat"] for one in part.get("partners", ()))
        last = self.diary.beings[-1] if self.diary.beings else None
        if last is not None and being == "over":
            opening = last.opening
        if last is None or (last.opening, last.being, last.partners) != (opening, being, partners):
            self.diary.beings.append(Being(opening, being, partners, self.watch.server_ms(), self.watch.doubt_ms))
        if being in WHILE_TALKING:
            half = bool(self.part("stage", "head").get("half"))
            order = tuple(one["seat"] for one in part["order"])
            self.diary.company[opening] = Company(partners, order, part["place"], being, half)
        elif being in ("out", "missing"):
            self.diary.company.pop(opening, None)

    def _note_own(self, part: dict[str, Any]) -> None:
        if part.get("kind") == "pairs" or self.diary.beings:
            self._note_pairs(part if part.get("kind") == "pairs" else {})
        if part.get("kind") == "close":
            self.diary.yours = list(part["yours"])
