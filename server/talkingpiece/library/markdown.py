"""The Markdown below the front matter: its title, what everyone reads, and the sections for whoever leads.

Two fences, by different people: markdown-it-py reads it, and whatever is not plain words (raw HTML, images, links
that are not https) is told as a fault with its line, never silently dropped; then nh3 keeps a short list of tags.
An image is refused because fetching it would tell somebody else's server who is in the session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .faults import Tell, first_hidden, hidden_fault, nearest, quoted

SECTIONS = {
    "alternative": "Alternative",
    "say": "Say",
    "watch": "Watch for",
    "mend": "If it goes wrong",
}
TITLE_LENGTH = 80
_BY_HEADING = {heading.casefold(): part for part, heading in SECTIONS.items()}
_HTML_FAULT = "HTML is not shown. Write Markdown: **bold**, *italic*, lists with - and quotes with >."
_HOST = re.compile(r"[a-z0-9.-]+")  # the reader has made other alphabets into these already
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "h6", "a", "code", "pre", "hr"}


def _reader() -> MarkdownIt:
    """HTML on, and links of every kind, so that they can be *found*: with them off they would pass as plain words."""
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _reader()


@dataclass(frozen=True, slots=True)
class Text:
    """A file's plain title, the title's line, and sanitised HTML by part: `body`, and the keys of `SECTIONS`."""

    title: str = ""
    line: int = 1
    parts: dict[str, str] = field(default_factory=dict)


def read_markdown(source: str, above: int, tell: Tell, sections: bool = True) -> Text:
    """Title and parts of a body that follows `above` other lines. `sections`: may it have notes."""
    tokens = _READER.parse(source)
    for line, message in _unwelcome(tokens):
        tell(line + above + 1, message)
    heads = [at for at, token in enumerate(tokens) if _is_head(token)]
    if not heads or tokens[heads[0]].tag != "h1":
        tell(
            above + 1 + _line(tokens[0]) if tokens else above,
            "the title is missing. Write it as the first line below the dashes: `# A title`.",
        )
        return Text()
    if heads[0] > 0:
        tell(above + 1 + _line(tokens[0]), "these words stand before the title. Put the title first, the words below.")
    title = _plain(tokens[heads[0] + 1])
    _check_title(title, tokens[heads[0]], above, tell)
    parts: dict[str, str] = {}
    for start, end in pairwise([*heads, len(tokens)]):
        head, heading = tokens[start], _plain(tokens[start + 1])
        told = _heading_fault(head, heading, first=start == heads[0], parts=parts, sections=sections)
        content = tokens[start + 3 : end]
        if told is None and head.tag == "h2" and not _has_words(content):
            told = f"nothing is written under {quoted(heading)}. Write its words, or take the heading out."
        if told is not None:
            tell(above + 1 + _line(head), told)
            continue
        parts["body" if head.tag == "h1" else _BY_HEADING[heading.casefold()]] = _render(content)
    return Text(title, above + 1 + _line(tokens[heads[0]]), parts)


def _is_head(token: Token) -> bool:
    return token.type == "heading_open" and token.tag in ("h1", "h2") and token.level == 0


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _plain(inline: Token) -> str:
    """The words of a heading without their marks."""
    breaks = {"softbreak": " ", "hardbreak": " "}
    return " ".join("".join(breaks.get(t.type, t.content) for t in inline.children or ()).split())


def _check_title(title: str, head: Token, above: int, tell: Tell) -> None:
    line = above + 1 + _line(head)
    if not title:
        tell(line, "the title is empty. Write it after the #, like `# Who we are today`.")
    elif len(title) > TITLE_LENGTH:
        tell(line, f"the title is {len(title)} letters long; up to {TITLE_LENGTH} fit.")


def _heading_fault(head: Token, heading: str, first: bool, parts: dict[str, str], sections: bool) -> str | None:
    if head.tag == "h1":
        return None if first else "this is a second title. Make it a heading of your own with ###."
    if not sections:
        return "module.md has no sections. Notes belong to the steps; a heading of your own begins with ###."
    part = _BY_HEADING.get(heading.casefold())
    if part is None:
        hint = nearest(heading, SECTIONS.values())
        return f"{quoted(heading)} is not a section. {hint} A heading of your own begins with ###."
    return f"the section {quoted(heading)} is here twice. Make them one." if part in parts else None


def _has_words(tokens: Sequence[Token]) -> bool:
    return any(token.content.strip() for token in tokens)


def _render(tokens: Sequence[Token]) -> str:
    return sanitised(_READER.renderer.render(tokens, _READER.options, {})) if _has_words(tokens) else ""


def sanitised(html: str) -> str:
    """The second fence: a short list of tags, links to https only, which open elsewhere and tell nobody from where."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"https"},
        url_relative="deny",
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    ).strip()


def _unwelcome(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """What must not reach anybody's screen, with its line from 0."""
    for token in tokens:
        if token.type == "html_block":
            yield _line(token), _HTML_FAULT
        elif token.type == "heading_open" and token.tag in ("h1", "h2") and token.level > 0:
            yield _line(token), "a title cannot be part of a list or quote. Put it on a line of its own."
        elif token.type == "inline":
            yield from _unwelcome_inline(token)


def _unwelcome_inline(inline: Token) -> Iterator[tuple[int, str]]:
    line = _line(inline)
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            yield line, _HTML_FAULT
            line += child.content.count("\n")
        elif child.type == "image":
            yield line, "images are not shown: fetching one would tell its server who is here. Describe it in words."
        elif child.type == "link_open" and not _welcome_link(str(child.attrGet("href") or "")):
            yield line, "links begin with https:// and name a site, like [words](https://example.org/page)."
        if (place := first_hidden(child.content)) is not None:
            yield line, hidden_fault(child.content[place])


def _welcome_link(href: str) -> bool:
    try:
        parts = urlsplit(href)
        return parts.scheme == "https" and parts.username is None and bool(_HOST.fullmatch(parts.hostname or ""))
    except ValueError:
        return False
