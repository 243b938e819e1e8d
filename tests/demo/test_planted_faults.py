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
    "two_groups": "saw somebody in two groups at once",
    "told_without_asking": "lines that nobody let go",
    "never_rescued": "s while the others talked",
    "a_card_twice": "saw a card twice",
    "a_card_with_a_seat": "saw a card that names somebody",
    "answers_counted": "saw unsigned answers counted before they were opened",
    "a_card_hidden": "never saw a card that somebody raised",
    "n_too_high": "people sent something at its beat",
    "another_beat_for_one": "was another one for",
    "openings_too_near": "words opened at beat",
}
PLANTED = (  # in one server each, so that not all that many have to be played
    "none",
    "lost_view+a_card_twice+another_beat_for_one",
    "wrong_partner+a_card_with_a_seat+answers_counted",
    "two_groups+told_without_asking+openings_too_near+n_too_high",
    "a_card_hidden",
    "never_rescued",
)
IN_BAD_WEATHER = ("never_rescued",)  # where somebody is left alone
AT_ONCE = 2


async def errors_with(faults: str, turn: asyncio.Semaphore) -> list[str]:
    weather = {"weather": "bad", "people": 7} if faults in IN_BAD_WEATHER else {"people": 5}
    plan = Plan(load_module(FOLDER), fast=True, patience_s=1.0, late_ms=5000, **weather)
    async with turn:
        record = await meeting.play(plan, FOLDER, lambda said: None, (sys.executable, str(FAULTY), faults))
    return judge(plan, record)


async def noticed(faults: str, turn: asyncio.Semaphore) -> list[str]:
    """In bad weather a line may break just so that a fault shows nowhere: then it is played again."""
    for _ in range(3 if faults in IN_BAD_WEATHER else 1):
        errors = await errors_with(faults, turn)
        if faults == "none" or all(any(NOTICED[fault] in one for one in errors) for fault in faults.split("+")):
            break
    return errors


async def test_each_planted_fault_is_noticed_and_without_one_nothing_is() -> None:
    turn = asyncio.Semaphore(AT_ONCE)
    played = await asyncio.gather(*(noticed(faults, turn) for faults in PLANTED))
    found = dict(zip(PLANTED, played, strict=True))
    assert found.pop("none") == []
    assert {fault for faults in found for fault in faults.split("+")} == NOTICED.keys()
    for faults, errors in found.items():
        for fault in faults.split("+"):
            assert any(NOTICED[fault] in one for one in errors), (fault, errors)


def test_a_rehearsal_with_a_fault_ends_with_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talkingpiece.demo.COMMAND", (sys.executable, str(FAULTY), "other_words"))
    options = ["--module", FOLDER.name, "--modules", str(FOLDER.parent), "--people", "2", "--fast", "--json"]
    result = CliRunner().invoke(app, ["demo", *options])
    outcome = json.loads(result.stdout)
    assert any("the text of something else" in one for one in outcome["errors"])
    assert result.exit_code == 1
