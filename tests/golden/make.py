"""Write the golden log of a release: `python -m tests.golden.make`, once, when the version has been raised.

A golden log is a whole session as a store of this release holds it, one entry a line: `0.1.0.jsonl` one of peers,
`0.1.0-facilitated.jsonl` a facilitated one; together they have every event this build can write. Beside each stands
the summary of what it folds into. They stay as they are for ever: `test_golden.py` folds every release's log with
today's code, so an event that changes without a lift in `core/upcast.py` cannot land.
Nothing that exists is overwritten; a release that was never published may delete its files and make them again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from talkingpiece import __version__, journal
from talkingpiece.core import commands as c
from talkingpiece.core.cards import commands as k
from talkingpiece.core.cards.state import BEAT_MS, question_id
from talkingpiece.core.decide import ROOM
from talkingpiece.core.session import Session
from talkingpiece.core.steps.collect import CollectState, OpenAnswers, TakeBack, Write
from talkingpiece.core.steps.pairs import commands as p
from talkingpiece.core.steps.pairs.state import PairsState
from talkingpiece.core.steps.round import ComeBackToMe, PassPiece, PassTurn, RoundState
from talkingpiece.core.steps.window import OpenWindow, WindowState
from tests.cast import (
    AGREEMENT,
    ANA,
    BEN,
    CHI,
    CIRCLE,
    CLOSING,
    DOV,
    ELI,
    FAY,
    MORE_PAIRS,
    NAMED,
    PAIRS,
    TINY,
    UNSIGNED,
    Played,
    card,
)  # fmt: skip

FOLDER = Path(__file__).parent


def whole_session() -> Played:
    """A peer-led evening of six, with everything that can happen in it."""
    circle = Played.opened(TINY, ANA, BEN, CHI, DOV, ELI, led="peers", room_links=("https://call.example/1",))
    circle.says(BEN, c.Rename, name="Benjamin")
    circle.leader_says(c.Start)
    _agree(circle)
    _collect(circle)
    _go_round(circle)
    _in_pairs(circle)
    _cards(circle)
    circle.go_to(CLOSING)
    circle.pass_time(60)
    circle.leader_says(c.End)
    return circle


def _agree(circle: Played) -> None:
    circle.go_to(AGREEMENT)
    circle.agree(ANA, BEN, CHI, DOV)
    circle.says(CHI, c.Pause)
    circle.pass_time(30)
    circle.leader_says(c.Resume)
    circle.leader_says(c.AddTime, seconds=60)


def _collect(circle: Played) -> None:
    circle.go_to(NAMED)
    for seat in (ANA, BEN, CHI):
        circle.says(seat, Write, step=NAMED, text=f"Words of {seat}")
    circle.says(BEN, TakeBack, step=NAMED)
    circle.leader_says(OpenAnswers)
    circle.go_to(UNSIGNED)
    circle.next_step()
    answers = tuple(k.UnsignedText(id=f"u-{i}", text="Words of somebody") for i in (2, 1))
    thing = question_id(circle.session.id, UNSIGNED)
    circle.open_beat(k.NewText(thing=thing, answers=answers, floor=3), beat=8, questions=(UNSIGNED,))


def _go_round(circle: Played) -> None:
    assert circle.session.step == CIRCLE
    first = circle.state.holder
    circle.says(first, ComeBackToMe, step=circle.session.step)
    circle.says(circle.state.holder, PassPiece, expecting=circle.state.holder)
    circle.says(circle.state.holder, PassTurn, step=circle.session.step)
    circle.come(FAY)
    circle.agree(FAY)
    circle.says(first, c.Leave)
    circle.come_back(first)
    circle.pass_time(90)


def _in_pairs(circle: Played) -> None:
    """A plan, drawn again and arranged by hand; somebody is not there, and comes back; notes; everybody returns."""
    circle.go_to(PAIRS)
    circle.says(CHI, p.NotWith, step=PAIRS, seats=(ELI,))
    circle.here(*circle.session.taking_part())
    circle.leader_says(p.DrawAgain, expecting=1)
    circle.leader_says(p.MovePerson, seat=DOV, was=circle.state.place_of(DOV), to=circle.state.place_of(ELI))
    circle.leader_says(c.PassLead, seat=BEN)
    circle.leader_says(p.OpenPairs, expecting=2)
    _talk(circle)
    circle.wait(150)
    assert circle.state.half
    circle.wait(150)
    while circle.state.turn < len(circle.state.baton):
        circle.says(circle.state.baton[circle.state.turn][0], p.PassBaton, step=PAIRS, expecting=circle.state.turn)
    circle.leader_says(p.DrawAgain, expecting=circle.state.draw)
    circle.go_to(MORE_PAIRS)
    circle.here(ANA, BEN, DOV)
    circle.pass_time(20)
    circle.says(ELI, p.SitOut, step=MORE_PAIRS)
    circle.leader_says(p.OpenPairs, expecting=circle.state.draw)
    circle.says(DOV, c.Leave)
    circle.wait(60)


def _talk(circle: Played) -> None:
    one, other = next(group for group in circle.state.groups if len(group) == 2)
    theirs, both, own = (f"line-of-the-golden-pair{number}"[-22:] for number in range(3))
    for line, about in ((theirs, other), (both, None), (own, one)):
        circle.says(one, p.WriteLine, step=PAIRS, line=line, about=about, text="Words of a pair")
    for line in (theirs, both):
        circle.says(other, p.TickLine, step=PAIRS, line=line, on=True)
    circle.says(one, p.DropLine, step=PAIRS, line=own)
    circle.says(one, p.CallLead, step=PAIRS, on=True)
    circle.leader_says(p.TellPairs, text="Words of whoever leads", place=None)
    circle.leader_says(p.SetRooms, links=("https://call.example/{room}",))
    circle.says(one, p.WeAreTogether, step=PAIRS)
    circle.says(one, p.PartnerMissing, step=PAIRS, seat=other)
    circle.wait(10)
    assert circle.state.place_of(one) is not None, "the premise: there is company again"
    circle.here(other)


def _cards(circle: Played) -> None:
    """A window of cards; what the group, and their authors, do with them; and another owner of the channel."""
    circle.ask(ROOM, k.TakeUp("epoch-1"))
    circle.leader_says(k.CallNumber, number=47)
    circle.leader_says(k.AgreeThreshold, metoos=2)
    circle.leader_says(k.RaiseFloor, floor=4)
    circle.leader_says(k.AllowSoon, allowed=False)
    words = "Words of a card"
    cards = (*(card(f"c-{i}", words, to="all") for i in (2, 4, 1)), card("c-3", words, weight="stop"))
    circle.open_beat(*cards, beat=40)
    circle.tap_beat(k.NewMeToo("c-1", "mark-1"), k.NewMeToo("c-1", "mark-2"), k.NewTap("t-1", "slow"), beat=42)
    circle.leader_says(c.Resume)
    circle.leader_says(k.AnswerCard, card="c-1", text="Words of an answer")
    circle.open_beat(k.NewReply("r-1", "c-1", 1, "Words of a reply", 3), k.NewQuick("q-1", "c-3", 1, "thanks"), beat=60)
    circle.leader_says(k.MergeCards, cards=("c-1", "c-2"))
    circle.ask(ROOM, k.TakeUp("epoch-2"))
    circle.tap_beat(k.NewWithdraw("w-1", "c-2"), beat=61)
    circle.says(ANA, k.OwnCard, card="c-3", sig="signed")
    circle.leader_says(k.DoneCard, card="c-3")
    circle.leader_says(k.KeepCards, keep=True)


def held_card() -> Played:
    """A facilitated session, for what a circle of peers does not do: to hold a card, to set it aside and to show it, a
    leader without a place who joins the pairs, and a moment in which all write."""
    circle = Played.running(TINY, ANA, BEN)
    circle.open_beat(card("c-3", "Words for whoever leads", secret="secret-words"), beat=20)
    circle.leader_says(k.HoldCard, card="c-3", why="care")
    circle.leader_says(k.ParkCard, card="c-3")
    circle.leader_says(k.ShowCard, card="c-3")
    circle.leader_says(c.StartWindow, seconds=120, last=False)
    circle.leader_says(OpenWindow)
    circle.pass_time(24 * BEAT_MS // 1000)
    circle.open_beat(card("c-5", "Words of a moment"), beat=24, questions=(circle.session.step,))
    circle.leader_says(c.StartWindow, seconds=120, last=False)  # which the group leaves at once
    circle.go_to(PAIRS)
    circle.agree(ANA, BEN)
    circle.leader_says(p.LeadTakesPart, joins="spare")
    return circle


def summary(session: Session) -> dict[str, Any]:
    """What a session is, in words that outlive the shapes of today's classes. Add to it; change nothing in it."""
    return {
        "module": [[step.id, step.kind, step.seconds, dict(step.settings)] for step in session.module.steps],
        "phase": session.phase,
        "step": session.step,
        "opening": session.opening,
        "times": [session.started_at, session.ended_at],
        "left_ms": {str(index): left for index, left in sorted(session.left_ms.items())},
        "led": session.led,
        "lead": session.lead,
        "seats": [[seat.id, seat.key, seat.left] for seat in session.seats.values()],
        "accepted": sorted(session.accepted),
        "cards": {
            card.id: {
                "about": [card.beat, card.n, card.less, card.to, card.weight, card.soon],
                "now": [card.state, card.why, card.shown, card.answered, card.aloud, card.kept, card.owner],
                "said": [[reply.id, reply.seq, reply.beat, reply.n] for reply in card.replies],
                "quick": [[quick.id, quick.seq, quick.what] for quick in card.quick],
                "ballots": [card.leaf, card.metoos, sorted(card.marks)],
                "parts": [list(card.parts), card.into],
            }
            for card in session.cards.values()
        },
        "box": {
            "taps": [[tap.id, tap.what, tap.beat, tap.n] for tap in session.box.taps],
            "agreed": [session.box.floor, session.box.soon, session.box.threshold, session.box.number],
            "channel": [session.box.next_leaf, session.box.opened, session.box.epoch],
            "openings": [list(session.box.openings), session.box.all_opened],
        },
        "begun": {str(index): begun for index, begun in sorted(session.begun.items())},
        "added": {str(step): back for step, back in session.added.items()},
        "keep_cards": session.keep_cards,
        "steps": {str(index): _step(state) for index, state in sorted(session.states.items())},
    }


