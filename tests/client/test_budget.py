"""What a phone on a train has to load: the panel's scripts together, compressed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from talkingpiece.resources import CLIENT_STATIC

PANEL_BYTES = 60_000  # gzip; DESIGN's budget for all script of the panel's first load
# Not `import(...)`: what is fetched after the first paint is in nobody's way.
STATIC_IMPORT = re.compile(r"""^(?:import|export)\b[^;'"()]*["'](\.{1,2}/[^"']+\.js)["']""", re.M)


def loaded_from(entry: Path) -> set[Path]:
    """The entry and everything it imports, however deep."""
    seen: set[Path] = set()
    waiting = [entry]
    while waiting:
        file = waiting.pop().resolve()
        if file not in seen:
            seen.add(file)
            waiting += [file.parent / found for found in STATIC_IMPORT.findall(file.read_text(encoding="utf-8"))]
    return seen


def test_the_panel_loads_within_its_budget():
    files = loaded_from(CLIENT_STATIC / "entry.js") | loaded_from(CLIENT_STATIC / "panel.js")
    names = {file.name for file in files}
    assert {"lit.js", "link.js", "round.js"} <= names, "the premise: the imports were followed"
    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    assert size <= PANEL_BYTES, f"{size} bytes"
