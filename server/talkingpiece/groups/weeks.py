"""Weeks, the finest time a group's memory has. ISO weeks, UTC, such as 2026-W47: they sort as they follow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

DAY_MS = 24 * 3600 * 1000
MONTH_MS = 2_629_746_000  # a twelfth of 365.2425 days


def week_of(now_ms: int) -> str:
    """The week of an instant (UNIX ms)."""
    year, week, _ = datetime.fromtimestamp(now_ms / 1000, UTC).isocalendar()
    return f"{year:04}-W{week:02}"


def end_of(week: str) -> int:
    """The instant (UNIX ms) at which a week is over."""
    monday = datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=UTC)
    return int((monday + timedelta(days=7)).timestamp() * 1000)
