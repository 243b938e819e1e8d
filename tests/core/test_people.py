"""Places, names, coming and going, the agreement as a gate, and the lead."""

from __future__ import annotations

import pytest

from talkingpiece.core import commands as c
from talkingpiece.core import events as e
from talkingpiece.core.decide import ROOM
from talkingpiece.core.steps.agree import AgreeCommand
from talkingpiece.core.steps.kind import By
from tests.cast import AGREEMENT, ANA, BEN, CHI, CIRCLE, DOV, FOUR, NAMED, PAIRS, TINY, Played, only, refused

# --- places ------------------------------------------------------------------------------------------------


def test_somebody_who_comes_in_has_a_place_and_a_name_beside_the_log():
    circle = Played.opened()
    happened = circle.ask(ROOM, c.TakeSeat(seat=ANA, key="k", name=" Ana\tMaria "))
    assert happened.events == (e.SeatTaken(seat=ANA, key="k"),)
    assert happened.records == {f"name:{ANA}": "Ana Maria"}
    assert circle.session.here() == (ANA,)


def test_a_place_is_not_given_under_a_name_that_cannot_be_read():
    circle = Played.opened()
    with refused("name_empty"):
        circle.ask(ROOM, c.TakeSeat(seat=ANA, key="k", name="\u202e \x00"))
    assert circle.session.seats == {}


def test_a_place_that_somebody_has_is_never_handed_to_another_key():
    circle = Played.opened(TINY, ANA)
    assert circle.ask(ROOM, c.TakeSeat(seat=ANA, key="another", name="Mallory")).events == ()
    assert circle.session.seats[ANA].key == f"hash-{ANA}"
    assert circle.words[f"name:{ANA}"] == "Ana"


def test_leaving_keeps_the_place_and_coming_back_gives_it_again():
    circle = Played.running(TINY, ANA, BEN)
    circle.says(ANA, c.Leave)
    assert circle.session.here() == (BEN,)
    assert circle.session.seats[ANA].left
    circle.come_back(ANA)
    assert circle.session.here() == (ANA, BEN)


def test_leaving_twice_and_coming_back_twice_change_nothing():
    circle = Played.running(TINY, ANA, BEN)
    before = len(circle.log)
    circle.come_back(ANA)
    assert len(circle.log) == before
    circle.says(ANA, c.Leave)
    assert circle.says(ANA, c.Leave).events == ()


def test_a_new_name_replaces_the_record_and_the_log_holds_neither():
    circle = Played.running(TINY, ANA)
    happened = circle.says(ANA, c.Rename, name="Anabel")
    assert happened.events == (e.SeatRenamed(seat=ANA),)
    assert circle.words[f"name:{ANA}"] == "Anabel"
    assert "Ana" not in repr(circle.events[1:])


def test_only_somebody_with_a_place_has_a_place_card():
    circle = Played.running(TINY, ANA)
    with refused("no_seat"):
        circle.ask(By(leads=True), c.Rename(id="c", name="Zoe"))


def test_nobody_comes_into_a_closed_circle():
    circle = Played.running(TINY, ANA)
    circle.leader_says(c.End)
    with refused("ended"):
        circle.come(BEN)


# --- the agreement as a gate -------------------------------------------------------------------------------


def test_without_the_agreement_there_is_no_turn_and_no_pair():
    circle = Played.running(TINY, *FOUR, at=AGREEMENT)
    circle.agree(ANA, BEN, CHI)
    circle.go_to(CIRCLE)
    assert set(circle.state.order) == {ANA, BEN, CHI}
    circle.go_to(PAIRS)
    circle.talk()
    assert circle.state.placed() == {ANA, BEN, CHI}
    with refused("not_agreed"):
        circle.here(DOV)


def test_a_late_yes_gives_the_turn_that_was_waiting():
    circle = Played.running(TINY, *FOUR, at=AGREEMENT)
    circle.agree(ANA, BEN, CHI)
    circle.go_to(CIRCLE)
    circle.agree(DOV)
    assert circle.state.queue[-1] == DOV


def test_a_late_yes_gives_a_pair():
    circle = Played.running(TINY, *FOUR, at=AGREEMENT)
    circle.agree(ANA, BEN, CHI)
    circle.go_to(PAIRS)
    circle.talk()
    circle.agree(DOV)
    assert circle.seat_part(DOV).being == "asked"
    circle.here(DOV)
    assert any(DOV in group and len(group) > 1 for group in circle.state.groups)


def test_a_module_without_an_agreement_has_no_gate():
    circle = Played.running(only("round"), ANA, BEN)
    assert circle.session.has_accepted(ANA)
    assert set(circle.state.order) == {ANA, BEN}


