"""What goes wrong in bad weather, or otherwise than planned: people come late, leave, vanish; the server restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from talkingpiece.demo.person import Person

if TYPE_CHECKING:
    from talkingpiece.demo.meeting import Meeting

AWAY_S = 20.0  # server seconds for which somebody who vanished is away, at least


class Incidents:
    """The incidents of one rehearsal, step by step."""

    def __init__(self, meeting: Meeting) -> None:
        self._meeting, self._plan = meeting, meeting.plan
        self._call, self._people = meeting.call, meeting.people
        self._calm_again = asyncio.Event()

    def at(self, index: int) -> list[Coroutine[Any, Any, None]]:
        """All that happens during the step with this index."""
        plan = self._plan
        pairs = plan.bad and plan.step_of_kind("pairs") == index
        planned: list[tuple[int | None, Callable[[int], Coroutine[Any, Any, None]]]] = [
            (plan.late_at, self._comes_late),
            (plan.leaves_at, self._leaves),
            (None if plan.leaves_at is None else plan.leaves_at + 1, self._comes_back),
            (index if pairs else None, self._in_pairs),
            (plan.restart_at, self._restart),
            (plan.lead_passed_at, self._pass_lead),
        ]
        return [happens(index + 1) for at, happens in planned if at == index]

    def _changed(self, opening: int, who: int) -> None:
        self._meeting.record.changed.setdefault(opening, set()).add(who)

    # --- at any step -----------------------------------------------------------------------------------------

    async def _comes_late(self, opening: int) -> None:
        await self._when_they_talk(opening)
        late = self._people[-1]
        self._changed(opening, late.who)
        self._meeting.tell(f"{late.diary} comes late, and knocks.")
        late.enter()
        await late.sees(lambda: late.line.open_now)
        self._call.come(late.who)

    async def _leaves(self, opening: int) -> None:
        leaver = self._people[1]
        self._changed(opening, leaver.who)
        self._meeting.tell(f"{leaver.diary} has to go for a moment.")
        self._call.go(leaver.who)
        await leaver.leave()

    async def _comes_back(self, opening: int) -> None:
        await self._when_they_talk(opening)
        leaver = self._people[1]
        self._changed(opening, leaver.who)
        self._meeting.tell(f"{leaver.diary} is back.")
        self._call.come(leaver.who)
        leaver.enter()

    async def _restart(self, opening: int) -> None:
        meeting = self._meeting
        meeting.tell("The server restarts.")
        await meeting.server.stop()
        self._call.forget(opening)  # what was held in its memory only is gone; panels send it again
        await meeting.server.start()
        meeting.record.restarts += 1

    async def _pass_lead(self, opening: int) -> None:
        other = self._people[2]
        self._meeting.tell(f"The lead goes to {other.diary}.")
        await self._meeting.lead.pass_to(other)

    # --- in pairs --------------------------------------------------------------------------------------------

    async def _when_they_talk(self, opening: int) -> None:
        """At a pairs step: not before the pairs are open, and whatever was to happen there has happened. At any other:
        at once."""
        if self._plan.module.steps[opening - 1].kind == "pairs":
            await self._open(opening)
        if self._plan.step_of_kind("pairs") == opening - 1:
            await self._calm_again.wait()

    async def _open(self, opening: int) -> None:
        screen = self._meeting.lead.screen
        await screen.sees(lambda: screen.part("stage", "head").get("phase") in ("talking", "back"))

    async def _in_pairs(self, opening: int) -> None:
        """One panel falls silent, and nobody minds; one person is really gone, and comes back; one sits out."""
        await self._open(opening)
        quiet, gone, out = (
            None if who is None else self._people[who]
            for who in (self._plan.quiet, self._plan.vanishes, self._plan.sits_out)
        )
        if quiet and gone and out and quiet.diary.seat in gone.partners:
            gone, out = out, gone  # somebody has to be there who sees that they are gone
        try:
            if quiet is not None:
                await quiet.sees(lambda: quiet.accompanied(opening))
                self._meeting.tell(f"The panel of {quiet.diary} lies behind the call, and its line breaks.")
                await quiet.line.close()
            if gone is not None:
                await self._one_vanishes(opening, gone)
            if out is not None and out in self._there():
                await self._one_sits_out(opening, out)
        finally:
            self._calm_again.set()
            if quiet is not None:
                quiet.line.open()

    async def _one_sits_out(self, opening: int, out: Person) -> None:
        self._changed(opening, out.who)
        await out.sees(lambda: out.accompanied(opening))
        self._meeting.tell(f"{out.diary} sits out.")
        await out.sit_out(opening)
        await self._all_accompanied(opening)

    async def _one_vanishes(self, opening: int, gone: Person) -> None:
        self._changed(opening, gone.who)
        await gone.sees(lambda: gone.accompanied(opening))
        self._meeting.tell(f"{gone.diary} is gone.")
        try:
            await gone.vanish()
            await asyncio.sleep(AWAY_S / self._plan.rate)
            await self._all_accompanied(opening)
            self._meeting.tell(f"{gone.diary} is back.")
        finally:
            self._call.come(gone.who)
            gone.line.open()
        await gone.sees(lambda: gone.accompanied(opening))

    def _there(self) -> list[Person]:
        """Those in the call whose panel shows what is going on."""
        return [self._people[who] for who in sorted(self._call.here) if self._people[who].line.open_now]

    async def _all_accompanied(self, opening: int) -> None:
        for one in self._there():
            if not one.quiet:
                await one.sees(lambda one=one: not one.line.open_now or one.accompanied(opening))  # type: ignore[misc]
