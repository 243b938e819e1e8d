"""What one panel has said: cards, taps, answers and what follows on them, each with the key that signs it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from talkingpiece.core.texts import TEXT_BYTES
from talkingpiece.sealed import letters, panel
from talkingpiece.sealed.acts import (
    Card,
    Fresh,
    Further,
    Quick,
    Reply,
    Tap,
    Text,
    Withdraw,
    answers,
    card_id,
    id_of,
    size,
    words_in,
)


@dataclass(frozen=True)
class Said:
    """An act, and the ids under which views list it. `asked`: the thing that its words were written for."""

    act: Fresh | Further
    ids: tuple[str, ...]
    asked: str = ""


class Voice:
    """Says things; whether and when they are sent is for those who inherit from it."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._seeds: dict[str, bytes] = {}  # card -> what signs for it
        self._secrets: dict[str, str] = {}  # card -> what opens the answer to it
        self._seq: Counter[str] = Counter()
        self._said: list[Said] = []

    @property
    def mine(self) -> frozenset[str]:
        """Own cards."""
        return frozenset(self._seeds)

    # --- what is said ----------------------------------------------------------------------------------------

    def card(
        self,
        text: str,
        to: Literal["lead", "all"] = "lead",
        weight: Literal["thought", "slow", "stop"] = "thought",
        soon: bool = False,
        floor: int = 3,
        asked: str = "",
    ) -> str:
        """A card. Returns its id; one for those who lead takes a key along, for their answer. `asked`: the thing of the
        step in which everybody writes just now, with whose words it opens."""
        seed = secrets.token_bytes(panel.SEED)
        key = panel.key_of(seed)
        id = card_id(key)
        self._seeds[id] = seed
        if to == "lead":
            self._secrets[id] = panel.text_of(secrets.token_bytes(letters.SECRET))
        return self._say(
            Card(
                key=key, to=to, weight=weight, soon=soon, text=text, floor=floor, secret=self._secrets.get(id),
                sig=panel.UNSIGNED,
            ),
            seed, asked,
        )[0]  # fmt: skip

    def tap(self, what: Literal["slow", "stop", "try"]) -> str:
        """A concern without words, at the next beat."""
        seed = secrets.token_bytes(panel.SEED)
        return self._say(Tap(key=panel.key_of(seed), what=what, sig=panel.UNSIGNED), seed)[0]

    def answers(self, thing: str, texts: Sequence[str], floor: int = 3) -> tuple[str, ...]:
        """One to five answers to a question. Returns the id of each."""
        seed = secrets.token_bytes(panel.SEED)
        act = Text(key=panel.key_of(seed), thing=thing, texts=tuple(texts), floor=floor, sig=panel.UNSIGNED)
        return self._say(act, seed)

    def reply(self, card: str, text: str, floor: int = 3, asked: str = "") -> str:
        """Further words on an own card. Raises KeyError for anybody else's; so do the next three."""
        act = Reply(card=card, seq=self._next(card), text=text, floor=floor, sig=panel.UNSIGNED)
        return self._say(act, self._seeds[card], asked)[0]

    def quick(self, card: str, what: Literal["yes", "not_yet", "thanks"]) -> str:
        """A ready-made reply on an own card."""
        seed = self._seeds[card]
        return self._say(Quick(card=card, seq=self._next(card), what=what, sig=panel.UNSIGNED), seed)[0]

    def withdraw(self, card: str) -> str:
        """Take an own card back, whether it has opened or not."""
        return self._say(Withdraw(card=card, sig=panel.UNSIGNED), self._seeds[card])[0]

    def owns(self, card: str, seat: str) -> str:
        """The signature that says with a name: this card is mine."""
        return panel.owning(card, seat, self._seeds[card], self._session)

    def drop(self, id: str) -> None:
        """Say it no more. What has left already may open all the same."""
        self._said = [said for said in self._said if id not in said.ids]

    def read_letter(self, card: str, sealed: str) -> str | None:
        """The answer of those who lead, if this is the author's panel."""
        secret = self._secrets.get(card)
        return None if secret is None else letters.opened(secret, sealed)

    def _say(self, act: Fresh | Further, seed: bytes, asked: str = "") -> tuple[str, ...]:
        """Raises ValueError for words that no packet has room for."""
        if size(words_in(act)) > TEXT_BYTES:
            raise ValueError(TEXT_BYTES)
        act = panel.signed(act, seed, self._session)
        ids = tuple(id for id, _ in answers(act)) if isinstance(act, Text) else (id_of(act),)
        if all(said.ids != ids for said in self._said):  # nobody takes a card back twice
            self._said.append(Said(act, ids, asked))
        return ids

    def _next(self, card: str) -> int:
        self._seq[card] += 1
        return self._seq[card]
