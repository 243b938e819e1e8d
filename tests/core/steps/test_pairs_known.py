"""What plans draw on: rules are kept, wishes are kept and told to nobody, and none of it is ever in the log."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from talkingpiece import journal
from talkingpiece.core.commands import Rename
from talkingpiece.core.pairing import Known
from talkingpiece.core.steps.pairs.commands import AnotherPair, NotWith, SitOut
from tests.cast import ANA, BEN, CHI, DOV, ELI, EVERYONE, FAY, FOUR, Played, refused
from tests.core.steps.in_pairs import (
    ALONE_S,
    TALK_S,
    being,
    board,
    company,
    draw_again,
    gathering,
    is_missing,
    move,
    open_them,
    pairs,
    plan,
    planned,
    steps,
    talking,
)  # fmt: skip

ALL_APART = Known(apart=frozenset(frozenset(two) for two in combinations(FOUR, 2)))


def apart(*two: str) -> frozenset[frozenset[str]]:
    return frozenset({frozenset(two)})


def wishes(played: Played, seat: str, *others: str) -> None:
    played.says(seat, NotWith, step=played.session.step, seats=others)


# --- rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_who_is_to_be_kept_apart_is_never_put_together(seed):
    played = gathering(*EVERYONE[:6], seed=seed, known=Known(apart=apart(ANA, BEN) | apart(CHI, DOV)))
    played.here(*EVERYONE[:6])
    for _ in range(6):
        draw_again(played)
        assert not pairs(played) & (apart(ANA, BEN) | apart(CHI, DOV))


@pytest.mark.parametrize(("led", "where"), [("facilitator", "with_lead"), ("peers", "alone")])
def test_everybody_in_one_reporting_line_is_told_so_and_nobody_is_put_against_it(led, where):
    played = gathering(*FOUR, known=ALL_APART, led=led)
    played.talk()
    assert pairs(played) == set()
    assert [being(played, seat) for seat in FOUR] == [where] * 4
    assert [person.seat for person in board(played).alone] == list(FOUR)


def test_one_manager_of_all_is_the_one_without_a_pair():
    line = frozenset(frozenset((ANA, other)) for other in (BEN, CHI, DOV))
    played = gathering(*FOUR, known=Known(apart=line))
    played.talk()
    assert [person.seat for person in board(played).alone] == [ANA]
    assert {company(played, seat).__len__() for seat in (BEN, CHI, DOV)} == {2}


def test_of_two_rules_that_contradict_each_other_the_one_to_keep_apart_holds():
    both = Known(apart=apart(ANA, BEN), together=apart(ANA, BEN))
    played = gathering(*FOUR, known=both)
    played.talk()
    assert company(played, ANA) != {BEN}


def test_who_is_to_be_kept_together_is_and_the_console_says_why():
    played = gathering(*FOUR, known=Known(together=apart(ANA, DOV)))
    played.here(*FOUR)
    assert company(played, ANA) == {DOV}
    place = played.state.place_of(ANA)
    assert board(played).groups[place].reason.startswith("Kept together")


def test_people_of_different_departments_rather_meet():
    tags = {seat: {"department": "A" if seat in (ANA, BEN) else "B"} for seat in FOUR}
    for seed in range(5):
        played = gathering(*FOUR, known=Known(tags=tags, differ=("department",)), seed=seed)
        played.here(*FOUR)
        assert company(played, ANA) <= {CHI, DOV}


def test_who_met_in_an_earlier_session_rather_meets_somebody_else():
    met = Known(met={frozenset({ANA, BEN}): 0.5}, ago={frozenset({ANA, BEN}): 4})
    for seed in range(5):
        played = gathering(*FOUR, known=met, seed=seed)
        played.here(*FOUR)
        assert company(played, ANA) != {BEN}


def test_a_rule_stands_above_company_for_somebody_alone():
    kept = Known(apart=apart(ANA, CHI) | apart(ANA, DOV))
    played = talking((ANA, BEN), (CHI, DOV), known=kept)
    is_missing(played, BEN, says=ANA)
    played.wait(ALONE_S)
    assert being(played, ANA) == "with_lead"
    assert company(played, CHI) == {DOV}


def test_two_lonely_ones_who_are_kept_apart_are_not_put_together():
    played = talking((ANA, BEN), (CHI, DOV), known=Known(apart=apart(ANA, CHI)), level=5)
    is_missing(played, BEN, says=ANA)
    is_missing(played, DOV, says=CHI)
    played.wait(ALONE_S)
    assert {being(played, ANA), being(played, CHI)} == {"with_lead"}


def test_reasons_are_for_whoever_leads_and_in_a_peer_led_session_for_nobody():
    tags = {seat: {"department": "A"} for seat in FOUR}
    known = Known(met={frozenset({ANA, BEN}): 1.0}, ago={frozenset({ANA, BEN}): 1}, tags=tags, differ=("department",))
    led = planned((ANA, BEN), (CHI, DOV), known=known)
    reason = board(led).groups[0].reason
    assert "Met last session" in reason
    assert "Same department" in reason
    others = {who: text for who, text in led.all_views().items() if who != "console"}
    assert not any("Met last" in text or "department" in text for text in others.values())
    peers = planned((ANA, BEN), (CHI, DOV), known=known, led="peers")
    assert [group.reason for group in board(peers).groups] == ["", ""]
    assert board(peers).ahead == ()
    assert not any("Met last" in text or "department" in text for text in peers.all_views().values())


def test_the_rounds_ahead_are_foretold_to_whoever_leads_and_in_a_peer_led_session_to_nobody():
    for led, foretold in (("facilitator", True), ("peers", False)):
        played = Played.running(steps("pairs", "pairs"), *FOUR, led=led)
        played.here(*FOUR)
        assert bool(board(played).ahead) == foretold


def test_the_console_counts_repeats_and_the_fewest_there_could_be():
    everybody = {frozenset(two): 1.0 for two in combinations(FOUR, 2)}
    played = gathering(*FOUR, known=Known(met=everybody))
    played.here(*FOUR)
    assert (board(played).repeats, board(played).bound) == (2, 2)
    fresh = gathering(*FOUR)
    fresh.here(*FOUR)
    assert (board(fresh).repeats, board(fresh).bound) == (0, 0)


# --- wishes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("led", ["facilitator", "peers"])
def test_somebody_elses_wish_changes_nothing_that_anybody_else_is_shown(led):
    played = gathering(*FOUR, led=led)
    played.here(ANA, BEN)
    before = played.all_views()
    wishes(played, BEN, ANA)
    after = played.all_views()
    assert before.pop(BEN) != after.pop(BEN), "premise: Ben himself sees what he said"
    assert before == after


@pytest.mark.parametrize("when", ["planned", "talking", "back"])
def test_nor_later_in_the_round(when):
    played = planned((ANA, BEN), (CHI, DOV))
    if when != "planned":
        open_them(played)
    if when == "back":
        played.wait(TALK_S)
    before = played.all_views()
    wishes(played, BEN, ANA)
    after = played.all_views()
    assert {who for who in before if before[who] != after[who]} == {BEN}


def test_a_wish_is_shown_to_whoever_has_it_and_to_nobody_it_is_about():
    played = gathering(*FOUR)
    wishes(played, BEN, ANA, CHI)
    assert played.seat_part(BEN).not_with == (ANA, CHI)
    assert played.seat_part(ANA).not_with == ()
    wishes(played, BEN)
    assert played.seat_part(BEN).not_with == ()


@pytest.mark.parametrize("seed", range(8))
def test_a_wish_is_kept_by_every_draw(seed):
    played = gathering(*FOUR, seed=seed)
    wishes(played, BEN, ANA, CHI)
    played.here(*FOUR)
    assert company(played, BEN) == {DOV}


def test_a_wish_holds_in_the_steps_to_come():
    played = gathering(*FOUR)
    wishes(played, BEN, ANA)
    played.talk()
    for _ in range(4):
        played.wait(TALK_S)
        draw_again(played)
        open_them(played)
        assert ANA not in company(played, BEN)


def test_a_wish_shows_in_no_reason_and_in_no_number():
    """The only pairs that have not met are Ana with Chi and Ben with Dov: with a rule there, some must repeat."""
    new = apart(ANA, CHI) | apart(BEN, DOV)
    met = {frozenset(two): 1.0 for two in combinations(FOUR, 2) if frozenset(two) not in new}
    with_wish, with_rule, without = (planned((ANA, BEN), (CHI, DOV), known=Known(met=met)) for _ in range(3))
    with_wish.known = replace(with_wish.known, wishes=apart(ANA, CHI), asked={ANA: frozenset({CHI})})
    with_rule.known = replace(with_rule.known, apart=apart(ANA, CHI))
    assert board(with_rule).bound != board(without).bound, "premise: a rule would show"
    assert with_wish.all_views()["console"] == without.all_views()["console"]


def test_nor_in_what_is_foretold():
    def ahead(**known: frozenset[frozenset[str]]) -> tuple[str, ...]:
        played = Played.running(steps("pairs", "pairs", "pairs"), *FOUR)
        played.known = Known(announced=((ANA, BEN), (CHI, DOV)))
        played.talk()
        played.known = replace(played.known, **known)
        return board(played).ahead

    assert ahead(apart=apart(ANA, CHI)) != ahead(), "premise: a rule would show"
    assert ahead(wishes=apart(ANA, CHI)) == ahead()


def test_two_lonely_ones_of_whom_one_wishes_otherwise_are_not_put_together():
    played = talking((ANA, BEN), (CHI, DOV), level=5)
    wishes(played, CHI, ANA)
    is_missing(played, BEN, says=ANA)
    is_missing(played, DOV, says=CHI)
    played.wait(ALONE_S)
    assert {being(played, ANA), being(played, CHI)} == {"with_lead"}


def test_one_wishes_about_others_who_are_in_this_circle():
    played = gathering(*FOUR)
    for others in ((ELI,), (BEN,), (ANA, "nobody")):
        with refused("not_here"):
            wishes(played, BEN, *others)
    with refused("no_seat"):
        played.leader_says(NotWith, step=0, seats=(ANA,))


def test_a_move_by_hand_against_a_wish_warns_nobody_and_the_asker_is_offered_another_pair():
    played = gathering(*FOUR)
    wishes(played, ANA, CHI)
    played.known = Known(announced=((ANA, BEN), (CHI, DOV)))
    played.talk()
    assert not played.seat_part(ANA).unwished, "premise"
    move(played, ANA, 1)
    assert played.seat_part(ANA).unwished
    assert not played.seat_part(CHI).unwished, "whom it is about learns nothing"
    assert not played.seat_part(DOV).unwished
    played.says(ANA, AnotherPair, step=0)
    assert company(played, ANA) == {BEN}, "who was left alone by the move"
    assert company(played, CHI) == {DOV}


def test_with_nobody_else_the_asker_is_with_whoever_leads():
    played = gathering(*FOUR)
    wishes(played, ANA, CHI)
    played.known = Known(announced=((ANA, BEN), (CHI, DOV)))
    played.talk()
    move(played, ANA, 1)
    played.wait(ALONE_S)
    assert company(played, BEN) == {ANA, CHI, DOV}, "premise: everybody is in one group"
    played.says(ANA, AnotherPair, step=0)
    assert being(played, ANA) == "with_lead"


def test_or_they_sit_out_by_one_tap():
    played = gathering(*FOUR)
    wishes(played, ANA, CHI)
    played.known = Known(announced=((ANA, BEN), (CHI, DOV)))
    played.talk()
    move(played, ANA, 1)
    played.says(ANA, SitOut, step=0)
    assert being(played, ANA) == "out"


def test_without_a_wish_nobody_asks_for_another_pair():
    played = talking((ANA, BEN), (CHI, DOV))
    wishes(played, ANA, CHI)
    for seat in (ANA, CHI):
        with refused("no_wish"):
            played.says(seat, AnotherPair, step=0)


def test_before_the_opening_and_after_the_round_that_question_tells_nothing():
    played = gathering(*FOUR)
    wishes(played, ANA, CHI)
    played.known = Known(announced=((ANA, BEN), (CHI, DOV)))
    played.here(*FOUR)
    move(played, ANA, 1)
    assert not played.seat_part(ANA).unwished
    with refused("no_wish"):
        played.says(ANA, AnotherPair, step=0)
    open_them(played)
    played.wait(TALK_S)
    with refused("no_wish"):
        played.says(ANA, AnotherPair, step=0)


def test_a_wish_of_either_is_enough():
    for seed in range(5):
        played = gathering(*FOUR, seed=seed)
        wishes(played, CHI, ANA)
        played.here(*FOUR)
        assert CHI not in company(played, ANA)


# --- the log --------------------------------------------------------------------------------------------------


def test_the_log_has_no_rule_no_wish_no_reason_and_says_not_whose_a_wish_is():
    known = Known(
        apart=apart(ANA, BEN), together=apart(CHI, DOV), differ=("department",),
        tags={seat: {"department": "Sales"} for seat in FOUR}, met={frozenset({ANA, CHI}): 1.0},
    )  # fmt: skip
    played = gathering(*FOUR, known=known)
    before = len(played.log)
    wishes(played, ANA, CHI)
    (entry,) = played.log[before:]
    other = gathering(*FOUR, known=known)
    wishes(other, DOV, BEN)
    assert journal.encode(entry) == journal.encode(other.log[-1]), "whoever wished for what"
    played.talk()
    move(played, CHI, played.state.place_of(ANA), deliberate=True)
    log = "".join(journal.encode(entry).decode() for entry in played.log)
    for trace in ("Sales", "department", "apart", 'together"', "Kept", "rule", "reason", "wish:"):
        assert trace not in log.replace('"pairs_arranged"', ""), trace


def test_a_wish_plans_nothing_by_itself():
    played = gathering(*FOUR)
    played.here(*FOUR[:3])
    wishes(played, DOV, ANA)
    assert played.state.phase == "gathering"
    plan(played)
    before = played.state.groups
    wishes(played, ANA, BEN)
    assert played.state.groups == before


def test_unless_somebody_else_is_meant_a_wish_moves_nobody_who_talks():
    played = talking((ANA, BEN), (CHI, DOV), (ELI, FAY))
    wishes(played, ANA, BEN)
    played.wait(TALK_S - 1)
    assert company(played, ANA) == {BEN}
    assert played.seat_part(ANA).unwished, "they may ask for another pair, quietly"


def test_what_the_console_says_is_of_this_moment_though_it_is_worked_out_once():
    played = Played.running(steps("pairs", "pairs"), *FOUR)
    played.here(*FOUR)
    assert board(played).repeats == 0
    open_them(played)
    met = pairs(played)
    played.next_step()
    played.here(*FOUR)
    assert not pairs(played) & met, "premise"
    first = board(played)
    played.go_to(0)
    played.go_to(1)
    assert board(played).repeats == first.repeats == 0


def test_the_rounds_ahead_are_told_in_the_names_people_have_now():
    played = Played.running(steps("pairs", "pairs", "pairs"), *FOUR)
    played.here(*FOUR)
    before = board(played).ahead
    assert before, "premise: there are rounds to come"
    for seat in FOUR:
        played.says(seat, Rename, name=f"New {seat.partition('-')[0]}")
    again = " ".join(board(played).ahead)
    assert not any(f" {name} " in f" {again} " for name in ("Ana", "Ben", "Chi", "Dov"))
