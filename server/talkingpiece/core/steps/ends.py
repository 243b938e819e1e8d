"""When a step wants sealed words opened. The opening itself is a beat's, and no step's: no button opens at once, or
whoever leads could cut a window thin around one person."""

from __future__ import annotations

from talkingpiece.core.session import Session

# Seconds in which people write. In less, whoever leads could open and end a step around one person; after more than
# the longest nobody is quiet any more, and a clock that is held must not keep words closed for ever.
SHORTEST_S, LONGEST_S = 120, 900


def own_end(session: Session, index: int, *, called: bool) -> int | None:
    """`Kind.names_end` for a step whose words are not opened yet: the end of its time, or once that was asked for the
    end of its first two minutes. A held clock names no end, and neither does a step that waits while an interlude is
    on.
    """
    if session.phase != "running" or index not in session.states:
        return None
    if called:
        return soonest(session, index)
    ends_at = session.clock.ends_at if index == session.step else None
    return None if ends_at is None else max(ends_at, soonest(session, index))


def soonest(session: Session, index: int) -> int:
    """Server ms from which on the words of this step may open."""
    return session.begun[index] + SHORTEST_S * 1000
