"""Pairs over real sockets, on a clock moved by hand: company comes by itself, bells ring by themselves, and what was
drawn is still drawn after a crash."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkingpiece import store
from talkingpiece.alarms import AGAIN_MS
from talkingpiece.ledger import body_hash
from talkingpiece.store.memory import MemoryStore
from talkingpiece.store.sqlite import SqliteStore
from tests.cast import only
from tests.fake_clock import FakeClock
from tests.faulty_store import FaultyStore
from tests.people import Message, Person
from tests.place import Place, Session, serving

NAMES = ("Ana", "Ben", "Chi", "Dov")
TALK_MS = 300_000
ALONE_MS = 8_000
RESCUE_MS = 15_000  # from the answer on
DEEP = only("pairs", level=4)
SHARING = only("pairs", "close", level=1, share_seconds=60)
MODULES = {module.name: module for module in (only("pairs", "close", level=1), DEEP)}
LINE = "l" * 22


@dataclass
class Round:
    """A facilitator, and people at a pairs step."""

    session: Session
    lead: Person
    people: dict[str, Person]

    @classmethod
    async def begin(cls, place: Place, *names: str, module: str = "pairs-close", **wanted: Any) -> Round:
        session = await place.start(module, **wanted)
        lead = await session.lead("Gus")
        people = {name: await session.join(name) for name in names or NAMES}
        await lead.does("start")
        for person in people.values():
            await person.at_step(0)
        return cls(session, lead, people)

    async def again(self, place: Place) -> Round:
        """The same people, on another server with what the first had written."""
        session = Session(place, self.session.opened)
        people = {
            name: await session.enter(seat_key=person.welcome["seat_key"]) for name, person in self.people.items()
        }
        return Round(session, await session.lead("Gus"), people)

    async def gather(self) -> None:
        for person in self.people.values():
            await person.does("i_am_here", step=0)
        await self.lead.until(lambda me: board(me)["phase"] == "planned", "the plan")

    async def open(self) -> None:
        await self.lead.does("open_pairs", expecting=board(self.lead)["draw"])
        for person in self.people.values():
            await person.until(lambda me: part(me)["being"] == "paired", "a pair")

    async def talk(self) -> None:
        await self.gather()
        await self.open()

    def partner(self, name: str) -> str:
        """The name of the one this person is with."""
        (one,) = part(self.people[name])["partners"]
        return one["name"]

    async def leave_alone(self) -> tuple[Person, Person]:
        """Ana's partner is gone, and she says so. Returns her and the partner."""
        ana, partner = self.people["Ana"], self.people[self.partner("Ana")]
        partner.vanish()
        await ana.until(lambda me: line_of(me, partner) == "lost", "the question whether they are still here")
        await ana.does("partner_missing", step=0, seat=partner.welcome["seat"])
        await ana.until(lambda me: part(me)["being"] == "waiting", "to be waiting")
        return ana, partner


def part(person: Person) -> Message:
    return person.seat["part"]


def board(lead: Person) -> Message:
    return lead.console("board")["part"]


def groups(lead: Person) -> list[list[str]]:
    return [[person["name"] for person in group["people"]] for group in board(lead)["groups"]]


def line_of(person: Person, other: Person) -> str:
    return next(one["line"] for one in person.board["people"] if one["seat"] == other.welcome["seat"])


def levelled(**options: Any) -> Any:
    return serving(**{"modules": MODULES, **options})


def crashed(folder: Path) -> Path:
    """What a process that is killed at this moment leaves on its disk."""
    after = folder / "after"
    after.mkdir()
    for file in folder.glob("tp.db*"):
        shutil.copy(file, after / file.name)
    return after / "tp.db"


# --- nobody is left alone ---------------------------------------------------------------------------------


