"""What may be asked while pairs are made, talk, and come back. `step` is the index of the step the asker saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from talkingpiece.core.commands import Command

from .state import LeadJoins, Whereabouts


@dataclass(frozen=True, kw_only=True)
class OfStep(Command):
    """Base of what a seat asks: it names the step, so that one sent again cannot act in a later one."""

    step: int


@dataclass(frozen=True, kw_only=True)
class IAmHere(OfStep):
    """Count me in. Nobody is put together with an empty chair: who has not said this is in no plan.

    Also the way back for somebody who sat out, came late, or was taken for absent.
    """

    type: Literal["i_am_here"] = "i_am_here"


@dataclass(frozen=True, kw_only=True)
class SitOut(OfStep):
    """Without a pair this time. Nobody asks why."""

    type: Literal["sit_out"] = "sit_out"


@dataclass(frozen=True, kw_only=True)
class NotWith(OfStep):
    """The seats this one would rather not be put together with: a whole new list. Nobody else is ever shown it."""

    type: Literal["not_with"] = "not_with"
    seats: tuple[str, ...]
    private: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class PartnerMissing(OfStep):
    """Somebody of one's own pair is not there. Those who lead may say it of anybody."""

    type: Literal["partner_missing"] = "partner_missing"
    seat: str


@dataclass(frozen=True, kw_only=True)
class AnotherPair(OfStep):
    """Somebody was put by hand with a person they had asked not to be with: find other company, quietly."""

    type: Literal["another_pair"] = "another_pair"


@dataclass(frozen=True, kw_only=True)
class WeAreTogether(OfStep):
    """The pair has found each other."""

    type: Literal["we_are_together"] = "we_are_together"


@dataclass(frozen=True, kw_only=True)
class CallLead(OfStep):
    """The pair asks whoever leads to come, or does no longer."""

    type: Literal["call_lead"] = "call_lead"
    on: bool


@dataclass(frozen=True, kw_only=True)
class WriteLine(OfStep):
    """Write a line into the pair's note. `line`: made by the client, 22 letters. `about`: the seat it is about, whose
    word alone releases it; None: about all of the pair, and all must tick it. Up to 200 letters."""

    type: Literal["write_line"] = "write_line"
    line: str
    about: str | None
    text: str
    private: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class TickLine(OfStep):
    """The group may hear this line, as far as I am concerned; or not any more. Not after the round."""

    type: Literal["tick_line"] = "tick_line"
    line: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class DropLine(OfStep):
    """Take a line out: the one who wrote it, or the one it is about."""

    type: Literal["drop_line"] = "drop_line"
    line: str


@dataclass(frozen=True, kw_only=True)
class PassBaton(OfStep):
    """This introduction is done. `expecting`: its index, so that a double tap passes one on."""

    type: Literal["pass_baton"] = "pass_baton"
    expecting: int


# --- of those who lead -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OfDraw(Command):
    """Base of what those who lead ask of a board: `expecting` is the draw they saw (0: none yet). When the pairs have
    been drawn again, its places are other people's.
    """

    expecting: int


@dataclass(frozen=True, kw_only=True)
class CountIn(Command):
    """This person is in the call, though their panel is silent."""

    type: Literal["count_in"] = "count_in"
    seat: str


@dataclass(frozen=True, kw_only=True)
class PlanPairs(OfDraw):
    """Plan with those who are counted."""

    type: Literal["plan_pairs"] = "plan_pairs"


@dataclass(frozen=True, kw_only=True)
class OpenPairs(OfDraw):
    """Let the pairs talk; without a plan yet, plan and open."""

    type: Literal["open_pairs"] = "open_pairs"


@dataclass(frozen=True, kw_only=True)
class DrawAgain(OfDraw):
    """Draw again: before the opening all but what is locked; while they talk only those without a pair; afterwards
    another round."""

    type: Literal["draw_again"] = "draw_again"


@dataclass(frozen=True, kw_only=True)
class MovePerson(OfDraw):
    """Put a seat into the group at this place (index from 0; one past the last opens a new one; None: into none).

    `was`: the place at which the asker saw them. `deliberate`: also against a rule; asked once, then recorded.
    """

    type: Literal["move_person"] = "move_person"
    seat: str
    was: int | None
    to: int | None
    deliberate: bool = False


@dataclass(frozen=True, kw_only=True)
class LockPair(OfDraw):
    """Keep this group when the rest is drawn again, or no longer."""

    type: Literal["lock_pair"] = "lock_pair"
    place: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class UndoMove(OfDraw):
    """Take back the last move by hand of this draw."""

    type: Literal["undo_move"] = "undo_move"


@dataclass(frozen=True, kw_only=True)
class TellPairs(OfDraw):
    """A line shown quietly in every pair's panel, or in one pair's. Up to 200 letters."""

    type: Literal["tell_pairs"] = "tell_pairs"
    text: str
    place: int | None
    private: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class AnswerCall(OfDraw):
    """Somebody is coming to this place; or has been there."""

    type: Literal["answer_call"] = "answer_call"
    place: int
    coming: bool


@dataclass(frozen=True, kw_only=True)
class CallBack(OfDraw):
    """Call all pairs back: they have 30 seconds for a last sentence, or none when it is `at_once`.

    Two of those who lead may tap in the same moment: only `at_once` cuts anybody off.
    """

    type: Literal["call_back"] = "call_back"
    at_once: bool = False


@dataclass(frozen=True, kw_only=True)
class ExtendPairs(OfDraw):
    """Add seconds to the round that runs, or cut with a negative number."""

    type: Literal["extend_pairs"] = "extend_pairs"
    seconds: int


@dataclass(frozen=True, kw_only=True)
class SetRooms(Command):
    """Links of rooms, one a place, or a single one with {room} in it. None at all: rooms are opened by hand."""

    type: Literal["set_rooms"] = "set_rooms"
    links: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LeadTakesPart(Command):
    """Does the facilitator take part in the pairs: no, yes, or only when somebody would be left over?"""

    type: Literal["lead_takes_part"] = "lead_takes_part"
    joins: LeadJoins


# --- asked by the room itself; these never cross the wire ----------------------------------------------------


@dataclass(frozen=True)
class HalfTime:
    """Half of the talk is over."""


@dataclass(frozen=True)
class RoundOver:
    """The talk is over: everybody comes back."""


@dataclass(frozen=True)
class Rescue:
    """Somebody has been alone for long enough."""

    seat: str


@dataclass(frozen=True)
class RoomIs:
    """The platform a pair meets on says how far it is. Asked by the platform's adapter, never over the wire."""

    place: int
    where: Whereabouts


OF_SEATS = (
    IAmHere, SitOut, NotWith, PartnerMissing, AnotherPair, WeAreTogether, CallLead, WriteLine, TickLine, DropLine,
    PassBaton,
)  # fmt: skip
OF_LEADS = (
    CountIn, PartnerMissing, PlanPairs, OpenPairs, DrawAgain, MovePerson, LockPair, UndoMove, TellPairs, AnswerCall,
    CallBack, ExtendPairs, SetRooms, LeadTakesPart, PassBaton,
)  # fmt: skip
OF_THE_ROOM = (HalfTime, RoundOver, Rescue, RoomIs)
