"""Any call at all: the group has its link, pairs may have links of their own."""

from __future__ import annotations

from urllib.parse import urlsplit

from talkingpiece.core.refusal import Refused

LONGEST_LINK = 2000  # characters


def room_link(raw: str) -> str:
    """A link a pair can follow. Raises Refused unless it is https with a host and no name or password in it."""
    link = raw.strip()
    try:
        parts = urlsplit(link)
        sound = parts.scheme == "https" and parts.hostname and not parts.username and not parts.password
    except ValueError:
        sound = False
    if not sound or len(link) > LONGEST_LINK or not link.isprintable() or " " in link:
        raise Refused("bad_link", "A room link begins with https:// and has no blanks. One link a line.")
    return link
