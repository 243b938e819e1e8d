"""Nobody is left alone: company for whoever comes late, comes back, or was left by their partner.

Nobody who talks is ever moved to mend it; a pair that talks is at most joined, and neither after half-time nor in deep
talk. Then the one who is left goes to whoever leads, or has the time for themselves.
"""

from __future__ import annotations

from talkingpiece.core import pairing

from . import events as e
from .state import LEAD
from .unfold import Unfolding


def admit(un: Unfolding, seat: str) -> None:
    """Find company for one who is counted and has none, or is alone in their group."""
    if _with_another_lonely_one(un, seat) or _with_lead(un, seat):
        return
    talking = un.state.phase == "talking"
    if not talking and (_instead_of_lead(un, seat) or _out_of_a_larger_group(un, seat)):
        return
    place = _place_among_others(un, seat) if not talking or un.may_drop_in else None
    if place is not None or seat not in un.state.alone:
        un.then(e.PairsMoved(step=un.step, moves=((seat, place),)))


def _place_among_others(un: Unfolding, seat: str) -> int | None:
    if seat == LEAD and (un.state.lead != "in" or un.state.phase == "talking"):
        return None  # nobody's talk is joined by whoever leads, unless they ask for it
    others = [() if seat in group else group for group in un.state.groups]
    place = pairing.place(others, seat, un.known, avoid=un.state.locked, largest=un.size + 1)
    if place is None:  # what was arranged by hand is spared, but not by making crowds of all others
        place = pairing.place(others, seat, un.known, largest=un.largest)
    return place


def _with_another_lonely_one(un: Unfolding, seat: str) -> bool:
    lonely = [*un.state.waiting(), *sorted(un.state.alone)]
    other = next((one for one in lonely if one != seat and un.allowed(seat, [one])), None)
    if other is None:
        return False
    waits = [place for place in (un.state.place_of(seat), un.state.place_of(other)) if place is not None]
    _together(un, seat, other, waits[0] if waits else un.state.free_place())
    return True


def _with_lead(un: Unfolding, seat: str) -> bool:
    if seat == LEAD or not un.lead_is_free:
        return False
    _together(un, seat, LEAD, _own_place(un, seat))
    return True


def _own_place(un: Unfolding, seat: str) -> int:
    """Where this one waits already, else a free room."""
    place = un.state.place_of(seat)
    return un.state.free_place() if place is None else place


def _together(un: Unfolding, seat: str, other: str, place: int) -> None:
    moves = tuple((one, place) for one in (other, seat) if un.state.place_of(one) != place)
    un.then(e.PairsMoved(step=un.step, moves=moves))


def _instead_of_lead(un: Unfolding, seat: str) -> bool:
    """Before the pairs talk, a facilitator who only fills a gap gives the place to somebody who has none."""
    place = un.state.place_of(LEAD)
    if seat == LEAD or un.state.lead != "spare" or place is None or place in un.state.locked:
        return False
    if not un.allowed(seat, un.state.groups[place]):
        return False
    un.then(e.PairsMoved(step=un.step, moves=((LEAD, None), (seat, place))))
    return True


def _out_of_a_larger_group(un: Unfolding, seat: str) -> bool:
    """Before the pairs talk, a trio gives one of its people to somebody who has none: the one they have met least."""
    larger = (g for place, g in enumerate(un.state.groups) if len(g) > un.size and place not in un.state.locked)
    free = [one for group in larger for one in group if un.allowed(seat, [one])]
    if not free:
        return False
    met = un.known.met
    un.scene.dice.shuffle(free)
    _together(un, seat, min(free, key=lambda one: met.get(frozenset((seat, one)), 0)), _own_place(un, seat))
    return True


def settle(un: Unfolding) -> None:
    """Company for all who have none, where there is some."""
    for seat in [*sorted(un.state.alone), *un.state.waiting()]:
        if seat in un.state.alone or seat in un.state.waiting():
            admit(un, seat)


def left_behind(un: Unfolding, place: int | None) -> None:
    """Somebody went out of this group. Who is alone there now joins others who are alone, at once; among pairs that
    talk they are given a moment, in which the other may be back."""
    group = un.state.groups[place] if place is not None and place < len(un.state.groups) else ()
    if len(group) != 1:
        return
    if un.state.phase == "planned":
        admit(un, group[0])
    elif un.state.phase == "talking" and not _with_another_lonely_one(un, group[0]):
        _with_lead(un, group[0])


def come(un: Unfolding, seat: str) -> None:
    """Somebody says that they are here: counted, and placed where the round is."""
    state = un.state
    if seat in state.here and (seat in state.placed() or seat in state.alone or state.phase in ("gathering", "back")):
        return
    old = state.missing.get(seat)
    un.then(e.PairsCame(step=un.step, seat=seat))
    if un.state.phase in ("gathering", "back"):
        return
    group = un.state.groups[old] if old is not None and old < len(un.state.groups) else ()
    if old is not None and group and len(group) < un.largest and un.allowed(seat, group):
        un.then(e.PairsMoved(step=un.step, moves=((seat, old),)))  # the old pair still talks
        return
    admit(un, seat)


def go(un: Unfolding, event: e.PairsSatOut | e.PairsGone | e.PairsMissing) -> None:
    """Somebody is no longer in their group, whatever the reason; nobody who stays is named or left alone."""
    place = un.state.place_of(event.seat)
    un.then(event)
    left_behind(un, place)


def without_lead(un: Unfolding) -> None:
    """The facilitator takes no part, or no longer."""
    place = un.state.place_of(LEAD)
    un.then(e.LeadJoined(step=un.step, joins="out"))
    if place is not None and un.state.phase in ("planned", "talking"):
        un.then(e.PairsMoved(step=un.step, moves=((LEAD, None),)))
        left_behind(un, place)


def with_lead(un: Unfolding) -> None:
    """The facilitator takes part from now on: at once with somebody who has nobody; in a plan that is made already
    they make two pairs of a trio, or take a place like anybody else."""
    lonely = [*un.state.waiting(), *sorted(un.state.alone)]
    if un.state.phase not in ("planned", "talking") or not un.lead_is_free:
        return
    if lonely:
        _with_lead(un, lonely[0])
    elif un.state.phase == "planned" and not _out_of_a_larger_group(un, LEAD) and un.state.lead == "in":
        admit(un, LEAD)
