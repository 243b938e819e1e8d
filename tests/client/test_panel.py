"""The kinds of steps in a real browser, and that everything has its place at 280 and 320 px."""

from __future__ import annotations

from typing import Any

import pytest

from talkingpiece import parts
from talkingpiece.core.steps.agree import AgreeSeat, AgreeTally
from talkingpiece.core.steps.close import CloseSeat
from talkingpiece.core.steps.collect import Answer, CollectBoard, CollectHead, CollectSeat
from tests.client.conftest import Opened
from tests.client.console.hearing import axe
from tests.client.scripted import SEAT_KEY, Scripted
from tests.client.views import (
    board,
    eventually,
    head,
    named,
    person,
    reading,
    seat,
    tally,
    turn,
    unsigned,
)

pytestmark = pytest.mark.browser


async def test_agreeing_is_one_tap_and_shows_a_count_not_names(circle: Scripted, open_panel: Opened) -> None:
    def asked(yes: int, agreed: bool) -> tuple[Any, ...]:
        return (
            head("agree", 1, title="How we are here"),
            board(1),
            tally(1, part=AgreeTally(yes=yes, of=8)),
            seat(1, part=AgreeSeat(agreed=agreed)),
        )

    await circle.show(*asked(5, False))
    panel = await open_panel()
    await panel.enter()
    await panel.page.dblclick("text=I can keep to this")
    await eventually(lambda: circle.verbs("agree"))
    await circle.show(*asked(6, True))
    await panel.says("6 of 8 can keep to this.")
    await panel.says("You keep to this.")
    assert len(circle.verbs("agree")) == 1, "the second tap of a double tap asks for nothing"


async def test_who_comes_late_meets_the_agreement_first(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(
        head("agree", 3, gate=True, title="How we are here", body="<p>What is told here stays.</p>"),
        board(3),
        tally(3),
        seat(3, accepted=False),
    )
    panel = await open_panel()
    await panel.enter()
    await panel.says("We are in the fourth of nine steps.")
    await panel.page.click("text=I can keep to this")
    await eventually(lambda: circle.verbs("agree"))


async def test_opened_answers_without_names_are_cards_and_carry_none(circle: Scripted, open_panel: Opened) -> None:
    opened = CollectHead(signed="unsigned", label="Your answer", opened=True)
    answers = CollectBoard(answers=(Answer(id="1", text="<b>Tea</b>", name=None), Answer(id="2", text=None, name=None)))
    await circle.show(
        head("collect", 6, part=opened), board(6, part=answers), tally(6), seat(6, part=CollectSeat(yours=None))
    )
    panel = await open_panel()
    await panel.enter()
    await panel.says("<b>Tea</b>")
    await panel.says("These words were removed.")


async def test_after_the_end_the_groups_page_can_be_saved(circle: Scripted, open_panel: Opened) -> None:
    await circle.show(
        head("ended", 8, title="Grounds for Trust", ends_at=None),
        board(8),
        tally(8),
        seat(8, part=CloseSeat(yours=("Tea",))),
    )
    panel = await open_panel()
    await panel.page.goto(f"{circle.url}#s={SEAT_KEY}")
    await panel.says("Thank you, Chi.")
    async with panel.page.expect_download() as saved:
        await panel.page.click("text=Save it as plain text")
    download = await saved.value
    assert download.suggested_filename == "Grounds for Trust.md"
    assert (await download.path()).read_text() == "# The group's page as md\n"


EVERY = {
    "before": lambda: (head("before"), board(), tally(), seat()),
    "present": reading,
    "round": lambda: turn("Ben"),
    "holding": lambda: turn("Chi"),
    "collect": named,
    "unsigned": unsigned,
    "forty": lambda: (
        head("before"),
        board(names=(*(f"P{i}" for i in range(41)), "Chi")),
        tally(here=42),
        seat(),
    ),
    "long": lambda: (
        head("before"),
        board(names=("Ana-Katharina Wolkenstein", "Chi", "Friederike-Charlotte Amalia")),
        tally(here=3),
        seat(),
    ),
}


# Everything that can be pressed or written in, smaller than 44 px either way.
SMALL = """[...document.querySelectorAll('button, a, input, textarea, summary')]
    .map(e => [e.innerText, e.getBoundingClientRect()])
    .filter(([, {width, height}]) => width && (width < 44 || height < 44))
    .map(([text, {width, height}]) => [text, width, height])"""


@pytest.mark.parametrize("screen", EVERY)
async def test_nothing_is_cut_and_every_target_is_large_enough(
    circle: Scripted, open_panel: Opened, screen: str
) -> None:
    await circle.show(*EVERY[screen]())
    panel = await open_panel()
    await panel.enter()
    for width in (320, 280):
        await panel.page.set_viewport_size({"width": width, "height": 720})
        wide = await panel.page.evaluate(
            "[document.documentElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth)"
        )
        assert wide == [0, 0], width
        assert await panel.page.evaluate(SMALL) == [], width


async def test_people_of_the_circle_and_those_who_look_on_are_all_listed(circle: Scripted, open_panel: Opened) -> None:
    lost = person("Ben", line="lost")
    await circle.show(
        head("before"),
        parts.StageBoard(step=0, people=(person("Ana 2"), lost), facilitators=("Ana",), walls=2, part=None),
        tally(),
        seat(),
    )
    panel = await open_panel()
    await panel.enter()
    listed = await panel.page.inner_text(".people")
    for words in ("Ana who leads", "Ana 2", "Ben line lost for a moment", "2 walls"):
        assert words in listed.replace("\n", " "), words


@pytest.mark.parametrize("screen", EVERY)
async def test_axe_finds_nothing_on(circle: Scripted, open_panel: Opened, screen: str) -> None:
    await circle.show(*EVERY[screen]())
    panel = await open_panel(bypass_csp=True)  # axe brings a style of its own
    await panel.page.emulate_media(color_scheme="dark" if screen in ("holding", "unsigned") else "light")
    await panel.enter()
    assert await axe(panel.page) == []
