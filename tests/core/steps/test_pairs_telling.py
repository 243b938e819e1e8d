"""What may be told: only I release what is about me, what is about both of us needs both, and nothing else leaves."""

from __future__ import annotations

import pytest

from talkingpiece.core.commands import Leave
from talkingpiece.core.steps.pairs.commands import DropLine, PassBaton, WriteLine
from tests.cast import ANA, BEN, CHI, DOV, ELI, refused
from tests.core.steps.in_pairs import (
    TALK_S,
    A,
    B,
    C,
    company,
    draw_again,
    is_missing,
    lines,
    move,
    open_them,
    planned,
    sharing,
    talking,
    ticks,
    told,
    writes,
)  # fmt: skip

# --- the note ---------------------------------------------------------------------------------------------


def test_a_line_about_somebody_needs_their_word_alone():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "Ben grew up on a boat", about=BEN)
    assert lines(played, ANA) == [("Ben grew up on a boat", False, False, False)]
    assert lines(played, BEN) == [("Ben grew up on a boat", True, False, False)]
    with refused("not_yours"):
        ticks(played, ANA, A)
    ticks(played, BEN, A)
    played.wait(TALK_S)
    assert told(played) == {ANA: (), BEN: ("Ben grew up on a boat",)}


def test_also_what_i_write_about_myself_waits_for_my_word():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "I bake", about=ANA)
    assert lines(played, ANA) == [("I bake", True, False, False)]
    assert lines(played, BEN) == [("I bake", False, False, False)], "the note is shared; the word is hers"
    played.wait(TALK_S)
    assert told(played) == {ANA: (), BEN: ()}


def test_what_is_about_both_needs_both():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "We both yodel")
    assert lines(played, ANA) == [("We both yodel", True, True, False)], "whoever writes it agrees"
    assert lines(played, BEN) == [("We both yodel", True, False, False)]
    ticks(played, BEN, A)
    played.wait(TALK_S)
    assert told(played) == {ANA: ("We both yodel",), BEN: ("We both yodel",)}


def test_of_a_trio_all_three():
    played = sharing((ANA, BEN, CHI))
    writes(played, ANA, A, "We all yodel")
    ticks(played, BEN, A)
    assert not played.seat_part(ANA).lines[0].released
    ticks(played, CHI, A)
    assert played.seat_part(ANA).lines[0].released


def test_a_tick_is_taken_away_again_as_long_as_they_talk():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "We both yodel")
    ticks(played, BEN, A)
    ticks(played, BEN, A, on=False)
    assert not played.seat_part(BEN).lines[0].released
    ticks(played, BEN, A)
    ticks(played, ANA, A, on=False)
    played.wait(TALK_S)
    assert told(played) == {ANA: (), BEN: ()}


def test_after_the_round_nothing_is_released_or_taken_back_or_written_any_more():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "Ben grew up on a boat", about=BEN)
    writes(played, ANA, B, "We both yodel")
    ticks(played, BEN, B)
    played.wait(TALK_S)
    for seat, line, on in ((BEN, A, True), (BEN, B, False), (ANA, B, False)):
        with refused("round_over"):
            ticks(played, seat, line, on=on)
    with refused("no_pair"):
        writes(played, ANA, C, "One more")
    assert told(played) == {ANA: ("We both yodel",), BEN: ("We both yodel",)}


def test_what_was_not_released_in_its_round_is_not_released_in_the_next():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "Ben grew up on a boat", about=BEN)
    writes(played, ANA, B, "We both yodel")
    ticks(played, BEN, B)
    played.wait(TALK_S)
    draw_again(played)
    with refused("round_over"):
        ticks(played, BEN, A)
    open_them(played)
    assert company(played, ANA) == {BEN}, "premise: the same two meet again"
    for seat, line, on in ((BEN, A, True), (BEN, B, False)):
        with refused("round_over"):
            ticks(played, seat, line, on=on)
    assert lines(played, BEN) == [], "a new note"
    writes(played, ANA, C, "We both ski")
    ticks(played, BEN, C)
    played.wait(TALK_S)
    assert told(played) == {ANA: ("We both ski",), BEN: ("We both ski",)}, "what was told once is not told again"