async def test_from_the_answer_on_company_comes_by_itself_within_fifteen_seconds() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.talk()
        ana, partner = await round.leave_alone()
        answered = place.clock.now_ms()
        assert 0 < part(ana)["company_by"] - answered <= RESCUE_MS
        place.clock.advance_to(part(ana)["company_by"])
        await ana.until(lambda me: len(part(me)["partners"]) == 2, "company")
        assert place.clock.now_ms() - answered <= RESCUE_MS
        assert partner.welcome["seat"] not in {one["seat"] for one in part(ana)["partners"]}


async def test_in_deep_talk_they_are_with_whoever_leads_within_fifteen_seconds() -> None:
    async with levelled() as place:
        round = await Round.begin(place, module=DEEP.name)
        await round.talk()
        ana, _ = await round.leave_alone()
        place.clock.advance(ALONE_MS)
        await ana.until(lambda me: part(me)["being"] == "with_lead", "to be with whoever leads")
        await round.lead.until(lambda me: [one["name"] for one in board(me)["alone"]] == ["Ana"], "Ana on the board")


async def test_a_silent_panel_is_left_in_peace() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.talk()
        ana, partner = round.people["Ana"], round.people[round.partner("Ana")]
        partner.vanish()
        await ana.until(lambda me: line_of(me, partner) == "lost", "a lost line")
        place.clock.advance(TALK_MS - 10_000)
        await place.quiet()
        assert part(ana)["being"] == "paired"
        assert [one["seat"] for one in part(ana)["partners"]] == [partner.welcome["seat"]]
        assert sorted(map(len, groups(round.lead))) == [2, 2]


async def test_the_one_who_returns_is_with_the_old_partner_who_waits() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.talk()
        ana, partner = await round.leave_alone()
        back = await round.session.enter(seat_key=partner.welcome["seat_key"])
        await back.until(lambda me: part(me)["being"] == "missing", "to know what happened")
        await back.does("i_am_here", step=0)
        await back.until(lambda me: part(me)["being"] == "paired", "the pair")
        assert [one["name"] for one in part(back)["partners"]] == ["Ana"]
        place.clock.advance(60_000)
        await place.quiet()
        assert len(part(ana)["partners"]) == 1


async def test_a_store_that_is_full_for_a_moment_leaves_nobody_alone() -> None:
    kept = FaultyStore()
    async with levelled(store=kept) as place:
        round = await Round.begin(place)
        await round.talk()
        ana, _ = await round.leave_alone()
        answered = place.clock.now_ms()
        kept.next_appends.append(store.Refused("full"))
        place.clock.advance(ALONE_MS)
        await place.quiet()
        assert not kept.next_appends, "premise: company was refused by the store"
        assert part(ana)["being"] == "waiting"
        place.clock.advance(AGAIN_MS)
        await ana.until(lambda me: part(me)["being"] == "paired", "company")
        assert place.clock.now_ms() - answered <= RESCUE_MS


# --- bells -------------------------------------------------------------------------------------------------


