"""The gallery, served under a policy that allows no inline style as the product's will be, and one browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; script-src 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Gallery:
    """`panels` and `others` are names of pages, without `.html`."""

    base: str
    panels: tuple[str, ...]
    others: tuple[str, ...]

    def url(self, name: str) -> str:
        return f"{self.base}{name}.html"


@pytest.fixture(scope="session")
def gallery() -> Iterator[Gallery]:
    pages = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "tests/style/gallery").glob("*.html"))}
    panels = tuple(name for name, text in pages.items() if '<body class="panel">' in text)
    others = tuple(name for name in pages if name not in panels)
    handler = functools.partial(_Handler, directory=str(ROOT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Gallery(f"http://127.0.0.1:{server.server_port}/tests/style/gallery/", panels, others)
        server.shutdown()
        thread.join()


@asynccontextmanager
async def launched(*options: str) -> AsyncIterator[Browser]:
    """The system's headless Chromium, else Playwright's own."""
    system = os.environ.get("TALKINGPIECE_TEST_CHROMIUM") or shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=system, args=["--no-sandbox", *options])
        yield chromium
        await chromium.close()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with launched() as chromium:
        yield chromium


@pytest.fixture
async def browser_with_large_text() -> AsyncIterator[Browser]:
    """Of a reader whose preference is text of twice the size. A preference, not a sheet that comes later: Chromium does
    not always ask container queries again when a sheet changes the size of the root.
    """
    async with launched("--blink-settings=defaultFontSize=32") as chromium:
        yield chromium
