"""The browser's files: kept for ever under their build's address, and nothing beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkingpiece.web.static import content_hash
from tests.place import Place
from tests.raw import raw_peer


async def test_files_may_be_kept_for_ever(place: Place) -> None:
    answer = await place.http.get(f"/s/{place.house.rules.build}/entry.js")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in answer.headers["content-type"]
    again = await place.http.get(
        f"/s/{place.house.rules.build}/entry.js", headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304


async def test_a_head_asks_for_the_headers_only(place: Place) -> None:
    answer = await place.http.head(f"/s/{place.house.rules.build}/entry.js")
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "name", ["vendor/lit.d.ts", "protocol.d.ts", ".hidden", "vendor/.npmrc", "nothing.js", "", "style"]
)
async def test_what_is_not_for_browsers_is_not_served(place: Place, name: str) -> None:
    answer = await place.http.get(f"/s/{place.house.rules.build}/{name}")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/pyproject.toml", "..%5cpyproject.toml",
     "style/../../pyproject.toml", "/etc/passwd", "%2fetc%2fpasswd", "%00", "entry.js%00.txt", "....//pyproject.toml"],
)  # fmt: skip
async def test_no_path_leads_out_of_the_folder(place: Place, path: str) -> None:
    async with raw_peer(place.host) as peer:  # a client library would tidy the path first
        request = f"GET /s/{place.house.rules.build}/{path} HTTP/1.1\r\nHost: {place.host}\r\nConnection: close\r\n\r\n"
        await peer.send(request.encode())
        answer = await peer.answer()
    assert answer.split(b" ", 2)[1] in (b"404", b"400")


def test_the_build_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("one")
    (tmp_path / ".hidden").write_text("one")
    first = content_hash(tmp_path)
    (tmp_path / ".hidden").write_text("two")
    assert content_hash(tmp_path) == first
    seen = {first}
    for name, words in (("a.js", "two"), ("b.js", "one"), ("c.js", "")):
        (tmp_path / name).write_text(words)
        seen.add(content_hash(tmp_path))
    assert len(seen) == 4
