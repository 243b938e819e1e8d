"""The screens, looked at by a browser: they fit, can be touched and read, and the ring is a ring."""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.async_api import Browser, Page

from .conftest import Gallery

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
AXE_RUN = """async () => (await axe.run({resultTypes: ['violations']})).violations
    .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))"""

# What scrolls sideways, and what is wider inside than it is. Names on the ring may end in an ellipsis.
CUT = """() => [document.documentElement, ...document.querySelectorAll(
        'main, .frame, .bar, .net, .foot, .helm, .btn, .pick label, .card, .sheet, .mine, .plan, .side, li, p, h1, h2')]
    .filter(e => !e.closest('.seats, .wall, .middle') && !e.matches('.vh'))
    .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.tagName}.${e.className} ${e.scrollWidth}>${e.clientWidth} ${e.textContent.trim().slice(0, 24)}`)"""
SMALL = """() => [...document.querySelectorAll('a, button, summary, input, textarea, select')]
    .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
    .filter(([, box]) => box.width && Math.min(box.width, box.height) < 43.9)
    .map(([e, box]) => `${e.tagName} ${e.textContent.trim().slice(0, 24)} ${box.width}x${box.height}`)"""
SEATS = """() => {
    const centre = e => { const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; };
    const [x, y] = centre(document.querySelector('.circle'));
    return [...document.querySelectorAll('.seats > li')].map(centre).map(([a, b]) => [a - x, b - y]); }"""
NO_ICON = """() => [...document.querySelectorAll('.i, .mark, .stone')].filter(e => e.checkVisibility())
    .filter(e => !e.querySelector('use').getBBox().width).length"""


