"""After the bell: everybody comes back, and each introduces another with the words that one released."""

from __future__ import annotations

import pytest

from tests.client.conftest import Opened, Panel
from tests.client.pair_views import CHI, introductions, line, pairs_board, pairs_head, pairs_seat
from tests.client.scripted import Scripted
from tests.client.views import eventually

pytestmark = pytest.mark.browser

ORDER = introductions(
    ("Gus", "Hana", ("Draws maps",)), ("Hana", "Gus", ()), ("Chi", "Dov", ("Keeps bees",)), ("Dov", "Chi", ())
)


async def came_back(circle: Scripted, open_panel: Opened, turn: int = 0, being: str = "back", **more: object) -> Panel:
    await circle.show(pairs_head("back"), pairs_board(ORDER, turn), pairs_seat(being, **more))
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    return panel


async def test_without_a_share_back_everybody_is_simply_back(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(pairs_head("back"), pairs_board(), pairs_seat("back"))
    panel = await open_panel()
    await panel.enter()
    await panel.says("Everybody comes back to the call.")
    await panel.says("It goes on when Ana says so.")
    assert "The order" not in await panel.page.inner_text("main")


async def test_others_see_who_introduces_whom_and_no_words_of_it(circle: Scripted, open_panel: Opened) -> None:
    panel = await came_back(circle, open_panel)
    await panel.says("Gus introduces Hana.")
    await panel.says("One more, then you introduce Dov.")
    main = await panel.page.inner_text("main")
    assert "Draws maps" not in main
    assert "Keeps bees" not in main, "not before it is one's turn"
    assert await panel.page.locator("[data-act=pass_baton]").count() == 0


async def test_whoever_introduces_has_the_released_words_and_the_clay_button(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await came_back(circle, open_panel, 1)
    await circle.show(pairs_board(ORDER, 2))
    await panel.says("You introduce Dov")
    await panel.says("Keeps bees")
    await panel.title("Your introduction")
    await panel.transcript("You introduce Dov.")
    await panel.page.dblclick(".btn.piece")
    await eventually(lambda: circle.verbs("pass_baton"))
    await panel.page.wait_for_timeout(100)
    assert [(said["expecting"], said["step"]) for said in circle.verbs("pass_baton")] == [(2, 4)]


async def test_where_nothing_was_released_there_is_something_kind_to_say(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(pairs_head("back"), pairs_board(introductions(("Chi", "Dov", ()))), pairs_seat("back"))
    panel = await open_panel()
    await panel.enter()
    await panel.says("You may say that you were glad to talk with Dov.")


async def test_one_sees_what_is_told_about_oneself(circle: Scripted, open_panel: Opened) -> None:
    told = introductions(("Hana", "Chi", ("Keeps bees",)))
    await circle.show(pairs_head("back"), pairs_board(told), pairs_seat("back"))
    panel = await open_panel()
    await panel.enter()
    await panel.says("Hana introduces you.")
    await panel.says("Keeps bees")


async def test_the_order_says_what_is_done_and_what_is_on(circle: Scripted, open_panel: Opened) -> None:
    panel = await came_back(circle, open_panel, 1)
    assert await panel.page.inner_text("main [aria-current=step]") == "Hana introduces Gus"
    assert await panel.page.locator("main .lines .i").count() == 1


async def test_whoever_has_introduced_is_told_of_no_further_turn(circle: Scripted, open_panel: Opened) -> None:
    panel = await came_back(circle, open_panel, 3)
    await panel.says("Dov introduces you.")
    assert "then you introduce" not in (await panel.page.inner_text("main")).lower()


async def test_the_note_stays_readable_for_those_who_wrote_it(circle: Scripted, open_panel: Opened) -> None:
    lines = (line("Maps", CHI, released=True), line("Bees", CHI, id="B" * 22))
    panel = await came_back(circle, open_panel, lines=lines)
    await panel.page.click("text=What your pair wrote down")
    await panel.says("Released")
    await panel.says("Stays with your pair")
    assert await panel.page.locator("main input[type=checkbox]").count() == 0, (
        "after the bell nothing is released any more"
    )


@pytest.mark.parametrize(("being", "label"), [("out", "Count me in"), ("missing", "I am here")])
async def test_who_sat_out_or_was_away_sees_the_share_back_and_may_join_what_comes(
    circle: Scripted, open_panel: Opened, being: str, label: str
) -> None:
    panel = await came_back(circle, open_panel, being=being)
    await panel.says("Gus introduces Hana.")
    await panel.page.click(f"text={label}")
    await eventually(lambda: circle.verbs("i_am_here"))
