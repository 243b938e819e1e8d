"""docs/modules.md says what the code does: its tables, its example, and the fault it shows."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from talkingpiece.core.steps import KINDS
from talkingpiece.library import check, load_module
from talkingpiece.library.files import LARGEST, MOST_STEPS
from talkingpiece.library.markdown import SECTIONS, TITLE_LENGTH
from talkingpiece.library.read import (
    LONGEST,
    MODULE_KEYS,
    MOST_LETTERS,
    MOST_MINUTES,
    MOST_PEOPLE,
    STEP_KEYS,
    settings_of,
)

PAGE = (Path(__file__).parents[2] / "docs" / "modules.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the one table below a heading, without its head."""
    _, _, below = PAGE.partition(f"\n## {heading}\n")
    below = below.partition("\n## ")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")]
    assert len(lines) > 2, f"there is a table below {heading}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def first_cells(heading: str) -> list[str]:
    return [row[0].strip("`") for row in rows(heading)]


def test_the_tables_name_every_key_and_section_in_the_order_of_the_code() -> None:
    assert first_cells("Keys of the cover") == list(MODULE_KEYS)
    assert first_cells("Keys of every step") == list(STEP_KEYS)
    assert first_cells("Words of a step") == [f"## {heading}" for heading in SECTIONS.values()]


def test_the_table_of_kinds_is_the_registry() -> None:
    assert first_cells("Kinds") == list(KINDS)


@pytest.mark.parametrize("name", list(KINDS))
def test_a_kinds_row_has_its_own_keys_with_their_defaults_and_choices(name: str) -> None:
    (row,) = [row for row in rows("Kinds") if row[0] == f"`{name}`"]
    named = re.findall(r"`([^`]+)`", row[2])
    switch = {True: "yes", False: "no"}
    settings = KINDS[name].Settings
    defaults = {own.name: own.default for own in dataclasses.fields(settings)}
    keys = [f"{key}: {switch[default] if isinstance(default, bool) else default}" for key, default in defaults.items()]
    assert [word for word in named if ":" in word] == keys
    for key, type_ in settings_of(KINDS[name]).items():
        others = get_args(type_) if get_origin(type_) is Literal else ("yes", "no") if type_ is bool else ()
        assert {other for other in others if f"{key}: {other}" not in keys} <= set(named)


def test_the_limits_on_the_page_are_the_codes() -> None:
    for words in (
        f"Up to {MOST_STEPS} steps, and {MOST_MINUTES} minutes in all. Up to {LARGEST // 1024} kB a file",
        f"from 2 to {MOST_PEOPLE}",
        f"The first heading is the title (up to {TITLE_LENGTH} letters)",
        f"whole numbers from 1 to {LONGEST}",
        f"Own keys with words hold up to {MOST_LETTERS} letters",
    ):
        assert words in PAGE


def test_the_example_is_a_sound_module_and_the_fault_shown_is_the_fault_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = re.findall(r"`(modules/our-week/[\w-]+\.md)`[^\n]*\n\n```markdown\n(.*?)```", PAGE, re.DOTALL)
    assert len(files) == 4
    for name, text in files:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    folder = Path("modules/our-week")
    assert check([folder]) == []
    assert load_module(folder).minutes == 11
    turns = folder / "20-round.md"
    turns.write_text(turns.read_text("utf-8").replace("minutes: 8", "minutes: eight"), encoding="utf-8")
    assert f"```\n{check([folder])[0]}\n```" in PAGE
