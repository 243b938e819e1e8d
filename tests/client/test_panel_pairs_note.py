"""The pair's note: what may the group hear, who says so, and words that are on their way."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from tests.client.conftest import Opened, Panel
from tests.client.pair_views import CHI, HANA, LINE, line, pairs_seat, shown
from tests.client.scripted import Scripted
from tests.client.views import eventually, reading

pytestmark = pytest.mark.browser

OTHER_LINE = "B" * 22
PAIR = ("Hana",)


async def entered(circle: Scripted, open_panel: Opened, *views: object) -> Panel:
    await circle.show(*views)
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    return panel


async def adding(circle: Scripted, open_panel: Opened, others: tuple[str, ...] = PAIR) -> Panel:
    panel = await entered(circle, open_panel, *shown("paired", others=others))
    await panel.page.click("text=Add a line")
    return panel


STATES = [
    (line("Maps", CHI), "About you. Only you release it."),
    (line("Maps", CHI, ticked=True, released=True), "About you. You have released it."),
    (line("Maps", HANA, mine=False), "About Hana. Only Hana releases it."),
    (line("Maps", HANA, mine=False, released=True), "About Hana, who has released it."),
    (line("Maps", None), "About you both. Both must tick it."),
    (line("Maps", None, ticked=True), "About you both. Ticked by you; both must tick it."),
    (line("Maps", None, ticked=True, released=True), "About you both. Released by both."),
]


async def test_every_line_says_whose_word_it_waits_for(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=PAIR))
    for state, words in STATES:
        await circle.show(pairs_seat("paired", PAIR, lines=(state,)))
        await panel.says(words)
        assert await panel.page.locator(".releases input").count() == int(state.mine), words


async def test_a_tick_releases_and_another_takes_it_back(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=PAIR, lines=(line("Maps", CHI),)))
    await panel.page.click(".releases label")
    await eventually(lambda: circle.verbs("tick_line"))
    assert (circle.said[-1]["line"], circle.said[-1]["on"]) == (LINE, True)
    assert await panel.page.is_checked(".releases input"), "it does not flicker until the view comes"
    await circle.show(pairs_seat("paired", PAIR, lines=(line("Maps", CHI, ticked=True, released=True),)))
    await panel.says("You have released it.")
    await panel.page.click(".releases label")
    await eventually(lambda: len(circle.verbs("tick_line")) == 2)
    assert circle.said[-1]["on"] is False


async def test_a_consent_taken_back_before_it_was_answered_stays_back(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: None
    panel = await entered(circle, open_panel, *shown("paired", others=PAIR, lines=(line("Maps", CHI),)))
    await panel.page.click(".releases label")
    await eventually(lambda: circle.verbs("tick_line"))
    await panel.page.click(".releases label")
    circle.answer = lambda said: wire.Ok(id=said["id"])
    await circle.say(wire.Ok(id=circle.said[0]["id"]))
    await eventually(lambda: len(circle.verbs("tick_line")) == 2)
    assert circle.said[-1]["on"] is False
    assert not await panel.page.is_checked(".releases input")


async def test_a_tick_that_was_declined_shows_as_the_server_has_it(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="round_over", message="The round is over.")
    panel = await entered(circle, open_panel, *shown("paired", others=PAIR, lines=(line("Maps", CHI),)))
    await panel.page.click(".releases label")
    await panel.says("The round is over.")
    assert not await panel.page.is_checked(".releases input")


async def test_a_line_is_taken_out_by_whom_it_concerns_only(circle: Scripted, open_panel: Opened) -> None:
    both = (line("Maps", CHI), line("Bees", None, id=OTHER_LINE, drops=False))
    panel = await entered(circle, open_panel, *shown("paired", others=PAIR, lines=both))
    outs = panel.page.locator("[aria-label^='Take it out']")
    assert await outs.count() == 1
    await outs.click()
    await eventually(lambda: circle.verbs("drop_line"))
    assert circle.said[-1]["line"] == LINE


@pytest.mark.parametrize(("choice", "about"), [("Me", "chi"), ("Hana", "hana"), ("Both of us", None)])
async def test_a_line_says_whom_it_is_about(
    circle: Scripted, open_panel: Opened, choice: str, about: str | None
) -> None:
    panel = await adding(circle, open_panel)
    await panel.page.click(f".chips label:has-text('{choice}')")
    await panel.page.fill("#line", "Draws maps")
    await panel.page.click("text=Write it down")
    await eventually(lambda: circle.verbs("write_line"))
    said = circle.said[-1]
    assert (said["about"], said["text"], len(said["line"])) == (about, "Draws maps", 22)
    await panel.page.wait_for_function("() => document.querySelector('#line').value === ''")


async def test_in_a_group_a_line_may_be_about_each_and_about_all(circle: Scripted, open_panel: Opened) -> None:
    panel = await adding(circle, open_panel, ("Hana", "Gus"))
    assert await panel.page.locator(".chips label").all_inner_texts() == ["Me", "Hana", "Gus", "All of us"]


async def test_a_facilitator_in_the_pair_has_no_tick_so_no_line_waits_for_one(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await adding(circle, open_panel, ("Lead", "Gus"))
    assert await panel.page.locator(".chips label").all_inner_texts() == ["Me", "Gus"]


async def test_a_line_that_was_declined_keeps_its_words_and_is_tried_again_as_the_same(
    circle: Scripted, open_panel: Opened
) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_long", message="Shorten it a little.")
    panel = await adding(circle, open_panel)
    await panel.page.fill("#line", "Draws maps")
    await panel.page.click("text=Write it down")
    await panel.says("Shorten it a little.")
    assert await panel.page.input_value("#line") == "Draws maps"
    assert await panel.page.get_attribute("#line", "aria-describedby") == "line-fault"
    circle.answer = lambda said: wire.Ok(id=said["id"])
    await panel.page.click("text=Write it down")
    await eventually(lambda: len(circle.verbs("write_line")) == 2)
    first, again = circle.verbs("write_line")
    assert first["line"] == again["line"]


async def test_words_survive_every_view_and_a_reload_with_whom_they_are_about(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await adding(circle, open_panel)
    await panel.page.click(".chips label:has-text('Hana')")
    await panel.page.fill("#line", "Keeps bees")
    await circle.show(*shown("paired", others=("Hana", "Gus")))
    await panel.says("You, Hana and Gus")
    assert await panel.page.input_value("#line") == "Keeps bees"
    await panel.page.reload()
    await panel.says("You, Hana and Gus")
    assert await panel.page.input_value("#line") == "Keeps bees"
    assert await panel.page.is_checked(".chips label:has-text('Hana') input"), "or it would be released by another"


async def test_words_that_were_never_sent_can_be_copied_when_the_group_has_moved_on(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await adding(circle, open_panel)
    await panel.page.fill("#line", "Keeps bees")
    await panel.page.click("h1")
    await circle.show(*reading(5, title="A break"))
    await panel.page.click("text=Your unsent line: Something you are good at")
    assert await panel.page.input_value("[aria-label='Your unsent line']") == "Keeps bees"
    await panel.page.click("text=Put away")
    await panel.page.wait_for_selector("[aria-label='Your unsent line']", state="detached")
    assert circle.said == []


async def test_the_last_letters_are_counted(circle: Scripted, open_panel: Opened) -> None:
    panel = await adding(circle, open_panel)
    await panel.page.fill("#line", "a" * 150)
    await panel.page.wait_for_timeout(50)
    assert "left" not in await panel.page.inner_text("label[for=line]")
    await panel.page.fill("#line", "a" * 199)
    await panel.says("(1 letter left)")
    await panel.page.focus("#line")
    await panel.page.keyboard.type("bc")
    assert len(await panel.page.input_value("#line")) == 200


async def test_where_nobody_is_told_anything_the_note_is_the_pairs_own_and_asks_for_no_ticks(
    circle: Scripted, open_panel: Opened
) -> None:
    views = shown("paired", others=PAIR, lines=(line("Likes maps"),), shares=False)
    panel = await entered(circle, open_panel, *views)
    note = panel.page.locator("section", has=panel.page.locator("#note"))
    words = await note.inner_text()
    assert "Nothing of this leaves your pair" in words
    assert "Likes maps" in words
    assert await note.locator("input[type=checkbox]").count() == 0
