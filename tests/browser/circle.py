"""A circle of real browsers around a real server in this process: people by name, what they see and do."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, Page, expect

from talkingpiece import library, resources
from talkingpiece.config import Config
from talkingpiece.web.app import Application, make_app
from talkingpiece.web.serve import Server, make_server
from tests.browser.warp import WarpClock

PANEL = {"width": 320, "height": 720}
DESK = {"width": 1440, "height": 900}
TRANSCRIBE = """
window.heard = [];
document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[role=status]");
  if (!status) return;
  new MutationObserver(() => { const said = status.textContent.trim(); if (said) window.heard.push(said); })
    .observe(status, {childList: true, characterData: true, subtree: true});
});
"""


@dataclass
class Place:
    """The server, on a port that it keeps when it is started again."""

    store: str
    clock: WarpClock = field(default_factory=WarpClock)
    port: int = 0
    app: Application | None = None
    server: Server | None = None
    task: asyncio.Task[None] | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        listening = socket.socket(proto=socket.IPPROTO_TCP)  # else asyncio lets small frames wait 40 ms
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        config = Config(port=self.port, store=self.store)
        modules, faults = library.load_all([resources.MODULES])
        assert not faults
        self.app = make_app(config, modules, clock=self.clock)
        self.server = make_server(self.app, config, self.app.house.go_away)
        self.task = asyncio.create_task(self.server.serve(sockets=[listening]))
        while not self.server.started:
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        assert self.server
        assert self.task
        self.server.should_exit = True
        await self.task

    async def open_session(self, keeper: str = "", **body: object) -> dict[str, str]:
        """Open a circle; one of a group with the key of whoever keeps the group."""
        return await self.ask("POST", "/api/sessions", keeper, json={"module": "a-good-start", **body})

    async def ask(self, method: str, path: str, keeper: str = "", **options: Any) -> Any:
        """Over HTTP, as other programs do. What is answered to a request that worked."""
        headers = {"Authorization": f"Bearer {keeper}"} if keeper else {}
        async with httpx.AsyncClient() as http:
            answer = await http.request(method, f"{self.base}{path}", headers=headers, **options)
        assert answer.status_code < 300, answer.text
        return answer.json()


@dataclass
class Someone:
    """One person's browser: a context of their own, so nothing is shared with anybody else's."""

    name: str
    page: Page
    context: BrowserContext
    complaints: list[str]
    examined: bool = False  # by axe, which tries styles of its own that the page's policy refuses
    asleep: bool = False  # the browser runs none of its scripts

    async def press(self, label: str) -> None:
        await self.page.get_by_role("button", name=label).first.click()

    async def sees(self, words: str) -> None:
        await expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    async def title_is(self, words: str) -> None:
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    async def heard(self) -> list[str]:
        """All that the one live region has said."""
        said: list[str] = await self.page.evaluate("window.heard")
        return said


class Circle:
    """One session with its people."""

    def __init__(self, browser: Browser, place: Place, opened: dict[str, str]) -> None:
        self.browser, self.place, self.opened = browser, place, opened
        self.people: dict[str, Someone] = {}
        self.listeners: list[Callable[[Someone], None]] = []  # told of every page before it opens its first address

    async def page(self, name: str, address: str, viewport: dict[str, int], **context: object) -> Someone:
        own = await self.browser.new_context(viewport=viewport, reduced_motion="reduce", **context)  # type: ignore[arg-type]
        return await self.sits_at(name, await own.new_page(), address)

    async def sits_at(self, name: str, page: Page, address: str) -> Someone:
        """Somebody opens an address in this page."""
        page.set_default_timeout(8_000)
        await page.add_init_script(TRANSCRIBE)
        someone = Someone(name, page, page.context, [])
        page.on("console", lambda said: _complain(someone, said.type, said.text))
        page.on("pageerror", lambda fault: someone.complaints.append(str(fault)))
        for listen in self.listeners:
            listen(someone)
        await page.goto(address)
        self.people[name] = someone
        return someone

    async def lead(self, name: str = "Ana", **context: object) -> Someone:
        someone = await self.page(name, self.opened["console_url"], DESK, **context)
        await someone.page.get_by_label("What shall they call you?").fill(name)
        await someone.press("Go to my place")
        await expect(someone.page.get_by_text("Spoken code")).to_be_visible()
        return someone

    async def knocks(self, name: str, viewport: dict[str, int] = PANEL, **context: object) -> Someone:
        return await self._takes_a_place(await self.page(name, self.opened["join_url"], viewport, **context))

    async def comes_by_the_code(self, name: str) -> Someone:
        """Somebody heard the code on the call, and has no link."""
        someone = await self.page(name, f"{self.place.base}/j", PANEL)
        await someone.page.get_by_label("Code").fill(self.opened["code"])
        return await self._takes_a_place(someone)

    async def comes_in(self, name: str, page: Page) -> Someone:
        """By the link, in a page that is there."""
        return await self._takes_a_place(await self.sits_at(name, page, self.opened["join_url"]))

    async def _takes_a_place(self, someone: Someone) -> Someone:
        await someone.page.get_by_label("What shall we call you?").fill(someone.name)
        await someone.press("Take my place")
        return someone

    async def join(self, *names: str) -> list[Someone]:
        people = list(await asyncio.gather(*(self.knocks(name) for name in names)))
        for someone in people:
            await expect(someone.page.get_by_text("Raise a concern")).to_be_visible()
        return people

    async def by_link(self, name: str, link: str) -> Someone:
        """A member of the group, by their personal link."""
        return await self.page(name, link, PANEL)

    async def everyone_sees(self, title: str) -> None:
        await asyncio.gather(*(someone.sees(title) for someone in self.people.values() if someone.name != "Ana"))

    @property
    def panels(self) -> list[Someone]:
        """Those who take part: neither whoever leads at the console nor a wall."""
        return [someone for name, someone in self.people.items() if name not in ("Ana", "wall")]

    def complaints(self) -> dict[str, list[str]]:
        return {name: someone.complaints for name, someone in self.people.items() if someone.complaints}

    async def close(self) -> None:
        for someone in self.people.values():
            if someone.context in self.browser.contexts:  # a browser of somebody's own is its owner's to end
                await someone.context.close()


def _complain(someone: Someone, kind: str, text: str) -> None:
    if kind in ("error", "warning") and not (someone.examined and "inline style" in text):
        someone.complaints.append(text)


def pictures() -> Path:
    """Where a scene may leave pictures to look at; not part of the project."""
    folder = Path("data") / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
