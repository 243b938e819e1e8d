"""What people in tests do without a name: their panels answer every beat, over real sockets and plain HTTP."""

from __future__ import annotations

import contextlib
import json
from abc import ABC, abstractmethod
from typing import Any

from talkingpiece.demo.post import post
from talkingpiece.sealed.acts import raw
from talkingpiece.sealed.mine import Mine, Untrue

Message = dict[str, Any]


class Unnamed(ABC):
    """The part of a person that has no name. Who has a seat has a panel's memory: `mine`.

    It answers every beat by itself, and once a ping was answered, so was every beat before it. What is said is queued,
    and goes with the next beat that takes it. `keeps_back`: packets are made, and kept in `packets` like all others,
    but not sent.
    """

    def __init__(self) -> None:
        self.mine: Mine | None = None
        self.root = b""
        self.packets: list[bytes] = []
        self.posted: list[int] = []
        self.keeps_back = False

    @abstractmethod
    async def send(self, frame: str | bytes) -> None: ...

    @abstractmethod
    async def say(self, verb: str, /, **fields: Any) -> Message: ...

    @property
    @abstractmethod
    def head(self) -> Message: ...

    @property
    @abstractmethod
    def welcome(self) -> Message: ...

    async def _heed(self, message: Message) -> None:
        """What a panel does by itself with what it hears."""
        if message["type"] == "welcome" and message["wrap"]:
            self._welcomed(message["session"], raw(message["root"]))
        if self.mine is not None:
            with contextlib.suppress(Untrue):  # then it is silent from now on, and `mine.fault` says why
                await self._answer(self.mine, message)

    def _welcomed(self, session: str, root: bytes) -> None:
        if self.mine is None:
            self.mine = Mine(session, root)
        elif self.root != root:  # the words were read aloud once more, and they agreed
            self.mine.renew(root)
        self.root = root

    async def _answer(self, mine: Mine, message: Message) -> None:
        match message["type"]:
            case "beat":
                packet, asked = mine.beat(message)
                await self._post(packet)
                await self._ask_for(asked)
            case "keys":
                await self._ask_for(mine.keys(message))
            case "issued":
                mine.issued(message)
            case "stage" if message["section"] == "cards":
                mine.seen(message)

    async def _post(self, packet: bytes | None) -> None:
        if packet is not None:
            self.packets.append(packet)
            if not self.keeps_back:
                await self.posts(packet)

    async def posts(self, packet: bytes) -> int:
        """Send any packet by plain HTTP. Returns the status of the answer, 0 when there is none."""
        try:
            status = await post(self.welcome["cards_url"], packet)
        except OSError:
            status = 0
        self.posted.append(status)
        return status

    async def _ask_for(self, tokens: Message | None) -> None:
        if tokens:
            await self.send(json.dumps(tokens))

    # --- saying ----------------------------------------------------------------------------------------------

    @property
    def panel(self) -> Mine:
        assert self.mine is not None, "nobody without a seat has tokens"
        return self.mine

    async def writes_card(self, text: str = "Too fast for me", **fields: Any) -> str:
        """`to`, `weight`, `soon`, `floor`, `asked` as in `Mine.card`. Returns the card's id."""
        return self.panel.card(text, **fields)

    async def taps(self, what: Any = "slow") -> str:
        return self.panel.tap(what)

    async def agrees(self, card: str) -> None:
        """Me too."""
        self.panel.metoo(card)

    async def replies(self, card: str, text: str, floor: int = 3, asked: str = "") -> str:
        return self.panel.reply(card, text, floor, asked)

    async def says_quickly(self, card: str, what: Any = "yes") -> str:
        return self.panel.quick(card, what)

    async def withdraws(self, card: str) -> str:
        return self.panel.withdraw(card)

    async def answers(self, *texts: str, floor: int = 3) -> tuple[str, ...]:
        """Unsigned, to the question that is on."""
        return self.panel.answers(self.head["part"]["thing"], texts, floor)

    async def owns(self, card: str) -> Message:
        """By name: this card is mine. Returns the answer."""
        return await self.say("own_card", card=card, sig=self.panel.owns(card, self.welcome["seat"]))
