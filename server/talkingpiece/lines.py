"""Who is connected to a room, at the door, or has a hand up. Never logged: only what people decide because of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from talkingpiece import wire
from talkingpiece.clock import Clock
from talkingpiece.core.commands import TakeSeat
from talkingpiece.core.presence import Knock, Presence
from talkingpiece.core.refusal import Refused
from talkingpiece.outbox import Outbox

MOST_AT_THE_DOOR = 200  # knocks: whoever has the code must not be able to fill everybody's list


@dataclass(eq=False, slots=True)
class Line:
    """One connection. `seat` is None for facilitators without a seat, walls, and those at the door."""

    role: wire.Role
    outbox: Outbox
    seat: str | None = None
    name: str = ""
    waiting: bool = False
    gone: bool = False


@dataclass(eq=False, slots=True)
class AtTheDoor:
    """Somebody who knocks: their line, the seat they would get, and how they are welcomed."""

    line: Line
    seat: TakeSeat
    welcome: Callable[[], None] = field(repr=False)


class Lines:
    """The connections of one room."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[Line, None] = {}  # in the order they came, so that the same meeting gives the same bytes
        self._door: dict[str, AtTheDoor] = {}
        self._hands: list[str] = []
        self._expected: set[str] = set()
        self._lost: dict[str, int] = {}
        self._last_facilitator = ""

    def __iter__(self) -> Iterator[Line]:
        return iter(self._open)

    def __len__(self) -> int:
        return len(self._open) + len(self._door)

    def enter(self, line: Line) -> None:
        """A line is open. Of two lines of one seat the newer one has it; the older is told."""
        for other in [o for o in self._open if line.seat is not None and o.seat == line.seat]:
            self._open.pop(other)
            other.outbox.close(wire.Close.TAKEN_OVER)
        line.waiting = False
        if line.gone:  # while the door was being opened to it
            self._lose(line)
            return
        self._open[line] = None
        if line.seat:
            self._lost.pop(line.seat, None)
        if line.role == "facilitator" and line.name:
            self._last_facilitator = line.name

    def leave(self, line: Line) -> None:
        """A line is closed, whatever the reason. Somebody at the door has gone; a seat's line is lost."""
        line.gone = True
        self._door = {seat: knock for seat, knock in self._door.items() if knock.line is not line}
        if line in self._open:
            self._open.pop(line)
            self._lose(line)

    def _lose(self, line: Line) -> None:
        if line.seat:
            self._lost[line.seat] = self._clock.now_ms()

    @contextmanager
    def expecting(self, seat: str) -> Iterator[None]:
        """A newcomer is being given this seat: their line counts as open, or they would first be shown as lost."""
        self._expected.add(seat)
        try:
            yield
        finally:
            self._expected.discard(seat)

    # --- the door ------------------------------------------------------------------------------------------

    def knock(self, knock: AtTheDoor) -> None:
        """Somebody is at the door; the same person knocking again takes the older knock's place. Raises Refused."""
        if older := self._door.pop(knock.seat.seat, None):
            older.line.outbox.close(wire.Close.TAKEN_OVER)
        if len(self._door) >= MOST_AT_THE_DOOR:
            raise Refused("door_full", "Many are at the door already. Try again in a minute.")
        knock.line.waiting = True
        self._door[knock.seat.seat] = knock

    def take_from_door(self, seat: str) -> AtTheDoor:
        """Whoever knocks for this seat, no longer at the door. Raises Refused when nobody does."""
        if seat not in self._door:
            raise Refused("nobody_there", "Nobody is at the door under this place any more.")
        return self._door.pop(seat)

    def shut(self, code: wire.Close) -> None:
        """Nobody at the door is let in any more."""
        for knock in self._door.values():
            knock.line.outbox.close(code)
        self._door.clear()

    # --- hands ---------------------------------------------------------------------------------------------

    def raise_hand(self, seat: str, up: bool) -> None:
        """Put a hand up, last in their order, or down."""
        if up and seat not in self._hands:
            self._hands.append(seat)
        elif not up and seat in self._hands:
            self._hands.remove(seat)

    # --- what others may know of it --------------------------------------------------------------------------

    def presence(self, here: tuple[str, ...], since: int | None, due: Mapping[str, int]) -> Presence:
        """Who is connected at this moment; `here` are the seats that have not left on purpose."""
        return Presence(
            connected=frozenset({*(line.seat for line in self._open if line.seat), *self._expected}),
            lost={seat: at for seat, at in self._lost.items() if seat in here},
            hands=tuple(seat for seat in self._hands if seat in here),
            facilitators=tuple(sorted(line.name for line in self._open if line.role == "facilitator")),
            last_facilitator=self._last_facilitator,
            walls=sum(line.role == "wall" for line in self._open),
            knocks=tuple(Knock(seat=knock.seat.seat, name=knock.seat.name) for knock in self._door.values()),
            since=since,
            due=due,
        )

    def close(self, code: wire.Close, retry_after_ms: int | None = None) -> None:
        """Close all lines, kindly: those that come back anyway are told when."""
        for line in [*self._open, *(knock.line for knock in self._door.values())]:
            if retry_after_ms is not None:
                line.outbox.answer(wire.GoAway(retry_after_ms=retry_after_ms))
            line.outbox.close(code)
