"""Words that people type: cleaned of what could disguise them, measured, never judged."""

from __future__ import annotations

import unicodedata

from .refusal import Refused

NAME_LENGTH = 40
TEXT_BYTES = 2400  # the room a sealed packet has for words (SEALED.md, section 4)

_KEPT_CONTROLS = "\n"
_SHOW_NOTHING = "\u034f\u115f\u1160\u3164\uffa0"  # count as letters, look like an empty place card
_RAW = 4 * TEXT_BYTES  # characters; putting much longer runs of accents into one form would hold up everybody

_NAME_LONG = ("name_long", f"Up to {NAME_LENGTH} letters fit on a place card. A shorter name will do.")
_TEXT_LONG = (
    "text_long",
    "This is longer than fits here. Keep the part that matters most; the rest can be said.",
)


def _visible(char: str) -> bool:
    """False for controls, and for marks that reorder or hide what others read (bidi overrides, zero width)."""
    if char in _KEPT_CONTROLS:
        return True
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp"):
        return False
    # U+200C and U+200D join letters in Persian and Hindi names: they stay.
    return char not in _SHOW_NOTHING and (category != "Cf" or char in "\u200c\u200d")


def clean(text: str) -> str:
    """The text in one Unicode form, without control or direction-changing characters and outer blanks."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(filter(_visible, plain))).strip()


def name_of(raw: str) -> str:
    """A name for a place card: one line, 1 to 40 letters.

    Raises Refused when nothing readable is left, or when it is too long for the card.
    """
    if len(raw) > _RAW:
        raise Refused(*_NAME_LONG)
    name = " ".join(clean(raw).split())
    if not name or not any(char.isalnum() for char in name):
        raise Refused("name_empty", "Your place card needs a name. What shall we call you?")
    if len(name) > NAME_LENGTH:
        raise Refused(*_NAME_LONG)
    return name


def words_of(raw: str) -> str:
    """What somebody wrote, at most 2,400 bytes of UTF-8. Raises Refused when it is empty or longer."""
    if len(raw) > _RAW:
        raise Refused(*_TEXT_LONG)
    text = clean(raw)
    if not text:
        raise Refused("text_empty", "Write something first.")
    if len(text.encode()) > TEXT_BYTES:
        raise Refused(*_TEXT_LONG)
    return text
