"""One rehearsal from start to finish: people, the one who leads, a wall, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from talkingpiece.core.cards.state import BEAT_MS
from talkingpiece.demo.call import Call
from talkingpiece.demo.diary import Diary, Record, Wrote
from talkingpiece.demo.incidents import Incidents
from talkingpiece.demo.lead import LAST_WORDS_S, Lead
from talkingpiece.demo.person import Person
from talkingpiece.demo.plan import FACILITATOR, HAZARD, Plan
from talkingpiece.demo.private import COMMAND, PrivateServer
from talkingpiece.demo.viewer import Viewer

JOIN_S = 60.0
OPENS_BEATS = 8  # four from one opening to the next, and once more if it was void
MOST_LAST_WORDS = 3

Tell = Callable[[str], None]


async def play(plan: Plan, module: Path, tell: Tell, command: Sequence[str] = COMMAND) -> Record:
    """Play it on a private server and give back what everybody saw. Raises NoServer.

    `module`: the folder the server reads; `plan.module` is what the people expect of it. `tell`: hears, in a sentence
    each, what happens.
    """
    with tempfile.TemporaryDirectory(prefix="talkingpiece-demo-") as folder:
        async with PrivateServer(Path(folder), module, plan.rate, command) as server:
            meeting = Meeting(plan, server, await server.open_session(plan.module.name, plan.peer_led), tell)
            try:
                await meeting.play()
            finally:
                await meeting.go_home()
            return meeting.record


class Meeting:
    """The people of one session and what they do together."""

    def __init__(self, plan: Plan, server: PrivateServer, opened: dict[str, Any], tell: Tell) -> None:
        self.plan, self.server, self.opened, self.tell = plan, server, opened, tell
        self.call, self.record = Call(), Record()
        self.people = [self._person(who) for who in range(plan.people)]
        self.wall = self._viewer(-2, "the wall", "wall", {"wall_key": opened["wall_key"]})
        screen: Viewer = self.people[0] if plan.peer_led else self._viewer(-1, FACILITATOR, "facilitator", self._key())
        self.lead = Lead(plan, self.call, self.record, screen)
        self.viewers = [*self.people, self.wall, *([] if plan.peer_led else [screen])]
        self.record.diaries = [viewer.diary for viewer in self.viewers]
        self._here_at_opening: set[int] = set()
        self._incidents = Incidents(self)

    def _key(self) -> dict[str, str]:
        return {"facilitator_key": self.opened["facilitator_key"], "name": FACILITATOR}

    def _person(self, who: int) -> Person:
        leads = self.plan.peer_led and who == 0
        key = {"facilitator_key": self.opened["facilitator_key"]} if leads else {"code": self.opened["code"]}
        return Person(who, self.plan, self.call, self.record, self.opened["ws_url"], key)

    def _viewer(self, who: int, name: str, role: Any, key: dict[str, str]) -> Viewer:
        hazard = HAZARD if self.plan.bad else 0.0
        return Viewer(Diary(who, name, role), self.opened["ws_url"], key, self.plan.dice(name), hazard)

    # --- from start to finish --------------------------------------------------------------------------------

    async def play(self) -> None:
        """The whole module."""
        await self._gather()
        await self.lead.start()
        for index in range(len(self.plan.module.steps)):
            await self._step(index)
        await self._last_words()
        await self.lead.end()
        await self._each(lambda one: one.head.get("phase") == "ended", "did not see that the circle is closed")
        await self._report()

    async def go_home(self) -> None:
        """Everyone closes their panel."""
        self.record.drops = sum(viewer.net.drops for viewer in self.viewers)
        await self.lead.stop()
        await asyncio.gather(*(one.go_home() for one in self.viewers))

    async def _gather(self) -> None:
        self.tell(f"{self.plan.people} people meet for “{self.plan.module.title}”.")
        self.lead.screen.line.open()
        await self._wait(self.lead.screen.sees(lambda: self.lead.screen.line.open_now), "whoever leads did not get in")
        self.wall.line.open()
        late = None if self.plan.late_at is None else self.people[-1]
        coming = [person for person in self.people if person is not late]
        for person in coming:
            person.enter()
        for person in coming:
            self.call.come(person.who)
        count = len(coming)
        await self._each(
            lambda one: len(one.diary.people) == count, "does not see everyone on the list", self._present()
        )

    async def _step(self, index: int) -> None:
        opening, step = index + 1, self.plan.module.steps[index]
        self._here_at_opening = set(self.call.here)
        self.tell(f"{index + 1}. {step.title}")
        incidents = asyncio.gather(*self._incidents.at(index))
        await self.lead.hold_time(index)
        if step.kind == "pairs":
            await self._in_pairs(opening, incidents)
        else:
            await self._wait(incidents, f"step {opening}: what was to happen did not")
        if not self.plan.fast and step.kind != "pairs":
            await asyncio.sleep(self.record.totals[opening] / 1000 * 0.9)
        await self._all_say(opening, "step", "is not ready to move on")
        if step.kind in ("collect", "window"):
            await self.lead.open_what_is_written(index)
            await self._all_say(opening, "answers", "does not see the answers", self._openings_s())
        looking_on = [self.wall, self.lead.screen]
        await self._each(lambda one: self._is_at(one, index), f"does not see step {opening} as it is", looking_on)
        self.record.present[opening] = frozenset(self._here_at_opening & self.call.here)
        if index + 1 < len(self.plan.module.steps):
            await self.lead.move_on(index)

    async def _in_pairs(self, opening: int, incidents: asyncio.Future[Any]) -> None:
        """Until everybody is back. Whoever is in the call has company before they are called, or it is a fault."""
        pairs, patience = self.lead.pairs, self._patience()
        await self._wait(
            pairs.until_they_talk(opening, patience), f"step {opening}: the pairs were not opened", 2 * patience
        )
        await pairs.while_they_talk()
        await self._wait(incidents, f"step {opening}: what was to happen did not", 4 * patience)
        await self._each(lambda one: one.in_company(opening), "was left without company", self._present())  # type: ignore[attr-defined]
        await self._wait(pairs.until_they_are_back(), f"step {opening}: the pairs did not come back", patience)
        for one in self.people:
            one.awake = True
            one.look_again()

    def _is_at(self, one: Viewer, index: int) -> bool:
        """Is this screen where the group is, with all that was opened there?"""
        if self.plan.module.steps[index].kind == "pairs":
            return one.head.get("opening") == index + 1 and one.part("stage", "head").get("phase") == "back"
        there = one.head.get("opening") == index + 1 and one.head["total_ms"] == self.record.totals[index + 1]
        return there and (self.plan.module.steps[index].kind != "collect" or index in one.diary.answers)

    def _present(self) -> list[Viewer]:
        return [self.people[who] for who in sorted(self.call.here)]

    async def _all_say(self, opening: int, what: str, complaint: str, more_s: float = 0.0) -> None:
        if not await self.call.within(self._patience() + more_s, lambda: not self.call.missing(opening, what)):
            for who in sorted(self.call.missing(opening, what)):
                self.record.complaints.append(f"{self.people[who].diary} {complaint} at step {opening}")

    async def _each(
        self, true: Callable[[Viewer], bool], complaint: str, viewers: Sequence[Viewer] | None = None
    ) -> None:
        everyone = [*self._present(), self.wall, self.lead.screen] if viewers is None else viewers
        looks = [asyncio.ensure_future(one.sees(lambda one=one: true(one))) for one in everyone]  # type: ignore[misc]
        await asyncio.wait(looks, timeout=self._patience())
        for one, look in zip(everyone, looks, strict=True):
            if not look.done():
                look.cancel()
                self.record.complaints.append(f"{one.diary} {complaint}")
        await asyncio.gather(*looks, return_exceptions=True)

    async def _wait(self, for_what: Any, complaint: str, seconds: float = JOIN_S) -> None:
        try:
            await asyncio.wait_for(for_what, seconds)
        except TimeoutError:
            self.record.complaints.append(complaint)

    def _patience(self) -> float:
        """Real seconds. A round takes longer with more people."""
        own = self.plan.patience_s + 0.1 * self.plan.people
        return own if self.plan.fast else max(own, 120.0)

    # --- the last words --------------------------------------------------------------------------------------

    def _openings_s(self) -> float:
        """Real seconds within which words open that were asked to, and one time more if the first was void."""
        return self.plan.real_s(OPENS_BEATS * BEAT_MS / 1000)

    async def _last_words(self) -> None:
        """Nobody goes home with something in the box. What did not open, since a line broke at that very moment, is in
        the box of the next moment to write."""
        if not any(wrote.sort == "card" for wrote in self.record.wrote):
            return
        while self.record.last_words < MOST_LAST_WORDS:
            self.tell("Last words before they close: two quiet minutes.")
            await self.lead.last_words()
            if not await self._soon(
                self._opened, self.plan.real_s(LAST_WORDS_S) + self._openings_s() + self._patience()
            ):
                self.record.complaints.append("the last words were not opened")
                return
            if await self._soon(self._all_told, self._openings_s() / 2 + self._patience() / 2):
                return
            if all(one.silent for one in self.people):
                break  # another moment to write would help nobody
        left = [f"the box of {one.diary} still holds something" for one in self.people if not one.silent]
        self.record.complaints += left or ["not all that was opened was shown and answered"]

    def _opened(self) -> bool:
        """Do all screens show that the last words are open?"""
        heads = [one.head for one in (*self._present(), self.wall, self.lead.screen)]
        k = len(self.plan.module.steps) + self.record.last_words - 1
        return all(head["step"] == k and (head["part"] or {}).get("opened") for head in heads)

    def _all_told(self) -> bool:
        """Has everything been opened, answered, shown, and seen by everybody?"""
        marks = {wrote.mark for wrote in self.record.wrote if wrote.sort == "card"}
        there = [self.people[who] for who in sorted(self.call.here)]
        return (
            all(one.silent for one in there) and not self.lead.busy
            and all(marks <= one.diary.marks_at(("stage", "cards")) for one in there)
            and all(self._was_answered(wrote) for wrote in self.record.wrote if wrote.sort == "answer")
        )  # fmt: skip

    def _was_answered(self, answer: Wrote) -> bool:
        """By everybody, or by the one it was for."""
        if answer.to_all:
            return all(answer.mark in one.diary.marks_at(("stage", "cards")) for one in self._present())
        return any(answer.text in one.diary.seen.letters.values() for one in self.people)

    async def _soon(self, true: Callable[[], bool], seconds: float) -> bool:
        """Look around until this is so. What is on all screens has no single event to wait for."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not true():  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        return true()

    async def _report(self) -> None:
        key = self.people[0].line.key.get("seat_key", "")
        status, page = await self.server.request("GET", "/api/report", headers={"Authorization": f"Bearer {key}"})
        if status == 200:
            self.record.report = page
        else:
            self.record.complaints.append(f"there was no report to take home: {status}")
