"""A pair in the panel: who one is with, where to meet, whose time it is, and what to do when something is amiss."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from talkingpiece import wire
from tests.client.conftest import Opened, Panel
from tests.client.pair_views import OTHER, pairs_board, pairs_head, pairs_seat, shown
from tests.client.scripted import SEAT_KEY, Scripted
from tests.client.views import eventually, peers, reading

pytestmark = pytest.mark.browser

HANA = ("Hana",)
WHERE = "document.querySelector('.of-pairs .mine').getBoundingClientRect().y"


async def entered(circle: Scripted, open_panel: Opened, *views: object, **options: int) -> Panel:
    await circle.show(*views)
    panel = await open_panel(**options)
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    return panel


async def test_a_pair_learns_who_begins_and_when_to_swap(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.says("You and Hana")
    await panel.says("Hana, she/her")
    await panel.says("Hana begins")
    await panel.says("You change over at half-time.")
    await circle.show(pairs_head(left=299_000))
    await panel.says("Half-time. Now you speak.")
    await panel.title("Now you speak")
    assert (await panel.transcript("Now you speak."))[-1] == "Now you speak."


async def test_the_words_of_the_step_are_there_before_the_rest_of_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*shown("paired", others=HANA))
    panel = await open_panel()
    await panel.page.route("**/steps/pairs/panel.js", lambda route: route.abort())
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}")
    await panel.says("You and Hana")
    await panel.says("What is a strength of yours")
    assert await panel.page.locator("[data-act=call_lead]").count() == 0, "the premise: the rest did not come"
    await panel.page.unroute("**/steps/pairs/panel.js")
    await expect(panel.page.locator("[data-act=call_lead]")).to_be_visible()
    assert all("ERR_FAILED" in complaint for complaint in panel.complaints)
    panel.complaints.clear()


async def test_the_way_to_the_room_tells_that_the_pair_is_together(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, room_link="https://meet.example/3"))
    link = panel.page.locator("text=Open your room")
    assert await link.get_attribute("href") == "https://meet.example/3"
    assert "noreferrer" in (await link.get_attribute("rel") or "")
    await panel.page.evaluate("document.querySelector('a.go').removeAttribute('href')")  # the tap, without the journey
    await link.click()
    await eventually(lambda: circle.verbs("we_are_together"))
    assert circle.said[-1]["step"] == 4


async def test_a_room_link_that_is_no_web_address_is_not_offered(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, room_link="javascript:alert(1)"))
    await panel.says("Room 3")
    assert await panel.page.locator("a.btn").count() == 0


async def test_without_a_link_there_is_a_number_and_a_tap_when_they_are_together(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.says("Room 3")
    await panel.says("or Ana puts you there")
    before = await panel.page.evaluate(WHERE)
    await panel.page.dblclick("text=We are together")
    await eventually(lambda: circle.verbs("we_are_together"))
    await circle.show(pairs_seat("paired", HANA, together=True))
    await panel.says("You are together.")
    assert len(circle.verbs("we_are_together")) == 1
    assert await panel.page.evaluate(WHERE) == before, "nothing below it moves"


async def test_a_bell_is_seen_heard_and_read_in_the_title_and_moves_nothing(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, left=200_000))
    below = "document.querySelector('#note').getBoundingClientRect().y"
    before = await panel.page.evaluate(below)
    await circle.show(pairs_head(left=119_000))
    await panel.says("Two minutes left.")
    await panel.title("2:00 left")
    await panel.transcript("Two minutes left.")
    await circle.show(pairs_head(left=29_000))
    await panel.says("Half a minute: your last sentence.")
    await panel.title("0:30 left")
    said = await panel.transcript("your last sentence")
    assert said == ["Two minutes left.", "Half a minute: your last sentence."], "each once, and no tick of a clock"
    assert await panel.page.evaluate(below) == before


async def test_whoever_is_called_back_early_hears_of_the_last_sentence(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, left=590_000))
    await circle.show(pairs_head(left=29_500, total=40_000))
    await panel.says("Half a minute: your last sentence.")
    await panel.title("0:30 left")


async def test_a_lost_line_is_asked_about_and_yes_puts_it_away_until_the_next_loss(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, together=True))
    before = await panel.page.evaluate(WHERE)
    await circle.show(pairs_board(lost="Hana"))
    await panel.says("Is Hana still in the call?")
    await panel.transcript("Is Hana still in the call?")
    assert await panel.page.evaluate(WHERE) == before, "the question takes the place of the rings"
    await panel.page.click("text=Yes, we talk on")
    await panel.page.wait_for_selector("[data-act=vouch]", state="detached")
    await circle.show(pairs_board(lost="Hana"))
    await panel.page.wait_for_timeout(100)
    assert await panel.page.locator("[data-act=vouch]").count() == 0
    await circle.show(pairs_board())
    await panel.page.wait_for_timeout(100)
    await circle.show(pairs_board(lost="Hana"))
    await panel.page.wait_for_selector("[data-act=vouch]")
    assert circle.said == [], "nothing happens without an answer, and yes changes nothing"
    await panel.page.click("text=No, I am alone")
    await eventually(lambda: circle.verbs("partner_missing"))
    assert circle.said[-1]["seat"] == "hana"


async def test_my_partner_is_not_here_is_one_tap(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.page.click("text=My partner is not here")
    await eventually(lambda: circle.verbs("partner_missing"))
    assert (circle.said[-1]["seat"], circle.said[-1]["step"]) == ("hana", 4)


async def test_of_several_it_is_chosen_who_is_not_here(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=("Hana", "Gus")))
    await panel.says("You, Hana and Gus")
    await panel.says("this is a group of 3")
    await panel.page.click("text=Somebody is not here")
    assert circle.said == []
    await panel.page.click("[data-act=gone-gus]")
    await eventually(lambda: circle.verbs("partner_missing"))
    assert circle.said[-1]["seat"] == "gus"


async def test_a_call_is_made_answered_and_taken_back(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.page.click("text=Call Ana")
    await eventually(lambda: circle.verbs("call_lead"))
    assert circle.said[-1]["on"] is True
    await circle.show(pairs_seat("paired", HANA, call="asked"))
    await panel.says("Ana sees that you call.")
    await circle.show(pairs_seat("paired", HANA, call="coming"))
    await panel.says("Ana is coming.")
    await panel.transcript("Ana is coming.")
    await panel.page.click("text=Take the call back")
    await eventually(lambda: len(circle.verbs("call_lead")) == 2)
    assert circle.said[-1]["on"] is False


@pytest.mark.parametrize("lead", ["Chi", "Hana"])
async def test_nobody_calls_themselves_or_whom_they_sit_with(circle: Scripted, open_panel: Opened, lead: str) -> None:
    views = (pairs_head(**peers(lead)), pairs_board(), pairs_seat("paired", HANA, lead=lead == "Chi"))
    panel = await entered(circle, open_panel, *views)
    await panel.says("My partner is not here")
    assert await panel.page.locator("[data-act=call_lead]").count() == 0


async def test_a_message_of_whoever_leads_is_shown_and_said_and_moves_nothing(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    before = await panel.page.evaluate(WHERE)
    await circle.show(pairs_seat("paired", HANA, told=("Stay with one question.",)))
    await panel.says("Stay with one question.")
    await panel.transcript("Ana says: Stay with one question.")
    assert await panel.page.evaluate(WHERE) == before
    await circle.show(pairs_seat("paired", HANA, told=("Stay with one question.", "Soon.")))
    await panel.page.click("text=2 messages")
    assert await panel.page.locator("main >> text=Stay with one question.").is_visible()


async def test_a_pair_made_by_hand_against_a_wish_offers_a_way_out_and_names_no_reason(
    circle: Scripted, open_panel: Opened
) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, unwished=True, not_with=("hana",)))
    await panel.says("This pair was arranged by hand.")
    assert "rather not be with" not in await panel.page.inner_text("main")
    await panel.page.click("text=Find me other company")
    await eventually(lambda: circle.verbs("another_pair"))
    await panel.page.click("[data-act=sit_out_quietly]")
    await eventually(lambda: circle.verbs("sit_out"))


async def test_an_alternative_question_lies_folded(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.page.click("text=Another question")
    await panel.says(OTHER.removeprefix("<p>").removesuffix("</p>"))


async def test_a_button_of_one_place_never_becomes_a_button_of_the_next(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("asked", "gathering"))
    await panel.page.focus("[data-act=sit_out]")
    await circle.show(*shown("paired", others=HANA))
    await panel.says("You and Hana")
    await panel.page.keyboard.press("Enter")
    await panel.page.wait_for_timeout(100)
    assert circle.said == []


async def test_sitting_out_by_a_second_enter_is_not_taken_back(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("waiting"))
    await panel.page.focus("[data-act=sit_out]")
    await circle.show(*shown("out"))
    await panel.says("I would like a pair after all")
    await panel.page.keyboard.press("Enter")
    await panel.page.wait_for_timeout(100)
    assert circle.said == []


async def test_another_view_of_the_same_step_is_seen_from_its_top(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.page.evaluate("document.querySelector('main').scrollTop = 400")
    await circle.show(*shown("waiting"))
    await panel.says("We are finding you company")
    await panel.page.wait_for_function("() => document.querySelector('main').scrollTop === 0")


async def test_what_the_server_declines_is_shown(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(
        id=said["id"], code="not_your_pair", message="This person is not in your pair."
    )
    panel = await entered(circle, open_panel, *shown("paired", others=HANA))
    await panel.page.click("text=My partner is not here")
    await panel.says("This person is not in your pair.")


async def test_after_the_step_nothing_of_the_pair_is_left(circle: Scripted, open_panel: Opened) -> None:
    panel = await entered(circle, open_panel, *shown("paired", others=HANA, lost="Hana"))
    await panel.title("Is Hana still there?")
    await circle.show(*reading(5, title="A break"))
    await panel.says("A break")
    await panel.page.wait_for_function("() => !document.title.includes('Hana')")
