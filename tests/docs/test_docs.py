"""What the documentation says is so: commands run, files exist, tables name what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from talkingpiece import __version__, keys
from talkingpiece.config import Config
from talkingpiece.web import limits

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TALKINGPIECE = Path(sys.executable).parent / "talkingpiece"


def commands(page: Path) -> list[str]:
    """Every line of every `sh` block."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    return [line for block in blocks for line in block.splitlines() if line and not line.startswith("#")]


def test_the_readme_has_commands_to_try():
    assert "make run" in commands(ROOT / "README.md")
    assert "make test" in commands(ROOT / "README.md")


@pytest.mark.parametrize("command", sorted({line for page in PAGES for line in commands(page)}))
def test_every_command_in_the_documentation_exists(command):
    program, *words = command.split()
    if program == "make":
        assert re.search(rf"^{words[0]}:", (ROOT / "Makefile").read_text(), re.M)
    elif program.endswith("talkingpiece"):
        known = subprocess.run([TALKINGPIECE, words[0], "--help"], capture_output=True, text=True, check=False)
        assert known.returncode == 0, known.stderr
        for option in (word for word in words if word.startswith("--")):
            assert option in known.stdout
    elif program == "docker":
        assert (ROOT / "docker-compose.yml").is_file()
    else:
        assert program in (".venv/bin/python", "python"), f"{command}: say here how to try it"


def test_the_check_in_the_readme_finds_nothing_to_mend():
    (line,) = [line for line in commands(ROOT / "README.md") if " check " in line]
    ran = subprocess.run(line.split(), cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)|src=\"([^\"]+)\"", text):
        place = target[0] or target[1]
        if not place.startswith(("http", "mailto")):
            assert (page.parent / place).exists(), place


def test_operations_lists_every_setting_with_its_default():
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `TALKINGPIECE_(\w+)` \|[^|]*\| ([^|]*) \|", page, re.M))
    assert set(rows) == {name.upper() for name in Config.model_fields}
    for name in ("host", "port", "store", "workers", "keep_days", "people"):
        assert rows[name.upper()].strip("`") == str(Config.model_fields[name].default)


def test_the_sum_about_codes_is_the_codes_sum():
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    codes = len(keys.CODE_ALPHABET) ** keys.CODE_LENGTH
    assert f"{len(keys.CODE_ALPHABET)}^{keys.CODE_LENGTH} = {codes:.1e}".replace("e+", "e") in page
    assert f"has {limits.WRONG_A_MINUTE} *wrong* tries a minute" in page
    assert f"Over {limits.ALARM_AT} wrong tries a minute" in page
    tries = 1_000 * limits.WRONG_A_MINUTE_ALARMED
    assert f"{tries:,} tries a minute" in page
    days = codes / 1_000 / tries / 60 / 24
    assert f"about {round(days)} days" in page
    assert f"1 in {round(codes / 1_000 / (tries * 180), -2):,.0f}" in page


def test_the_changelog_knows_this_version():
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_tables_of_the_protocol_page_are_fresh():
    checked = subprocess.run(
        [sys.executable, ROOT / "scripts" / "protocol_page.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
