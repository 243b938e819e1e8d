"""The front page: coming in by a code, and starting a circle in place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect
from starlette.datastructures import Headers

from talkingpiece.config import Config
from talkingpiece.web.security import Places
from talkingpiece.web.words import TEMPLATES
from tests.client.console.hearing import STILL, axe, has_focus
from tests.client.scripted import CODE, Scripted

pytestmark = pytest.mark.browser

MODULES = [
    {"name": "first-words", "title": "First Words", "minutes": 25, "people": [4, 16], "summary": "A short round."},
    {"name": "grounds", "title": "Grounds for Trust", "minutes": 90, "people": [4, 12], "summary": "A long evening."},
]
KEYS = {"facilitator_key": "f" * 22, "wall_key": "w" * 22}


@dataclass
class Front:
    """The page, what was asked of the API, and what it answers."""

    page: Page
    origin: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    answer: tuple[int, dict[str, Any]] = (201, {})
    arrived: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        await self.page.locator("summary", has_text="First Words").click()

    async def go(self) -> None:
        await self.page.get_by_role("button", name="Go to my place").click()

    async def api(self, route: Route) -> None:
        self.asked.append(route.request.post_data_json)
        self.keys.append(await route.request.header_value("authorization"))
        await route.fulfill(status=self.answer[0], json=self.answer[1])

    async def shell(self, route: Route) -> None:
        await route.fulfill(content_type="text/html", body="<!doctype html><title>A door</title>")


OpenFront = Callable[..., Awaitable[Front]]


@pytest.fixture
async def front(browser: Browser, circle: Scripted) -> AsyncIterator[OpenFront]:
    """Open the front page under the product's own policy, on the scripted server's origin."""
    faults: list[str] = []
    contexts = []
    origin = f"http://127.0.0.1:{circle.port}"
    policy = Places(Config()).policy(Headers({"host": f"127.0.0.1:{circle.port}"}), framed=False)

    async def open_front(*, can_start: bool = True, **context: Any) -> Front:
        contexts.append(await browser.new_context(**context))
        made = Front(await contexts[-1].new_page(), origin)
        opened = {"session": "s", "code": CODE, "console_url": f"{origin}/j/{CODE}#f={KEYS['facilitator_key']}", **KEYS}
        made.answer = (201, opened)
        words = {"base": "/s/test/", "build": "test", "lang": "en", "modules": MODULES, "can_start": can_start}
        html = TEMPLATES.get_template("home.html").render(**words)

        async def home(route: Route) -> None:
            headers = {"content-security-policy": policy, "content-type": "text/html"}
            await route.fulfill(headers=headers, body=html)

        await made.page.route(f"{origin}/", home)
        await made.page.route(f"{origin}/api/sessions", made.api)
        await made.page.route(f"{origin}/api/groups", made.api)
        await made.page.route(f"{origin}/g/**", made.shell)
        await made.page.route(f"{origin}/j*/**", made.shell)
        await made.page.route(f"{origin}/j?*", made.shell)
        made.page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        made.page.on("framenavigated", lambda frame: made.arrived.append(frame.url))
        await made.page.goto(f"{origin}/")
        return made

    yield open_front
    for context in contexts:
        await context.close()
    refusals = "Failed to load resource: the server responded with a status of 403"  # the browser tells of any refusal
    assert [fault for fault in faults if not fault.startswith(refusals)] == []


async def test_a_code_is_taken_however_it_is_typed(front: OpenFront) -> None:
    home = await front()
    await home.page.get_by_label("Invited? Your code").fill("k7p4-m2 xq")
    await home.page.get_by_role("button", name="Come in").click()
    await home.page.wait_for_url(f"{home.origin}/j/{CODE}")


async def test_a_short_code_is_told_in_place_and_keeps_its_letters(front: OpenFront) -> None:
    home = await front()
    field = home.page.get_by_label("Invited? Your code")
    await field.fill("K7P4 M")
    await field.press("Enter")
    await expect(home.page.locator("#code-fault")).to_have_text("This code is too short. 3 characters are missing.")
    await has_focus(field)
    await expect(field).to_have_value("K7P4 M")
    assert home.arrived == [f"{home.origin}/"]


async def test_without_javascript_a_code_still_leads_to_the_door(front: OpenFront) -> None:
    home = await front(java_script_enabled=False)
    await home.page.get_by_label("Invited? Your code").fill("k7p4 m2xq")
    await home.page.get_by_role("button", name="Come in").click()
    await home.page.wait_for_url(f"{home.origin}/j?code=k7p4+m2xq")


async def test_a_circle_is_started_in_place_with_what_was_chosen(front: OpenFront) -> None:
    home = await front()
    await home.begin()
    await home.page.get_by_label("What shall this meeting be called?").first.fill("Harbour team")
    await home.page.get_by_label("What shall they call you?").first.fill("Ana")
    await home.page.get_by_text("Everyone knocks").first.click()
    await home.page.get_by_text("Rooms for pairs").first.click()
    await home.page.get_by_label("One link a line").first.fill("https://meet.example/1\nhttps://meet.example/2")
    await home.go()
    await home.page.wait_for_url(f"**/j/{CODE}#**")
    rooms = ["https://meet.example/1", "https://meet.example/2"]
    asked = {
        "module": "first-words",
        "led": "facilitator",
        "title": "Harbour team",
        "door": "knock",
        "room_links": rooms,
    }
    assert home.asked == [asked]
    assert home.page.url.endswith(f"#f={KEYS['facilitator_key']}&name=Ana&w={KEYS['wall_key']}")


async def test_whoever_begins_a_peer_led_circle_is_sent_to_a_seat_without_a_walls_key(front: OpenFront) -> None:
    home = await front()
    await home.begin()
    await home.page.get_by_text("We lead ourselves; I begin, and keep a seat").first.click()
    await home.page.get_by_label("What shall they call you?").first.fill("Chi")
    await home.go()
    await home.page.wait_for_url(f"**/j/{CODE}#**")
    assert home.asked == [{"module": "first-words", "led": "peers"}]
    assert home.page.url.endswith(f"#f={KEYS['facilitator_key']}&name=Chi&led=peers")


async def test_what_is_missing_is_said_and_nothing_is_asked(front: OpenFront) -> None:
    home = await front()
    await home.begin()
    await home.go()
    await expect(home.page.get_by_role("alert")).to_have_text("Write the name they shall call you by.")
    name = home.page.get_by_label("What shall they call you?").first
    await has_focus(name)
    await name.fill("Ana")
    await home.page.get_by_text("Rooms for pairs").first.click()
    await home.page.get_by_label("One link a line").first.fill("http://meet.example/1")
    await home.go()
    await expect(home.page.get_by_role("alert")).to_have_text("Each link for a pair begins with https://.")
    assert home.asked == []


async def test_where_starting_needs_a_key_it_goes_in_a_header_and_a_refusal_keeps_the_words(front: OpenFront) -> None:
    home = await front(can_start=False)
    home.answer = (403, {"error": {"code": "no_key", "message": "Starting here needs another key."}})
    await home.begin()
    await home.page.get_by_label("What shall they call you?").first.fill("Ana")
    key = home.page.get_by_label("Key of whoever runs this place").first
    await expect(key).to_have_attribute("type", "password")
    await key.fill("operator")
    await home.go()
    await expect(home.page.get_by_role("alert")).to_have_text("Starting here needs another key.")
    await expect(home.page.get_by_role("button", name="Go to my place")).to_be_enabled()
    assert home.keys == ["Bearer operator"]
    assert "operator" not in str(home.asked)
    assert home.page.url == f"{home.origin}/"


async def test_a_group_is_made_in_place_and_leads_to_its_page(front: OpenFront) -> None:
    home = await front(can_start=False)
    home.answer = (201, {"group": "g", "keeper_key": "k" * 22, "keeper_url": f"{home.origin}/g/g#k={'k' * 22}"})
    await home.page.locator("summary", has_text="Keep a group").click()
    await home.page.get_by_role("button", name="Go to its page").click()
    await expect(home.page.get_by_role("alert")).to_have_text("Write what the group is called.")
    await home.page.get_by_label("What is the group called?").fill("Ward 4")
    await home.page.get_by_role("button", name="Go to its page").click()
    await expect(home.page.get_by_role("alert")).to_have_text("Starting needs the key of whoever runs this place.")
    assert home.asked == []
    await home.page.locator("#group-key").fill("operator")
    await home.page.get_by_role("button", name="Go to its page").click()
    await home.page.wait_for_url(f"**/g/g#k={'k' * 22}&new=1")
    assert (home.asked, home.keys) == ([{"name": "Ward 4"}], ["Bearer operator"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_front_page(front: OpenFront, scheme: Any) -> None:
    home = await front(can_start=False, color_scheme=scheme, **STILL)
    await home.begin()
    await home.go()
    assert await axe(home.page) == []


@pytest.mark.parametrize("width", [280, 320, 768])
async def test_the_front_page_is_not_cut_off_sideways(front: OpenFront, width: int) -> None:
    home = await front(viewport={"width": width, "height": 720})
    await home.begin()
    assert await home.page.evaluate("document.documentElement.scrollWidth") <= width