async def test_half_time_and_the_end_of_the_round_come_by_themselves() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.talk()
        ana = round.people["Ana"]
        place.clock.advance(TALK_MS // 2)
        await ana.until(lambda me: me.head["part"]["half"], "half-time")
        place.clock.advance(TALK_MS // 2 - 1_000)
        await place.quiet()
        assert part(ana)["being"] == "paired"
        place.clock.advance(1_000)
        for person in round.people.values():
            await person.until(lambda me: part(me)["being"] == "back", "to be back")
        await round.lead.until(lambda me: board(me)["phase"] == "back", "everyone back")


async def test_a_round_that_ended_while_the_server_was_away_is_over_when_it_is_back(tmp_path: Path) -> None:
    clock = FakeClock()
    async with levelled(store=SqliteStore(tmp_path / "tp.db"), clock=clock) as place:
        round = await Round.begin(place)
        await round.talk()
        left = crashed(tmp_path)
    clock.advance(2 * TALK_MS)
    async with levelled(store=SqliteStore(left), clock=clock) as place:
        after = await round.again(place)
        for person in after.people.values():
            await person.until(lambda me: part(me)["being"] == "back", "to be back")


# --- the server is killed ----------------------------------------------------------------------------------


async def test_killed_between_the_draw_and_the_opening_the_same_draw_comes_back(tmp_path: Path) -> None:
    clock = FakeClock()
    async with levelled(store=SqliteStore(tmp_path / "tp.db"), clock=clock, seed=1) as place:
        round = await Round.begin(place, *NAMES, "Eli", "Fay", "Gil")
        await round.gather()
        drawn, draw = groups(round.lead), board(round.lead)["draw"]
        left = crashed(tmp_path)
    async with levelled(store=SqliteStore(left), clock=clock, seed=2) as place:
        after = await round.again(place)
        await after.lead.until(lambda me: board(me)["phase"] == "planned", "the plan")
        assert (groups(after.lead), board(after.lead)["draw"]) == (drawn, draw)
        await after.open()
        met = [{name, *(one["name"] for one in part(person)["partners"])} for name, person in after.people.items()]
        assert all(set(group) in met for group in drawn)


async def test_killed_while_somebody_is_alone_they_still_get_company(tmp_path: Path) -> None:
    clock = FakeClock()
    async with levelled(store=SqliteStore(tmp_path / "tp.db"), clock=clock) as place:
        round = await Round.begin(place)
        await round.talk()
        ana, partner = await round.leave_alone()
        answered = clock.now_ms()
        clock.advance(5_000)
        left = crashed(tmp_path)
    del round.people[next(name for name, person in round.people.items() if person is partner)]
    async with levelled(store=SqliteStore(left), clock=clock) as place:
        after = await round.again(place)
        ana = after.people["Ana"]
        await ana.until(lambda me: part(me)["being"] == "waiting", "to be waiting still")
        clock.advance_to(part(ana)["company_by"])
        await ana.until(lambda me: part(me)["being"] == "paired", "company")
        assert clock.now_ms() - answered <= RESCUE_MS


async def test_killed_while_they_talk_everyone_is_in_the_same_pair_and_the_bells_ring(tmp_path: Path) -> None:
    clock = FakeClock()
    async with levelled(store=SqliteStore(tmp_path / "tp.db"), clock=clock) as place:
        round = await Round.begin(place, room_links=["https://call.example/{room}"])
        await round.talk()
        before = {name: part(person) for name, person in round.people.items()}
        left = crashed(tmp_path)
    async with levelled(store=SqliteStore(left), clock=clock) as place:
        after = await round.again(place)
        for name, person in after.people.items():
            await person.until(lambda me, name=name: part(me) == before[name], "the same pair, and the same room")
        clock.advance(TALK_MS)
        for person in after.people.values():
            await person.until(lambda me: part(me)["being"] == "back", "to be back")


# --- who is told what ----------------------------------------------------------------------------------------


async def test_before_the_opening_no_panel_and_no_wall_is_sent_a_plan() -> None:
    async with levelled() as place:
        round = await Round.begin(place, room_links=["https://call.example/{room}"])
        wall = await round.session.wall()
        await round.gather()
        await place.quiet()
        assert len(groups(round.lead)) == 2, "premise: there is one"
        for person in (*round.people.values(), wall):
            assert not any("call.example" in frame for frame in person.raw)
            for message in person.heard:
                shown = message.get("part") or {}
                assert not shown.get("groups")
                assert not shown.get("partners")
                assert not shown.get("place")


async def test_a_wish_reaches_nobody_elses_socket() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.gather()
        await place.quiet()
        others = {name: person for name, person in round.people.items() if name != "Ana"} | {"Gus": round.lead}
        before = views_of(others)
        ben = round.people["Ben"].welcome["seat"]
        ana = round.people["Ana"]
        await ana.does("not_with", step=0, seats=[ben])
        await ana.until(lambda me: part(me)["not_with"] == [ben], "her own list")
        place.clock.advance(1_000)
        await place.quiet()
        assert views_of(others) == before, "not so much as a frame"


def views_of(people: Mapping[str, Person]) -> dict[str, list[str]]:
    return {name: [frame for frame in one.raw if '"pong"' not in frame] for name, one in people.items()}


async def test_a_room_link_is_sent_to_its_pair_and_to_whoever_leads() -> None:
    async with levelled() as place:
        round = await Round.begin(place, room_links=["https://call.example/{room}"])
        await round.talk()
        for name, person in round.people.items():
            link = part(person)["room_link"]
            told = {who for who, other in round.people.items() if any(link in frame for frame in other.raw)}
            assert told == {name, round.partner(name)}
            assert any(link in frame for frame in round.lead.raw)


async def test_of_two_consoles_that_move_the_same_person_the_second_is_told() -> None:
    async with levelled() as place:
        round = await Round.begin(place, *NAMES, "Eli", "Fay")
        await round.gather()
        second = await round.session.lead("Hal")
        await second.until(lambda me: len(groups(me)) == 3, "the plan")
        place_of_ana = next(i for i, group in enumerate(groups(second)) if "Ana" in group)
        seat, elsewhere = round.people["Ana"].welcome["seat"], [i for i in range(3) if i != place_of_ana]
        await round.lead.does("move_person", seat=seat, was=place_of_ana, to=elsewhere[0], expecting=1)
        answer = await second.say("move_person", seat=seat, was=place_of_ana, to=elsewhere[1], expecting=1)
        assert answer["code"] == "stale"
        await second.until(lambda me: "Ana" in groups(me)[elsewhere[0]], "what the first one did")


async def test_a_participant_cannot_say_what_a_console_says() -> None:
    async with levelled() as place:
        round = await Round.begin(place)
        await round.gather()
        answer = await round.people["Ana"].say("open_pairs", expecting=1)
        assert answer["code"] == "unknown_type"


# --- what stays -----------------------------------------------------------------------------------------------


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("tp.db*") if "shm" not in file.name)


async def test_after_the_end_no_wish_no_line_and_no_message_is_in_any_file(tmp_path: Path) -> None:
    async with serving(store=SqliteStore(tmp_path / "tp.db"), modules={SHARING.name: SHARING}) as place:
        round = await Round.begin(place, module=SHARING.name)
        ana, ben = round.people["Ana"], round.people["Ben"]
        await ana.does("not_with", step=0, seats=[ben.welcome["seat"]])
        await round.talk()
        await ana.does("write_line", step=0, line=LINE, about=None, text="We both yodel")
        await ana.does("write_line", step=0, line="m" * 22, about=None, text="Too much said")
        await ana.does("drop_line", step=0, line="m" * 22)
        await round.lead.does("tell_pairs", text="Two quiet minutes", place=None, expecting=1)
        traces = (b"We both yodel", b"Two quiet minutes", b"wish:" + ana.welcome["seat"].encode())
        assert all(trace in on_disk(tmp_path) for trace in traces), "else this test proves nothing"
        await round.lead.does("end")
        await place.quiet()
        left = on_disk(tmp_path)
        assert not [trace for trace in (*traces, b"Too much said") if trace in left]
        assert b"pairs_opened" in left, "what happened stays, without words"


async def test_what_is_kept_of_a_private_word_says_neither_whose_it_is_nor_what_it_says() -> None:
    kept = MemoryStore()
    async with levelled(store=kept) as place:
        round = await Round.begin(place)
        ana, ben, chi = (round.people[name] for name in ("Ana", "Ben", "Chi"))
        await ana.does("not_with", step=0, seats=[ben.welcome["seat"]])
        await ben.does("not_with", step=0, seats=[chi.welcome["seat"], ana.welcome["seat"]])
        log = kept._sessions[round.session.opened["session"]].log
        (first, second) = [entry for entry in log if b"wish_kept" in entry.events]
        assert first.events == second.events
        assert first.body_hash == second.body_hash, "nobody can try out what it might have been"
        for entry, person in ((first, ana), (second, ben)):
            assert person.welcome["seat"] not in entry.command_id
            assert entry.body_hash != body_hash("")
