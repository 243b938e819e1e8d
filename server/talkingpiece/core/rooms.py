"""Rooms that pairs meet in: links to any call, one a place, or a pattern that gives each round rooms of its own."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from .refusal import Refused

LONGEST_LINK = 2000  # characters
MOST_LINKS = 2500  # pairs of 5,000 people
PATTERN = "{room}"


def room_link(raw: str, number: int = 1) -> str:
    """A link that a pair can follow, or a pattern for many. `number` says which line it was.

    Raises Refused unless it is https with a host, and no name or password in it.
    """
    link = raw.strip()
    try:
        parts = urlsplit(link.replace(PATTERN, "1-room"))
        sound = parts.scheme == "https" and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        sound = False
    if not sound or len(link) > LONGEST_LINK or not link.isprintable() or " " in link or "\\" in link:
        raise Refused("bad_link", f"Line {number}: a room link begins with https:// and has no blanks; one a line.")
    return link


def room_links(raw: Sequence[str]) -> tuple[str, ...]:
    """The links of a session, checked. Empty lines are passed over. Raises Refused with the number of the line,
    also for a link that is there twice."""
    seen: dict[str, int] = {}
    for number, line in enumerate(raw, 1):
        link = room_link(line, number) if line.strip() else ""
        if link in seen:
            raise Refused("bad_link", f"Line {number} is the same as line {seen[link]}: two pairs would meet there.")
        if link:
            seen[link] = number
    links = tuple(seen)
    if len(links) > MOST_LINKS:
        raise Refused("bad_link", f"Up to {MOST_LINKS:,} links fit.")
    if len(links) > 1 and any(PATTERN in link for link in links):
        raise Refused("bad_link", "A link with {room} stands alone: it makes a room for every pair.")
    return links


def link_for(links: Sequence[str], place: int, secret: str, occasion: str) -> str | None:
    """The link of a place (index from 0), None when there is none left for it.

    A pattern's rooms are new for every occasion, and only those who are told a room's name can know it: it is made
    with a secret that never leaves the server.
    """
    if len(links) == 1 and PATTERN in links[0]:
        made = hmac.new(secret.encode(), f"tp1 room|{occasion}|{place}".encode(), hashlib.sha256).hexdigest()[:12]
        return links[0].replace(PATTERN, f"{place + 1}-{made}")
    return links[place] if place < len(links) else None
