"""Cards: shown once to those they are for, as written, not before they opened, with a true number, and nobody's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from talkingpiece.core.cards.floors import UNSIGNED
from talkingpiece.demo.diary import Diary, Heard, Record, Wrote
from talkingpiece.demo.judge.beats import COLLECTED, began, posted
from talkingpiece.demo.plan import Plan
from talkingpiece.demo.seen import ShownCard

CONSOLE, STAGE = CARDS = (("console", "cards"), ("stage", "cards"))
OF_CARDS = ("card", "reply", "answer")


def faults(plan: Plan, record: Record) -> Iterable[str]:
    """All faults of cards and of what was said on them."""
    by_mark = {wrote.mark: wrote for wrote in record.wrote if wrote.sort in OF_CARDS}
    for diary in record.diaries:
        for heard in diary.heard:
            if heard.mark in by_mark:
                yield from _in_its_place(record, diary, heard, by_mark[heard.mark])
        yield from _shown(plan, record, diary)
        yield from _nobodys(record, diary)
        yield from _once(diary)
        yield from _in_the_end(record, diary)
    yield from _letters(record)


def shown_to_all(record: Record) -> int:
    """How many cards everybody read who was there at the end."""
    there = _there(record)
    return sum(all(w.mark in one.marks_at(STAGE) for one in there) for w in record.wrote if w.sort == "card")


def _there(record: Record) -> list[Diary]:
    last = record.present.get(max(record.steps, default=0), frozenset())
    return [diary for diary in record.participants if diary.who in last]


# --- where and when ------------------------------------------------------------------------------------------


def _in_its_place(record: Record, diary: Diary, heard: Heard, wrote: Wrote) -> Iterable[str]:
    what = {"card": "a card", "reply": "more words on a card", "answer": "an answer to a card"}[wrote.sort]
    if heard.where not in CARDS:
        yield f"{diary} found {what} where it does not belong: {' '.join(heard.where).strip()}"
    elif wrote.sort == "answer" and heard.where == STAGE and not wrote.to_all:
        yield f"{diary} could read an answer that was for the author of a card alone"
    elif heard.where == STAGE and wrote.sort == "card" and _not_shown(record, heard, wrote):
        yield f"{diary} could read a card for those who lead, which they had not shown"


def _not_shown(record: Record, heard: Heard, wrote: Wrote) -> bool:
    return not wrote.to_all and heard.real_ms < record.asked_ms.get(wrote.mark, float("inf"))


def _shown(plan: Plan, record: Record, diary: Diary) -> Iterable[str]:
    written = {wrote.text: wrote for wrote in record.wrote if wrote.sort == "card"}
    replies = {wrote.text: wrote.card for wrote in record.wrote if wrote.sort == "reply"}
    for card in diary.seen.cards:
        wrote = written.get(card.text or "")
        if wrote is None or wrote.id != card.id:
            yield f"{diary} saw a card that nobody wrote like this"
            continue
        yield from _at_its_beat(plan, record, diary, card, wrote)
        if any(replies.get(reply.text or "") != card.id for reply in card.replies):
            yield f"{diary} saw more words on a card than its author said"
        agreed = sum(at <= card.real_ms for at in record.metoos.get(card.id, {}).values())
        if card.metoos > agreed:
            yield f"{diary} saw {card.metoos} me-toos on a card to which {agreed} people had said it"


def _at_its_beat(plan: Plan, record: Record, diary: Diary, card: ShownCard, wrote: Wrote) -> Iterable[str]:
    author = next(one for one in record.participants if one.who == wrote.who)
    beat = author.seen.beats.get(card.beat)
    if beat is None or card.beat not in author.seen.posted or beat.real_ms < wrote.real_ms:
        yield f"{diary} saw a card under a beat at which its author sent nothing of it"
        return
    in_its_time = beat.opening or (wrote.thing in beat.questions and not wrote.soon)
    if not in_its_time and not wrote.soon:
        yield f"{diary} saw a card under a beat that opened no words"
    early_ms = began(record, card.beat) + COLLECTED / plan.rate - card.real_ms
    if early_ms > 0:
        yield f"{diary} could read a card {early_ms:.0f} ms before its beat was over"
    there = posted(record, card.beat)
    if card.n > there:
        yield f"{diary} saw a card with n = {card.n}, and only {there} people sent something at its beat"
    if card.n < UNSIGNED or card.standing != ("anonymous" if card.n >= 5 and in_its_time else "unsigned"):
        yield f"{diary} saw a card called {card.standing} with n = {card.n}"


# --- nobody's, and once --------------------------------------------------------------------------------------


def _nobodys(record: Record, diary: Diary) -> Iterable[str]:
    """A card carries neither a name nor a place, and nothing that comes with it does."""
    names = {name for one in record.diaries for name in (one.name, one.label) if name}
    seats = {one.seat for one in record.diaries if one.seat}
    named = any(re.search(rf"\b{re.escape(name)}\b", card.also) for card in diary.seen.cards for name in names)
    if named or any(seat in frame for frame in diary.seen.frames for seat in seats):
        yield f"{diary} saw a card that names somebody"


def _once(diary: Diary) -> Iterable[str]:
    ids: dict[str, set[str]] = {}
    for card in diary.seen.cards:
        ids.setdefault(card.text or "", set()).add(card.id)
    twice = any(max(Counter(card.id for card in cards).values()) > 1 for cards in diary.seen.newest.values() if cards)
    if twice or any(len(found) > 1 for text, found in ids.items() if text):
        yield f"{diary} saw a card twice"


# --- in the end ----------------------------------------------------------------------------------------------


def _in_the_end(record: Record, diary: Diary) -> Iterable[str]:
    """On the last view of whoever stayed: every card, and all that was said on it."""
    if diary not in _there(record):
        return
    last = {card.id: card for card in diary.seen.newest.get(STAGE, ())}
    there = {one.who for one in _there(record)}
    for wrote in record.wrote:
        if wrote.sort == "card" and wrote.who in there and wrote.id not in last:
            yield f"{diary} never saw a card that somebody raised"
        elif wrote.sort == "answer" and wrote.to_all and not _has(last, wrote, wrote.text):
            yield f"{diary} misses an answer to a card"
        elif wrote.sort == "reply" and wrote.who in there and not _has(last, wrote, wrote.text):
            yield f"{diary} misses more words on a card by its author"
    for id, card in last.items():
        agreed = len(record.metoos.get(id, {}).keys() & there)
        if card.metoos < agreed:
            yield f"{diary} saw {card.metoos} me-toos on a card to which {agreed} people had said it"
        if list(card.quick) != record.quick.get(id, []):
            yield f"{diary} misses what its author said to a card, or saw more"


def _has(last: dict[str, ShownCard], wrote: Wrote, text: str) -> bool:
    card = last.get(wrote.card)
    return card is not None and text in (card.answer, *(reply.text for reply in card.replies))


def _letters(record: Record) -> Iterable[str]:
    """An answer for the author of a card alone: read there, and by nobody else."""
    authors = {wrote.id: wrote.who for wrote in record.wrote if wrote.sort == "card"}
    for wrote in record.wrote:
        if wrote.sort == "answer" and not wrote.to_all:
            readers = [one for one in record.diaries if wrote.text in one.seen.letters.values()]
            if [one.who for one in readers] != [authors.get(wrote.card)]:
                yield f"an answer that was for one person alone was read by {len(readers)}"
