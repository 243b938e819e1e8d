"""The panel in a real browser, under the real policy, against a server that says what the test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from talkingpiece import parts, wire
from talkingpiece.core.steps.agree import AgreeSeat, AgreeTally
from talkingpiece.core.steps.close import CloseSeat
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectHead, CollectSeat, CollectTally
from talkingpiece.core.steps.kind import Person
from talkingpiece.core.steps.pairs import PairsSeat
from talkingpiece.core.steps.round import Place, RoundBoard, RoundHead, RoundSeat
from tests.client.conftest import Opened
from tests.client.scripted import CODE, SEAT_KEY, Scripted, board, cards, head, now_ms, person, seat, tally

pytestmark = pytest.mark.browser

ANA = parts.Leader(seat=None, name="Ana", here=True)


def one(name: str) -> Person:
    return Person(seat=name.lower(), name=name)


def named(step: int = 6, yours: str | None = None) -> tuple[Any, ...]:
    asked = CollectHead(signed="named", label="Your answer", opened=False)
    return (
        head("collect", step, title="What helps?", part=asked), board(step),
        tally(step, part=CollectTally(given=1, of=8)), seat(step, part=CollectSeat(yours=yours)),
    )  # fmt: skip


def unsigned(step: int = 6) -> tuple[Any, ...]:
    asked = CollectHead(signed="unsigned", label="Your answer", opened=False)
    return head("collect", step, title="What helps?", part=asked), board(step), tally(step), seat(step, part=CollectSeat(yours=None))


def reading(step: int = 0, **more: Any) -> tuple[Any, ...]:
    return head("present", step, **more), board(step), tally(step), seat(step)


def turn(holder: str, step: int = 3) -> tuple[Any, ...]:
    names = ("Ana", "Ben", "Chi", "Dov")
    at, own = names.index(holder), names.index("Chi")
    circle = tuple(
        Place(seat=name.lower(), name=name, turn="spoke" if i < at else "holds" if i == at else "waits")
        for i, name in enumerate(names)
    )
    following = one(names[at + 1]) if at + 1 < len(names) else None
    part = RoundHead(holder=one(holder), next=following, since=now_ms(), seconds_each=120, done=at, of=4)
    mine = RoundSeat(turn="holds" if own == at else "spoke" if own < at else "waits", ahead=own - at if own > at else None)
    return head("round", step, title="A help?", part=part), board(step, names, part=RoundBoard(circle=circle)), tally(step, 4), seat(step, part=mine)


async def eventually(true: Callable[[], object]) -> None:
    """What the page does reaches the server a little later."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


# --- coming in -----------------------------------------------------------------------------------------------


