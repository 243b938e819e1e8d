"""What people wrote: is it where it belongs, whole, exactly as written, never too early, and nowhere else?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from talkingpiece.demo.diary import Diary, Heard, Record, ShownCard, Wrote

CARDS = (("console", "cards"), ("stage", "cards"))
BOARD = ("stage", "board")
OWN = ("seat", "")
INPUTS = ("named", "unsigned")  # what the group opens together


def faults(record: Record) -> Iterable[str]:
    """All faults of cards and answers."""
    by_mark = {wrote.mark: wrote for wrote in record.wrote}
    for diary in record.diaries:
        for heard in diary.heard:
            if heard.mark in by_mark:
                yield from _in_its_place(record, diary, heard, by_mark[heard.mark])
        yield from _shown_cards(record, diary)
        yield from _answers(record, diary)
    yield from _taken_home(record)


def shown_to_all(record: Record) -> int:
    """How many cards everybody read who was there at the end."""
    last = record.present.get(max(record.steps, default=0), frozenset())
    there = [diary for diary in record.participants if diary.who in last]
    return sum(
        all(any(heard.mark == wrote.mark and heard.where == ("stage", "cards") for heard in one.heard) for one in there)
        for wrote in record.wrote if wrote.sort == "card"
    )  # fmt: skip


# --- not too early, and nowhere else -----------------------------------------------------------------------


def _in_its_place(record: Record, diary: Diary, heard: Heard, wrote: Wrote) -> Iterable[str]:
    if wrote.sort == "card":
        yield from _card_in_place(record, diary, heard, wrote)
    elif wrote.sort == "pair":
        own = heard.where == OWN and diary.seat in _pair_of(record, wrote)
        if not own and not (heard.where == BOARD and wrote.released):
            where = " ".join(heard.where).strip()
            yield f"{diary} found the words of another pair at step {wrote.step + 1}: {where}"
    elif heard.where == BOARD:
        if heard.real_ms < record.asked_ms.get(wrote.step, float("inf")):
            yield f"{diary} could read an answer to step {wrote.step + 1} before the answers were opened"
    elif wrote.sort == "unsigned" or heard.where != OWN or diary.who != wrote.who:
        where = " ".join(heard.where).strip()
        yield f"{diary} found an answer to step {wrote.step + 1} where it does not belong: {where}"


def _pair_of(record: Record, wrote: Wrote) -> set[str]:
    """Whoever wrote a line, and all who were with them then: it is a note of the pair."""
    writer = next(diary for diary in record.participants if diary.who == wrote.who)
    openings = {opening for opening, index in record.steps.items() if index == wrote.step}
    return {writer.seat}.union(*(being.partners for being in writer.beings if being.opening in openings))


def _card_in_place(record: Record, diary: Diary, heard: Heard, wrote: Wrote) -> Iterable[str]:
    if heard.where not in CARDS:
        yield f"{diary} found a card where it does not belong: {' '.join(heard.where).strip()}"
        return
    end = _window_end(wrote, wrote.sent_ms)
    early = end - heard.server_ms
    if early > heard.doubt_ms + wrote.doubt_ms:
        yield f"{diary} could read a card {early / 1000:.1f} s before its window ended"
    if (
        heard.where == ("stage", "cards")
        and not wrote.to_all
        and heard.real_ms < record.asked_ms.get(wrote.mark, float("inf"))
    ):
        yield f"{diary} could read a card for those who lead, which they had not shown"


def _window_end(wrote: Wrote, at_ms: float) -> float:
    return (at_ms // wrote.window_ms + 1) * wrote.window_ms


# --- exactly as written, and no more ------------------------------------------------------------------------


def _shown_cards(record: Record, diary: Diary) -> Iterable[str]:
    written = {wrote.text: wrote for wrote in record.wrote if wrote.sort == "card"}
    for card in diary.cards:
        wrote = written.get(card.text or "")
        if wrote is None:
            yield f"{diary} saw a card that nobody wrote like this"
            continue
        first = (wrote.sent_ms - wrote.doubt_ms) // wrote.window_ms
        last = (max(wrote.held_ms, default=wrote.sent_ms) + wrote.doubt_ms) // wrote.window_ms
        if not first <= card.window <= last:
            yield f"{diary} saw a card under a window in which it was not written"
        yield from _nobodys(record, diary, card)


def _nobodys(record: Record, diary: Diary, card: ShownCard) -> Iterable[str]:
    """A card carries neither a name nor a place."""
    for one in record.diaries:
        names = {name for name in (one.name, one.label, one.seat) if name}
        if card.id == one.seat or any(re.search(rf"\b{re.escape(name)}\b", card.also) for name in names):
            yield f"{diary} saw a card that names somebody"
            return


def _answers(record: Record, diary: Diary) -> Iterable[str]:
    labels = {one.who: one.label for one in record.participants}
    for opening, index in record.steps.items():
        if diary.who >= 0 and diary.who not in record.present.get(opening, frozenset()):
            continue
        written: Counter[tuple[str | None, str | None]] = Counter(
            (wrote.text, labels[wrote.who] if wrote.sort == "named" else None)
            for wrote in record.wrote if wrote.step == index and wrote.sort in INPUTS and wrote.held_ms
        )  # fmt: skip
        shown = Counter((answer.text, answer.name) for answer in diary.answers.get(index, ()))
        if lost := (written - shown).total():
            yield f"{diary} misses {lost} answers to step {index + 1}"
        if added := (shown - written).total():
            yield f"{diary} saw {added} answers to step {index + 1} that nobody gave like this"


def _taken_home(record: Record) -> Iterable[str]:
    """What stays: one's own sentences, and the group's page without its cards."""
    last = record.present.get(max(record.steps, default=0), frozenset())
    for diary in record.participants:
        own = [w.text for w in sorted(record.wrote, key=lambda w: w.step) if w.sort == "named" and w.who == diary.who]
        if diary.who in last and diary.yours != own:
            yield f"{diary} did not get back what was theirs"
    if record.report is None:
        return
    for wrote in record.wrote:
        if (wrote.mark in record.report) != (wrote.sort in INPUTS):
            other = "has a card" if wrote.sort == "card" else "has the words of a pair"
            what = f"misses an answer to step {wrote.step + 1}" if wrote.sort in INPUTS else other
            yield f"the page to take home {what}"
