"""The gallery, served under a policy that allows no inline style as the product's will be, and one browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; script-src 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
DOUBLE = "?text=double"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the project; a page asked for with `?text=double` is read by somebody who has doubled the text."""

    def do_GET(self) -> None:
        if self.path == "/double.css":
            self._reply(b"html { font-size: 200% }", "text/css")
        elif self.path.endswith(DOUBLE):
            page = (ROOT / self.path.removesuffix(DOUBLE).lstrip("/")).read_bytes()
            # First of all sheets, as a reader's preference is: Chromium does not ask container queries again when
            # the root's size changes after them.
            link = b'<head>\n<link rel="stylesheet" href="/double.css">'
            self._reply(page.replace(b"<head>", link), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass

    def _reply(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True)
class Gallery:
    """`panels` and `others` are names of pages, without `.html`."""

    base: str
    panels: tuple[str, ...]
    others: tuple[str, ...]

    def url(self, name: str, *, double: bool = False) -> str:
        return f"{self.base}{name}.html{DOUBLE if double else ''}"


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


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's headless Chromium, else Playwright's own."""
    system = os.environ.get("TALKINGPIECE_TEST_CHROMIUM") or shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
        yield chromium
        await chromium.close()
