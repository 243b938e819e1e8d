"""What a step kind says of words that have no name: a part of `Kind`, empty for most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkingpiece.core.commands import UnsignedText
from talkingpiece.core.events import Event, Keep
from talkingpiece.core.session import Session

if TYPE_CHECKING:
    from .kind import Scene


@dataclass(frozen=True, slots=True)
class Silence:
    """A time in which all were asked to be quiet and write: from an instant (server ms) until the beat at which the
    words of it opened; None: it lasts."""

    since: int
    until: int | None


class Nameless:
    """When words without a name are taken, and when they open."""

    def names_end(self, session: Session, index: int) -> int | None:
        """Server ms from which on this step wants the words written for it opened. None: nothing to open yet."""
        return None

    def question(self, session: Session, index: int) -> str | None:
        """The thing that unsigned answers, or cards in a time of quiet, are written for. None: it takes none."""
        return None

    def silence(self, session: Session, index: int) -> Silence | None:
        """When all were asked to be quiet and write. Cards from then open at its end; all others only if it has the
        last words."""
        return None

    def last_words(self, session: Session, index: int) -> bool:
        """Does all else that is sealed open at its end too, since the circle closes?"""
        return False

    def opened(self, scene: Scene, texts: Sequence[UnsignedText], n: int) -> Iterable[Event | Keep]:
        """Words open at the end it named, `texts` sorted by id. `n`: at least so many people could have written."""
        return ()

    def listed(self, session: Session, index: int) -> tuple[str, ...]:
        """The ids of all unsigned texts it has opened, so that their authors' panels know."""
        return ()
