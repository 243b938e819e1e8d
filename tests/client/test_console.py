"""The console and the wall against a server that says what the test says: real pages, real policy, a real browser."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from talkingpiece import parts, wire
from talkingpiece.core.steps.agree import AgreeTally
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectConsole, CollectHead
from talkingpiece.core.steps.kind import Person
from talkingpiece.core.steps.pairs import ConsolePair, PairGroup, PairsBoard, PairsConsole
from talkingpiece.core.steps.round import Place, RoundBoard, RoundHead
from tests.client.scripted import CODE, SEAT_KEY, Scripted, board, cards, head, now_ms, person, serving, tally

pytestmark = pytest.mark.browser

NAMES = ("Ben", "Chi", "Dov", "Eli", "Fay", "Gus")
TITLES = ("Arrive", "How we want to be here", "A round", "Pairs", "Close")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
AXE_RUN = """async () => (await axe.run({resultTypes: ['violations']})).violations
    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""
FRAGMENT = f"#f={SEAT_KEY}&name=Ana&w=wall-key-000000000000000"

# --- what the console hears -----------------------------------------------------------------------------------


def header(step: int = 0, **more: Any) -> parts.Header:
    outline = tuple(parts.OutlineStep(title=title, kind="present", seconds=300) for title in TITLES)
    given: dict[str, Any] = {
        "phase": "running", "title": "Harbour team", "module": "A good start", "led": "facilitator", "door": "auto",
        "code": CODE, "outline": outline, "next": outline[step + 1] if step + 1 < len(outline) else None,
        "notes": parts.NotesPart(say="<p>Welcome.</p>", watch="<p>Haste.</p>", mend=""),
        "started_at": now_ms(), "planned_ms": 1_500_000, "after_ms": 300_000 * (4 - step), "keep_cards": False,
    }  # fmt: skip
    return parts.Header(step=step, **{**given, **more})


def roster(step: int = 0, **more: Any) -> parts.Roster:
    given: dict[str, Any] = {
        "people": tuple(map(person, NAMES)), "lost": {}, "knocks": (), "facilitators": ("Ana",), "walls": 1,
    }  # fmt: skip
    return parts.Roster(step=step, **{**given, **more})


def card(id: str, text: str | None, **more: Any) -> parts.ConsoleCard:
    given: dict[str, Any] = {
        "window": now_ms() // 60_000 - 1, "weight": "slow", "to": "lead", "state": "open", "shown": False, "answer": None,
    }  # fmt: skip
    return parts.ConsoleCard(id=id, text=text, **{**given, **more})


def tray(*opened: parts.ConsoleCard, step: int = 0) -> parts.ConsoleCards:
    return parts.ConsoleCards(step=step, cards=opened)


def named(*names: str) -> tuple[Person, ...]:
    return tuple(Person(seat=name.lower(), name=name) for name in names)


def pairing(*groups: tuple[str, ...], draw: int = 1, apart: tuple[str, ...] = ()) -> parts.ConsoleBoard:
    made = tuple(
        ConsolePair(place=i + 1, people=named(*group), room_link=None, reason="First time together")
        for i, group in enumerate(groups)
    )
    return parts.ConsoleBoard(step=3, part=PairsConsole(draw=draw, groups=made, apart=named(*apart)))


def in_step(step: int, kind: str = "present", **more: Any) -> tuple[Any, ...]:
    """All that a console hears at a step."""
    return (
        head(kind, step, steps=5, title=TITLES[step], session_title="Harbour team", body="<p>What helped you?</p>", **more),
        header(step), roster(step), tally(step, 6), board(step), cards(step), tray(step=step),
        parts.ConsoleBoard(step=step, part=None),
    )  # fmt: skip


BEFORE = (head("before", 0, steps=5, ends_at=None, title="Harbour team"), header(phase="before", started_at=None))


