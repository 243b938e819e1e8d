"""What all may know of the channel at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from talkingpiece.channel import rhythm
from talkingpiece.channel.counted import Counted, Counting
from talkingpiece.channel.openings import Openings
from talkingpiece.core.cards.parts import AskedNow, BoxNow
from talkingpiece.core.cards.state import begins
from talkingpiece.core.session import Session
from talkingpiece.sealed.tree import BEATS


@dataclass(frozen=True)
class Shown:
    """What the last beat left to be shown. `asking`: the step that words were written for then; `void`: it opened
    nothing."""

    counted: Counted = field(default_factory=Counted)
    asking: int | None = None
    void: bool = False


def after(
    session: Session, counting: Counting, openings: Openings, beat: int, valid: int, here: frozenset[str]
) -> Shown:
    """What is shown to whoever writes after this beat, with so many good packets. `here`: who can say something."""
    window, asking = min(openings.first(session), beat), rhythm.asking(session)
    asked = window if asking is None else rhythm.first_beat(session, asking)
    if asking is not None and rhythm.kind_of(session, asking).last_words(session, asking):
        asked = min(asked, window)  # then all opens, and all of it is counted alike
    return Shown(counting.before(beat, window, asked, valid, here, card_beats(session)), asking)


def box_now(session: Session, openings: Openings, shown: Shown, *, beat: int, opening: bool, collect_ms: int) -> BoxNow:
    """At this beat, which may be `opening` words just now. `collect_ms`: until what a beat brought is there."""

    def opens(at: int | None) -> int | None:
        return None if at is None or at >= BEATS else begins(session, at) + collect_ms

    everything, named = openings.next(session, beat - 1 if opening else beat)
    asking, counted = rhythm.asking(session), shown.counted
    n = counted.asked if asking == shown.asking else counted.n  # until the step's first beat, what all else has
    return BoxNow(
        opens=opens(everything), n=counted.n, taps=counted.taps, since=counted.since, void=shown.void,
        asked=None if asking is None else AskedNow(opens=opens(named), n=n),
        things=rhythm.things(session, session.states), closing=rhythm.closing(session), closed=beat + 1 >= BEATS,
    )  # fmt: skip


def card_beats(session: Session) -> frozenset[int]:
    """The beats at which there are cards that more may be said about."""
    return frozenset(card.beat for card in session.cards.values())
