"""The report as text and as a page: whatever people wrote stays words."""

from __future__ import annotations

from typing import Any

from talkingpiece.core.steps.kind import Line
from talkingpiece.web.report import Part, SaidCard
from talkingpiece.web.words import TEMPLATES

STEPS = (
    Part("How we want to be here", "<p>What is told here <b>stays</b>.</p><ul><li>Passing is fine.</li></ul>", ()),
    Part("One small step", "", (Line("# ask *who* has <script>\n- not spoken", "Ana_B"), Line("removed"))),
)


def told(form: str, cards: Any, people: int = 2) -> str:
    words = {"title": "Harbour team", "date": "20 June 2026", "led": "peers", "people": people, "steps": STEPS}
    return TEMPLATES.get_template(f"report.{form}").render(cards=cards, **words)


def test_words_do_not_become_markup_in_the_text() -> None:
    lines = told("md", 0).splitlines()
    assert "- \\# ask \\*who\\* has &lt;script&gt; - not spoken (Ana\\_B)" in lines
    assert "What is told here stays. Passing is fine." in lines
    assert lines.count("## One small step") == 1


def test_words_do_not_become_markup_on_the_page() -> None:
    page = told("html", 0)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "told here <b>stays</b>" in page, "what the module's author wrote keeps its form"


def test_words_of_cards_are_in_it_only_when_the_group_kept_them() -> None:
    kept = [SaidCard(("We laughed.",), ("All of us.",), "Thank you."), SaidCard(("Slower.", "Too fast."))]
    for form in ("md", "html"):
        assert all(words in told(form, kept) for words in ("We laughed.", "All of us.", "Thank you.", "Too fast."))
        assert "Words of cards are not kept." not in told(form, kept)
        assert "2 cards were opened." in told(form, 2)
        assert "Words of cards are not kept." in told(form, 2)
        assert "cards were opened" not in told(form, 0)


def test_one_person_is_not_two() -> None:
    assert "1 person took part." in told("md", 0, people=1)