def round_at(holder: str, following: str) -> tuple[Any, ...]:
    order = [Place(seat=n.lower(), name=n, turn="holds" if n == holder else "waits") for n in NAMES]
    part = RoundHead(
        holder=named(holder)[0], next=named(following)[0], since=now_ms(), seconds_each=120, done=1, of=6
    )
    return (*in_step(2, "round", part=part), board(2, part=RoundBoard(circle=tuple(order))))


PAIRS = (("Ben", "Fay"), ("Dov", "Eli"), ("Chi", "Gus"))


def pairs_at(*groups: tuple[str, ...], **more: Any) -> tuple[Any, ...]:
    shown = tuple(PairGroup(place=i + 1, people=named(*g), room_link=None) for i, g in enumerate(groups) if g)
    return (*in_step(3, "pairs"), board(3, part=PairsBoard(draw=1, groups=shown)), pairing(*groups, **more))


# --- a browser ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    system = os.environ.get("TALKINGPIECE_TEST_CHROMIUM") or shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
        yield chromium
        await chromium.close()


@pytest.fixture
async def circle() -> AsyncIterator[Scripted]:
    async with serving() as scripted:
        yield scripted


Opener = Callable[..., Any]


@pytest.fixture
async def opened(browser: Browser, circle: Scripted) -> AsyncIterator[Opener]:
    """Open the console or the wall at what `views` say. Ends with: nothing was said on the browser's console."""
    faults: list[str] = []
    contexts = []

    async def open_at(*views: Any, fragment: str = FRAGMENT, **context: Any) -> Page:
        await circle.show(*views)
        contexts.append(await browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context}))
        page: Page = await contexts[-1].new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.route("**/qr.svg", _square)
        await page.goto(circle.url + fragment)
        await page.wait_for_selector(".desk, .wall > main, form")
        return page

    yield open_at
    for context in contexts:
        await context.close()
    assert faults == []


