"""What reaches a screen from a module: plain words, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkingpiece.library import load_module
from talkingpiece.library.markdown import read_markdown, sanitised

if TYPE_CHECKING:
    from .conftest import Written

HTML = "HTML is not shown. Write Markdown: **bold**, *italic*, lists with - and quotes with >."
IMAGE = "images are not shown: fetching one would tell its server who is here. Describe it in words."
LINK = "links begin with https:// and name a site, like [words](https://example.org/page)."

REFUSED = [
    ("<script>alert(1)</script>", 0, HTML),
    ("<script src=https://example.org/never-closed.js", 0, HTML),
    ("words\n\n<script src=https://example.org/x.js></script>", 2, HTML),
    ("words <b onclick=alert(1)>bold</b>", 0, HTML),
    ("one\ntwo\nthree <img src=x onerror=alert(1)>", 2, HTML),
    ("- one\n- two <svg onload=alert(1)>", 1, HTML),
    ("> quoted\n> <iframe srcdoc='x'></iframe>", 1, HTML),
    ("<!-- a note to myself -->", 0, HTML),
    ("<?php x ?>", 0, HTML),
    ("### A heading <u>of my own</u>", 0, HTML),
    ("![a picture](https://example.org/pixel.png)", 0, IMAGE),
    ("words\n![a picture][one]\n\n[one]: https://example.org/pixel.png", 1, IMAGE),
    ("[words](javascript:alert(1))", 0, LINK),
    ("[words](JaVaScRiPt:alert(1))", 0, LINK),
    ("[words](&#106;avascript:alert(1))", 0, LINK),
    ("[words](data:text/html;base64,PHNjcmlwdD4=)", 0, LINK),
    ("[words](vbscript:x)", 0, LINK),
    ("<javascript:alert(1)>", 0, LINK),
    ("[words](http://example.org)", 0, LINK),
    ("[words](//example.org)", 0, LINK),
    ("[words](/leave)", 0, LINK),
    ("[words]()", 0, LINK),
    ("[words](https://)", 0, LINK),
    ("[words](https://bank.example@example.org/)", 0, LINK),
    ("[words](https://[bad/)", 0, LINK),
    ("<ana@example.org>", 0, LINK),
    ("words\n\n[words][one]\n\n[one]: javascript:alert(1)", 2, LINK),
]


@pytest.mark.parametrize(("words", "line", "message"), REFUSED)
@pytest.mark.parametrize("place", ["body", "notes", "cover"])
def test_what_is_more_than_words_is_told_in_its_line(
    written: Written, place: str, words: str, line: int, message: str
) -> None:
    file, last, above = {
        "body": ("30-close.md", "Thank you.", 7),
        "notes": ("10-agree.md", "Read it aloud.", 11),
        "cover": ("module.md", "# A small module", 9),
    }[place]
    written.change(file, last, f"# A small module\n\n{words}" if place == "cover" else words)
    told = [fault for fault in written.faults() if "no words" not in fault and "nothing is written" not in fault]
    assert set(told) == {f"{file}:{above + line}: {message}"}


def test_lines_are_still_right_after_a_tag_that_goes_over_two(written: Written) -> None:
    written.change("30-close.md", "Thank you.", "one <b\ntitle=x> two <u>")
    assert written.faults() == [f"30-close.md:7: {HTML}", f"30-close.md:8: {HTML}"]


def test_a_link_opens_elsewhere_and_tells_nobody_where_it_came_from(written: Written) -> None:
    written.change("30-close.md", "Thank you.", 'See [this "page"](https://example.org/a?b=1&c="2" "title").')
    assert load_module(written.folder).steps[-1].body == (
        '<p>See <a href="https://example.org/a?b=1&amp;c=%222%22" target="_blank" rel="noopener noreferrer">'
        'this "page"</a>.</p>'
    )


def test_code_that_shows_html_is_shown_as_words(written: Written) -> None:
    written.change("30-close.md", "Thank you.", "`<script>alert(1)</script>`")
    assert load_module(written.folder).steps[-1].body == "<p><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></p>"


@pytest.mark.parametrize("words", ["<svg/onload=alert(1)>", "words <script src=x", "&lt;script&gt;", "1 < 2"])
def test_what_only_looks_like_html_is_shown_as_the_words_it_is(written: Written, words: str) -> None:
    written.change("30-close.md", "Thank you.", words)
    body = load_module(written.folder).steps[-1].body
    assert body.removeprefix("<p>").removesuffix("</p>").count("<") == 0
    assert "&lt;" in body


def test_a_title_is_plain_words_without_marks(written: Written) -> None:
    written.change("30-close.md", "# Before we part", "# Before *we* `part` &lt;b&gt;")
    assert load_module(written.folder).steps[-1].title == "Before we part <b>"


def test_headings_lists_and_quotes_of_ones_own_are_kept(written: Written) -> None:
    written.change("30-close.md", "Thank you.", "### Mine\n\n3. three\n\n> quoted **bold** *soft*")
    assert load_module(written.folder).steps[-1].body.replace("\n", "") == (
        '<h3>Mine</h3><ol start="3"><li>three</li></ol>'
        "<blockquote><p>quoted <strong>bold</strong> <em>soft</em></p></blockquote>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        '<a href="https://example.org/" onfocus="alert(\'"\'">x</a>',
        "<p style='background:url(https://example.org)'>x</p>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<form action=https://example.org><input></form>",
        "<base href=https://example.org><meta http-equiv=refresh content='0;url=https://example.org'>",
    ],
)
def test_the_second_fence_holds_alone(html: str) -> None:
    """Were the reader of Markdown ever to let something through, this is what stands behind it."""
    clean = sanitised(html).lower()
    for danger in ("<script", "<img", "<svg", "<math", "<form", "<base", "<meta", "<style", "onclick", "onfocus="):
        assert danger not in clean
    assert "javascript:" not in clean
    assert "style=" not in clean


PIECES = st.sampled_from(
    [
        "\n",
        " ",
        "\t",
        "\n- ",
        "\n> ",
        "\n---\n",
        "\n\n[a]: ",
        "<",
        ">",
        '"',
        "'",
        "&",
        "[",
        "](",
        ")",
        "!",
        "*",
        "`",
        "#",
    ]
) | st.sampled_from(
    [
        "\\",
        "```",
        "~~~",
        "=",
        "x",
        "é",
        "script",
        "javascript:",
        "https://a.b",
        "onerror=",
        "<b>",
        "<img/src=x>",
        "&#x22;",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join))
def test_markdown_of_any_kind_either_is_told_or_renders_to_harmless_html(source: str) -> None:
    told: list[str] = []
    text = read_markdown(f"# Title\n\n{source}", 0, lambda _, message: told.append(message))
    for html in text.parts.values():
        for tag in html.split("<")[1:]:
            name = tag.lstrip("/").split(">")[0].split(" ")[0]
            assert name in {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "pre", "hr"} | {
                f"h{size}" for size in range(3, 7)
            }
            if name == "a" and "href" in tag.split(">")[0]:
                assert tag.startswith('a href="https://')
