"""What an operator may count: all sessions together, and only at the flush: no number moves when a packet does."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

packets = Counter("talkingpiece_packets", "Good packets, blank or not, counted once a beat")
void_beats = Counter(
    "talkingpiece_void_beats", "Beats that opened nothing because the channel was flooded or the store was away"
)
flushes = Histogram("talkingpiece_flush_seconds", "From the end of a beat's collecting until what it brought is kept")
