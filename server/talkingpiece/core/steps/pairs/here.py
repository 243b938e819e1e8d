"""Who is here, who is not, and who asks for other company."""

from __future__ import annotations

from talkingpiece.core.events import Keep
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps.kind import By

from . import commands as c
from . import company, planning
from . import events as e
from .state import LEAD
from .unfold import Unfolding


def seat_of(by: By) -> str:
    """The seat that asks. Raises Refused for somebody without one."""
    if by.seat is None:
        raise Refused("no_seat", "Only somebody with a place can say that.")
    return by.seat


def i_am_here(un: Unfolding, by: By, command: c.IAmHere) -> None:
    """Count me in, or in again."""
    seat = seat_of(by)
    if seat not in un.scene.session.taking_part():
        raise Refused("not_agreed", "First the agreement, then a pair. You find it on this screen.")
    company.come(un, seat)
    planning.plan_when_all_answered(un)


def count_in(un: Unfolding, by: By, command: c.CountIn) -> None:
    """Somebody is in the call, though their panel is silent."""
    may_be_counted(un, command.seat)
    company.come(un, command.seat)
    planning.plan_when_all_answered(un)


def may_be_counted(un: Unfolding, seat: str) -> None:
    """Raises Refused for somebody whom others cannot count in."""
    if seat not in un.scene.session.taking_part():
        raise Refused("not_here", "This person has left, or has not accepted the agreement yet.")
    if seat in un.state.out:  # sitting out is one's own word: nobody else takes it back
        raise Refused("sits_out", "They sit this one out. They can come in from their own panel.")


def sit_out(un: Unfolding, by: By, command: c.SitOut) -> None:
    """Without a pair this time, and without a reason."""
    seat = seat_of(by)
    if seat not in un.state.out:
        company.go(un, e.PairsSatOut(step=un.step, seat=seat))
        planning.plan_when_all_answered(un)


def left(un: Unfolding, seat: str) -> None:
    """Somebody left the circle on purpose."""
    state = un.state
    if seat in state.here | state.out | state.placed() or seat in state.missing:
        company.go(un, e.PairsGone(step=un.step, seat=seat))
    planning.plan_when_all_answered(un)


def not_with(un: Unfolding, by: By, command: c.NotWith) -> None:
    """Somebody's private wishes. Nothing that anybody else is shown changes by it."""
    seat = seat_of(by)
    if seat in command.seats or not set(command.seats) <= set(un.scene.session.seats):
        raise Refused("not_here", "One of these people is not in this circle.")
    un.then(e.WishKept(step=un.step))
    un.also(Keep(f"wish:{seat}", " ".join(sorted(set(command.seats)))))


def partner_missing(un: Unfolding, by: By, command: c.PartnerMissing) -> None:
    """Somebody is not there, say those who can see. Before the pairs talk only those who lead know who is with whom:
    nobody finds out by asking."""
    place = un.state.place_of(command.seat)
    talking = un.state.phase == "talking"
    own = talking and by.seat not in (None, command.seat) and un.state.place_of(by.seat or "") == place
    if place is None or not (own or (by.leads and (talking or un.state.phase == "planned"))):
        raise Refused("not_your_pair", "This person is not in your pair any more.")
    if command.seat == LEAD:
        company.without_lead(un)
    else:
        company.go(un, e.PairsMissing(step=un.step, seat=command.seat))


def another_pair(un: Unfolding, by: By, command: c.AnotherPair) -> None:
    """Other company than somebody one had asked not to be with. Only while they talk: a plan is nobody's business."""
    seat = seat_of(by)
    place = un.state.place_of(seat) if un.state.phase == "talking" else None
    group = un.state.groups[place] if place is not None else ()
    if not un.scene.known.asked.get(seat, frozenset()) & set(group):
        raise Refused("no_wish", "Your pair is as it was drawn. You can sit this one out.")
    un.then(e.PairsMoved(step=un.step, moves=((seat, None),)))
    company.left_behind(un, place)
    if seat in un.state.alone:
        company.admit(un, seat)


def rescue(un: Unfolding, by: By, command: c.Rescue) -> None:
    """Somebody has been alone for long enough."""
    if un.state.phase == "talking" and command.seat in un.state.waiting():
        company.admit(un, command.seat)


def lead_takes_part(un: Unfolding, by: By, command: c.LeadTakesPart) -> None:
    """Whether a facilitator without a seat is in a pair."""
    if un.scene.session.led == "peers":
        raise Refused("has_seat", "You have a place like everyone; say whether you are here.")
    if command.joins == un.state.lead:
        return
    if command.joins == "out":
        company.without_lead(un)
    else:
        un.then(e.LeadJoined(step=un.step, joins=command.joins))
        company.with_lead(un)
