"""The keeper's page in a real browser, under the real policy, whose console must stay silent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Dialog, Route
from starlette.datastructures import Headers

from talkingpiece.config import Config
from talkingpiece.web.security import Places
from talkingpiece.web.words import TEMPLATES
from tests.client.conftest import LISTEN, NO_STORAGE
from tests.client.group.keeping import GROUP, KEEPER_KEY, MODULES, Ward
from tests.client.scripted import Scripted

OpenKeeper = Callable[..., Awaitable[Ward]]
REFUSED = "Failed to load resource: the server responded with a status of "  # the browser tells of any refusal


@pytest.fixture
async def keeper(browser: Browser, circle: Scripted) -> AsyncIterator[OpenKeeper]:
    """Open the keeper's page of a group."""
    faults: list[str] = []
    contexts = []
    origin = f"http://127.0.0.1:{circle.port}"
    policy = Places(Config()).policy(Headers({"host": f"127.0.0.1:{circle.port}"}), framed=False)
    html = TEMPLATES.get_template("group.html").render(base="/s/test/", build="test", lang="en", group=GROUP)

    def complained(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(REFUSED):
            faults.append(message.text)

    async def page_of_it(route: Route) -> None:
        await route.fulfill(headers={"content-security-policy": policy, "content-type": "text/html"}, body=html)

    async def elsewhere(route: Route) -> None:
        await route.fulfill(content_type="text/html", body="<!doctype html><title>A door</title><p id=status>")

    async def open_keeper(
        ward: Ward, *, fragment: str = f"#k={KEEPER_KEY}", storage: bool = True, **context: Any
    ) -> Ward:
        contexts.append(await browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context}))
        page = await contexts[-1].new_page()
        ward.origin, ward.page = origin, page

        async def begins(route: Route) -> None:
            ward.opened = route.request.post_data_json
            ward.keys.add(route.request.headers.get("authorization"))
            await route.fulfill(
                status=201,
                json={"session": "s", "code": "K7P4M2XQ", "console_url": f"{origin}/j/K7P4M2XQ#f={'f' * 22}"},
            )

        async def modules(route: Route) -> None:
            await route.fulfill(json=MODULES)

        async def leave(dialog: Dialog) -> None:
            await dialog.accept()

        await page.route(f"{origin}/g/*", page_of_it)
        await page.route(f"{origin}/api/groups/**", ward.api)
        await page.route(f"{origin}/api/sessions", begins)
        await page.route(f"{origin}/api/modules", modules)
        await page.route(f"{origin}/j/**", elsewhere)
        page.on("dialog", leave)
        page.on("console", complained)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.add_init_script(LISTEN if storage else LISTEN + NO_STORAGE)
        await page.goto(ward.url + fragment)
        return ward

    yield open_keeper
    for context in contexts:
        await context.close()
    assert faults == []
