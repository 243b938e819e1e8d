"""Before and beside the pairs: "Are you there?", private wishes, sitting out, and being alone for a moment."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from tests.client.conftest import Opened, Panel
from tests.client.pair_views import pairs_board, pairs_head, pairs_seat, pairs_tally, shown
from tests.client.scripted import Scripted, now_ms
from tests.client.views import NAMES, eventually

pytestmark = pytest.mark.browser

WISHES = "summary:has-text('rather not be with')"


async def entered(circle: Scripted, open_panel: Opened, *views: object) -> Panel:
    await circle.show(*views)
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    return panel


async def test_everyone_is_asked_before_they_are_counted(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("asked", "gathering"))
    await panel.says("Pairs come next. Are you there?")
    await panel.title("Are you there?")
    await panel.page.dblclick("text=I am here")
    await eventually(lambda: circle.verbs("i_am_here"))
    await circle.show(pairs_tally(6), pairs_seat("counted"))
    await panel.says("You are counted. The pairs open in a moment.")
    await panel.says("6 of 8 have answered.")
    await panel.transcript("You are counted.")
    assert circle.verbs("i_am_here") == [{"type": "i_am_here", "id": circle.said[0]["id"], "step": 4}]


async def test_whoever_was_counted_may_change_their_mind(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("counted", "gathering"))
    await panel.page.click("text=I would rather sit this one out")
    await eventually(lambda: circle.verbs("sit_out"))
    await circle.show(pairs_seat("out"))
    await panel.says("nobody is told why")
    await panel.page.click("text=I would like a pair after all")
    await eventually(lambda: circle.verbs("i_am_here"))


async def test_one_may_read_the_question_before_saying_yes_to_it(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("asked", "gathering"))
    assert not await panel.page.locator("text=What is a strength of yours").is_visible()
    await panel.page.click("text=What the pairs talk about")
    assert await panel.page.locator("text=What is a strength of yours").is_visible()


async def test_a_wish_is_kept_whole_and_lies_folded(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("asked", "gathering", not_with=("ben",)))
    assert not await panel.page.locator("text=Nobody is shown this").is_visible()
    assert "1" not in await panel.page.inner_text(WISHES), "its summary says nothing of what is in it"
    await panel.page.click(WISHES)
    assert await panel.page.locator("label:has-text('Ben') input").is_checked()
    assert await panel.page.locator("label:has-text('Chi')").count() == 0, "nobody is asked about themselves"
    await panel.page.click("label:has-text('Dov')")
    assert circle.said == [], "nothing is sent before it is kept"
    await panel.page.click("text=Keep it")
    await eventually(lambda: circle.verbs("not_with"))
    assert sorted(circle.said[-1]["seats"]) == ["ben", "dov"]
    await circle.show(pairs_seat("asked", not_with=("ben", "dov")))
    await panel.page.wait_for_selector(".own.kept")


async def test_a_wish_about_somebody_who_has_left_is_not_lost_by_another_one(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("asked", "gathering", not_with=("gone",)))
    assert "gone" not in [name.lower() for name in NAMES], "the premise"
    await panel.page.click(WISHES)
    await panel.page.click("label:has-text('Dov')")
    await panel.page.click("text=Keep it")
    await eventually(lambda: circle.verbs("not_with"))
    assert sorted(circle.said[-1]["seats"]) == ["dov", "gone"]


@pytest.mark.parametrize("being", ["waiting", "with_lead", "alone", "out"])
async def test_a_line_to_all_is_read_without_a_pair_too(circle: Scripted, open_panel: Opened, being: str) -> None:
    panel = await entered(circle, open_panel, *shown(being, told=("Come to the main room at ten.",)))
    await panel.says("Come to the main room at ten.")


async def test_a_wish_that_could_not_be_kept_stays_chosen(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="not_here", message="One of these people is not here.")
    panel = await entered(circle, open_panel, *shown("asked", "gathering"))
    await panel.page.click(WISHES)
    await panel.page.click("label:has-text('Dov')")
    await panel.page.click("text=Keep it")
    await panel.says("One of these people is not here.")
    await circle.show(pairs_tally(7))
    assert await panel.page.locator("label:has-text('Dov') input").is_checked()
    assert await panel.page.locator("[data-act=not_with]").count() == 1


async def test_among_many_a_name_is_looked_for(circle: Scripted, open_panel: Opened) -> None:
    names = (*(f"Person {i}" for i in range(20)), "Zoe", "Chi")
    panel = await entered(
        circle, open_panel, pairs_head("gathering"), pairs_board(names=names), pairs_tally(), pairs_seat("asked")
    )
    await panel.page.click(WISHES)
    assert await panel.page.locator("label:has-text('Zoe')").count() == 0
    await panel.says("9 more; look for a name.")
    await panel.page.fill("#wish", "zo")
    await panel.page.click("label:has-text('Zoe')")
    await panel.page.fill("#wish", "")
    assert await panel.page.locator("label:has-text('Zoe') input").is_checked(), "who is chosen stays in sight"


async def test_with_few_people_there_is_no_search(circle: Scripted, open_panel: Opened) -> None:
    assert len(NAMES) <= 12, "the premise"
    panel = await entered(circle, open_panel, *shown("asked", "gathering"))
    await panel.page.click(WISHES)
    assert await panel.page.locator("#wish").count() == 0


async def test_alone_for_a_moment_one_has_something_to_do_and_knows_until_when(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("waiting", company_by=now_ms() + 9_000))
    await panel.says("It is nothing you did.")
    await panel.says("What is a strength of yours")
    await panel.page.wait_for_function("() => /company in [1-9] s/.test(document.body.innerText)")
    await panel.page.wait_for_timeout(1_200)
    assert await panel.page.evaluate("window.said") == [], "a clock that counts down says nothing"


async def test_a_page_of_ones_own_is_never_sent_and_stays_when_company_comes(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("waiting"))
    await panel.page.click("textarea")
    await panel.page.keyboard.type("What I would")
    await circle.show(*shown("paired", others=("Hana",)))
    await panel.transcript("You have company. You and Hana.")
    await panel.page.keyboard.type(" not say")
    assert await panel.page.input_value("#desk-step-4") == "What I would not say"
    assert await panel.page.evaluate("document.activeElement.id") == "desk-step-4"
    assert circle.said == []


BESIDE = {
    "with_lead": ("Ana is with you for this one", "go back there: Ana is there"),
    "alone": ("This time is yours", "It is nothing you did"),
    "out": ("You sit this one out.", "If you like, for yourself"),
}


@pytest.mark.parametrize("being", BESIDE)
async def test_whoever_has_no_pair_has_the_question_and_a_page(
    circle: Scripted, open_panel: Opened, being: str
) -> None:
    panel = await entered(circle, open_panel, *shown(being))
    for words in (*BESIDE[being], "What is a strength of yours", "never leaves this screen"):
        await panel.says(words)


async def test_whoever_was_taken_for_absent_comes_back_with_one_tap(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("missing"))
    await panel.says("Good to have you back. Your place is kept: are you there?")
    await panel.page.click("text=I am here")
    await eventually(lambda: circle.verbs("i_am_here"))


async def test_who_comes_late_is_told_that_the_pairs_talk(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("asked"))
    await panel.says("The pairs talk already. Are you there?")
