"""Names and seats, where they should not be."""

from __future__ import annotations

import re
from collections.abc import Iterable


def named(text: str, people: Iterable[str]) -> list[str]:
    """Which of these names or seats stand in a text; letters within a longer word, or within base64, are none."""
    return [one for one in people if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text)]
