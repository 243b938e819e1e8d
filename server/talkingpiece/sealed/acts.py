"""What a packet can carry, without anybody's name: cards, answers, taps, replies, ballots.

Every act has an id that follows from what it says, so sending it again changes nothing, and the same id never has
other content. It is signed by a key that was made for one card and belongs to nobody, or is a ballot with the mark of
a token.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from talkingpiece.core.commands import STRICT
from talkingpiece.core.texts import TEXT_BYTES, clean

ACTS = 8  # in one packet
TEXTS = 5  # answers of one person to one question

# base64url without padding; the last letter has no loose bits, so that bytes are written in one way only.
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{21}[AQgw]$")]  # 16 bytes
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")]  # 32 bytes
Signature = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{85}[AQgw]$")]  # 64 bytes
Floor = Annotated[int, Field(ge=3, le=1000)]  # the smallest n its author accepts
Count = Annotated[int, Field(ge=1, le=999)]


class Unreadable(Exception):
    """What a packet carries is no list of acts. It says nothing of why: the reason would quote somebody's words."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A concern in words. `secret`: the key under which only its author reads the answer of those who lead."""

    key: Key
    to: Annotated[Literal["lead", "all"], Field(alias="for")]
    weight: Literal["thought", "slow", "stop"]
    soon: bool
    text: str
    floor: Floor
    sig: Signature
    secret: Key | None = None
    act: Literal["card"] = "card"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Text:
    """Up to five unsigned answers to a question (`thing`). They are parted when they open; see `answers`."""

    key: Key
    thing: Id
    texts: Annotated[tuple[str, ...], Field(min_length=1, max_length=TEXTS)]
    floor: Floor
    sig: Signature
    act: Literal["text"] = "text"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Tap:
    """A concern without words. `try`: the first one, by which everybody tries the channel out."""

    key: Key
    what: Literal["slow", "stop", "try"]
    sig: Signature
    act: Literal["tap"] = "tap"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Further words by the author of a card. `seq`: one for each further act on that card, counted from 1."""

    card: Id
    seq: Count
    text: str
    floor: Floor
    sig: Signature
    act: Literal["reply"] = "reply"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Quick:
    """A ready-made reply by the author of a card: "yes, that is it", "not yet", "thank you"."""

    card: Id
    seq: Count
    what: Literal["yes", "not_yet", "thanks"]
    sig: Signature
    act: Literal["quick"] = "quick"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Withdraw:
    """The author takes a card back."""

    card: Id
    sig: Signature
    act: Literal["withdraw"] = "withdraw"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class MeToo:
    """A ballot on a card. `t`: the token it spends; `mac`: the mark that only its holder can make."""

    thing: Id
    t: Key
    mac: Id
    act: Literal["metoo"] = "metoo"
    __pydantic_config__ = STRICT


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A ballot with a value: a place on a scale, a number of fingers."""

    thing: Id
    t: Key
    mac: Id
    value: Annotated[int, Field(ge=0, le=99)]
    act: Literal["answer"] = "answer"
    __pydantic_config__ = STRICT


Fresh = Card | Text | Tap  # signed by a key of their own
Further = Reply | Quick | Withdraw  # signed by the key of a card that is open
Ballot = MeToo | Answer
Act = Fresh | Further | Ballot

_ACTS: TypeAdapter[tuple[Act, ...]] = TypeAdapter(
    Annotated[tuple[Annotated[Act, Field(discriminator="act")], ...], Field(max_length=ACTS)]
)


def read_acts(raw: bytes) -> tuple[Act, ...]:
    """The acts that a packet carries, as JSON in UTF-8. Raises Unreadable for anything else, whatever it is."""
    try:
        acts = _ACTS.validate_json(raw)
    except ValidationError:
        raise Unreadable from None  # the validation error quotes what it was given
    said = [words for words in map(words_in, acts) if words]
    if len(said) > 1 or any(size(words) > TEXT_BYTES or not all(map(clean, words)) for words in said):
        raise Unreadable
    if any(isinstance(act, Card) and act.secret and act.to == "all" for act in acts):
        raise Unreadable  # a key that everybody sees would protect nothing
    return acts


def words_in(act: Act) -> tuple[str, ...]:
    """What somebody wrote, as they wrote it; show `core.texts.clean` of it. Empty for acts without words."""
    if isinstance(act, Text):
        return act.texts
    return (act.text,) if isinstance(act, Card | Reply) else ()


def size(words: tuple[str, ...]) -> int:
    """Bytes that these words take in a packet: UTF-8, with quotes and line breaks escaped as JSON has it."""
    return sum(len(json.dumps(text, ensure_ascii=False).encode()) - 2 for text in words)


def content(act: Act) -> bytes:
    """What is signed and hashed: the act without its signature, as JSON with sorted names and no blanks."""
    fields = {field.name: getattr(act, field.name) for field in dataclasses.fields(act) if field.name != "sig"}
    if isinstance(act, Card):
        fields["for"] = fields.pop("to")
    given = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def id_of(act: Act) -> str:
    """16 bytes of SHA-256 of its content, in base64url; a card's follows from its key, so nobody can take another's."""
    return card_id(act.key) if isinstance(act, Card) else short(content(act))


def card_id(key: str) -> str:
    """The id of the card that this key (base64url) signs. A tap's key may sign a card later: so the two are one."""
    return short(raw(key))


def answers(text: Text) -> tuple[tuple[str, str], ...]:
    """Its answers apart, each with an id: nobody who sees two of them can tell that one person wrote both."""
    own = hashlib.sha256(content(text)).digest()
    return tuple((short(b"tp1 text" + own + bytes([place])), answer) for place, answer in enumerate(text.texts))


def slot(act: Act) -> tuple[str, ...]:
    """What there can be only one of: a second act with the same slot is another try at the first, or a trick."""
    if isinstance(act, Fresh):
        return (act.act, act.key)
    if isinstance(act, Ballot):
        return ("ballot", act.thing, act.t)
    return ("card", act.card, "withdraw" if isinstance(act, Withdraw) else str(act.seq))


def raw(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def short(of: bytes) -> str:
    """16 bytes of SHA-256, in base64url."""
    return base64.urlsafe_b64encode(hashlib.sha256(of).digest()[:16]).decode().rstrip("=")
