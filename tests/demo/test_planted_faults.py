"""A server with a fault planted in it: the people notice, and say what is wrong."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from talkingpiece.cli import app
from talkingpiece.demo import meeting
from talkingpiece.demo.judge import judge
from talkingpiece.demo.plan import Plan
from talkingpiece.library import load_module
from tests.demo.conftest import FOLDER

FAULTY = Path(__file__).parent / "faulty.py"
NOTICED = {
    "lost_view": "never saw step 3",
    "wrong_partner": "but not the other way round",
    "early_card": "s before its window ended",
    "two_groups": "saw somebody in two groups at once",
    "told_without_asking": "lines that nobody let go",
    "never_rescued": "s while the others talked",
    "none": None,
}
IN_BAD_WEATHER = ("never_rescued",)  # where somebody is left alone


async def errors_with(fault: str) -> list[str]:
    weather = {"weather": "bad", "people": 7} if fault in IN_BAD_WEATHER else {"people": 4}
    plan = Plan(load_module(FOLDER), fast=True, patience_s=1.0, late_ms=5000, **weather)
    record = await meeting.play(plan, FOLDER, lambda said: None, (sys.executable, str(FAULTY), fault))
    return judge(plan, record)


async def test_each_planted_fault_is_noticed_and_without_one_nothing_is() -> None:
    found = dict(zip(NOTICED, await asyncio.gather(*map(errors_with, NOTICED)), strict=True))
    assert found.pop("none") == []
    for fault, errors in found.items():
        assert any(NOTICED[fault] in one for one in errors), (fault, errors)  # type: ignore[operator]


def test_a_rehearsal_with_a_fault_ends_with_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkingpiece.demo.COMMAND", (sys.executable, str(FAULTY), "other_words"))
    options = ["--module", FOLDER.name, "--modules", str(FOLDER.parent), "--people", "2", "--fast", "--json"]
    result = CliRunner().invoke(app, ["demo", *options])
    outcome = json.loads(result.stdout)
    assert any("the text of something else" in one for one in outcome["errors"])
    assert result.exit_code == 1