def _step(state: object) -> Any:
    match state:
        case CollectState():
            return [list(state.seats), list(state.unsigned), state.called, state.opened, state.n]
        case WindowState():
            return [state.called, state.opened, state.n, state.beat]
        case RoundState():
            return [list(state.order), list(state.queue), state.holder, [list(turn) for turn in state.turns]]
        case PairsState():
            return _pairs(state)
    return None


def _pairs(state: PairsState) -> dict[str, Any]:
    return {
        "groups": [list(group) for group in state.groups],
        "draw": state.draw,
        "phase": state.phase,
        "people": {name: sorted(getattr(state, name)) for name in ("here", "out", "missing", "alone")},
        "met": sorted(sorted(pair) for pair in state.met),
        "ran": {str(draw): sorted(sorted(pair) for pair in pairs) for draw, pairs in state.ran.items()},
        "odd": dict(state.odd),
        "lead": state.lead,
        "links": None if state.links is None else list(state.links),
        "lines": {id: [line.by, line.about, line.released] for id, line in state.lines.items()},
        "told": [[told.id, told.place] for told in state.told],
        "baton": [[list(two) for two in state.baton], state.turn],
    }


def write(folder: Path, version: str) -> None:
    """Write the logs and summaries of this version. Raises FileExistsError, and ValueError when an event is missing."""
    sessions = {"": whole_session(), "-facilitated": held_card()}
    written = {type(event) for played in sessions.values() for event in played.events}
    if missing := [event.__name__ for event in journal.EVENTS if event not in written]:
        raise ValueError(f"no golden session has {', '.join(missing)}: let it happen in one of them")
    for name, played in sessions.items():
        entries = b"".join(journal.encode(entry) + b"\n" for entry in played.log)
        folds_into = json.dumps(summary(played.session), indent=1, sort_keys=True) + "\n"
        with (folder / f"{version}{name}.jsonl").open("xb") as log:
            log.write(entries)
        with (folder / f"{version}{name}.json").open("x") as told:
            told.write(folds_into)


if __name__ == "__main__":
    try:
        write(FOLDER, __version__)
    except (FileExistsError, ValueError) as fault:
        sys.exit(f"nothing written: {fault}")
