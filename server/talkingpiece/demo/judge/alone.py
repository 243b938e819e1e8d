"""How long was anybody without company while the others talked? Measured from what their own panels said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talkingpiece.demo.diary import Being, Diary, Gone, Record

LONGEST_S = 15.0  # server seconds that somebody may be alone


@dataclass(frozen=True, slots=True)
class Alone:
    """From somebody's answer that the other one is not there, or from the other's sitting out, until company came.

    Time in which the own line was down is not in `seconds`: no company can be shown to a panel without a line.
    `doubt_s`: by how much the clocks of the two who say when may be wrong.
    """

    diary: Diary
    opening: int
    seconds: float
    doubt_s: float


def faults(record: Record) -> Iterable[str]:
    """Whoever waited for longer than is promised."""
    for one in found(record):
        if one.seconds - one.doubt_s > LONGEST_S:
            yield f"{one.diary} was alone for {one.seconds:.0f} s while the others talked"


def longest_s(record: Record) -> float:
    """The longest of all, 0 when nobody ever was."""
    return max((one.seconds for one in found(record)), default=0.0)


def found(record: Record) -> Iterator[Alone]:
    """Every time that somebody was alone."""
    for diary in record.participants:
        for i, now in enumerate(diary.beings[:-1]):
            following = diary.beings[i + 1 :]
            if _lonely(now) and not (i and _lonely(diary.beings[i - 1])):
                before = diary.beings[i - 1] if i else None
                cause = _cause(record, now, before)
                yield from _until_company(diary, now, cause or now, following)
            elif not _lonely(now) and len(now.partners) == 1 and not _lonely(following[0]):
                cause = _cause(record, following[0], now)  # company came at once
                if cause is not None and cause.seat not in following[0].partners:
                    yield from _until_company(diary, now, cause, following)


def _lonely(being: Being) -> bool:
    return being.being == "waiting" or (being.being == "paired" and not being.partners)


def _cause(record: Record, now: Being, before: Being | None) -> Gone | None:
    """What made somebody lonely: the last answer about whoever they were with."""
    if before is None or before.opening != now.opening:
        return None
    causes = [
        gone for gone in record.gone
        if gone.opening == now.opening and gone.seat in before.partners
        and before.server_ms - before.doubt_ms <= gone.server_ms <= now.server_ms + now.doubt_ms + gone.doubt_ms
    ]  # fmt: skip
    return max(causes, key=lambda gone: gone.server_ms, default=None)


def _until_company(diary: Diary, now: Being, since: Gone | Being, following: list[Being]) -> Iterator[Alone]:
    end = next((one for one in following if not _lonely(one)), None)
    if end is None or end.opening != now.opening:
        return
    down = sum(max(0.0, min(back, end.server_ms) - max(lost, since.server_ms)) for lost, back in diary.offline)
    seconds = max(0.0, end.server_ms - since.server_ms - down) / 1000
    yield Alone(diary, now.opening, seconds, (end.doubt_ms + since.doubt_ms) / 1000)
