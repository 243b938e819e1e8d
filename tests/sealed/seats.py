"""A session's keys, and panels that behave: what the tests of sealed cards share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import Card, Reply, Tap, Text, card_id
from talkingpiece.sealed.collect import Beat, Collecting, Words
from talkingpiece.sealed.tokens import TokenKey
from talkingpiece.sealed.tree import KeyTree

SESSION = "c2Vzc2lvbi1vZi10ZXN0cw"
SEED = bytes(range(32))
TREE = KeyTree(SEED, SESSION)
BEAT = 7
THING = panel.text_of(b"a card to say it")
LEAF = 1536


def token(leaf: int = BEAT, tree: KeyTree = TREE) -> panel.Token:
    """A token that was asked for and answered as it should be."""
    asked = panel.Asked()
    return asked.finish(tree.public(leaf), tree.key(leaf).issue(asked.element))


def card(text: str = "We laughed at him.", *, seed: bytes | None = None, soon: bool = False, floor: int = 5) -> Card:
    seed = seed or secrets.token_bytes(32)
    words = Card(key=panel.key_of(seed), to="all", weight="slow", soon=soon, text=text, floor=floor, sig=panel.UNSIGNED)
    made = panel.signed(words, seed, SESSION)
    assert isinstance(made, Card)
    return made


def tap(seed: bytes | None = None) -> Tap:
    seed = seed or secrets.token_bytes(32)
    made = panel.signed(Tap(key=panel.key_of(seed), what="slow", sig=panel.UNSIGNED), seed, SESSION)
    assert isinstance(made, Tap)
    return made


def text(*texts: str) -> Text:
    seed = secrets.token_bytes(32)
    words = Text(key=panel.key_of(seed), thing=THING, texts=texts, floor=5, sig=panel.UNSIGNED)
    made = panel.signed(words, seed, SESSION)
    assert isinstance(made, Text)
    return made


def reply(seed: bytes, words: str = "It was the joke.", *, seq: int = 1, signer: bytes | None = None) -> Reply:
    about = card_id(panel.key_of(seed))
    made = panel.signed(Reply(card=about, seq=seq, text=words, floor=5, sig=panel.UNSIGNED), signer or seed, SESSION)
    assert isinstance(made, Reply)
    return made


@dataclass
class Open:
    """What is open in the session: keys of cards by id, and the things that ballots count on."""

    cards: dict[str, str] = field(default_factory=dict)
    things: dict[str, int] = field(default_factory=lambda: {THING: LEAF})

    def card_key(self, card: str) -> str | None:
        return self.cards.get(card)

    def ballot_key(self, thing: str) -> TokenKey | None:
        return TREE.key(self.things[thing]) if thing in self.things else None


def collected(*packets: bytes, issued: int = 30, words: Words = "all", known: Open | None = None) -> Beat:
    """What a beat brings when these packets arrive in this order."""
    beat = Collecting(BEAT, TREE.key(BEAT), SESSION, issued)
    for one in packets:
        beat.take(one)
    return beat.flush(known or Open(), words)
