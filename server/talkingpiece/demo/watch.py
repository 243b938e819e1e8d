"""A person's own clock. It is wrong, as clocks are; pings tell how it runs beside the server's."""

from __future__ import annotations

import time


class Watch:
    """Own milliseconds, `skew_ms` away from everybody else's. Readings before the first pong are not to be trusted."""

    def __init__(self, skew_ms: float) -> None:
        self.skew_ms = skew_ms
        self.ready = False
        self._offset = 0.0  # server ms at own ms 0
        self._rate = 1.0
        self._best = self._doubt = float("inf")

    def read(self) -> float:
        """Own ms now."""
        return time.monotonic() * 1000 + self.skew_ms

    def measure_again(self) -> None:
        """A new connection: the next pong counts, however slow it was."""
        self._best = float("inf")

    def pong(self, sent: float, now: float, rate: float) -> None:
        """The server said `now` between `sent` and this moment (own ms). The quickest answer is the best measure."""
        heard = self.read()
        if heard - sent < self._best:
            self._best = self._doubt = heard - sent
            self._rate, self.ready = rate, True
            self._offset = now - (sent + heard) / 2 * rate

    def server_ms(self) -> float:
        """What the server's clock shows now, as far as this person can tell."""
        return self.server_ms_at(self.read())

    def server_ms_at(self, own_ms: float) -> float:
        """What it showed at this own instant."""
        return self._offset + own_ms * self._rate

    def true_ms(self, server_ms: float) -> float:
        """When this instant of the server comes, on a clock that all people share: their own without its skew."""
        return (server_ms - self._offset) / self._rate - self.skew_ms

    def real_ms(self, server_ms: float) -> float:
        """A length of server time in real ms."""
        return server_ms / self._rate

    @property
    def doubt_ms(self) -> float:
        """By how many server ms this clock may be wrong: half the quickest round trip, and a little for rounding. Until
        a new connection is measured, what the last one told still holds."""
        return (self._doubt / 2 + 2) * self._rate
