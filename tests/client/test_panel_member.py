"""Coming in by a personal link: always as oneself, to whatever circle the group has open."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from tests.client.conftest import Opened, Panel
from tests.client.scripted import CODE, SEAT_KEY, Scripted
from tests.client.views import eventually, head, reading

pytestmark = pytest.mark.browser

MEMBER_KEY = "member-key-of-chi-00000000"
NONE = wire.No(id="", code="no_circle", message="No circle of this group is open just now. This link stays yours.")
WORDS = "No circle of your group is open just now."


def link(circle: Scripted) -> str:
    return circle.url.removesuffix(f"/{CODE}")


async def by_link(panel: Panel, circle: Scripted) -> None:
    await panel.page.goto(f"{link(circle)}#m={MEMBER_KEY}")


async def test_a_personal_link_asks_neither_for_a_code_nor_for_a_name(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("Tea")
    [hello] = circle.hellos
    assert set(hello) == {"type", "member_key", "id"}
    assert (hello["member_key"], len(hello["id"])) == (MEMBER_KEY, 22)
    assert panel.page.url == circle.url, "the address is the one that others may join by"


async def test_a_reload_and_a_lost_line_say_hello_as_the_member_again(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("Tea")
    await panel.page.reload()
    await panel.says("Tea")
    await circle.hang_up()
    await eventually(lambda: len(circle.hellos) == 3)
    keys = [(hello["member_key"], "seat_key" in hello) for hello in circle.hellos]
    assert keys == [(MEMBER_KEY, False)] * 3
    assert circle.hellos[2]["seen"] == "1.1"


async def test_before_a_circle_opens_the_link_waits_and_looks_again_when_asked(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(title="Tea"))
    circle.refusal = NONE
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says(WORDS)
    await panel.says("This link stays yours.")
    assert await panel.transcript(WORDS) == [WORDS]
    await panel.page.click("text=Look again")
    await panel.page.wait_for_function("words => window.said.filter(one => one === words).length === 2", arg=WORDS)
    assert len(circle.hellos) == 2
    circle.refusal = None
    await panel.page.click("text=Look again")
    await panel.says("Tea")


async def test_it_looks_again_by_itself_and_says_nothing_of_it(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    circle.refusal = NONE
    panel = await open_panel()
    await panel.page.clock.install()
    await by_link(panel, circle)
    await panel.says(WORDS)
    await eventually(lambda: len(circle.hellos) == 1)
    await panel.page.clock.run_for(17_000)
    assert len(circle.hellos) == 1
    await panel.page.clock.run_for(6_000)
    await eventually(lambda: len(circle.hellos) == 2)
    circle.refusal = None
    await panel.page.clock.run_for(500)
    await panel.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await panel.page.clock.run_for(2_000)
    await panel.says("Tea")
    said = await panel.page.evaluate("window.said")
    assert said.count(WORDS) <= 1


async def test_a_link_that_was_replaced_says_so_and_leaves_the_code(circle: Scripted, open_panel: Opened) -> None:
    circle.closing = wire.Close.NO_ENTRY
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("This personal link does not open anything any more. Ask whoever keeps your group for a new one")
    circle.closing = None
    await circle.show(*reading(title="Tea"))
    await panel.page.fill("#code", CODE)
    await panel.page.fill("#name", "Chi")
    await panel.page.click("text=Take my place")
    await panel.says("Tea")
    assert "member_key" not in circle.hellos[-1]
    assert circle.hellos[-1]["code"] == CODE


async def test_the_link_that_replaced_it_may_be_pasted_over_the_same_page(circle: Scripted, open_panel: Opened) -> None:
    circle.closing = wire.Close.NO_ENTRY
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("This personal link does not open anything any more.")
    circle.closing = None
    await circle.show(*reading(title="Tea"))
    await panel.page.evaluate("location.hash = 'm=another-key-of-chi-0000000'")
    await panel.says("Tea")
    assert circle.hellos[-1]["member_key"] == "another-key-of-chi-0000000"


async def test_a_declined_knock_keeps_the_link(circle: Scripted, open_panel: Opened) -> None:
    circle.closing = wire.Close.DECLINED
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("The door stays closed for now.")
    circle.closing = None
    await circle.show(*reading(title="Tea"))
    await panel.page.click("text=Knock once more")
    await panel.says("Tea")
    assert circle.hellos[-1]["member_key"] == MEMBER_KEY


async def test_a_circle_that_ended_under_a_lost_line_still_shows_its_end(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await by_link(panel, circle)
    await panel.says("Tea")
    circle.refuse_members = NONE
    await circle.hang_up()
    circle.sockets.clear()
    await circle.show(head("ended", title="Tea"))
    await panel.says("What stays, what goes")
    assert [("member_key" in hello, hello.get("seat_key")) for hello in circle.hellos[-2:]] == [
        (True, None), (False, SEAT_KEY),
    ]  # fmt: skip
    async with panel.page.expect_download() as saving:
        await panel.page.click("text=Save it as plain text")
    assert await (await saving.value).path()
