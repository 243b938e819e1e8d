"""What must be true in any storm, at any moment and in the end: each thing said is there once, no me-too by nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from talkingpiece import journal, views
from talkingpiece.core.cards.events import Opened, ThresholdKept
from talkingpiece.core.cards.state import question_id, votable
from talkingpiece.core.events import Event
from talkingpiece.core.evolve import fold
from talkingpiece.core.session import Session
from talkingpiece.core.steps.collect import AnswersOpened
from talkingpiece.sealed.acts import Withdraw, id_of
from talkingpiece.sealed.mine import Mine
from talkingpiece.sealed.panel import UNSIGNED
from talkingpiece.store import Slice
from tests.channel.processes import FIRST_QUESTION, LAST_QUESTION

if TYPE_CHECKING:
    from tests.channel.panels import Panel
    from tests.channel.schedules import Storm

AGREED = 2  # me-toos at which the clock is held


class Said:
    """What people have said. `by`: of each panel's present memory; `lost`: of memories that are gone, so that nobody
    can say whether it will come; `about`: the card that a further act is about; `retracted`: cards, and the act that
    takes each back; `voters`: by card, who ever said me-too; `patient`: words that wait for an opening of all words.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.by: dict[int, set[str]] = {}
        self.lost: set[str] = set()
        self.about: dict[str, str] = {}
        self.author: dict[str, int] = {}
        self.retracted: dict[str, str] = {}
        self.questions: dict[str, str] = {}
        self.patient: set[str] = set()
        self.voters: dict[str, set[int]] = {}
        self.too_late: set[str] = set()

    @property
    def must(self) -> set[str]:
        return set().union(*self.by.values())

    def card(self, panel: Panel, mine: Mine, **fields: Any) -> None:
        text = f"The words of card {len(self.words)}."
        id = mine.card(text, **fields)
        self.author[id] = panel.number
        if not (fields.get("asked") or fields.get("soon")):
            self.patient.add(id)
        self._note(panel, id, text)

    def tap(self, panel: Panel, mine: Mine) -> None:
        self._note(panel, mine.tap("slow"))

    def answer(self, panel: Panel, mine: Mine, thing: str) -> None:
        text = f"The words of answer {len(self.words)}."
        [id] = mine.answers(thing, [text])
        self.questions[id] = thing
        self._note(panel, id, text)

    def reply(self, panel: Panel, mine: Mine, card: str, asked: str = "") -> None:
        text = f"The words of reply {len(self.words)}."
        id = mine.reply(card, text, asked=asked)
        self.about[id] = card
        if not asked:
            self.patient.add(id)
        self._note(panel, id, text)

    def quick(self, panel: Panel, mine: Mine, card: str) -> None:
        id = mine.quick(card, "thanks")
        self.about[id] = card
        self._note(panel, id)

    def withdraw(self, panel: Panel, mine: Mine, card: str) -> None:
        id = mine.withdraw(card)
        self.retracted[card] = id
        self._note(panel, id)

    def metoo(self, panel: Panel, mine: Mine, card: str) -> None:
        mine.metoo(card)
        self.voters.setdefault(card, set()).add(panel.number)

    def again(self, panel: Panel) -> None:
        """Whoever opened another tab says me-too to the same cards as before."""
        assert panel.mine is not None
        for card, who in self.voters.items():
            if panel.number in who:
                with suppress(ValueError):
                    panel.mine.metoo(card)

    def forgotten(self, panel: Panel) -> None:
        """What this panel remembers is gone."""
        self.lost |= self.by.pop(panel.number, set())

    def _note(self, panel: Panel, id: str, text: str = "") -> None:
        self.by.setdefault(panel.number, set()).add(id)
        self.words[id] = text


