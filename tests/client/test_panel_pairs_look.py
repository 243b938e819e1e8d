"""Every state of the pairs fits at 280 and 320 px, also with long names and words, and can be touched and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from talkingpiece import parts
from talkingpiece.resources import CLIENT_STATIC
from tests.client.conftest import Opened
from tests.client.console.hearing import axe
from tests.client.pair_views import (
    CHI,
    HANA,
    STEP,
    introductions,
    line,
    pairs_board,
    pairs_console,
    pairs_head,
    pairs_seat,
    pairs_tally,
    room,
    shown,
)
from tests.client.scripted import Scripted
from tests.client.views import one, peers

pytestmark = pytest.mark.browser

LONG = "Friederike-Charlotte Am"
WORDS = "Keeps bees in Hinterzarten, and knows everything about honeydewharvestinglicences"
LINES = (
    line(WORDS, CHI), line(WORDS, HANA, id="B" * 22, mine=False), line(WORDS, None, id="C" * 22, ticked=True),
)  # fmt: skip
FOLDED = "details:not([open]) > summary"


def helm(phase: str, *rooms: Any, **more: Any) -> tuple[Any, ...]:
    being = "paired" if phase == "talking" else "counted"
    seat = pairs_seat(being, (LONG,) if being == "paired" else (), lead=True, together=True)
    part = parts.ConsoleBoard(step=STEP, part=pairs_console(phase, *rooms, **more))
    return pairs_head(phase, **peers("Chi")), pairs_board(), pairs_tally(), seat, part


EVERY: dict[str, Callable[[], tuple[Any, ...]]] = {
    "asked": lambda: shown("asked", "gathering"),
    "counted": lambda: shown("counted", "gathering"),
    "paired": lambda: shown("paired", others=("Hana",), lines=LINES, room_link="https://meet.example/1"),
    "together": lambda: shown("paired", others=(LONG, "Gus"), lines=LINES, call="coming", told=(WORDS, WORDS)),
    "four": lambda: shown("paired", others=(LONG, LONG + "a", "Gus"), turns=False, unwished=True),
    "lost": lambda: shown("paired", others=("Hana",), lost="Hana", together=True, left=25_000),
    "waiting": lambda: shown("waiting"),
    "with_lead": lambda: shown("with_lead"),
    "alone": lambda: shown("alone"),
    "out": lambda: shown("out"),
    "missing": lambda: shown("missing"),
    "back": lambda: (
        pairs_head("back"),
        pairs_board(introductions(("Chi", LONG, (WORDS, WORDS)), (LONG, "Chi", ()))),
        pairs_seat("back", lines=LINES),
    ),
    "helm-gathering": lambda: helm("gathering", unasked=(one(LONG), one("Ben"))),
    "helm-planned": lambda: helm("planned", room(1, LONG, LONG + "a", "Ben"), room(2, "Chi", "Hana"), undo=True),
    "helm-talking": lambda: helm("talking", room(1, LONG, "Ben", call="asked"), room(2, "Dov"), missing=(one(LONG),)),
}

# Everything that can be pressed or written in, with what it is part of, smaller than 44 px either way.
SMALL = """[...document.querySelectorAll('button, a, input, textarea, select, summary')]
    .map(e => [e.innerText, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([, {width, height}]) => width && (width < 43.9 || height < 43.9))
    .map(([text, {width, height}]) => [text, width, height])"""
# What is wider inside than it is. Names in the rings are pictures.
CUT = """[document.documentElement, ...document.querySelectorAll(
        'main, .helm, .helm .stack, .btn, .pick label, .well, li, p, h1, h2')]
    .filter(e => !e.matches('.vh') && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.tagName}.${e.className} ${e.scrollWidth}>${e.clientWidth} ${e.textContent.trim().slice(0, 30)}`)"""
SAID = re.compile(r"""\bt\(\s*"([^"]+)"|"((?:[^"{]|\{\w+\})*\{n\}[^"]*)\"""")
SPEAK = "sentences => import('/s/test/words.js').then(({speak}) => speak(sentences))"


def longer(sentence: str) -> str:
    """As in a language that needs more room: every word 40 % longer, names and numbers as they are."""
    return re.sub(
        r"(?<![{\w])[^\W\d_]+(?![}\w])", lambda word: word[0] + word[0][: -(-2 * len(word[0]) // 5)], sentence
    )


def sentences() -> list[tuple[str, str]]:
    """All that the pairs say, and in longer words."""
    files = [*(CLIENT_STATIC / "steps/pairs").glob("*.js"), *(CLIENT_STATIC / "parts").glob("helm*/*.js")]
    found = {one or other for file in files for one, other in SAID.findall(file.read_text("utf-8"))}
    return [(sentence, longer(sentence)) for sentence in sorted(found)]


def test_words_are_made_longer_and_names_are_not() -> None:
    assert longer("Call {name} in 5 s") == "CallCa {name} ini 5 ss"
    assert len(sentences()) > 100


async def unfold_all(page: Any) -> None:
    for summary in await page.query_selector_all(FOLDED):
        await summary.evaluate("summary => summary.parentElement.open = true")


@pytest.mark.parametrize("screen", EVERY)
async def test_nothing_is_cut_and_every_target_is_large_enough_also_in_a_language_of_longer_words(
    circle: Scripted, open_panel: Opened, screen: str
) -> None:
    await circle.show(*EVERY[screen]())
    panel = await open_panel()
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    await unfold_all(panel.page)
    if await panel.page.locator("[data-act=add]").count():
        await panel.page.click("[data-act=add]")
    for width in (320, 280):
        await panel.page.set_viewport_size({"width": width, "height": 720})
        assert await panel.page.evaluate(CUT) == [], width
        assert await panel.page.evaluate(SMALL) == [], width
    before = await panel.page.inner_text("main")
    await panel.page.evaluate(SPEAK, sentences())
    await panel.page.wait_for_function(
        "before => document.querySelector('main').innerText.length > before.length + 9", arg=before
    )
    await unfold_all(panel.page)
    assert await panel.page.evaluate(CUT) == []
    assert await panel.page.evaluate(SMALL) == []


@pytest.mark.parametrize("screen", EVERY)
async def test_axe_finds_nothing_on(circle: Scripted, open_panel: Opened, screen: str) -> None:
    await circle.show(*EVERY[screen]())
    panel = await open_panel(bypass_csp=True)  # axe brings a style of its own
    await panel.page.emulate_media(color_scheme="dark" if len(screen) % 2 else "light")
    await panel.enter()
    await panel.page.wait_for_selector(".of-pairs")
    await unfold_all(panel.page)
    assert await axe(panel.page) == []
