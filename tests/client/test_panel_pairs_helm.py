"""The pairs for the seat that leads among peers: counts, the plan, who needs somebody, and moves without reasons."""

from __future__ import annotations

from typing import Any

import pytest

from talkingpiece import parts
from tests.client.conftest import Opened, Panel
from tests.client.pair_views import (
    STEP,
    introductions,
    pairs_board,
    pairs_console,
    pairs_head,
    pairs_seat,
    pairs_tally,
    room,
)
from tests.client.scripted import Scripted
from tests.client.views import eventually, one, peers

pytestmark = pytest.mark.browser


async def leading(
    circle: Scripted,
    open_panel: Opened,
    phase: str,
    *rooms: Any,
    being: str = "counted",
    board: Any = None,
    **more: Any,
) -> Panel:
    others = ("Hana",) if being == "paired" else ()
    part = pairs_console(phase, *rooms, **more)
    await circle.show(
        pairs_head(phase, **peers("Chi")), board or pairs_board(), pairs_tally(5), pairs_seat(being, others, lead=True),
        parts.ConsoleBoard(step=STEP, part=part),
    )  # fmt: skip
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_selector(".helm .stands")
    return panel


async def unfolded(panel: Panel) -> None:
    await panel.page.click(".helm summary >> nth=0")


async def asks(circle: Scripted, panel: Panel, act: str, verb: str) -> dict[str, Any]:
    await panel.page.click(f"[data-act={act}]")
    await eventually(lambda: circle.verbs(verb))
    return circle.verbs(verb)[-1]


async def test_it_counts_and_plans(circle: Scripted, open_panel: Opened) -> None:
    panel = await leading(circle, open_panel, "gathering", being="asked", unasked=(one("Ben"),), draw=0)
    assert "5 of 8 have answered" in await panel.page.inner_text(".stands")
    assert (await asks(circle, panel, "plan_pairs", "plan_pairs"))["expecting"] == 0
    await unfolded(panel)
    assert (await asks(circle, panel, "count-ben", "count_in"))["seat"] == "ben"
    assert (await asks(circle, panel, "open_pairs", "open_pairs"))["expecting"] == 0


async def test_a_plan_is_opened_drawn_again_or_mended(circle: Scripted, open_panel: Opened) -> None:
    rooms = (room(1, "Ana", "Ben"), room(2, "Chi", "Hana"))
    panel = await leading(circle, open_panel, "planned", *rooms, undo=True)
    assert "2 pairs are planned" in await panel.page.inner_text(".stands")
    assert (await asks(circle, panel, "open_pairs", "open_pairs"))["expecting"] == 1
    await unfolded(panel)
    assert (await asks(circle, panel, "draw_again", "draw_again"))["expecting"] == 1
    assert (await asks(circle, panel, "undo_move", "undo_move"))["expecting"] == 1


async def test_a_person_is_moved_by_a_menu(circle: Scripted, open_panel: Opened) -> None:
    rooms = (room(1, "Ana", "Ben"), room(2), room(3, "Chi", "Hana"))
    panel = await leading(circle, open_panel, "planned", *rooms)
    await unfolded(panel)
    await panel.page.click("summary:has-text('Ana and Ben')")
    await panel.page.select_option("#move-ben", label="With Chi and Hana")
    await eventually(lambda: circle.verbs("move_person"))
    moved = circle.said[-1]
    assert (moved["seat"], moved["was"], moved["to"]) == ("ben", 0, 2), "places are indices from 0"
    assert moved["expecting"] == 1, "of the draw that is on the screen"
    await panel.page.select_option("#move-ben", label="Into a new pair")
    await eventually(lambda: len(circle.verbs("move_person")) == 2)
    assert circle.said[-1]["to"] == 1, "the free room"
    await panel.page.select_option("#move-ben", label="Out of the pairs")
    await eventually(lambda: len(circle.verbs("move_person")) == 3)
    assert circle.said[-1]["to"] is None