async def _square(route: Route) -> None:
    await route.fulfill(content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')


async def heard(circle: Scripted, verb: str, count: int = 1) -> list[dict[str, Any]]:
    """The commands of this verb, once that many have come."""
    async with asyncio.timeout(5):
        while len(circle.verbs(verb)) < count:
            await asyncio.sleep(0.01)
    return circle.verbs(verb)


def without_id(command: dict[str, Any]) -> dict[str, Any]:
    assert len(command["id"]) == 22, "every command carries 128 random bits"
    return {name: value for name, value in command.items() if name != "id"}


async def axe(page: Page) -> list[str]:
    """As a reader of a page that stands still; run in its own world, since the policy lets no script in."""
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setBypassCSP", {"enabled": True})
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(AXE_RUN)
    return found


# --- keys and names -------------------------------------------------------------------------------------------


async def test_the_key_leads_and_leaves_the_address_bar(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE)
    assert circle.hellos[0] == {"type": "hello", "facilitator_key": SEAT_KEY, "name": "Ana"}
    assert page.url == circle.url
    assert SEAT_KEY not in await page.inner_text("body")


async def test_a_link_without_a_name_asks_for_one_before_anybody_sees_you(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, fragment=f"#f={SEAT_KEY}")
    assert circle.hellos == [], "nobody is announced without a name"
    await page.get_by_label("What shall they call you?").fill("Ana")
    await page.get_by_role("button", name="Go to my place").click()
    await expect(page.get_by_role("heading", name="Let them in.")).to_be_visible()
    assert circle.hellos[0]["name"] == "Ana"


async def test_only_the_links_that_say_so_carry_a_key(opened: Opener) -> None:
    page = await opened(*BEFORE, roster())
    join = await page.get_by_label("Link", exact=True).input_value()
    assert "#" not in join
    assert join.endswith(f"/j/{CODE}")
    await page.get_by_text("A wall, or someone to lead with you").click()
    assert (await page.get_by_label("Link for a wall").input_value()) == f"{join}#w=wall-key-000000000000000"
    assert f"f={SEAT_KEY}" in await page.get_by_label("Link to lead with you").input_value()
    await expect(page.get_by_text("It holds a key: whoever has it leads as you do.")).to_be_visible()


# --- moving the session ---------------------------------------------------------------------------------------


async def test_opening_the_circle_is_one_press(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, roster())
    await page.get_by_role("button", name="Open the circle").click()
    assert [without_id(said) for said in await heard(circle, "start")] == [{"type": "start"}]


async def test_a_double_tap_asks_once_and_says_which_step_it_saw(opened: Opener, circle: Scripted) -> None:
    async def obey(said: dict[str, Any]) -> None:
        await circle.show(*in_step(said["expecting"] + 1))

    moves: list[asyncio.Task[None]] = []

    def answer(said: dict[str, Any]) -> wire.Ok:
        if said["type"] == "next_step":
            moves.append(asyncio.create_task(obey(said)))
        return wire.Ok(id=said["id"])

    circle.answer = answer
    page = await opened(*in_step(1))
    await expect(page.locator("#onward")).to_have_text("A round")
    await page.locator("#onward").dblclick(delay=40)
    await expect(page.locator("#onward")).to_have_text("Pairs")
    await page.locator("#onward").click()  # a third tap, of somebody impatient: the new step has just opened
    assert moves
    await asyncio.gather(*moves)
    assert [without_id(said) for said in circle.verbs("next_step")] == [{"type": "next_step", "expecting": 1}]


async def test_the_way_on_opens_again_when_the_new_step_has_stood_a_moment(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await circle.show(*in_step(2))
    await expect(page.locator("#onward")).to_have_text("Pairs")
    async with asyncio.timeout(5):
        while not circle.verbs("next_step"):
            await page.locator("#onward").click()
    assert circle.verbs("next_step")[0]["expecting"] == 2


async def test_going_to_a_far_step_takes_a_second_press(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    steps = page.get_by_role("navigation", name="Steps")
    await steps.get_by_role("button", name=re.compile("^Close")).click()
    assert circle.verbs("go_to_step") == []
    await steps.get_by_role("button", name="Take everyone here").click()
    assert without_id((await heard(circle, "go_to_step"))[0]) == {"type": "go_to_step", "step": 4, "expecting": 1}


async def test_time_is_held_added_and_taken_off(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await page.get_by_role("button", name="Hold").click()
    await page.get_by_role("button", name="Add a minute").click()
    await page.get_by_role("button", name="Take a minute off").click()
    await heard(circle, "pause")
    assert [said["seconds"] for said in await heard(circle, "add_time", 2)] == [60, -60]
    await circle.show(head("present", 1, steps=5, paused=True, ends_at=None, remaining_ms=83_000))
    await expect(page.locator(".glance .clock")).to_contain_text("1:23")
    await page.get_by_role("button", name="Go on").click()
    await heard(circle, "resume")


async def test_over_time_counts_up_and_is_no_alarm(opened: Opener) -> None:
    page = await opened(*in_step(1, ends_at=now_ms() - 80_500))
    await expect(page.locator(".glance .clock")).to_contain_text("+1:2")
    await expect(page.get_by_text("Whenever you like; nothing moves on by itself")).to_be_visible()


async def test_the_end_is_asked_once_in_place(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(4))
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    assert circle.verbs("end") == []
    await page.get_by_text("We keep them. The group has said so").click()
    assert (await heard(circle, "keep_cards"))[0]["keep"] is True
    await page.get_by_role("button", name="Close it for all").click()
    await heard(circle, "end")
    await circle.show(head("ended", 4, steps=5, ends_at=None), header(4, phase="ended"))
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Download as Markdown").click()
    assert "as md" in (await (await download.value).path()).read_text("utf-8")


async def test_what_was_refused_is_said_beside_the_buttons(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="stale", message="The group is at another step already.")
    page = await opened(*in_step(1))
    await page.locator("#onward").click()
    await expect(page.locator(".ahead")).to_contain_text("The group is at another step already.")
    await expect(page.get_by_role("status")).to_have_text("The group is at another step already.")


async def test_a_lost_line_holds_every_button_and_says_so(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    circle.closing = 1013
    await circle.hang_up()
    await expect(page.locator(".net")).to_contain_text("You are offline for a moment.")
    await page.locator("#onward").click()
    await page.get_by_role("button", name="Hold").click()
    circle.closing = None
    await expect(page.locator(".net")).to_have_count(0, timeout=10_000)
    assert circle.said == []


# --- people ---------------------------------------------------------------------------------------------------


async def test_who_knocks_is_let_in_or_not_now(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    knocks = (parts.Knocking(seat="ida", name="Ida"), parts.Knocking(seat="ben-2", name="Ben"))
    await circle.show(roster(1, knocks=knocks))
    await expect(page.get_by_role("status")).to_have_text("Ida is at the door.")
    await page.get_by_role("button", name="Let in Ida").click()
    await page.get_by_role("button", name="Not now: Ben").click()
    assert without_id((await heard(circle, "admit"))[0]) == {"type": "admit", "seat": "ida"}
    assert without_id((await heard(circle, "decline"))[0]) == {"type": "decline", "seat": "ben-2"}
    await circle.show(roster(1))
    await expect(page.get_by_role("heading", name="At the door")).to_have_count(0)


async def test_hands_stand_in_order_and_a_lost_line_is_dated(opened: Opener) -> None:
    people = (person("Ben", hand=2), person("Chi", hand=1), person("Dov", line="lost"))
    page = await opened(*in_step(1), roster(1, people=people, lost={"dov": now_ms() - 20_000}))
    side = page.get_by_role("complementary", name="People and signals")
    await expect(side).to_contain_text("Hands, in order: Chi and Ben")
    await expect(side).to_contain_text(re.compile(r"Dov\s+line lost 0:2\d ago"))
    await expect(side).to_contain_text("A wall")


async def test_of_two_hundred_people_only_those_who_need_someone_are_listed(opened: Opener) -> None:
    people = tuple(person(f"P{i}", line="lost" if i == 7 else "ok") for i in range(200))
    page = await opened(*in_step(1), roster(1, people=people, lost={"p7": now_ms()}))
    await expect(page.locator(".side .people > li:visible").filter(has_text="P7")).to_have_count(1)
    await expect(page.locator(".side .people > li:visible").filter(has_text="P8")).to_have_count(0)


# --- pairs ----------------------------------------------------------------------------------------------------


async def test_a_person_is_moved_by_keyboard_and_keeps_the_focus(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.locator("summary", has_text="Ben").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="With Dov and Eli")).to_be_focused()
    await page.keyboard.press("Enter")
    assert without_id((await heard(circle, "move_person"))[0]) == {"type": "move_person", "seat": "ben", "to": 1}
    await circle.show(pairing(("Fay",), ("Dov", "Eli", "Ben"), ("Chi", "Gus")))
    moved = page.locator(".pair", has_text="Eli").locator("summary", has_text="Ben")
    await expect(moved).to_be_focused()
    await expect(page.get_by_role("status")).to_have_text("Ben is with Dov and Eli now.")
    await expect(page.locator(".pair.needs")).to_contain_text("Waits for company")


async def test_a_name_is_dragged_onto_a_pair_and_back_by_undo(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    await page.locator("summary", has_text="Gus").drag_to(page.locator(".pair", has_text="Dov"))
    assert (await heard(circle, "move_person"))[0]["to"] == 1
    await circle.show(pairing(("Ben", "Fay"), ("Dov", "Eli", "Gus"), ("Chi",)))
    await page.get_by_role("button", name="Undo").click()
    assert without_id((await heard(circle, "move_person", 2))[1]) == {"type": "move_person", "seat": "gus", "to": 2}


async def test_a_new_pair_takes_the_free_room(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(("Ben", "Fay"), (), ("Chi", "Gus")))
    await page.locator("summary", has_text="Ben").click()
    await page.get_by_role("button", name="Into a new pair").click()
    assert (await heard(circle, "move_person"))[0]["to"] == 1


async def test_escape_puts_a_menu_away_without_a_move(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS))
    name = page.locator("summary", has_text="Ben")
    await name.click()
    await page.get_by_role("button", name="With Dov and Eli").focus()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="With Dov and Eli")).to_be_hidden()
    await expect(name).to_be_focused()
    assert circle.said == []


async def test_a_new_draw_is_asked_once_because_it_parts_people(opened: Opener, circle: Scripted) -> None:
    page = await opened(*pairs_at(*PAIRS, draw=4))
    await page.get_by_role("button", name="Draw all again").click()
    await expect(page.get_by_text("All who talk now get new company.")).to_be_visible()
    assert circle.verbs("draw_again") == []
    await page.get_by_role("button", name="Draw them").click()
    assert (await heard(circle, "draw_again"))[0]["expecting"] == 4


# --- round, collect, cards ------------------------------------------------------------------------------------


async def test_the_piece_is_passed_on_for_the_holder_that_was_seen(opened: Opener, circle: Scripted) -> None:
    page = await opened(*round_at("Ben", "Chi"))
    await page.get_by_role("button", name="Pass on to Chi").dblclick()
    assert [said["expecting"] for said in await heard(circle, "pass_piece")] == ["ben"]
    await circle.show(*round_at("Chi", "Dov"))
    await expect(page.get_by_role("button", name="Pass on to Dov")).to_be_visible()


async def test_unsigned_answers_are_not_counted_before_they_open(opened: Opener, circle: Scripted) -> None:
    closed = CollectHead(signed="unsigned", label="Your answer", opened=False)
    page = await opened(*in_step(2, "collect", part=closed), parts.ConsoleBoard(step=2, part=CollectConsole(given=())))
    await expect(page.locator(".glance .note")).to_have_text("Answers come without a name. They open together, shuffled")
    await page.get_by_role("button", name="Open them now").click()
    await heard(circle, "open_answers")
    answers = (Answer(id="a", text="We only met when it was late", name=None), Answer(id="b", text=None, name=None))
    await circle.show(
        head("collect", 2, steps=5, part=CollectHead(signed="unsigned", label="", opened=True)),
        board(2, part=CollectBoard(answers=answers)),
    )
    await expect(page.locator(".spread > .card")).to_have_text(["We only met when it was late", "These words were removed."])


async def test_a_card_is_shown_parked_and_answered_by_its_words_alone(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1))
    await circle.show(tray(card("one", "I went quiet <b>after</b> that."), step=1))
    await expect(page.get_by_role("status")).to_have_text("A card has opened.")
    await page.get_by_role("button", name="Take up").click()
    await expect(page.locator("#in-hand h2")).to_have_text("I went quiet <b>after</b> that.")
    await expect(page.locator("#in-hand")).to_be_focused()
    answer = page.get_by_role("button", name="Answer on the card")
    await expect(answer).to_have_attribute("aria-disabled", "")
    await page.get_by_label("Your answer on the card").fill("Thank you.")
    await answer.click()
    assert without_id((await heard(circle, "answer_card"))[0]) == {"type": "answer_card", "card": "one", "text": "Thank you."}
    await expect(page.get_by_label("Your answer on the card")).to_have_value("")
    await page.get_by_role("button", name="Park it for later").click()
    await heard(circle, "park_card")
    await page.get_by_role("button", name="Show it to all").click()
    assert without_id((await heard(circle, "show_card"))[0]) == {"type": "show_card", "card": "one"}


async def test_an_answer_that_was_refused_keeps_its_words(opened: Opener, circle: Scripted) -> None:
    circle.answer = lambda said: wire.No(id=said["id"], code="too_long", message="This is longer than fits.")
    page = await opened(*in_step(1), tray(card("one", "Slower, please."), step=1))
    await page.get_by_role("button", name="Take up").click()
    await page.get_by_label("Your answer on the card").fill("Thank you.")
    await page.get_by_role("button", name="Answer on the card").click()
    await expect(page.locator(".mid .err")).to_have_text("This is longer than fits.")
    await expect(page.get_by_label("Your answer on the card")).to_have_value("Thank you.")


async def test_a_step_change_keeps_the_card_in_hand_and_its_draft(opened: Opener, circle: Scripted) -> None:
    page = await opened(*in_step(1), tray(card("one", "Slower, please."), step=1))
    await page.get_by_role("button", name="Take up").click()
    field = page.get_by_label("Your answer on the card")
    await field.fill("Thank")
    await circle.show(*in_step(2), tray(card("one", "Slower, please."), step=2))
    await expect(page.get_by_role("status")).to_contain_text("Now: A round.")
    await expect(field).to_have_value("Thank")
    await expect(field).to_be_focused()


# --- the wall -------------------------------------------------------------------------------------------------


async def test_the_wall_says_hello_with_its_own_key_and_takes_no_input(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment="#w=wall-key-000000000000000")
    assert circle.hellos[0] == {"type": "hello", "wall_key": "wall-key-000000000000000"}
    await expect(page.locator(".ways")).to_contain_text("K7P4 M2XQ")
    assert await page.locator("button, input, textarea, a").count() == 0


async def test_the_wall_shows_the_circle_the_pairs_and_a_card(opened: Opener, circle: Scripted) -> None:
    page = await opened(*round_at("Ben", "Chi"), fragment="#w=wall-key-000000000000000")
    await expect(page.locator("main")).to_contain_text("Ben has the piece, then Chi")
    await circle.show(*pairs_at(*PAIRS))
    await expect(page.locator(".plate")).to_have_count(3)
    shown = parts.OpenCard(
        id="one", window=now_ms() // 60_000 - 1, weight="stop", state="open", text="Please stop.", answer=None
    )
    await circle.show(cards(3, ("one",), (shown,)))
    await expect(page.locator("main .card h2")).to_have_text("Please stop.")
    await circle.show(*in_step(4))
    await expect(page.locator("main .card")).to_have_count(0)
    await circle.show(head("ended", 4, steps=5, ends_at=None))
    await expect(page.locator("main")).to_contain_text("Thank you.")


# --- for everyone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_console(opened: Opener, circle: Scripted, scheme: Any) -> None:
    page = await opened(*BEFORE, roster(), color_scheme=scheme)
    found = {"before": await axe(page)}
    agreed = (*in_step(1, "agree"), tally(1, 6, AgreeTally(yes=4, of=6)), tray(card("one", "Slower, please."), step=1))
    for name, views in {"agree": agreed, "round": round_at("Ben", "Chi"), "pairs": pairs_at(*PAIRS, apart=("Ida",))}.items():
        await circle.show(*views)
        await expect(page.locator(".glance h2")).to_have_text(views[0].title)
        found[name] = await axe(page)
    await circle.show(*in_step(4), tray(card("one", "Slower, please."), step=4))
    await page.get_by_role("button", name="Take up").click()
    await page.get_by_role("button", name="Close the circle", exact=True).click()
    found["card and end"] = await axe(page)
    await circle.show(head("ended", 4, steps=5, ends_at=None), header(4, phase="ended"))
    await expect(page.get_by_role("heading", name="The circle is closed.")).to_be_visible()
    found["ended"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


async def test_axe_finds_nothing_on_the_wall(opened: Opener, circle: Scripted) -> None:
    page = await opened(*BEFORE, tally(0, 3), board(0), fragment="#w=wall-key-000000000000000")
    found = {"before": await axe(page)}
    await circle.show(*round_at("Ben", "Chi"))
    await expect(page.locator(".seats")).to_be_visible()
    found["round"] = await axe(page)
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [768, 1024, 1280, 1440])
async def test_nothing_is_cut_off_sideways(opened: Opener, width: int) -> None:
    page = await opened(*pairs_at(*PAIRS), viewport={"width": width, "height": 800})
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await expect(page.locator("#onward")).to_be_in_viewport()
