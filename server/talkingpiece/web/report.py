"""The group's page after the end: what was opened to all, step by step. No card texts unless the group chose to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from starlette.responses import Response

from talkingpiece import views
from talkingpiece.core.steps.kind import Line
from talkingpiece.web.words import TEMPLATES

Format = Literal["md", "html"]
_MEDIA = {"md": "text/markdown", "html": "text/html"}


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the report."""

    title: str
    body: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SaidCard:
    """A card of the report: its words, what its author added, and the answer to all."""

    words: tuple[str, ...]
    further: tuple[str, ...] = ()
    answer: str | None = None


def report(world: views.World, format: Format) -> Response:
    """The report as a file to keep."""
    page = TEMPLATES.get_template(f"report.{format}").render(**_words(world))
    name = re.sub(r"[^a-z0-9]+", "-", world.session.title.lower()).strip("-") or "circle"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{format}"',
        "Cache-Control": "no-store",
    }
    if format == "html":
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return Response(page, media_type=_MEDIA[format], headers=headers)


def _words(world: views.World) -> dict[str, object]:
    session = world.session
    started = datetime.fromtimestamp((session.started_at or 0) / 1000, UTC)
    return {
        "title": session.title,
        "date": started.strftime("%-d %B %Y"),
        "led": session.led,
        "people": len(session.seats),
        "steps": list(_steps(world)),
        "cards": _cards(world) if session.keep_cards else sum(not card.parts for card in session.cards.values()),
    }


def _steps(world: views.World) -> Iterable[Part]:
    for step, lines in views.report(world):
        yield Part(step.title, step.body, lines)


def _cards(world: views.World) -> list[SaidCard]:
    """What everyone could read; a card put together from others is its parts."""
    cards = world.shown.kept()
    return [
        SaidCard(
            words=tuple(words for words in (card.text, *(part.text for part in card.parts)) if words),
            further=tuple(reply.text for reply in card.replies if reply.text),
            answer=card.answer,
        )
        for card in cards
    ]
