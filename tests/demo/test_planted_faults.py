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
    "none": None,
}


async def errors_with(fault: str) -> list[str]:
    plan = Plan(load_module(FOLDER), people=4, fast=True, patience_s=1.0, late_ms=5000)
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
