"""Bounds on strangers: wrong codes, sockets that have not said hello, and how fast one connection may talk.

300 people joining from one address within a minute is an ordinary morning: only *wrong* tries count.
"""

from __future__ import annotations

import ipaddress
import logging
from collections import Counter as Counted
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter

from talkingpiece.clock import Clock

MINUTE_MS = 60_000
WRONG_A_MINUTE = 30  # wrong codes and keys from one address; see docs/operations.md for the sum
WRONG_A_MINUTE_ALARMED = 3  # the same while the alarm is on
ALARM_AT = 300  # wrong codes and keys in a minute from anywhere
MOST_STRANGERS = 2_000  # sockets without a hello, in all
MOST_STRANGERS_EACH = 400  # and from one address
BURST = 80  # messages one connection may send at once
A_SECOND = 20  # and how many a second in the long run

log = logging.getLogger(__name__)
wrong_tries = Counter("talkingpiece_wrong_tries", "Hellos with a code or key under which nothing is open")


def bucket(address: str) -> str:
    """One household: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))


class Guesses:
    """Counts wrong tries of the last minute, per address and in all. Addresses are forgotten after it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: Counted[str] = Counted()
        self._all: deque[tuple[int, str]] = deque()
        self._alarmed = False

    def allows(self, address: str) -> bool:
        """May this address try at all?"""
        self._forget()
        most = WRONG_A_MINUTE_ALARMED if self.alarmed else WRONG_A_MINUTE
        return self._wrong[bucket(address)] < most

    def wrong(self, address: str) -> None:
        """A try from this address was wrong."""
        self._all.append((self._clock.now_ms(), bucket(address)))
        self._wrong[bucket(address)] += 1
        wrong_tries.inc()
        self._forget()
        if self.alarmed and not self._alarmed:
            log.warning(
                "somebody is guessing codes: over %d wrong tries in a minute; the limits are tightened", ALARM_AT
            )
        self._alarmed = self.alarmed

    @property
    def alarmed(self) -> bool:
        """Is somebody guessing from many places at once?"""
        return len(self._all) > ALARM_AT

    def _forget(self) -> None:
        since = self._clock.now_ms() - MINUTE_MS
        while self._all and self._all[0][0] <= since:  # the oldest only: a hello is cheap however many are guessing
            _, place = self._all.popleft()
            self._wrong[place] -= 1
            if not self._wrong[place]:
                del self._wrong[place]


class Strangers:
    """Sockets that have not said who they are."""

    def __init__(self) -> None:
        self._each: dict[str, int] = {}
        self._all = 0

    @contextmanager
    def one(self, address: str) -> Iterator[bool]:
        """Count one while it has not said hello; gives False when there are too many already."""
        place = bucket(address)
        room = self._all < MOST_STRANGERS and self._each.get(place, 0) < MOST_STRANGERS_EACH
        self._all += 1
        self._each[place] = self._each.get(place, 0) + 1
        try:
            yield room
        finally:
            self._all -= 1
            self._each[place] -= 1
            if not self._each[place]:
                del self._each[place]


class Pace:
    """A token bucket for one connection: `BURST` at once, `A_SECOND` in the long run."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._left, self._at = clock, float(BURST), clock.now_ms()

    def allows(self) -> bool:
        """Take one message's share; False when this connection talks too fast."""
        now = self._clock.now_ms()
        self._left = min(BURST, self._left + (now - self._at) / 1000 * A_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
