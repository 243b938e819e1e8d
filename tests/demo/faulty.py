"""The private server of a rehearsal with one fault planted in it. Usage: faulty.py FAULT, then the server's options."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from talkingpiece import views
from talkingpiece.core.steps.pairs import Pairs
from talkingpiece.core.steps.pairs.parts import Partner
from talkingpiece.core.steps.pairs.state import Line
from talkingpiece.demo import server
from talkingpiece.outbox import Outbox
from talkingpiece.sealed.box import WINDOW_MS, Box


def other_words() -> None:
    """Everyone reads another text at the first step."""
    stage = views.stage

    def mistaken(world: views.World, **asked: bool) -> Any:
        for view in stage(world, **asked):
            yield replace(view, body="<p>Else.</p>") if getattr(view, "opening", 0) == 1 else view

    views.stage = mistaken


def lost_view() -> None:
    """One person never gets the head of the third step."""
    show, victims = Outbox.show, []

    def forgetful(self: Outbox, slot: tuple[str, str], frame: str) -> None:
        if slot[0] == "seat" and not victims:
            victims.append(self)
        if slot != ("stage", "head") or self not in victims or '"opening":3,' not in frame:
            show(self, slot, frame)

    Outbox.show = forgetful  # type: ignore[method-assign]


def wrong_partner() -> None:
    """While pairs talk, the first who came is shown the last who came, whoever that is."""
    seat = views.seat

    def mistaken(world: views.World, own: str) -> Any:
        view = seat(world, own)
        seats = list(world.session.seats)
        if getattr(view.part, "being", "") != "paired" or own != seats[0]:
            return view
        other = world.look.person(next(one for one in seats if one not in _company(view) and one != own))
        partner = Partner(seat=other.seat, name=other.name, pronoun="")
        order = (world.look.person(own), other)
        return replace(view, part=replace(view.part, partners=(partner,), order=order))  # type: ignore[type-var]

    views.seat = mistaken


def _company(view: Any) -> set[str]:
    return {one.seat for one in view.part.partners}


def never_rescued() -> None:
    """Whoever is left alone stays so."""
    all_of_them = Pairs.alarms

    def alarms(self: Pairs, session: Any, index: int) -> Any:
        return [alarm for alarm in all_of_them(self, session, index) if not alarm.key.startswith("alone")]

    Pairs.alarms = alarms  # type: ignore[method-assign]


def two_groups() -> None:
    """The board shows the first of the first pair in the second one, too."""
    stage = views.stage

    def mistaken(world: views.World, **asked: bool) -> Any:
        for view in stage(world, **asked):
            groups = getattr(getattr(view, "part", None), "groups", ())
            if len(groups) > 1 and groups[0].people:
                double = replace(groups[1], people=(*groups[1].people, groups[0].people[0]))
                view = replace(view, part=replace(view.part, groups=(groups[0], double, *groups[2:])))
            yield view

    views.stage = mistaken


def told_without_asking() -> None:
    """The group hears every line of a pair, let go or not."""
    Line.released = property(lambda self: True)  # type: ignore[assignment]


def early_card() -> None:
    """Cards are opened twenty seconds before their window ends."""
    Box.next_opening = lambda self: min((_early(w) for w in self._cards), default=None)  # type: ignore[method-assign]
    Box.due = lambda self, now_ms: {  # type: ignore[method-assign]
        window: tuple(held.values()) for window, held in self._cards.items() if _early(window) <= now_ms
    }


def _early(window: int) -> int:
    return (window + 1) * WINDOW_MS - 20_000


FAULTS: dict[str, Callable[[], None]] = {
    "other_words": other_words,
    "never_rescued": never_rescued, "two_groups": two_groups, "told_without_asking": told_without_asking,
    "lost_view": lost_view, "wrong_partner": wrong_partner, "early_card": early_card, "none": lambda: None,
}  # fmt: skip

if __name__ == "__main__":
    FAULTS[sys.argv[1]]()
    server.main(sys.argv[2:])
