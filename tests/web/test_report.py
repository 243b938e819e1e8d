"""The report: after the end, for those with a key, without card texts unless the group chose to keep them."""

from __future__ import annotations

import pytest

from tests.cast import AGREEMENT, NAMED
from tests.people import Person
from tests.place import Place, Session
from tests.web.circles import circle

BEN = "<b>Ben</b>"
ANSWER = "<img src=x onerror=alert(1)> & _more_ *time*"


async def meeting(place: Place, *, keep: bool = False, end: bool = True) -> tuple[Session, Person, Person]:
    """One answer under a name, one card for all with an answer, and one for those who lead."""
    c = await circle(place, BEN, "Chi", "Dov", title='A "good" <start>')
    ben = c.people[BEN]
    await c.chi.writes_card("Between us")
    id = await c.card(ben, "Too <fast> for me", to="all")
    await c.leads("answer_card", card=id, text="We slow down")
    await c.leads("go_to_step", step=NAMED, expecting=AGREEMENT)
    await ben.does("write", step=NAMED, text=ANSWER)
    await c.leads("open_answers")
    await c.leads("keep_cards", keep=keep)
    if end:
        await c.leads("end")
    return c.session, c.ana, ben


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
            assert "2 cards were opened" in page
            assert "fast" not in page
            assert "Between us" not in page
            assert "slow down" not in page


async def test_card_texts_are_in_it_when_the_group_chose_to_keep_them(place: Place) -> None:
    session, _, _ = await meeting(place, keep=True)
    for format in ("md", "html"):
        page = await report(place, session.opened["facilitator_key"], format)
        assert "Too &lt;fast&gt; for me" in page
        assert "We slow down" in page
        assert "Between us" not in page, "it was for those who lead"


async def test_texts_of_cards_are_erased_with_the_end_and_not_only_hidden(place: Place) -> None:
    for keep in (False, True):
        session, _, _ = await meeting(place, keep=keep)
        records = await place.store.records(session.opened["session"])
        of_cards = sorted(text for name, text in records.items() if name.startswith(("card:", "reply:")))
        assert of_cards == ([b"Too <fast> for me", b"We slow down"] if keep else []), "what all had read, and no more"
        assert not {name for name in records if name.startswith(("secret:", "seed"))}
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
