"""agree: each says yes to how the group wants to be here. The count shows, never who is missing."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core.steps import KINDS
from talkingpiece.core.steps.agree import AgreeCommand, Agreed
from talkingpiece.core.steps.kind import By, Line
from tests.cast import AGREEMENT, ANA, BEN, CHI, FOUR, TINY, Played, only, refused


def asked(*people: str) -> Played:
    return Played.running(TINY, *people, at=AGREEMENT)


def test_a_yes_is_kept_by_seat():
    circle = asked(ANA)
    assert circle.says(ANA, AgreeCommand).events == (Agreed(step=AGREEMENT, seat=ANA),)
    assert circle.session.has_accepted(ANA)
    assert circle.seat_part(ANA).agreed


def test_a_second_yes_changes_nothing():
    circle = asked(ANA)
    circle.agree(ANA)
    assert circle.says(ANA, AgreeCommand).events == ()


def test_the_stage_counts_those_who_are_here():
    circle = asked(*FOUR)
    circle.agree(ANA, BEN)
    assert (circle.part("tally").yes, circle.part("tally").of) == (2, 4)


def test_somebody_who_left_does_not_keep_the_others_waiting():
    circle = asked(*FOUR)
    circle.agree(ANA, BEN)
    circle.says(CHI, c.Leave)
    circle.says(BEN, c.Leave)
    assert (circle.part("tally").yes, circle.part("tally").of) == (1, 2)


@pytest.mark.parametrize("missing", FOUR)
def test_nobody_can_see_who_is_missing(missing):
    """Not even those who lead: whoever said yes, all but their own views are the same."""

    def seen(without: str) -> tuple[str, ...]:
        circle = asked(*FOUR)
        circle.agree(*(seat for seat in FOUR if seat != without))
        views = circle.all_views()
        return views["stage"], views["console"]

    assert seen(missing) == seen(FOUR[0])


def test_whoever_leads_can_go_on_without_everyones_yes():
    circle = asked(ANA, BEN)
    circle.agree(ANA)
    circle.next_step()
    assert circle.session.step == AGREEMENT + 1


def test_the_yes_can_follow_at_a_later_step():
    circle = asked(ANA)
    circle.next_step()
    assert circle.says(ANA, AgreeCommand).events == (Agreed(step=AGREEMENT, seat=ANA),)


def test_only_somebody_with_a_place_says_yes():
    with refused("not_yet"):
        asked(ANA).ask(By(leads=True), AgreeCommand(id="c"))


def test_a_second_agreement_is_the_first_one_again():
    circle = Played.running(only("agree", "agree"), ANA)
    circle.agree(ANA)
    circle.next_step()
    assert circle.seat_part(ANA).agreed
    assert circle.says(ANA, AgreeCommand).events == ()


def test_the_report_counts_those_who_have_gone_home():
    circle = asked(*FOUR)
    circle.agree(ANA, BEN, CHI)
    circle.leader_says(c.End)
    for seat in FOUR:
        circle.says(seat, c.Leave)
    report = KINDS["agree"].report(circle.world.look_at(AGREEMENT))
    assert list(report) == [Line("3 of 3 said yes to this.")]
