"""What only the author of a card can do or read, whoever that is: own it by name, and open the answer to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from talkingpiece.core.cards.commands import OwnCard
from talkingpiece.core.refusal import Refused
from talkingpiece.core.session import Session
from talkingpiece.sealed.letters import letter
from talkingpiece.sealed.marks import owns


def check_owner(session: Session, seat: str | None, command: OwnCard) -> None:
    """Only its author can say that a card is theirs. Raises Refused."""
    card = session.cards.get(command.card)
    if not (card and seat and owns(card.id, seat, card.key, command.sig, session.id)):
        raise Refused("not_yours", "Only whoever wrote a card can say that it is theirs.")


def letters(session: Session, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Answers that everybody is sent and the author of a card alone can read, by card."""
    for card in session.cards.values():
        if card.answered and not card.aloud and (secret := words.get(f"secret:{card.id}")):
            yield card.id, _letter(secret, words.get(f"reply:{card.id}", ""))


@lru_cache(maxsize=256)
def _letter(secret: str, text: str) -> str:
    return letter(secret, text)
