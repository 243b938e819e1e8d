"""Frames: encoded once for an audience, renewed when something is new, held back when they would come too often."""

from __future__ import annotations

import json

from talkingpiece.core import commands as c
from talkingpiece.core.steps.agree import AgreeCommand
from talkingpiece.gallery import Gallery
from tests.cast import AGREEMENT, ANA, FOUR, TINY, Played, only

HEAD, TALLY, BOARD = ("stage", "head"), ("stage", "tally"), ("stage", "board")


def frames(gallery: Gallery, audience: str = "all") -> dict[tuple[str, str], str]:
    return dict(gallery.frames(audience))


def test_what_did_not_change_is_the_same_frame():
    circle, gallery = Played.running(TINY, *FOUR), Gallery()
    gallery.hang(circle.world, ["all"])
    before = frames(gallery)
    gallery.hang(circle.world, ["all"])
    assert all(frames(gallery)[slot] is frame for slot, frame in before.items())


def test_the_list_of_people_is_not_sent_again_because_the_group_moves_on():
    circle, gallery = Played.running(only("present", "present", "close"), *FOUR), Gallery()
    gallery.hang(circle.world, ["all", ANA])
    before, own = frames(gallery), frames(gallery, ANA)
    circle.next_step()
    gallery.hang(circle.world, ["all", ANA])
    after = frames(gallery)
    assert json.loads(after[HEAD])["step"] == 1, "the premise: the group moved on"
    assert [slot for slot in after if after[slot] is not before[slot]] == [HEAD]
    assert frames(gallery, ANA) == own


def test_a_section_that_speaks_of_a_step_names_the_step_that_is_on():
    circle, gallery = Played.running(only("agree", "agree"), *FOUR), Gallery()
    gallery.hang(circle.world, ["all"])
    circle.next_step()
    circle.pass_time(1)
    gallery.hang(circle.world, ["all"])
    assert json.loads(frames(gallery)[TALLY])["step"] == 1


def test_counts_are_held_back_a_quarter_of_a_second_and_then_tell_the_newest():
    circle, gallery = Played.running(TINY, *FOUR, at=AGREEMENT), Gallery()
    gallery.hang(circle.world, ["all"])
    before = frames(gallery)
    circle.says(ANA, AgreeCommand)
    assert gallery.hang(circle.world, ["all"]) == circle.now_ms + 250
    assert frames(gallery) == before
    circle.pass_time(0.25)
    assert gallery.hang(circle.world, ["all"]) is None
    assert json.loads(frames(gallery)[TALLY])["part"]["yes"] == 1


def test_a_step_is_never_held_back():
    circle, gallery = Played.running(TINY, *FOUR), Gallery()
    gallery.hang(circle.world, ["all"])
    circle.leader_says(c.Pause)
    gallery.hang(circle.world, ["all"])
    assert json.loads(frames(gallery)[HEAD])["paused"]


def test_versions_grow_and_an_audience_that_left_is_forgotten():
    circle, gallery = Played.running(TINY, *FOUR), Gallery()
    gallery.hang(circle.world, ["all", ANA])
    first = json.loads(frames(gallery)[HEAD])["version"]
    circle.leader_says(c.Pause)
    gallery.forget_all_but(["all"])
    gallery.hang(circle.world, ["all"])
    assert json.loads(frames(gallery)[HEAD])["version"] > first
    assert frames(gallery, ANA) == {}
