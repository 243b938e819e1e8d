"""The secret from which all keys of a session's channel follow: drawn once, kept beside the log, gone at the end.

After a restore it is drawn anew: what was issued since the backup is in nobody's books any more.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from random import Random

from talkingpiece.core.cards.commands import TakeUp
from talkingpiece.core.decide import ROOM
from talkingpiece.ledger import Ledger
from talkingpiece.sealed.tokens import SEED
from talkingpiece.sealed.tree import KeyTree

RECORD = "seed"  # the side record that holds it, in hex
READY = 16  # trees kept for sessions that were opened just now


def drawn() -> str:
    """A new seed, as it is kept."""
    return secrets.token_hex(SEED)


class Trees:
    """Key trees. Growing one takes 0.06 s of CPU, beside the event loop; the newest are kept ready."""

    def __init__(self) -> None:
        self._ready: OrderedDict[tuple[str, str], KeyTree] = OrderedDict()

    async def grown(self, session: str, seed: str) -> KeyTree:
        """The tree of a session, with its root."""
        if (tree := self._ready.pop((session, seed), None)) is None:
            tree = KeyTree(bytes.fromhex(seed), session)
            await asyncio.to_thread(lambda: tree.root)
        self._ready[session, seed] = tree
        while len(self._ready) > READY:
            self._ready.popitem(last=False)
        return tree

    def forget(self, session: str) -> None:
        """The session is over: nobody needs its keys any more."""
        self._ready = OrderedDict((key, tree) for key, tree in self._ready.items() if key[0] != session)


async def taken_up(ledger: Ledger, trees: Trees, now_ms: int, dice: Random) -> KeyTree | None:
    """The tree of a session that this process now owns; None when it is over. Raises Lost, Refused.

    What is open gets fresh leaves, since the tokens that another owner gave out for the old ones are not known here.
    """
    session = ledger.session
    if session.phase == "ended":
        return None
    restored = session.box.epoch not in ("", ledger.epoch)
    seed = drawn() if restored or RECORD not in ledger.words else None
    if seed or session.phase == "running":
        await ledger.act(ROOM, TakeUp(ledger.epoch, seed), taking_up(ledger), now_ms, dice)
    return await trees.grown(session.id, ledger.words[RECORD])


def taking_up(ledger: Ledger) -> str:
    """The id of the command by which this owner takes the channel up at this moment."""
    return f"take:{ledger.fence}:{ledger.seq}"