@asynccontextmanager
async def window(
    browser: Browser,
    size: tuple[int, int] = (320, 720),
    theme: Literal["light", "dark"] = "light",
    motion: Literal["reduce", "no-preference"] = "reduce",
    forced: Literal["active", "none"] = "none",
) -> AsyncIterator[tuple[Page, list[str]]]:
    """A window and what its console has said, which is nothing when the policy is kept."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion=motion, forced_colors=forced
    )
    page, said = await context.new_page(), list[str]()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    try:
        yield page, said
    finally:
        await context.close()


async def findings(page: Page) -> list[str]:
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(AXE_RUN)
    return found


async def test_panels_fit_at_280_and_320_and_every_target_is_44_px(browser: Browser, gallery: Gallery) -> None:
    assert len(gallery.panels) > 30
    faults: dict[str, list[str]] = {}
    async with window(browser) as (page, said):
        for name in gallery.panels:
            await page.goto(gallery.url(name))
            for width in (320, 280):
                await page.set_viewport_size({"width": width, "height": 720})
                faults[f"{name} {width}"] = await page.evaluate(CUT) + await page.evaluate(SMALL)
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert said == []


async def test_panels_fit_at_320_with_text_of_twice_the_size(
    browser_with_large_text: Browser, gallery: Gallery
) -> None:
    faults: dict[str, list[str]] = {}
    async with window(browser_with_large_text) as (page, _):
        for name in gallery.panels:
            await page.goto(gallery.url(name))
            assert await page.evaluate("getComputedStyle(document.querySelector('main')).fontSize") == "32px"
            faults[name] = await page.evaluate(CUT) + await page.evaluate(SMALL)
    assert {name: fault for name, fault in faults.items() if fault} == {}


async def test_consoles_walls_and_pages_fit(browser: Browser, gallery: Gallery) -> None:
    faults: dict[str, list[str]] = {}
    widths = {"console": (768, 1024, 1440), "wall": (1280,)}
    async with window(browser, (1440, 900)) as (page, said):
        for name in gallery.others:
            await page.goto(gallery.url(name))
            for width in widths.get(name.split("-")[0], (280, 320, 1280)):
                await page.set_viewport_size({"width": width, "height": 800})
                faults[f"{name} {width}"] = await page.evaluate(CUT)
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert said == []


# One page of every family, the themes in turn; the full matrix is soak.
SAMPLE = (
    "join-code", "before", "agree", "collect", "round-holding", "round-sixteen", "pairs", "concern-few", "card-shown",
    "card-own", "window", "offline", "helm-notes", "rtl", "console-round", "console-pairs", "wall-round", "home", "404",
)  # fmt: skip


async def test_axe_finds_nothing_on_a_page_of_every_family(browser: Browser, gallery: Gallery) -> None:
    found = await axe_over(browser, gallery, [(name, ("light", "dark")[i % 2]) for i, name in enumerate(SAMPLE)])
    assert found == {}


@pytest.mark.soak
async def test_axe_finds_nothing_anywhere_in_either_theme(browser: Browser, gallery: Gallery) -> None:
    pages = [name for name in (*gallery.panels, *gallery.others) if name != "index"]
    found = await axe_over(browser, gallery, [(name, theme) for theme in ("light", "dark") for name in pages])
    assert found == {}


async def axe_over(browser: Browser, gallery: Gallery, looks: list[tuple[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for theme in ("light", "dark"):
        async with window(browser, theme=theme) as (page, _):
            for name in [name for name, wanted in looks if wanted == theme]:
                await page.set_viewport_size({"width": 320 if name in gallery.panels else 1280, "height": 720})
                await page.goto(gallery.url(name))
                if faults := await findings(page):
                    found[f"{name} {theme}"] = faults
    return found


async def test_axe_sees_a_low_contrast_that_was_planted(browser: Browser, gallery: Gallery) -> None:
    async with window(browser) as (page, _):
        await page.goto(gallery.url("agree"))
        await page.evaluate("document.documentElement.style.setProperty('--ink-2', 'oklch(0.85 0.01 80)')")
        assert any(fault.startswith("color-contrast") for fault in await findings(page))


async def test_icons_from_the_sprite_are_drawn_under_the_policy(browser: Browser, gallery: Gallery) -> None:
    async with window(browser) as (page, said):
        await page.goto(gallery.url("helm"))
        assert await page.evaluate("document.querySelectorAll('.i').length") > 4
        await page.wait_for_function(f"({NO_ICON})() === 0", timeout=5000)
        assert said == []


@pytest.mark.parametrize(("name", "you"), [("round", 4), ("round-next", 2), ("round-sixteen", 13), ("round-forty", 29)])
async def test_you_sit_at_the_foot_and_the_ring_runs_with_the_clock(
    browser: Browser, gallery: Gallery, name: str, you: int
) -> None:
    async with window(browser) as (page, _):
        await page.goto(gallery.url(name))
        seats = await page.evaluate(SEATS)
    mine, step = seats[you], 2 * math.pi / len(seats)
    radius = math.hypot(*mine)
    assert mine == pytest.approx((0, radius), abs=1)
    for place, (x, y) in enumerate(seats):
        angle = math.pi / 2 + (place - you) * step
        assert (x, y) == pytest.approx((radius * math.cos(angle), radius * math.sin(angle)), abs=1)


async def test_right_to_left_the_ring_mirrors(browser: Browser, gallery: Gallery) -> None:
    async with window(browser) as (page, _):
        await page.goto(gallery.url("rtl"))
        mirrored = await page.evaluate(SEATS)
        await page.goto(gallery.url("round-next"))
        plain = await page.evaluate(SEATS)
    assert len(plain) == len(mirrored) == 8
    for (x, y), (mx, my) in zip(plain, mirrored, strict=True):
        assert (mx, my) == pytest.approx((-x, y), abs=1)


async def test_without_room_the_ring_is_the_list_it_always_was(
    browser_with_large_text: Browser, gallery: Gallery
) -> None:
    async with window(browser_with_large_text) as (page, _):
        await page.goto(gallery.url("round"))
        assert await page.evaluate("getComputedStyle(document.querySelector('.seats > li')).position") == "static"
        text = await page.inner_text(".seats")
    names = ("Ana", "Ben", "Chi", "Dov", "Eli", "Fay", "Gus", "Hana")
    assert tuple(re.findall("|".join(names), text)) == names


async def test_the_way_on_of_who_leads_is_loud_only_while_nothing_of_their_own_is(
    browser: Browser, gallery: Gallery
) -> None:
    ground = "getComputedStyle(document.querySelector('.helm .btn.go')).backgroundColor"
    async with window(browser) as (page, _):
        await page.goto(gallery.url("helm"))
        loud = await page.evaluate(ground)
        await page.goto(gallery.url("helm-notes"))
        assert await page.evaluate("document.querySelectorAll('main .btn.go').length") == 1
        quiet = await page.evaluate(ground)
        await page.evaluate("document.querySelector('main .btn.go').remove()")
        assert await page.evaluate(ground) == loud != quiet


async def test_the_theme_can_be_chosen_against_the_system(browser: Browser, gallery: Gallery) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    async with window(browser) as (page, _):
        await page.goto(gallery.url("agree"))
        light = await page.evaluate(ground)
        await page.evaluate("document.documentElement.dataset.theme = 'dark'")
        dark = await page.evaluate(ground)
    async with window(browser, theme="dark") as (page, _):
        await page.goto(gallery.url("agree"))
        assert await page.evaluate(ground) == dark != light
        await page.evaluate("document.documentElement.dataset.theme = 'light'")
        assert await page.evaluate(ground) == light


async def test_the_piece_breathes_and_travels_only_where_motion_is_wanted(browser: Browser, gallery: Gallery) -> None:
    travel = """() => { const seats = document.querySelectorAll('.seats > li > .seat');
        getComputedStyle(seats[1].closest('.seats'), '::before').translate;
        seats[1].classList.remove('holds'); seats[2].classList.add('holds');
        return document.getAnimations().map(a => a.animationName ?? a.transitionProperty); }"""
    async with window(browser, motion="no-preference") as (page, _):
        await page.goto(gallery.url("held"))
        moving = await page.evaluate(travel)
        assert {"breathe", "translate"} <= set(moving)
    async with window(browser, motion="reduce") as (page, _):
        await page.goto(gallery.url("held"))
        assert await page.evaluate(travel) == []


async def test_in_forced_colours_the_piece_is_the_highlight_and_cards_have_borders(
    browser: Browser, gallery: Gallery
) -> None:
    same = """s => { const probe = document.createElement('i'); document.body.append(probe);
        probe.style.backgroundColor = 'Highlight'; probe.style.forcedColorAdjust = 'none';
        const ground = e => getComputedStyle(e).backgroundColor;
        return ground(document.querySelector(s)) === ground(probe); }"""
    async with window(browser, forced="active") as (page, _):
        await page.goto(gallery.url("round"))
        assert await page.evaluate(same, ".seat.holds")
        assert not await page.evaluate(same, ".seat.next")
        await page.goto(gallery.url("card-shown"))
        look = "(s => [s.clipPath, s.borderBlockStartWidth])(getComputedStyle(document.querySelector('.card')))"
        assert await page.evaluate(look) == ["none", "1px"]


async def test_opening_a_menu_moves_nothing_else(browser: Browser, gallery: Gallery) -> None:
    async with window(browser, (1440, 900)) as (page, _):
        await page.goto(gallery.url("console-pairs"))
        where = "[...document.querySelectorAll('.pair')].map(e => JSON.stringify(e.getBoundingClientRect()))"
        before = await page.evaluate(where)
        await page.click("summary:has-text('Dov')")
        assert await page.is_visible(".menu[open] .btn >> nth=0")
        assert await page.evaluate(where) == before
