"""Any life of pairs, made up by chance: whatever people do, the laws of pairs hold. See `laws_of_pairs`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from talkingpiece.core.commands import Leave, Pause, Resume
from talkingpiece.core.pairing import Known
from talkingpiece.core.refusal import Refused
from talkingpiece.core.steps.pairs import commands as p
from talkingpiece.core.steps.pairs.state import LEAD, PairsState
from tests.core.steps.in_pairs import steps
from tests.core.steps.laws_of_pairs import RESCUE_MS, Watched, nothing_is_seen_that_should_not_be, the_log_tells_nothing

INDEX = st.integers(0, 10_000)
COUNTS = st.one_of(st.integers(2, 7), st.integers(2, 7), st.integers(8, 40))
MOST = 45  # people


class Life(RuleBasedStateMachine):
    """Two pairs steps, one after the other, and everything that people do in them."""

    @initialize(
        count=COUNTS, led=st.sampled_from(["facilitator", "peers"]), size=st.sampled_from(["pairs", "trios", "fours"]),
        level=st.integers(0, 5), share=st.sampled_from([0, 60]), seed=INDEX, rules=st.integers(0, 3),
    )  # fmt: skip
    def begin(self, count: int, led: Any, size: str, level: int, share: int, seed: int, rules: int) -> None:
        self.people = [f"p{number:02d}-seat" for number in range(count)]
        module = steps("pairs", "pairs", level=level, size=size, share_seconds=share)
        module = replace(module, steps=tuple(replace(step, settings=module.steps[1].settings) for step in module.steps))
        self.played = Watched.running(module, *self.people, led=led, seed=seed, room_links=["https://c.example/{room}"])
        self.texts: list[str] = []
        self._keep_rules(rules, seed)

    def _keep_rules(self, many: int, seed: int) -> None:
        dice, two = Random(seed), list(combinations(self.people, 2))
        chosen = [frozenset(pair) for pair in dice.sample(two, min(len(two), many * len(self.people) // 3))]
        tags = {seat: {"team": dice.choice(["SECRET-red", "SECRET-blue"])} for seat in self.people}
        apart, wishes, together = (frozenset(chosen[part::3]) for part in range(3))
        asked = {min(pair): frozenset({max(pair)}) for pair in wishes}
        self.played.known = Known(
            apart=apart, wishes=frozenset(frozenset((one, *others)) for one, others in asked.items()), asked=asked,
            together=together, tags=tags, differ=("team",),
        )  # fmt: skip

    # --- who, and what they say -----------------------------------------------------------------------------

    @property
    def state(self) -> PairsState:
        found: PairsState = self.played.state
        return found

    @property
    def step(self) -> int:
        return self.played.session.step

    def _one(self, index: int) -> str:
        return self.people[index % len(self.people)]

    def _says(self, seat: str, verb: Any, /, **fields: Any) -> None:
        if not self.played.session.seats[seat].left:
            with suppress(Refused):
                self.played.says(seat, verb, **fields)

    def _leads(self, verb: Any, /, **fields: Any) -> None:
        with suppress(Refused):
            self.played.leader_says(verb, **fields)

    def _planned_at_least(self) -> None:
        """Most of what can happen needs pairs: there are some, planned or talking, if that is possible."""
        if self.state.phase == "back":
            self._leads(p.DrawAgain, expecting=self.state.draw)
        if self.state.phase == "gathering":
            self.all_are_here()
        if self.state.phase == "gathering":
            self._leads(p.PlanPairs, expecting=self.state.draw)

    def _talking(self) -> None:
        self._planned_at_least()
        self._leads(p.OpenPairs, expecting=self.state.draw)

    @rule()
    def all_are_here(self) -> None:
        for seat in self.played.session.taking_part():
            if seat not in self.state.out:
                self._says(seat, p.IAmHere, step=self.step)

    @rule(index=INDEX)
    def is_here(self, index: int) -> None:
        self._says(self._one(index), p.IAmHere, step=self.step)

    @rule(index=INDEX)
    def sits_out(self, index: int) -> None:
        self._says(self._one(index), p.SitOut, step=self.step)

    @rule()
    def comes(self) -> None:
        if len(self.people) < MOST:
            self.people.append(f"p{len(self.people):02d}-seat")
            self.played.come(self.people[-1])
            self._says(self.people[-1], p.IAmHere, step=self.step)

    @rule(index=INDEX)
    def leaves(self, index: int) -> None:
        self._says(self._one(index), Leave)

    @rule(index=INDEX)
    def comes_back(self, index: int) -> None:
        self.played.come_back(self._one(index))
        self._says(self._one(index), p.IAmHere, step=self.step)

    @rule(index=INDEX, by=INDEX)
    def is_missing(self, index: int, by: int) -> None:
        self._talking()
        groups = [group for group in self.state.groups if len(group) > 1]
        if groups:
            group = groups[index % len(groups)]
            says, missing = group[by % len(group)], group[(by + 1) % len(group)]
            if says != LEAD:
                self._says(says, p.PartnerMissing, step=self.step, seat=missing)

    @rule(index=INDEX)
    def returns(self, index: int) -> None:
        if gone := sorted(self.state.missing):
            self._says(gone[index % len(gone)], p.IAmHere, step=self.step)

    @rule(index=INDEX, others=st.lists(INDEX, max_size=3))
    def wishes(self, index: int, others: list[int]) -> None:
        """And nobody else's screen changes by a byte."""
        seat = self._one(index)
        before = self.played.all_views() if len(self.people) < 8 else {}
        self._says(seat, p.NotWith, step=self.step, seats=tuple({self._one(other) for other in others} - {seat}))
        after = self.played.all_views() if before else {}
        assert {who for who in before if before[who] != after[who]} <= {seat}

    @rule(index=INDEX)
    def is_moved_against_a_wish_and_asks_for_another_pair(self, index: int) -> None:
        self._talking()
        asked = [(one, other) for one, others in self.played._known_now().asked.items() for other in sorted(others)]
        if asked:
            one, other = asked[index % len(asked)]
            was, to = self.state.place_of(one), self.state.place_of(other)
            self._leads(p.MovePerson, seat=one, was=was, to=to, deliberate=True)
            self._says(one, p.AnotherPair, step=self.step)

    @rule(index=INDEX, about=st.booleans(), tick=st.booleans())
    def writes(self, index: int, about: bool, tick: bool) -> None:
        self._talking()
        seat, line = self._one(index), f"{len(self.texts):022d}"
        place = self.state.place_of(seat)
        group = self.state.groups[place] if place is not None else (seat,)
        whom = group[index % len(group)] if about else None
        self.texts.append(f"SECRET-{line}")
        self._says(seat, p.WriteLine, step=self.step, line=line, about=whom, text=self.texts[-1])
        for other in group if tick else ():
            if other != LEAD:
                self._says(other, p.TickLine, step=self.step, line=line, on=True)

    @rule(index=INDEX, on=st.booleans())
    def ticks(self, index: int, on: bool) -> None:
        for line in self.state.lines:
            self._says(self._one(index), p.TickLine, step=self.step, line=line, on=on)

    @rule(index=INDEX)
    def calls(self, index: int) -> None:
        self._talking()
        self._says(self._one(index), p.CallLead, step=self.step, on=True)
        self._says(self._one(index), p.WeAreTogether, step=self.step)

    # --- whoever leads ------------------------------------------------------------------------------------------

    @rule()
    def plans(self) -> None:
        self._leads(p.PlanPairs, expecting=self.state.draw)

    @rule()
    def opens(self) -> None:
        self._leads(p.OpenPairs, expecting=self.state.draw)

    @rule()
    def a_whole_round(self) -> None:
        self.all_are_here()
        self.opens()
        self.time_passes(100)

    @rule()
    def draws_again(self) -> None:
        self._planned_at_least()
        self._leads(p.DrawAgain, expecting=self.state.draw)

    @rule(index=INDEX, to=st.integers(-1, 22), deliberate=st.booleans())
    def moves(self, index: int, to: int, deliberate: bool) -> None:
        self._planned_at_least()
        seat = LEAD if index % 7 == 0 else self._one(index)
        was, where = self.state.place_of(seat), None if to < 0 else to % (len(self.state.groups) + 1)
        self._leads(p.MovePerson, seat=seat, was=was, to=where, deliberate=deliberate)

    @rule(
        index=INDEX, to=st.integers(-1, 22), who=INDEX, what=st.sampled_from(["leaves", "sits_out", "is_here", "out"])
    )
    def moves_and_takes_it_back(self, index: int, to: int, who: int, what: str) -> None:
        """And something happens in between."""
        self.moves(index, to, True)
        who = who if who % 2 else index  # often the one who was moved
        self.takes_part("out") if what == "out" else getattr(self, what)(who)
        self.takes_back()

    @rule(place=st.integers(0, 21), on=st.booleans())
    def locks(self, place: int, on: bool) -> None:
        self._planned_at_least()
        self._leads(p.LockPair, place=place % max(1, len(self.state.groups)), on=on)

    @rule(index=INDEX, place=st.integers(0, 3))
    def asks_of_a_board_that_is_gone(self, index: int, place: int) -> None:
        self._talking()
        before, seat = self.state, self._one(index)
        for verb, fields in (
            (p.MovePerson, {"seat": seat, "was": before.place_of(seat), "to": place, "deliberate": True}),
            (p.LockPair, {"place": place, "on": place not in before.locked}),
            (p.AnswerCall, {"place": place, "coming": False}),
            (p.TellPairs, {"place": None, "text": "SECRET-of-another-round"}),
            (p.CallBack, {"at_once": True}),
        ):
            self._leads(verb, expecting=before.draw - 1, **fields)
        assert self.state is before

    @rule()
    def takes_back(self) -> None:
        self._leads(p.UndoMove, expecting=self.state.draw)

    @rule(index=INDEX)
    def counts_in(self, index: int) -> None:
        self._leads(p.CountIn, seat=self._one(index))

    @rule(how=st.sampled_from(["out", "in", "spare"]))
    def takes_part(self, how: str) -> None:
        self._leads(p.LeadTakesPart, joins=how)

    @rule(seconds=st.integers(-200, 200))
    def changes_the_time(self, seconds: int) -> None:
        self._talking()
        self._leads(p.ExtendPairs, expecting=self.state.draw, seconds=seconds)

    @rule(at_once=st.booleans())
    def calls_back(self, at_once: bool) -> None:
        self._talking()
        self._leads(p.CallBack, expecting=self.state.draw, at_once=at_once)

    @rule(verb=st.sampled_from([Pause, Resume]))
    def holds_the_clock(self, verb: Any) -> None:
        self._leads(verb)

    @rule()
    def goes_to_the_other_step(self) -> None:
        self.played.go_to(1 - self.step)

    @rule(index=INDEX, other=INDEX)
    def keeps_apart(self, index: int, other: int) -> None:
        """A new rule, in the middle of everything."""
        if self._one(index) != self._one(other):
            pair = frozenset({self._one(index), self._one(other)})
            self.played.known = replace(self.played.known, apart=self.played.known.apart | {pair})

    # --- time, and looking -----------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 4, 8, 20, 100, 200]))
    def time_passes(self, seconds: int) -> None:
        self.played.wait(seconds)
        late = [seat for seat, since in self.played.lonely.items() if self.played.now_ms - since > RESCUE_MS]
        assert not late, "alone for too long"

    @rule()
    def the_round_ends(self) -> None:
        self._leads(Resume)
        self.played.wait(600)
        self.somebody_looks()

    @rule()
    def somebody_looks(self) -> None:
        if len(self.people) < 12:
            nothing_is_seen_that_should_not_be(self.played)

    def teardown(self) -> None:
        if hasattr(self, "texts"):
            nothing_is_seen_that_should_not_be(self.played)
            the_log_tells_nothing(self.played, [*self.texts, "SECRET-red", "SECRET-blue"])


def test_whatever_people_do_the_laws_of_pairs_hold():
    run_state_machine_as_test(Life, settings=settings(max_examples=150, stateful_step_count=50))


@pytest.mark.soak
def test_whatever_people_do_for_long_the_laws_of_pairs_hold():
    run_state_machine_as_test(
        Life, settings=settings(max_examples=1_500, stateful_step_count=80, derandomize=False, print_blob=True)
    )
