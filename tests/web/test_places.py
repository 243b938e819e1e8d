"""Who may talk to this server from where: hosts, origins, proxies, and who may start a session."""

from __future__ import annotations

import logging
import re

import pytest
from websockets.exceptions import InvalidStatus

from talkingpiece.sealed.packet import SIZE
from talkingpiece.web.limits import Guesses
from tests.place import TREE, Place, serving
from tests.raw import raw_peer

OPERATOR = "an operator's key of some length"
PUBLIC = "https://circle.example"
START = {"module": "tiny"}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "x@127.0.0.1", "127.0.0.1/x", "127.0.0.1; x",
     "127.0.0.1:80:80", "localhost.", "[::1", "0x7f.1"],
)  # fmt: skip
async def test_a_host_that_is_not_ours_gets_nothing_but_still_the_headers(place: Place, host: str) -> None:
    for path in ("/", "/api/modules", "/healthz"):
        answer = await place.http.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert (await place.http.get("/api/modules", headers={"host": host})).json()["error"]["code"] == "no_host"


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "localhost:8765", "[::1]:8765", "127.8.9.1"])
async def test_this_machine_has_several_names(place: Place, host: str) -> None:
    assert (await place.http.get("/", headers={"host": host})).status_code == 200
    assert (await place.http.post("/api/sessions", headers={"host": host}, json=START)).status_code == 201


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "", "http://[", "file://"])
async def test_a_page_elsewhere_neither_opens_a_socket_nor_starts_a_session(place: Place, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await place.stranger(additional_headers={"Origin": origin})
    assert refused.value.response.status_code == 403
    answer = await place.http.post("/api/sessions", headers={"origin": origin}, json=START)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "foreign_origin"


async def test_a_foreign_host_opens_no_socket(place: Place) -> None:
    async with raw_peer(place.host) as peer:
        assert (await peer.shake("evil.example")).startswith(b"HTTP/1.1 403 ")
    async with raw_peer(place.host) as peer:
        assert (await peer.shake(place.host)).startswith(b"HTTP/1.1 101 ")


async def test_our_own_pages_may_do_both(place: Place) -> None:
    await place.stranger(origin=place.base)
    assert (await place.http.post("/api/sessions", headers={"origin": place.base}, json=START)).status_code == 201


async def test_a_page_elsewhere_posts_no_packet(place: Place) -> None:
    session = await place.start()
    room = await session.room_of(await session.join("Ben"))
    for origin in ("https://evil.example", "", f"{place.base}.evil.example"):
        foreign = await place.http.post(room, content=bytes(SIZE), headers={"origin": origin})
        assert (foreign.status_code, foreign.json()["error"]["code"]) == (403, "foreign_origin"), origin
    for headers in ({"origin": "null"}, {"origin": place.base}, {}):
        own = await place.http.post(room, content=bytes(SIZE), headers=headers)
        assert own.status_code == 204, "ours, also where a panel hides where it comes from"


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"]
)
async def test_a_request_that_came_through_a_proxy_is_not_from_this_machine(place: Place, header: str) -> None:
    answer = await place.http.post("/api/sessions", headers={header: "1"}, json=START)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "no_key"


async def test_the_operators_key_starts_sessions_from_anywhere_and_another_does_not() -> None:
    async with serving(operator_key=OPERATOR, public_url=PUBLIC) as place:
        away = {"host": "circle.example", "x-forwarded-for": "192.0.2.1", "origin": PUBLIC}
        assert (await place.http.post("/api/sessions", headers=away, json=START)).status_code == 403
        for given in ("", "Bearer", f"Basic {OPERATOR}", "Bearer wrong", f"Bearer {OPERATOR}x", OPERATOR):
            wrong = await place.http.post("/api/sessions", headers={**away, "authorization": given}, json=START)
            assert wrong.status_code == 403, given
        right = {**away, "authorization": f"Bearer {OPERATOR}"}
        assert (await place.http.post("/api/sessions", headers=right, json=START)).status_code == 201
        right["authorization"] = f"bearer {OPERATOR}"
        assert (await place.http.post("/api/sessions", headers=right, json=START)).status_code == 201
        local = await place.http.post("/api/sessions", headers={"host": "localhost"}, json=START)
        assert local.status_code == 201, "the operator's own machine needs no key"


