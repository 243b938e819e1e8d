"""The private server of a rehearsal, with faults in it. Usage: faulty.py FAULT+FAULT, then the server's options."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from talkingpiece import views
from talkingpiece.channel import counted
from talkingpiece.channel.openings import Due, Openings
from talkingpiece.core.cards.shown import Shown
from talkingpiece.core.steps.answers import CollectTally
from talkingpiece.core.steps.collect import Collect
from talkingpiece.core.steps.pairs import Pairs
from talkingpiece.core.steps.pairs.parts import Partner
from talkingpiece.core.steps.pairs.state import Line
from talkingpiece.demo import server
from talkingpiece.outbox import Outbox


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


def a_card_twice() -> None:
    """The stage shows every card twice."""
    cards = Shown.cards
    Shown.cards = lambda self: cards(self) * 2  # type: ignore[method-assign]


def a_card_with_a_seat() -> None:
    """Beside every card stands the seat of whoever came first."""
    card = Shown._card

    def mistaken(self: Shown, *shape: Any, **more: Any) -> Any:
        return replace(card(self, *shape, **more), why=next(iter(self.session.seats)))

    Shown._card = mistaken  # type: ignore[method-assign]


def a_card_hidden() -> None:
    """The first card never gets onto the stage."""
    cards = Shown.cards
    Shown.cards = lambda self: cards(self)[1:]  # type: ignore[method-assign]


def n_too_high() -> None:
    """More people are said to have been able to write than sent anything."""
    counted.n_at_opening = lambda valid, able, throughout: valid + 2


def answers_counted() -> None:
    """All screens say how many have answered without a name."""
    stage = Collect.stage

    def telling(self: Collect, look: Any) -> Any:
        for part in stage(self, look):
            yield replace(part, given=3) if isinstance(part, CollectTally) else part

    Collect.stage = telling  # type: ignore[method-assign]


def another_beat_for_one() -> None:
    """One person is told that words cannot be had soon. The others are not: so their packets are known."""
    show, victims = Outbox.show, []

    def partial(self: Outbox, slot: tuple[str, str], frame: str) -> None:
        if slot[0] == "seat" and not victims:
            victims.append(self)
        show(self, slot, frame.replace('"soon":true', '"soon":false') if self in victims and "Beat" in slot else frame)

    Outbox.show = partial  # type: ignore[method-assign]


def openings_too_near() -> None:
    """Whatever is in the box opens at every beat."""
    Openings.due = lambda self, session, beat: Due(everything=True)  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[], None]] = {
    "other_words": other_words,
    "never_rescued": never_rescued, "two_groups": two_groups, "told_without_asking": told_without_asking,
    "lost_view": lost_view, "wrong_partner": wrong_partner, "none": lambda: None,
    "a_card_twice": a_card_twice, "a_card_with_a_seat": a_card_with_a_seat, "a_card_hidden": a_card_hidden,
    "n_too_high": n_too_high, "answers_counted": answers_counted, "another_beat_for_one": another_beat_for_one,
    "openings_too_near": openings_too_near,
}  # fmt: skip

if __name__ == "__main__":
    for fault in sys.argv[1].split("+"):
        FAULTS[fault]()
    server.main(sys.argv[2:])
