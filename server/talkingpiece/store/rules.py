"""The decisions that memory and SQLite share. Redis takes the same ones inside its scripts."""

from __future__ import annotations

from dataclasses import dataclass

from talkingpiece.store.base import Conflict, Duplicate, Held, WrongEpoch


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands: its log's head, and who may add to it. No holder: nobody may."""

    epoch: str
    head: int
    fence: int = 0
    holder: str | None = None
    lease_until_ms: int = 0


def judge_append(
    standing: Standing, epoch: str, fence: int, expected_seq: int, written: Duplicate | None
) -> WrongEpoch | Duplicate | Conflict | None:
    """None: go ahead. The command comes before the seq: a retry always carries an old one."""
    if epoch != standing.epoch or fence != standing.fence or standing.holder is None:
        return WrongEpoch()
    if written is not None:
        return written
    return None if expected_seq == standing.head else Conflict(standing.head)


def judge_claim(standing: Standing, holder: str, now_ms: int) -> Held | int:
    """The fence to claim with, or who is in the way."""
    if standing.holder == holder:
        return standing.fence
    if standing.holder is not None and now_ms < standing.lease_until_ms:
        return Held(standing.holder, standing.lease_until_ms)
    return standing.fence + 1
