"""One panel's whole memory, without a network and without a clock: for simulated people, tests and measurements.

It is told what its line heard (beat, keys, issued, views) and gives what to send: one packet for every beat, blank or
not, and a message that asks for tokens. What was said stays pending until a view lists it, and is pending again when a
view no longer does: that alone covers a lost packet, a late one, a crash, another owner, and a restored store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from talkingpiece.sealed import panel
from talkingpiece.sealed.acts import ACTS, Act, Ballot, Card, Further, Reply, Text, Withdraw, id_of, short, words_in
from talkingpiece.sealed.issue import AHEAD
from talkingpiece.sealed.purse import Purse, Untrue
from talkingpiece.sealed.tree import BEATS
from talkingpiece.sealed.voice import Said, Voice

__all__ = ["Mine", "Untrue"]

MARK = 8  # letters of a mark that views show


class Mine(Voice):
    """What one panel knows. `fault`: why it sends nothing any more, once a key was not everybody's."""

    def __init__(self, session: str, root: bytes) -> None:
        super().__init__(session)
        self._purse = Purse(root)
        self.fault = ""
        self._beat = -1
        self._tries: Counter[str] = Counter()
        self._metoos: set[str] = set()
        self._leaves: dict[str, int] = {}  # thing -> its present leaf
        self._things: dict[int, str] = {}  # whatever a leaf was ever for
        self._listed: frozenset[str] = frozenset()
        self._withdrawn: frozenset[str] = frozenset()
        self._marks: dict[str, frozenset[str]] = {}

    def renew(self, root: bytes) -> None:
        """The person agreed to another root: all tokens are new, and whatever the group does not have is said again."""
        self._purse, self.fault = Purse(root), ""
        self._leaves, self._things = {}, {}

    # --- what the line hears ---------------------------------------------------------------------------------

    def beat(self, frame: Mapping[str, Any]) -> tuple[bytes | None, dict[str, Any] | None]:
        """A beat begins: the packet to send for it, if there is a token, and the message that asks for more.

        Raises Untrue. A beat never has two packets, and none is sent for one that is over.
        """
        beat: int = frame["beat"]
        if self.fault or beat < self._beat:
            return None, None
        self._purse.forget(beat, frozenset(self._leaves.values()))
        if frame["leaf"] is not None:
            if frame["leaf"] != beat + AHEAD:
                raise self._untrue("A beat came with the key of another one.")
            self._want(frame["leaf"], frame["key"], frame["path"])
        token = self._purse.spend(beat)
        self._beat = beat
        packet = None if token is None else panel.packet(self._session, beat, token, self._chosen(frame))
        return packet, self._purse.blind()

    def keys(self, frame: Mapping[str, Any]) -> dict[str, Any] | None:
        """All things that can be voted on: the message that asks for a token of each. Raises Untrue."""
        if self.fault:
            return None
        for one in frame["things"]:
            leaf, thing = one["leaf"], one["thing"]
            if leaf < BEATS or self._things.setdefault(leaf, thing) != thing:
                raise self._untrue("A key was given to two things.")
            self._want(leaf, one["key"], one["path"])
        self._leaves = {one["thing"]: one["leaf"] for one in frame["things"]}
        self._purse.forget(self._beat, frozenset(self._leaves.values()))
        return self._purse.blind()

    def issued(self, frame: Mapping[str, Any]) -> None:
        """Tokens came. Raises Untrue."""
        if self.fault:
            return
        try:
            self._purse.answered(frame["tokens"])
        except Untrue as why:
            raise self._untrue(str(why)) from None

    def listed(
        self,
        ids: Iterable[str],
        marks: Mapping[str, Sequence[str]],
        parts: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """What a view has: all ids, the first letters of the ballots' marks, and which cards were merged into which.

        Whoever had said me-too to a part, or wrote one, says it to the whole.
        """
        self._listed = frozenset(ids)
        self._marks = {thing: frozenset(one[:MARK] for one in shown) for thing, shown in marks.items()}
        for _ in parts or ():  # a whole may be a part of another, in whatever order they are listed
            for whole, of in (parts or {}).items():
                if any(one in self._metoos or one in self._seeds for one in of):
                    self._metoos.add(whole)

    def seen(self, cards: Mapping[str, Any]) -> None:
        """The same from the `cards` section of a stage, as it came."""
        parts = {card["id"]: [part["id"] for part in card["parts"]] for card in cards["cards"] if card["parts"]}
        self._withdrawn = frozenset(cards["withdrawn"])
        self.listed(cards["ids"], cards["marks"], parts)

    # --- what is known ---------------------------------------------------------------------------------------

    def metoo(self, card: str) -> None:
        """Me too. Raises ValueError for an own card: its author counts already."""
        if card in self._seeds:
            raise ValueError(card)
        self._metoos.add(card)

    @property
    def pending(self) -> frozenset[str]:
        """Ids of what was said and is in no view; `me-too CARD` for a ballot that no view shows."""
        said = {id for one in self._said if self._open(one) for id in one.ids if id not in self._listed}
        return frozenset(said | {f"me-too {thing}" for thing, _ in self._unseen()})

    def can_send(self, beat: int) -> bool:
        """Is there a token for this beat?"""
        return not self.fault and self._purse.token(beat) is not None

    # --- inside ----------------------------------------------------------------------------------------------

    def _open(self, said: Said) -> bool:
        """Is it still to be said? A withdrawn card is not, and what is about a card waits until that one is listed; on
        one that is taken back there is nothing more to say."""
        if isinstance(said.act, Further):
            return said.act.card in self._listed and said.act.card not in self._withdrawn
        return not any(isinstance(one.act, Withdraw) and one.act.card in said.ids for one in self._said)

    def _chosen(self, frame: Mapping[str, Any]) -> list[Act]:
        """What goes into this packet: at most one act with words, answers before cards; what was tried least first."""
        waiting = [one for one in self._said if self._open(one) and not self._listed.issuperset(one.ids)]
        going: list[Act] = [one.act for one in waiting if _may_go(one, frame)]
        going += self._ballots()
        going.sort(key=lambda act: (isinstance(act, Reply | Card), self._tries[id_of(act)]))
        chosen: list[Act] = []
        for act in sorted(going, key=lambda act: not words_in(act)):
            if len(chosen) < ACTS and not (words_in(act) and any(map(words_in, chosen))):
                chosen.append(act)  # eight always fit, however long the words and whatever the others are
        self._tries.update(map(id_of, chosen))
        return chosen

    def _ballots(self) -> list[Ballot]:
        """Me-toos that no view shows, each on its thing's present leaf."""
        return [panel.ballot(thing, token, self._session) for thing, token in self._unseen() if token is not None]

    def _unseen(self) -> Iterator[tuple[str, panel.Token | None]]:
        for thing in sorted(self._metoos & self._leaves.keys()):
            token = self._purse.token(self._leaves[thing])
            if token is None or short(token.t)[:MARK] not in self._marks.get(thing, ()):
                yield thing, token

    def _want(self, leaf: int, key: str, path: Sequence[str]) -> None:
        try:
            self._purse.want(leaf, key, path)
        except Untrue as why:
            raise self._untrue(str(why)) from None

    def _untrue(self, why: str) -> Untrue:
        self.fault = why
        return Untrue(why)


def _may_go(said: Said, frame: Mapping[str, Any]) -> bool:
    """Words at an opening of all, with those of the step they were written in, or soon; answers with their question."""
    act = said.act
    if isinstance(act, Text):
        return act.thing in frame["questions"]
    soon = frame["soon"] and isinstance(act, Card) and act.soon
    return not words_in(act) or bool(frame["opening"] or said.asked in frame["questions"] or soon)