async def test_who_needs_somebody_stands_first(circle: Scripted, open_panel: Opened) -> None:
    rooms = (room(1, "Ana", "Ben", call="asked"), room(2, "Chi", "Hana"), room(3, "Dov"))
    panel = await leading(
        circle, open_panel, "talking", *rooms, being="paired", alone=(one("Eli"),), missing=(one("Gus"),)
    )
    stands = await panel.page.inner_text(".stands")
    assert "2 pairs talk · 2 have no company · 1 calls you" in stands
    await unfolded(panel)
    answered = await asks(circle, panel, "answer-0", "answer_call")
    assert (answered["place"], answered["coming"], answered["expecting"]) == (0, True, 1)
    assert (await asks(circle, panel, "count-gus", "count_in"))["seat"] == "gus"
    assert (await asks(circle, panel, "draw_again", "draw_again"))["expecting"] == 1


async def test_whoever_is_in_no_pair_is_put_into_one(circle: Scripted, open_panel: Opened) -> None:
    rooms = (room(1, "Ana", "Ben"), room(2, "Chi", "Hana"))
    panel = await leading(circle, open_panel, "talking", *rooms, being="paired", alone=(one("Eli"),))
    await unfolded(panel)
    await panel.page.select_option("#move-eli", label="With Ana and Ben")
    await eventually(lambda: circle.verbs("move_person"))
    assert (circle.said[-1]["seat"], circle.said[-1]["was"], circle.said[-1]["to"]) == ("eli", None, 0)


async def test_a_call_is_said_to_whoever_leads(circle: Scripted, open_panel: Opened) -> None:
    panel = await leading(circle, open_panel, "talking", room(1, "Ana", "Ben"), being="paired")
    calling = pairs_console("talking", room(1, "Ana", "Ben", call="asked"))
    await circle.show(parts.ConsoleBoard(step=STEP, part=calling))
    await panel.transcript("A pair calls you.")


async def test_more_time_goes_to_the_talk_that_runs_and_calling_back_names_it(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await leading(circle, open_panel, "talking", room(1, "Chi", "Hana"), being="paired")
    more = await asks(circle, panel, "longer", "extend_pairs")
    assert (more["expecting"], more["seconds"]) == (1, 60)
    assert (await asks(circle, panel, "call_back", "call_back"))["expecting"] == 1
    assert circle.verbs("add_time") == []


async def test_only_while_they_say_their_last_sentence_everybody_is_called_back_at_once(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await leading(circle, open_panel, "talking", room(1, "Chi", "Hana"), being="paired")
    assert "at_once" not in await asks(circle, panel, "call_back", "call_back")
    await circle.show(pairs_head(left=29_000, **peers("Chi")))
    await panel.page.click("[data-act=back_at_once]")
    await eventually(lambda: len(circle.verbs("call_back")) == 2)
    assert circle.said[-1]["at_once"] is True


async def test_after_the_talk_more_time_is_the_steps(circle: Scripted, open_panel: Opened) -> None:
    panel = await leading(circle, open_panel, "back", being="back")
    assert (await asks(circle, panel, "longer", "add_time"))["seconds"] == 60
    assert await panel.page.locator(".stands button").count() == 0, "nothing to tap by mistake where Call back was"
    await unfolded(panel)
    assert (await asks(circle, panel, "draw_again", "draw_again"))["expecting"] == 1


async def test_the_word_is_passed_on_for_somebody_who_does_not(circle: Scripted, open_panel: Opened) -> None:
    board = pairs_board(introductions(("Gus", "Hana", ()), ("Hana", "Gus", ())), 1)
    panel = await leading(circle, open_panel, "back", being="back", board=board)
    await unfolded(panel)
    await panel.says("Pass the word on for Hana")
    assert (await asks(circle, panel, "pass_baton_for", "pass_baton"))["expecting"] == 1


async def test_reasons_are_never_shown_among_peers(circle: Scripted, open_panel: Opened) -> None:
    rooms = (room(1, "Ana", "Ben", reason="Ben may not be with Chi"), room(2, "Chi", "Hana"))
    panel = await leading(circle, open_panel, "planned", *rooms)
    await unfolded(panel)
    await panel.says("Ana and Ben")
    assert "may not" not in await panel.page.inner_text("body")


async def test_there_is_one_primary_button_in_the_helm(circle: Scripted, open_panel: Opened) -> None:
    panel = await leading(circle, open_panel, "planned", room(1, "Ana", "Ben"))
    grounds = await panel.page.eval_on_selector_all(
        ".helm .btn.go", "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert len(grounds) == 2, "the premise: opening the pairs, and the next step"
    assert len(set(grounds)) == 2
