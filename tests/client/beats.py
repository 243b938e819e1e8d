"""The sealed channel of the scripted server: it really issues tokens, and takes the packets that they pay for."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.websockets import WebSocket

from talkingpiece import wire
from talkingpiece.channel.frames import beat_frame, issue, keys_frame, root_text, wrap_text
from talkingpiece.sealed.acts import Act, Card, id_of
from talkingpiece.sealed.collect import Beat, Collecting, Words
from talkingpiece.sealed.issue import Issuing
from talkingpiece.sealed.tokens import TokenKey
from talkingpiece.sealed.tree import BEATS, KeyTree

SESSION = "c2NyaXB0ZWQtc2Vzc2lvbg"
SEED = bytes(range(32))
FIRST = 7
BEAT_MS = 30_000
WAIT = 5  # seconds; a safety net: panels answer within milliseconds


@cache
def tree(seed: bytes = SEED) -> KeyTree:
    """All keys of the scripted session."""
    return KeyTree(seed, SESSION)


@dataclass(frozen=True)
class Post:
    """A packet as it came, and what it must not carry."""

    body: bytes
    headers: dict[str, str]


@dataclass
class Beats:
    """One owner of the channel. Every connection is a seat of its own."""

    keys: KeyTree = field(default_factory=tree)
    now: int = FIRST - 1  # the beat that is on
    things: dict[str, int] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)  # whatever arrived, beat by beat
    asked: dict[WebSocket, set[int]] = field(default_factory=dict)  # leaves for which tokens were asked, by connection
    cards: dict[str, str] = field(default_factory=dict)  # keys of the cards that came, by id

    def __post_init__(self) -> None:
        self.issuing = Issuing(self.keys, FIRST)
        self.issuing.advance(self.now)
        self._collecting: Collecting | None = None
        self._moved = asyncio.Event()

    def welcome(self) -> dict[str, Any]:
        """The sealed part of a welcome."""
        wrap = wrap_text(self.keys, "chi")
        return {"session": SESSION, "root": root_text(self.keys), "wrap": wrap, "beat_ms": BEAT_MS}

    @property
    def k(self) -> str:
        """What the join link carries."""
        return self.keys.link

    def begin(self, opening: bool, soon: bool, questions: tuple[str, ...]) -> wire.Beat:
        """The next beat. Packets for it are taken from now on."""
        self.now += 1
        self.issuing.advance(self.now)
        self._collecting = Collecting(self.now, self.keys.key(self.now), SESSION, len(self.issuing.seats(self.now)))
        return beat_frame(self.keys, self.now, opening=opening, soon=soon, questions=questions)

    async def all_have_answered(self, panels: list[WebSocket]) -> None:
        """Every panel has asked for its next token, and has sent its packet if it had one for this beat."""
        leaf = self.now + 2
        with suppress(TimeoutError):  # a panel that is stopped answers nothing
            async with asyncio.timeout(WAIT):
                while not self._complete(panels, leaf):
                    self._moved.clear()
                    await self._moved.wait()

    def _complete(self, panels: list[WebSocket], leaf: int) -> bool:
        assert self._collecting is not None
        asked = all(leaf in self.asked.get(panel, ()) for panel in panels)
        connected = {seat_of(panel) for panel in panels}
        return asked and self._collecting.valid >= len(self.issuing.seats(self.now) & connected)

    def flush(self, words: Words) -> Beat:
        """What this beat brought."""
        assert self._collecting is not None
        brought = self._collecting.flush(self, words)
        self.cards |= {id_of(act): act.key for act in brought.acts if isinstance(act, Card)}
        self.acts += brought.acts
        return brought

    def open(self, *things: str) -> wire.Keys:
        """These can be voted on from now on, each with the next free leaf; those before them too."""
        for thing in things:
            self.things[thing] = BEATS + len(self.things)
            self.issuing.open(self.things[thing])
        return keys_frame(self.keys, self.things)

    async def take(self, request: Request) -> None:
        """A packet arrives. Never says what became of it."""
        self.posts.append(Post(await request.body(), dict(request.headers)))
        if self._collecting:
            self._collecting.take(self.posts[-1].body)
        self._moved.set()

    def blind(self, socket: WebSocket, said: dict[str, Any]) -> wire.Issued:
        """Tokens for a panel."""
        asked: wire.Blind = wire.decode(json.dumps(said), (wire.Blind,))
        self.asked.setdefault(socket, set()).update(one.leaf for one in asked.tokens)
        self._moved.set()
        return issue(self.issuing, seat_of(socket), asked)

    # what `Collecting.flush` asks

    def card_key(self, card: str) -> str | None:
        """The key of a card that came."""
        return self.cards.get(card)

    def ballot_key(self, thing: str) -> TokenKey | None:
        """The key of a thing that was opened."""
        return self.keys.key(self.things[thing]) if thing in self.things else None


def seat_of(socket: WebSocket) -> str:
    """A name for a connection."""
    return str(id(socket))
