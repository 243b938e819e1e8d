"""Coming into the circle, in a real browser, under the real policy."""

from __future__ import annotations

import pytest

from talkingpiece import wire
from tests.client.conftest import Opened
from tests.client.scripted import CODE, SEAT_KEY, Scripted
from tests.client.views import (
    eventually,
    named,
    reading,
)

pytestmark = pytest.mark.browser


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
    assert panel.page.url == circle.link, "but what the link vouches for does: whoever copies it passes on a whole one"


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


async def test_a_wrong_code_is_told_beside_the_code_and_nothing_typed_is_lost(
    circle: Scripted, open_panel: Opened
) -> None:
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


async def test_a_seat_opened_elsewhere_can_be_taken_back_and_does_not_fight(
    circle: Scripted, open_panel: Opened
) -> None:
    await circle.show(*reading(title="Tea"))
    panel = await open_panel()
    await panel.enter()
    await circle.hang_up(wire.Close.TAKEN_OVER)
    await panel.says("Your place is open in another window now.")
    hellos = len(circle.hellos)
    await panel.page.click("text=Take it back here")
    await panel.says("Tea")
    assert len(circle.hellos) == hellos + 1
