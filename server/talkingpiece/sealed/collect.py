"""One beat's packets, from the frame to the flush. In memory only, and forgotten as a whole.

Nothing here answers: whether a packet was good, late, doubled or nonsense, whoever sent it is told the same. Contents
are read only at the flush, and come out sorted by id: any order of arrival gives the same acts in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from talkingpiece.sealed.acts import Act, Ballot, Card, Further, Tap, Unreadable, id_of, raw, slot, words_in
from talkingpiece.sealed.marks import is_cast, is_signed
from talkingpiece.sealed.packet import acts_in, head_of, is_genuine
from talkingpiece.sealed.tokens import TokenKey

BUDGET = 20  # verifications a beat for each issued token; who floods the room costs us no more than that

Words = Literal["all", "soon", "none"]  # at an opening; at a beat where the group allows *soon*; at any other beat


class Known(Protocol):
    """What is open, as the session's log has it."""

    def card_key(self, card: str) -> str | None:
        """The key (base64url) of an open card by its id."""

    def ballot_key(self, thing: str) -> TokenKey | None:
        """The key of a thing's present leaf, while ballots on it count."""


@dataclass(frozen=True)
class Beat:
    """What a beat brought. `valid`: good packets, blank or not. `void`: the channel was flooded, nothing counts."""

    beat: int
    valid: int
    void: bool
    acts: tuple[Act, ...]


class Collecting:
    """The packets of one beat."""

    def __init__(self, beat: int, key: TokenKey, session: str, issued: int) -> None:
        """`key`: of the beat's leaf; `issued`: how many seats hold a token for it."""
        self._beat, self._key, self._session = beat, key, session
        self._issued, self._budget = issued, BUDGET * issued
        self._packets: dict[bytes, bytes] = {}
        self.void = False

    @property
    def valid(self) -> int:
        """Good packets so far. Shown to nobody before the flush, since it rises with each arrival."""
        return len(self._packets)

    def take(self, packet: bytes) -> None:
        """Keep it if it is good. Never raises, whatever it is given; never says what became of it."""
        head = head_of(packet)
        if head is None or head.beat != self._beat or head.t in self._packets:
            return
        if self._issued == 0:
            return  # nothing can be good, and there is nothing that a flood could silence
        if self._budget == 0:
            self._flooded()  # and stays so
            return
        self._budget -= 1
        if is_genuine(packet, self._key.verify(head.t), self._session):
            self._packets[head.t] = packet

    def flush(self, known: Known, words: Words) -> Beat:
        """All that this beat brought, and nothing kept of it. Takes up to 0.05 ms of CPU for each act."""
        packets, self._packets = self._packets, {}
        acts = _one_of_each(
            act
            for packet in packets.values()
            for act in _acts(packet)
            if _may_open(act, words) and _is_true(act, known, self._session)
        )
        return Beat(self._beat, len(packets), self.void, acts)

    def _flooded(self) -> None:
        """Void for all: were some packets kept, whoever floods could choose whose. Panels send their acts again."""
        self.void, self._packets = True, {}


def _acts(packet: bytes) -> tuple[Act, ...]:
    try:
        acts = acts_in(packet)
    except Unreadable:
        return ()  # it had a token and so counts as somebody who was there
    taps = {act.what: act for act in acts if isinstance(act, Tap)}  # one of each: nobody is eight who ask to slow down
    return (*(act for act in acts if not isinstance(act, Tap)), *taps.values())


def _may_open(act: Act, words: Words) -> bool:
    if words == "all" or not words_in(act):
        return True
    return words == "soon" and isinstance(act, Card) and act.soon


def _is_true(act: Act, known: Known, session: str) -> bool:
    if isinstance(act, Ballot):
        leaf = known.ballot_key(act.thing)
        return leaf is not None and is_cast(act, leaf.verify(raw(act.t)), session)
    key = known.card_key(act.card) if isinstance(act, Further) else act.key
    return key is not None and is_signed(act, key, session)


def _one_of_each(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Sorted by id. Of two tries at one slot the one that sorts first stays, whichever came first."""
    chosen: dict[tuple[str, ...], Act] = {}
    for _, act in sorted(((id_of(act), act) for act in acts), key=_order):
        chosen.setdefault(slot(act), act)
    return tuple(chosen.values())


def _order(found: tuple[str, Act]) -> tuple[str, str]:
    id, act = found
    return id, "" if isinstance(act, Ballot) else act.sig