class Law:
    """Reads the log as it grows, and holds it against what was said."""

    def __init__(self, session: str, said: Said) -> None:
        self._id, self._said = session, said
        self.begin_again()

    def begin_again(self) -> None:
        """The log is another one: that of a backup."""
        self.seq, self.times, self.kept, self.early = 0, Counter[str](), Counter[str](), set[str]()
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        assert self._session is not None
        return self._session

    async def check(self, storm: Storm) -> None:
        """At any moment. Raises AssertionError."""
        await self._read(storm)
        self._note_too_late()
        assert set(self.times.values()) <= {1}, ("twice in the log", storm.log)
        assert set(self.kept.values()) <= {1}, ("a threshold fired twice", storm.log)
        assert not self.early, ("opened at an end that it was not written for", storm.log)
        assert self.times.keys() <= self._said.must | self._said.lost, ("said by nobody", storm.log)
        for card in self.session.cards.values():
            voters = self._voters(card.id)
            assert len(card.marks) <= len(voters), ("a me-too by nobody", storm.log)
            assert card.count <= len(voters), ("more me-toos shown than people", storm.log)
            assert card.n <= len(storm.panels), ("an n above all people", storm.log)
        for panel in storm.panels:
            fault = panel.mine.fault if panel.mine else ""
            assert not fault, (f"a panel was shown a false key: {fault}", storm.log)
        for process in storm.processes:
            room = process.room(self._id)
            if room and (room.ledger.seq, room.ledger.epoch) == (self.seq, self._epoch):
                assert room.session == self.session, ("live is not replayed", storm.log)

    async def _read(self, storm: Storm) -> None:
        part = await storm.kept.stores[0].read(self._id, after_seq=self.seq)
        assert isinstance(part, Slice)
        self._epoch = part.epoch
        for entry in part.entries:
            assert entry.seq == self.seq + 1
            events = journal.decode(entry.events, entry.seq)
            self._session, self.seq = fold(events, self._session), entry.seq
            for event in events:
                self._count(event)

    def _count(self, event: Event) -> None:
        if isinstance(event, Opened):
            acts = (*event.cards, *event.replies, *event.quick, *event.taps)
            early = () if event.everything else (act.id for act in acts if act.id in self._said.patient)
            self.early.update(early)
            self.times.update(act.id for act in acts)
            self.times.update(map(_withdrawal, event.withdrawn))
        elif isinstance(event, AnswersOpened):
            self.times.update(event.unsigned)
        elif isinstance(event, ThresholdKept):
            self.kept[event.card] += 1

    def _voters(self, card: str) -> set[int]:
        """Who may have said me-too: of a card that was put together, to any part, and the parts' authors."""
        voters = set(self._said.voters.get(card, ()))
        for part in self.session.cards[card].parts:
            voters |= self._voters(part)
            if part in self._said.author:
                voters.add(self._said.author[part])
        return voters

    def _note_too_late(self) -> None:
        """Answers to a question that is closed, and further words on a card that is taken back, or before it came."""
        retracted = self._said.retracted
        late = {id for id, card in self._said.about.items() if card in retracted}
        late |= {id for card, withdrawal in retracted.items() for id in (card, withdrawal) if card not in self.times}
        first = question_id(self._id, FIRST_QUESTION)
        late |= {id for id, thing in self._said.questions.items() if thing == first}
        self._said.too_late = late - self.times.keys()

    # --- the end ---------------------------------------------------------------------------------------------------

    async def check_end(self, storm: Storm) -> None:
        """When nobody has anything to say any more. Raises AssertionError."""
        self.begin_again()
        await self.check(storm)  # from the first entry on: what is replayed is what was live
        there = self.times.keys()
        assert self._said.must - self._said.too_late <= there, ("something is lost", storm.log)
        last = {id for id, thing in self._said.questions.items() if thing == question_id(self._id, LAST_QUESTION)}
        assert last, "premise: everybody was asked once more"
        for panel in storm.panels:
            if panel.mine and not panel.vanished:
                assert panel.mine.pending <= self._said.too_late, ("said, and never heard of", storm.log)
        self._check_counts(storm)
        await self._check_words(storm)
        self._check_views(storm)

    def _check_counts(self, storm: Storm) -> None:
        """Exactly the me-toos of those who are still there; whoever is gone for good may be counted, nobody else."""
        minds = [panel.mine for panel in storm.panels if panel.mine and not panel.vanished]
        for id in votable(self.session):
            card, now = self.session.cards[id], sum(id in mine._metoos for mine in minds)
            assert len(card.marks) == now, ("a wrong count", storm.log)
            assert now <= card.count <= len(self._voters(id)), ("a wrong number shown", storm.log)
            assert card.kept or now < AGREED, ("a threshold that did not fire", storm.log)

    async def _check_words(self, storm: Storm) -> None:
        records = await storm.kept.stores[0].records(self._id)
        said = {id.partition(":")[2]: text.decode() for id, text in records.items() if _of_words(id)}
        cards = self.session.cards
        gone = {id for id, card in cards.items() if card.state == "withdrawn"}
        gone |= {reply.id for id in gone for reply in cards[id].replies}
        there = {id for id in self.times if self._said.words.get(id)} - gone
        assert said == {id: self._said.words[id] for id in there}, ("words without an act, or otherwise", storm.log)

    def _check_views(self, storm: Storm) -> None:
        room = storm.room()
        assert room is not None
        shown: Any = next(part for part in views.stage(room.world()) if part.section == "cards")
        listed = [*_ids(shown.cards), *(part.id for card in shown.cards for part in card.parts), *_ids(shown.held)]
        assert len(listed) == len(set(listed)), ("a card twice on the screen", storm.log)
        told = {*shown.ids, *map(_withdrawal, shown.withdrawn)}
        assert told >= self.times.keys(), ("not in the views", storm.log)
        everywhere = [card.id for card in room.world().shown.console()]
        assert len(everywhere) == len(set(everywhere))


def _of_words(record: str) -> bool:
    return record.startswith(("card:", "said:", "unsigned:"))


def _ids(parts: Iterable[Any]) -> list[str]:
    return [part.id for part in parts]


def _withdrawal(card: str) -> str:
    """The id of the act that takes this card back."""
    return id_of(Withdraw(card=card, sig=UNSIGNED))
