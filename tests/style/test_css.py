"""What can be said of the style without a browser: its rules of writing, its icons, the contrast of its colours."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLE = ROOT / "client_static/style"
SHEETS = sorted(STYLE.glob("*.css"))
PAGES = sorted((ROOT / "tests/style/gallery").glob("*.html"))

PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius|inset-[xy]|overflow-[xy]|(?:float|clear|text-align)\s*:\s*(?:left|right))"
    r"\s*:(?!\s*\d+rem\s*\))"
)


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)


def declarations(css: str) -> str:
    """The style without the conditions of its at-rules, where (max-width: ...) is no declaration."""
    return re.sub(r"@(?:container|media|supports)[^{]*", "@", css)


def outside_of(css: str, condition: str) -> str:
    """The style without the blocks under `condition`."""
    kept, at = [], 0
    for match in re.finditer(re.escape(condition) + r"[^{]*\{", css):
        if match.start() < at:
            continue
        kept.append(css[at : match.start()])
        depth, at = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            at += 1
    return "".join([*kept, css[at:]])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_knows_only_logical_directions(sheet: Path) -> None:
    assert PHYSICAL.search("a { margin-left: 0 }"), "the lint must see what it forbids"
    assert not PHYSICAL.findall(declarations(without_comments(sheet)))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_can_be_read(sheet: Path) -> None:
    lines = sheet.read_text("utf-8").splitlines()
    assert len(lines) <= 250
    assert max(map(len, lines)) <= 180


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_moves_for_who_asked_for_stillness(sheet: Path) -> None:
    still = outside_of(without_comments(sheet), "(prefers-reduced-motion: no-preference)")
    assert not re.findall(r"(?:animation|transition)[\w-]*\s*:", still)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_named_in_the_tokens_alone(sheet: Path) -> None:
    colours = re.findall(r"(?:oklch|rgba?|hsla?)\(|#[0-9a-fA-F]{3,8}\b", without_comments(sheet))
    allowed = {"tokens.css": colours, "board.css": ["#fff"]}.get(sheet.name, [])
    assert colours == allowed, "only a QR code may be white by itself"


def test_every_sheet_is_imported_into_a_layer_that_is_declared() -> None:
    entry = without_comments(STYLE / "style.css")
    imports = dict(re.findall(r'@import url\("([\w.]+)"\) layer\((\w+)\)', entry))
    declared = re.search(r"@layer ([\w, ]+);", entry)
    assert declared is not None
    assert set(imports) == {sheet.name for sheet in SHEETS} - {"style.css"}
    assert list(dict.fromkeys(imports.values())) == declared[1].split(", ")


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in [*SHEETS, *STYLE.glob("*.svg"), *PAGES]:
        text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.findall(r"""(?:src|href|url\()\W{0,2}(?:https?:)?//""", text), path.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_gallery_has_neither_inline_style_nor_script(page: Path) -> None:
    assert not re.findall(r"\sstyle=|<style|<script|\son\w+=", page.read_text("utf-8"))


def test_every_class_of_the_reference_markup_is_styled() -> None:
    known = set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", "".join(map(without_comments, SHEETS))))
    used = {
        (page.stem, name)
        for page in PAGES
        for names in re.findall(r'class="([^"]*)"', page.read_text("utf-8"))
        for name in names.split()
    }
    assert used
    assert not {(page, name) for page, name in used if name not in known}


def test_every_icon_that_is_named_exists() -> None:
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', (STYLE / "icons.svg").read_text("utf-8")))
    client = [path for path in (ROOT / "client_static").rglob("*.js") if "vendor" not in path.parts]
    templates = list((ROOT / "server").rglob("*.html"))
    named = {
        (path.name, name)
        for path in [*PAGES, *client, *templates]
        for name in re.findall(r"icons\.svg#([\w-]+)", path.read_text("utf-8"))
    }
    assert named
    assert not {(path, name) for path, name in named if name not in symbols}, f"the sprite has {sorted(symbols)}"


# Contrast by WCAG 2 of the pairs that stand on each other, from LOOK.md: words 4.5, controls and pictures 3.
TEXT = [
    ("ink", "paper"), ("ink-2", "paper"), ("ink-2", "well"), ("ink-2", "sheet"), ("on-ink", "ink"),
    ("on-clay", "clay"), ("on-dusk", "dusk"), ("clay-ink", "sheet"), ("clay-ink", "paper"), ("clay-ink", "clay-wash"),
    ("ink-2", "clay-wash"), ("ink-2", "dusk-wash"), ("dusk", "paper"), ("dusk", "sheet"), ("dusk", "dusk-wash"),
    ("leaf", "leaf-wash"), ("leaf", "paper"), ("ochre", "ochre-wash"), ("ochre", "paper"), ("ochre", "dusk-wash"),
    ("rust", "rust-wash"), ("rust", "paper"), ("ink", "clay-wash"), ("ink", "dusk-wash"), ("ink", "well"),
]  # fmt: skip
SHAPES = [
    ("edge", "paper"), ("edge", "sheet"), ("edge", "well"), ("clay", "paper"), ("clay", "clay-wash"),
    ("leaf", "well"), ("ochre", "well"), ("dusk", "dusk-wash"),
    ("focus", "paper"), ("focus", "sheet"), ("focus", "clay-wash"), ("focus", "dusk-wash"), ("focus", "well"),
]  # fmt: skip


def tokens(theme: int) -> dict[str, tuple[float, float, float]]:
    """Colour tokens as linear sRGB; `theme` 0 is light, 1 is dark."""
    css = without_comments(STYLE / "tokens.css")
    three = r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)"
    found = re.findall(rf"--([\w-]+):\s*light-dark\({three}, {three}\)", css)
    return {name: linear(*map(float, values[3 * theme : 3 * theme + 3])) for name, *values in found}


def linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """oklch to linear sRGB, clipped to what a screen shows."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return tuple(min(1.0, max(0.0, part)) for part in (red, green, blue))  # type: ignore[return-value]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    high, low = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast(linear(1, 0, 0), linear(0, 0, 0)) == pytest.approx(21, abs=0.01)
    light = tokens(0)
    assert contrast(light["ink"], light["paper"]) == pytest.approx(14.6, abs=0.1)
    assert contrast(light["on-clay"], light["clay"]) == pytest.approx(5.1, abs=0.1)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_and_shapes_stand_out_from_what_they_lie_on(theme: int) -> None:
    colour = tokens(theme)
    words = {pair: contrast(*map(colour.__getitem__, pair)) for pair in TEXT}
    shapes = {pair: contrast(*map(colour.__getitem__, pair)) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in words.items() if ratio < 4.5} == {}
    assert {pair: ratio for pair, ratio in shapes.items() if ratio < 3} == {}
