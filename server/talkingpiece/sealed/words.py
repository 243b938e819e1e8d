"""Four words that everybody compares by ear, where there is no link to carry the root.

Somebody in the call says a number from 0 to 99, whoever leads types it, every panel shows the words for it, and they
are read out. Without a number named by somebody else the words would be worth nothing: two roots with the same words
can be searched for beforehand; for most of a hundred numbers at once they cannot.

Four words of a list of 512 (36 bits), where the design had three of 2,048 (33 bits): that list alone is a fifth of what
the panel may load for cards, and it has words in it that nobody wants read out in a circle of trust.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from talkingpiece.resources import CLIENT_STATIC

NUMBERS = 100  # 0 to 99
WORDS = 4
_BITS = 9  # of each word


@cache
def wordlist() -> tuple[str, ...]:
    """The 512 words, in alphabetical order: the very file that panels load, so that there is no second list."""
    text = (CLIENT_STATIC / "sealed" / "wordlist.js").read_text(encoding="utf-8")
    words = [""]
    for same, rest in re.findall(r"(\d)([a-z]+)", text[text.index("CODE = ") :]):
        words.append(words[-1][: int(same)] + rest)
    return tuple(words[1:])


def words_for(root: bytes, number: int) -> tuple[str, ...]:
    """The words everybody sees when `number` was called. Raises ValueError for a number that cannot be called."""
    if not 0 <= number < NUMBERS:
        raise ValueError(number)
    digest = hashlib.sha256(b"tp1 words" + root + bytes([number])).digest()
    bits = int.from_bytes(digest[:8]) >> (64 - WORDS * _BITS)
    indices = [bits >> (_BITS * place) & (2**_BITS - 1) for place in reversed(range(WORDS))]
    return tuple(wordlist()[index] for index in indices)