def test_who_wrote_a_line_or_whom_it_is_about_takes_it_out_and_nobody_else():
    for goes in (ANA, BEN):
        played = sharing((ANA, BEN, CHI))
        writes(played, ANA, A, "Ben grew up on a boat", about=BEN)
        with refused("not_yours"):
            played.says(CHI, DropLine, step=0, line=A)
        played.says(goes, DropLine, step=0, line=A)
        assert lines(played, BEN) == []
        assert played.words[f"line:{A}"] == ""
        assert played.says(goes, DropLine, step=0, line=A).events == (), "twice is once"
        with refused("no_line"):
            ticks(played, BEN, A)


def test_ones_words_are_ones_own_also_after_the_round():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "I bake", about=ANA)
    ticks(played, ANA, A)
    played.wait(TALK_S)
    assert told(played)[ANA] == ("I bake",)
    played.says(ANA, DropLine, step=0, line=A)
    assert told(played)[ANA] == ()


def test_a_note_is_in_nobodys_view_but_its_pairs():
    played = sharing((ANA, BEN), (CHI, DOV), led="peers")
    writes(played, ANA, A, "Ben grew up on a boat", about=BEN)
    writes(played, ANA, B, "We both yodel")
    seen = {who for who, text in played.all_views().items() if "boat" in text or "yodel" in text}
    assert seen == {ANA, BEN}
    ticks(played, BEN, A)
    ticks(played, BEN, B)
    seen = {who for who, text in played.all_views().items() if "boat" in text or "yodel" in text}
    assert seen == {ANA, BEN}, "released is not told: that is for the share-back"


def test_without_a_share_back_released_lines_are_told_nobody():
    played = talking((ANA, BEN))
    writes(played, ANA, A, "We both yodel")
    ticks(played, BEN, A)
    played.wait(TALK_S)
    assert played.part("board").introductions == ()
    assert {who for who, text in played.all_views().items() if "yodel" in text} == {ANA, BEN}


def test_who_joins_a_pair_does_not_read_what_was_written_before():
    played = sharing((ANA, BEN), (CHI, DOV))
    writes(played, ANA, A, "We both yodel")
    move(played, CHI, 0)
    assert lines(played, CHI) == []
    writes(played, CHI, B, "All of us read")
    assert [text for text, *_ in lines(played, BEN)] == ["We both yodel", "All of us read"]


def test_who_was_moved_away_still_has_a_word_on_what_is_about_them():
    played = sharing((ANA, BEN), (CHI, DOV))
    writes(played, BEN, A, "Ana bakes", about=ANA)
    move(played, ANA, 1)
    ticks(played, ANA, A)
    assert played.seat_part(BEN).lines[0].released


@pytest.mark.parametrize("line", ["", "short", "a" * 23, "a" * 21 + "!", "a" * 21 + "ä"])
def test_a_line_has_an_id_that_nobody_can_guess(line):
    with refused("bad_field"):
        writes(sharing((ANA, BEN)), ANA, line, "Hello")


def test_a_line_sent_again_is_one_line_and_nobody_writes_over_anothers():
    played = sharing((ANA, BEN), (CHI, DOV))
    writes(played, ANA, A, "We both yodel")
    writes(played, ANA, A, "We both yodel")
    writes(played, CHI, A, "Something else")
    assert lines(played, BEN) == [("We both yodel", True, False, False)]
    assert lines(played, CHI) == []


def test_a_line_is_about_somebody_of_ones_own_pair():
    with refused("not_your_pair"):
        writes(sharing((ANA, BEN), (CHI, DOV)), ANA, A, "Chi bakes", about=CHI)


def test_without_a_pair_there_is_no_note():
    played = planned((ANA, BEN), share_seconds=60)
    with refused("no_pair"):
        writes(played, ANA, A, "Too early")
    with refused("no_seat"):
        played.leader_says(WriteLine, step=0, line=A, about=None, text="Hello")


