"""What one person saw and did, in their own words and by their own clock. The judge reads diaries and module files,
and nothing of the server's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from talkingpiece.demo.seen import Seen

MARK = re.compile(r"\btp[0-9a-f]{12}\b")

Role = Literal["participant", "facilitator", "wall"]
Sort = Literal["card", "reply", "answer", "named", "unsigned", "pair"]


@dataclass(frozen=True, slots=True)
class Sight:
    """One head of the stage as it stood on somebody's screen. Times are real ms on the clock all people share.

    `late_ms` and `rings_at` are None where they cannot be told, `rings_at` also while the clock is held. `said_yes`:
    had this person said yes to the agreement by then? `notes`: the words to say, where they are shown. `added`: an
    interlude, no step of the module.
    """

    opening: int
    step: int
    steps: int
    phase: str
    kind: str
    title: str
    body: str
    alternative: str
    gate: bool
    said_yes: bool
    late_ms: float | None
    rings_at: float | None
    total_ms: int
    notes: str | None
    added: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """Who somebody was with, by seat. `order`: who begins, as told to this person. `being` as in their view; `half`:
    was half-time over by then?
    """

    partners: frozenset[str]
    order: tuple[str, ...]
    place: int | None
    being: str = "paired"
    half: bool = False


@dataclass(frozen=True, slots=True)
class Being:
    """What somebody's panel said of their company, by their own clock. `being` as in the view; `over`: the step was.
    `doubt_ms`: by how many server ms the clock may be wrong.
    """

    opening: int
    being: str
    partners: frozenset[str]
    server_ms: float
    doubt_ms: float


@dataclass(frozen=True, slots=True)
class Gone:
    """A seat was said not to be there, or sat out while the pairs talked: asked for at this moment."""

    opening: int
    seat: str
    server_ms: float
    doubt_ms: float


@dataclass(frozen=True, slots=True)
class ShownIntroduction:
    """Who introduces whom, with which words, by seat."""

    by: str
    whom: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Marked words somewhere in a frame. `server_ms` by the own clock, which may be wrong by `doubt_ms` of these.

    `real_ms` is on the clock all people share. `where` is type and section of the view.
    """

    mark: str
    where: tuple[str, str]
    server_ms: float
    doubt_ms: float
    real_ms: float


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An opened answer on the board."""

    text: str | None
    name: str | None


@dataclass(slots=True)
class Wrote:
    """Words that somebody wrote, at `real_ms` on the clock all people share. `id`: the act that carries them without a
    name; of a reply or an answer also the `card` it is about. `kept`: the server said yes to words with a name.
    `thing`: what an unsigned answer or a card in a time of quiet was for. `to_all`: a card for everyone; an answer that
    everyone reads.

    Of a pair's line: the seat it is `about`, and whether that one let it go (`released`).
    """

    mark: str
    text: str
    sort: Sort
    who: int
    step: int
    real_ms: float
    id: str = ""
    card: str = ""
    thing: str = ""
    to_all: bool = False
    soon: bool = False
    kept: bool = False
    about: str = ""
    released: bool = False


@dataclass(slots=True)
class Diary:
    """One person's, wall's or facilitator's notes. `who` counts through the cast; -1 leads, -2 is the wall.

    By opening: the last `company` while pairs talked, how often they `held` the piece and `postponed`, the `circle` as
    last shown, who was `introduced`. `twice`: openings in which somebody stood in two groups. By step: the opened
    `answers`, and `answers_n`, how many could have written them. `seen`: all of cards. `yours`: what the close gave
    back. `people`: everyone here, as last shown. `offline`: from when to when their line was down, in server ms.
    """

    who: int
    name: str
    role: Role
    seat: str = ""
    label: str = ""
    sights: list[Sight] = field(default_factory=list)
    company: dict[int, Company] = field(default_factory=dict)
    beings: list[Being] = field(default_factory=list)
    twice: set[int] = field(default_factory=set)
    introduced: dict[int, list[ShownIntroduction]] = field(default_factory=dict)
    offline: list[tuple[float, float]] = field(default_factory=list)
    held: dict[int, int] = field(default_factory=dict)
    postponed: dict[int, int] = field(default_factory=dict)
    circle: dict[int, dict[str, str]] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    answers: dict[int, list[ShownAnswer]] = field(default_factory=dict)
    answers_n: dict[int, int | None] = field(default_factory=dict)
    yours: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.label or self.name

    def marks_at(self, where: tuple[str, str]) -> set[str]:
        """The marks of all words that stood there, at any time."""
        return {heard.mark for heard in self.heard if heard.where == where}


@dataclass(slots=True)
class Record:
    """All that is judged: the diaries, the words written, what was done and said aloud, and the page taken home.

    By opening: `steps` which step it was, `present` who was in the call for all of it, `totals` its planned and added
    time (ms) as said aloud, `changed` who came or left during it. `asked_ms`: when whoever leads asked for something
    to be shown, by the mark of a card or the step of a collection (real ms on the shared clock). `metoos`: by card, who
    said it when; `quick`: by card, what its author said; `taps`: all of them. `last_words`: how often whoever leads
    asked for them. `gone`: whose company lost them. `wishes`: seat -> seats it asked not to be with; `by_hand`: by
    opening, seats that were moved.
    """

    diaries: list[Diary] = field(default_factory=list)
    wrote: list[Wrote] = field(default_factory=list)
    steps: dict[int, int] = field(default_factory=dict)
    present: dict[int, frozenset[int]] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)
    changed: dict[int, set[int]] = field(default_factory=dict)
    asked_ms: dict[str | int, float] = field(default_factory=dict)
    metoos: dict[str, dict[int, float]] = field(default_factory=dict)
    quick: dict[str, list[str]] = field(default_factory=dict)
    taps: list[str] = field(default_factory=list)
    last_words: int = 0
    gone: list[Gone] = field(default_factory=list)
    wishes: dict[str, set[str]] = field(default_factory=dict)
    by_hand: dict[int, set[str]] = field(default_factory=dict)
    report: str | None = None
    drops: int = 0
    restarts: int = 0
    complaints: list[str] = field(default_factory=list)

    @property
    def participants(self) -> list[Diary]:
        return [diary for diary in self.diaries if diary.role == "participant"]
