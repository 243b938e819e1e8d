"""The report: after the end, for those with a key, without card texts unless the group chose to keep them."""

from __future__ import annotations

import pytest

from tests.cast import NAMED
from tests.people import Person
from tests.place import Place, Session

ANSWER = "<img src=x onerror=alert(1)> & _more_ *time*"


async def meeting(place: Place, *, keep: bool = False, end: bool = True) -> tuple[Session, Person, Person]:
    """One answer under a name, one card with an answer."""
    session = await place.start(title='A "good" <start>')
    ana, ben = await session.lead(), await session.join("<b>Ben</b>")
    place.clock.advance(60_000 - place.clock.now_ms() % 60_000 + 1_000)
    assert (await session.card(ben, "Too <fast> for me")).status_code == 204
    place.clock.advance(60_000)
    await ana.until(lambda me: me.cards["ids"], "the card")
    await ana.does("answer_card", card=ana.cards["ids"][0], text="We slow down")
    await ana.does("start")
    await ana.does("go_to_step", step=NAMED, expecting=0)
    await ben.at_step(NAMED)
    await ben.does("write", step=NAMED, text=ANSWER)
    await ana.does("open_answers")
    await ana.does("keep_cards", keep=keep)
    if end:
        await ana.does("end")
    return session, ana, ben


async def report(place: Place, key: str, format: str = "md") -> str:
    answer = await place.http.get("/api/report", params={"format": format}, headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="a-good-start.{format}"'
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


async def test_a_report_has_what_was_opened_and_no_words_of_cards(place: Place) -> None:
    session, _, ben = await meeting(place)
    for key in (session.opened["facilitator_key"], ben.welcome["seat_key"]):
        for format in ("md", "html"):
            page = await report(place, key, format)
            assert "One thing" in page
            assert "time" in page
            assert "1 card was opened" in page
            assert "fast" not in page
            assert "slow down" not in page


async def test_card_texts_are_in_it_when_the_group_chose_to_keep_them(place: Place) -> None:
    session, _, _ = await meeting(place, keep=True)
    for format in ("md", "html"):
        page = await report(place, session.opened["facilitator_key"], format)
        assert "Too &lt;fast&gt; for me" in page
        assert "We slow down" in page


async def test_texts_of_cards_are_erased_with_the_end_and_not_only_hidden(place: Place) -> None:
    for keep in (False, True):
        session, _, _ = await meeting(place, keep=keep)
        records = await place.store.records(session.opened["session"])
        assert any(name.startswith("card:") for name in records) is keep
        assert any(name.startswith("reply:") for name in records) is keep
        assert any(name.startswith("answer:") for name in records), "premise: other words stay"


async def test_what_people_wrote_stays_text(place: Place) -> None:
    session, _, _ = await meeting(place)
    html = await report(place, session.opened["facilitator_key"], "html")
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; _more_" in html
    assert "&lt;b&gt;Ben&lt;/b&gt;" in html
    assert "&lt;start&gt;" in html
    text = await report(place, session.opened["facilitator_key"])
    assert "<img" not in text
    assert r"\_more\_ \*time\*" in text


async def test_the_html_report_may_load_and_run_nothing(place: Place) -> None:
    session, _, _ = await meeting(place)
    answer = await place.http.get(
        "/api/report?format=html", headers={"authorization": f"Bearer {session.opened['facilitator_key']}"}
    )
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script" not in answer.text


async def test_there_is_no_report_before_the_end(place: Place) -> None:
    session, _, _ = await meeting(place, end=False)
    answer = await place.http.get(
        "/api/report", headers={"authorization": f"Bearer {session.opened['facilitator_key']}"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "not_ended")


@pytest.mark.parametrize("which", ["none", "code", "wall_key", "session", "another", "half"])
async def test_without_a_key_of_somebody_who_was_there_there_is_nothing(place: Place, which: str) -> None:
    session, _, _ = await meeting(place)
    another = await place.start()
    given = {
        "none": "", "code": session.code, "wall_key": session.opened["wall_key"], "session": session.opened["session"],
        "another": another.opened["facilitator_key"].replace(another.opened["session"], session.opened["session"]),
        "half": session.opened["facilitator_key"][:-1],
    }[which]  # fmt: skip
    headers = {"authorization": f"Bearer {given}"} if given else {}
    answer = await place.http.get("/api/report", headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_entry")