@pytest.mark.parametrize(("text", "code"), [("", "text_empty"), (" \n ", "text_empty"), ("x" * 201, "too_long")])
def test_a_line_is_neither_empty_nor_too_long(text, code):
    with refused(code):
        writes(sharing((ANA, BEN)), ANA, A, text)


def test_a_line_is_one_line():
    played = sharing((ANA, BEN))
    writes(played, ANA, A, "  We both\n yodel\t" + "x" * 180)
    assert lines(played, BEN)[0][0] == "We both yodel " + "x" * 180


def test_twenty_lines_of_one_person_fit():
    played = sharing((ANA, BEN))
    for number in range(20):
        writes(played, ANA, f"{number:022d}", "Hello")
    with refused("many_lines"):
        writes(played, ANA, A, "One more")
    writes(played, BEN, B, "Hello from me")
    played.wait(TALK_S)
    draw_again(played)
    open_them(played)
    writes(played, ANA, A, "A new note has room again")


# --- the share-back --------------------------------------------------------------------------------------------


def test_everybody_is_introduced_once_by_the_one_they_talked_with():
    played = sharing((ANA, BEN), (CHI, DOV, ELI))
    played.wait(TALK_S)
    introductions = played.part("board").introductions
    assert sorted(one.by.seat for one in introductions) == [ANA, BEN, CHI, DOV, ELI]
    assert sorted(one.whom.seat for one in introductions) == [ANA, BEN, CHI, DOV, ELI]
    assert {(one.by.seat, one.whom.seat) for one in introductions} >= {(ANA, BEN), (BEN, ANA)}
    places = [0 if one.by.seat in (ANA, BEN) else 1 for one in introductions]
    assert places in ([0, 0, 1, 1, 1], [1, 1, 1, 0, 0]), "pair by pair"


def test_the_order_of_the_pairs_is_by_lot():
    first = set()
    for seed in range(20):
        played = sharing((ANA, BEN), (CHI, DOV), seed=seed)
        played.wait(TALK_S)
        first.add(played.part("board").introductions[0].by.seat)
    assert len(first) > 1


def test_the_baton_goes_on_when_whoever_introduces_passes_it_and_by_whoever_leads():
    played = sharing((ANA, BEN))
    played.wait(TALK_S)
    order = [one.by.seat for one in played.part("board").introductions]
    with refused("not_holder"):
        played.says(order[1], PassBaton, step=0, expecting=0)
    played.says(order[0], PassBaton, step=0, expecting=0)
    with refused("stale"):
        played.says(order[0], PassBaton, step=0, expecting=0)
    assert played.part("board").turn == 1
    played.leader_says(PassBaton, step=0, expecting=1)
    with refused("stale"):
        played.leader_says(PassBaton, step=0, expecting=2)


def test_who_leaves_introduces_nobody_and_is_introduced_by_nobody():
    played = sharing((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    played.says(DOV, Leave)
    assert sorted(one.by.seat for one in played.part("board").introductions) == [ANA, BEN]


def test_who_leaves_later_takes_nothing_from_those_who_were_heard():
    played = sharing((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    order = [one.by.seat for one in played.part("board").introductions]
    played.leader_says(PassBaton, step=0, expecting=0)
    played.says(order[0], Leave)
    assert [one.by.seat for one in played.part("board").introductions] == [order[0], *order[2:]]
    assert played.part("board").turn == 1


def test_who_had_no_pair_is_in_no_introduction():
    played = sharing((ANA, BEN), (CHI, DOV), level=4)
    is_missing(played, BEN, says=ANA)
    played.wait(TALK_S)
    assert sorted(one.by.seat for one in played.part("board").introductions) == [CHI, DOV]


def test_in_the_next_round_others_are_introduced():
    played = sharing((ANA, BEN), (CHI, DOV))
    played.wait(TALK_S)
    draw_again(played)
    assert played.part("board").introductions == ()
    open_them(played)
    played.wait(TALK_S)
    for one in played.part("board").introductions:
        assert company(played, one.by.seat) == {one.whom.seat}