def test_nobody_agrees_to_what_was_not_shown_yet():
    circle = Played.opened(TINY, ANA)
    with refused("not_yet"):
        circle.says(ANA, AgreeCommand)
    circle.leader_says(c.Start)
    with refused("not_yet"):
        circle.says(ANA, AgreeCommand)


def test_a_group_that_came_past_its_agreement_can_still_say_yes():
    """A step that needs it shows the agreement instead of itself; a yes that is refused would lock everyone out."""
    circle = Played.running(TINY, ANA, BEN)
    circle.go_to(CIRCLE)
    assert circle.stage(accepted=False)["head"].gate
    circle.agree(ANA)
    assert circle.state.holder == ANA


def test_an_early_yes_leaves_the_agreement_step_as_it_is():
    circle = Played.running(TINY, ANA, BEN)
    circle.go_to(CIRCLE)
    circle.agree(ANA)
    circle.go_to(AGREEMENT)
    assert circle.session.clock.total_ms == 60_000
    assert (circle.part("tally").yes, circle.part("tally").of) == (1, 2)


def test_after_the_end_nobody_says_yes_any_more():
    circle = Played.running(TINY, ANA, at=AGREEMENT)
    circle.leader_says(c.End)
    with refused("ended"):
        circle.says(ANA, AgreeCommand)


# --- the lead ----------------------------------------------------------------------------------------------


def peers() -> Played:
    return Played.running(TINY, ANA, BEN, CHI, led="peers")


def test_in_a_peer_led_session_the_first_leads_and_keeps_a_seat():
    circle = peers()
    assert circle.session.lead == ANA
    assert ANA in circle.session.here()


def test_the_lead_is_passed_on_explicitly():
    circle = peers()
    circle.says(ANA, c.PassLead, seat=BEN)
    assert circle.session.lead == BEN
    with refused("not_leading"):
        circle.says(ANA, c.NextStep, expecting=0)
    circle.says(BEN, c.NextStep, expecting=0)
    assert circle.session.step == 1


def test_passing_the_lead_to_whoever_has_it_changes_nothing():
    assert peers().says(ANA, c.PassLead, seat=ANA).events == ()


@pytest.mark.parametrize("seat", [DOV, "nobody", ""])
def test_the_lead_goes_only_to_somebody_who_is_here(seat):
    with refused("not_here"):
        peers().says(ANA, c.PassLead, seat=seat)


def test_the_lead_does_not_go_to_somebody_who_left():
    circle = peers()
    circle.says(BEN, c.Leave)
    with refused("not_here"):
        circle.says(ANA, c.PassLead, seat=BEN)


def test_whoever_leads_passes_the_lead_on_before_they_leave():
    circle = peers()
    with refused("leading"):
        circle.says(ANA, c.Leave)
    circle.says(ANA, c.PassLead, seat=BEN)
    circle.says(ANA, c.Leave)
    assert ANA not in circle.session.here()
    circle.says(BEN, c.NextStep, expecting=0)


def test_the_last_one_of_a_peer_led_circle_may_leave_with_the_lead():
    circle = peers()
    for seat in circle.session.here():
        if seat != ANA:
            circle.says(seat, c.Leave)
    circle.says(ANA, c.Leave)
    assert circle.session.here() == ()
    assert circle.session.lead == ANA, "nobody is elected by itself"


def test_the_lead_that_somebody_has_is_not_taken_by_whoever_comes():
    circle = peers()
    circle.ask(ROOM, c.TakeSeat(seat=DOV, key="k", name="Dov", lead=True))
    assert circle.session.lead == ANA


def test_in_a_facilitated_session_the_lead_does_not_go_to_a_seat():
    circle = Played.running(TINY, ANA)
    with refused("not_peer_led"):
        circle.ask(By(leads=True), c.PassLead(id="c", seat=ANA))


def test_among_peers_anyone_may_pause_and_only_the_lead_goes_on():
    circle = peers()
    circle.says(CHI, c.Pause)
    assert circle.session.clock.paused
    with refused("not_leading"):
        circle.says(CHI, c.Resume)
    circle.says(ANA, c.Resume)
    assert not circle.session.clock.paused


def test_with_a_facilitator_a_seat_does_not_pause():
    circle = Played.running(TINY, ANA, at=NAMED)
    with refused("not_leading"):
        circle.says(ANA, c.Pause)


def test_a_peer_who_leads_does_not_speak_first():
    for seed in range(20):
        circle = Played.running(only("round"), ANA, BEN, CHI, led="peers", seed=seed)
        assert circle.state.holder != ANA


def test_whoever_leads_alone_still_has_a_turn():
    circle = Played.running(only("round"), ANA, led="peers")
    assert circle.state.holder == ANA