async def test_without_an_operators_key_an_empty_one_opens_nothing() -> None:
    async with serving(public_url=PUBLIC) as place:
        for given in ("Bearer", "bearer  x", ""):
            headers = {"host": "circle.example", "authorization": given}
            assert (await place.http.post("/api/sessions", headers=headers, json=START)).status_code == 403


async def test_a_server_that_listens_to_the_world_starts_nothing_without_the_key() -> None:
    async with serving(host="0.0.0.0") as place:
        assert (await place.http.post("/api/sessions", json=START)).status_code == 403


async def test_the_public_address_is_in_every_address() -> None:
    async with serving(public_url=PUBLIC) as place:
        session = await place.start()
        opened = session.opened
        for name in ("join_url", "console_url", "wall_url"):
            assert opened[name].startswith(f"{PUBLIC}/j/{session.code}")
        assert opened["ws_url"] == "wss://circle.example/ws"
        ben = await session.join("Ben")
        assert ben.welcome["cards_url"].startswith(f"{PUBLIC}/sealed/")
        assert f"{ben.welcome['join_url']}#k={TREE.link}" == opened["join_url"]
        page = await place.http.get(f"/j/{session.code}", headers={"host": "circle.example"})
        assert 'data-ws="wss://circle.example/ws"' in page.text
        assert "connect-src 'self' wss://circle.example;" in page.headers["content-security-policy"]
        plain, other = [(await place.http.get(f"/j/{code}/qr.svg")).text for code in (session.code, "K7P4M2XQ")]
        assert plain != other
        assert plain.startswith("<svg")


@pytest.mark.parametrize(
    ("trusted", "counted"),
    [("", ["127.0.0.1"] * 2), ("192.0.2.9", ["127.0.0.1"] * 2), ("127.0.0.1", ["192.0.2.7", "192.0.2.8"])],
)
async def test_only_a_trusted_proxy_says_who_is_asking(
    trusted: str, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blamed: list[str] = []
    monkeypatch.setattr(Guesses, "wrong", lambda self, address: blamed.append(address))
    async with serving(trusted_proxies=trusted, public_url=PUBLIC) as place:
        for asker in ("192.0.2.7", "192.0.2.8"):
            person = await place.stranger(additional_headers={"X-Forwarded-For": asker})
            await person.hello(code="22222222", name="Mallory")
    assert blamed == counted


# --- what an address gives away ---------------------------------------------------------------------------------


async def test_every_screens_address_gives_a_newcomers_entry_only(place: Place) -> None:
    session = await place.start()
    pages = set()
    for address in ("join_url", "console_url", "wall_url"):
        path, _, secret = session.opened[address].removeprefix(place.base).partition("#")
        page = (await place.http.get(path)).text
        pages.add(page)
        for key in ("facilitator_key", "wall_key", "session"):
            assert session.opened[key] not in page
        assert secret == "" or secret.split("=")[1] not in path
    assert len(pages) == 1, "one page for all; who somebody is stays behind the #"
    newcomer, answer = await session.knock("Eli")
    assert answer["role"] == "participant"
    assert "console" not in str(newcomer.views)


async def test_the_page_is_the_same_for_codes_that_exist_and_those_that_do_not(place: Place) -> None:
    session = await place.start()
    real, other = [(await place.http.get(f"/j/{code}")).text for code in (session.code, "K7P4M2XQ")]
    assert real.replace(session.code, "K7P4M2XQ") == other


async def test_no_redirect_and_no_log_holds_a_key(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    session = await place.start()
    ana, ben = await session.lead(), await session.join("Ben")
    secrets = [session.opened["facilitator_key"], session.opened["wall_key"], ben.welcome["seat_key"], session.code]
    for secret in secrets:
        for path in ("/j", "/nothing"):
            answer = await place.http.get(path, params={"code": secret, "key": secret})
            if secret != session.code:
                assert secret not in str(answer.headers)
                assert secret not in answer.text
        report = await place.http.get("/api/report", headers={"authorization": f"Bearer {secret}"})
        assert secret not in report.text
    await ana.does("end")
    await ana.go()
    told = "".join(
        str(vars(record)) for record in caplog.records if re.match("talkingpiece|uvicorn|starlette", record.name)
    )
    for secret in secrets:
        assert secret not in told