async def test_a_newcomer_gives_a_name_and_is_in(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.knock("Chi")
    await panel.says("Tea")
    [hello] = circle.hellos
    assert (hello["code"], hello["name"], len(hello["id"])) == (CODE, "Chi", 22)


async def test_a_reload_comes_back_to_the_same_seat_without_asking(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.knock()
    await panel.says("Tea")
    await panel.page.reload()
    await panel.says("Tea")
    assert circle.hellos[-1]["seat_key"] == SEAT_KEY


async def test_no_key_stands_in_the_address(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    assert panel.page.url == circle.url


async def test_without_any_storage_one_comes_in_and_writes_all_the_same(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel(storage=False)
    await panel.knock()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it")
    await eventually(lambda: circle.verbs("write"))


async def test_a_name_is_asked_for_kindly(circle: Scripted, open_panel: Opened) -> None:
    panel = await open_panel()
    await panel.knock("  ")
    await panel.says("Your place card needs a name. What shall we call you?")
    assert await panel.page.locator("#name").get_attribute("aria-describedby") == "name-fault"
    assert circle.hellos == []


async def test_a_name_the_server_declines_can_be_another(circle: Scripted, open_panel: Opened) -> None:
    circle.refusal = wire.No(id="", code="name_long", message="A shorter name will do.")
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.knock("Chi")
    await panel.says("A shorter name will do.")
    circle.refusal = None
    await panel.page.fill("#name", "C")
    await panel.page.click("text=Take my place")
    await panel.says("Tea")


async def test_a_wrong_code_is_told_beside_the_code_and_nothing_typed_is_lost(circle: Scripted, open_panel: Opened) -> None:
    circle.closing = wire.Close.NO_ENTRY
    panel = await open_panel()
    await panel.knock("Chi")
    await panel.says("No circle is open under this code.")
    assert await panel.page.input_value("#name") == "Chi"
    assert await panel.page.input_value("#code") == CODE


async def test_a_code_that_is_too_short_asks_nobody(circle: Scripted, open_panel: Opened) -> None:
    panel = await open_panel()
    await panel.page.goto(circle.url.rsplit("/", 1)[0])
    await panel.page.fill("#code", "k7p4-m")
    await panel.page.fill("#name", "Chi")
    await panel.page.click("text=Take my place")
    await panel.says("This code is too short. Three characters are missing.")
    assert circle.hellos == []


async def test_a_typed_code_leads_in_and_to_its_own_address(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.page.goto(circle.url.rsplit("/", 1)[0])
    await panel.page.fill("#code", "k7p4 m2xq")
    await panel.page.fill("#name", "Chi")
    await panel.page.click("text=Take my place")
    await panel.says("Tea")
    assert panel.page.url == circle.url


async def test_at_a_closed_door_one_waits_and_is_let_in(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    circle.welcomes = False
    panel = await open_panel()
    await panel.knock()
    await panel.says("You are at the door.")
    await circle.welcome(circle.sockets[0])
    await panel.says("Tea")


async def test_a_seat_opened_elsewhere_can_be_taken_back_and_does_not_fight(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.enter()
    await circle.hang_up(wire.Close.TAKEN_OVER)
    await panel.says("Your place is open in another window now.")
    hellos = len(circle.hellos)
    await panel.page.click("text=Take it back here")
    await panel.says("Tea")
    assert len(circle.hellos) == hellos + 1


# --- words and steps -----------------------------------------------------------------------------------------


async def test_a_step_that_changes_under_somebody_who_types_takes_neither_words_nor_focus(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("textarea")
    await panel.page.keyboard.type("Nobody had said")
    await circle.show(*reading(7, title="A break"))
    await panel.says("A break")
    await panel.page.keyboard.type(" it aloud")
    await panel.says("Your unsent words, from the step before")
    assert await panel.page.input_value("textarea") == "Nobody had said it aloud"
    assert await panel.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert await panel.page.evaluate("window.focused.length") == 1, "focus never moved"


async def test_the_caret_stays_where_it_was_when_the_step_changes(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Nobody said it")
    await panel.page.evaluate("document.querySelector('textarea').setSelectionRange(6, 6)")
    await circle.show(*named(7))
    await panel.says("8 of 9")
    await panel.page.keyboard.type(" had")
    assert await panel.page.input_value("#desk-step-6") == "Nobody had said it"
    assert await panel.page.input_value("#desk-step-7") == ""


async def test_unsent_words_go_to_the_step_they_were_written_for(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await circle.show(*reading(7))
    await panel.page.click("text=Send to that step")
    await eventually(lambda: circle.verbs("write"))
    assert (circle.said[-1]["step"], circle.said[-1]["text"]) == (6, "Tea")
    await panel.page.wait_for_selector("textarea", state="detached")


async def test_unsent_words_that_come_too_late_stay_and_say_why(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_late", message="The answers are open already.")
    await circle.show(*named(6))
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await circle.show(*reading(7))
    await panel.page.click("text=Send to that step")
    await panel.says("The answers are open already.")
    assert await panel.page.input_value("textarea") == "Tea"
    await panel.page.click("text=Put away")
    await panel.page.wait_for_selector("textarea", state="detached")


async def test_a_draft_survives_a_reload(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Half a sentence")
    await panel.page.reload()
    await panel.says("What helps?")
    assert await panel.page.input_value("textarea") == "Half a sentence"


async def test_words_stay_in_the_field_until_they_are_known_to_be_kept(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: None
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it")
    await panel.page.wait_for_selector("[data-act=desk-step-6-0][aria-busy=true]")
    assert await panel.page.input_value("textarea") == "Tea"
    await eventually(lambda: circle.said)
    await circle.say(wire.Ok(id=circle.said[0]["id"]))
    await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")


async def test_an_unanswered_input_is_delivered_once_after_the_line_was_lost(circle: Scripted, open_panel: Opened) -> None:
    circle.answer = lambda said: None
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it")
    await eventually(lambda: circle.said)
    circle.answer = lambda said: wire.Ok(id=said["id"])
    await circle.hang_up()
    await panel.page.wait_for_function("() => document.querySelector('textarea').value === ''")
    first, again = circle.verbs("write")
    assert first == again, "the same id, so that the server can tell"


async def test_private_writing_never_reaches_the_server(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("solo", 2, title="For yourself"), board(2), tally(2), seat(2))
    panel = await open_panel()
    await panel.enter()
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.fill("textarea", "What I would not say")
    await circle.show(*reading(3, title="Later"))
    await panel.says("Your own page, from an earlier step")
    assert circle.said == []
    assert asked == []


# --- what is said --------------------------------------------------------------------------------------------


async def test_every_change_is_said_in_one_line_and_clocks_are_silent(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(2, title="Tea", ends_at=now_ms() + 300_000))
    panel = await open_panel()
    await panel.enter()
    before = await panel.page.inner_text(".time")
    await panel.page.wait_for_function("text => document.querySelector('.time').innerText !== text", arg=before)
    assert await panel.page.evaluate("window.said") == [], "a ticking clock says nothing"
    await circle.show(*turn("Ben"))
    await panel.transcript("Ben")
    await circle.show(*turn("Chi"))
    said = await panel.transcript("You have the piece")
    assert said == ["Step 4 of 9, Round: A help. Ben has the piece. You are next.", "You have the piece."]


async def test_ones_turn_is_in_the_tabs_title_and_goes_with_the_piece(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*turn("Chi"))
    panel = await open_panel()
    await panel.enter()
    await panel.title("Your turn")
    await panel.page.click("text=Pass it on to Dov")
    await eventually(lambda: circle.verbs("pass_piece"))
    assert circle.said[-1]["expecting"] == "chi"
    await circle.show(*turn("Dov"))
    await panel.page.wait_for_function("() => !document.title.includes('Your turn')")


async def test_a_button_of_one_step_never_becomes_a_button_of_the_next(circle: Scripted, open_panel: Opened) -> None:
    """Enter, pressed twice on "Pass", must not act on whatever comes after."""
    await circle.show(*turn("Chi", 3))
    panel = await open_panel()
    await panel.enter()
    await panel.page.focus("[data-act=pass_piece]")
    await circle.show(*turn("Chi", 4))
    await panel.says("5 of 9")
    await panel.page.keyboard.press("Enter")
    await panel.page.wait_for_timeout(100)
    assert circle.said == []


async def test_the_new_step_is_seen_from_its_top(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(1, title="Long", body="<p>words</p>" * 200))
    panel = await open_panel()
    await panel.enter()
    await panel.page.evaluate("document.querySelector('main').scrollTop = 900")
    await circle.show(*reading(2, title="Also long", body="<p>words</p>" * 200))
    await panel.says("Also long")
    assert await panel.page.evaluate("document.querySelector('main').scrollTop") == 0


async def test_a_pause_shows_what_is_left_and_whose_word_ends_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(2, paused=True, ends_at=None, remaining_ms=125_000))
    panel = await open_panel()
    await panel.enter()
    await panel.says("It goes on when Ana says so.")
    assert "2:05" in await panel.page.inner_text(".time")


# --- kinds of steps ------------------------------------------------------------------------------------------


async def test_agreeing_is_one_tap_and_shows_a_count_not_names(circle: Scripted, open_panel: Opened) -> None:
    def asked(yes: int, agreed: bool) -> tuple[Any, ...]:
        return head("agree", 1, title="How we are here"), board(1), tally(1, part=AgreeTally(yes=yes, of=8)), seat(1, part=AgreeSeat(agreed=agreed))

    await circle.show(*asked(5, False))
    panel = await open_panel()
    await panel.enter()
    await panel.page.dblclick("text=I can keep to this")
    await eventually(lambda: circle.verbs("agree"))
    await circle.show(*asked(6, True))
    await panel.says("6 of 8 can keep to this.")
    await panel.says("You keep to this.")
    assert len(circle.verbs("agree")) == 1, "the second tap of a double tap asks for nothing"


async def test_who_comes_late_meets_the_agreement_first(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("agree", 3, gate=True, title="How we are here", body="<p>What is told here stays.</p>"), board(3), tally(3), seat(3, accepted=False))
    panel = await open_panel()
    await panel.enter()
    await panel.says("We are in the fourth of nine steps.")
    await panel.page.click("text=I can keep to this")
    await eventually(lambda: circle.verbs("agree"))


async def test_a_pair_learns_who_begins_and_when_to_swap(circle: Scripted, open_panel: Opened) -> None:
    mine = PairsSeat(place=1, partners=(one("Hana"),), order=(one("Hana"), one("Chi")), room_link="https://meet.example/1", turns=2)
    await circle.show(head("pairs", 4, title="A strength?"), board(4), tally(4), seat(4, part=mine))
    panel = await open_panel()
    await panel.enter()
    await panel.says("You and Hana")
    await panel.says("Hana begins")
    link = panel.page.locator("text=Open your room")
    assert await link.get_attribute("href") == "https://meet.example/1"
    assert "noreferrer" in (await link.get_attribute("rel") or "")
    await circle.show(head("pairs", 4, title="A strength?", ends_at=now_ms() + 299_000))
    await panel.says("Half-time. Now you speak.")
    assert (await panel.transcript("Now you speak."))[-1] == "Now you speak."


async def test_a_room_link_that_is_no_web_address_is_not_offered(circle: Scripted, open_panel: Opened) -> None:
    mine = PairsSeat(place=1, partners=(one("Hana"),), order=(one("Hana"), one("Chi")), room_link="javascript:alert(1)", turns=2)
    await circle.show(head("pairs", 4), board(4), tally(4), seat(4, part=mine))
    panel = await open_panel()
    await panel.enter()
    await panel.says("You and Hana")
    assert await panel.page.locator("text=Open your room").count() == 0


async def test_alone_for_a_moment_one_is_told_that_company_comes(circle: Scripted, open_panel: Opened) -> None:
    mine = PairsSeat(place=1, partners=(), order=(one("Chi"),), room_link=None, turns=1)
    await circle.show(head("pairs", 4), board(4), tally(4), seat(4, part=mine))
    panel = await open_panel()
    await panel.enter()
    await panel.says("It is nothing you did.")


async def test_opened_answers_without_names_are_cards_and_carry_none(circle: Scripted, open_panel: Opened) -> None:
    opened = CollectHead(signed="unsigned", label="Your answer", opened=True)
    answers = CollectBoard(answers=(Answer(id="1", text="<b>Tea</b>", name=None), Answer(id="2", text=None, name=None)))
    await circle.show(head("collect", 6, part=opened), board(6, part=answers), tally(6), seat(6, part=CollectSeat(yours=None)))
    panel = await open_panel()
    await panel.enter()
    await panel.says("<b>Tea</b>")
    await panel.says("These words were removed.")


async def test_after_the_end_the_groups_page_can_be_saved(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("ended", 8, title="Grounds for Trust", ends_at=None), board(8), tally(8), seat(8, part=CloseSeat(yours=("Tea",))))
    panel = await open_panel()
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}")
    await panel.says("Thank you, Chi.")
    async with panel.page.expect_download() as saved:
        await panel.page.click("text=Save it as plain text")
    download = await saved.value
    assert download.suggested_filename == "Grounds for Trust.md"
    assert (await download.path()).read_text() == "# The group's page as md\n"


# --- without a name ------------------------------------------------------------------------------------------


async def test_a_card_leaves_without_a_name_and_only_when_it_is_sent(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    asked: list[str] = []
    panel.page.on("request", lambda request: asked.append(request.url))
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.says("Sent without your name. Timing may give you away. 8 people could have written this.")
    await panel.page.click("text=Back, keep my words")
    await panel.page.click("#raise")
    assert await panel.page.input_value("#concern") == "We laughed."
    assert asked == [] and circle.said == [], "opening, typing and going back tell nobody"
    await panel.page.check("text=Please slow down")
    await panel.page.click("text=Send without my name")
    await panel.says("Sealed")
    [card] = circle.cards
    assert (card["text"], card["to"], card["weight"]) == ("We laughed.", "lead", "slow")
    assert card["cookie"] is None and card["referer"] is None
    assert circle.said == [], "nothing about a card goes over the line that knows who sits here"


async def test_a_card_that_was_opened_is_sealed_no_more(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await panel.says("Only this screen knows it is yours.")
    await circle.show(cards(ids=(circle.cards[0]["id"],)))
    await panel.says("Your card has opened. Ana has it.")
    assert "We laughed." not in await panel.page.inner_text("main")


async def test_a_card_that_cannot_be_sent_keeps_its_words_and_says_so(circle: Scripted, open_panel: Opened) -> None:
    circle.card_answer = (429, {"error": {"code": "too_many", "message": "The box is full just now."}})
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "We laughed.")
    await panel.page.click("text=Send without my name")
    await panel.says("The box is full just now.")
    assert await panel.page.input_value("#concern") == "We laughed."
    panel.complaints.clear()  # browsers write refused requests into the console by themselves


async def test_with_few_people_a_card_says_what_it_cannot_hide(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(), board(names=("Ana", "Chi", "Dov")), tally(here=3), seat())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.says("Only 3 people could have written this")
    await circle.show(tally(here=2))
    await panel.says("Too few are here for a card")
    await panel.page.fill("#concern", "Words")
    await panel.page.focus(".sealed")
    await panel.page.keyboard.press("Enter")
    assert circle.cards == []


async def test_the_box_for_a_concern_tells_no_other_software(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    box = panel.page.locator("#concern")
    for name, value in {"spellcheck": "false", "autocomplete": "off", "autocorrect": "off", "translate": "no", "name": None}.items():
        assert await box.get_attribute(name) == value, name


async def test_an_unsigned_answer_goes_the_cards_way(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*unsigned())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Tea")
    await panel.page.click("text=Add it without my name")
    await panel.says("Only you see these until")
    assert (circle.cards[0]["step"], circle.cards[0]["text"]) == (6, "Tea")
    assert circle.said == []


async def test_a_card_shown_to_all_is_told_and_can_be_read(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    card = parts.OpenCard(id="c", window=1, weight="slow", state="open", text="We laughed.", answer="I heard you.")
    await circle.show(cards(ids=("c",), shown=(card,)))
    assert (await panel.transcript("A card is shown"))[-1] == "A card is shown to all."
    await panel.page.click("text=Read >> nth=-1")
    await panel.says("I heard you.")


# --- the line ------------------------------------------------------------------------------------------------


async def test_a_blink_of_the_line_is_not_shown_and_a_longer_one_calmly(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    panel = await open_panel()
    await panel.enter()
    await panel.page.fill("textarea", "Half")
    circle.closing = wire.Close.TRY_LATER
    await circle.hang_up()
    assert await panel.page.locator(".net").count() == 0
    await panel.says("You are offline for a moment.")
    assert await panel.page.input_value("textarea") == "Half", "drafts keep working"
    circle.closing = None
    assert (await panel.transcript("You are back"))[-1] == "You are back. Nothing was lost."
    await panel.page.wait_for_selector(".net", state="detached")


async def test_a_raised_hand_is_raised_again_when_the_server_has_forgotten_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("[data-act=hand]")
    await eventually(lambda: circle.verbs("hand"))
    await circle.show(seat(hand=True))
    await panel.page.wait_for_selector("[data-act=hand][aria-pressed=true]")
    await circle.show(seat(hand=False, name="Chi "))
    await panel.page.wait_for_selector("[data-act=hand][aria-pressed=false]")
    assert len(circle.verbs("hand")) == 1, "lowered by somebody else, it stays down"
    await panel.page.click("[data-act=hand]")
    await eventually(lambda: len(circle.verbs("hand")) == 2)
    await circle.hang_up()
    await eventually(lambda: len(circle.verbs("hand")) == 3)
    assert circle.said[-1]["up"] is True


async def test_the_circle_holds_when_whoever_leads_is_gone_for_a_while(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading())
    panel = await open_panel()
    await panel.enter()
    await circle.show(head(lead=parts.Leader(seat=None, name="Ana", here=False)))
    await panel.page.wait_for_timeout(1_000)
    assert await panel.page.locator(".net").count() == 0, "a blink of her line is nobody's business"
    assert (await panel.transcript("We hold here"))[-1] == "We hold here until Ana is back. Nothing moves on by itself."
    await circle.show(head(lead=ANA))
    await panel.page.wait_for_selector(".net", state="detached")
    await panel.page.wait_for_function("() => window.said.at(-1) === 'Ana is back.'")


async def test_a_new_build_waits_until_nobody_is_in_a_field(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*named())
    circle.build = "newer"
    panel = await open_panel()
    await panel.page.add_init_script("Math.random = () => 0;")  # no spread
    await panel.enter()
    await panel.page.click("textarea")
    # The first visit may have reloaded before the click; from here on the field is in use.
    hellos = len(circle.hellos)
    await panel.page.keyboard.type("Half")
    await panel.page.wait_for_timeout(700)
    assert len(circle.hellos) == hellos
    assert await panel.page.input_value("textarea") == "Half"


# --- among peers ---------------------------------------------------------------------------------------------

NOTES = parts.NotesPart(say="<p>Slowly.</p>", watch="", mend="")


def peers(lead: str, here: bool = True, **more: Any) -> dict[str, Any]:
    return {"led": "peers", "lead": parts.Leader(seat=lead.lower(), name=lead, here=here), "notes": NOTES, **more}


async def test_whoever_leads_among_peers_has_the_helm_and_keeps_the_own_turn(circle: Scripted, open_panel: Opened) -> None:
    views = turn("Chi")
    await circle.show(head("round", 3, part=views[0].part, **peers("Chi")), *views[1:3], seat(3, lead=True, part=views[3].part))
    panel = await open_panel()
    await panel.enter()
    await panel.says("You have the piece")
    for act, verb in (("next", "next_step"), ("previous", "previous_step"), ("longer", "add_time"), ("hold", "pause")):
        await panel.page.click(f"[data-act={act}]")
        await eventually(lambda verb=verb: circle.verbs(verb))  # type: ignore[misc]
    assert circle.verbs("next_step")[0]["expecting"] == 3
    assert circle.verbs("add_time")[0]["seconds"] == 60
    await panel.page.click(".helm summary >> nth=0")
    await panel.says("Slowly.")
    await panel.page.click("text=Pass the lead on")
    await panel.page.click("text=Pass it on to Dov >> nth=-1")
    await eventually(lambda: circle.verbs("pass_lead"))
    assert circle.verbs("pass_lead")[0]["seat"] == "dov"


async def test_closing_for_everyone_takes_two_taps(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head("close", 8, **peers("Chi")), board(8), tally(8), seat(8, lead=True))
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("[data-act=close]")
    await panel.says("This closes the circle for everyone.")
    assert circle.said == []
    await panel.page.click("[data-act=end]")
    await eventually(lambda: circle.verbs("end"))


async def test_everyone_else_among_peers_sees_the_notes_and_may_pause(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(**peers("Ana")), board(), tally(), seat())
    panel = await open_panel()
    await panel.enter()
    assert await panel.page.locator(".helm").count() == 0
    await panel.page.click("text=Notes for this step")
    await panel.says("Slowly.")
    await panel.page.click("text=Pause for all")
    await eventually(lambda: circle.verbs("pause"))


async def test_among_peers_a_card_is_for_all(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(head(**peers("Ana")), board(), tally(), seat())
    panel = await open_panel()
    await panel.enter()
    await panel.page.click("#raise")
    await panel.page.fill("#concern", "Words")
    assert await panel.page.locator("text=For whom").count() == 0
    await panel.page.click("text=Send without my name")
    await eventually(lambda: circle.cards)
    assert circle.cards[0]["to"] == "all"


# --- everything in its place ---------------------------------------------------------------------------------

EVERY = {
    "before": lambda: (head("before"), board(), tally(), seat()),
    "present": reading,
    "round": lambda: turn("Ben"),
    "holding": lambda: turn("Chi"),
    "collect": named,
    "unsigned": unsigned,
    "forty": lambda: (head("before"), board(names=tuple(f"P{i}" for i in range(41)) + ("Chi",)), tally(here=42), seat()),
    "long": lambda: (head("before"), board(names=("Ana-Katharina Wolkenstein", "Chi", "Friederike-Charlotte Amalia")), tally(here=3), seat()),
}


@pytest.mark.parametrize("width", [280, 320])
@pytest.mark.parametrize("screen", EVERY)
async def test_nothing_is_cut_and_every_target_is_large_enough(circle: Scripted, open_panel: Opened, screen: str, width: int) -> None:
    await circle.show(*EVERY[screen]())
    panel = await open_panel(width=width)
    await panel.enter()
    wide = await panel.page.evaluate("[document.documentElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth)")
    assert wide == [0, 0]
    small = """[...document.querySelectorAll('button, a, input, textarea, summary')].map(e => [e.innerText, e.getBoundingClientRect()])
        .filter(([, {width, height}]) => width && (width < 44 || height < 44)).map(([text, {width, height}]) => [text, width, height])"""
    assert await panel.page.evaluate(small) == []


async def test_people_of_the_circle_and_those_who_look_on_are_all_listed(circle: Scripted, open_panel: Opened) -> None:
    lost = person("Ben", line="lost")
    await circle.show(head("before"), parts.StageBoard(step=0, people=(person("Ana 2"), lost), facilitators=("Ana",), walls=2, part=None), tally(), seat())
    panel = await open_panel()
    await panel.enter()
    listed = await panel.page.inner_text(".people")
    for words in ("Ana who leads", "Ana 2", "Ben line lost for a moment", "2 walls"):
        assert words in listed.replace("\n", " "), words
