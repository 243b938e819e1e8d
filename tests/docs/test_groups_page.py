"""docs/groups.md says what is so: its routes are the server's, its table can be taken over, its commands work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx

from talkingpiece.core import roster as r
from talkingpiece.core.roster.changes import KEEP_MONTHS, MOST_TAGS, PRONOUN_LENGTH, TAG_LENGTH
from talkingpiece.core.roster.memory import HALF_LIFE
from talkingpiece.core.roster.state import MONTHS
from talkingpiece.core.texts import NAME_LENGTH
from talkingpiece.web.groups import LARGEST_ROSTER
from talkingpiece.web.sockets import HELLO_TRIES
from tests.core.test_roster import Kept
from tests.kept_group import KeptGroup
from tests.place import Place, serving

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "groups.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)[0]


async def test_the_routes_on_the_page_are_those_there_are() -> None:
    async with serving() as place:
        routes = place.app.guard.app.routes  # type: ignore[attr-defined]
        there = {
            (method, route.path)
            for route in routes
            for method in getattr(route, "methods", None) or ()
            if "{group}" in route.path or route.path == "/api/groups"
        }
    written = {(method, path) for method, path in re.findall(r"^\| `([A-Z]+) (/[^`#?]+)", PAGE, re.M)}
    assert written == {(method, path) for method, path in there if method != "HEAD"}


def test_the_table_on_the_page_can_be_taken_over() -> None:
    kept = Kept()
    taken = r.imported(kept.roster, r.read_table(block("csv").encode()), kept.fresh)
    assert len(taken.added) == 3
    assert (taken.apart, taken.together) == (1, 1)


def test_the_numbers_on_the_page_are_those_in_the_code() -> None:
    assert f"required, up to {NAME_LENGTH} letters" in PAGE
    assert f"`pronoun` | up to {PRONOUN_LENGTH} letters" in PAGE
    assert f"up to {MOST_TAGS} of them, {TAG_LENGTH} letters each" in PAGE
    assert f"{MONTHS} months, or what you choose from {KEEP_MONTHS[0]} to {KEEP_MONTHS[-1]}" in PAGE
    assert f"({MONTHS + 1} months by default)" in PAGE
    assert HALF_LIFE == 4, "after every four sessions"
    assert f"at most {LARGEST_ROSTER // 1024**2} MiB" in PAGE
    assert HELLO_TRIES == 5, "up to five times"


async def run(place: Place, line: str, folder: Path, key: str = "") -> httpx.Response:
    """What curl does with this line, and with the key in the shell's KEY."""
    words = shlex.split(line.replace("${KEY%.*}", key.partition(".")[0]).replace("$KEY", key))
    assert words[:2] == ["curl", "-s"]
    url, body, headers = words[2].replace("http://127.0.0.1:8765", place.base), None, {}
    for option, value in zip(words[3::2], words[4::2], strict=True):
        if option == "-H":
            headers.update([value.split(": ", 1)])
        else:
            assert option in ("-d", "--data-binary")
            body = (folder / value[1:]).read_bytes() if value.startswith("@") else value.encode()
    return await place.http.request("GET" if body is None else "POST", url, content=body, headers=headers)


async def test_the_commands_on_the_page_do_what_they_say(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(block("csv"), encoding="utf-8")
    begin, take_over, history = block("shell").splitlines()
    async with serving() as place:
        begun = (await run(place, begin, tmp_path)).json()
        kept = KeptGroup(place, begun["group"], begun["keeper_key"])
        taken = (await run(place, take_over, tmp_path, kept.key)).json()
        assert [one["name"] for one in taken["added"]] == ["Ana", "Ben", "Chi"]
        kept.learn(taken["added"])
        session = await kept.open()
        await kept.join("Ana")
        await kept.join("Chi")
        await kept.remember(session, "Ana-Chi")
        table = (await run(place, history, tmp_path, kept.key)).text.splitlines()
        assert table[0] == "week,a,b"
        assert set(table[1].split(",")[1:]) == {"Ana", "Chi"}
