"""When a step wants sealed words opened. The opening itself is a beat's, and no step's: no button opens at once, or
whoever leads could cut a window thin around one person."""

from __future__ import annotations

from talkingpiece.core.session import Session


def own_end(session: Session, index: int, *, called: bool) -> int | None:
    """`Kind.names_end` for a step whose sealed words are not opened yet: the end of its time, or as soon as may be once
    that was asked for. A held clock names no end, and neither does a step that waits while an interlude is on.
    """
    if session.phase != "running" or index not in session.states:
        return None
    if called:
        return 0
    return session.clock.ends_at if index == session.step else None
