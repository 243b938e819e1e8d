"""Frames: encoded once for an audience, renewed when something is new, held back when they would come too often."""

from __future__ import annotations

import json

from talkingpiece.core import commands as c
from talkingpiece.core.steps.agree import AgreeCommand
from talkingpiece.gallery import Gallery
from tests.cast import AGREEMENT, ANA, ELI, FOUR, PAIRS, TINY, Played, only

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


def test_with_a_yes_nobody_is_shown_what_is_older_than_what_they_have():
    """Panels drop it. What all others see may not have changed for a while when somebody comes late and says yes."""
    circle, gallery = Played.running(TINY, *FOUR, at=PAIRS), Gallery()
    circle.talk()
    circle.come(ELI)
    for _ in range(3):
        gallery.hang(circle.world, ["all", "gate"])
        covered = versions(gallery, "gate")
        circle.pass_time(1)
        circle.says(ELI, c.Rename, name=f"Eli {circle.now_ms}")
    circle.agree(ELI)
    gallery.hang(circle.world, ["all", "gate"])
    assert json.loads(frames(gallery, "gate")[HEAD])["gate"], "the premise: it is another picture"
    assert all(version >= covered[slot] for slot, version in versions(gallery, "all").items())


def test_behind_the_agreement_nothing_is_older_than_what_was_there_before_it():
    circle, gallery = Played.running(TINY, *FOUR, at=AGREEMENT), Gallery()
    gallery.hang(circle.world, ["all", "gate"])
    for _ in range(3):
        circle.pass_time(1)
        circle.says(ANA, c.Rename, name=f"Ana {circle.now_ms}")
        gallery.hang(circle.world, ["all", "gate"])
        open_stage = versions(gallery, "all")
    circle.go_to(PAIRS)
    gallery.hang(circle.world, ["all", "gate"])
    assert all(version >= open_stage[slot] for slot, version in versions(gallery, "gate").items())


def versions(gallery: Gallery, audience: str) -> dict[tuple[str, str], int]:
    return {slot: json.loads(frame)["version"] for slot, frame in gallery.frames(audience)}
