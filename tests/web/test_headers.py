"""What a browser may do with our pages: on every answer, those to mistakes too."""

from __future__ import annotations

import pytest

from talkingpiece.sealed.packet import SIZE
from tests.place import Place, serving

EVERYWHERE = {
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
PAGES = [
    ("GET", "/", 200), ("GET", "/j", 200), ("GET", "/j/K7P4M2XQ", 200), ("GET", "/j/K7P4M2XQ/", 200),
    ("GET", "/j/nothing", 200), ("GET", "/nothing", 404), ("GET", "/j/a/b", 404), ("GET", "/j/short/qr.svg", 404),
    ("POST", "/", 405), ("PUT", "/j/K7P4M2XQ", 405), ("OPTIONS", "/", 405), ("HEAD", "/", 200),
    ("GET", "/s/another-build/entry.js", 404), ("GET", "/ws", 404),
]  # fmt: skip
FOR_PROGRAMS = [
    ("GET", "/api/nothing", 404), ("GET", "/api", 404), ("GET", "/sealed", 404), ("GET", "/sealed/x", 405),
    ("GET", "/api/sessions", 405), ("POST", "/api/modules", 405), ("OPTIONS", "/api/sessions", 405),
    ("GET", "/api/modules/", 404), ("POST", "/sealed/x/", 404), ("DELETE", "/api/report", 405),
    ("GET", "/api/kept", 404), ("POST", "/api/kept", 405), ("PUT", "/sealed/x", 405), ("POST", "/sealed/x", 400),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), PAGES)
async def test_every_page_carries_the_headers_and_a_strict_policy(
    place: Place, method: str, path: str, status: int
) -> None:
    answer = await place.http.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "require-trusted-types-for 'script'"):
        assert rule in policy.split("; ")
    assert f"connect-src 'self' ws://{place.host}" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(("method", "path", "status"), FOR_PROGRAMS)
async def test_faults_for_programs_have_one_shape(place: Place, method: str, path: str, status: int) -> None:
    answer = await place.http.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"].keys() == {"code", "message"}
    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "content-security-policy" in answer.headers


async def test_a_method_that_is_not_allowed_is_told_which_are(place: Place) -> None:
    assert (await place.http.delete("/api/sessions")).headers["allow"] == "POST"
    assert set((await place.http.post("/")).headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/", "/api/modules", "/nothing"])
async def test_a_fault_of_ours_is_told_kindly_with_all_headers(
    place: Place, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("not for anybody's eyes")

    monkeypatch.setattr(
        "talkingpiece.web.pages.listed" if path != "/api/modules" else "talkingpiece.web.api.listed", broken
    )
    if path == "/nothing":
        monkeypatch.setattr("talkingpiece.web.pages.NOT_HERE", None)
    answer = await place.http.get(path)
    assert answer.status_code == 500
    assert "not for anybody" not in answer.text
    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_only_the_panel_may_be_framed_and_only_by_meeting_clients(place: Place) -> None:
    for path, framed in (("/", False), ("/j/K7P4M2XQ", True), ("/j", True), ("/jump", False), ("/nothing", False)):
        policy = (await place.http.get(path)).headers["content-security-policy"]
        (ancestors,) = [rule for rule in policy.split("; ") if rule.startswith("frame-ancestors")]
        assert ("https://*.zoom.us" in ancestors) is framed
        assert ("'none'" in ancestors) is not framed


async def test_an_operator_says_who_may_frame() -> None:
    async with serving(frame_ancestors="https://meet.example") as place:
        policy = (await place.http.get("/j")).headers["content-security-policy"]
        assert "frame-ancestors 'self' https://meet.example;" in policy


async def test_no_answer_sets_a_cookie_or_says_what_serves_it(place: Place) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    answers = [await place.http.request(method, path) for method, path, _ in PAGES + FOR_PROGRAMS]
    answers += [await place.http.get("/metrics"), await place.http.get("/healthz")]
    answers.append(await place.http.post(await session.room_of(ben), content=bytes(SIZE)))
    answers.append(await place.http.post("/api/sessions", json={"module": "tiny"}))
    answers.append(await place.http.get(f"/s/{place.house.rules.build}/entry.js"))
    for answer in answers:
        assert "set-cookie" not in answer.headers
        assert "server" not in answer.headers
    handshake = ben.socket.response
    assert handshake is not None
    assert "set-cookie" not in handshake.headers
    assert "sec-websocket-extensions" not in handshake.headers


async def test_pages_and_answers_about_people_are_not_kept_by_caches(place: Place) -> None:
    session = await place.start()
    ben = await session.join("Ben")
    answers = [await place.http.get("/"), await place.http.get("/j"), await place.http.get("/nothing")]
    answers.append(await place.http.post("/api/sessions", json={"module": "tiny"}))
    room = await session.room_of(ben)
    answers += [await place.http.post(room, content=bytes(size)) for size in (SIZE, 0)]
    answers.append(await place.http.get(f"/j/{session.code}/qr.svg"))
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"


async def test_no_page_has_a_script_or_a_style_within(place: Place) -> None:
    for path in ("/", "/j", "/j/K7P4M2XQ", "/nothing"):
        page = (await place.http.get(path)).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        for script in page.split("<script")[1:]:
            assert script.partition(">")[2].startswith("</script>")


async def test_a_body_that_is_too_large_is_refused_however_it_is_sent(place: Place) -> None:
    async def drops() -> object:
        for _ in range(100):
            yield b"x" * 1_000

    for content in (b"x" * 70_000, drops()):
        answer = await place.http.post("/api/sessions", content=content)  # type: ignore[arg-type]
        assert answer.status_code == 413
        assert answer.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize(
    "body",
    [{}, {"module": 7}, {"module": "tiny", "led": "nobody"}, {"module": "tiny", "door": "ajar"},
     {"module": "tiny", "facilitator_key": "A" * 22}, {"module": "tiny", "title": "x" * 201},
     {"module": "tiny", "room_links": ["http://call.example/1"]}, {"module": "tiny", "room_links": ["javascript:x"]},
     {"module": "tiny", "room_links": ["https://user:pw@call.example"]}],
    ids=str,
)  # fmt: skip
async def test_a_start_that_cannot_be_understood_is_refused_and_not_quoted(
    place: Place, body: dict[str, object]
) -> None:
    answer = await place.http.post("/api/sessions", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] in ("bad_field", "bad_link")
    assert "call.example" not in answer.text


async def test_a_title_is_cleaned_and_shown_as_text(place: Place) -> None:
    session = await place.start(title=" <b>Monday</b> \u202e circle ")
    ben = await session.join("Ben")
    assert ben.head["session_title"] == "<b>Monday</b>  circle"
