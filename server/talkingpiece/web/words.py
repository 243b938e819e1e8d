"""Templates with their words: every text goes through gettext, English is the key."""

from __future__ import annotations

import gettext

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

TEMPLATES = Environment(
    loader=PackageLoader("talkingpiece.web", "templates"),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,  # a forgotten variable is a fault in the tests, not a hole in a page
    extensions=["jinja2.ext.i18n"],
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.install_gettext_translations(gettext.NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
