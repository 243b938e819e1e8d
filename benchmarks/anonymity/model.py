"""What is assumed of people in a session: the numbers that everything in this benchmark follows from.

They are those of docs/anonymity.md. A reader of cards is given all of them, and each person's own habits besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkingpiece.core.cards.state import BEAT_MS

BEAT = BEAT_MS // 1000  # seconds

HABITS = (0.4, 0.7, 1.0, 1.3, 1.6)  # how often somebody clicks or speaks, as a share of what is usual


@dataclass(frozen=True)
class Model:
    """One session of one group. Durations are seconds, on average where nothing else is said."""

    seconds: int = 3600
    cards_a_minute: float = 0.3  # of the whole group
    writing: float = 55.0  # median; log-normal
    writing_spread: float = 0.6  # standard deviation of its logarithm
    length_spread: float = 0.35  # the same, of what a text's length tells of the time it took
    visible_for: float = 180.0  # before somebody covers the panel with another window
    hidden_for: float = 120.0  # before they have it back: the panel is visible 60 % of the time
    here_for: float = 2400.0  # before the panel is gone altogether
    away_for: float = 120.0
    click_every: float = 60.0  # named activity, while the panel is visible
    turn: float = 20.0  # somebody speaks
    after_share: float = 0.7  # of those who sealed a card, how many click within
    after_within: int = 6  # seconds
    # A window step: all are asked to write, nobody speaks.
    asked_visible: float = 0.95  # of those who are there have the panel before them when it begins
    asked_write: float = 0.6  # of these write something; the others sit silent
    asked_within: int = 20  # seconds in which they begin to write
    asked_clicks: float = 0.1  # how often somebody clicks meanwhile, as a share of what is usual
    asked_after: bool = False  # do people click when they have sealed, though all others still sit silent?
    # Variants, each reported beside the plain model
    glance: bool = True  # may a wish have somebody uncover their panel, and cover it again when it is done?
    tap_after: bool = False  # do people click after a tap as they do after a card?
    tap_speaking: bool = True  # may somebody tap who speaks just then? It takes no silence

    @property
    def visible_share(self) -> float:
        """How much of the time a panel is visible."""
        return self.visible_for / (self.visible_for + self.hidden_for)

    def lingers(self, taps: bool) -> int:
        """Seconds for which whoever has sealed something keeps the panel in sight. A tap takes none."""
        return 0 if taps and not self.tap_after else self.after_within + 1

    def hazard(self, people: int) -> float:
        """How likely somebody who could begin to write does so in this second."""
        able = 1.0 if self.glance else self.visible_share
        return self.cards_a_minute / 60 / ((people - 1) * able * 0.93)  # one speaks, and some are away
